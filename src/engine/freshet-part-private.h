/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-part.h"

G_BEGIN_DECLS

struct _FreshetPart
{
  /* What is wanted. */
  char *directory;
  char *name;
  gboolean overwrite;
  FreshetPartRecord *record;

  /* Where it is. */
  int fd;
  guint number;
  char *path;
  GByteArray *memory;
  FreshetPart *superseded;
  gboolean yielded;

  /* What it holds: several workers may write at a time. */
  GMutex mutex;
  goffset length;
  FreshetRangeSet *written;
  goffset recorded;
  gint64 recorded_at;
};

/* The files of a part: their names, their lock, and what becomes of them. */
gboolean freshet_part_create_files (FreshetPart *part, GError **error);
gboolean freshet_part_save_record (FreshetPart *part, GError **error);
void freshet_part_remove_files (FreshetPart *part);
void freshet_part_note_superseded (FreshetPart *part);
void freshet_part_open_superseded (FreshetPart *part);
gboolean freshet_part_outgrows_superseded (FreshetPart *part);
char *freshet_part_numbered_path (FreshetPart *part, guint number, const char *suffix);

G_END_DECLS
