/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-format.h"

#include <locale.h>

/* Whether GLib puts a no-break space before the unit depends on its version and the unit. */
static void
assert_text (const char *text, const char *expected)
{
  g_auto (GStrv) parts = g_strsplit (text, "\u00A0", -1);
  g_autofree char *spaced = g_strjoinv (" ", parts);

  g_assert_cmpstr (spaced, ==, expected);
}

static void
test_progress (void)
{
  g_autofree char *both = freshet_format_progress (612400000, 1100000000);
  g_autofree char *received = freshet_format_progress (612400000, -1);
  g_autofree char *none = freshet_format_progress (0, 0);
  g_autofree char *unknown = freshet_format_size (-1);

  assert_text (both, "612.4 MB of 1.1 GB");
  assert_text (received, "612.4 MB");
  assert_text (none, "0 bytes of 0 bytes");
  g_assert_cmpstr (unknown, ==, "");
}

static void
test_speed (void)
{
  g_autofree char *fast = freshet_format_speed (48.2e6);
  g_autofree char *none = freshet_format_speed (0);
  g_autofree char *absurd = freshet_format_speed (1e300);

  assert_text (fast, "48.2 MB/s");
  assert_text (none, "0 bytes/s");
  assert_text (absurd, "1.0 EB/s");
}

static void
test_time_left (void)
{
  static const struct
  {
    gint64 seconds;
    const char *text;
  } cases[] = {
    { -1, "" },
    { 0, "0 seconds left" },
    { 1, "1 second left" },
    { 11, "11 seconds left" },
    { 59, "59 seconds left" },
    { 60, "1 minute left" },
    { 89, "1 minute left" },
    { 90, "2 minutes left" },
    { 3569, "59 minutes left" },
    { 3570, "1 hour left" },
    { 3600, "1 hour left" },
    { 3660, "1 hour 1 minute left" },
    { 3900, "1 hour 5 minutes left" },
    { 2 * 3600 + 60, "2 hours 1 minute left" },
    { 10 * 3600 + 17 * 60, "10 hours left" },
    { 47 * 3600, "47 hours left" },
    { 48 * 3600, "2 days left" },
    { 61 * 3600, "3 days left" },
    { G_MAXINT64, "24855 days left" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = freshet_format_time_left (cases[i].seconds);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_times (void)
{
  g_autofree char *seconds = freshet_format_seconds (2.0449);
  g_autofree char *short_time = freshet_format_milliseconds (9.2);
  g_autofree char *long_time = freshet_format_milliseconds (1234);

  g_assert_cmpstr (seconds, ==, "2.04");
  g_assert_cmpstr (short_time, ==, "9 ms");
  /* The C locale does not group. */
  g_assert_cmpstr (long_time, ==, "1234 ms");
}

static void
test_locale (void)
{
  const char *german = setlocale (LC_ALL, "de_DE.UTF-8");
  g_autofree char *seconds = freshet_format_seconds (2.0449);
  g_autofree char *milliseconds = freshet_format_milliseconds (1234567);
  g_autofree char *speed = freshet_format_speed (48.2e6);

  setlocale (LC_ALL, "C");
  g_assert_nonnull (german);
  g_assert_cmpstr (seconds, ==, "2,04");
  g_assert_cmpstr (milliseconds, ==, "1.234.567 ms");
  assert_text (speed, "48,2 MB/s");
}

static void
test_every_language (void)
{
  static const char *const locales[]
      = { "de_DE.UTF-8", "es_ES.UTF-8", "fr_FR.UTF-8", "pt_BR.UTF-8" };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    {
      const char *locale = setlocale (LC_ALL, locales[i]);
      g_autofree char *seconds = freshet_format_seconds (2.0449);
      g_autofree char *speed = freshet_format_speed (48.2e6);

      setlocale (LC_ALL, "C");
      g_assert_nonnull (locale);
      g_assert_cmpstr (seconds, ==, "2,04");
      /* GLib says the unit in French by itself. */
      g_assert_true (g_str_has_prefix (speed, "48,2"));
    }
}

static void
test_escape (void)
{
  static const struct
  {
    const char *text;
    const char *escaped;
  } cases[] = {
    { "", "" },
    { "plain.txt", "plain.txt" },
    { "día 日本 👩‍🔬", "día 日本 👩‍🔬" },
    { "a\nb\r\tc", "a\uFFFDb\uFFFD\uFFFDc" },
    { "\033[2J\a\b\x7f", "\uFFFD[2J\uFFFD\uFFFD\uFFFD" },
    { "\xc2\x9b"
      "31m",
      "\uFFFD31m" },
    { "line\u2028para\u2029.", "line\uFFFDpara\uFFFD." },
    { "\u202Eexe.txt\u202C", "\uFFFDexe.txt\uFFFD" },
    { "\u202A\u202B\u202D\u2066\u2067\u2068\u2069", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD" },
    { "\u200E\u200F\u061C", "\uFFFD\uFFFD\uFFFD" },
    { "\xff\xfe", "\uFFFD\uFFFD" },
    { "caf\xe9", "caf\uFFFD" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = freshet_format_escape (cases[i].text);

      g_assert_cmpstr (escaped, ==, cases[i].escaped);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/format/progress-without-total-is-a-size", test_progress);
  g_test_add_func ("/format/speed", test_speed);
  g_test_add_func ("/format/time-left-is-rough-when-long", test_time_left);
  g_test_add_func ("/format/times", test_times);
  g_test_add_func ("/format/numbers-are-of-the-locale", test_locale);
  g_test_add_func ("/format/every-language-has-its-decimal-comma", test_every_language);
  g_test_add_func ("/format/escaped-text-cannot-move-the-cursor", test_escape);

  return g_test_run ();
}
