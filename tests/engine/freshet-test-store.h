/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-store.h"

G_BEGIN_DECLS

/**
 * FreshetTestStore:
 * @folder: empty at first, and removed with all that is in it
 * @path: where the database is, in @folder
 * @store: (nullable): while it is open
 * @queue: (nullable): what @store follows
 * @restored: (nullable): what opening gave
 * @set_aside: (nullable): what opening told
 * @error: (nullable): what opening failed with
 *
 * A store in a folder of its own, for a test.
 */
typedef struct
{
  char *folder;
  char *path;
  FreshetStore *store;
  FreshetQueue *queue;
  GPtrArray *restored;
  char *set_aside;
  GError *error;
} FreshetTestStore;

FreshetTestStore *freshet_test_store_new (void);
FreshetTestStore *freshet_test_store_new_in (const char *folder);
void freshet_test_store_free (FreshetTestStore *test);

void freshet_test_store_open (FreshetTestStore *test);
void freshet_test_store_open_only (FreshetTestStore *test);
void freshet_test_store_flush (FreshetTestStore *test);
void freshet_test_store_close (FreshetTestStore *test);
void freshet_test_store_reopen (FreshetTestStore *test);

FreshetDownload *freshet_test_store_make (FreshetTestStore *test, const char *address);
FreshetDownload *freshet_test_store_add (FreshetTestStore *test, const char *address);
FreshetDownload *freshet_test_store_get (FreshetTestStore *test, guint position);
void freshet_test_store_add_part (FreshetTestStore *test,
                                  const char *folder,
                                  const char *name,
                                  const char *address,
                                  goffset received,
                                  goffset total);

void freshet_test_store_assert_order (FreshetTestStore *test, const char *names);
char *freshet_test_store_describe (FreshetQueue *queue);
gboolean freshet_test_store_contains (FreshetTestStore *test, const char *bytes);
void freshet_test_store_run_sql (FreshetTestStore *test, const char *sql);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestStore, freshet_test_store_free)

G_END_DECLS
