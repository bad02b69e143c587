/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-thaw-card.h"

#include <glib/gi18n-lib.h>

#include "freshet-figures-text.h"

/**
 * FreshetThawCard:
 *
 * What a freeze has cost, told when the window thaws, beside what the last asynchronous run took.
 */
struct _FreshetThawCard
{
  GtkWidget parent_instance;

  GPtrArray *cells; /* owned, of GtkLabel that the grid owns; row by row, name, blocking, async */

  /* From the template. */
  GtkWidget *revealer;
  GtkWidget *content;
  GtkLabel *title_label;
  GtkGrid *grid;
  GtkWidget *async_heading;
  GtkLabel *input_label;
  GtkLabel *guard_label;
};

G_DEFINE_FINAL_TYPE (FreshetThawCard, freshet_thaw_card, GTK_TYPE_WIDGET)

enum
{
  COLUMN_NAME,
  COLUMN_BLOCKING,
  COLUMN_ASYNC,
  N_COLUMNS
};

enum
{
  ROW_TIME,
  ROW_FREEZE,
  ROW_FRAMES,
  N_ROWS
};

static GtkLabel *
get_cell (FreshetThawCard *self, guint row, guint column)
{
  return self->cells->pdata[row * N_COLUMNS + column];
}

static void
add_row (FreshetThawCard *self, int row, const char *name)
{
  for (int column = 0; column < N_COLUMNS; column++)
    {
      GtkWidget *cell = gtk_label_new (column == COLUMN_NAME ? name : NULL);

      gtk_label_set_wrap (GTK_LABEL (cell), TRUE);
      gtk_label_set_xalign (GTK_LABEL (cell), column == COLUMN_NAME ? 0 : 1);
      gtk_widget_add_css_class (cell, column == COLUMN_NAME ? "dim-label" : "numeric");
      gtk_grid_attach (self->grid, cell, column, row + 1, 1, 1);
      g_ptr_array_add (self->cells, cell);
    }
}

static void
fill_column (FreshetThawCard *self, guint column, FreshetReport *report)
{
  const FreshetFrames *frames = freshet_report_get_frames (report);
  g_autofree char *time = freshet_figures_text_duration (freshet_report_get_elapsed (report));
  g_autofree char *freeze
      = freshet_figures_text_freeze (freshet_report_get_loop (report)->longest_freeze_ms);
  g_autofree char *missed
      = frames != NULL ? g_strdup_printf ("%" G_GUINT64_FORMAT, frames->missed) : NULL;

  gtk_label_set_label (get_cell (self, ROW_TIME, column), time);
  gtk_label_set_label (get_cell (self, ROW_FREEZE, column), freeze);
  gtk_label_set_label (get_cell (self, ROW_FRAMES, column),
                       missed != NULL ? missed : _ ("not counted"));
}

static void
set_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* What is closed is gone for a screen reader, too. */
static void
update_visible (FreshetThawCard *self, GParamSpec *pspec, GtkRevealer *revealer)
{
  gtk_widget_set_visible (GTK_WIDGET (self),
                          gtk_revealer_get_reveal_child (revealer)
                              || gtk_revealer_get_child_revealed (revealer));
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static GtkSizeRequestMode
freshet_thaw_card_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* What scrolls asks for the height that its texts have on one line each. */
static void
freshet_thaw_card_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  FreshetThawCard *self = FRESHET_THAW_CARD (widget);
  int content;

  gtk_widget_measure (self->revealer, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL
      || !gtk_revealer_get_child_revealed (GTK_REVEALER (self->revealer)))
    return;
  gtk_widget_measure (self->content, orientation, for_size, NULL, &content, NULL, NULL);
  *natural = MAX (*natural, content);
}

static void
freshet_thaw_card_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gtk_widget_allocate (FRESHET_THAW_CARD (widget)->revealer, width, height, -1, NULL);
}

static void
freshet_thaw_card_dispose (GObject *object)
{
  FreshetThawCard *self = FRESHET_THAW_CARD (object);

  g_clear_pointer (&self->revealer, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_THAW_CARD);
  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_thaw_card_parent_class)->dispose (object);
}

static void
freshet_thaw_card_class_init (FreshetThawCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_thaw_card_dispose;
  widget_class->get_request_mode = freshet_thaw_card_get_request_mode;
  widget_class->measure = freshet_thaw_card_measure;
  widget_class->size_allocate = freshet_thaw_card_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-thaw-card.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, content);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, grid);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, async_heading);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, input_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetThawCard, guard_label);
  gtk_widget_class_bind_template_callback (widget_class, freshet_thaw_card_close);
  gtk_widget_class_bind_template_callback (widget_class, update_visible);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
freshet_thaw_card_init (FreshetThawCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cells = g_ptr_array_new ();
  add_row (self, ROW_TIME, _ ("Total time"));
  add_row (self, ROW_FREEZE, _ ("Longest freeze"));
  add_row (self, ROW_FRAMES, _ ("Frames missed"));
}

/**
 * freshet_thaw_card_show_report:
 * @self: a card
 * @report: the run in blocking mode that ended
 * @last_async: (nullable): the last run in async mode, to compare it with
 * @n_waiting: downloads that the freeze guard left for later
 *
 * Opens the card.
 */
void
freshet_thaw_card_show_report (FreshetThawCard *self,
                               FreshetReport *report,
                               FreshetReport *last_async,
                               guint n_waiting)
{
  g_autofree char *title = NULL;
  g_autofree char *left = NULL;

  g_return_if_fail (FRESHET_IS_THAW_CARD (self));
  g_return_if_fail (FRESHET_IS_REPORT (report));
  g_return_if_fail (last_async == NULL || FRESHET_IS_REPORT (last_async));

  title = freshet_figures_text_frozen (freshet_report_get_loop (report)->longest_freeze_ms);
  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);

  fill_column (self, COLUMN_BLOCKING, report);
  gtk_widget_set_visible (self->async_heading, last_async != NULL);
  for (guint row = 0; row < N_ROWS; row++)
    gtk_widget_set_visible (GTK_WIDGET (get_cell (self, row, COLUMN_ASYNC)), last_async != NULL);
  if (last_async != NULL)
    fill_column (self, COLUMN_ASYNC, last_async);

  if (n_waiting > 0)
    left = freshet_figures_text_left (n_waiting);
  set_text (self->guard_label, left);
  freshet_thaw_card_set_missed_input (self, 0, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

/**
 * freshet_thaw_card_set_missed_input:
 * @self: a card
 * @n_clicks: clicks made into the freeze
 * @n_keys: keys pressed into it
 *
 * Says what was not carried out. It comes in just after the thaw.
 */
void
freshet_thaw_card_set_missed_input (FreshetThawCard *self, guint n_clicks, guint n_keys)
{
  g_autofree char *text = freshet_figures_text_missed_input (n_clicks, n_keys);

  g_return_if_fail (FRESHET_IS_THAW_CARD (self));

  set_text (self->input_label, text);
}

/**
 * freshet_thaw_card_close:
 * @self: a card
 */
void
freshet_thaw_card_close (FreshetThawCard *self)
{
  g_return_if_fail (FRESHET_IS_THAW_CARD (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}
