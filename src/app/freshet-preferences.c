/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-preferences.h"

#include "freshet-folder-row.h"
#include "freshet-mode-row.h"
#include "freshet-proxy.h"
#include "freshet-settings.h"
#include "freshet-spin-text.h"

/**
 * FreshetPreferences:
 *
 * The preferences: each works at once.
 */
struct _FreshetPreferences
{
  AdwPreferencesWindow parent_instance;

  GSettings *settings; /* owned */

  /* From the template. */
  FreshetFolderRow *folder_row;
  GtkAdjustment *jobs;
  GtkAdjustment *jobs_per_host;
  GtkAdjustment *rate;
  GtkAdjustment *retries;
  GtkSwitch *trust_length;
  GtkAdjustment *segments;
  GtkAdjustment *freeze_guard;
  GObject *ask_switch;
  GObject *start_switch;
  GObject *notifications_switch;
  GObject *background_switch;
  AdwComboRow *history_row;
  AdwComboRow *proxy_row;
  GtkEditable *proxy_entry;
  AdwPreferencesRow *proxy_error_row;
  AdwPreferencesGroup *mode_group;
};

G_DEFINE_FINAL_TYPE (FreshetPreferences, freshet_preferences, ADW_TYPE_PREFERENCES_WINDOW)

static void
folder_setting_changed_cb (FreshetPreferences *self)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);

  freshet_folder_row_set_folder (self->folder_row, folder);
}

static void
folder_chosen_cb (FreshetPreferences *self)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);
  const char *chosen = freshet_folder_row_get_folder (self->folder_row);

  if (!g_str_equal (chosen, folder) && g_utf8_validate (chosen, -1, NULL))
    g_settings_set_string (self->settings, "download-folder", chosen);
}

/* What is no proxy is not used, and that is said. */
static void
update_proxy (FreshetPreferences *self)
{
  gboolean is_manual = adw_combo_row_get_selected (self->proxy_row) == FRESHET_PROXY_MODE_MANUAL;
  g_autoptr (GError) error = NULL;
  g_autofree char *proxy = freshet_proxy_parse (gtk_editable_get_text (self->proxy_entry), &error);

  gtk_widget_set_visible (GTK_WIDGET (self->proxy_entry), is_manual);
  gtk_widget_set_visible (GTK_WIDGET (self->proxy_error_row), is_manual && error != NULL);
  if (error != NULL)
    {
      adw_preferences_row_set_title (self->proxy_error_row, error->message);
      gtk_widget_add_css_class (GTK_WIDGET (self->proxy_entry), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->proxy_entry), "error");
    }
}

static gboolean
rate_from_setting (GValue *value, GVariant *variant, gpointer user_data)
{
  g_value_set_double (value, (double) g_variant_get_int64 (variant) / FRESHET_MEGABYTE);
  return TRUE;
}

static GVariant *
rate_to_setting (const GValue *value, const GVariantType *type, gpointer user_data)
{
  return g_variant_new_int64 ((gint64) (g_value_get_double (value) * FRESHET_MEGABYTE + 0.5));
}

/* The items of a row are in the order of the values of an enumeration of the settings. */
static void
choice_changed_cb (GSettings *settings, const char *key, AdwComboRow *row)
{
  adw_combo_row_set_selected (row, (guint) g_settings_get_enum (settings, key));
}

static void
history_selected_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "history", (int) adw_combo_row_get_selected (row));
}

static void
proxy_selected_cb (AdwComboRow *row, GParamSpec *pspec, GSettings *settings)
{
  g_settings_set_enum (settings, "proxy-mode", (int) adw_combo_row_get_selected (row));
}

static void
bind_choice (FreshetPreferences *self, const char *key, AdwComboRow *row, GCallback selected_cb)
{
  g_autofree char *signal = g_strconcat ("changed::", key, NULL);

  choice_changed_cb (self->settings, key, row);
  g_signal_connect_object (self->settings, signal, G_CALLBACK (choice_changed_cb), row, 0);
  g_signal_connect_object (row, "notify::selected", selected_cb, self->settings, 0);
}

static void
bind_running (FreshetPreferences *self)
{
  g_settings_bind (self->settings, "ask-where", self->ask_switch, "active", 0);
  g_settings_bind (self->settings, "start-at-once", self->start_switch, "active", 0);
  g_settings_bind (self->settings, "notifications", self->notifications_switch, "active", 0);
  g_settings_bind (self->settings, "background", self->background_switch, "active", 0);
  g_settings_bind (self->settings, "proxy", self->proxy_entry, "text", 0);
  bind_choice (self, "history", self->history_row, G_CALLBACK (history_selected_cb));
  bind_choice (self, "proxy-mode", self->proxy_row, G_CALLBACK (proxy_selected_cb));
  update_proxy (self);
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
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_PREFERENCES);

  G_OBJECT_CLASS (freshet_preferences_parent_class)->dispose (object);
}

static void
freshet_preferences_class_init (FreshetPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_preferences_dispose;

  g_type_ensure (FRESHET_TYPE_FOLDER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, folder_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, jobs);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, jobs_per_host);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, rate);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, retries);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, trust_length);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, segments);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, ask_switch);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, start_switch);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, notifications_switch);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, background_switch);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, history_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, proxy_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, proxy_entry);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, proxy_error_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, freeze_guard);
  gtk_widget_class_bind_template_child (widget_class, FreshetPreferences, mode_group);
  gtk_widget_class_bind_template_callback (widget_class, folder_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_proxy);
  gtk_widget_class_bind_template_callback (widget_class, freshet_spin_text_show_automatic);
  gtk_widget_class_bind_template_callback (widget_class, freshet_spin_text_show_unlimited);
  gtk_widget_class_bind_template_callback (widget_class, freshet_spin_text_show_rate);
  gtk_widget_class_bind_template_callback (widget_class, freshet_spin_text_read);
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
  g_signal_connect_swapped (settings,
                            "changed::download-folder",
                            G_CALLBACK (folder_setting_changed_cb),
                            self);
  folder_setting_changed_cb (self);

  bind (self, "jobs", self->jobs);
  bind (self, "jobs-per-host", self->jobs_per_host);
  bind (self, "retries", self->retries);
  bind (self, "segments", self->segments);
  g_settings_bind (settings, "trust-length", self->trust_length, "active", G_SETTINGS_BIND_DEFAULT);
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
  bind_running (self);
  freshet_mode_rows_bind (self->mode_group, settings);
  return GTK_WINDOW (self);
}
