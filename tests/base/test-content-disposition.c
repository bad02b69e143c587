/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-content-disposition.h"

#include <string.h>

typedef struct
{
  const char *id;
  const char *value;
  const char *name;
} Case;

/* The ids and the headers are those of http://test.greenbytes.de/tech/tc2231/. Where the standard
 * calls a header invalid, the name is the one that Chromium or Firefox reads. */

static const Case inline_cases[] = {
  { "inlonly", "inline", NULL },
  { "inlonlyquoted", "\"inline\"", NULL },
  { "inlwithasciifilename", "inline; filename=\"foo.html\"", "foo.html" },
  { "inlwithfnattach", "inline; filename=\"Not an attachment!\"", "Not an attachment!" },
  { "inlwithasciifilenamepdf", "inline; filename=\"foo.pdf\"", "foo.pdf" },
};

static const Case attachment_cases[] = {
  { "attonly", "attachment", NULL },
  { "attonlyquoted", "\"attachment\"", NULL },
  { "attonlyucase", "ATTACHMENT", NULL },
  { "attwithasciifilename", "attachment; filename=\"foo.html\"", "foo.html" },
  { "attwithasciifilename25",
    "attachment; filename=\"0000000000111111111122222\"",
    "0000000000111111111122222" },
  { "attwithasciifilename35",
    "attachment; filename=\"00000000001111111111222222222233333\"",
    "00000000001111111111222222222233333" },
  { "attwithasciifnescapedchar", "attachment; filename=\"f\\oo.html\"", "foo.html" },
  { "attwithasciifnescapedquote",
    "attachment; filename=\"\\\"quoting\\\" tested.html\"",
    "\"quoting\" tested.html" },
  { "attwithquotedsemicolon",
    "attachment; filename=\"Here's a semicolon;.html\"",
    "Here's a semicolon;.html" },
  { "attwithfilenameandextparam", "attachment; foo=\"bar\"; filename=\"foo.html\"", "foo.html" },
  { "attwithfilenameandextparamescaped",
    "attachment; foo=\"\\\"\\\\\";filename=\"foo.html\"",
    "foo.html" },
  { "attwithasciifilenameucase", "attachment; FILENAME=\"foo.html\"", "foo.html" },
  { "attwithasciifilenamenq", "attachment; filename=foo.html", "foo.html" },
  { "attwithtokfncommanq", "attachment; filename=foo,bar.html", "foo,bar.html" },
  { "attwithasciifilenamenqs", "attachment; filename=foo.html ;", "foo.html" },
  { "attemptyparam", "attachment; ;filename=foo", "foo" },
  { "attwithasciifilenamenqws", "attachment; filename=foo bar.html", "foo bar.html" },
  { "attwithfntokensq", "attachment; filename='foo.bar'", "'foo.bar'" },
  { "attwithisofnplain", "attachment; filename=\"foo-\xe4.html\"", "foo-ä.html" },
  { "attwithutf8fnplain", "attachment; filename=\"foo-\xc3\xa4.html\"", "foo-ä.html" },
  { "attwithfnrawpctenca", "attachment; filename=\"foo-%41.html\"", "foo-A.html" },
  { "attwithfnusingpct", "attachment; filename=\"50%.html\"", "50%.html" },
  { "attwithfnrawpctencaq", "attachment; filename=\"foo-%\\41.html\"", "foo-A.html" },
  { "attwithnamepct", "attachment; name=\"foo-%41.html\"", NULL },
  { "attwithfilenamepctandiso", "attachment; filename=\"\xe4-%41.html\"", "ä-%41.html" },
  { "attwithfnrawpctenclong",
    "attachment; filename=\"foo-%c3%a4-%e2%82%ac.html\"",
    "foo-ä-€.html" },
  { "attwithasciifilenamews1", "attachment; filename =\"foo.html\"", "foo.html" },
  { "attwith2filenames", "attachment; filename=\"foo.html\"; filename=\"bar.html\"", "foo.html" },
  { "attfnbrokentoken", "attachment; filename=foo[1](2).html", "foo[1](2).html" },
  { "attfnbrokentokeniso", "attachment; filename=foo-\xe4.html", "foo-ä.html" },
  { "attfnbrokentokenutf", "attachment; filename=foo-\xc3\xa4.html", "foo-ä.html" },
  { "attmissingdisposition", "filename=foo.html", "foo.html" },
  { "attmissingdisposition2", "x=y; filename=foo.html", "foo.html" },
  { "attmissingdisposition3", "\"foo; filename=bar;baz\"; filename=qux", "qux" },
  { "attmissingdisposition4",
    "filename=foo.html, filename=bar.html",
    "foo.html, filename=bar.html" },
  { "emptydisposition", "; filename=foo.html", "foo.html" },
  { "doublecolon", ": inline; attachment; filename=foo.html", "foo.html" },
  { "attandinline", "inline; attachment; filename=foo.html", "foo.html" },
  { "attandinline2", "attachment; inline; filename=foo.html", "foo.html" },
  { "attbrokenquotedfn", "attachment; filename=\"foo.html\".txt", "foo.html" },
  { "attbrokenquotedfn2", "attachment; filename=\"bar", "bar" },
  { "attbrokenquotedfn3", "attachment; filename=foo\"bar;baz\"qux", "foo\"bar;baz\"qux" },
  { "attmultinstances",
    "attachment; filename=foo.html, attachment; filename=bar.html",
    "foo.html, attachment" },
  { "attmissingdelim", "attachment; foo=foo filename=bar", NULL },
  { "attmissingdelim2", "attachment; filename=bar foo=foo ", "bar foo=foo" },
  { "attmissingdelim3", "attachment filename=bar", NULL },
  { "attreversed", "filename=foo.html; attachment", "foo.html" },
  { "attconfusedparam", "attachment; xfilename=foo.html", NULL },
  { "attabspath", "attachment; filename=\"/foo.html\"", "/foo.html" },
  { "attabspathwin", "attachment; filename=\"\\\\foo.html\"", "\\foo.html" },
  { "attcdate", "attachment; creation-date=\"Wed, 12 Feb 1997 16:29:51 -0500\"", NULL },
  { "attmdate", "attachment; modification-date=\"Wed, 12 Feb 1997 16:29:51 -0500\"", NULL },
  { "dispext", "foobar", NULL },
  { "dispextbadfn", "attachment; example=\"filename=example.txt\"", NULL },
  { "attnewandfn", "attachment; foobar=x; filename=\"foo.html\"", "foo.html" },
};

static const Case extended_cases[] = {
  { "attwithisofn2231iso", "attachment; filename*=iso-8859-1''foo-%E4.html", "foo-ä.html" },
  { "attwithfn2231utf8", "attachment; filename*=UTF-8''foo-%c3%a4-%e2%82%ac.html", "foo-ä-€.html" },
  { "attwithfn2231noc", "attachment; filename*=''foo-%c3%a4-%e2%82%ac.html", NULL },
  { "attwithfn2231utf8comp", "attachment; filename*=UTF-8''foo-a%cc%88.html", "foo-a\u0308.html" },
  { "attwithfn2231utf8-bad",
    "attachment; filename*=iso-8859-1''foo-%c3%a4-%e2%82%ac.html",
    "foo-Ã¤-â‚¬.html" },
  { "attwithfn2231iso-bad", "attachment; filename*=utf-8''foo-%E4.html", NULL },
  { "attwithfn2231ws1", "attachment; filename *=UTF-8''foo-%c3%a4.html", NULL },
  { "attwithfn2231ws2", "attachment; filename*= UTF-8''foo-%c3%a4.html", "foo-ä.html" },
  { "attwithfn2231ws3", "attachment; filename* =UTF-8''foo-%c3%a4.html", "foo-ä.html" },
  { "attwithfn2231quot", "attachment; filename*=\"UTF-8''foo-%c3%a4.html\"", "foo-ä.html" },
  { "attwithfn2231quot2", "attachment; filename*=\"foo%20bar.html\"", NULL },
  { "attwithfn2231singleqmissing", "attachment; filename*=UTF-8'foo-%c3%a4.html", NULL },
  { "attwithfn2231nbadpct1", "attachment; filename*=UTF-8''foo%", NULL },
  { "attwithfn2231nbadpct2", "attachment; filename*=UTF-8''f%oo.html", NULL },
  { "attwithfn2231dpct", "attachment; filename*=UTF-8''A-%2541.html", "A-%41.html" },
  { "attwithfn2231abspathdisguised", "attachment; filename*=UTF-8''%5cfoo.html", "\\foo.html" },
  { "attfnboth",
    "attachment; filename=\"foo-ae.html\"; filename*=UTF-8''foo-%c3%a4.html",
    "foo-ä.html" },
  { "attfnboth2",
    "attachment; filename*=UTF-8''foo-%c3%a4.html; filename=\"foo-ae.html\"",
    "foo-ä.html" },
  { "attfnboth3",
    "attachment; filename*0*=ISO-8859-15''euro-sign%3d%a4; "
    "filename*=ISO-8859-1''currency-sign%3d%a4",
    "currency-sign=¤" },
};

/* RFC 6266 leaves them out, Chromium does not read them. */
static const Case continuation_cases[] = {
  { "attfncont", "attachment; filename*0=\"foo.\"; filename*1=\"html\"", NULL },
  { "attfncontqs", "attachment; filename*0=\"foo\"; filename*1=\"\\b\\a\\r.html\"", NULL },
  { "attfncontenc", "attachment; filename*0*=UTF-8''foo-%c3%a4; filename*1=\".html\"", NULL },
  { "attfncontlz", "attachment; filename*0=\"foo\"; filename*01=\"bar\"", NULL },
  { "attfncontnc", "attachment; filename*0=\"foo\"; filename*2=\"bar\"", NULL },
  { "attfnconts1", "attachment; filename*1=\"foo.\"; filename*2=\"html\"", NULL },
  { "attfncontord", "attachment; filename*1=\"bar\"; filename*0=\"foo\"", NULL },
};

static const Case rfc2047_cases[] = {
  { "attrfc2047token", "attachment; filename==?ISO-8859-1?Q?foo-=E4.html?=", "foo-ä.html" },
  { "attrfc2047quoted", "attachment; filename=\"=?ISO-8859-1?Q?foo-=E4.html?=\"", "foo-ä.html" },
};

/* What tc2231 does not have. */
static const Case more_cases[] = {
  { "nothing", "", NULL },
  { "semicolons", ";;;", NULL },
  { "empty token", "attachment; filename=", NULL },
  { "empty string", "attachment; filename=\"\"", NULL },
  { "blank", "attachment; filename=\"  \"", NULL },
  { "one quote", "attachment; filename=\"", NULL },
  { "first is empty", "attachment; filename=\"\"; filename=foo", NULL },
  { "blank extended", "attachment; filename*=UTF-8''%20; filename=foo", "foo" },
  { "bad extended", "attachment; filename*=UTF-8''%ff; filename=foo", "foo" },
  { "second extended", "attachment; filename*=UTF-8''%ff; filename*=UTF-8''foo", "foo" },
  { "language", "attachment; filename*=UTF-8'en'foo%20bar", "foo bar" },
  { "quote in extended", "attachment; filename*=UTF-8''it's", "it's" },
  { "raw bytes in extended", "attachment; filename*=UTF-8''\xc3\xa4", NULL },
  { "NUL in extended", "attachment; filename*=UTF-8''foo%00bar", NULL },
  { "NUL", "attachment; filename=\"foo%00bar\"", "foo%00bar" },
  { "charset with states", "attachment; filename*=UTF-7''foo", NULL },
  { "charset with options", "attachment; filename*=ISO-8859-15//TRANSLIT''foo", NULL },
  { "long charset", "attachment; filename*=utf-8x''foo", NULL },
  { "path", "attachment; filename=\"../../etc/passwd\"", "../../etc/passwd" },
  { "encoded path", "attachment; filename=\"..%2f..%5cpasswd\"", "../..\\passwd" },
  { "backslash at the end", "attachment; filename=\"foo\\", "foo\\" },
  { "tab", "attachment;\tfilename\t=\tfoo", "foo" },
  { "percent-encoded, not UTF-8", "attachment; filename=%B7%DD.png", "%B7%DD.png" },
  { "windows-1252", "attachment; filename=\"\x93smart\x94\"", "“smart”" },
  { "B", "attachment; filename=\"=?utf-8?B?Zm9vLcOkLmh0bWw=?=\"", "foo-ä.html" },
  { "lower case", "attachment; filename=\"=?UTF-8?q?foo-=c3=a4.html?=\"", "foo-ä.html" },
  { "underscore", "attachment; filename=\"=?utf-8?Q?a_b?=\"", "a b" },
  { "words", "attachment; filename=\"=?utf-8?Q?a?= =?utf-8?Q?b?=\"", "ab" },
  { "word and text", "attachment; filename=\"=?utf-8?Q?a?= b c.txt\"", "ab c.txt" },
  { "text and word", "attachment; filename=\"b  =?utf-8?Q?a?=\"", "b a" },
  { "no word", "attachment; filename=\"what=?.txt\"", "what=?.txt" },
  { "bad hex", "attachment; filename==?iso-8859-1?Q?caf=EG?=", NULL },
  { "no end", "attachment; filename==?iso-8859-1?Q?caf=E3?", NULL },
  { "too much", "attachment; filename==?iso-8859-1?Q?caf=E3?==", NULL },
  { "two in one", "attachment; filename==?utf-8?Q?a?==?utf-8?Q?b?=", NULL },
  { "cut hex", "attachment; filename==?windows-1252?Q?=63=61=E?=", NULL },
  { "no text", "attachment; filename==?utf-8?Q?\?=", NULL },
  { "no such encoding", "attachment; filename==?utf-8?X?a?=", NULL },
  { "NUL in a word", "attachment; filename==?utf-8?Q?a=00b?=", NULL },
  { "NUL in Base64", "attachment; filename==?utf-8?B?YQBi?=", NULL },
  { "word that is not UTF-8", "attachment; filename==?utf-8?Q?=ff?=", NULL },
};

static void
check_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *name = freshet_content_disposition_get_name (cases[i].value);

      g_test_message ("%s", cases[i].id);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_inline (void)
{
  check_cases (inline_cases, G_N_ELEMENTS (inline_cases));
}

static void
test_attachment (void)
{
  check_cases (attachment_cases, G_N_ELEMENTS (attachment_cases));
}

static void
test_extended (void)
{
  check_cases (extended_cases, G_N_ELEMENTS (extended_cases));
}

static void
test_continuations (void)
{
  check_cases (continuation_cases, G_N_ELEMENTS (continuation_cases));
}

static void
test_rfc2047 (void)
{
  check_cases (rfc2047_cases, G_N_ELEMENTS (rfc2047_cases));
}

static void
test_more (void)
{
  check_cases (more_cases, G_N_ELEMENTS (more_cases));
}

static void
test_random (void)
{
  static const char *const pieces[]
      = { "attachment", "filename", "filename*", "name",  "=",    ";",   "\"",  "\\",   "'",
          "UTF-8''",    "%",        "%41",       "%c3",   "=?",   "?=",  "?Q?", "?B?",  " ",
          "\xc3\xa4",   "\xff",     "a",         "utf-8", "\r\n", "=41", "/",   "gbk''" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) value = g_string_new (NULL);
      g_autofree char *name = NULL;

      for (int n = g_test_rand_int_range (0, 24); n > 0; n--)
        g_string_append (value, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      name = freshet_content_disposition_get_name (value->str);
      if (name != NULL)
        {
          g_assert_true (g_utf8_validate (name, -1, NULL));
          g_assert_cmpuint (strlen (name), >, 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/content-disposition/tc2231/inline", test_inline);
  g_test_add_func ("/content-disposition/tc2231/attachment", test_attachment);
  g_test_add_func ("/content-disposition/tc2231/extended", test_extended);
  g_test_add_func ("/content-disposition/tc2231/continuations-are-not-read", test_continuations);
  g_test_add_func ("/content-disposition/tc2231/rfc-2047", test_rfc2047);
  g_test_add_func ("/content-disposition/broken", test_more);
  g_test_add_func ("/content-disposition/random-is-utf-8-or-nothing", test_random);

  return g_test_run ();
}
