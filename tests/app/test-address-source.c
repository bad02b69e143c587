/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address-source.h"
#include "freshet-error.h"

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
finish (GAsyncResult **result, GError **error)
{
  g_autoptr (GAsyncResult) owned = NULL;

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  owned = *result;
  return freshet_address_source_read_finish (owned, error);
}

static char *
read_files (GPtrArray *files, GError **error)
{
  GAsyncResult *result = NULL;

  freshet_address_source_read_files_async (files, NULL, done_cb, &result);
  return finish (&result, error);
}

static GFile *
write_file (const char *name, const char *content, gssize length)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), name, NULL);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (g_get_user_cache_dir (), 0700);
  g_file_set_contents (path, content, length, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (path);
}

static void
assert_refused (GFile *file, const char *reason)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (files, file);
  text = read_files (files, &error);
  g_assert_null (text);
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "Cannot read the addresses from “"));
  if (reason != NULL)
    g_assert_true (g_str_has_suffix (error->message, reason));
}

static void
test_files_and_links (void)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_ptr_array_add (files, write_file ("a.txt", "http://h/a", -1));
  g_ptr_array_add (files, g_file_new_for_uri ("https://h/b%2Fc?d"));
  g_ptr_array_add (files, write_file ("b.txt", "http://h/d\n", -1));
  text = read_files (files, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "http://h/a\nhttps://h/b%2Fc?d\nhttp://h/d\n\n");
}

static void
test_refused (void)
{
  g_autofree char *long_text = g_strnfill (16 * 1024 * 1024 + 1, 'a');

  assert_refused (write_file ("binary", "a\0b", 3), "It is not a text file.");
  assert_refused (write_file ("long", long_text, -1), "It is too large for a list of addresses.");
  assert_refused (g_file_new_for_path ("/nonexistent/list"), NULL);
  assert_refused (g_file_new_for_path (g_get_tmp_dir ()), NULL);
}

static void
test_stream (void)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data ("http://h/a\n", -1, NULL);
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  freshet_address_source_read_stream_async (stream, NULL, done_cb, &result);
  text = finish (&result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "http://h/a\n\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/address-source/files-and-links", test_files_and_links);
  g_test_add_func ("/address-source/what-is-no-list-is-refused", test_refused);
  g_test_add_func ("/address-source/standard-input", test_stream);

  return g_test_run ();
}
