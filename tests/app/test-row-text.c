/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-error.h"
#include "freshet-row-text.h"

#define HOST "mirror.example.org"
#define SECOND G_USEC_PER_SEC

static void
test_status (void)
{
  static const struct
  {
    FreshetState state;
    goffset received;
    goffset total;
    double speed;
    gint64 time_left;
    const char *expected;
  } cases[] = {
    { FRESHET_STATE_WAITING, 0, -1, 0, -1, "Waiting · " HOST },
    { FRESHET_STATE_WAITING, 5000, 10000, 0, -1, "Waiting · 5.0 kB of 10.0 kB · " HOST },
    { FRESHET_STATE_CONNECTING, 0, -1, 0, -1, "Connecting… · " HOST },
    { FRESHET_STATE_DOWNLOADING,
      612400000,
      1100000000,
      48200000,
      11,
      "612.4 MB of 1.1 GB · 48.2 MB/s · 11 seconds left · " HOST },
    { FRESHET_STATE_DOWNLOADING, 2000, -1, 1000, -1, "2.0 kB · 1.0 kB/s · " HOST },
    { FRESHET_STATE_DOWNLOADING, 0, -1, 0, -1, "0 bytes · " HOST },
    { FRESHET_STATE_DOWNLOADING, 0, 5000, 0, -1, "0 bytes of 5.0 kB · " HOST },
    { FRESHET_STATE_PAUSED, 5000, 10000, 0, -1, "Paused · 5.0 kB of 10.0 kB · " HOST },
    { FRESHET_STATE_PAUSED, 0, -1, 0, -1, "Paused · " HOST },
    { FRESHET_STATE_VERIFYING, 10000, 10000, 0, 0, "Checking… · 10.0 kB · " HOST },
    { FRESHET_STATE_FINISHED, 2300000, 2300000, 0, 0, "Finished · 2.3 MB · " HOST },
    { FRESHET_STATE_FINISHED, 0, 0, 0, 0, "Finished · 0 bytes · " HOST },
    { FRESHET_STATE_FINISHED, 2300000, -1, 0, 0, "Finished · 2.3 MB · length not told · " HOST },
    { FRESHET_STATE_CANCELLED, 0, 10000, 0, -1, "Cancelled · " HOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *status = freshet_row_text_status (cases[i].state,
                                                         cases[i].received,
                                                         cases[i].total,
                                                         cases[i].speed,
                                                         cases[i].time_left,
                                                         NULL,
                                                         HOST,
                                                         NULL);
      g_auto (GStrv) words = g_strsplit (status, "\u00a0", -1);
      g_autofree char *plain = g_strjoinv (" ", words);

      g_assert_cmpstr (plain, ==, cases[i].expected);
    }
}

static void
test_match (void)
{
  static const char *const digests[][2] = {
    { "md5:00", "MD5 matches" },
    { "sha1:00", "SHA-1 matches" },
    { "sha256:00", "SHA-256 matches" },
    { "sha512:00", "SHA-512 matches" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (digests); i++)
    {
      g_autofree char *status
          = freshet_row_text_status (FRESHET_STATE_FINISHED, 0, 0, 0, 0, digests[i][0], HOST, NULL);
      g_auto (GStrv) parts = g_strsplit (status, " · ", -1);

      g_assert_cmpuint (g_strv_length (parts), ==, 4);
      g_assert_cmpstr (parts[2], ==, digests[i][1]);
    }
}

static void
test_error (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_TIMED_OUT, "Nothing came.");
  g_autofree char *told
      = freshet_row_text_status (FRESHET_STATE_FAILED, 5, 10, 1, 1, NULL, HOST, error);
  g_autofree char *untold
      = freshet_row_text_status (FRESHET_STATE_FAILED, 5, 10, 1, 1, NULL, HOST, NULL);

  g_autofree char *waiting
      = freshet_row_text_status (FRESHET_STATE_WAITING, 5000, 10000, 0, -1, NULL, HOST, error);
  g_autofree char *alone
      = freshet_row_text_status (FRESHET_STATE_WAITING, 0, 10000, 0, -1, NULL, NULL, error);

  g_assert_cmpstr (told, ==, "Nothing came.");
  g_assert_true (g_str_has_prefix (waiting, "Nothing came · 5.0"));
  g_assert_cmpstr (alone, ==, "Nothing came.");
  g_assert_cmpstr (untold, ==, "The download failed.");
}

static void
test_what_began_anew (void)
{
  g_assert_cmpstr (freshet_row_text_origin (FRESHET_RESTART_NONE, HOST), ==, HOST);
  g_assert_cmpstr (freshet_row_text_origin (FRESHET_RESTART_CHANGED, HOST),
                   ==,
                   "from its beginning, for it has changed");
  g_assert_cmpstr (freshet_row_text_origin (FRESHET_RESTART_NO_RANGES, HOST),
                   ==,
                   "from its beginning, for the server cannot go on with it");
}

static void
test_retry (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (FRESHET_ERROR, FRESHET_ERROR_TIMED_OUT, "Nothing came.");
  static const struct
  {
    gint64 left;
    const char *expected;
  } cases[] = {
    { 300 * SECOND, "Retrying in 5 minutes (2 of 5) · Nothing came." },
    { 271 * SECOND, "Retrying in 5 minutes (2 of 5) · Nothing came." },
    { 90 * SECOND, "Retrying in 2 minutes (2 of 5) · Nothing came." },
    { 89 * SECOND, "Retrying in 89 s (2 of 5) · Nothing came." },
    { 4 * SECOND, "Retrying in 4 s (2 of 5) · Nothing came." },
    { 3 * SECOND + 1, "Retrying in 4 s (2 of 5) · Nothing came." },
    { 1, "Retrying in 1 s (2 of 5) · Nothing came." },
    { 0, "Retrying in 0 s (2 of 5) · Nothing came." },
    { -SECOND, "Retrying in 0 s (2 of 5) · Nothing came." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = freshet_row_text_retry (100 * SECOND + cases[i].left, 100 * SECOND, 2, 5, error);

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

static void
test_button (void)
{
  g_autofree char *name = freshet_row_text_button ("Pause", "100% a.zip");

  g_assert_cmpstr (name, ==, "Pause 100% a.zip");
}

static void
test_fraction (void)
{
  static const struct
  {
    FreshetState state;
    goffset received;
    goffset total;
    gboolean is_shown;
    double expected;
  } cases[] = {
    { FRESHET_STATE_WAITING, 0, -1, FALSE, 0 },
    { FRESHET_STATE_CONNECTING, 0, -1, TRUE, -1 },
    { FRESHET_STATE_CONNECTING, 50, 100, TRUE, 0.5 },
    { FRESHET_STATE_DOWNLOADING, 50, 100, TRUE, 0.5 },
    { FRESHET_STATE_DOWNLOADING, 50, -1, TRUE, -1 },
    { FRESHET_STATE_DOWNLOADING, 0, 0, TRUE, 0 },
    { FRESHET_STATE_DOWNLOADING, 150, 100, TRUE, 1 },
    { FRESHET_STATE_PAUSED, 50, -1, TRUE, 0 },
    { FRESHET_STATE_PAUSED, 25, 100, TRUE, 0.25 },
    { FRESHET_STATE_VERIFYING, 50, -1, TRUE, 1 },
    { FRESHET_STATE_FINISHED, 50, 50, FALSE, 1 },
    { FRESHET_STATE_FAILED, 50, 100, FALSE, 0.5 },
    { FRESHET_STATE_CANCELLED, 0, -1, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpfloat (freshet_row_text_fraction (cases[i].state,
                                                    cases[i].received,
                                                    cases[i].total),
                         ==,
                         cases[i].expected);
      g_assert_cmpint (freshet_row_text_has_progress (cases[i].state), ==, cases[i].is_shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/row-text/what-began-anew-says-why", test_what_began_anew);
  g_test_add_func ("/row-text/status-says-what-is-known", test_status);
  g_test_add_func ("/row-text/says-that-a-checksum-matches", test_match);
  g_test_add_func ("/row-text/failure-says-why", test_error);
  g_test_add_func ("/row-text/retry-counts-down-in-minutes-in-seconds-and-never-below-zero",
                   test_retry);
  g_test_add_func ("/row-text/button-names-the-file", test_button);
  g_test_add_func ("/row-text/bar-is-full-to-what-is-there-and-pulses-when-unknown", test_fraction);

  return g_test_run ();
}
