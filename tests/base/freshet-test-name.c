/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-name.h"

#include <glib.h>
#include <string.h>

#include "freshet-name.h"

/* What holds for every safe name, by itself: the same is said here in other words than in the code. */
void
freshet_test_assert_safe_name (const char *name)
{
  static const char *const suffixes[] = { ".part", ".part.meta", ".", " " };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *again = freshet_name_make_safe (name);

  g_assert_cmpstr (again, ==, name);
  g_assert_true (g_utf8_validate (name, -1, NULL));
  g_assert_cmpuint (strlen (name), >=, 1);
  g_assert_cmpuint (strlen (name), <=, FRESHET_NAME_MAX_BYTES);
  g_assert_true (name[0] != '.' && name[0] != ' ');
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    g_assert_false (g_str_has_suffix (lower, suffixes[i]));
  g_assert_null (strpbrk (name, "/\\<>:\"|?*"));
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_assert_false (g_unichar_iscntrl (c));
      g_assert_false (c == 0x2028 || c == 0x2029);
      g_assert_true (c == 0x200c || c == 0x200d || g_unichar_type (c) != G_UNICODE_FORMAT);
    }
}
