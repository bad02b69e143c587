/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-address.h"
#include "freshet-check.h"
#include "freshet-details.h"
#include "freshet-download-private.h"
#include "freshet-error.h"
#include "freshet-limit-speed.h"
#include "freshet-metered-banner.h"
#include "freshet-sign-in.h"
#include "freshet-test-fit.h"
#include "freshet-test-report.h"
#include "freshet-test-widgets.h"
#include "freshet-thaw-card.h"

/* What opens in the window, or above it. */

static FreshetDownload *
make_download (FreshetState state)
{
  g_autoptr (GUri) uri = freshet_address_parse (
      "https://downloads.mirror.example.org/the-sound-of-the-spring-flood/a-long-name.tar.xz",
      NULL);
  FreshetDownload *download = freshet_download_new (uri, "/nowhere/in/a/folder/with/a/long/name");

  freshet_download_set_state (download, state);
  return download;
}

static void
fill (GtkWidget *dialog, GType type, const char *text)
{
  GtkWidget *entry = freshet_test_find_child (dialog, type);

  g_assert_nonnull (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

/* Where there is room enough, nothing has to be scrolled to. */
static void
assert_whole (GtkWidget *scrolled_window)
{
  GtkAdjustment *adjustment
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));

  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment),
                     <=,
                     gtk_adjustment_get_page_size (adjustment) + 1);
}

static void
test_add (void)
{
  g_autoptr (GtkWindow) dialog = NULL;
  GtkWidget *view;
  GtkWidget *sign_in;
  GtkWidget *list;

  freshet_test_fit_activate ("win", "add-many", NULL);
  dialog = freshet_test_fit_wait_for_dialog ();
  freshet_test_fit_check (dialog, "the dialog that adds");
  view = freshet_test_find_child (GTK_WIDGET (dialog), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "http://example.org/a http://example.org/b ftp://example.org/c",
                            -1);
  freshet_test_fit_check (dialog, "with many addresses");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            "http://example.org/a",
                            -1);
  freshet_test_wait_ms (500);
  sign_in = freshet_test_find_child (GTK_WIDGET (dialog), ADW_TYPE_EXPANDER_ROW);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (sign_in), TRUE);
  fill (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "abc");
  freshet_test_fit_check (dialog, "with one address");
  list = freshet_test_find_child (GTK_WIDGET (dialog), GTK_TYPE_LIST_VIEW);
  assert_whole (gtk_widget_get_parent (list));
  freshet_test_fit_close (dialog);
}

static void
test_sign_in (void)
{
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (FreshetDownload) download = make_download (FRESHET_STATE_FAILED);

  freshet_sign_in_ask (GTK_WIDGET (freshet_test_fit_get_window ()), queue, download);
  freshet_test_fit_check_dialog ("sign in");
}

static void
test_check (void)
{
  g_autoptr (FreshetDownload) download = make_download (FRESHET_STATE_FINISHED);
  g_autoptr (GtkWindow) dialog = NULL;

  freshet_check_ask (GTK_WIDGET (freshet_test_fit_get_window ()), download);
  dialog = freshet_test_fit_wait_for_dialog ();
  fill (GTK_WIDGET (dialog), ADW_TYPE_ENTRY_ROW, "abc");
  freshet_test_fit_check (dialog, "check");
  assert_whole (adw_message_dialog_get_extra_child (ADW_MESSAGE_DIALOG (dialog)));
  freshet_test_fit_close (dialog);
}

static void
test_limit (void)
{
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (downloads, make_download (FRESHET_STATE_WAITING));
  freshet_limit_speed_ask (GTK_WIDGET (freshet_test_fit_get_window ()), downloads);
  freshet_test_fit_check_dialog ("limit speed");
}

static void
show_details (FreshetDownload *download, const char *where)
{
  GtkWindow *details = freshet_details_new (download);

  gtk_window_set_transient_for (details, freshet_test_fit_get_window ());
  gtk_window_present (details);
  freshet_test_fit_check_dialog (where);
}

static void
test_details (void)
{
  g_autoptr (FreshetDownload) finished = make_download (FRESHET_STATE_FINISHED);
  g_autoptr (FreshetDownload) failed = make_download (FRESHET_STATE_FAILED);

  show_details (finished, "details");
  freshet_download_set_error (failed,
                              g_error_new_literal (FRESHET_ERROR,
                                                   FRESHET_ERROR_CANNOT_WRITE,
                                                   "The folder cannot be written."));
  show_details (failed, "details of a failure");
}

static void
test_program (void)
{
  freshet_test_fit_activate ("app", "preferences", NULL);
  freshet_test_fit_check_dialog ("preferences");
  freshet_test_fit_activate ("app", "about", NULL);
  freshet_test_fit_check_dialog ("about");
  freshet_test_fit_activate ("win", "show-help-overlay", NULL);
  freshet_test_fit_check_dialog ("shortcuts");
}

static void
reveal (GType type, const char *where)
{
  GtkWindow *window = freshet_test_fit_get_window ();
  GtkWidget *widget = freshet_test_find_child (GTK_WIDGET (window), type);
  GtkRevealer *revealer = GTK_REVEALER (freshet_test_find_child (widget, GTK_TYPE_REVEALER));

  gtk_revealer_set_reveal_child (revealer, TRUE);
  freshet_test_fit_check (window, where);
  gtk_revealer_set_reveal_child (revealer, FALSE);
}

static void
test_cards (void)
{
  GtkWidget *window = GTK_WIDGET (freshet_test_fit_get_window ());
  GtkWidget *card = freshet_test_find_child (window, FRESHET_TYPE_THAW_CARD);

  reveal (FRESHET_TYPE_METERED_BANNER, "a metered network");
  freshet_thaw_card_set_missed_input (FRESHET_THAW_CARD (card), 12, 3);
  reveal (FRESHET_TYPE_THAW_CARD, "the window thaws");
}

/* It waits for the list of before, which is read beside the main loop. */
static void
add_demo (void)
{
  GActionGroup *window = G_ACTION_GROUP (freshet_test_fit_get_window ());

  freshet_test_fit_activate ("app", "demo", NULL);
  for (guint i = 0; i < 100 && !g_action_group_get_action_enabled (window, "download"); i++)
    freshet_test_wait_ms (100);
  g_assert_true (g_action_group_get_action_enabled (window, "download"));
}

static void
set_blocking (gboolean is_blocking)
{
  g_action_group_change_action_state (G_ACTION_GROUP (freshet_test_fit_get_window ()),
                                      "blocking-mode",
                                      g_variant_new_boolean (is_blocking));
}

/* What a freeze has cost is told above the list, in a window that is as low as it may be. */
static void
test_thaw (void)
{
  GtkWindow *window = freshet_test_fit_get_window ();
  GtkWidget *card = freshet_test_find_child (GTK_WIDGET (window), FRESHET_TYPE_THAW_CARD);
  g_autoptr (FreshetReport) report = freshet_test_report_new_full ();

  /* With a toast, too, that offers to undo. */
  add_demo ();
  freshet_test_fit_activate ("win", "select-all", NULL);
  freshet_test_fit_activate ("win", "remove", NULL);
  add_demo ();
  set_blocking (TRUE);
  freshet_thaw_card_show_report (FRESHET_THAW_CARD (card), report, report, 3);
  freshet_thaw_card_set_missed_input (FRESHET_THAW_CARD (card), 12, 3);
  freshet_test_fit_check (window, "what a freeze has cost");
  /* Longer and larger words may take more than there is. */
  if (g_getenv ("PSEUDO_MO") == NULL && g_getenv ("TEXT_SCALE") == NULL)
    assert_whole (freshet_test_find_child (card, GTK_TYPE_SCROLLED_WINDOW));
  freshet_thaw_card_close (FRESHET_THAW_CARD (card));
  set_blocking (FALSE);
  freshet_test_fit_activate ("win", "select-all", NULL);
  freshet_test_fit_activate ("win", "remove", NULL);
}

static void
test_list (void)
{
  GtkWindow *window = freshet_test_fit_get_window ();
  GtkWidget *menu = freshet_test_find_child (GTK_WIDGET (window), GTK_TYPE_MENU_BUTTON);

  gtk_menu_button_popup (GTK_MENU_BUTTON (menu));
  freshet_test_fit_check (window, "the menu");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  add_demo ();
  freshet_test_fit_activate ("win", "find", NULL);
  freshet_test_fit_check (window, "the search");
  fill (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY, "nothing is called like that");
  freshet_test_fit_check (window, "nothing found");
  fill (GTK_WIDGET (window), GTK_TYPE_SEARCH_ENTRY, "");
  freshet_test_wait_ms (500);
  freshet_test_fit_activate ("win", "select-all", NULL);
  freshet_test_fit_activate ("win", "remove", NULL);
  freshet_test_fit_check (window, "what was removed can be had again");
}

static void
test_questions (void)
{
  add_demo ();
  freshet_test_fit_activate ("win", "download", NULL);
  freshet_test_wait_ms (100);
  freshet_test_fit_activate ("app", "quit", NULL);
  freshet_test_fit_check_dialog ("the question before quitting");
}

int
main (int argc, char **argv)
{
  freshet_test_fit_init (&argc, &argv);

  g_test_add_func ("/fit-dialogs/cards", test_cards);
  g_test_add_func ("/fit-dialogs/thaw", test_thaw);
  g_test_add_func ("/fit-dialogs/list", test_list);
  g_test_add_func ("/fit-dialogs/add", test_add);
  g_test_add_func ("/fit-dialogs/sign-in", test_sign_in);
  g_test_add_func ("/fit-dialogs/check", test_check);
  g_test_add_func ("/fit-dialogs/limit", test_limit);
  g_test_add_func ("/fit-dialogs/details", test_details);
  g_test_add_func ("/fit-dialogs/program", test_program);
  g_test_add_func ("/fit-dialogs/questions", test_questions);

  return g_test_run ();
}
