/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-checksum-list.h"

#define A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

static void
test_the_line_of_the_file_is_found (void)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { A "  disk.iso\n", "sha256:" A },
    { A " *disk.iso\n", "sha256:" A },
    { A "  ./disk.iso\r\n", "sha256:" A },
    { B "  other.iso\n" A "  disk.iso\n", "sha256:" A },
    { "# comment\nSHA256 (other.iso) = " B "\nSHA256 (disk.iso) = " A "\n", "sha256:" A },
    { "-----BEGIN PGP SIGNED MESSAGE-----\n\n" A "  disk.iso\n", "sha256:" A },
    { A, "sha256:" A },
    { A "\n", "sha256:" A },
    { B "  other.iso\n", NULL },
    { A "  disk.iso.old\n", NULL },
    { A "  evil/disk.iso\n", NULL },
    { "<html><body>Not found</body></html>", NULL },
    { "SHA256 (disk.iso) = zzz\n", NULL },
    { ") = (", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetChecksum) found = freshet_checksum_list_find (cases[i].text, "disk.iso");
      g_autofree char *text = found != NULL ? freshet_checksum_to_string (found) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/checksum-list/the-line-of-the-file-is-found",
                   test_the_line_of_the_file_is_found);

  return g_test_run ();
}
