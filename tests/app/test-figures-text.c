/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-figures-text.h"

static void
test_running (void)
{
  g_autofree char *none = freshet_figures_text_running (60, 9.4, 0);
  g_autofree char *one = freshet_figures_text_running (59, 5043, 1);

  g_assert_cmpstr (none, ==, "60 fps · longest freeze 9 ms · 0 frames missed");
  g_assert_cmpstr (one, ==, "59 fps · longest freeze 5.04 s · 1 frame missed");
}

static void
test_last (void)
{
  FreshetFrames frames = { .shown = 2, .missed = 740 };
  g_autofree char *seen = freshet_figures_text_last (12160, &frames);
  g_autofree char *hidden = freshet_figures_text_last (9, NULL);

  g_assert_cmpstr (seen, ==, "Last run: longest freeze 12.16 s · 740 frames missed");
  g_assert_cmpstr (hidden, ==, "Last run: longest freeze 9 ms · frames not counted");
}

static void
test_frozen (void)
{
  g_autofree char *text = freshet_figures_text_frozen (12050);

  g_assert_cmpstr (text, ==, "The window was frozen for 12.05 seconds");
}

static void
test_missed_input (void)
{
  static const struct
  {
    guint n_clicks;
    guint n_keys;
    const char *expected;
  } cases[] = {
    { 0, 0, NULL },
    { 1, 0, "1 click into the freeze was dropped." },
    { 3, 0, "3 clicks into the freeze were dropped." },
    { 0, 1, "1 key pressed into the freeze was dropped." },
    { 2, 2, "2 clicks into the freeze were dropped. 2 keys pressed into the freeze were dropped." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = freshet_figures_text_missed_input (cases[i].n_clicks, cases[i].n_keys);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_left (void)
{
  g_autofree char *one = freshet_figures_text_left (1);
  g_autofree char *three = freshet_figures_text_left (3);

  g_assert_cmpstr (one, ==, "The freeze guard ended the run. 1 download waits in the list.");
  g_assert_cmpstr (three, ==, "The freeze guard ended the run. 3 downloads wait in the list.");
}

static void
test_summary (void)
{
  g_autofree char *one = freshet_figures_text_summary (1, 1, 0.5);
  g_autofree char *all = freshet_figures_text_summary (6, 6, 2.04);
  g_autofree char *some = freshet_figures_text_summary (4, 6, 2.04);
  g_autofree char *none = freshet_figures_text_summary (0, 1, 2.04);

  g_assert_cmpstr (one, ==, "1 file downloaded in 0.50 s");
  g_assert_cmpstr (all, ==, "6 files downloaded in 2.04 s");
  g_assert_cmpstr (some, ==, "4 of 6 files downloaded in 2.04 s");
  g_assert_cmpstr (none, ==, "0 of 1 file downloaded in 2.04 s");
}

static void
test_clicks (void)
{
  g_autofree char *none = freshet_figures_text_clicks (0, -1);
  g_autofree char *one = freshet_figures_text_clicks (1, 5200);
  g_autofree char *three = freshet_figures_text_clicks (3, 5043000);
  g_autofree char *unknown = freshet_figures_text_clicks (2, -1);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (one, ==, "1 click, answered after 5 ms");
  g_assert_cmpstr (three, ==, "3 clicks, the last answered after 5.04 s");
  g_assert_cmpstr (unknown, ==, "2 clicks");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/figures-text/of-a-run-that-goes-on", test_running);
  g_test_add_func ("/figures-text/of-the-last-run-with-none-made-up", test_last);
  g_test_add_func ("/figures-text/says-how-long-it-was-frozen", test_frozen);
  g_test_add_func ("/figures-text/says-what-was-dropped-and-nothing-of-nothing", test_missed_input);
  g_test_add_func ("/figures-text/says-what-the-freeze-guard-left", test_left);
  g_test_add_func ("/figures-text/says-how-many-of-how-many", test_summary);
  g_test_add_func ("/figures-text/says-how-late-a-click-was-answered", test_clicks);

  return g_test_run ();
}
