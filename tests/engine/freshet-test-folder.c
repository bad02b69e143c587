/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-folder.h"

#include <glib/gstdio.h>

#include "freshet-body.h"

char *
freshet_test_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("freshet-test-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

void
freshet_test_folder_free (char *folder)
{
  g_auto (GStrv) files = freshet_test_folder_list (folder);

  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, files[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  g_free (folder);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *) a, *(const char *const *) b);
}

/* Returns: (transfer full): all names in the folder, sorted */
char **
freshet_test_folder_list (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}

/**
 * freshet_test_folder_assert_files:
 * @folder: a folder
 * @expected: the names of all that is in it, sorted, separated by `|`
 */
void
freshet_test_folder_assert_files (const char *folder, const char *expected)
{
  g_auto (GStrv) files = freshet_test_folder_list (folder);
  g_autofree char *found = g_strjoinv ("|", files);

  g_assert_cmpstr (found, ==, expected);
}

char *
freshet_test_folder_read (const char *folder, const char *name, gsize *length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *data;

  g_file_get_contents (path, &data, length, &error);
  g_assert_no_error (error);
  return data;
}

void
freshet_test_folder_write (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
freshet_test_folder_assert_text (const char *folder, const char *name, const char *text)
{
  g_autofree char *found = freshet_test_folder_read (folder, name, NULL);

  g_assert_cmpstr (found, ==, text);
}

/* Returns: (transfer full): the SHA-256 of the first bytes of one of the demo server's bodies */
char *
freshet_test_folder_digest (guint64 seed, goffset size)
{
  return freshet_body_digest (seed, size, G_CHECKSUM_SHA256);
}

/**
 * freshet_test_folder_assert_body:
 * @folder: a folder
 * @name: a file in it
 * @seed: which of the demo server's bodies it has to be
 * @size: how much of that
 *
 * Asserts that the file is that, no more and no less.
 */
void
freshet_test_folder_assert_body (const char *folder, const char *name, guint64 seed, goffset size)
{
  gsize length;
  g_autofree char *data = freshet_test_folder_read (folder, name, &length);
  g_autofree char *wanted = freshet_test_folder_digest (seed, size);
  g_autofree char *found
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) data, length);

  g_assert_cmpint ((goffset) length, ==, size);
  g_assert_cmpstr (found, ==, wanted);
}
