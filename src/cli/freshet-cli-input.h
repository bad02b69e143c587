/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *freshet_cli_input_read (const char *path, GCancellable *cancellable, GError **error);

G_END_DECLS
