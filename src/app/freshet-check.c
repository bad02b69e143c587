/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-check.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-checksum-finder.h"
#include "freshet-command.h"
#include "freshet-row-text.h"
#include "freshet-toast.h"

typedef struct
{
  GtkWidget *widget;         /* owned */
  FreshetDownload *download; /* owned */
} Check;

static Check *
check_new (GtkWidget *widget, FreshetDownload *download)
{
  Check *check = g_new (Check, 1);

  check->widget = g_object_ref (widget);
  check->download = g_object_ref (download);
  return check;
}

static void
check_free (Check *check)
{
  g_object_unref (check->widget);
  g_object_unref (check->download);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static void
check_destroy_notify (gpointer data, GClosure *closure)
{
  check_free (data);
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;
  const GError *failure;
  gboolean matches = freshet_download_verify_finish (check->download, result, &error);

  failure = error != NULL ? error : freshet_download_get_error (check->download);
  if (!matches && failure != NULL)
    freshet_toast_say (check->widget, failure->message);
}

/* What was asked for may have begun in the meantime: then it is too late to want something of it. */
static void
run (Check *check, const FreshetChecksum *checksum)
{
  FreshetState state = freshet_download_get_state (check->download);
  g_autofree char *digest = freshet_checksum_to_string (checksum);
  g_autofree char *kind = freshet_row_text_kind (digest);
  g_autofree char *text = NULL;
  const char *name = freshet_download_get_name (check->download);

  if (state == FRESHET_STATE_FINISHED)
    {
      freshet_download_verify_async (
          check->download, checksum, NULL, verified_cb, check_new (check->widget, check->download));
      /* Translators: the first %s is a file name, the second a kind of checksum, such as “SHA-256” */
      text = g_strdup_printf (_ ("Checking “%s” with %s…"), name, kind);
    }
  else if (freshet_command_fits (FRESHET_COMMAND_CHECK, state))
    {
      freshet_download_set_checksum (check->download, checksum);
      /* Translators: the first %s is a file name, the second a kind of checksum, such as “SHA-256” */
      text = g_strdup_printf (_ ("“%s” will be checked with %s"), name, kind);
    }
  else
    {
      /* Translators: %s is a file name */
      text = g_strdup_printf (_ ("“%s” is being downloaded: check it when it is there"), name);
    }
  freshet_toast_say (check->widget, text);
}

static void
changed_cb (GtkEditable *entry, AdwMessageDialog *dialog)
{
  GtkLabel *message = g_object_get_data (G_OBJECT (dialog), "message");
  const char *text = gtk_editable_get_text (entry);
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetChecksum) checksum = freshet_checksum_parse (text, &error);
  gboolean is_wrong = checksum == NULL && *text != '\0';

  adw_message_dialog_set_response_enabled (dialog, "check", checksum != NULL);
  gtk_label_set_label (message, is_wrong ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (message), is_wrong);
  if (is_wrong)
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_wrong ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, Check *check)
{
  GtkEditable *entry = g_object_get_data (G_OBJECT (dialog), "entry");
  g_autoptr (FreshetChecksum) checksum = NULL;

  if (!g_str_equal (response, "check"))
    return;
  checksum = freshet_checksum_parse (gtk_editable_get_text (entry), NULL);
  if (checksum != NULL)
    run (check, checksum);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetChecksum) checksum = freshet_checksum_finder_find_finish (result, &error);

  if (checksum != NULL)
    run (check, checksum);
  else
    freshet_toast_say (check->widget, error->message);
}

/* Here it may be called “NAME (1)”, and the list on the server does not know that. */
static char *
get_name_on_server (FreshetDownload *download)
{
  const char *path = g_uri_get_path (freshet_download_get_uri (download));
  g_autofree char *name = g_path_get_basename (path);
  char *decoded = g_uri_unescape_string (name, NULL);

  return decoded != NULL ? decoded : g_steal_pointer (&name);
}

/**
 * freshet_check_ask:
 * @widget: a widget in the window that asks
 * @download: what is to be checked
 *
 * Asks for a checksum, and checks the file by it: now if it is there, or when it is.
 */
void
freshet_check_ask (GtkWidget *widget, FreshetDownload *download)
{
  g_autoptr (GtkBuilder) builder = NULL;
  AdwMessageDialog *dialog;
  GObject *entry;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  builder = gtk_builder_new_from_resource ("/io/github/freshet/Freshet/freshet-check.ui");
  dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  entry = gtk_builder_get_object (builder, "entry");
  adw_message_dialog_format_body (
      dialog,
      /* Translators: %s is a file name */
      _ ("Paste the checksum that “%s” is to have. Its length tells the kind."),
      freshet_download_get_name (download));
  g_object_set_data (G_OBJECT (dialog), "entry", entry);
  g_object_set_data (G_OBJECT (dialog), "message", gtk_builder_get_object (builder, "message"));
  g_signal_connect (entry, "changed", G_CALLBACK (changed_cb), dialog);
  g_signal_connect_data (dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         check_new (widget, download),
                         check_destroy_notify,
                         0);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * freshet_check_find:
 * @widget: a widget in the window that says what became of it
 * @download: what is to be checked
 *
 * Looks on the server for a checksum, and checks the file by it: now if it is there, or when it is.
 */
void
freshet_check_find (GtkWidget *widget, FreshetDownload *download)
{
  g_autofree char *name = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  name = get_name_on_server (download);
  freshet_checksum_finder_find_async (
      freshet_download_get_uri (download), name, NULL, found_cb, check_new (widget, download));
}
