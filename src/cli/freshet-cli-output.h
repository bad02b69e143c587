/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetCliOutput:
 *
 * Standard output and standard error. Lines go out at once, so that a script sees each as it is
 * said; progress is drawn on standard error if that is a terminal, and is out of the way of lines.
 */
#define FRESHET_TYPE_CLI_OUTPUT (freshet_cli_output_get_type ())
G_DECLARE_FINAL_TYPE (FreshetCliOutput, freshet_cli_output, FRESHET, CLI_OUTPUT, GObject)

FreshetCliOutput *freshet_cli_output_new (GCancellable *interrupt);

void freshet_cli_output_print (FreshetCliOutput *self, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void freshet_cli_output_warn (FreshetCliOutput *self, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean freshet_cli_output_has_failed (FreshetCliOutput *self);

gboolean freshet_cli_output_get_size (FreshetCliOutput *self, int *columns, int *rows);
gboolean freshet_cli_output_is_unicode (FreshetCliOutput *self);
void freshet_cli_output_draw (FreshetCliOutput *self, const char *const *lines);
void freshet_cli_output_clear (FreshetCliOutput *self);

G_END_DECLS
