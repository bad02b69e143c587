/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-text.h"

#include <string.h>

typedef struct
{
  const char *charset;
  const char *bytes;
  const char *text;
} Case;

static void
check_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *text
          = freshet_text_decode (cases[i].bytes, strlen (cases[i].bytes), cases[i].charset);

      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, cases[i].charset);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* glibc's less common charsets are a package of their own, which need not be installed. */
static gboolean
has_charset (const char *charset)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);

  if (converter == (GIConv) -1)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}

static void
test_charsets (void)
{
  static const Case cases[] = {
    { "utf-8", "caf\xc3\xa9", "café" },
    { "UTF8", "caf\xc3\xa9", "café" },
    { "utf-8", "caf\xe9", NULL },
    { "ISO-8859-1", "caf\xe9", "café" },
    { "latin1", "\x80\x9f", "€Ÿ" },
    { "windows-1252", "\x81", "\xc2\x81" },
    { "us-ascii", "plain", "plain" },
    { "us-ascii", "\xe9", "é" },
    { "utf-7", "a", NULL },
    { "iso-2022-jp", "a", NULL },
    { "iso-8859-99", "a", NULL },
    { "iso-8859-15//TRANSLIT", "a", NULL },
    { "", "a", NULL },
  };
  static const Case extra_cases[] = {
    { "iso-8859-15", "\xa4", "€" },
    { "ISO-8859-5", "\xdf\xe0\xd8\xd2\xd5\xe2", "привет" },
    { "windows-1251", "\xef\xf0\xe8\xe2\xe5\xf2", "привет" },
    { "koi8-r", "\xd0\xd2\xc9\xd7\xc5\xd4", "привет" },
    { "Shift_JIS", "\x93\xfa\x96\x7b", "日本" },
    { "gb2312", "\xc4\xe3", "你" },
    { "euc-kr", "\xbf\xb9", "예" },
    { "gbk", "\xff\xff", NULL },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (extra_cases); i++)
    {
      if (has_charset (extra_cases[i].charset))
        check_cases (&extra_cases[i], 1);
    }
  g_assert_null (freshet_text_decode ("a\0b", 3, "utf-8"));
  g_assert_null (freshet_text_decode ("a\0b", 3, "latin1"));
}

static void
test_guess (void)
{
  g_autofree char *utf8 = freshet_text_guess ("caf\xc3\xa9");
  g_autofree char *latin_1 = freshet_text_guess ("caf\xe9");

  g_assert_cmpstr (utf8, ==, "café");
  g_assert_cmpstr (latin_1, ==, "café");
}

static void
test_unescape (void)
{
  static const struct
  {
    const char *text;
    const char *bytes;
  } cases[] = {
    { "", "" },        { "plain", "plain" }, { "a%20b", "a b" }, { "%41%2f%2F", "A//" },
    { "%ff", "\xff" }, { "%00", "%00" },     { "%", "%" },       { "%4", "%4" },
    { "%4g", "%4g" },  { "%%41", "%A" },     { "%2541", "%41" }, { "100%", "100%" },
    { "%-1", "%-1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *bytes = freshet_text_unescape (cases[i].text);

      g_assert_cmpstr (bytes, ==, cases[i].bytes);
    }
}

static void
test_control (void)
{
  g_assert_true (freshet_text_has_control ("a\nb"));
  g_assert_true (freshet_text_has_control ("\x7f"));
  g_assert_true (freshet_text_has_control ("caf\xc3\xa9 \xc2\x85"));
  g_assert_false (freshet_text_has_control ("caf\xc3\xa9 b"));
  g_assert_false (freshet_text_has_control (""));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/text/charsets-of-the-network", test_charsets);
  g_test_add_func ("/text/guess-is-utf-8-or-windows-1252", test_guess);
  g_test_add_func ("/text/unescape-leaves-what-is-no-escape", test_unescape);
  g_test_add_func ("/text/control-characters-of-both-sets-are-found", test_control);

  return g_test_run ();
}
