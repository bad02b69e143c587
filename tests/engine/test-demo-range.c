/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-range.h"

typedef struct
{
  const char *text;
  goffset size;
  FreshetDemoRange range;
  goffset start;
  goffset end;
} Case;

static void
check (const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      goffset start, end;

      g_test_message ("%s of %" G_GINT64_FORMAT, cases[i].text, cases[i].size);
      g_assert_cmpint (freshet_demo_range_parse (cases[i].text, cases[i].size, &start, &end),
                       ==,
                       cases[i].range);
      if (cases[i].range == FRESHET_DEMO_RANGE_OUTSIDE)
        continue;
      g_assert_cmpint (start, ==, cases[i].start);
      g_assert_cmpint (end, ==, cases[i].end);
    }
}

static void
test_a_part (void)
{
  const Case cases[] = {
    { "bytes=0-0", 10, FRESHET_DEMO_RANGE_PART, 0, 1 },
    { "bytes=0-", 10, FRESHET_DEMO_RANGE_PART, 0, 10 },
    { "bytes=3-7", 10, FRESHET_DEMO_RANGE_PART, 3, 8 },
    { "bytes=3-100", 10, FRESHET_DEMO_RANGE_PART, 3, 10 },
    { "bytes=9-9223372036854775806", 10, FRESHET_DEMO_RANGE_PART, 9, 10 },
    { "bytes=-4", 10, FRESHET_DEMO_RANGE_PART, 6, 10 },
    { "bytes=-40", 10, FRESHET_DEMO_RANGE_PART, 0, 10 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_outside (void)
{
  const Case cases[] = {
    { "bytes=10-", 10, FRESHET_DEMO_RANGE_OUTSIDE },
    { "bytes=10-11", 10, FRESHET_DEMO_RANGE_OUTSIDE },
    { "bytes=-0", 10, FRESHET_DEMO_RANGE_OUTSIDE },
    { "bytes=0-", 0, FRESHET_DEMO_RANGE_OUTSIDE },
    { "bytes=-1", 0, FRESHET_DEMO_RANGE_OUTSIDE },
  };

  check (cases, G_N_ELEMENTS (cases));
}

static void
test_nonsense_is_as_good_as_none (void)
{
  const Case cases[] = {
    { NULL, 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=-", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=5", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=7-3", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=a-b", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=--1", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=0-1,3-4", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "bytes=0-99999999999999999999", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
    { "lines=0-1", 10, FRESHET_DEMO_RANGE_WHOLE, 0, 10 },
  };

  check (cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/range/a-part", test_a_part);
  g_test_add_func ("/demo/range/outside", test_outside);
  g_test_add_func ("/demo/range/nonsense-is-as-good-as-none", test_nonsense_is_as_good_as_none);
  return g_test_run ();
}
