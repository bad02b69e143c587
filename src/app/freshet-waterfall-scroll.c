/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-private.h"

#define MIN_LABEL_WIDTH 72
#define MAX_LABEL_WIDTH 150

double
freshet_waterfall_get_scroll_y (FreshetWaterfall *self)
{
  GtkAdjustment *adjustment = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return adjustment != NULL ? gtk_adjustment_get_value (adjustment) : 0;
}

FreshetWaterfallView
freshet_waterfall_get_view (FreshetWaterfall *self)
{
  float width = (float) gtk_widget_get_width (GTK_WIDGET (self));

  return (FreshetWaterfallView){
    .widget = GTK_WIDGET (self),
    .reports = self->reports,
    .ghost = self->ghost,
    .layout = self->layout,
    .scale = self->scale,
    .width = width,
    .height = (float) gtk_widget_get_height (GTK_WIDGET (self)),
    .label_width = CLAMP (width * 0.18f, MIN_LABEL_WIDTH, MAX_LABEL_WIDTH),
    .axis_height = (float) self->line_height + 8,
    .scroll_y = freshet_waterfall_get_scroll_y (self),
  };
}

graphene_rect_t
freshet_waterfall_get_plot (FreshetWaterfall *self)
{
  FreshetWaterfallView view = freshet_waterfall_get_view (self);

  return freshet_waterfall_view_get_plot (&view);
}

void
freshet_waterfall_invalidate (FreshetWaterfall *self)
{
  g_clear_pointer (&self->node, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
configure_adjustment (
    FreshetWaterfall *self, GtkOrientation orientation, double value, double upper, double page)
{
  if (self->adjustments[orientation] == NULL)
    return;
  self->is_configuring = TRUE;
  gtk_adjustment_configure (
      self->adjustments[orientation], value, 0, MAX (upper, page), page / 10, page * 0.9, page);
  self->is_configuring = FALSE;
}

void
freshet_waterfall_configure (FreshetWaterfall *self)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);

  self->scale = freshet_time_scale_pan (&self->scale, 0, plot.size.width, self->layout->end_s);
  configure_adjustment (self,
                        GTK_ORIENTATION_HORIZONTAL,
                        self->scale.offset_s * self->scale.px_per_s,
                        self->layout->end_s * self->scale.px_per_s,
                        plot.size.width);
  configure_adjustment (self,
                        GTK_ORIENTATION_VERTICAL,
                        freshet_waterfall_get_scroll_y (self),
                        self->layout->height,
                        plot.size.height);
  freshet_waterfall_invalidate (self);
}

static void
scrolled_cb (FreshetWaterfall *self)
{
  GtkAdjustment *horizontal = self->adjustments[GTK_ORIENTATION_HORIZONTAL];

  if (self->is_configuring)
    return;
  if (horizontal != NULL)
    self->scale.offset_s = gtk_adjustment_get_value (horizontal) / self->scale.px_per_s;
  freshet_waterfall_invalidate (self);
}

void
freshet_waterfall_set_adjustment (FreshetWaterfall *self,
                                  GtkOrientation orientation,
                                  GtkAdjustment *adjustment)
{
  GtkAdjustment **place = &self->adjustments[orientation];

  if (*place == adjustment)
    return;
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, scrolled_cb, self);
  if (g_set_object (place, adjustment) && adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
freshet_waterfall_zoom (FreshetWaterfall *self, double factor, double x)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);

  self->scale = freshet_time_scale_zoom (
      &self->scale, factor, x - plot.origin.x, plot.size.width, self->layout->end_s);
  freshet_waterfall_configure (self);
}

/* Brings what is pointed at into sight. */
void
freshet_waterfall_reveal (FreshetWaterfall *self)
{
  graphene_rect_t plot = freshet_waterfall_get_plot (self);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  const FreshetLane *lane = freshet_waterfall_layout_get (self->layout, (guint) self->lane);
  double x = freshet_time_scale_get_x (&self->scale, self->time_s);
  double over = x < 0 ? x : MAX (x - plot.size.width, 0);

  self->scale = freshet_time_scale_pan (&self->scale, over, plot.size.width, self->layout->end_s);
  freshet_waterfall_configure (self);
  if (vertical != NULL)
    gtk_adjustment_clamp_page (vertical, lane->y, lane->y + lane->height);
}
