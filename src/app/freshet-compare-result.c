/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-result.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-compare-export.h"
#include "freshet-compare-ghost-row.h"
#include "freshet-compare-record.h"
#include "freshet-compare-table.h"
#include "freshet-compare-text.h"
#include "freshet-figure.h"
#include "freshet-nested-scroll.h"
#include "freshet-toast.h"
#include "freshet-waterfall-legend.h"
#include "freshet-waterfall.h"

#define ZOOM_STEP 1.5

/**
 * FreshetCompareResult:
 *
 * What a comparison has shown: in a sentence, a table and a waterfall. Earlier ones can be shown, or
 * laid under it.
 */
struct _FreshetCompareResult
{
  GtkWidget parent_instance;

  FreshetCompareHistory *history; /* owned, nullable */
  GtkFileChooserNative *chooser;  /* owned, nullable: while it is open */
  gboolean exports_figures;       /* what it was opened for, among tables */

  /* From the template. */
  GtkWidget *box;
  GtkLabel *verdict_label;
  GtkLabel *missing_label;
  GtkDropDown *shown_drop_down;
  FreshetCompareGhostRow *ghost_row;
  GtkScrolledWindow *table_window;
  GtkScrolledWindow *waterfall_window;
  FreshetCompareTable *table;
  FreshetWaterfall *waterfall;
  FreshetWaterfallLegend *legend;
  GtkLabel *detail_label;
};

G_DEFINE_FINAL_TYPE (FreshetCompareResult, freshet_compare_result, GTK_TYPE_WIDGET)

static FreshetCompareRecord *
get_shown (FreshetCompareResult *self)
{
  return gtk_drop_down_get_selected_item (self->shown_drop_down);
}

static GPtrArray *
get_ghost_reports (FreshetCompareResult *self)
{
  FreshetCompareRecord *ghost = freshet_compare_ghost_row_get_record (self->ghost_row);

  return ghost != NULL ? freshet_compare_record_get_reports (ghost) : NULL;
}

static void
update_missing (FreshetCompareResult *self, GPtrArray *reports)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *missing = freshet_compare_text_missing (reports->pdata[i]);

      if (missing != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", missing);
    }
  gtk_label_set_label (self->missing_label, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), text->len > 0);
}

static void
update_waterfall (FreshetCompareResult *self)
{
  FreshetCompareRecord *shown = get_shown (self);

  if (shown != NULL && freshet_compare_record_get_reports (shown) != NULL)
    freshet_waterfall_set_reports (self->waterfall,
                                   freshet_compare_record_get_reports (shown),
                                   get_ghost_reports (self));
}

static void
update (FreshetCompareResult *self)
{
  FreshetCompareRecord *shown = get_shown (self);
  GPtrArray *reports = shown != NULL ? freshet_compare_record_get_reports (shown) : NULL;
  g_autofree char *verdict = NULL;

  if (reports == NULL)
    return;
  verdict = freshet_compare_text_verdict (reports);
  gtk_label_set_label (self->verdict_label, verdict);
  update_missing (self, reports);
  freshet_compare_table_set_reports (self->table, reports);
  update_waterfall (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetCompareResult) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_compare_record_finish (FRESHET_COMPARE_RECORD (source), result, &error))
    freshet_toast_say (GTK_WIDGET (self), error->message);
  else if (self->history != NULL)
    update (self);
}

/* Returns: whether it has to be loaded first */
static gboolean
load (FreshetCompareResult *self, FreshetCompareRecord *record)
{
  if (record == NULL || freshet_compare_record_get_reports (record) != NULL)
    return FALSE;
  freshet_compare_record_load_async (record, loaded_cb, g_object_ref (self));
  return TRUE;
}

static void
shown_changed_cb (FreshetCompareResult *self)
{
  freshet_compare_ghost_row_set_shown (self->ghost_row, get_shown (self));
  if (!load (self, get_shown (self)))
    update (self);
}

static void
ghost_changed_cb (FreshetCompareResult *self)
{
  if (!load (self, freshet_compare_ghost_row_get_record (self->ghost_row)))
    update_waterfall (self);
}

static void
detail_changed_cb (FreshetCompareResult *self)
{
  const char *detail = freshet_waterfall_get_detail (self->waterfall);

  gtk_label_set_label (self->detail_label,
                       detail != NULL ? detail
                                      : _ ("Point at a bar, or walk through with the arrow keys."));
}

static void
zoom (FreshetCompareResult *self, double factor)
{
  gtk_widget_activate_action (GTK_WIDGET (self->waterfall), "waterfall.zoom", "d", factor);
}

static void
zoom_in_cb (FreshetCompareResult *self)
{
  zoom (self, ZOOM_STEP);
}

static void
zoom_out_cb (FreshetCompareResult *self)
{
  zoom (self, 1 / ZOOM_STEP);
}

static void
zoom_all_cb (FreshetCompareResult *self)
{
  zoom (self, 0);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetCompareResult) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_compare_export_save_finish (result, &error))
    freshet_toast_say (GTK_WIDGET (self), error->message);
  else
    freshet_toast_say (GTK_WIDGET (self), _ ("Comparison exported"));
}

static void
export_to (FreshetCompareResult *self, GFile *file)
{
  FreshetCompareRecord *shown = get_shown (self);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GdkTexture) picture = NULL;
  g_autofree char *figures = NULL;

  if (shown == NULL || freshet_compare_record_get_reports (shown) == NULL)
    return;
  if (g_file_peek_path (file) == NULL)
    {
      freshet_toast_say (GTK_WIDGET (self), _ ("Only a folder of this computer can be chosen"));
      return;
    }
  if (g_str_has_suffix (name, ".png"))
    picture = freshet_compare_export_draw (self->waterfall, self->legend);
  else if (self->exports_figures && g_str_has_suffix (name, ".csv"))
    figures = freshet_figure_list_to_csv (freshet_compare_record_get_reports (shown));
  freshet_compare_export_save_async (file,
                                     freshet_compare_record_get_reports (shown),
                                     picture,
                                     figures,
                                     saved_cb,
                                     g_object_ref (self));
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, FreshetCompareResult *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL)
    export_to (self, file);
  g_clear_object (&self->chooser);
}

static void
export_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetCompareResult *self = FRESHET_COMPARE_RESULT (widget);
  const char *what = g_variant_get_string (parameter, NULL);
  g_autofree char *name = NULL;

  if (self->chooser != NULL)
    return;
  self->exports_figures = g_str_equal (what, "figures");
  /* Translators: the name of a file, without its ending */
  name = g_strdup_printf ("%s.%s", _ ("comparison"), self->exports_figures ? "csv" : what);
  self->chooser = gtk_file_chooser_native_new (_ ("Export Comparison"),
                                               GTK_WINDOW (gtk_widget_get_root (widget)),
                                               GTK_FILE_CHOOSER_ACTION_SAVE,
                                               _ ("_Export"),
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
undo_cb (AdwToast *toast, FreshetCompareRecord *record)
{
  freshet_compare_history_restore (g_object_get_data (G_OBJECT (toast), "history"), record);
}

static void
delete_action (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetCompareResult *self = FRESHET_COMPARE_RESULT (widget);
  g_autoptr (FreshetCompareRecord) record = NULL;
  AdwToast *toast;

  if (get_shown (self) == NULL || freshet_compare_record_get_reports (get_shown (self)) == NULL)
    return;
  record = g_object_ref (get_shown (self));
  freshet_compare_history_remove (self->history, record);
  toast = freshet_toast_new (_ ("Comparison deleted"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast),
                          "history",
                          g_object_ref (self->history),
                          g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), record, 0);
  g_object_set_data_full (G_OBJECT (toast), "record", g_object_ref (record), g_object_unref);
  freshet_toast_show (widget, toast);
}

static void
freshet_compare_result_dispose (GObject *object)
{
  FreshetCompareResult *self = FRESHET_COMPARE_RESULT (object);

  g_clear_object (&self->chooser);
  g_clear_object (&self->history);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_COMPARE_RESULT);

  G_OBJECT_CLASS (freshet_compare_result_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-compare-result.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, missing_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, shown_drop_down);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, ghost_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, table_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, waterfall_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, table);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, waterfall);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, legend);
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareResult, detail_label);
  gtk_widget_class_bind_template_callback (widget_class, shown_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ghost_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, detail_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoom_all_cb);
}

static void
freshet_compare_result_class_init (FreshetCompareResultClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_compare_result_dispose;

  gtk_widget_class_install_action (widget_class, "result.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "result.delete", NULL, delete_action);

  g_type_ensure (FRESHET_TYPE_COMPARE_GHOST_ROW);
  g_type_ensure (FRESHET_TYPE_COMPARE_RECORD);
  g_type_ensure (FRESHET_TYPE_COMPARE_TABLE);
  g_type_ensure (FRESHET_TYPE_WATERFALL);
  g_type_ensure (FRESHET_TYPE_WATERFALL_LEGEND);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_compare_result_init (FreshetCompareResult *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  freshet_nested_scroll_prepare (self->table_window);
  freshet_nested_scroll_prepare (self->waterfall_window);
  detail_changed_cb (self);
}

/**
 * freshet_compare_result_set_history:
 * @self: a result
 * @history: the comparisons that can be shown
 *
 * To be called once.
 */
void
freshet_compare_result_set_history (FreshetCompareResult *self, FreshetCompareHistory *history)
{
  GListModel *records;

  g_return_if_fail (FRESHET_IS_COMPARE_RESULT (self));
  g_return_if_fail (FRESHET_IS_COMPARE_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  self->history = g_object_ref (history);
  records = freshet_compare_history_get_records (history);
  freshet_compare_ghost_row_set_records (self->ghost_row, records);
  gtk_drop_down_set_model (self->shown_drop_down, records);
}

/**
 * freshet_compare_result_show_record:
 * @self: a result
 * @record: (nullable): one of the history's, %NULL for the newest
 *
 * Shows a comparison.
 */
void
freshet_compare_result_show_record (FreshetCompareResult *self, FreshetCompareRecord *record)
{
  GListModel *records;

  g_return_if_fail (FRESHET_IS_COMPARE_RESULT (self));

  records = freshet_compare_history_get_records (self->history);
  for (guint i = 0; i < g_list_model_get_n_items (records); i++)
    {
      g_autoptr (FreshetCompareRecord) item = g_list_model_get_item (records, i);

      if (item != record && record != NULL)
        continue;
      gtk_drop_down_set_selected (self->shown_drop_down, i);
      break;
    }
  shown_changed_cb (self);
}
