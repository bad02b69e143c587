/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-spinner.h"

#include "freshet-palette.h"
#include "freshet-ticker.h"

#define SIZE 16

/* It turns once a second. */
#define STEP_DEGREES (360.0 / FRESHET_TICKER_STEPS)

/**
 * FreshetSpinner:
 *
 * Something that turns, and cannot be seen while it does not. GTK's own is an animation of the style: it has
 * the window's widgets looked through, laid out and painted at each frame, which without a graphics card takes
 * a tenth of a processor. This one turns in the frames in which the pulse is painted as well.
 */
struct _FreshetSpinner
{
  GtkWidget parent_instance;

  GtkIconPaintable *icon; /* owned, nullable: while it turns */
  gboolean is_spinning;
  guint tick;
  gint64 step;
};

G_DEFINE_FINAL_TYPE (FreshetSpinner, freshet_spinner, GTK_TYPE_WIDGET)

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FreshetSpinner *self = FRESHET_SPINNER (widget);
  gint64 step = freshet_ticker_get_step (clock);

  if (step != self->step && freshet_ticker_is_animated (widget))
    {
      self->step = step;
      gtk_widget_queue_draw (widget);
    }
  return G_SOURCE_CONTINUE;
}

static void
update (FreshetSpinner *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean turns = self->is_spinning && gtk_widget_get_mapped (widget);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (widget, self->tick);
  self->tick = 0;
  g_clear_object (&self->icon);
  if (turns)
    {
      self->icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (
                                                   gtk_widget_get_display (widget)),
                                               "process-working-symbolic",
                                               NULL,
                                               SIZE,
                                               gtk_widget_get_scale_factor (widget),
                                               gtk_widget_get_direction (widget),
                                               0);
      self->tick = gtk_widget_add_tick_callback (widget, tick_cb, NULL, NULL);
    }
  gtk_widget_queue_draw (widget);
}

static void
freshet_spinner_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FreshetSpinner *self = FRESHET_SPINNER (widget);
  GdkRGBA color = freshet_palette_look_up (widget, NULL);
  float x = (float) gtk_widget_get_width (widget) / 2;
  float y = (float) gtk_widget_get_height (widget) / 2;

  if (self->icon == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_rotate (snapshot,
                       (float) (STEP_DEGREES * (double) (self->step % FRESHET_TICKER_STEPS)));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-SIZE / 2, -SIZE / 2));
  gtk_symbolic_paintable_snapshot_symbolic (
      GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, SIZE, SIZE, &color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
freshet_spinner_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  *minimum = SIZE;
  *natural = SIZE;
}

static void
freshet_spinner_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_spinner_parent_class)->map (widget);
  update (FRESHET_SPINNER (widget));
}

static void
freshet_spinner_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_spinner_parent_class)->unmap (widget);
  update (FRESHET_SPINNER (widget));
}

static void
freshet_spinner_dispose (GObject *object)
{
  g_clear_object (&FRESHET_SPINNER (object)->icon);

  G_OBJECT_CLASS (freshet_spinner_parent_class)->dispose (object);
}

static void
freshet_spinner_class_init (FreshetSpinnerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_spinner_dispose;
  widget_class->snapshot = freshet_spinner_snapshot;
  widget_class->measure = freshet_spinner_measure;
  widget_class->map = freshet_spinner_map;
  widget_class->unmap = freshet_spinner_unmap;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
freshet_spinner_init (FreshetSpinner *self)
{
}

/**
 * freshet_spinner_set_spinning:
 * @self: a spinner
 * @is_spinning: whether it turns, and can be seen
 */
void
freshet_spinner_set_spinning (FreshetSpinner *self, gboolean is_spinning)
{
  g_return_if_fail (FRESHET_IS_SPINNER (self));

  if (self->is_spinning == is_spinning)
    return;
  self->is_spinning = is_spinning;
  update (self);
}
