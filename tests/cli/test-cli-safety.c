/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <string.h>
#include <sys/xattr.h>

/* What was said to the program in confidence, in the forms that it may have on its way. */
static const char *const secrets[] = {
  "open sesame",
  "sesame@",
  "YW5uOm9wZW4gc2VzYW1l", /* Base64 of ann:open sesame */
  "bearer-token",
};

static void
assert_no_secret (const char *where, const char *data, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    {
      if (memmem (data, length, secrets[i], strlen (secrets[i])) != NULL)
        g_error ("“%s” stands in %s", secrets[i], where);
    }
}

static void
look_into_attributes (const char *path)
{
  char names[1024];
  gssize length = llistxattr (path, names, sizeof names);

  for (const char *name = names; length > 0 && name < names + length; name += strlen (name) + 1)
    {
      char value[1024];
      gssize size = lgetxattr (path, name, value, sizeof value);

      assert_no_secret (path, name, strlen (name));
      assert_no_secret (path, value, (gsize) MAX (0, size));
    }
}

/* Returns: how many files there are in a folder, of which none has a secret in it */
static guint
look_into (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *data = NULL;
      gsize length;

      assert_no_secret (folder, name, strlen (name));
      look_into_attributes (path);
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        {
          n_files += look_into (path);
          continue;
        }
      g_assert_true (g_file_get_contents (path, &data, &length, NULL));
      assert_no_secret (path, data, length);
      n_files++;
    }
  return n_files;
}

static void
look_into_outcome (FreshetTestOutcome *outcome)
{
  assert_no_secret ("standard output", outcome->out, strlen (outcome->out));
  assert_no_secret ("standard error", outcome->err, strlen (outcome->err));
}

static char *
with_user (FreshetTestCli *cli, const char *path)
{
  const char *base_uri = freshet_demo_server_get_base_uri (cli->server);

  return g_strconcat ("http://ann:open%20sesame@", base_uri + strlen ("http://"), path, NULL);
}

/* What the server is to ask for stands in its address, but not as a user's password does. */
#define LOCKED "/file/a?size=1000&auth=ann:open%20sesame"

static void
test_a_secret_is_nowhere (void)
{
  static const struct
  {
    const char *path;
    const char *report;
    int status;
  } cases[] = {
    { "/file/a?size=1000&auth=ann:other", "denied.json", 1 },
    { LOCKED, "done.json", 0 },
    { LOCKED "&drop=500", "cut.json", 1 },
    { LOCKED "&status=404", "missing.csv", 1 },
    { LOCKED "&redirect=http://ann:open%2520sesame%40127.0.0.1:1/b", "elsewhere.json", 1 },
    { LOCKED "&name=attachment;filename=b", "named.csv", 0 },
  };
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();

  g_subprocess_launcher_setenv (cli->launcher, "G_MESSAGES_DEBUG", "all", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = with_user (cli, cases[i].path);
      g_autofree char *report = g_build_filename (cli->home, cases[i].report, NULL);
      g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_run (cli,
                                                                     "get",
                                                                     "-d",
                                                                     cli->directory,
                                                                     "-t",
                                                                     "0",
                                                                     "-H",
                                                                     "X-Key: bearer-token",
                                                                     "-r",
                                                                     report,
                                                                     uri,
                                                                     NULL);

      g_test_message ("%s", cases[i].path);
      g_assert_cmpint (outcome->status, ==, cases[i].status);
      g_assert_true (g_file_test (report, G_FILE_TEST_EXISTS));
      look_into_outcome (outcome);
    }
  /* The reports, two files, a part with its record. */
  g_assert_cmpuint (look_into (cli->home), >=, G_N_ELEMENTS (cases) + 4);
}

static void
test_a_refused_address_is_shown_without_its_secret (void)
{
  static const char *const addresses[] = {
    "ftp://ann:open%20sesame@example.org/a",
    "http://ann:open%20sesame@exam ple.org/a",
    "http://ann:open%20sesame@example.org:x/a",
    "ann:open%20sesame@example",
  };
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (FreshetTestOutcome) outcome
          = freshet_test_cli_run (cli, "get", "-d", cli->directory, addresses[i], NULL);

      g_test_message ("%s", outcome->err);
      g_assert_cmpint (outcome->status, !=, 0);
      look_into_outcome (outcome);
    }
}

/* No character that a terminal takes for an order, or that turns the text round. */
static void
assert_harmless (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      g_assert_true (c == '\n' || !g_unichar_iscntrl (c));
      g_assert_true (c != 0x061c && c != 0x200e && c != 0x200f);
      g_assert_false ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069));
    }
}

#define ORDERS "%1b]0;owned%07%1b[2J%e2%80%ae%e2%81%a6%9b31m%c2%9b31m%0d%0aFake:%20x%7f"

static void
test_what_a_server_says_gives_a_terminal_no_orders (void)
{
  static const char *const paths[] = {
    "/file/a?size=10&name=attachment;filename=\"" ORDERS ".txt\"",
    "/file/a?size=10&name=attachment;filename*=UTF-8''" ORDERS ".txt",
    "/file/" ORDERS "?size=10",
    "/file/" ORDERS "?size=10&status=404",
    "/file/a?size=10&redirect=/" ORDERS,
    "/file/a?size=10&redirect=ftp://" ORDERS,
    "/file/a?size=10&type=" ORDERS,
    "/" ORDERS,
    "/garbage",
  };
  g_autoptr (FreshetTestCli) cli = freshet_test_cli_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (FreshetTestOutcome) outcome = freshet_test_cli_get (cli, paths[i], "-t", "0");

      g_test_message ("%" G_GSIZE_FORMAT, i);
      assert_harmless (outcome->out);
      assert_harmless (outcome->err);
      g_assert_nonnull (strstr (outcome->out, "Total download time"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/cli/safety/CVE-2018-20483-a-secret-is-nowhere", test_a_secret_is_nowhere);
  g_test_add_func ("/cli/safety/a-refused-address-is-shown-without-its-secret",
                   test_a_refused_address_is_shown_without_its_secret);
  g_test_add_func ("/cli/safety/what-a-server-says-gives-a-terminal-no-orders",
                   test_what_a_server_says_gives_a_terminal_no_orders);

  return g_test_run ();
}
