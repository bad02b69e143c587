/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetCliStatus:
 * @FRESHET_CLI_DONE: all done
 * @FRESHET_CLI_FAILED: some of it failed
 * @FRESHET_CLI_USAGE: the command line cannot be carried out, nothing was begun
 * @FRESHET_CLI_INTERRUPTED: ended by a signal
 *
 * What scripts are told by the exit status.
 */
typedef enum
{
  FRESHET_CLI_DONE = 0,
  FRESHET_CLI_FAILED = 1,
  FRESHET_CLI_USAGE = 2,
  FRESHET_CLI_INTERRUPTED = 130,
} FreshetCliStatus;

int freshet_cli_main (int argc, char **argv, const char *locale_dir);

G_END_DECLS
