/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetRateLimiter:
 *
 * One token bucket that many downloads, in any thread, take from; and maybe one of those downloads' own
 * within it.
 */
typedef struct _FreshetRateLimiter FreshetRateLimiter;

FreshetRateLimiter *freshet_rate_limiter_new (goffset bytes_per_second);
FreshetRateLimiter *freshet_rate_limiter_new_within (FreshetRateLimiter *outer,
                                                     goffset bytes_per_second);
FreshetRateLimiter *freshet_rate_limiter_ref (FreshetRateLimiter *limiter);
void freshet_rate_limiter_unref (FreshetRateLimiter *limiter);
void freshet_rate_limiter_set_rate (FreshetRateLimiter *limiter, goffset bytes_per_second);
goffset freshet_rate_limiter_get_rate (FreshetRateLimiter *limiter);
gsize freshet_rate_limiter_take (FreshetRateLimiter *limiter, gsize wanted, gint64 *wait);
void freshet_rate_limiter_give_back (FreshetRateLimiter *limiter, gsize unused);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetRateLimiter, freshet_rate_limiter_unref)

G_END_DECLS
