/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * FreshetDiskRoom:
 * @error: why nothing can be written there, as an errno; 0 if something can
 * @device: the file system, as far as @error lets it be known
 * @left: how many bytes are free for this user, %G_MAXOFFSET if that cannot be told
 *
 * What a folder has room for.
 */
typedef struct
{
  int error;
  dev_t device;
  goffset left;
} FreshetDiskRoom;

void freshet_disk_look (const char *folder, FreshetDiskRoom *room);
goffset freshet_disk_get_left (int fd);
goffset freshet_disk_get_need (const char *path, goffset total);
gboolean freshet_disk_is_passing (int error);

G_END_DECLS
