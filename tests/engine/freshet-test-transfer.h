/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-test-server.h"
#include "freshet-transfer.h"

G_BEGIN_DECLS

/**
 * FreshetTestTransfer:
 * @blocking: whether transfers are run with the blocking call
 * @ca: (nullable): whom to trust, of tests/engine/tls
 * @timeout: seconds without a byte, 0 for the usual
 * @headers: (nullable): the user's
 * @checksum: (nullable): the user's
 * @cancel_at: how many bytes have to be there before the transfer is cancelled from another thread; -1,
 *   as it is unless a test says otherwise, for never
 *
 * Transfers into a folder of a test's own, one after another. Between two of them nothing is kept but
 * the folder, as if the program had ended.
 */
typedef struct
{
  gboolean blocking;
  const char *ca;
  guint timeout;
  const char *const *headers;
  const char *checksum;
  gboolean overwrite;
  gboolean trusts_length;
  goffset cancel_at;

  char *folder;
  FreshetTransfer *transfer;
  FreshetTransferStatus status;
  GCancellable *cancellable;
  GError *error;
} FreshetTestTransfer;

void freshet_test_transfer_add (const char *rule, GTestDataFunc func);
FreshetTestTransfer *freshet_test_transfer_new (gconstpointer data);
void freshet_test_transfer_free (FreshetTestTransfer *test);
gboolean freshet_test_transfer_run (FreshetTestTransfer *test, const char *address);
gboolean freshet_test_transfer_run_at (FreshetTestTransfer *test,
                                       FreshetTestServer *server,
                                       const char *path);
void
freshet_test_transfer_assert_done (FreshetTestTransfer *test, const char *name, const char *text);
char *freshet_test_transfer_read_record (FreshetTestTransfer *test, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestTransfer, freshet_test_transfer_free)

G_END_DECLS
