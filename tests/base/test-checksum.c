/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum.h"
#include "freshet-error.h"

#include <string.h>

#define MD5 "d41d8cd98f00b204e9800998ecf8427e"
#define SHA1 "da39a3ee5e6b4b0d3255bfef95601890afd80709"
#define SHA256 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static void
test_kinds (void)
{
  g_autofree char *sha384 = g_compute_checksum_for_string (G_CHECKSUM_SHA384, "", -1);
  g_autofree char *sha512 = g_compute_checksum_for_string (G_CHECKSUM_SHA512, "", -1);
  const struct
  {
    GChecksumType type;
    const char *name;
    const char *other_name;
    const char *hex;
  } cases[] = {
    { G_CHECKSUM_MD5, "md5", "MD-5", MD5 },
    { G_CHECKSUM_SHA1, "sha1", "Sha-1", SHA1 },
    { G_CHECKSUM_SHA256, "sha256", "SHA-256", SHA256 },
    { G_CHECKSUM_SHA384, "sha384", "SHA384", sha384 },
    { G_CHECKSUM_SHA512, "sha512", "sha-512", sha512 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *upper = g_ascii_strup (cases[i].hex, -1);
      g_autofree char *canonical = g_strdup_printf ("%s:%s", cases[i].name, cases[i].hex);
      g_autofree char *other = g_strdup_printf (" %s:%s\n", cases[i].other_name, upper);
      const char *const texts[] = { canonical, other, cases[i].hex, upper };

      g_assert_cmpstr (freshet_checksum_type_to_string (cases[i].type), ==, cases[i].name);
      for (gsize j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (FreshetChecksum) checksum = freshet_checksum_parse (texts[j], &error);
          g_autofree char *string = NULL;

          g_assert_no_error (error);
          g_assert_cmpint (checksum->type, ==, cases[i].type);
          g_assert_cmpstr (checksum->hex, ==, cases[i].hex);
          string = freshet_checksum_to_string (checksum);
          g_assert_cmpstr (string, ==, canonical);
        }
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *reason;
  } cases[] = {
    { "", "This is not a checksum" },
    { "abc", "This is not a checksum" },
    { "sha256", "This is not a checksum" },
    { SHA256 "0", "This is not a checksum" },
    { "crc32:00000000", "“crc32” is not a kind of checksum" },
    { ":" SHA256, "“” is not a kind of checksum" },
    { "\033[2J:00", "“\uFFFD[2J” is not a kind of checksum" },
    { "sha256:", "sha256 has 64 hexadecimal digits, this one has 0" },
    { "sha256:" MD5, "sha256 has 64 hexadecimal digits, this one has 32" },
    { "md5:" SHA256, "md5 has 32 hexadecimal digits, this one has 64" },
    { "md5:g41d8cd98f00b204e9800998ecf8427e", "only the digits" },
    { "md5: 41d8cd98f00b204e9800998ecf8427e", "only the digits" },
    { "z41d8cd98f00b204e9800998ecf8427e", "only the digits" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (freshet_checksum_parse (cases[i].text, &error));
      g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_FAILED);
      g_assert_nonnull (strstr (error->message, cases[i].reason));
    }
}

static void
test_copy (void)
{
  g_autoptr (FreshetChecksum) checksum = freshet_checksum_parse (SHA1, NULL);
  g_autoptr (FreshetChecksum) copy = freshet_checksum_copy (checksum);

  g_assert_cmpint (copy->type, ==, G_CHECKSUM_SHA1);
  g_assert_cmpstr (copy->hex, ==, SHA1);
  g_assert_true (copy->hex != checksum->hex);
  g_assert_null (freshet_checksum_copy (NULL));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/checksum/kind-by-name-or-length", test_kinds);
  g_test_add_func ("/checksum/refused-with-a-reason", test_refused);
  g_test_add_func ("/checksum/copy", test_copy);

  return g_test_run ();
}
