/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-host-path.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/xattr.h>

static void
queried_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static char *
query (const char *path)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *shown;

  freshet_host_path_query_async (path, NULL, queried_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  shown = freshet_host_path_query_finish (result, &error);
  g_assert_no_error (error);
  return shown;
}

static void
test_a_plain_folder_is_called_as_it_is (void)
{
  g_autofree char *shown = query ("/srv/Descargas de música");

  g_assert_cmpstr (shown, ==, "/srv/Descargas de música");
}

static void
test_what_the_portal_says_counts (void)
{
  static const char host_path[] = "/media/usb/Música";
  g_autofree char *folder = g_dir_make_tmp (NULL, NULL);
  g_autofree char *shown = NULL;

  if (setxattr (folder, "user.document-portal.host-path", host_path, strlen (host_path), 0) != 0)
    {
      g_assert_cmpint (errno, ==, ENOTSUP);
      g_test_skip ("The file system of the temporary folder has no attributes.");
    }
  else
    {
      shown = query (folder);
      g_assert_cmpstr (shown, ==, host_path);
    }
  g_rmdir (folder);
}

static void
test_a_number_of_the_portal_is_never_shown (void)
{
  g_autofree char *portal
      = g_build_filename (g_get_user_runtime_dir (), "doc", "7e1fa2b", "Películas", NULL);
  g_autofree char *shown = query (portal);
  g_autofree char *other = query ("/run/flatpak/doc/7e1fa2b/Películas");

  g_assert_cmpstr (shown, ==, "Películas");
  g_assert_cmpstr (other, ==, "Películas");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/host-path/plain-is-as-it-is", test_a_plain_folder_is_called_as_it_is);
  g_test_add_func ("/host-path/portal-says-where", test_what_the_portal_says_counts);
  g_test_add_func ("/host-path/number-is-never-shown", test_a_number_of_the_portal_is_never_shown);

  return g_test_run ();
}
