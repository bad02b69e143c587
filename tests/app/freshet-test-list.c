/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-list.h"

/* The names of what is in the list, with a blank behind each. */
void
freshet_test_list_assert_names (FreshetQueue *queue, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (queue)); i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      g_string_append_printf (names, "%s ", freshet_download_get_name (download));
    }
  g_assert_cmpstr (names->str, ==, expected);
}
