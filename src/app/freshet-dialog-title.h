/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void freshet_dialog_title_watch_windows (void);

G_END_DECLS
