/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-window-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-figures-text.h"
#include "freshet-shortcuts.h"

static GSimpleAction *
get_action (FreshetWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
update_actions (FreshetWindow *self)
{
  gboolean is_comparing = freshet_compare_runner_is_running (self->runner);
  gboolean is_running = is_comparing || freshet_queue_is_running (self->queue);
  gboolean has_waiting = freshet_queue_get_n_waiting (self->queue) > 0;

  /* In a run some wait because it is not their turn yet: there is nothing to press for these. */
  g_simple_action_set_enabled (get_action (self, "download"),
                               has_waiting && !is_comparing && !(is_running && self->all_started));
  g_simple_action_set_enabled (get_action (self, "blocking-mode"), !is_running);
  /* Whatever else went on would falsify what is measured. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->downloads_page), !is_comparing);
  freshet_click_target_set_running (self->click_target, is_running);
}

static void
update_mode (FreshetWindow *self)
{
  gboolean is_blocking = freshet_queue_get_mode (self->queue) == FRESHET_MODE_BLOCKING;

  g_simple_action_set_state (get_action (self, "blocking-mode"),
                             g_variant_new_boolean (is_blocking));
}

/* Of a blocking run there is a card, and of one that was held or paused as a whole nothing to tell. */
static void
run_finished_cb (FreshetWindow *self, FreshetReport *report)
{
  guint n_finished
      = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));
  guint n_failed
      = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FAILED));
  g_autofree char *summary
      = freshet_figures_text_summary (n_finished,
                                      freshet_report_get_downloads (report)->len,
                                      freshet_report_get_elapsed (report));

  if (freshet_report_get_mode (report) != FRESHET_MODE_BLOCKING && n_finished + n_failed > 0)
    freshet_window_say (self, summary);
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  freshet_window_show_downloads (self);
  g_object_set (self->downloads_page, "adding", TRUE, NULL);
}

static void
add_many_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  freshet_window_show_downloads (self);
  freshet_adder_open_dialog (self->adder, NULL);
}

static void
add_file_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  freshet_window_show_downloads (self);
  freshet_adder_choose_files (self->adder);
}

/* In blocking mode this does not return until all is done: that is the freeze. */
static void
download_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  if (!freshet_window_follows_downloads (self, adw_view_stack_get_visible_child_name (self->stack)))
    freshet_window_show_downloads (self);
  self->all_started = TRUE;
  freshet_queue_start (self->queue);
  update_actions (self);
}

static void
items_changed_cb (FreshetWindow *self, guint position, guint n_removed, guint n_added)
{
  /* More than that were only moved. */
  if (n_added > n_removed)
    self->all_started = FALSE;
  update_actions (self);
}

static void
change_mode_cb (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  g_settings_set_enum (self->settings,
                       "mode",
                       g_variant_get_boolean (value) ? FRESHET_MODE_BLOCKING : FRESHET_MODE_ASYNC);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetWindow) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL)
    {
      freshet_window_say (self, _ ("There is no text to paste"));
      return;
    }
  freshet_window_show_downloads (self);
  freshet_adder_add_text (self->adder, text);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (user_data)),
                                 NULL,
                                 pasted_cb,
                                 g_object_ref (user_data));
}

static void
show_help_overlay_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (user_data);
  GtkWindow *shortcuts = freshet_shortcuts_new (gtk_window_get_application (window));

  gtk_window_set_transient_for (shortcuts, window);
  gtk_window_present (shortcuts);
}

static const GActionEntry actions[] = {
  { .name = "add", .activate = add_cb },
  { .name = "add-file", .activate = add_file_cb },
  { .name = "add-many", .activate = add_many_cb },
  { .name = "download", .activate = download_cb },
  { .name = "paste", .activate = paste_cb },
  { .name = "show-help-overlay", .activate = show_help_overlay_cb },
  { .name = "blocking-mode", .state = "false", .change_state = change_mode_cb },
};

/* A mode that is changed from elsewhere while something runs is taken up when it has ended. */
static void
apply_mode (FreshetWindow *self)
{
  if (!freshet_queue_is_running (self->queue))
    {
      self->all_started = FALSE;
      freshet_queue_set_mode (self->queue,
                              (FreshetMode) g_settings_get_enum (self->settings, "mode"));
    }
  update_actions (self);
}

/* Adds what the window does to the actions `win`. */
void
freshet_window_add_actions (FreshetWindow *self)
{
  g_autoptr (GPropertyAction) page = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  page = g_property_action_new ("page", self->stack, "visible-child-name");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));
}

/* Keeps the actions as what the queue, the settings and the comparison allow. */
void
freshet_window_follow_queue (FreshetWindow *self)
{
  g_signal_connect_swapped (self->queue, "run-finished", G_CALLBACK (run_finished_cb), self);
  g_signal_connect_swapped (self->queue, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (self->queue, "notify::n-waiting", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (self->queue, "notify::running", G_CALLBACK (apply_mode), self);
  g_signal_connect_swapped (self->queue, "notify::mode", G_CALLBACK (update_mode), self);
  g_signal_connect_swapped (self->settings, "changed::mode", G_CALLBACK (apply_mode), self);
  g_signal_connect_swapped (self->runner, "notify::running", G_CALLBACK (update_actions), self);
  apply_mode (self);
  update_mode (self);
}
