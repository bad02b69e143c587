/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetPartIndex:
 *
 * Which unfinished downloads lie in which folder. Each folder is read once, the first time that it is
 * asked about. Safe for several threads.
 */
typedef struct _FreshetPartIndex FreshetPartIndex;

FreshetPartIndex *freshet_part_index_new (void);
void freshet_part_index_free (FreshetPartIndex *index);
gboolean freshet_part_index_knows (FreshetPartIndex *index, const char *directory);
void freshet_part_index_learn (FreshetPartIndex *index, const char *directory);
gboolean
freshet_part_index_contains (FreshetPartIndex *index, const char *directory, const char *uri);
char *freshet_part_index_take (FreshetPartIndex *index, const char *directory, const char *uri);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetPartIndex, freshet_part_index_free)

G_END_DECLS
