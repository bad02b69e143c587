/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-buffer-pool.h"
#include "freshet-splice-stream.h"

G_BEGIN_DECLS

/* What both ways to splice share. */
FreshetRateLimiter *freshet_splice_stream_get_rate_limiter (FreshetSpliceStream *self);
FreshetBudget *freshet_splice_stream_get_budget (FreshetSpliceStream *self);
FreshetPoller *freshet_splice_stream_get_poller (FreshetSpliceStream *self);
goffset freshet_splice_stream_get_length (FreshetSpliceStream *self);
GChecksum *freshet_splice_stream_get_checksum (FreshetSpliceStream *self);
void freshet_splice_stream_report (FreshetSpliceStream *self, gsize n_bytes);
gsize freshet_splice_stream_next_size (const FreshetBuffer *buffer);

gboolean freshet_splice_stream_wait_for_rate (FreshetSpliceStream *self,
                                              gsize wanted,
                                              gsize *allowed,
                                              GCancellable *cancellable,
                                              GError **error);
void freshet_splice_stream_give_rate_back (FreshetSpliceStream *self, gsize unused);

gssize freshet_splice_blocking (FreshetSpliceStream *self,
                                GInputStream *source,
                                GCancellable *cancellable,
                                GError **error);
void freshet_splice_async (GOutputStream *stream,
                           GInputStream *source,
                           GOutputStreamSpliceFlags flags,
                           int io_priority,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

G_END_DECLS
