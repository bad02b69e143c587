/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-details.h"

#include "freshet-detail-row.h"
#include "freshet-details-text.h"
#include "freshet-format.h"
#include "freshet-host-path.h"
#include "freshet-row-text.h"
#include "freshet-waterfall.h"

/* What is read should not flicker. */
#define UPDATE_MS 250

/**
 * FreshetDetails:
 *
 * All that is known of one download.
 */
struct _FreshetDetails
{
  AdwWindow parent_instance;

  FreshetDownload *download; /* owned */
  guint source;
  char *path;           /* owned, nullable: what the shown one was made of */
  GCancellable *naming; /* owned, nullable: of the last query for the folder's name */

  /* From the template. */
  AdwWindowTitle *window_title;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkLabel *advice_label;
  FreshetDetailRow *state_row;
  FreshetDetailRow *path_row;
  FreshetDetailRow *size_row;
  FreshetDetailRow *checksum_row;
  FreshetDetailRow *address_row;
  FreshetDetailRow *final_address_row;
  FreshetDetailRow *redirects_row;
  FreshetDetailRow *server_row;
  FreshetDetailRow *connection_row;
  FreshetDetailRow *issuer_row;
  FreshetDetailRow *etag_row;
  FreshetDetailRow *last_modified_row;
  FreshetDetailRow *added_row;
  FreshetDetailRow *ended_row;
  FreshetDetailRow *attempts_row;
  FreshetDetailRow *segments_row;
  FreshetDetailRow *rate_limit_row;
  FreshetDetailRow *resumed_row;
  FreshetWaterfall *waterfall;
};

G_DEFINE_FINAL_TYPE (FreshetDetails, freshet_details, ADW_TYPE_WINDOW)

/* Takes @value. */
static void
show (FreshetDetailRow *row, char *value)
{
  freshet_detail_row_set_value (row, value);
  g_free (value);
}

static char *
format_number (guint number)
{
  return number > 0 ? g_strdup_printf ("%u", number) : NULL;
}

static void
update_error (FreshetDetails *self)
{
  const GError *error = freshet_download_get_error (self->download);
  const char *advice = freshet_details_text_advice (error);

  gtk_widget_set_visible (self->error_box, error != NULL);
  gtk_label_set_text (self->error_label, error != NULL ? error->message : "");
  gtk_label_set_text (self->advice_label, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), advice != NULL);
}

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetDetails *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = freshet_host_path_query_finish (result, &error);
  g_autofree char *name = NULL;

  /* The window may be gone by then, but not without having cancelled this. */
  if (folder == NULL)
    return;
  name = g_filename_display_basename (self->path);
  show (self->path_row, g_build_filename (folder, name, NULL));
}

/* In a sandbox, the folder is another one to the program than to a person. */
static void
update_path (FreshetDetails *self)
{
  const char *path = freshet_download_get_path (self->download);
  g_autofree char *folder = NULL;

  if (path == NULL || g_strcmp0 (path, self->path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  folder = g_path_get_dirname (path);
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  self->naming = g_cancellable_new ();
  freshet_host_path_query_async (folder, self->naming, named_cb, self);
}

static void
update_file (FreshetDetails *self)
{
  FreshetDownload *download = self->download;
  g_autofree char *wanted = NULL;

  g_object_get (download, "checksum", &wanted, NULL);
  adw_window_title_set_subtitle (self->window_title, freshet_download_get_name (download));
  /* Why it failed stands above. */
  show (self->state_row,
        freshet_download_get_state (download) != FRESHET_STATE_FAILED
            ? freshet_row_text_of (download, g_get_monotonic_time ())
            : NULL);
  update_path (self);
  show (self->size_row,
        freshet_details_text_size (freshet_download_get_received (download),
                                   freshet_download_get_total (download)));
  show (self->checksum_row,
        freshet_details_text_checksum (wanted, freshet_download_get_digest (download)));
}

static void
update_server (FreshetDetails *self)
{
  FreshetDownload *download = self->download;
  const FreshetProvenance *provenance = freshet_download_get_provenance (download);
  const char *address = freshet_download_get_address (download);
  const char *final = freshet_download_get_final_address (download);

  freshet_detail_row_set_value (self->address_row, address);
  freshet_detail_row_set_value (self->final_address_row,
                                g_strcmp0 (address, final) != 0 ? final : NULL);
  show (self->redirects_row, freshet_details_text_redirects (provenance));
  show (self->connection_row, freshet_details_text_connection (provenance));
  if (provenance == NULL)
    return;
  freshet_detail_row_set_value (self->server_row, provenance->server);
  freshet_detail_row_set_value (self->issuer_row, provenance->tls_issuer);
  freshet_detail_row_set_value (self->etag_row, provenance->etag);
  freshet_detail_row_set_value (self->last_modified_row, provenance->last_modified);
}

static void
update_course (FreshetDetails *self)
{
  FreshetDownload *download = self->download;
  goffset resumed_from = freshet_download_get_resumed_from (download);
  double rate_limit = (double) freshet_download_get_rate_limit (download);

  show (self->added_row, freshet_details_text_time (freshet_download_get_added (download)));
  show (self->ended_row, freshet_details_text_time (freshet_download_get_ended (download)));
  show (self->attempts_row, format_number (freshet_download_get_attempts (download)));
  show (self->segments_row, format_number (freshet_download_get_segments (download)));
  show (self->rate_limit_row, rate_limit > 0 ? freshet_format_speed (rate_limit) : NULL);
  show (self->resumed_row, resumed_from > 0 ? freshet_format_size (resumed_from) : NULL);
}

/* It is drawn when it has ended: what has not happened yet has no length. */
static void
update_waterfall (FreshetDetails *self)
{
  g_autoptr (FreshetReport) report = freshet_download_create_report (self->download);
  g_autoptr (GPtrArray) reports = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->waterfall), report != NULL);
  if (report == NULL)
    return;
  reports = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (reports, g_steal_pointer (&report));
  freshet_waterfall_set_reports (self->waterfall, reports, NULL);
}

static void
update (FreshetDetails *self)
{
  update_error (self);
  update_file (self);
  update_server (self);
  update_course (self);
}

static gboolean
update_cb (gpointer user_data)
{
  FreshetDetails *self = user_data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (FreshetDetails *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (UPDATE_MS, update_cb, self);
}

static void
freshet_details_dispose (GObject *object)
{
  FreshetDetails *self = FRESHET_DETAILS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->download);
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_DETAILS);

  G_OBJECT_CLASS (freshet_details_parent_class)->dispose (object);
}

static void
bind_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, state_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, path_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, size_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, checksum_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, address_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, final_address_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, redirects_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, server_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, connection_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, issuer_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, etag_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, last_modified_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, added_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, ended_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, attempts_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, segments_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, rate_limit_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, resumed_row);
}

static void
freshet_details_class_init (FreshetDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_details_dispose;

  g_type_ensure (FRESHET_TYPE_DETAIL_ROW);
  g_type_ensure (FRESHET_TYPE_WATERFALL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-details.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, window_title);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, error_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, error_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, advice_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetails, waterfall);
  bind_rows (widget_class);
}

static void
freshet_details_init (FreshetDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_details_new:
 * @download: a download
 *
 * Returns: (transfer none): a window with all that is known of it, not yet shown
 */
GtkWindow *
freshet_details_new (FreshetDownload *download)
{
  FreshetDetails *self;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (download), NULL);

  self = g_object_new (FRESHET_TYPE_DETAILS, NULL);
  self->download = g_object_ref (download);
  g_signal_connect_object (download, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      download, "notify::state", G_CALLBACK (update_waterfall), self, G_CONNECT_SWAPPED);
  update (self);
  update_waterfall (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  return GTK_WINDOW (self);
}
