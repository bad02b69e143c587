/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address.h"
#include "freshet-name.h"
#include "freshet-test-name.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *safe;
} Case;

static void
check_cases (const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *safe = freshet_name_make_safe (cases[i].name);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (safe, ==, cases[i].safe);
    }
}

static void
test_plain (void)
{
  static const Case cases[] = {
    { "a", "a" },
    { "report 2024 (final).pdf", "report 2024 (final).pdf" },
    { "archive.tar.gz", "archive.tar.gz" },
    { "día ñ 日本語 مرحبا.txt", "día ñ 日本語 مرحبا.txt" },
    { "-rf", "-rf" },
    { "50%.txt", "50%.txt" },
    { "a'b&c;d$e`f!.txt", "a'b&c;d$e`f!.txt" },
    { "a...b", "a...b" },
    { "part.one", "part.one" },
    { "x.partial", "x.partial" },
    { "👩‍🔬.png", "👩‍🔬.png" },
    { "می‌خواهم.txt", "می‌خواهم.txt" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_slash (void)
{
  static const Case cases[] = {
    { "/etc/passwd", "passwd" },
    { "a/b/c.txt", "c.txt" },
    { "a\\b\\c.txt", "c.txt" },
    { "C:\\dir\\c.txt", "c.txt" },
    { "\\\\host\\share\\c.txt", "c.txt" },
    { "a/b\\c.txt", "c.txt" },
    { "dir/", "dir" },
    { "dir//\\", "dir" },
    { "/", "download" },
    { "\\/\\", "download" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_dots (void)
{
  static const Case cases[] = {
    { "", "download" },
    { ".", "download" },
    { "..", "download" },
    { "...", "download" },
    { ". .", "download" },
    { "   ", "download" },
    { ".bashrc", "bashrc" },
    { " .ssh", "ssh" },
    { "..a", "a" },
    { "a.", "a" },
    { "a. . .", "a" },
    { "a ", "a" },
    { "a.txt .", "a.txt" },
    { "../", "download" },
    { "\u200B.bashrc", "bashrc" },
    { ".\u202Ebashrc", "bashrc" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_invisible (void)
{
  static const Case cases[] = {
    { "a\u202Etxt.exe", "atxt.exe" },
    { "\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069\u200E\u200F\u061Ca", "a" },
    { "a\u200B\u2060\uFEFF\u00ADb", "ab" },
    { "a\u200D\u200Cb.exe", "ab.exe" },
    { "\u200D日\u200D", "日" },
    { "a\uFFFE\uFDD0b", "ab" },
    { "a\u3164\u115Fb", "ab" },
    { "a\u00A0\u3000 b", "a b" },
    { "photo.jpg                         .exe", "photo.jpg .exe" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_forbidden (void)
{
  static const Case cases[] = {
    { "a<b>c:d\"e|f?g*h", "a_b_c_d_e_f_g_h" },
    { "a\x01\x1f\x7f\xc2\x80z", "a____z" },
    { "a\tb", "a_b" },
    { "a\u2028b\u2029c", "a_b_c" },
    { "file.txt:stream", "file.txt_stream" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_devices (void)
{
  static const Case cases[] = {
    { "CON", "_CON" },           { "con.txt", "_con.txt" },
    { "nul", "_nul" },           { "Aux.tar.gz", "_Aux.tar.gz" },
    { "prn .txt", "_prn .txt" }, { "COM1", "_COM1" },
    { "lpt9.x", "_lpt9.x" },     { "COM¹", "_COM¹" },
    { "console", "console" },    { "com10", "com10" },
    { "a.con", "a.con" },        { "CONIN$", "_CONIN$" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_own_suffixes (void)
{
  static const Case cases[] = {
    { "a.part", "a.part_" },
    { "a.PART", "a.PART_" },
    { "a.part.meta", "a.part.meta_" },
    { "a.Part.Meta", "a.Part.Meta_" },
    { ".part", "part" },
    { "a.part.", "a.part_" },
    { "a.meta", "a.meta" },
    { "a.part.zip", "a.part.zip" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_not_utf8 (void)
{
  static const Case cases[] = {
    { "caf\xe9.txt", "caf\uFFFD.txt" },
    { "\xff/\xc3", "\uFFFD" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
}

static char *
repeat (const char *text, guint n, const char *end)
{
  g_autoptr (GString) string = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (string, text);
  g_string_append (string, end);
  return g_string_free (g_steal_pointer (&string), FALSE);
}

static void
test_long (void)
{
  static const struct
  {
    const char *text;
    guint n;
    const char *end;
    guint kept;
    const char *kept_end;
  } cases[] = {
    { "a", 239, "", 239, "" },
    { "a", 240, "", 239, "" },
    { "a", 5000, ".tar.gz", 232, ".tar.gz" },
    { "a", 300, ".pdf", 235, ".pdf" },
    { "a", 239, ".part", 233, ".part_" },
    { "ä", 200, "", 119, "" },
    { "日", 100, ".txt", 78, ".txt" },
    { "e\u0301", 100, "", 79, "" },
    { "é\u0301", 100, "x", 59, "" },
    { "👩\u200D🔬", 50, "", 21, "" },
    { "a",
      100,
      ".averyveryverylongextensionthatisnone",
      100,
      ".averyveryverylongextensionthatisnone" },
    { "a. ", 100, "", 79, "a" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = repeat (cases[i].text, cases[i].n, cases[i].end);
      g_autofree char *expected = repeat (cases[i].text, cases[i].kept, cases[i].kept_end);
      g_autofree char *safe = freshet_name_make_safe (name);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (safe, ==, expected);
    }
}

static void
test_marks_only (void)
{
  g_autofree char *name = repeat ("\u0301", 500, "");
  g_autofree char *expected = repeat ("\u0301", 119, "");
  g_autofree char *safe = freshet_name_make_safe (name);

  g_assert_cmpstr (safe, ==, expected);
}

static void
check_chosen (const char *content_disposition,
              const char *address,
              const char *content_type,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = freshet_address_parse (address, &error);
  g_autofree char *name = NULL;

  g_assert_no_error (error);
  name = freshet_name_choose (content_disposition, uri, content_type);
  g_assert_cmpstr (name, ==, expected);
}

static void
test_choose_order (void)
{
  check_chosen ("attachment; filename=a.txt", "http://h/b.txt", "text/html", "a.txt");
  check_chosen (NULL, "http://h/b.txt", NULL, "b.txt");
  check_chosen ("attachment", "http://h/b.txt", NULL, "b.txt");
  check_chosen ("attachment; filename=\"..\"", "http://h/b.txt", NULL, "b.txt");
  check_chosen ("", "http://example.org/", NULL, "example.org");
  check_chosen (NULL, "http://example.org/dir/", NULL, "example.org");
  check_chosen (NULL, "http://[::1]/", NULL, "__1");
  check_chosen (NULL, "http://h/%2e%2e%2f", NULL, "h");
}

static void
test_choose_path (void)
{
  check_chosen (NULL, "http://h/a/b.zip?x=/y.txt#z", NULL, "b.zip");
  check_chosen (NULL, "http://h/a%20b.zip", NULL, "a b.zip");
  check_chosen (NULL, "http://h/a b.zip", NULL, "a b.zip");
  check_chosen (NULL, "http://h/%E6%97%A5.zip", NULL, "日.zip");
  check_chosen (NULL, "http://h/日.zip", NULL, "日.zip");
  check_chosen (NULL, "http://h/caf%E9.zip", NULL, "café.zip");
  check_chosen (NULL, "http://h/a%2541.zip", NULL, "a%41.zip");
  check_chosen (NULL, "http://h/100%.zip", NULL, "100%.zip");
  check_chosen (NULL, "http://h/a%00b.zip", NULL, "a%00b.zip");
  check_chosen (NULL, "http://h/a+b.zip", NULL, "a+b.zip");
}

static void
test_choose_parameters (void)
{
  check_chosen (NULL, "http://h/a.zip;", NULL, "a.zip");
  check_chosen (NULL, "http://h/a.zip;v=1;w=2", NULL, "a.zip");
  check_chosen (NULL, "http://h/d;x/a.zip", NULL, "a.zip");
  check_chosen (NULL, "http://h/;a.zip", NULL, ";a.zip");
  check_chosen (NULL, "http://h/a%3Bb.zip", NULL, "a;b.zip");
}

static void
test_choose_extension (void)
{
  check_chosen (NULL, "http://h/latest", "application/zip", "latest.zip");
  check_chosen (NULL, "http://h/latest", " Text/HTML ; charset=utf-8", "latest.html");
  check_chosen (NULL, "http://h/", "text/html", "h.html");
  check_chosen (NULL, "http://example.org/", "text/html", "example.org.html");
  check_chosen (NULL, "http://h/latest", "application/octet-stream", "latest");
  check_chosen (NULL, "http://h/latest", "x/unknown", "latest");
  check_chosen (NULL, "http://h/latest", "", "latest");
  check_chosen (NULL, "http://h/latest", NULL, "latest");
  check_chosen (NULL, "http://h/download.php", "application/zip", "download.php");
  check_chosen (NULL, "http://h/v1.2", "application/zip", "v1.2");
  check_chosen ("attachment; filename=latest", "http://h/", "application/zip", "latest");
  check_chosen (NULL, "http://h/nul", "text/plain", "_nul.txt");
  check_chosen (NULL, "http://h/Mr.%20Smith", "text/plain", "Mr. Smith.txt");
}

static void
test_choose_decoded_uri (void)
{
  g_autoptr (GUri) uri = g_uri_parse ("http://h/a%2520b.zip", G_URI_FLAGS_HAS_PASSWORD, NULL);
  g_autofree char *name = freshet_name_choose (NULL, uri, NULL);

  g_assert_cmpstr (name, ==, "a%20b.zip");
}

/* CVE-2010-1512: aria2 wrote wherever a Metalink file said. */
static void
test_upwards (void)
{
  static const Case cases[] = {
    { "../../../../../../home/user/.bashrc", "bashrc" },
    { "..", "download" },
    { "../", "download" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen ("attachment; filename=\"../../.bashrc\"", "http://h/", NULL, "bashrc");
  check_chosen ("attachment; filename*=UTF-8''..%2f..%2f.bashrc", "http://h/", NULL, "bashrc");
  check_chosen (NULL, "http://h/..%2f..%2f.bashrc", NULL, "bashrc");
  check_chosen (NULL, "http://h/%2e%2e/%2e%2e/.bashrc", NULL, "bashrc");
}

/* CVE-2010-1000: KGet took the name of a file with its folders. */
static void
test_folders (void)
{
  static const Case cases[] = {
    { "Desktop/evil.desktop", "evil.desktop" },
    { "~/.profile", "profile" },
    { "./a", "a" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen ("attachment; filename=\"autostart/evil.desktop\"",
                "http://h/",
                NULL,
                "evil.desktop");
}

/* CVE-2011-1586: what KGet did about that was not enough. */
static void
test_upwards_in_the_middle (void)
{
  static const Case cases[] = {
    { "a/../../b", "b" },
    { "a/..", "download" },
    { "....//....//b", "b" },
    { "a/%2e%2e/b", "b" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen ("attachment; filename=\"a/../../../b\"", "http://h/", NULL, "b");
}

/* CVE-2025-69194: wget2 wrote where a Metalink file said, too. */
static void
test_absolute (void)
{
  static const Case cases[] = {
    { "/home/user/.ssh/authorized_keys", "authorized_keys" },
    { "//etc/cron.d/evil", "evil" },
    { "/", "download" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen ("attachment; filename=\"/etc/passwd\"", "http://h/", NULL, "passwd");
  check_chosen ("attachment; filename*=UTF-8''%2fetc%2fpasswd", "http://h/", NULL, "passwd");
  check_chosen (NULL, "http://h/%2fetc%2fpasswd", NULL, "passwd");
}

static void
test_redirect_names (void)
{
  /* CVE-2010-2252, CVE-2016-4971: a redirect chose a hidden start-up file of wget's or a shell's. */
  check_chosen (NULL, "http://h/.wgetrc", NULL, "wgetrc");
  check_chosen (NULL, "http://h/.bash_profile", NULL, "bash_profile");
  check_chosen (NULL, "http://h/%2Ebash_profile", NULL, "bash_profile");
}

static void
test_backslash (void)
{
  /* CVE-2010-3842: curl took the name from behind the last slash only. */
  static const Case cases[] = {
    { "..\\..\\autoexec.bat", "autoexec.bat" },
    { "\\autoexec.bat", "autoexec.bat" },
    { "/a\\autoexec.bat", "autoexec.bat" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen (NULL, "http://h/..%5c..%5cautoexec.bat", NULL, "autoexec.bat");
  check_chosen ("attachment; filename=\"..\\\\autoexec.bat\"", "http://h/", NULL, "autoexec.bat");
}

static void
test_newline (void)
{
  /* CVE-2023-29542: a newline in front of the extension hid what it is from Firefox's checks. */
  static const Case cases[] = {
    { "setup.txt\n.lnk", "setup.txt_.lnk" },
    { "setup\n.lnk", "setup_.lnk" },
    { "setup.\rlnk", "setup._lnk" },
  };

  check_cases (cases, G_N_ELEMENTS (cases));
  check_chosen (NULL, "http://h/setup%0A.lnk", NULL, "setup_.lnk");
}

static void
test_number (void)
{
  static const struct
  {
    const char *name;
    guint number;
    const char *numbered;
  } cases[] = {
    { "a.tar.gz", 2, "a (2).tar.gz" },
    { "a.txt", 1, "a (1).txt" },
    { "a", 1, "a (1)" },
    { "a (1).txt", 1, "a (1) (1).txt" },
    { "Mr. Smith", 3, "Mr. Smith (3)" },
    { "a.tar", 1, "a (1).tar" },
    { "tar.gz", 1, "tar (1).gz" },
    { "a.part_", 1, "a (1).part_" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *numbered = freshet_name_number (cases[i].name, cases[i].number);

      g_assert_cmpstr (numbered, ==, cases[i].numbered);
    }
}

static void
test_number_room (void)
{
  static const char *const ends[] = { "", ".txt", ".tar.gz" };
  static const guint numbers[] = { 1, 99, 999, 1000, G_MAXUINT };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = repeat ("ä", 300, ends[i]);
      g_autofree char *safe = freshet_name_make_safe (name);

      for (gsize j = 0; j < G_N_ELEMENTS (numbers); j++)
        {
          g_autofree char *numbered = freshet_name_number (safe, numbers[j]);

          g_assert_cmpuint (strlen (numbered) + strlen (".part.meta"), <=, 255);
          g_assert_true (g_utf8_validate (numbered, -1, NULL));
          g_assert_true (g_str_has_suffix (numbered, ends[i]));
        }
    }
}

static void
test_random (void)
{
  static const char *const pieces[]
      = { ".",    "..",  "/",      "\\",     " ",      "a",      "CON",    ".part", ".meta",
          ".tar", ".gz", "\n",     "\u202E", "\u200D", "\u0301", "日",     "👩",     "\xff",
          "\xc3", ":",   "\u2028", "\u00A0", "nul",    "ä",      "\u200B", "_" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) name = g_string_new (NULL);
      g_autofree char *safe = NULL;
      int n = g_test_rand_int_range (0, g_test_rand_int_range (1, 200));

      while (n-- > 0)
        g_string_append (name, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      safe = freshet_name_make_safe (name->str);
      freshet_test_assert_safe_name (safe);
    }
}

static void
test_random_bytes (void)
{
  for (int i = 0; i < 5000; i++)
    {
      char name[300];
      g_autofree char *safe = NULL;
      gsize n = (gsize) g_test_rand_int_range (0, sizeof name);

      for (gsize j = 0; j < n; j++)
        name[j] = (char) g_test_rand_int_range (1, 256);
      name[n] = '\0';
      safe = freshet_name_make_safe (name);
      freshet_test_assert_safe_name (safe);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/name/what-is-safe-stays", test_plain);
  g_test_add_func ("/name/slash-never-survives", test_slash);
  g_test_add_func ("/name/no-hidden-file-and-no-folder", test_dots);
  g_test_add_func ("/name/nothing-invisible", test_invisible);
  g_test_add_func ("/name/forbidden-characters-are-replaced", test_forbidden);
  g_test_add_func ("/name/no-device-of-windows", test_devices);
  g_test_add_func ("/name/no-working-file-of-freshet", test_own_suffixes);
  g_test_add_func ("/name/not-utf-8-becomes-utf-8", test_not_utf8);
  g_test_add_func ("/name/aria2-440-long-is-cut-between-characters", test_long);
  g_test_add_func ("/name/marks-alone-are-cut-too", test_marks_only);
  g_test_add_func ("/name/choose/header-path-host", test_choose_order);
  g_test_add_func ("/name/choose/path-is-decoded-once", test_choose_path);
  g_test_add_func ("/name/choose/aria2-1118-path-parameters-are-dropped", test_choose_parameters);
  g_test_add_func ("/name/choose/extension-of-the-type-if-there-is-none", test_choose_extension);
  g_test_add_func ("/name/choose/decoded-path-is-not-decoded-again", test_choose_decoded_uri);
  g_test_add_func ("/name/cve-2010-1512-upwards", test_upwards);
  g_test_add_func ("/name/cve-2010-1000-folders", test_folders);
  g_test_add_func ("/name/cve-2011-1586-upwards-in-the-middle", test_upwards_in_the_middle);
  g_test_add_func ("/name/cve-2025-69194-absolute", test_absolute);
  g_test_add_func ("/name/cve-2010-2252-hidden-from-redirect", test_redirect_names);
  g_test_add_func ("/name/cve-2010-3842-backslash", test_backslash);
  g_test_add_func ("/name/cve-2023-29542-newline", test_newline);
  g_test_add_func ("/name/number-goes-before-the-extension", test_number);
  g_test_add_func ("/name/number-leaves-room-for-suffixes", test_number_room);
  g_test_add_func ("/name/random-is-safe-and-stays", test_random);
  g_test_add_func ("/name/random-bytes-are-safe-and-stay", test_random_bytes);

  return g_test_run ();
}
