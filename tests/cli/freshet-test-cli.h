/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "freshet-demo-server.h"

G_BEGIN_DECLS

/**
 * FreshetTestCli:
 * @server: (owned): what there is to download
 * @home: (owned): the home folder of the programs that are started, removed after the test
 * @directory: (owned): an empty folder in it
 * @launcher: (owned): starts the programs
 *
 * All that a test of the real executable needs.
 */
typedef struct
{
  FreshetDemoServer *server;
  char *home;
  char *directory;
  GSubprocessLauncher *launcher;
} FreshetTestCli;

/**
 * FreshetTestOutcome:
 * @status: the exit status
 * @out: (owned): what it wrote to standard output
 * @err: (owned): what it wrote to standard error
 *
 * How a program ended.
 */
typedef struct
{
  int status;
  char *out;
  char *err;
} FreshetTestOutcome;

FreshetTestCli *freshet_test_cli_new (void);
void freshet_test_cli_free (FreshetTestCli *cli);

char *freshet_test_cli_uri (FreshetTestCli *cli, const char *path);
char *freshet_test_cli_path (FreshetTestCli *cli, const char *name);

GSubprocess *
freshet_test_cli_start (FreshetTestCli *cli, const char *first, ...) G_GNUC_NULL_TERMINATED;
GSubprocess *freshet_test_cli_start_argv (FreshetTestCli *cli, const char *const *arguments);
FreshetTestOutcome *freshet_test_cli_wait (GSubprocess *process, const char *input);
FreshetTestOutcome *
freshet_test_cli_run (FreshetTestCli *cli, const char *first, ...) G_GNUC_NULL_TERMINATED;

FreshetTestOutcome *
freshet_test_cli_get (FreshetTestCli *cli, const char *path, const char *option, const char *value);

void freshet_test_outcome_free (FreshetTestOutcome *outcome);
gboolean freshet_test_has_line (const char *text, const char *line);
char *freshet_test_get_last_line (const char *text);

void freshet_test_write_file (FreshetTestCli *cli, const char *name, const char *contents);
void freshet_test_assert_absent (FreshetTestCli *cli, const char *name);
void freshet_test_assert_body (FreshetTestCli *cli, const char *name, guint64 seed, goffset size);
JsonNode *freshet_test_read_json (FreshetTestCli *cli, const char *name);
JsonObject *freshet_test_get_download (JsonNode *report, guint position);
void freshet_test_wait_for_size (FreshetTestCli *cli, const char *name, goffset size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestCli, freshet_test_cli_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestOutcome, freshet_test_outcome_free)

G_END_DECLS
