/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-private.h"

#include "freshet-waterfall-style.h"
#include "freshet-waterfall-text.h"

#define MIN_WIDTH 240
#define NAT_WIDTH 640
#define DRAWN_LABEL_WIDTH 150

enum
{
  PROP_0,
  PROP_DETAIL,
  N_PROPS,

  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetWaterfall,
                               freshet_waterfall,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static void
draw_cursor (FreshetWaterfall *self, GtkSnapshot *snapshot)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  const FreshetLane *lane = freshet_waterfall_layout_get (self->layout, (guint) self->lane);
  float x = (float) freshet_time_scale_get_x (&self->scale, self->time_s);
  FreshetWaterfallStyle style;

  freshet_waterfall_style_load (&style, GTK_WIDGET (self));
  gtk_snapshot_push_clip (snapshot,
                          &GRAPHENE_RECT_INIT (0,
                                               plot.origin.y,
                                               (float) gtk_widget_get_width (GTK_WIDGET (self)),
                                               plot.size.height));
  gtk_snapshot_append_color (
      snapshot,
      &style.cursor,
      &GRAPHENE_RECT_INIT (0,
                           plot.origin.y
                               + (float) (lane->y - freshet_waterfall_get_scroll_y (self)),
                           (float) gtk_widget_get_width (GTK_WIDGET (self)),
                           (float) lane->height));
  if (x >= 0 && x <= plot.size.width)
    gtk_snapshot_append_color (
        snapshot,
        &style.dim,
        &GRAPHENE_RECT_INIT (plot.origin.x + x, plot.origin.y, 1, plot.size.height));
  gtk_snapshot_pop (snapshot);
}

static void
freshet_waterfall_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);

  if (self->node == NULL)
    {
      FreshetWaterfallView view = freshet_waterfall_get_view (self);
      g_autoptr (GtkSnapshot) own = gtk_snapshot_new ();

      freshet_waterfall_draw (&view, own);
      self->node = gtk_snapshot_free_to_node (g_steal_pointer (&own));
    }
  if (self->node != NULL)
    gtk_snapshot_append_node (snapshot, self->node);
  if (self->lane != FRESHET_WATERFALL_NO_LANE)
    draw_cursor (self, snapshot);
}

static void
freshet_waterfall_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = NAT_WIDTH;
      return;
    }
  *natural = self->layout->height + self->line_height + 8;
  *minimum = MIN (*natural, 6 * self->line_height);
}

static void
freshet_waterfall_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  freshet_waterfall_configure (FRESHET_WATERFALL (widget));
}

static void
update_layout (FreshetWaterfall *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "0");

  pango_layout_get_pixel_size (layout, NULL, &self->line_height);
  g_clear_pointer (&self->layout, freshet_waterfall_layout_free);
  self->layout = freshet_waterfall_layout_new (self->reports, self->ghost, self->line_height);
  self->lane = FRESHET_WATERFALL_NO_LANE;
  freshet_waterfall_set_detail (self, NULL);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
freshet_waterfall_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (widget);
  int line_height = self->line_height;
  g_autoptr (PangoLayout) layout = NULL;

  GTK_WIDGET_CLASS (freshet_waterfall_parent_class)->css_changed (widget, change);

  layout = gtk_widget_create_pango_layout (widget, "0");
  pango_layout_get_pixel_size (layout, NULL, &line_height);
  if (line_height != self->line_height)
    update_layout (self);
  freshet_waterfall_invalidate (self);
}

static void
freshet_waterfall_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (freshet_waterfall_parent_class)->direction_changed (widget, previous);
  freshet_waterfall_invalidate (FRESHET_WATERFALL (widget));
}

static void
freshet_waterfall_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (object);

  switch (prop_id)
    {
    case PROP_DETAIL:
      g_value_set_string (value, self->detail);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_waterfall_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (object);

  switch (prop_id)
    {
    case PROP_HADJUSTMENT:
      freshet_waterfall_set_adjustment (self,
                                        GTK_ORIENTATION_HORIZONTAL,
                                        g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      freshet_waterfall_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_HORIZONTAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->policies[GTK_ORIENTATION_VERTICAL] = (GtkScrollablePolicy) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_waterfall_dispose (GObject *object)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (object);

  freshet_waterfall_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, NULL);
  freshet_waterfall_set_adjustment (self, GTK_ORIENTATION_VERTICAL, NULL);

  G_OBJECT_CLASS (freshet_waterfall_parent_class)->dispose (object);
}

static void
freshet_waterfall_finalize (GObject *object)
{
  FreshetWaterfall *self = FRESHET_WATERFALL (object);

  g_clear_pointer (&self->reports, g_ptr_array_unref);
  g_clear_pointer (&self->ghost, g_ptr_array_unref);
  g_clear_pointer (&self->layout, freshet_waterfall_layout_free);
  g_clear_pointer (&self->node, gsk_render_node_unref);
  g_free (self->detail);

  G_OBJECT_CLASS (freshet_waterfall_parent_class)->finalize (object);
}

static void
freshet_waterfall_class_init (FreshetWaterfallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = freshet_waterfall_get_property;
  object_class->set_property = freshet_waterfall_set_property;
  object_class->dispose = freshet_waterfall_dispose;
  object_class->finalize = freshet_waterfall_finalize;
  widget_class->snapshot = freshet_waterfall_snapshot;
  widget_class->measure = freshet_waterfall_measure;
  widget_class->size_allocate = freshet_waterfall_size_allocate;
  widget_class->css_changed = freshet_waterfall_css_changed;
  widget_class->direction_changed = freshet_waterfall_direction_changed;

  /**
   * FreshetWaterfall:detail:
   *
   * What is pointed at, in words; %NULL for nothing.
   */
  properties[PROP_DETAIL]
      = g_param_spec_string ("detail",
                             NULL,
                             NULL,
                             NULL,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  freshet_waterfall_class_add_bindings (widget_class);
  gtk_widget_class_set_css_name (widget_class, "waterfall");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
freshet_waterfall_init (FreshetWaterfall *self)
{
  self->reports = g_ptr_array_new ();
  self->layout = freshet_waterfall_layout_new (self->reports, NULL, 1);
  self->scale.px_per_s = 1;
  self->lane = FRESHET_WATERFALL_NO_LANE;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  freshet_waterfall_add_controllers (self);
}

/**
 * freshet_waterfall_new:
 *
 * Returns: (transfer floating): a waterfall with nothing in it
 */
GtkWidget *
freshet_waterfall_new (void)
{
  return g_object_new (FRESHET_TYPE_WATERFALL, NULL);
}

/**
 * freshet_waterfall_set_reports:
 * @self: a waterfall
 * @reports: (element-type FreshetReport): the runs to show
 * @ghost: (element-type FreshetReport) (nullable): earlier runs to lay under them
 *
 * Shows other runs, all of their time to begin with.
 */
void
freshet_waterfall_set_reports (FreshetWaterfall *self, GPtrArray *reports, GPtrArray *ghost)
{
  g_autoptr (GPtrArray) owned_ghost = ghost != NULL ? g_ptr_array_ref (ghost) : NULL;
  g_autofree char *summary = NULL;

  g_return_if_fail (FRESHET_IS_WATERFALL (self));
  g_return_if_fail (reports != NULL);

  g_ptr_array_ref (reports);
  g_ptr_array_unref (self->reports);
  self->reports = reports;
  g_clear_pointer (&self->ghost, g_ptr_array_unref);
  self->ghost = g_steal_pointer (&owned_ghost);

  summary = freshet_waterfall_text_summary (reports);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary,
                                  -1);
  self->scale = (FreshetTimeScale){ .px_per_s = 1e-3 };
  self->time_s = 0;
  update_layout (self);
}

/**
 * freshet_waterfall_get_detail:
 * @self: a waterfall
 *
 * Returns: (transfer none) (nullable): what is pointed at, in words
 */
const char *
freshet_waterfall_get_detail (FreshetWaterfall *self)
{
  g_return_val_if_fail (FRESHET_IS_WATERFALL (self), NULL);

  return self->detail;
}

/**
 * freshet_waterfall_draw_all:
 * @self: a waterfall
 * @width: how wide it is to be
 * @height: (out): how high it is
 *
 * Draws all of it, also what is scrolled out of sight, and all of the time.
 *
 * Returns: (transfer full) (nullable): what was drawn; %NULL if there is nothing
 */
GskRenderNode *
freshet_waterfall_draw_all (FreshetWaterfall *self, int width, int *height)
{
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  FreshetWaterfallView view;
  graphene_rect_t plot;

  g_return_val_if_fail (FRESHET_IS_WATERFALL (self), NULL);
  g_return_val_if_fail (width > 0 && height != NULL, NULL);

  view = freshet_waterfall_get_view (self);
  view.width = (float) width;
  view.height = view.axis_height + (float) self->layout->height;
  view.label_width = DRAWN_LABEL_WIDTH;
  view.scroll_y = 0;
  plot = freshet_waterfall_view_get_plot (&view);
  view.scale = (FreshetTimeScale){ .px_per_s = plot.size.width / self->layout->end_s };

  freshet_waterfall_draw (&view, snapshot);
  *height = (int) view.height;
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}
