/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"
#include "freshet-error.h"

typedef struct
{
  const char *text;
  const char *uris;     /* one a line */
  const char *rejected; /* one a line */
} Case;

static char *
join (GPtrArray *strings)
{
  g_autoptr (GPtrArray) terminated = g_ptr_array_new ();

  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (terminated, strings->pdata[i]);
  g_ptr_array_add (terminated, NULL);
  return g_strjoinv ("\n", (char **) terminated->pdata);
}

static void
check_cases (const Case *cases, gsize n_cases, FreshetAddressList *(*parse) (const char *text))
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (FreshetAddressList) list = parse (cases[i].text);
      g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
      g_autofree char *uris = NULL;
      g_autofree char *rejected = join (list->rejected);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      for (guint j = 0; j < list->uris->len; j++)
        g_ptr_array_add (strings, g_uri_to_string (list->uris->pdata[j]));
      uris = join (strings);
      g_assert_cmpstr (uris, ==, cases[i].uris);
      g_assert_cmpstr (rejected, ==, cases[i].rejected);
      if (list->rejected->len == 0)
        g_assert_no_error (list->error);
      else
        g_assert_error (list->error, FRESHET_ERROR, FRESHET_ERROR_BAD_ADDRESS);
    }
}

static void
test_separators (void)
{
  static const Case cases[] = {
    { "", "", "" },
    { " \n\t ", "", "" },
    { "http://h/a", "http://h/a", "" },
    { "http://h/a http://h/b", "http://h/a\nhttp://h/b", "" },
    { "http://h/a  http://h/b\nhttp://h/c\r\nhttp://h/d\thttp://h/e\n",
      "http://h/a\nhttp://h/b\nhttp://h/c\nhttp://h/d\nhttp://h/e",
      "" },
    { "http://h/a http://h/a", "http://h/a\nhttp://h/a", "" },
    { "example.org/a example.org/b", "https://example.org/a\nhttps://example.org/b", "" },
    { "http://h/a www.example.org/b", "http://h/a\nhttps://www.example.org/b", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_parse);
}

static void
test_rejected (void)
{
  static const Case cases[] = {
    { "word", "", "word" },
    { "http://h/a\nword\nhttp://h/b", "http://h/a\nhttp://h/b", "word" },
    { "see http://h/a", "http://h/a", "see" },
    { "file:///etc/passwd\nftp://h/a", "", "file:///etc/passwd\nftp://h/a" },
    { "http://h/a file:///etc/passwd", "http://h/a", "file:///etc/passwd" },
    { "\"word\",", "", "\"word\"," },
    { "http://h/a\x01", "", "http://h/a\x01" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_parse);
}

static void
test_first_error (void)
{
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse ("ftp://h/a\nhttp://h:0/");

  g_assert_cmpuint (list->rejected->len, ==, 2);
  g_assert_cmpstr (list->error->message,
                   ==,
                   "“ftp://h/a” is not a web address. Freshet downloads http and https addresses.");
}

static void
test_spaces (void)
{
  static const Case cases[] = {
    { "http://h/a b.txt", "http://h/a%20b.txt", "" },
    { "  http://h/a b c.txt  ", "http://h/a%20b%20c.txt", "" },
    { "http://h/a b.txt\nhttp://h/c d.txt", "http://h/a%20b.txt\nhttp://h/c%20d.txt", "" },
    { "<http://h/a b.txt>", "http://h/a%20b.txt", "" },
    { "http://h/a b.txt\thttp://h/c", "http://h/a%20b.txt\nhttp://h/c", "" },
    { "example.org/a b.txt", "https://example.org/a\nhttps://b.txt/", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_parse);
}

static void
test_unwrapped (void)
{
  static const Case cases[] = {
    { "<https://h/a>", "https://h/a", "" },
    { "<https://h/a>, <https://h/b>", "https://h/a\nhttps://h/b", "" },
    { "\"https://h/a\", \"https://h/b\"", "https://h/a\nhttps://h/b", "" },
    { "'https://h/a'", "https://h/a", "" },
    { "(https://h/a)", "https://h/a", "" },
    { "“https://h/a”", "https://h/a", "" },
    { "https://h/a, https://h/b,", "https://h/a\nhttps://h/b", "" },
    { "https://h/a_(b)", "https://h/a_(b)", "" },
    { "https://h/a,b", "https://h/a,b", "" },
    { "https://h/a;", "https://h/a;", "" },
    { "https://h/a'", "https://h/a'", "" },
    { ",", "", "" },
    { "<>", "", "" },
    { "\"", "", "\"" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_parse);
}

static void
test_lines (void)
{
  static const Case cases[] = {
    { "", "", "" },
    { "# comment\n\nhttp://h/a\n", "http://h/a", "" },
    { "\xef\xbb\xbfhttp://h/a\r\nhttp://h/b\r\n", "http://h/a\nhttp://h/b", "" },
    { "\xef\xbb\xbf# comment", "", "" },
    { "  # comment\n  http://h/a  \n", "http://h/a", "" },
    { "http://h/a#b", "http://h/a", "" },
    { "http://h/a b.txt", "http://h/a%20b.txt", "" },
    { "http://h/a\nword\nftp://h/", "http://h/a", "word\nftp://h/" },
    { "http://h/a\rhttp://h/b", "", "http://h/a\rhttp://h/b" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_parse_lines);
}

static void
test_found_in_text (void)
{
  static const Case cases[] = {
    { "", "", "" },
    { "No address here: see file.txt, or ask a@example.org.", "", "" },
    { "See http://h/a and https://h/b, or (http://h/c).",
      "http://h/a\nhttps://h/b\nhttp://h/c",
      "" },
    { "http://h/a is at h.", "http://h/a", "" },
    { "In http://h/a_(b), [1](http://h/c)!", "http://h/a_(b)\nhttp://h/c", "" },
    { "<a href=\"http://h/a?b=1&amp;c=2\">x</a>", "http://h/a?b=1&c=2", "" },
    { "<img src='http://h/a.png'>", "http://h/a.png", "" },
    { "“http://h/a”, «http://h/b»", "http://h/a\nhttp://h/b", "" },
    { "http://h/a,http://h/b;https://h/c", "http://h/a\nhttp://h/b\nhttps://h/c", "" },
    { "http://h/web/http://g/a", "http://h/web/http://g/a", "" },
    { "www.example.org/a and a@www.example.org", "https://www.example.org/a", "" },
    { "http://h/a?x=www.example.org", "http://h/a?x=www.example.org", "" },
    { "example.org/a.iso\r\n  example.org/b.iso\nreadme.txt",
      "https://example.org/a.iso\nhttps://example.org/b.iso",
      "" },
    { "(https://h/a),", "https://h/a", "" },
    { "http://h/ä ünd", "http://h/%C3%A4", "" },
    { "HTTP://H/a", "http://h/a", "" },
    { "://h/a", "", "" },
    { "a://", "", "a://" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_find);
}

static void
test_found_once (void)
{
  static const Case cases[] = {
    { "http://h/a http://h/b http://h/a", "http://h/a\nhttp://h/b", "" },
    { "http://h/a#b http://h/a#c", "http://h/a", "" },
    { "ftp://h/a ftp://h/a", "", "ftp://h/a" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_find);
}

static void
test_found_but_not_downloadable (void)
{
  static const Case cases[] = {
    { "either ftp://h/a or http://h/a", "http://h/a", "ftp://h/a" },
    { "file:///etc/passwd", "", "file:///etc/passwd" },
    { "http://:80/", "", "http://:80/" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), freshet_address_list_find);
}

/* What a page may be made of to hold the search up. */
static void
test_found_in_time (void)
{
  static const char *const parts[]
      = { "(", ")", "www.", "://", "a", "http://", "a.", ",", "www.a ", " http://a" };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new ("http://h/a");
      g_autoptr (FreshetAddressList) list = NULL;

      while (text->len < 200000)
        g_string_append (text, parts[i]);
      list = freshet_address_list_find (text->str);
      g_assert_cmpuint (list->uris->len + list->rejected->len, >, 0);
    }
}

static void
test_many (void)
{
  g_autoptr (FreshetAddressList) found = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (FreshetAddressList) words = NULL;
  g_autoptr (FreshetAddressList) lines = NULL;

  for (int i = 0; i < 10000; i++)
    g_string_append_printf (text, "http://h/%d\n", i);
  words = freshet_address_list_parse (text->str);
  lines = freshet_address_list_parse_lines (text->str);
  found = freshet_address_list_find (text->str);

  g_assert_cmpuint (found->uris->len, ==, 10000);
  g_assert_cmpuint (words->uris->len, ==, 10000);
  g_assert_cmpuint (lines->uris->len, ==, 10000);
  g_assert_cmpstr (g_uri_get_path (words->uris->pdata[9999]), ==, "/9999");
  g_assert_cmpstr (g_uri_get_path (lines->uris->pdata[9999]), ==, "/9999");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/address-list/blanks-separate", test_separators);
  g_test_add_func ("/address-list/rejected-is-as-typed", test_rejected);
  g_test_add_func ("/address-list/error-is-of-the-first-rejected", test_first_error);
  g_test_add_func ("/address-list/spaces-within-one-address", test_spaces);
  g_test_add_func ("/address-list/quotes-and-brackets-are-unwrapped", test_unwrapped);
  g_test_add_func ("/address-list/one-a-line", test_lines);
  g_test_add_func ("/address-list/found-in-running-text", test_found_in_text);
  g_test_add_func ("/address-list/found-once", test_found_once);
  g_test_add_func ("/address-list/found-but-not-downloadable", test_found_but_not_downloadable);
  g_test_add_func ("/address-list/found-in-time", test_found_in_time);
  g_test_add_func ("/address-list/ten-thousand", test_many);

  return g_test_run ();
}
