/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-page.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-compare-history.h"
#include "freshet-compare-result.h"
#include "freshet-compare-text.h"
#include "freshet-mode-row.h"
#include "freshet-toast.h"
#include "freshet-waterfall-text.h"

/* In the order of the runs: from the worst to the best, so that the last is what stays. */
static const FreshetMode all_modes[] = {
  FRESHET_MODE_BLOCKING,
  FRESHET_MODE_THREADS,
  FRESHET_MODE_NAIVE,
  FRESHET_MODE_ASYNC,
};

#define N_MODES G_N_ELEMENTS (all_modes)

/**
 * FreshetComparePage:
 *
 * The page that compares the modes: asks which, says what goes on, and shows what came of it.
 */
struct _FreshetComparePage
{
  GtkWidget parent_instance;

  FreshetCompareRunner *runner;   /* owned, nullable */
  FreshetQueue *queue;            /* owned, nullable */
  FreshetDemoHost *demo;          /* owned, nullable */
  GSettings *settings;            /* owned, nullable */
  FreshetCompareHistory *history; /* owned, nullable */
  GtkCheckButton *checks[N_MODES];
  guint n_modes; /* of the comparison that runs */
  guint n_done;

  /* From the template. */
  GtkWidget *box;
  GtkStack *stack;
  GtkLabel *files_label;
  AdwPreferencesGroup *modes_group;
  GtkWidget *earlier_button;
  GtkLabel *running_label;
  GtkLabel *mode_label;
  GtkProgressBar *progress_bar;
  GtkLabel *done_label;
  FreshetCompareResult *result;
};

G_DEFINE_FINAL_TYPE (FreshetComparePage, freshet_compare_page, GTK_TYPE_WIDGET)

static void
show (FreshetComparePage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
}

static gboolean
is_showing (FreshetComparePage *self, const char *name)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static guint
get_modes (FreshetComparePage *self, FreshetMode *modes)
{
  guint n_modes = 0;

  for (guint i = 0; i < N_MODES; i++)
    if (gtk_check_button_get_active (self->checks[i]))
      modes[n_modes++] = all_modes[i];
  return n_modes;
}

static void
update_actions (FreshetComparePage *self)
{
  FreshetMode modes[N_MODES];
  gboolean is_idle = self->runner != NULL && !freshet_compare_runner_is_running (self->runner)
                     && !freshet_queue_is_running (self->queue);

  gtk_widget_action_set_enabled (GTK_WIDGET (self),
                                 "compare.run",
                                 is_idle && get_modes (self, modes) > 0);
}

static void
update_files (FreshetComparePage *self)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->queue));
  g_autofree char *text
      = freshet_compare_text_files (n_items > 0 ? n_items : FRESHET_N_DEMO_FILES, n_items == 0);

  gtk_label_set_label (self->files_label, text);
}

static void
update_history (FreshetComparePage *self)
{
  GListModel *records = freshet_compare_history_get_records (self->history);
  gboolean is_empty = g_list_model_get_n_items (records) == 0;

  gtk_widget_set_visible (self->earlier_button, !is_empty);
  if (is_empty && is_showing (self, "result"))
    show (self, "setup");
}

/* Returns: (transfer full) (nullable): what is to be downloaded */
static GPtrArray *
list_uris (FreshetComparePage *self, GError **error)
{
  GListModel *list = G_LIST_MODEL (self->queue);
  g_autoptr (GPtrArray) uris = NULL;

  if (g_list_model_get_n_items (list) == 0)
    return freshet_demo_host_list_uris (self->demo, error);

  uris = g_ptr_array_new_with_free_func ((GDestroyNotify) g_uri_unref);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (list, i);

      g_ptr_array_add (uris, g_uri_ref (freshet_download_get_uri (download)));
    }
  return g_steal_pointer (&uris);
}

static void
run_prepared_cb (FreshetComparePage *self, FreshetMode mode)
{
  g_autofree char *title = freshet_compare_text_running (mode, self->n_done, self->n_modes);
  g_autofree char *about = freshet_compare_text_pros_and_cons (mode);

  gtk_label_set_label (self->running_label, title);
  gtk_label_set_label (self->mode_label, about);
}

static void
run_settled_cb (FreshetComparePage *self, FreshetReport *report)
{
  const char *before = gtk_label_get_label (self->done_label);
  g_autofree char *heading = freshet_waterfall_text_heading (report);
  g_autofree char *text = g_strconcat (before, *before != '\0' ? "\n" : "", heading, NULL);

  self->n_done++;
  gtk_label_set_label (self->done_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) self->n_done / self->n_modes);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetComparePage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reports
      = freshet_compare_runner_run_finish (FRESHET_COMPARE_RUNNER (source), result, &error);

  if (self->history == NULL)
    return;
  if (reports != NULL)
    {
      FreshetCompareRecord *record = freshet_compare_history_add (self->history, reports);

      freshet_compare_result_show_record (self->result, record);
      show (self, "result");
      return;
    }
  show (self, "setup");
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    freshet_toast_say (GTK_WIDGET (self), error->message);
}

static void
run (FreshetComparePage *self)
{
  FreshetMode modes[N_MODES];
  g_autoptr (GPtrArray) uris = NULL;
  g_autoptr (GError) error = NULL;

  uris = list_uris (self, &error);
  if (uris == NULL)
    {
      freshet_toast_say (GTK_WIDGET (self), error->message);
      return;
    }
  self->n_modes = get_modes (self, modes);
  self->n_done = 0;
  gtk_label_set_label (self->done_label, "");
  gtk_progress_bar_set_fraction (self->progress_bar, 0);
  show (self, "running");
  freshet_compare_runner_run_async (
      self->runner, uris, modes, self->n_modes, ran_cb, g_object_ref (self));
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, FreshetComparePage *self)
{
  if (g_str_equal (response, "run") && !freshet_compare_runner_is_running (self->runner))
    run (self);
}

static void
ask (FreshetComparePage *self)
{
  g_autofree char *warning
      = freshet_compare_text_warning (g_settings_get_uint (self->settings, "freeze-guard"));
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                              _ ("Freeze the Window?"),
                                              warning);

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "run", _ ("_Freeze and Compare"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog),
                                              "run",
                                              ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "run");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
run_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetComparePage *self = FRESHET_COMPARE_PAGE (widget);
  FreshetMode modes[N_MODES];

  if (get_modes (self, modes) > 0 && modes[0] == FRESHET_MODE_BLOCKING)
    ask (self);
  else
    run (self);
}

static void
cancel_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  freshet_compare_runner_cancel (FRESHET_COMPARE_PAGE (widget)->runner);
}

static void
new_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  show (FRESHET_COMPARE_PAGE (widget), "setup");
}

static void
show_earlier_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetComparePage *self = FRESHET_COMPARE_PAGE (widget);

  freshet_compare_result_show_record (self->result, NULL);
  show (self, "result");
}

static void
freshet_compare_page_dispose (GObject *object)
{
  FreshetComparePage *self = FRESHET_COMPARE_PAGE (object);

  if (self->runner != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->runner, self);
      freshet_compare_runner_cancel (self->runner);
    }
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  if (self->history != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->history, self);
      g_signal_handlers_disconnect_by_data (freshet_compare_history_get_records (self->history),
                                            self);
    }
  g_clear_object (&self->runner);
  g_clear_object (&self->queue);
  g_clear_object (&self->demo);
  g_clear_object (&self->settings);
  g_clear_object (&self->history);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_COMPARE_PAGE);

  G_OBJECT_CLASS (freshet_compare_page_parent_class)->dispose (object);
}

static void
freshet_compare_page_class_init (FreshetComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_compare_page_dispose;

  gtk_widget_class_install_action (widget_class, "compare.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "compare.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "compare.new", NULL, new_action);
  gtk_widget_class_install_action (widget_class, "compare.show-earlier", NULL, show_earlier_action);

  g_type_ensure (FRESHET_TYPE_COMPARE_RESULT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, files_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, modes_group);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, earlier_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, running_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, mode_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, done_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetComparePage, result);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
add_mode (FreshetComparePage *self, guint i)
{
  GtkWidget *check = gtk_check_button_new ();

  self->checks[i] = GTK_CHECK_BUTTON (check);
  gtk_check_button_set_active (self->checks[i], all_modes[i] != FRESHET_MODE_NAIVE);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (update_actions), self);
  adw_preferences_group_add (self->modes_group,
                             freshet_mode_row_new (all_modes[i], GTK_CHECK_BUTTON (check)));
}

static void
freshet_compare_page_init (FreshetComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_MODES; i++)
    add_mode (self, i);
}

static void
set_history (FreshetComparePage *self)
{
  g_autofree char *folder
      = g_build_filename (g_get_user_data_dir (), "freshet", "comparisons", NULL);

  self->history = freshet_compare_history_new (folder);
  freshet_compare_result_set_history (self->result, self->history);
  g_signal_connect_swapped (self->history, "failed", G_CALLBACK (freshet_toast_say), self);
  g_signal_connect_swapped (freshet_compare_history_get_records (self->history),
                            "items-changed",
                            G_CALLBACK (update_history),
                            self);
  update_history (self);
}

/**
 * freshet_compare_page_set_runner:
 * @self: a page
 * @runner: what carries comparisons out
 * @queue: the list, whose files are compared
 * @demo: whose files are compared while the list is empty
 * @settings: the settings of the program
 *
 * To be called once.
 */
void
freshet_compare_page_set_runner (FreshetComparePage *self,
                                 FreshetCompareRunner *runner,
                                 FreshetQueue *queue,
                                 FreshetDemoHost *demo,
                                 GSettings *settings)
{
  g_return_if_fail (FRESHET_IS_COMPARE_PAGE (self));
  g_return_if_fail (FRESHET_IS_COMPARE_RUNNER (runner));
  g_return_if_fail (self->runner == NULL);

  self->runner = g_object_ref (runner);
  self->queue = g_object_ref (queue);
  self->demo = g_object_ref (demo);
  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (runner, "run-prepared", G_CALLBACK (run_prepared_cb), self);
  g_signal_connect_swapped (runner, "run-settled", G_CALLBACK (run_settled_cb), self);
  g_signal_connect_swapped (runner, "notify::running", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (queue, "notify::running", G_CALLBACK (update_actions), self);
  g_signal_connect_swapped (queue, "items-changed", G_CALLBACK (update_files), self);
  set_history (self);
  update_files (self);
  update_actions (self);
}
