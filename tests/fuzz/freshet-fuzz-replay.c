/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

/* Where the compiler has no libFuzzer, a target is a test: what was found once stays found. */

static char **
list_files (const char *folder)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_strv_builder_add (builder, path);
    }
  return g_strv_builder_end (builder);
}

static void
test_what_was_found_is_good (gconstpointer folder)
{
  g_auto (GStrv) files = list_files (folder);

  g_assert_cmpuint (g_strv_length (files), >, 0);
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *data = NULL;
      gsize length;

      g_test_message ("%s", files[i]);
      g_file_get_contents (files[i], &data, &length, &error);
      g_assert_no_error (error);
      LLVMFuzzerTestOneInput ((const guint8 *) data, length);
    }
}

int
main (int argc, char *argv[])
{
  g_autofree char *target = NULL;
  g_autofree char *path = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, ==, 2);

  target = g_path_get_basename (argv[1]);
  path = g_strdup_printf ("/fuzz/%s/what-was-found-is-good", target);
  g_test_add_data_func (path, argv[1], test_what_was_found_is_good);

  return g_test_run ();
}
