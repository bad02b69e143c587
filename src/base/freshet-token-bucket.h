/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetTokenBucket:
 *
 * Holds a flow of bytes to a rate. A plain struct; the time is an argument, microseconds of
 * `g_get_monotonic_time ()`. Not safe for several threads by itself.
 */
typedef struct
{
  goffset rate;
  double tokens;
  double reserve;
  gint64 filled;
} FreshetTokenBucket;

void freshet_token_bucket_init (FreshetTokenBucket *bucket, goffset rate, gint64 now);
void freshet_token_bucket_set_rate (FreshetTokenBucket *bucket, goffset rate, gint64 now);
gsize freshet_token_bucket_take (FreshetTokenBucket *bucket, gsize wanted, gint64 now);
void freshet_token_bucket_give_back (FreshetTokenBucket *bucket, gsize unused);
gint64 freshet_token_bucket_wait (const FreshetTokenBucket *bucket, gint64 now);

G_END_DECLS
