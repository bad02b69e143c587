/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download.h"

G_BEGIN_DECLS

/**
 * FreshetSnapshot:
 * @address: what is asked for, without user info
 * @directory: the folder that the file goes to
 * @wanted_name: (nullable): the name that the user chose
 * @checksum: (nullable): the digest that the file has to have
 * @overwrite: whether a file of the same name is replaced
 * @resume: whether an unfinished part is gone on with
 * @rate_limit: how many bytes a second it may take, 0 for no limit of its own
 * @state: what it is at
 * @name: the name of the file
 * @path: (nullable): where the file is or is to be
 * @received: how many bytes are there
 * @total: how many there are to be, -1 if that is unknown
 * @attempts: how often it was begun
 * @error_code: (nullable): see freshet_error_code()
 * @error_message: (nullable): why it failed
 * @final_address: (nullable): where the redirects led, without user info
 * @digest: (nullable): the digest that the file had
 * @added: when it was made, microseconds since 1970
 * @ended: when it was finished, failed or given up; 0 if it was not
 *
 * What of a download outlives the program: a plain copy, for any thread. Passwords and headers, which
 * may hold credentials, are not in it.
 */
typedef struct
{
  char *address;
  char *directory;
  char *wanted_name;
  char *checksum;
  gboolean overwrite;
  gboolean resume;
  goffset rate_limit;
  FreshetState state;
  char *name;
  char *path;
  goffset received;
  goffset total;
  guint attempts;
  char *error_code;
  char *error_message;
  char *final_address;
  char *digest;
  gint64 added;
  gint64 ended;
} FreshetSnapshot;

FreshetSnapshot *freshet_snapshot_new (void);
FreshetSnapshot *freshet_snapshot_take (FreshetDownload *download);
FreshetDownload *freshet_snapshot_restore (FreshetSnapshot *snapshot, GMainContext *context);
void freshet_snapshot_free (FreshetSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetSnapshot, freshet_snapshot_free)

G_END_DECLS
