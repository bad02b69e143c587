/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-part.h"

G_BEGIN_DECLS

/* A name that is taken is numbered; this many are tried. */
#define FRESHET_PART_MAX_NUMBER 999

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
  gboolean is_reserved;

  /* What it holds: several workers may write at a time. */
  GMutex mutex;
  goffset length;
  FreshetRangeSet *written;
  goffset opened;
  goffset recorded;
  gint64 recorded_at;
  int flush_error; /* atomic */
};

/* The files of a part: their names, their lock, and what becomes of them. */
gboolean freshet_part_create_files (FreshetPart *part, GError **error);
gboolean freshet_part_is_checkpoint_due (FreshetPart *part);
gboolean freshet_part_is_checkpoint_worth_it (goffset n_come, goffset n_fresh, gint64 elapsed);
gboolean freshet_part_reserve (FreshetPart *part, GError **error);
gboolean freshet_part_write_memory (FreshetPart *part, GError **error);
gboolean freshet_part_open_unnamed (FreshetPart *part);
gboolean freshet_part_link_files (FreshetPart *part, GError **error);
gboolean freshet_part_lock (FreshetPart *part);
gboolean freshet_part_save_record (FreshetPart *part, GError **error);
void freshet_part_remove_files (FreshetPart *part);
void freshet_part_set_taken_error (FreshetPart *part, GError **error);
char *freshet_part_record_path (FreshetPart *part);
char *freshet_part_numbered_path (FreshetPart *part, guint number, const char *suffix);

/* The older part of the same file beside it. */
void freshet_part_note_superseded (FreshetPart *part);
void freshet_part_open_superseded (FreshetPart *part);
gboolean freshet_part_is_worth_keeping (FreshetPart *part);
void freshet_part_drop_empty_superseded (FreshetPart *part);
void freshet_part_drop_outgrown (FreshetPart *part);

G_END_DECLS
