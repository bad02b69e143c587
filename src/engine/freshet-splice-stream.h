/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-budget.h"
#include "freshet-poller.h"
#include "freshet-rate-limiter.h"

G_BEGIN_DECLS

/**
 * FreshetSpliceProgressFunc:
 * @n_bytes: how many bytes were just read
 *
 * Called in the thread that reads: the main context's for the asynchronous call.
 */
typedef void (*FreshetSpliceProgressFunc) (gsize n_bytes, gpointer user_data);

#define FRESHET_TYPE_SPLICE_STREAM (freshet_splice_stream_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetSpliceStream, freshet_splice_stream, FRESHET, SPLICE_STREAM, GFilterOutputStream)

FreshetSpliceStream *freshet_splice_stream_new (GOutputStream *base_stream);
void freshet_splice_stream_set_progress_func (FreshetSpliceStream *self,
                                              FreshetSpliceProgressFunc func,
                                              gpointer user_data);
void freshet_splice_stream_set_rate_limiter (FreshetSpliceStream *self,
                                             FreshetRateLimiter *limiter);
void freshet_splice_stream_set_budget (FreshetSpliceStream *self, FreshetBudget *budget);
void freshet_splice_stream_set_poller (FreshetSpliceStream *self, FreshetPoller *poller);
void freshet_splice_stream_set_length (FreshetSpliceStream *self, goffset length);
void freshet_splice_stream_set_stock (FreshetSpliceStream *self, gboolean stock);
void freshet_splice_stream_set_checksum (FreshetSpliceStream *self, GChecksum *checksum);

G_END_DECLS
