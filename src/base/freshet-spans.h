/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetSpan:
 * @start: when it began, microseconds
 * @length: how long it lasted, microseconds
 */
typedef struct
{
  gint64 start;
  gint64 length;
} FreshetSpan;

/**
 * FreshetSpans:
 *
 * Spans of time in the order in which they were added, in bounded memory: once there are too many,
 * the short ones are forgotten. The long ones, which are what is looked for, stay exact.
 */
typedef struct _FreshetSpans FreshetSpans;

FreshetSpans *freshet_spans_new (gint64 shortest, guint most);
FreshetSpans *freshet_spans_copy (const FreshetSpans *spans);
void freshet_spans_free (FreshetSpans *spans);
void freshet_spans_reset (FreshetSpans *spans);
void freshet_spans_add (FreshetSpans *spans, gint64 start, gint64 length);
gint64 freshet_spans_get_shortest (const FreshetSpans *spans);
guint freshet_spans_get_count (const FreshetSpans *spans);
FreshetSpan freshet_spans_get (const FreshetSpans *spans, guint i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetSpans, freshet_spans_free)

G_END_DECLS
