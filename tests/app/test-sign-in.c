/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-download-private.h"
#include "freshet-resources.h"
#include "freshet-sign-in.h"
#include "freshet-test-widgets.h"

static GtkWidget *
find_dialog (GtkWidget *window)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l != NULL; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;
  g_assert_not_reached ();
}

/* Somebody has it tried again while the dialog is open. */
static void
test_what_was_entered_is_not_lost (void)
{
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (FreshetDownload) download = freshet_test_make_download ("http://127.0.0.1:9/a");
  GtkWidget *label = gtk_label_new ("label");
  GtkWidget *window = freshet_test_show_in_window (label);
  GtkWidget *dialog;

  freshet_download_set_state (download, FRESHET_STATE_FAILED);
  freshet_sign_in_ask (label, queue, download);
  dialog = find_dialog (window);
  gtk_editable_set_text (GTK_EDITABLE (freshet_test_find_child (dialog, ADW_TYPE_ENTRY_ROW)),
                         "ann");
  freshet_download_set_state (download, FRESHET_STATE_CONNECTING);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "sign-in");

  g_assert_cmpstr (g_uri_get_user (freshet_download_get_uri (download)), ==, "ann");
  g_assert_cmpint (freshet_download_get_state (download), ==, FRESHET_STATE_CONNECTING);
  freshet_test_close_window (window);
}

int
main (int argc, char **argv)
{
  /* In folders of its own it would not find what tells its pictures apart. */
  g_test_init (&argc, &argv, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/sign-in/what-was-entered-is-not-lost", test_what_was_entered_is_not_lost);

  return g_test_run ();
}
