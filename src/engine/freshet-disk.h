/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetDiskFunc:
 * @task: to be returned, with a result or an error
 *
 * File work, in a worker thread.
 */
typedef void (*FreshetDiskFunc) (GTask *task);

void freshet_disk_run (GTask *task, FreshetDiskFunc func);

/**
 * FreshetCommitFuncs:
 * @write: writes what is still in memory; returns a descriptor on the file system that the file is
 *   on, or -1 with an error
 * @publish: gives the flushed file its name
 * @get_folder: the folder that the name is in
 * @settle: called when the name is on the disk as well: removes what is needed no more
 *
 * The steps of finishing a file. After the first, its data is flushed to the disk; after the second, its
 * name.
 */
typedef struct
{
  int (*write) (gpointer file, GError **error);
  gboolean (*publish) (gpointer file, GError **error);
  const char *(*get_folder) (gpointer file);
  void (*settle) (gpointer file);
} FreshetCommitFuncs;

void freshet_disk_commit (GTask *task, const FreshetCommitFuncs *funcs);

G_END_DECLS
