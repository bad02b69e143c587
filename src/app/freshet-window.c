/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-window-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-accessible.h"
#include "freshet-code-page.h"
#include "freshet-compare-page.h"
#include "freshet-drop.h"
#include "freshet-foot.h"
#include "freshet-mode-switch.h"
#include "freshet-reveal.h"
#include "freshet-toast.h"

/**
 * FreshetWindow:
 *
 * The window: it carries the pages, and tells the queue what to do.
 */
G_DEFINE_FINAL_TYPE (FreshetWindow, freshet_window, ADW_TYPE_APPLICATION_WINDOW)

/* What a freeze has cost says more than that there will be one, where there is no room for both. */
static void
follow_card (FreshetWindow *self)
{
  if (self->header_title == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->banner),
                          freshet_header_title_has_end (self->header_title)
                              || !gtk_widget_get_visible (GTK_WIDGET (self->thaw_card)));
}

/* The pages are chosen at the foot where the header has no room for them; and the window has none for
 * much beside each other where the header has none for the switch. */
static void
follow_header (FreshetWindow *self)
{
  gboolean has_switch = freshet_header_title_has_end (self->header_title);
  gboolean has_switcher = freshet_header_title_has_switcher (self->header_title);
  GtkOrientation orientation = has_switch ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  freshet_reveal (self->narrow_revealer, !has_switch);
  gtk_widget_set_visible (GTK_WIDGET (self->switcher_bar), !has_switcher);
  adw_view_switcher_bar_set_reveal (self->switcher_bar, !has_switcher);
  gtk_orientable_set_orientation (self->foot_box, orientation);
  freshet_blocking_banner_set_orientation (self->banner, orientation);
  follow_card (self);
}

static gboolean
follow_header_cb (gpointer user_data)
{
  FreshetWindow *self = FRESHET_WINDOW (user_data);

  if (self->header_title != NULL)
    follow_header (self);
  return G_SOURCE_REMOVE;
}

/*
 * Called while sizes are given out. What is shown then has none to get, as it is where nothing is
 * animated: so it waits until they all are.
 */
static void
header_changed_cb (FreshetWindow *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, follow_header_cb, g_object_ref (self), g_object_unref);
}

static gboolean
is_downloads (FreshetWindow *self, const char *visible_child_name)
{
  return g_strcmp0 (visible_child_name, "downloads") == 0;
}

/* The page Code follows the downloads too. */
gboolean
freshet_window_follows_downloads (FreshetWindow *self, const char *visible_child_name)
{
  return is_downloads (self, visible_child_name) || g_strcmp0 (visible_child_name, "code") == 0;
}

void
freshet_window_show_downloads (FreshetWindow *self)
{
  adw_view_stack_set_visible_child_name (self->stack, "downloads");
}

/* Most never look at these pages: they are made when somebody does. */
static void
fill (AdwBin *bin, GtkWidget *page)
{
  adw_bin_set_child (bin, page);
  freshet_accessible_name_all (page);
}

static void
fill_compare_page (FreshetWindow *self, AdwBin *bin)
{
  GtkWidget *page;

  if (adw_bin_get_child (bin) != NULL)
    return;
  page = g_object_new (FRESHET_TYPE_COMPARE_PAGE, NULL);
  freshet_compare_page_set_runner (
      FRESHET_COMPARE_PAGE (page), self->runner, self->queue, self->demo, self->settings);
  fill (bin, page);
}

static void
fill_code_page (FreshetWindow *self, AdwBin *bin)
{
  GtkWidget *page;

  if (adw_bin_get_child (bin) != NULL)
    return;
  page = g_object_new (FRESHET_TYPE_CODE_PAGE, NULL);
  freshet_code_page_set_queue (FRESHET_CODE_PAGE (page), self->queue);
  fill (bin, page);
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
  g_clear_object (&self->list_actions);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_object (&self->account);
  if (self->runner != NULL)
    g_signal_handlers_disconnect_by_data (self->runner, self);
  g_clear_object (&self->runner);
  g_clear_object (&self->demo);
  g_clear_object (&self->meter);
  g_clear_object (&self->adder);
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
  g_type_ensure (FRESHET_TYPE_DOWNLOADS_PAGE);
  g_type_ensure (FRESHET_TYPE_FOOT);
  g_type_ensure (FRESHET_TYPE_HEADER_TITLE);
  g_type_ensure (FRESHET_TYPE_METERED_BANNER);
  g_type_ensure (FRESHET_TYPE_MODE_SWITCH);
  g_type_ensure (FRESHET_TYPE_PULSE_STRIP);
  g_type_ensure (FRESHET_TYPE_THAW_CARD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, header_title);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, narrow_revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, metered_banner);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, thaw_card);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, downloads_page);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, foot_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, click_target);
  gtk_widget_class_bind_template_child (widget_class, FreshetWindow, strip);
  gtk_widget_class_bind_template_callback (widget_class, fill_code_page);
  gtk_widget_class_bind_template_callback (widget_class, follow_card);
  gtk_widget_class_bind_template_callback (widget_class, fill_compare_page);
  gtk_widget_class_bind_template_callback (widget_class, freshet_window_follows_downloads);
  gtk_widget_class_bind_template_callback (widget_class, is_downloads);
  gtk_widget_class_bind_template_callback (widget_class, header_changed_cb);
}

static void
freshet_window_init (FreshetWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  freshet_window_add_actions (self);

#ifdef DEVELOPMENT_PROFILE
  gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
#endif
}

static void
set_queue (FreshetWindow *self, FreshetQueue *queue, GSettings *settings)
{
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  freshet_downloads_page_set_queue (self->downloads_page, queue);
  self->adder = freshet_adder_new (self->downloads_page, queue, settings, self->runner);
  freshet_drop_accept (GTK_WIDGET (self->stack), self->adder);
  self->list_actions
      = freshet_list_actions_new (G_ACTION_MAP (self),
                                  freshet_downloads_page_get_list (self->downloads_page),
                                  settings);
  freshet_blocking_banner_set_queue (self->banner, queue, settings);
  freshet_metered_banner_set_queue (self->metered_banner, queue);
  freshet_metered_banner_find_monitor (self->metered_banner);
  freshet_run_account_watch (self->account, queue);

  freshet_window_follow_queue (self);
}

static void
set_runner (FreshetWindow *self, FreshetDemoHost *demo, FreshetCompareRunner *runner)
{
  self->meter
      = freshet_input_meter_new (freshet_run_account_get_guard (self->account), GTK_WIDGET (self));
  freshet_click_target_set_meter (self->click_target, self->meter);

  self->demo = g_object_ref (demo);
  self->runner = g_object_ref (runner);
  freshet_compare_runner_set_window (runner, self->strip, self->meter);
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
  set_runner (self, demo, runner);
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

  freshet_window_show_downloads (self);
  freshet_adder_add_list (self->adder, list);
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

  freshet_window_show_downloads (self);
  freshet_adder_add_temporary (self->adder, uris);
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
