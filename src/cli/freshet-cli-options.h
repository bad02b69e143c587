/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-cli.h"
#include "freshet-cli-output.h"

G_BEGIN_DECLS

gboolean freshet_cli_options_parse (const GOptionEntry *entries,
                                    const char *arguments,
                                    const char *summary,
                                    int argc,
                                    char **argv,
                                    GError **error);
FreshetCliStatus freshet_cli_options_say_error (FreshetCliOutput *output, const GError *error);
gboolean freshet_cli_options_fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
gboolean freshet_cli_options_check_report (const char *path, GError **error);
gboolean freshet_cli_options_check_headers (char **headers, GError **error);

G_END_DECLS
