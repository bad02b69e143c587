/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-window.h"

#include <glib/gi18n-lib.h>

#include "freshet-blocking-banner.h"
#include "freshet-click-target.h"
#include "freshet-code-page.h"
#include "freshet-compare-page.h"
#include "freshet-downloads-page.h"
#include "freshet-figures-text.h"
#include "freshet-input-meter.h"
#include "freshet-mode-switch.h"
#include "freshet-pulse-strip.h"
#include "freshet-run-account.h"
#include "freshet-thaw-card.h"
#include "freshet-toast.h"

/**
 * FreshetWindow:
 *
 * The window: it carries the pages, and tells the queue what to do.
 */
struct _FreshetWindow
{
  AdwApplicationWindow parent_instance;

  FreshetQueue *queue;          /* owned */
  GSettings *settings;          /* owned */
  FreshetRunAccount *account;   /* owned */
  FreshetInputMeter *meter;     /* owned */
  FreshetCompareRunner *runner; /* owned */
  gboolean all_started;         /* nothing was added since Download was pressed in this run */

  /* From the template. */
  AdwSqueezer *mode_squeezer;
  GtkWidget *wide_switch;
  GtkRevealer *narrow_revealer;
  FreshetBlockingBanner *banner;
  FreshetThawCard *thaw_card;
  AdwViewStack *stack;
  FreshetDownloadsPage *downloads_page;
  FreshetComparePage *compare_page;
  FreshetCodePage *code_page;
  GtkOrientable *foot_box;
  FreshetClickTarget *click_target;
  FreshetPulseStrip *strip;
};

G_DEFINE_FINAL_TYPE (FreshetWindow, freshet_window, ADW_TYPE_APPLICATION_WINDOW)

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

/* Called while sizes are given out: a widget that came at once would get none, so it is revealed. */
static void
update_narrow (FreshetWindow *self)
{
  gboolean is_narrow = adw_squeezer_get_visible_child (self->mode_squeezer) != self->wide_switch;

  gtk_revealer_set_reveal_child (self->narrow_revealer, is_narrow);
  gtk_orientable_set_orientation (self->foot_box,
                                  is_narrow ? GTK_ORIENTATION_VERTICAL
                                            : GTK_ORIENTATION_HORIZONTAL);
  freshet_blocking_banner_set_orientation (self->banner,
                                           is_narrow ? GTK_ORIENTATION_VERTICAL
                                                     : GTK_ORIENTATION_HORIZONTAL);
}

/* Of a blocking run there is a card. */
static void
run_finished_cb (FreshetWindow *self, FreshetReport *report)
{
  const char *finished = freshet_state_to_string (FRESHET_STATE_FINISHED);
  g_autofree char *summary
      = freshet_figures_text_summary (freshet_report_count_state (report, finished),
                                      freshet_report_get_downloads (report)->len,
                                      freshet_report_get_elapsed (report));

  if (freshet_report_get_mode (report) != FRESHET_MODE_BLOCKING)
    freshet_window_say (self, summary);
}

static gboolean
is_downloads (FreshetWindow *self, const char *visible_child_name)
{
  return g_strcmp0 (visible_child_name, "downloads") == 0;
}

/* The page Code follows the downloads too. */
static gboolean
follows_downloads (FreshetWindow *self, const char *visible_child_name)
{
  return is_downloads (self, visible_child_name) || g_strcmp0 (visible_child_name, "code") == 0;
}

static void
show_downloads (FreshetWindow *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "downloads");
}

static void
add_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  show_downloads (self);
  g_object_set (self->downloads_page, "adding", TRUE, NULL);
}

/* In blocking mode this does not return until all is done: that is the freeze. */
static void
download_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  if (!follows_downloads (self, adw_view_stack_get_visible_child_name (self->stack)))
    show_downloads (self);
  self->all_started = TRUE;
  freshet_queue_start (self->queue);
  update_actions (self);
}

static void
items_changed_cb (FreshetWindow *self, guint position, guint n_removed, guint n_added)
{
  if (n_added > 0)
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
  g_autoptr (FreshetAddressList) list = NULL;

  if (text == NULL)
    {
      freshet_window_say (self, _ ("There is no text to paste"));
      return;
    }
  list = freshet_address_list_parse (text);
  freshet_window_add_list (self, list);
}

static void
paste_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (user_data)),
                                 NULL,
                                 pasted_cb,
                                 g_object_ref (user_data));
}

static const GActionEntry actions[] = {
  { .name = "add", .activate = add_cb },
  { .name = "download", .activate = download_cb },
  { .name = "paste", .activate = paste_cb },
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

static gboolean
freshet_window_close_request (GtkWindow *window)
{
  FreshetWindow *self = FRESHET_WINDOW (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (window));

  return GTK_WINDOW_CLASS (freshet_window_parent_class)->close_request (window);
}

static void
freshet_window_dispose (GObject *object)
{
  FreshetWindow *self = FRESHET_WINDOW (object);

  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_object (&self->account);
  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  g_clear_object (&self->runner);
  g_clear_object (&self->meter);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_WINDOW);

  G_OBJECT_CLASS (freshet_window_parent_class)->dispose (object);
}

static void
freshet_window_class_init (FreshetWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = freshet_window_close_request;

  /* An entry that has the focus pastes for itself: bindings come after it, accelerators before. */
  gtk_widget_class_add_binding_action (
      widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);

  g_type_ensure (FRESHET_TYPE_BLOCKING_BANNER);
  g_type_ensure (FRESHET_TYPE_CLICK_TARGET);
  g_type_ensure (FRESHET_TYPE_CODE_PAGE);
  g_type_ensure (FRESHET_TYPE_COMPARE_PAGE);
  g_type_ensure (FRESHET_TYPE_DOWNLOADS_PAGE);
  g_type_ensure (FRESHET_TYPE_MODE_SWITCH);
  g_type_ensure (FRESHET_TYPE_PULSE_STRIP);
  g_type_ensure (FRESHET_TYPE_THAW_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, mode_squeezer);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, wide_switch);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, narrow_revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, thaw_card);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, downloads_page);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, compare_page);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, code_page);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, foot_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, click_target);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, strip);
  gtk_widget_class_bind_template_callback (widget_class, follows_downloads);
  gtk_widget_class_bind_template_callback (widget_class, is_downloads);
  gtk_widget_class_bind_template_callback (widget_class, update_narrow);
}

static void
freshet_window_init (FreshetWindow *self)
{
  g_autoptr (GPropertyAction) page = NULL;

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_init_template (GTK_WIDGET (self));

  page = g_property_action_new ("page", self->stack, "visible-child-name");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (page));

#ifdef DEVELOPMENT_PROFILE
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif
}

static void
set_queue (FreshetWindow *self, FreshetQueue *queue, GSettings *settings)
{
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  freshet_downloads_page_set_queue (self->downloads_page, queue, settings);
  freshet_code_page_set_queue (self->code_page, queue);
  freshet_blocking_banner_set_queue (self->banner, queue, settings);
  freshet_run_account_watch (self->account, queue);

  g_signal_connect_swapped (queue, "run-finished", G_CALLBACK (run_finished_cb), self);
  g_signal_connect_swapped (queue, "items-changed", G_CALLBACK (items_changed_cb), self);
  g_signal_connect_swapped (queue, "notify::n-waiting", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (queue, "notify::running", G_CALLBACK (apply_mode), self);
  g_signal_connect_swapped (queue, "notify::mode", G_CALLBACK (update_mode), self);
  g_signal_connect_swapped (settings, "changed::mode", G_CALLBACK (apply_mode), self);
  apply_mode (self);
  update_mode (self);
}

static void
set_runner (FreshetWindow *self,
            FreshetQueue *queue,
            GSettings *settings,
            FreshetDemoHost *demo,
            FreshetCompareRunner *runner)
{
  self->meter
      = freshet_input_meter_new (freshet_run_account_get_guard (self->account), GTK_WIDGET (self));
  freshet_click_target_set_meter (self->click_target, self->meter);

  self->runner = g_object_ref (runner);
  freshet_compare_runner_set_window (runner, self->strip, self->meter);
  freshet_compare_page_set_runner (self->compare_page, runner, queue, demo, settings);
  g_signal_connect_swapped (runner, "notify::running", G_CALLBACK (update_actions), self);
}

/**
 * freshet_window_new:
 * @application: the program
 * @queue: what it shows
 * @pulse: where the freezes are measured
 * @settings: the settings of the program
 * @demo: the demo server
 * @runner: what carries comparisons out
 *
 * Returns: (transfer none): a window, not yet shown
 */
FreshetWindow *
freshet_window_new (GtkApplication *application,
                    FreshetQueue *queue,
                    FreshetPulse *pulse,
                    GSettings *settings,
                    FreshetDemoHost *demo,
                    FreshetCompareRunner *runner)
{
  FreshetWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (FRESHET_IS_PULSE (pulse), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_WINDOW,
                       "application",
                       application,
                       "default-width",
                       g_settings_get_int (settings, "window-width"),
                       "default-height",
                       g_settings_get_int (settings, "window-height"),
                       "maximized",
                       g_settings_get_boolean (settings, "window-maximized"),
                       NULL);
  freshet_pulse_strip_set_pulse (self->strip, pulse);
  self->account = freshet_run_account_new (pulse, GTK_WIDGET (self), self->strip, self->thaw_card);
  set_runner (self, queue, settings, demo, runner);
  set_queue (self, queue, settings);
  return self;
}

/**
 * freshet_window_add_list:
 * @self: a window
 * @list: addresses, and what is none
 *
 * Adds addresses to the list, and says what is wrong with the rest.
 */
void
freshet_window_add_list (FreshetWindow *self, FreshetAddressList *list)
{
  g_return_if_fail (FRESHET_IS_WINDOW (self));

  show_downloads (self);
  freshet_downloads_page_add_list (self->downloads_page, list);
}

/**
 * freshet_window_add_demo:
 * @self: a window
 * @uris: (element-type GUri): the files of the demo server
 *
 * Adds the files of the demo server, which are not there any more at the next start.
 */
void
freshet_window_add_demo (FreshetWindow *self, GPtrArray *uris)
{
  g_return_if_fail (FRESHET_IS_WINDOW (self));

  show_downloads (self);
  freshet_downloads_page_add_demo (self->downloads_page, uris);
}

/**
 * freshet_window_say:
 * @self: a window
 * @text: what to say, plain text
 */
void
freshet_window_say (FreshetWindow *self, const char *text)
{
  g_return_if_fail (FRESHET_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  freshet_toast_say (GTK_WIDGET (self->stack), text);
}

/**
 * freshet_window_say_set_aside:
 * @self: a window
 * @path: (type filename): where it is now
 *
 * Says that the list of the last time was damaged, until that is dismissed.
 */
void
freshet_window_say_set_aside (FreshetWindow *self, const char *path)
{
  g_autoptr (GFile) file = NULL;

  g_return_if_fail (FRESHET_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  file = g_file_new_for_path (path);
  freshet_toast_say_of_file (GTK_WIDGET (self->stack),
                             _ ("The damaged list of downloads was set aside"),
                             file);
}
