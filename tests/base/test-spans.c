/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-spans.h"

static void
assert_span (const FreshetSpans *spans, guint i, gint64 start, gint64 length)
{
  FreshetSpan span = freshet_spans_get (spans, i);

  g_assert_cmpint (span.start, ==, start);
  g_assert_cmpint (span.length, ==, length);
}

static void
test_short_ones (void)
{
  g_autoptr (FreshetSpans) spans = freshet_spans_new (4, 10);

  freshet_spans_add (spans, 0, 3);
  freshet_spans_add (spans, 10, 4);
  freshet_spans_add (spans, 20, -5);
  freshet_spans_add (spans, 30, 9);

  g_assert_cmpuint (freshet_spans_get_count (spans), ==, 2);
  assert_span (spans, 0, 10, 4);
  assert_span (spans, 1, 30, 9);
}

static void
test_bounded (void)
{
  g_autoptr (FreshetSpans) spans = freshet_spans_new (4, 8);

  freshet_spans_add (spans, 0, 12000);
  for (gint64 i = 1; i <= 1000; i++)
    {
      freshet_spans_add (spans, i, 4 + i % 40);
      g_assert_cmpuint (freshet_spans_get_count (spans), <=, 8);
    }
  freshet_spans_add (spans, 2000, 9000);

  g_assert_cmpint (freshet_spans_get_shortest (spans), >, 4);
  assert_span (spans, 0, 0, 12000);
  assert_span (spans, freshet_spans_get_count (spans) - 1, 2000, 9000);
}

static void
test_all_alike (void)
{
  g_autoptr (FreshetSpans) spans = freshet_spans_new (1, 2);

  for (gint64 i = 0; i < 5; i++)
    freshet_spans_add (spans, i, G_MAXINT32);

  g_assert_cmpuint (freshet_spans_get_count (spans), <=, 2);
}

static void
test_reset (void)
{
  g_autoptr (FreshetSpans) spans = freshet_spans_new (4, 2);
  g_autoptr (FreshetSpans) copy = NULL;

  for (gint64 i = 0; i < 9; i++)
    freshet_spans_add (spans, i, i == 0 ? 1000 : 4 + i);
  copy = freshet_spans_copy (spans);
  freshet_spans_reset (spans);

  g_assert_cmpuint (freshet_spans_get_count (spans), ==, 0);
  g_assert_cmpint (freshet_spans_get_shortest (spans), ==, 4);
  g_assert_cmpuint (freshet_spans_get_count (copy), >, 0);
  freshet_spans_add (spans, 50, 4);
  assert_span (spans, 0, 50, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/spans/short-ones-are-not-noted", test_short_ones);
  g_test_add_func ("/spans/are-bounded-and-keep-the-long-ones", test_bounded);
  g_test_add_func ("/spans/are-bounded-when-all-are-alike", test_all_alike);
  g_test_add_func ("/spans/begin-anew", test_reset);

  return g_test_run ();
}
