/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-download-private.h"
#include "freshet-later.h"
#include "freshet-resources.h"
#include "freshet-row.h"
#include "freshet-test-widgets.h"

static void
test_row_is_freed (void)
{
  g_autoptr (FreshetDownload) download = freshet_test_make_download ("http://127.0.0.1:9/a");
  FreshetRow *row = FRESHET_ROW (g_object_ref_sink (freshet_row_new ()));

  freshet_row_set_download (row, download);
  g_assert_true (freshet_row_get_download (row) == download);
  freshet_row_set_download (row, NULL);
  freshet_row_set_download (row, download);
  g_assert_finalize_object (row);
  g_assert_finalize_object (g_steal_pointer (&download));
}

static const char *
get_status (FreshetRow *row)
{
  GtkWidget *text_box = gtk_widget_get_first_child (GTK_WIDGET (row));

  return gtk_inscription_get_text (GTK_INSCRIPTION (gtk_widget_get_last_child (text_box)));
}

static void
wait_for_status (FreshetRow *row, const char *beginning)
{
  while (!g_str_has_prefix (get_status (row), beginning))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_row_out_of_sight_comes_later (void)
{
  g_autoptr (FreshetDownload) download = freshet_test_make_download ("http://127.0.0.1:9/a");
  FreshetRow *row = FRESHET_ROW (g_object_ref_sink (freshet_row_new ()));
  GtkWidget *window;

  freshet_row_set_download (row, download);
  g_assert_true (g_str_has_prefix (get_status (row), "Waiting"));
  freshet_download_set_state (download, FRESHET_STATE_CONNECTING);
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);
  g_assert_true (g_str_has_prefix (get_status (row), "Waiting"));
  wait_for_status (row, "Paused");

  freshet_download_set_state (download, FRESHET_STATE_CANCELLED);
  window = freshet_test_show_in_window (GTK_WIDGET (row));
  wait_for_status (row, "Cancelled");
  freshet_download_set_state (download, FRESHET_STATE_PAUSED);
  g_assert_true (g_str_has_prefix (get_status (row), "Paused"));

  freshet_download_set_state (download, FRESHET_STATE_WAITING);
  freshet_test_close_window (window);
  freshet_download_set_state (download, FRESHET_STATE_FINISHED);
  g_assert_finalize_object (row);
}

static void
test_row_ends_with_the_last_figures (void)
{
  g_autoptr (FreshetDownload) download = freshet_test_make_download ("http://127.0.0.1:9/a");
  FreshetRow *row = FRESHET_ROW (g_object_ref_sink (freshet_row_new ()));
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (row));

  freshet_row_set_download (row, download);
  freshet_download_set_state (download, FRESHET_STATE_DOWNLOADING);
  freshet_download_set_received (download, 1000, 9000);
  freshet_download_set_received (download, 2000, 9000);
  freshet_download_set_received (download, 3000, 9000);
  wait_for_status (row, "3.0");

  freshet_test_close_window (window);
  g_assert_finalize_object (row);
}

static GtkWidget *labels[2];
static guint n_ran;

static void
take_the_other_off (GtkWidget *widget)
{
  freshet_later_remove (widget == labels[0] ? labels[1] : labels[0]);
  n_ran++;
}

static void
test_later_may_be_taken_off_by_another (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      labels[i] = gtk_label_new ("label");
      gtk_box_append (GTK_BOX (box), labels[i]);
    }
  window = freshet_test_show_in_window (box);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    freshet_later_add (labels[i], take_the_other_off);
  freshet_later_hurry ();
  while (n_ran == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_ran, ==, 1);
  freshet_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/row/is-freed-with-what-it-showed", test_row_is_freed);
  g_test_add_func ("/row/out-of-sight-shows-its-state-later", test_row_out_of_sight_comes_later);
  g_test_add_func ("/row/ends-with-the-last-figures", test_row_ends_with_the_last_figures);
  g_test_add_func ("/later/one-may-be-taken-off-by-another",
                   test_later_may_be_taken_off_by_another);

  return g_test_run ();
}
