/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-content-range.h"

static void
test_range (void)
{
  static const struct
  {
    const char *value;
    goffset first;
    goffset last;
    goffset total;
  } cases[] = {
    { "bytes 0-9/100", 0, 9, 100 },
    { "bytes 90-99/100", 90, 99, 100 },
    { "bytes 0-0/1", 0, 0, 1 },
    { "bytes 0-9/*", 0, 9, -1 },
    { "bytes */100", -1, -1, 100 },
    { "bytes */0", -1, -1, 0 },
    { "BYTES 0-9/100", 0, 9, 100 },
    { " bytes 0-9/100\t", 0, 9, 100 },
    { "bytes 007-9/100", 7, 9, 100 },
    { "bytes 0-9223372036854775806/9223372036854775807", 0, G_MAXINT64 - 1, G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset first = -2, last = -2, total = -2;

      g_test_message ("%s", cases[i].value);
      g_assert_true (freshet_content_range_parse (cases[i].value, &first, &last, &total));
      g_assert_cmpint (first, ==, cases[i].first);
      g_assert_cmpint (last, ==, cases[i].last);
      g_assert_cmpint (total, ==, cases[i].total);
    }
}

static void
test_range_refused (void)
{
  static const char *const cases[] = {
    "",
    "bytes",
    "bytes ",
    "bytes 0-9",
    "bytes 0-9/",
    "bytes -9/100",
    "bytes 0-/100",
    "bytes /100",
    "bytes */*",
    "bytes *",
    "bytes *-9/100",
    "bytes=0-9/100",
    "bytes: 0-9/100",
    "items 0-9/100",
    "0-9/100",
    "bytes  0-9/100",
    "bytes 0 - 9/100",
    "bytes 0-9 /100",
    "bytes 0-9/ 100",
    "bytes +0-9/100",
    "bytes 0-+9/100",
    "bytes 0--9/100",
    "bytes 0x0-9/100",
    "bytes 0-9/100x",
    "bytes 0-9/-1",
    "bytes 0-9/100, 20-29/100",
    "bytes 9-0/100",
    "bytes 0-100/100",
    "bytes 100-100/100",
    "bytes 0-0/0",
    "bytes 0-9/9223372036854775808",
    "bytes 0-9223372036854775808/*",
    "bytes 18446744073709551616-18446744073709551617/*",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset first = -2, last = -2, total = -2;

      g_test_message ("%s", cases[i]);
      g_assert_false (freshet_content_range_parse (cases[i], &first, &last, &total));
      g_assert_cmpint (first, ==, -2);
      g_assert_cmpint (last, ==, -2);
      g_assert_cmpint (total, ==, -2);
    }
}

static void
test_length (void)
{
  static const struct
  {
    const char *value;
    goffset length;
  } cases[] = {
    { "0", 0 },
    { "42", 42 },
    { " 42 ", 42 },
    { "042", 42 },
    { "42, 42", 42 },
    { "42,42 ,\t42", 42 },
    { "9223372036854775807", G_MAXINT64 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset length = -2;

      g_test_message ("%s", cases[i].value);
      g_assert_true (freshet_content_length_parse (cases[i].value, &length));
      g_assert_cmpint (length, ==, cases[i].length);
    }
}

static void
test_length_refused (void)
{
  static const char *const cases[] = {
    "",
    " ",
    "-1",
    "+1",
    "1 2",
    "1.5",
    "1e3",
    "0x10",
    "42x",
    "*",
    "42,",
    ",42",
    "42,,42",
    "42, 43",
    "0, 1",
    "42;42",
    "9223372036854775808",
    "99999999999999999999",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      goffset length = -2;

      g_test_message ("%s", cases[i]);
      g_assert_false (freshet_content_length_parse (cases[i], &length));
      g_assert_cmpint (length, ==, -2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/content-range/rfc-9110-14.4", test_range);
  g_test_add_func ("/content-range/what-does-not-fit-is-refused", test_range_refused);
  g_test_add_func ("/content-length/rfc-9110-8.6", test_length);
  g_test_add_func ("/content-length/what-differs-is-refused", test_length_refused);

  return g_test_run ();
}
