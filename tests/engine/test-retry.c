/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-retry.h"

#include <gio/gio.h>

#include "freshet-error.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define CAP (300 * SECOND)

static void
test_what_may_pass_is_tried_again (void)
{
  static const struct
  {
    FreshetError code;
    guint status;
    gboolean again;
  } cases[] = {
    { FRESHET_ERROR_TIMED_OUT, 0, TRUE },
    { FRESHET_ERROR_CONNECTION_LOST, 0, TRUE },
    { FRESHET_ERROR_TRUNCATED, 200, TRUE },
    { FRESHET_ERROR_TRUNCATED, 206, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 408, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 425, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 429, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 500, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 502, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 503, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 504, TRUE },
    { FRESHET_ERROR_HTTP_STATUS, 501, FALSE },
    { FRESHET_ERROR_HTTP_STATUS, 400, FALSE },
    { FRESHET_ERROR_HTTP_STATUS, 403, FALSE },
    { FRESHET_ERROR_HTTP_STATUS, 404, FALSE },
    { FRESHET_ERROR_HTTP_STATUS, 410, FALSE },
    { FRESHET_ERROR_HTTP_STATUS, 451, FALSE },
    { FRESHET_ERROR_AUTH_REQUIRED, 401, FALSE },
    { FRESHET_ERROR_FAILED, 0, FALSE },
    { FRESHET_ERROR_BAD_ADDRESS, 0, FALSE },
    { FRESHET_ERROR_TLS, 0, FALSE },
    { FRESHET_ERROR_REDIRECT, 302, FALSE },
    { FRESHET_ERROR_BAD_RESPONSE, 200, FALSE },
    { FRESHET_ERROR_CHECKSUM_MISMATCH, 200, FALSE },
    { FRESHET_ERROR_CANNOT_WRITE, 200, FALSE },
    { FRESHET_ERROR_NO_SPACE, 200, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (FRESHET_ERROR, cases[i].code, "");

      g_test_message ("code %d, status %u", cases[i].code, cases[i].status);
      g_assert_cmpint (freshet_retry_is_worth_it (error, cases[i].status), ==, cases[i].again);
    }
}

static void
test_what_is_not_ours_is_not_tried_again (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "");

  g_assert_false (freshet_retry_is_worth_it (cancelled, 503));
}

static void
test_each_delay_is_twice_the_one_before (void)
{
  for (guint attempt = 1; attempt <= 5; attempt++)
    {
      gint64 full = SECOND << (attempt - 1);

      g_assert_cmpint (freshet_retry_delay (attempt, -1, 0), ==, full / 2);
      g_assert_cmpint (freshet_retry_delay (attempt, -1, 0.5), ==, full * 3 / 4);
      g_assert_cmpint (freshet_retry_delay (attempt, -1, 1), ==, full);
    }
}

static void
test_no_delay_is_longer_than_five_minutes (void)
{
  static const guint attempts[] = { 0, 1, 10, 11, 64, 1000, G_MAXUINT };
  static const gint64 wishes[] = { -1, 0, 299, 300, 301, G_MAXINT32 };

  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (wishes); j++)
      {
        gint64 delay = freshet_retry_delay (attempts[i], wishes[j], 0.9);

        g_assert_cmpint (delay, >, 0);
        g_assert_cmpint (delay, <=, CAP);
        if (wishes[j] >= 0)
          g_assert_cmpint (delay, >=, MIN (wishes[j] * SECOND, CAP));
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/retry/what-may-pass-is-tried-again", test_what_may_pass_is_tried_again);
  g_test_add_func ("/retry/what-is-not-ours-is-not-tried-again",
                   test_what_is_not_ours_is_not_tried_again);
  g_test_add_func ("/retry/each-delay-is-twice-the-one-before",
                   test_each_delay_is_twice_the_one_before);
  g_test_add_func ("/retry/no-delay-is-longer-than-five-minutes",
                   test_no_delay_is_longer_than_five_minutes);

  return g_test_run ();
}
