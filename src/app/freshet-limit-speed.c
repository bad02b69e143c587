/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-limit-speed.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "freshet-spin-text.h"

#define RESOURCE "/io/github/freshet/Freshet/freshet-limit-speed.ui"

typedef struct
{
  GPtrArray *downloads; /* owned, of FreshetDownload */
  GtkSpinButton *rate;
} LimitSpeed;

static void
limit_speed_free (gpointer data, GClosure *closure)
{
  LimitSpeed *limit = data;

  g_ptr_array_unref (limit->downloads);
  g_free (limit);
}

static void
response_cb (LimitSpeed *limit, const char *response)
{
  goffset rate;

  if (!g_str_equal (response, "limit"))
    return;
  gtk_spin_button_update (limit->rate);
  rate = (goffset) (gtk_spin_button_get_value (limit->rate) * FRESHET_MEGABYTE + 0.5);
  for (guint i = 0; i < limit->downloads->len; i++)
    freshet_download_set_rate_limit (limit->downloads->pdata[i], rate);
}

static void
explain (AdwMessageDialog *dialog, GPtrArray *downloads)
{
  g_autofree char *text = NULL;

  if (downloads->len == 1)
    /* Translators: %s is a file name */
    text
        = g_strdup_printf (_ ("How fast “%s” may be, within what all downloads together may take."),
                           freshet_download_get_name (downloads->pdata[0]));
  else
    text = g_strdup_printf (
        ngettext ("How fast %u download may be, within what all together may take.",
                  "How fast each of %u downloads may be, within what all together may take.",
                  downloads->len),
        downloads->len);
  adw_message_dialog_set_body (dialog, text);
}

/* What is typed counts when Enter is pressed. */
static void
activate_default (GtkSpinButton *button)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (button));

  gtk_text_set_activates_default (GTK_TEXT (text), TRUE);
}

/**
 * freshet_limit_speed_ask:
 * @widget: a widget in the window that asks
 * @downloads: (element-type FreshetDownload): which downloads
 *
 * Asks how fast each of them may be, and holds it to that at once.
 */
void
freshet_limit_speed_ask (GtkWidget *widget, GPtrArray *downloads)
{
  g_autoptr (GtkBuilder) builder = NULL;
  AdwMessageDialog *dialog;
  LimitSpeed *limit;
  goffset rate;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (downloads != NULL && downloads->len > 0);

  builder = gtk_builder_new_from_resource (RESOURCE);
  dialog = ADW_MESSAGE_DIALOG (gtk_builder_get_object (builder, "dialog"));
  limit = g_new0 (LimitSpeed, 1);
  limit->downloads = g_ptr_array_copy (downloads, (GCopyFunc) (void (*) (void)) g_object_ref, NULL);
  g_ptr_array_set_free_func (limit->downloads, g_object_unref);
  limit->rate = GTK_SPIN_BUTTON (gtk_builder_get_object (builder, "rate_button"));

  g_signal_connect (limit->rate, "output", G_CALLBACK (freshet_spin_text_show_rate), NULL);
  g_signal_connect (limit->rate, "input", G_CALLBACK (freshet_spin_text_read), NULL);
  activate_default (limit->rate);
  rate = freshet_download_get_rate_limit (downloads->pdata[0]);
  gtk_spin_button_set_value (limit->rate, (double) rate / FRESHET_MEGABYTE);
  gtk_spin_button_update (limit->rate);
  explain (dialog, downloads);
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (response_cb), limit, limit_speed_free, G_CONNECT_SWAPPED);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_widget_grab_focus (GTK_WIDGET (limit->rate));
  gtk_window_present (GTK_WINDOW (dialog));
}
