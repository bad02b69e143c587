/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-size.h"

typedef struct
{
  const char *text;
  gint64 value;
} Case;

#define KIB G_GINT64_CONSTANT (1024)
#define MIB (1024 * KIB)
#define GIB (1024 * MIB)
#define TIB (1024 * GIB)

static void
test_size_units (void)
{
  static const Case cases[] = {
    { "0", 0 },
    { "4096", 4096 },
    { "512B", 512 },
    { "8K", 8 * KIB },
    { "8k", 8 * KIB },
    { "8KB", 8 * KIB },
    { "8KiB", 8 * KIB },
    { "8M", 8 * MIB },
    { "8mib", 8 * MIB },
    { "3G", 3 * GIB },
    { "2T", 2 * TIB },
    { "1.5M", MIB + MIB / 2 },
    { "0.5K", 512 },
    { "1.1K", 1126 },
    { "1.25 GiB", GIB + GIB / 4 },
    { " 7 ", 7 },
    { "007", 7 },
    { "0.99999999999999999999999999999999999999999999999999", 1 },
    { "9223372036854775807", G_MAXINT64 },
    { "8388607T", 8388607 * TIB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset bytes = -1;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (freshet_size_parse (cases[i].text, &bytes));
      g_assert_cmpint (bytes, ==, cases[i].value);
    }
}

static void
test_size_junk (void)
{
  static const char *const cases[] = {
    "",
    " ",
    "-1",
    "+1",
    "K",
    "B",
    "8X",
    "8KK",
    "8iB",
    "8P",
    "1,5M",
    "1.M",
    ".5M",
    "1.5.5",
    "0x10",
    "1e3",
    "inf",
    "nan",
    "8M 8",
    "8 M B",
    "８",
    "1 2",
    "8M;",
    "--8",
    "8-",
    ".",
    "1..5",
    "9223372036854775808",
    "36893488147419103240",
    "18446744073709551616",
    "99999999999999999999999999",
    "8388608T",
    "9223372036854775807.5",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset bytes = -1;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (freshet_size_parse (cases[i], &bytes));
      g_assert_cmpint (bytes, ==, -1);
    }
}

static void
test_duration_units (void)
{
  static const Case cases[] = {
    { "0", 0 },
    { "2", 2 * G_USEC_PER_SEC },
    { "1.5", 1500000 },
    { "250us", 250 },
    { "300ms", 300000 },
    { "0.3ms", 300 },
    { "2s", 2 * G_USEC_PER_SEC },
    { "1m", 60 * G_USEC_PER_SEC },
    { "1min", 60 * G_USEC_PER_SEC },
    { "1.5h", G_GINT64_CONSTANT (5400) * G_USEC_PER_SEC },
    { "2 s", 2 * G_USEC_PER_SEC },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 microseconds = -1;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_true (freshet_duration_parse (cases[i].text, &microseconds));
      g_assert_cmpint (microseconds, ==, cases[i].value);
    }
}

static void
test_duration_junk (void)
{
  static const char *const cases[]
      = { "", "-1s", "s", "1d", "1M s", "1 m s", "2s300ms", "9223372036855s" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 microseconds = -1;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (freshet_duration_parse (cases[i], &microseconds));
      g_assert_cmpint (microseconds, ==, -1);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/size/units-are-powers-of-1024", test_size_units);
  g_test_add_func ("/size/junk-and-overflow-are-refused", test_size_junk);
  g_test_add_func ("/duration/plain-numbers-are-seconds", test_duration_units);
  g_test_add_func ("/duration/junk-and-overflow-are-refused", test_duration_junk);

  return g_test_run ();
}
