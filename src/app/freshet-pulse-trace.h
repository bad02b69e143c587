/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_PULSE_TRACE (freshet_pulse_trace_get_type ())
G_DECLARE_FINAL_TYPE (FreshetPulseTrace, freshet_pulse_trace, FRESHET, PULSE_TRACE, GtkWidget)

GtkWidget *freshet_pulse_trace_new (void);

void freshet_pulse_trace_add (FreshetPulseTrace *self, gint64 now, gint64 late);
void freshet_pulse_trace_show (FreshetPulseTrace *self, gint64 now);
void freshet_pulse_trace_clear (FreshetPulseTrace *self);

G_END_DECLS
