/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-checksum.h"
#include "freshet-mode.h"

G_BEGIN_DECLS

/**
 * FreshetCliGetOptions:
 * @directory: where the files go, an existing folder
 * @output: (nullable): the file's name, where it was given
 * @mode: how they are downloaded
 * @jobs: downloads at once, 0 for the engine's own choice
 * @segments: ranges per file, 0 for as many as turn out to be good
 * @retries: how often a download is tried again, -1 for the engine's own choice
 * @rate: bytes per second for all together, 0 for no limit
 * @checksum: (nullable): what the file must have
 * @headers: (nullable): `NAME: VALUE` each
 * @ca_file: (nullable): authorities to trust
 * @resume: whether to go on with a part that is there
 * @trusts_length: whether that also holds where only the length tells that the file is the same
 * @overwrite: whether to replace a file of the same name
 * @report: (nullable): where the report goes
 * @quiet: whether to say only what failed
 * @uris: (element-type GUri): what to download
 * @rejected: (element-type utf8): what was meant as an address and is none
 *
 * What the command line of `freshet-cli get` asks for.
 */
typedef struct
{
  char *directory;
  char *output;
  FreshetMode mode;
  int jobs;
  int segments;
  int retries;
  goffset rate;
  FreshetChecksum *checksum;
  char **headers;
  char *ca_file;
  gboolean resume;
  gboolean trusts_length;
  gboolean overwrite;
  char *report;
  gboolean quiet;
  GPtrArray *uris;
  GPtrArray *rejected;
} FreshetCliGetOptions;

FreshetCliGetOptions *
freshet_cli_get_options_parse (int argc, char **argv, GCancellable *cancellable, GError **error);
void freshet_cli_get_options_free (FreshetCliGetOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetCliGetOptions, freshet_cli_get_options_free)

G_END_DECLS
