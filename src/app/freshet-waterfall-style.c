/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-style.h"

#include "freshet-palette.h"

static GdkRGBA
look_up (GtkWidget *widget, const char *name, float alpha)
{
  GdkRGBA color = freshet_palette_look_up (widget, name);

  color.alpha *= alpha;
  return color;
}

/**
 * freshet_waterfall_style_load:
 * @style: (out caller-allocates): the colours
 * @widget: whose theme they are of
 *
 * Looks the colours up, of the palette of libadwaita.
 */
void
freshet_waterfall_style_load (FreshetWaterfallStyle *style, GtkWidget *widget)
{
  *style = (FreshetWaterfallStyle){
    .text = look_up (widget, NULL, 1),
    .dim = look_up (widget, NULL, 0.75f),
    .line = look_up (widget, NULL, 0.12f),
    .cursor = look_up (widget, NULL, 0.08f),
    .shade = look_up (widget, "red_3", 0.1f),
    .ghost = look_up (widget, NULL, 0.35f),
    .frame = look_up (widget, NULL, 0.6f),
    .input = look_up (widget, "purple_3", 1),
    .painted = look_up (widget, "blue_3", 1),
    .on_freeze = { 1, 1, 1, 1 },
    .phases = {
      [FRESHET_PHASE_WAITING] = look_up (widget, NULL, 0.45f),
      [FRESHET_PHASE_CONNECTING] = look_up (widget, "orange_3", 1),
      [FRESHET_PHASE_FIRST_BYTE] = look_up (widget, "purple_2", 1),
      [FRESHET_PHASE_BODY] = look_up (widget, "blue_3", 1),
    },
    .bands = {
      [FRESHET_BAND_SMOOTH] = look_up (widget, "green_4", 1),
      [FRESHET_BAND_FRAME] = look_up (widget, "yellow_5", 1),
      [FRESHET_BAND_TASK] = look_up (widget, "orange_4", 1),
      [FRESHET_BAND_FREEZE] = look_up (widget, "red_4", 1),
    },
  };
}
