/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-splice-stream-private.h"

G_BEGIN_DECLS

/**
 * FreshetSplice:
 * @source: where the bytes come from
 * @flags: what is closed at the end
 * @filling: (nullable): what is being read into
 * @writing: (nullable): what is being written
 * @n_writing: how many are still at @writing: the base stream, and the digest
 * @next_size: how large the next buffer is to be
 * @written_at: when something was last written
 * @wait: (nullable): what it waits for
 * @watch: (nullable): what it waits with, unless that needs a source of its own
 * @reading: whether a read that cannot be polled is under way
 * @allowed: how much that one was allowed by the rate limiter
 * @has_gap: whether bytes could not be written, after which nothing may be
 * @ended: whether no more is read
 * @n_copied: how much came
 * @error: (nullable): why it ended before the end
 *
 * An asynchronous splice under way: the data of its task, whose source object is the stream.
 */
typedef struct
{
  /* Input. */
  GInputStream *source;
  GOutputStreamSpliceFlags flags;

  /* Progress. */
  FreshetBuffer *filling;
  FreshetBuffer *writing;
  guint n_writing;
  gsize next_size;
  gint64 written_at;
  GSource *wait;
  FreshetPollerWatch *watch;
  gboolean reading;
  gsize allowed;
  gboolean has_gap;
  gboolean ended;

  /* Output. */
  gssize n_copied;
  GError *error;
} FreshetSplice;

/* The steps of a splice: going on, reading, writing, closing. */
void freshet_splice_pump (GTask *task);
void freshet_splice_end (FreshetSplice *splice, GError *error);
gboolean freshet_splice_read_step (GTask *task);
gboolean freshet_splice_is_pollable (const FreshetSplice *splice);
gboolean freshet_splice_is_worth_writing (GTask *task);
void freshet_splice_acquire_buffer (GTask *task);
void freshet_splice_write_out (GTask *task);
void freshet_splice_close (GTask *task);

G_END_DECLS
