/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "freshet-http.h"
#include "freshet-part-stream.h"
#include "freshet-splice-stream.h"
#include "freshet-transfer.h"

G_BEGIN_DECLS

/**
 * FreshetNext:
 * @FRESHET_NEXT_SEND: send freshet_transfer_next_message()
 * @FRESHET_NEXT_RECEIVE: splice the body into the output
 * @FRESHET_NEXT_FINISH: close the output: all is there
 * @FRESHET_NEXT_FAIL: close the output, if there is one, and give up
 *
 * What a transfer has to do next.
 */
typedef enum
{
  FRESHET_NEXT_SEND,
  FRESHET_NEXT_RECEIVE,
  FRESHET_NEXT_FINISH,
  FRESHET_NEXT_FAIL,
} FreshetNext;

struct _FreshetTransfer
{
  GObject parent_instance;

  /* Input. */
  FreshetSession *session;
  FreshetRequest *request;
  FreshetRateLimiter *limiter;
  FreshetStageFunc stage_func;
  gpointer stage_data;

  /* Progress: for the thread that runs it. */
  GUri *uri;
  GHashTable *visited; /* %NULL before the first redirect */
  SoupSession *soup;   /* %NULL before the first request, and where the session's own is used */
  SoupMessage *message;
  GInputStream *body;
  FreshetPart *part;
  FreshetAnswer answer;
  FreshetFraming framing;
  gboolean left_origin;
  gboolean restarted;
  gboolean is_receiving;
  GTask *segments; /* %NULL while it does not come in segments; not owned */
  FreshetPartStream *part_stream;
  GOutputStream *output;
  FreshetChecksum *wanted;
  GChecksum *checksum;

  /* Output: for any thread, under the mutex. */
  GMutex mutex;
  FreshetTransferStatus status;
  gboolean discard;
  char *path;
  char *final_uri;
  FreshetProvenance *provenance; /* %NULL before the first answer */
  char *digest;
};

/* The steps that both ways to run a transfer share. None of them waits for the network. */
void freshet_transfer_begin (FreshetTransfer *self);
gboolean freshet_transfer_needs_disk (FreshetTransfer *self);
gboolean
freshet_transfer_find_part (FreshetTransfer *self, GCancellable *cancellable, GError **error);
SoupMessage *freshet_transfer_next_message (FreshetTransfer *self);
FreshetNext freshet_transfer_judge (FreshetTransfer *self, GInputStream *body, GError **error);
void freshet_transfer_count (FreshetTransfer *self, gsize n_bytes);
void freshet_transfer_set_received (FreshetTransfer *self, goffset received);
void freshet_transfer_note_segments (FreshetTransfer *self, guint n_segments);
void freshet_transfer_note_gaps (FreshetTransfer *self);
void freshet_transfer_open_output (FreshetTransfer *self);
FreshetSpliceStream *freshet_transfer_create_splice (FreshetTransfer *self,
                                                     FreshetPartStream *stream);
FreshetNext
freshet_transfer_check (FreshetTransfer *self, GInputStream *body, gssize n_bytes, GError **error);
GCancellable *freshet_transfer_give_up (FreshetTransfer *self);
gboolean freshet_transfer_end (FreshetTransfer *self, GError *failure, GError **error);

G_END_DECLS
