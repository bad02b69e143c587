/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_WATCH (freshet_watch_get_type ())
G_DECLARE_FINAL_TYPE (FreshetWatch, freshet_watch, FRESHET, WATCH, GObject)

FreshetWatch *freshet_watch_new (void);
gboolean freshet_watch_open (FreshetWatch *self, GError **error);
void freshet_watch_close (FreshetWatch *self);
gboolean freshet_watch_is_open (FreshetWatch *self);

G_END_DECLS
