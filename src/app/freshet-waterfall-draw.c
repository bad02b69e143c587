/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-draw-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Two marks of the axis are at least so far apart. */
#define MARK_PX 90

void
freshet_waterfall_fill (FreshetWaterfallDrawing *drawing,
                        const GdkRGBA *color,
                        double x,
                        double y,
                        double width,
                        double height)
{
  gtk_snapshot_append_color (
      drawing->snapshot,
      color,
      &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

double
freshet_waterfall_get_x (FreshetWaterfallDrawing *drawing, double time_s)
{
  return drawing->plot.origin.x + freshet_time_scale_get_x (&drawing->view->scale, time_s);
}

/* From one time to another, as far as it is in sight, and never thinner than can be seen. */
void
freshet_waterfall_fill_time (FreshetWaterfallDrawing *drawing,
                             const GdkRGBA *color,
                             double start_s,
                             double end_s,
                             double y,
                             double height)
{
  double left = MAX (freshet_waterfall_get_x (drawing, start_s), drawing->plot.origin.x);
  double right = MIN (freshet_waterfall_get_x (drawing, end_s),
                      drawing->plot.origin.x + drawing->plot.size.width);

  if (freshet_waterfall_get_x (drawing, end_s) < left
      || freshet_waterfall_get_x (drawing, start_s) > right)
    return;
  freshet_waterfall_fill (drawing, color, left, y, MAX (right - left, 1), height);
}

void
freshet_waterfall_draw_text (FreshetWaterfallDrawing *drawing,
                             const char *text,
                             const GdkRGBA *color,
                             PangoWeight weight,
                             const graphene_rect_t *box,
                             PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (drawing->view->widget, text);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  PangoRectangle extents;

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_width (layout, (int) (box->size.width * PANGO_SCALE));
  pango_layout_set_alignment (layout, alignment);
  pango_layout_get_pixel_extents (layout, NULL, &extents);

  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (
      drawing->snapshot,
      &GRAPHENE_POINT_INIT (box->origin.x,
                            box->origin.y
                                + floorf ((box->size.height - (float) extents.height) / 2)));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

void
freshet_waterfall_draw_label (FreshetWaterfallDrawing *drawing,
                              const char *text,
                              double y,
                              double height)
{
  const FreshetWaterfallView *view = drawing->view;
  float x = drawing->is_rtl ? view->width - view->label_width + 6 : 0;

  if (view->label_width > 0)
    freshet_waterfall_draw_text (
        drawing,
        text,
        &drawing->style.dim,
        PANGO_WEIGHT_NORMAL,
        &GRAPHENE_RECT_INIT (x, (float) y, view->label_width - 6, (float) height),
        PANGO_ALIGN_LEFT);
}

static void
draw_lanes (FreshetWaterfallDrawing *drawing)
{
  const FreshetWaterfallView *view = drawing->view;
  const FreshetWaterfallLayout *layout = view->layout;
  int first = freshet_waterfall_layout_find (layout, view->scroll_y);

  gtk_snapshot_push_clip (
      drawing->snapshot,
      &GRAPHENE_RECT_INIT (0, view->axis_height, view->width, view->height - view->axis_height));
  for (guint i = (guint) MAX (first, 0); i < layout->lanes->len; i++)
    {
      const FreshetLane *lane = freshet_waterfall_layout_get (layout, i);

      if (lane->y - view->scroll_y > drawing->plot.size.height)
        break;
      freshet_waterfall_draw_lane (drawing, lane);
    }
  gtk_snapshot_pop (drawing->snapshot);
}

static char *
format_mark (double time_s, double step)
{
  int n_digits = step >= 1 ? 0 : (int) ceil (-log10 (step) - 1e-9);

  /* Translators: a time on the axis, in seconds: “1.5 s” */
  return g_strdup_printf (_ ("%.*f s"), n_digits, time_s);
}

static void
draw_axis (FreshetWaterfallDrawing *drawing)
{
  const FreshetWaterfallView *view = drawing->view;
  double step = freshet_time_scale_get_step (&view->scale, MARK_PX);
  double right = freshet_time_scale_get_time (&view->scale, drawing->plot.size.width);
  /* Pango turns that round for a text that runs against the direction of the window. */
  PangoAlignment beside_mark = drawing->is_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;

  for (double i = ceil (view->scale.offset_s / step); i * step <= right; i++)
    {
      double x = freshet_waterfall_get_x (drawing, i * step);
      g_autofree char *text = format_mark (i * step, step);

      freshet_waterfall_fill (
          drawing, &drawing->style.line, x, view->axis_height - 4, 1, view->height);
      if (x + MARK_PX * 0.6 > view->width)
        continue;
      freshet_waterfall_draw_text (
          drawing,
          text,
          &drawing->style.dim,
          PANGO_WEIGHT_NORMAL,
          &GRAPHENE_RECT_INIT ((float) x + 4, 0, (float) MARK_PX - 8, view->axis_height - 2),
          beside_mark);
    }
}

/**
 * freshet_waterfall_view_get_plot:
 * @view: a view
 *
 * Returns: where in it the lanes are drawn, beside their names and under the axis
 */
graphene_rect_t
freshet_waterfall_view_get_plot (const FreshetWaterfallView *view)
{
  gboolean is_rtl = gtk_widget_get_direction (view->widget) == GTK_TEXT_DIR_RTL;

  /* Time runs from left to right, wherever the names are. */
  return GRAPHENE_RECT_INIT (is_rtl ? 0 : view->label_width,
                             view->axis_height,
                             MAX (view->width - view->label_width, 1),
                             MAX (view->height - view->axis_height, 1));
}

/**
 * freshet_waterfall_draw:
 * @view: what to draw
 * @snapshot: where to
 *
 * Draws a waterfall: of all lanes only those that are in sight, and of what is too close together to
 * be told apart only as much as there are pixels.
 */
void
freshet_waterfall_draw (const FreshetWaterfallView *view, GtkSnapshot *snapshot)
{
  FreshetWaterfallDrawing drawing = {
    .view = view,
    .snapshot = snapshot,
    .plot = freshet_waterfall_view_get_plot (view),
    .is_rtl = gtk_widget_get_direction (view->widget) == GTK_TEXT_DIR_RTL,
  };

  freshet_waterfall_style_load (&drawing.style, view->widget);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, view->width, view->height));
  draw_axis (&drawing);
  draw_lanes (&drawing);
  gtk_snapshot_pop (snapshot);
}
