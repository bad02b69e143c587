/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_TRIMMER (freshet_trimmer_get_type ())
G_DECLARE_FINAL_TYPE (FreshetTrimmer, freshet_trimmer, FRESHET, TRIMMER, GObject)

FreshetTrimmer *freshet_trimmer_new (void);
void freshet_trimmer_set_monitor (FreshetTrimmer *self, GMemoryMonitor *monitor);
void freshet_trimmer_find_monitor (FreshetTrimmer *self);

G_END_DECLS
