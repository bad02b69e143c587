/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-spans.h"

struct _FreshetSpans
{
  GArray *spans; /* of FreshetSpan */
  gint64 first_shortest;
  gint64 shortest;
  guint most;
};

static void
forget_short_ones (FreshetSpans *spans)
{
  guint n_kept = 0;

  spans->shortest *= 2;
  for (guint i = 0; i < spans->spans->len; i++)
    {
      FreshetSpan span = g_array_index (spans->spans, FreshetSpan, i);

      if (span.length >= spans->shortest)
        g_array_index (spans->spans, FreshetSpan, n_kept++) = span;
    }
  g_array_set_size (spans->spans, n_kept);
}

/**
 * freshet_spans_new:
 * @shortest: what is shorter is not noted, at least 1 microsecond
 * @most: how many to keep, at least 1
 *
 * Returns: (transfer full): no spans
 */
FreshetSpans *
freshet_spans_new (gint64 shortest, guint most)
{
  FreshetSpans *spans;

  g_return_val_if_fail (shortest > 0 && most > 0, NULL);

  spans = g_new0 (FreshetSpans, 1);
  spans->spans = g_array_new (FALSE, FALSE, sizeof (FreshetSpan));
  spans->first_shortest = shortest;
  spans->shortest = shortest;
  spans->most = most;
  return spans;
}

/**
 * freshet_spans_copy:
 * @spans: spans
 *
 * Returns: (transfer full): the same
 */
FreshetSpans *
freshet_spans_copy (const FreshetSpans *spans)
{
  FreshetSpans *copy;

  g_return_val_if_fail (spans != NULL, NULL);

  copy = g_new (FreshetSpans, 1);
  *copy = *spans;
  copy->spans = g_array_copy (spans->spans);
  return copy;
}

/**
 * freshet_spans_free:
 * @spans: (transfer full): spans
 */
void
freshet_spans_free (FreshetSpans *spans)
{
  g_return_if_fail (spans != NULL);

  g_array_unref (spans->spans);
  g_free (spans);
}

/**
 * freshet_spans_reset:
 * @spans: spans
 *
 * Forgets all, and notes short ones again.
 */
void
freshet_spans_reset (FreshetSpans *spans)
{
  g_return_if_fail (spans != NULL);

  g_array_set_size (spans->spans, 0);
  spans->shortest = spans->first_shortest;
}

/**
 * freshet_spans_add:
 * @spans: spans
 * @start: when it began, microseconds
 * @length: how long it lasted, microseconds
 *
 * Notes a span, unless it is too short. Where there is no room for it, the bound of what is too short
 * is doubled until there is.
 */
void
freshet_spans_add (FreshetSpans *spans, gint64 start, gint64 length)
{
  const FreshetSpan span = { .start = start, .length = length };

  g_return_if_fail (spans != NULL);

  if (length < spans->shortest)
    return;
  while (spans->spans->len >= spans->most)
    forget_short_ones (spans);
  if (length >= spans->shortest)
    g_array_append_val (spans->spans, span);
}

/**
 * freshet_spans_get_shortest:
 * @spans: spans
 *
 * Returns: what is shorter is not among them, microseconds
 */
gint64
freshet_spans_get_shortest (const FreshetSpans *spans)
{
  g_return_val_if_fail (spans != NULL, 0);

  return spans->shortest;
}

/**
 * freshet_spans_get_count:
 * @spans: spans
 *
 * Returns: how many there are
 */
guint
freshet_spans_get_count (const FreshetSpans *spans)
{
  g_return_val_if_fail (spans != NULL, 0);

  return spans->spans->len;
}

/**
 * freshet_spans_get:
 * @spans: spans
 * @i: which one, from 0
 *
 * Returns: the span
 */
FreshetSpan
freshet_spans_get (const FreshetSpans *spans, guint i)
{
  g_return_val_if_fail (spans != NULL && i < spans->spans->len, (FreshetSpan){ 0 });

  return g_array_index (spans->spans, FreshetSpan, i);
}
