/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetHistogram:
 *
 * Delays in microseconds, in buckets that are at most 3 % wide, from 1 µs to over an hour; in
 * constant memory however many are recorded.
 */
typedef struct _FreshetHistogram FreshetHistogram;

FreshetHistogram *freshet_histogram_new (void);
FreshetHistogram *freshet_histogram_copy (const FreshetHistogram *histogram);
void freshet_histogram_free (FreshetHistogram *histogram);
void freshet_histogram_reset (FreshetHistogram *histogram);
void freshet_histogram_record (FreshetHistogram *histogram, gint64 delay);
void
freshet_histogram_record_corrected (FreshetHistogram *histogram, gint64 delay, gint64 interval);
guint64 freshet_histogram_get_count (const FreshetHistogram *histogram);
gint64 freshet_histogram_get_max (const FreshetHistogram *histogram);
gint64 freshet_histogram_get_quantile (const FreshetHistogram *histogram, double quantile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetHistogram, freshet_histogram_free)

G_END_DECLS
