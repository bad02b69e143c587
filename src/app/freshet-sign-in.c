/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-sign-in.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-command.h"

typedef struct
{
  FreshetQueue *queue;       /* owned */
  FreshetDownload *download; /* owned */
  AdwMessageDialog *dialog;
  GtkEditable *user;
  GtkEditable *password;
} SignIn;

static void
sign_in_free (gpointer data, GClosure *closure)
{
  SignIn *sign_in = data;

  g_object_unref (sign_in->queue);
  g_object_unref (sign_in->download);
  g_free (sign_in);
}

/* An entry says that it changes when it goes as well, later than the dialog. */
static void
changed_cb (AdwMessageDialog *dialog, GtkEditable *user)
{
  adw_message_dialog_set_response_enabled (dialog,
                                           "sign-in",
                                           *gtk_editable_get_text (user) != '\0');
}

static void
response_cb (SignIn *sign_in, const char *response)
{
  FreshetState state = freshet_download_get_state (sign_in->download);

  if (!g_str_equal (response, "sign-in"))
    return;
  /* What is under way meanwhile takes them the next time. */
  freshet_download_set_credentials (sign_in->download,
                                    gtk_editable_get_text (sign_in->user),
                                    gtk_editable_get_text (sign_in->password));
  if (freshet_command_fits (FRESHET_COMMAND_START, state))
    freshet_queue_start_download (sign_in->queue, sign_in->download);
}

/**
 * freshet_sign_in_ask:
 * @widget: a widget in the window that asks
 * @queue: the list
 * @download: what the server wants a name and a password for
 *
 * Asks for a user name and a password, and tries again with them. They are kept in memory alone.
 */
void
freshet_sign_in_ask (GtkWidget *widget, FreshetQueue *queue, FreshetDownload *download)
{
  g_autoptr (GtkBuilder) builder = NULL;
  SignIn *sign_in;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (FRESHET_IS_DOWNLOAD (download));

  builder = gtk_builder_new_from_resource ("/io/github/freshet/Freshet/freshet-sign-in.ui");
  sign_in = g_new0 (SignIn, 1);
  sign_in->queue = g_object_ref (queue);
  sign_in->download = g_object_ref (download);
  sign_in->dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  sign_in->user = GTK_EDITABLE (gtk_builder_get_object (builder, "user"));
  sign_in->password = GTK_EDITABLE (gtk_builder_get_object (builder, "password"));

  adw_message_dialog_format_body (sign_in->dialog,
                                  /* Translators: %s is a server */
                                  _ ("For %s. Kept only until Freshet ends."),
                                  freshet_download_get_host (download));
  g_signal_connect_object (
      sign_in->user, "changed", G_CALLBACK (changed_cb), sign_in->dialog, G_CONNECT_SWAPPED);
  g_signal_connect_data (sign_in->dialog,
                         "response",
                         G_CALLBACK (response_cb),
                         sign_in,
                         sign_in_free,
                         G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (sign_in->dialog),
                                GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (sign_in->dialog));
}
