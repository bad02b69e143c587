/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-provenance.h"
#include "freshet-request.h"
#include "freshet-session.h"
#include "freshet-state.h"

G_BEGIN_DECLS

/**
 * FreshetStage:
 * @FRESHET_STAGE_CONNECTING: no answer yet
 * @FRESHET_STAGE_RECEIVING: the body is coming
 * @FRESHET_STAGE_FINISHING: the body is there; it is checked, flushed and named
 * @FRESHET_STAGE_DONE: the file is in place
 */
typedef enum
{
  FRESHET_STAGE_CONNECTING,
  FRESHET_STAGE_RECEIVING,
  FRESHET_STAGE_FINISHING,
  FRESHET_STAGE_DONE,
} FreshetStage;

/**
 * FreshetTransferStatus:
 * @stage: how far it is
 * @received: how many bytes of the file are there, those of earlier attempts included
 * @total: how long the file is, -1 if unknown
 * @resumed_from: where in the file this attempt began
 * @restart: why it does not go on with what was there before
 * @segments: over how many connections at once it came, at the most
 * @connected: when the connection was there; times are of `g_get_monotonic_time ()`, 0 for not yet
 * @first_byte: when the answer began
 * @http_status: what the server answered, 0 before it did
 * @retry_after: how many seconds the server asked to wait, -1 if it did not
 */
typedef struct
{
  FreshetStage stage;
  goffset received;
  goffset total;
  goffset resumed_from;
  FreshetRestart restart;
  guint segments;
  gint64 connected;
  gint64 first_byte;
  guint http_status;
  gint64 retry_after;
} FreshetTransferStatus;

/**
 * FreshetStageFunc:
 *
 * Called in the thread that runs the transfer, each time that it comes to another stage.
 */
typedef void (*FreshetStageFunc) (FreshetStage stage, gpointer user_data);

#define FRESHET_TYPE_TRANSFER (freshet_transfer_get_type ())
G_DECLARE_FINAL_TYPE (FreshetTransfer, freshet_transfer, FRESHET, TRANSFER, GObject)

FreshetTransfer *freshet_transfer_new (FreshetSession *session, FreshetRequest *request);
void
freshet_transfer_set_stage_func (FreshetTransfer *self, FreshetStageFunc func, gpointer user_data);
void freshet_transfer_set_discard (FreshetTransfer *self, gboolean discard);
void freshet_transfer_set_rate_limit (FreshetTransfer *self, goffset bytes_per_second);

void freshet_transfer_tune (FreshetTransfer *self, gint64 now);

void freshet_transfer_run_async (FreshetTransfer *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean freshet_transfer_run_finish (FreshetTransfer *self, GAsyncResult *result, GError **error);
gboolean freshet_transfer_run (FreshetTransfer *self, GCancellable *cancellable, GError **error);

void freshet_transfer_get_status (FreshetTransfer *self, FreshetTransferStatus *status);
char *freshet_transfer_get_path (FreshetTransfer *self);
char *freshet_transfer_get_final_uri (FreshetTransfer *self);
char *freshet_transfer_get_checksum (FreshetTransfer *self);
FreshetProvenance *freshet_transfer_get_provenance (FreshetTransfer *self);

G_END_DECLS
