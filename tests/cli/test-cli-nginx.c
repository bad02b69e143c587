/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-cli.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>

/* A server that many use, and that is not ours. Its files are held to a rate at which each takes two
 * seconds: what is asserted are ratios of such times, not speed. */

#define N_FILES 6
#define BOUND_S 20

#define RATE "400k"
#define SIZE (2 * 400 * 1024)

static const char configuration[]
    = "daemon off;\n"
      "master_process off;\n"
      "pid nginx.pid;\n"
      "error_log error.log;\n"
      "events { worker_connections 64; }\n"
      "http {\n"
      "  access_log off;\n"
      "  client_body_temp_path body;\n"
      "  proxy_temp_path proxy;\n"
      "  fastcgi_temp_path fastcgi;\n"
      "  uwsgi_temp_path uwsgi;\n"
      "  scgi_temp_path scgi;\n"
      "  server { listen 127.0.0.1:%u; root %s; limit_rate " RATE "; }\n"
      "}\n";

typedef struct
{
  FreshetTestCli *cli;
  GSubprocess *nginx;
  guint port;
} Fixture;

/* Not one of those that the system gives to whoever wants any: another test could have it before nginx. */
static guint
find_free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port;

  do
    port = (guint16) g_random_int_range (10000, 30000);
  while (!g_socket_listener_add_inet_port (listener, port, NULL, NULL));
  return port;
}

static void
wait_until_it_listens (Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + BOUND_S * G_USEC_PER_SEC;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;

  while (connection == NULL)
    {
      connection = g_socket_client_connect_to_host (
          client, "127.0.0.1", (guint16) fixture->port, NULL, NULL);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (G_USEC_PER_SEC / 50);
    }
}

static void
make_files (const char *root)
{
  g_assert_cmpint (g_mkdir_with_parents (root, 0755), ==, 0);
  for (int i = 1; i <= N_FILES; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/file%d.bin", root, i);
      g_autofree guint32 *contents = g_new (guint32, SIZE / sizeof (guint32));

      for (gsize word = 0; word < SIZE / sizeof (guint32); word++)
        contents[word] = g_test_rand_int ();
      g_assert_true (g_file_set_contents (path, (const char *) contents, SIZE, NULL));
    }
}

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *prefix = NULL;
  g_autofree char *root = NULL;
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;

  fixture->cli = freshet_test_cli_new ();
  fixture->port = find_free_port ();
  prefix = g_build_filename (fixture->cli->home, "nginx", NULL);
  root = g_build_filename (prefix, "files", NULL);
  path = g_build_filename (prefix, "nginx.conf", NULL);
  text = g_strdup_printf (configuration, fixture->port, root);
  make_files (root);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));

  fixture->nginx = freshet_test_cli_start_argv (
      fixture->cli,
      (const char *const[]){
          g_getenv ("NGINX"), "-p", prefix, "-c", path, "-e", "error.log", NULL });
  wait_until_it_listens (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (FreshetTestOutcome) outcome = NULL;

  g_subprocess_send_signal (fixture->nginx, SIGTERM);
  outcome = freshet_test_cli_wait (fixture->nginx, NULL);
  g_object_unref (fixture->nginx);
  freshet_test_cli_free (fixture->cli);
}

static char *
compute_digest (const char *directory, const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) contents, length);
}

/* Returns: the seconds that all files took in a @mode, each as it is on the server */
static double
download (Fixture *fixture, const char *mode)
{
  FreshetTestCli *cli = fixture->cli;
  g_autofree char *root = g_build_filename (cli->home, "nginx", "files", NULL);
  g_autofree char *directory = g_build_filename (cli->directory, mode, NULL);
  g_autofree char *input = freshet_test_cli_path (cli, "list.txt");
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (FreshetTestOutcome) outcome = NULL;
  g_autoptr (JsonNode) report = NULL;
  double elapsed;

  for (int i = 1; i <= N_FILES; i++)
    g_string_append_printf (list, "http://127.0.0.1:%u/file%d.bin\n", fixture->port, i);
  g_assert_true (g_file_set_contents (input, list->str, -1, NULL));
  g_assert_cmpint (g_mkdir (directory, 0755), ==, 0);

  outcome = freshet_test_cli_run (
      cli, "get", "-d", directory, "-m", mode, "-i", input, "-r", "report.json", NULL);
  g_assert_cmpstr (outcome->err, ==, "");
  g_assert_cmpint (outcome->status, ==, 0);
  for (int i = 1; i <= N_FILES; i++)
    {
      g_autofree char *name = g_strdup_printf ("file%d.bin", i);
      g_autofree char *got = compute_digest (directory, name);
      g_autofree char *served = compute_digest (root, name);

      g_assert_cmpstr (got, ==, served);
    }

  report = freshet_test_read_json (cli, "report.json");
  elapsed = json_object_get_double_member (json_node_get_object (report), "elapsed_s");
  g_test_message ("%s: %.2f s", mode, elapsed);
  return elapsed;
}

static void
test_only_blocking_takes_as_long_as_all_together (Fixture *fixture, gconstpointer user_data)
{
  double blocking = download (fixture, "blocking");

  /* Less than half of it, not a sixth: a machine may have much else to do. */
  g_assert_cmpfloat (download (fixture, "async"), <, blocking / 2);
  g_assert_cmpfloat (download (fixture, "threads"), <, blocking / 2);
  g_assert_cmpfloat (download (fixture, "naive"), <, blocking / 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/cli-nginx/only-blocking-takes-as-long-as-all-together",
              Fixture,
              NULL,
              set_up,
              test_only_blocking_takes_as_long_as_all_together,
              tear_down);

  return g_test_run ();
}
