/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"
#include "freshet-error.h"

#include <string.h>

typedef struct
{
  const char *text;
  const char *uri;
} Case;

static void
check_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GUri) uri = freshet_address_parse (cases[i].text, &error);
      g_autofree char *string = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_no_error (error);
      string = g_uri_to_string (uri);
      g_assert_cmpstr (string, ==, cases[i].uri);
    }
}

static void
test_http (void)
{
  static const Case cases[] = {
    { "https://example.org/a/b.iso?x=1&y=%20", "https://example.org/a/b.iso?x=1&y=%20" },
    { "  http://example.org/a \n", "http://example.org/a" },
    { "\u00A0https://example.org/a\u200B", "https://example.org/a" },
    { "HTTP://EXAMPLE.ORG/A", "http://example.org/A" },
    { "http://example.org", "http://example.org/" },
    { "http://example.org?q", "http://example.org/?q" },
    { "http://example.org:80/", "http://example.org/" },
    { "http://example.org:8080/", "http://example.org:8080/" },
    { "https://example.org./a", "https://example.org./a" },
    { "http://[::1]:8080/a", "http://[::1]:8080/a" },
    { "http://127.0.0.1/a", "http://127.0.0.1/a" },
    { "http://nas/a", "http://nas/a" },
    { "http://my_nas/a", "http://my_nas/a" },
    { "https://u:p@example.org/a", "https://u:p@example.org/a" },
    { "https://u%40x:p@example.org/a", "https://u%40x:p@example.org/a" },
    { "https://example.org/a;v=1;", "https://example.org/a;v=1;" },
    { "https://example.org/a?u=http://b/c", "https://example.org/a?u=http://b/c" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_encoded (void)
{
  static const Case cases[] = {
    { "https://example.org/my file.txt", "https://example.org/my%20file.txt" },
    { "https://example.org/año/日.txt", "https://example.org/a%C3%B1o/%E6%97%A5.txt" },
    { "https://example.org/a?q=ü \"<>", "https://example.org/a?q=%C3%BC%20%22%3C%3E" },
    { "https://example.org/a{b}|c\\d", "https://example.org/a%7Bb%7D%7Cc%5Cd" },
    { "https://example.org/100%/a", "https://example.org/100%25/a" },
    { "https://example.org/%4g%?%z%%41", "https://example.org/%254g%25?%25z%25A" },
    { "https://example.org/%8%62", "https://example.org/%258b" },
    { "https://example.org/a%2fb", "https://example.org/a%2Fb" },
    { "https://example.org/a%0d%0ab", "https://example.org/a%0D%0Ab" },
    { "https://example.org/\u202Etxt.exe", "https://example.org/%E2%80%AEtxt.exe" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_fragment (void)
{
  static const Case cases[] = {
    { "https://example.org/a#b", "https://example.org/a" },
    { "https://example.org/a?b#c?d#e", "https://example.org/a?b" },
    { "https://example.org#b", "https://example.org/" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_idn (void)
{
  static const Case cases[] = {
    { "https://bücher.example/a", "https://xn--bcher-kva.example/a" },
    { "https://BÜCHER.example/a", "https://xn--bcher-kva.example/a" },
    { "bücher.example/a", "https://xn--bcher-kva.example/a" },
    { "https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_without_scheme (void)
{
  static const Case cases[] = {
    { "example.org/file", "https://example.org/file" },
    { "example.org", "https://example.org/" },
    { "example.org:8443/file", "https://example.org:8443/file" },
    { "www.example.org/a:b", "https://www.example.org/a:b" },
    { "example.org?u=a@b", "https://example.org/?u=a@b" },
    { "localhost/file", "http://localhost/file" },
    { "localhost:8080/file", "http://localhost:8080/file" },
    { "LocalHost:8080", "http://localhost:8080/" },
    { "127.0.0.1:8080/file", "http://127.0.0.1:8080/file" },
    { "[::1]:8080/file", "http://[::1]:8080/file" },
    { "192.0.2.7/file", "https://192.0.2.7/file" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
check_refused (const char *const *cases, gsize n_cases, const char *reason)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (freshet_address_parse (cases[i], &error));
      g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_BAD_ADDRESS);
      g_assert_nonnull (strstr (error->message, reason));
    }
}

static void
test_other_schemes (void)
{
  static const char *const cases[] = {
    "file:///etc/passwd",   "ftp://example.org/a",   "javascript:alert(1)", "data:,a",
    "mailto:a@example.org", "magnet:?xt=urn:btih:a", "C:\\file.txt",        "about:blank",
    "resource:///a",        "httpx://example.org/",  "//example.org/a",
  };

  check_refused (cases, G_N_ELEMENTS (cases), "http and https addresses");
}

static void
test_words (void)
{
  static const char *const cases[] = {
    "word",
    "two words",
    "/etc/passwd",
    "./a",
    "..",
    ".",
    "a.",
    ".a",
    "v1.2",
    "1.5",
    "?",
    "#a",
    "a@example.org",
    "hello world.example",
    "example.org other.example",
  };

  check_refused (cases, G_N_ELEMENTS (cases), "is not a web address");
}

static void
test_no_host (void)
{
  static const char *const hosts[] = {
    "http://",      "https:///a",     "http://:80/",    "http://u@/a",
    "http://a b/c", "http://a%20b/c", "http://a%2fb/c", "http://.a/",
    "http://a..b/", "http://a*b/",    "http://a\\b/c",  "http:///etc/passwd",
  };
  static const char *const incomplete[] = {
    "http:",       "http:/a",      "https:example.org", "http://a:0/",      "http://a:65536/",
    "http://a:b/", "http://a:-1/", "http://[::1/",      "http://[a]/",      "http://a:80:80/",
    "http://a;b",  "a.b;c",        "http://a;/b",       "http://a\u202Eb/",
  };

  check_refused (hosts, G_N_ELEMENTS (hosts), "has no host");
  check_refused (incomplete, G_N_ELEMENTS (incomplete), "is not a complete web address");
}

static void
test_empty (void)
{
  static const char *const cases[] = { "", " ", "\n\t", "\u00A0" };

  check_refused (cases, G_N_ELEMENTS (cases), "There is no address");
}

static void
test_control_characters (void)
{
  static const char *const cases[] = {
    "http://example.org/a\r\nX-Evil: 1",
    "http://example.org/a\nb",
    "http://example.org/a\rb",
    "http://exam\tple.org/",
    "http://example.org/\x7f",
    "http://example.org/\xc2\x85x",
    "example.org/a\r\nb",
    "http://u:p\n@example.org/",
  };

  check_refused (cases, G_N_ELEMENTS (cases), "control character");
}

static void
test_not_utf8 (void)
{
  static const char *const cases[] = { "http://example.org/\xff", "\xc3" };

  check_refused (cases, G_N_ELEMENTS (cases), "not UTF-8");
}

static void
test_message (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *many = g_strnfill (5000, 'x');

  g_assert_null (freshet_address_parse ("file:///etc/passwd", &error));
  g_assert_cmpstr (
      error->message,
      ==,
      "“file:///etc/passwd” is not a web address. Freshet downloads http and https addresses.");
  g_clear_error (&error);

  g_assert_null (freshet_address_parse ("x\033[2J", &error));
  g_assert_null (strchr (error->message, '\033'));
  g_clear_error (&error);

  g_assert_null (freshet_address_parse (many, &error));
  g_assert_cmpuint (strlen (error->message), <, 300);
  g_clear_error (&error);
}

static void
test_display (void)
{
  g_autoptr (GUri) uri = freshet_address_parse ("https://user:secret@example.org:8443/a?b", NULL);
  g_autofree char *display = freshet_address_to_display (uri);

  g_assert_cmpstr (g_uri_get_user (uri), ==, "user");
  g_assert_cmpstr (g_uri_get_password (uri), ==, "secret");
  g_assert_cmpstr (display, ==, "https://example.org:8443/a?b");
}

static void
test_get_host (void)
{
  static const Case cases[] = {
    { "https://example.org/a", "example.org" },
    { "https://u:p@example.org:443/a", "example.org" },
    { "https://example.org:80/a", "example.org:80" },
    { "http://localhost:8080/", "localhost:8080" },
    { "http://[::1]/", "[::1]" },
    { "http://[::1]:8080/", "[::1]:8080" },
    { "https://bücher.example/", "bücher.example" },
    { "https://xn--bcher-kva.example/", "bücher.example" },
    { "https://пример.example/", "пример.example" },
    { "https://日本カタカナひらabc.example/", "日本カタカナひらabc.example" },
    { "https://서울abc漢.example/", "서울abc漢.example" },
    { "http://[fe80::1%25eth0]/", "[fe80::1%eth0]" },
    { "https://192.0.2.7/", "192.0.2.7" },
    { "https://xn--/", "xn--" },
    { "https://xn--a.example/", "xn--a.example" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GUri) uri = freshet_address_parse (cases[i].text, NULL);
      g_autofree char *host = freshet_address_get_host (uri);

      g_assert_cmpstr (host, ==, cases[i].uri);
    }
}

static void
test_deceiving_host (void)
{
  static const char *const hosts[]
      = { "аpple.example", "pаypal.example", "αpple.example", "日本αβ.example", "ひらа.example" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *address = g_strdup_printf ("https://%s/", hosts[i]);
      g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
      g_autofree char *host = freshet_address_get_host (uri);

      g_assert_cmpstr (host, ==, g_uri_get_host (uri));
      g_assert_true (g_str_has_prefix (host, "xn--"));
    }
}

static void
test_same_origin (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "https://a/x", "https://a/y", TRUE },       { "https://a:443/", "https://a/", TRUE },
    { "http://a:80/", "http://a/", TRUE },        { "https://A/", "https://a/", TRUE },
    { "https://u:p@a/", "https://a/", TRUE },     { "http://a/", "https://a/", FALSE },
    { "http://a:443/", "https://a:443/", FALSE }, { "https://a:8443/", "https://a/", FALSE },
    { "https://a/", "https://www.a/", FALSE },    { "https://a/", "https://a./", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* libsoup's addresses have no scheme normalization when they are built by hand. */
      g_autoptr (GUri) a = g_uri_parse (cases[i].a, G_URI_FLAGS_NONE, NULL);
      g_autoptr (GUri) b = freshet_address_parse (cases[i].b, NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (freshet_address_same_origin (a, b), ==, cases[i].same);
      g_assert_cmpint (freshet_address_same_origin (b, a), ==, cases[i].same);
    }
}

static void
test_no_password_is_shown (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { "http://ann:secret@host/a", "http://host/a" },
    { "ftp://ann:s@cret@host", "ftp://host" },
    { "ann:secret@host", "host" },
    { "http://host:bad/@ann", "http://host:bad/@ann" },
    { "http://host/a?b=c@d", "http://host/a?b=c@d" },
    { "", "" },
  };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = freshet_address_redact (cases[i].text);

      g_assert_cmpstr (redacted, ==, cases[i].expected);
    }
  g_assert_null (freshet_address_parse ("ftp://ann:secret@host/a", &error));
  g_assert_null (strstr (error->message, "secret"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/address/http-and-https", test_http);
  g_test_add_func ("/address/what-a-path-cannot-hold-is-encoded", test_encoded);
  g_test_add_func ("/address/fragment-is-dropped", test_fragment);
  g_test_add_func ("/address/host-in-another-script-becomes-ascii", test_idn);
  g_test_add_func ("/address/scheme-is-added-to-a-host", test_without_scheme);
  g_test_add_func ("/address/other-schemes-are-refused", test_other_schemes);
  g_test_add_func ("/address/words-are-refused", test_words);
  g_test_add_func ("/address/no-host-is-refused", test_no_host);
  g_test_add_func ("/address/nothing-is-refused", test_empty);
  g_test_add_func ("/address/cve-2025-60876-line-breaks-are-refused", test_control_characters);
  g_test_add_func ("/address/not-utf-8-is-refused", test_not_utf8);
  g_test_add_func ("/address/message-is-fit-for-a-label", test_message);
  g_test_add_func ("/address/display-hides-the-password", test_display);
  g_test_add_func ("/address/host-for-people", test_get_host);
  g_test_add_func ("/address/host-of-mixed-scripts-is-ascii", test_deceiving_host);
  g_test_add_func ("/address/same-origin", test_same_origin);

  g_test_add_func ("/address/no-password-is-shown", test_no_password_is_shown);

  return g_test_run ();
}
