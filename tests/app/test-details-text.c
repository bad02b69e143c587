/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-details-text.h"
#include "freshet-error.h"

/* Whatever goes wrong, the details say what can be done, but for what nobody knows anything of. */
static void
test_advice (void)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_ERROR);
  g_autoptr (GError) other = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "Oh");

  for (guint i = 0; i < class->n_values; i++)
    {
      g_autoptr (GError) error = g_error_new_literal (FRESHET_ERROR, class->values[i].value, "Oh");

      if (class->values[i].value == FRESHET_ERROR_FAILED)
        g_assert_cmpstr (freshet_details_text_advice (error), ==, NULL);
      else
        g_assert_cmpstr (freshet_details_text_advice (error), !=, NULL);
    }
  g_assert_cmpstr (freshet_details_text_advice (other), ==, NULL);
  g_assert_cmpstr (freshet_details_text_advice (NULL), ==, NULL);
}

static void
assert_text (char *text, const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_size (void)
{
  assert_text (freshet_details_text_size (0, -1), NULL);
  assert_text (freshet_details_text_size (1, 1), "1 byte");
  assert_text (freshet_details_text_size (2345678, 2345678), "2.3 MB (2345678 bytes)");
  assert_text (freshet_details_text_size (1000, 2345678), "1.0 kB of 2.3 MB (2345678 bytes)");
}

static void
test_checksum (void)
{
  assert_text (freshet_details_text_checksum (NULL, NULL), NULL);
  assert_text (freshet_details_text_checksum ("sha256:ab", NULL), "SHA-256 · not checked yet\nab");
  assert_text (freshet_details_text_checksum ("md5:ab", "md5:ab"), "MD5 · matches\nab");
  assert_text (freshet_details_text_checksum ("md5:ab", "md5:cd"), "MD5 · does not match\ncd");
  assert_text (freshet_details_text_checksum (NULL, "sha1:ab"), "SHA-1 · as the server said\nab");
}

static void
test_server (void)
{
  g_autoptr (FreshetProvenance) provenance = freshet_provenance_new ();

  assert_text (freshet_details_text_connection (NULL), NULL);
  assert_text (freshet_details_text_redirects (NULL), NULL);
  assert_text (freshet_details_text_connection (provenance), "Not encrypted");
  assert_text (freshet_details_text_redirects (provenance), NULL);

  provenance->tls_version = g_ref_string_new ("TLS 1.3");
  assert_text (freshet_details_text_connection (provenance), "TLS 1.3");
  provenance->tls_cipher = g_ref_string_new ("AES");
  assert_text (freshet_details_text_connection (provenance), "TLS 1.3 · AES");
  provenance->redirects = g_strsplit ("http://a/ http://b/", " ", -1);
  assert_text (freshet_details_text_redirects (provenance), "http://a/\nhttp://b/");
}

static void
test_time (void)
{
  g_autofree char *time = freshet_details_text_time (G_TIME_SPAN_SECOND * 1000000000);

  assert_text (freshet_details_text_time (0), NULL);
  g_assert_nonnull (strstr (time, "2001"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/details-text/says-what-to-do-about-each-error", test_advice);
  g_test_add_func ("/details-text/says-the-exact-size", test_size);
  g_test_add_func ("/details-text/says-what-the-checksum-is-worth", test_checksum);
  g_test_add_func ("/details-text/says-how-the-server-was-reached", test_server);
  g_test_add_func ("/details-text/says-when", test_time);

  return g_test_run ();
}
