/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-frame-meter.h"
#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_PULSE_STRIP (freshet_pulse_strip_get_type ())
G_DECLARE_FINAL_TYPE (FreshetPulseStrip, freshet_pulse_strip, FRESHET, PULSE_STRIP, GtkWidget)

void freshet_pulse_strip_set_pulse (FreshetPulseStrip *self, FreshetPulse *pulse);
void freshet_pulse_strip_begin (FreshetPulseStrip *self);
gboolean freshet_pulse_strip_end (FreshetPulseStrip *self,
                                  const FreshetLoopFigures *loop,
                                  FreshetFrames *frames);
void freshet_pulse_strip_fill_report (FreshetPulseStrip *self, FreshetReport *report);

G_END_DECLS
