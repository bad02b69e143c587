/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-preferences.h"

#include <glib/gi18n-lib.h>

#include "freshet-host-path.h"
#include "freshet-settings.h"

#define MEGABYTE 1000000.0

/**
 * FreshetPreferences:
 *
 * The preferences: each works at once.
 */
struct _FreshetPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings;           /* owned */
  GtkFileChooserNative *chooser; /* owned, nullable: while it is open */
  GCancellable *naming;          /* owned, nullable: of the last query for the folder's name */

  /* From the template. */
  AdwActionRow *folder_row;
  GtkAdjustment *jobs;
  GtkAdjustment *jobs_per_host;
  GtkAdjustment *rate;
  GtkAdjustment *retries;
  GtkAdjustment *freeze_guard;
};

G_DEFINE_FINAL_TYPE (FreshetPreferences, freshet_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
folder_named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetPreferences *self = user_data;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GError) error = NULL;

  path = freshet_host_path_query_finish (result, &error);
  if (path == NULL)
    return;
  escaped = g_markup_escape_text (path, -1);
  adw_action_row_set_subtitle (self->folder_row, escaped);
}

static void
update_folder (FreshetPreferences *self)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);

  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  self->naming = g_cancellable_new ();
  freshet_host_path_query_async (folder, self->naming, folder_named_cb, self);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, FreshetPreferences *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (folder != NULL)
    path = g_file_get_path (folder);
  if (path != NULL && g_utf8_validate (path, -1, NULL))
    g_settings_set_string (self->settings, "download-folder", path);
  g_clear_object (&self->chooser);
}

static void
choose_folder_cb (FreshetPreferences *self)
{
  g_autofree char *path = freshet_settings_get_download_folder (self->settings);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  if (self->chooser != NULL)
    return;

  self->chooser = gtk_file_chooser_native_new (_ ("Download Folder"),
                                               GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
                                               _ ("_Select"),
                                               NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_file (GTK_FILE_CHOOSER (self->chooser), folder, NULL);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
rate_output_cb (GtkSpinButton *button, gpointer user_data)
{
  g_autofree char *text = NULL;

  if (gtk_spin_button_get_value (button) > 0)
    /* Translators: a speed limit, in megabytes a second */
    text = g_strdup_printf (_ ("%.1f MB/s"), gtk_spin_button_get_value (button));
  else
    text = g_strdup (_ ("No limit"));
  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (button))))
    gtk_editable_set_text (GTK_EDITABLE (button), text);
  return TRUE;
}

static int
rate_input_cb (GtkSpinButton *button, double *value, gpointer user_data)
{
  *value = g_strtod (gtk_editable_get_text (GTK_EDITABLE (button)), NULL);
  return TRUE;
}

static gboolean
rate_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, (double) g_variant_get_int64 (variant) / MEGABYTE);
  return TRUE;
}

static GVariant *
rate_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_int64 ((gint64) (g_value_get_double (value) * MEGABYTE + 0.5));
}

static void
bind (FreshetPreferences *self, const char *key, GtkAdjustment *adjustment)
{
  g_settings_bind (self->settings, key, adjustment, "value", G_SETTINGS_BIND_DEFAULT);
}

static void
freshet_preferences_dispose (GObject *object)
{
  FreshetPreferences *self = FRESHET_PREFERENCES (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  g_clear_object (&self->chooser);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_PREFERENCES);

  G_OBJECT_CLASS (freshet_preferences_parent_class)->dispose (object);
}

static void
freshet_preferences_class_init (FreshetPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_preferences_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, folder_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, jobs);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, jobs_per_host);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, rate);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, retries);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, freeze_guard);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_output_cb);
  gtk_widget_class_bind_template_callback (widget_class, rate_input_cb);
}

static void
freshet_preferences_init (FreshetPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_preferences_new:
 * @settings: the settings of the program
 *
 * Returns: (transfer none): a window to change them in, not yet shown
 */
GtkWindow *
freshet_preferences_new (GSettings *settings)
{
  FreshetPreferences *self;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_PREFERENCES, NULL);
  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "changed::download-folder", G_CALLBACK (update_folder), self);
  update_folder (self);

  bind (self, "jobs", self->jobs);
  bind (self, "jobs-per-host", self->jobs_per_host);
  bind (self, "retries", self->retries);
  bind (self, "freeze-guard", self->freeze_guard);
  g_settings_bind_with_mapping (settings,
                                "rate-limit",
                                self->rate,
                                "value",
                                G_SETTINGS_BIND_DEFAULT,
                                rate_from_setting,
                                rate_to_setting,
                                NULL,
                                NULL);
  return GTK_WINDOW (self);
}
