/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-toast.h"

#include <glib/gi18n-lib.h>

#include "freshet-files.h"

#define ANSWER_S 12

/* What a toast of libadwaita needs beside its text: margins, the button that closes it, and the padding of
 * the other one. */
#define BESIDE_TEXT 110
#define BESIDE_BUTTON 40

static void
show_file_cb (AdwToast *toast, GFile *file)
{
  freshet_files_show_async (file, NULL, NULL);
}

static void
file_destroy_notify (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/* libadwaita gives a toast all that its text would like to have on one line, also where there is not as
 * much: its button would be out of sight. */
static void
limit_width (AdwToast *toast, GtkWidget *overlay)
{
  GtkWidget *label = adw_toast_get_custom_title (toast);
  const char *button = adw_toast_get_button_label (toast);
  PangoFontMetrics *metrics
      = pango_context_get_metrics (gtk_widget_get_pango_context (overlay), NULL, NULL);
  int char_width = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                        pango_font_metrics_get_approximate_digit_width (metrics));
  int width = gtk_widget_get_width (overlay) - BESIDE_TEXT;
  int button_width;

  pango_font_metrics_unref (metrics);
  if (button != NULL)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (overlay, button);

      pango_layout_get_pixel_size (layout, &button_width, NULL);
      width -= button_width + BESIDE_BUTTON;
    }
  if (GTK_IS_LABEL (label) && width > 0)
    gtk_label_set_max_width_chars (GTK_LABEL (label), MAX (1, width * PANGO_SCALE / char_width));
}

/**
 * freshet_toast_new:
 * @text: what to say, plain text
 *
 * Returns: (transfer full): a toast that says just @text, on as many lines as that takes in a narrow
 *   window
 */
AdwToast *
freshet_toast_new (const char *text)
{
  AdwToast *toast;
  GtkWidget *label;

  g_return_val_if_fail (text != NULL, NULL);

  toast = adw_toast_new ("");
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  return toast;
}

/**
 * freshet_toast_new_with_button:
 * @text: what to say, plain text
 * @label: what its button says, with a mnemonic
 *
 * Returns: (transfer full): a toast that stays long enough to be read and answered, with a screen
 *   reader too
 */
AdwToast *
freshet_toast_new_with_button (const char *text, const char *label)
{
  AdwToast *toast = freshet_toast_new (text);

  adw_toast_set_button_label (toast, label);
  adw_toast_set_timeout (toast, ANSWER_S);
  return toast;
}

/**
 * freshet_toast_show:
 * @widget: a widget in a window that shows toasts
 * @toast: (transfer full): what to show
 *
 * Shows @toast in the window of @widget, or nowhere if that is closed by now.
 */
void
freshet_toast_show (GtkWidget *widget, AdwToast *toast)
{
  GtkWidget *overlay;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (ADW_IS_TOAST (toast));

  overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  if (overlay == NULL)
    {
      g_object_unref (toast);
      return;
    }
  limit_width (toast, overlay);
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
}

/**
 * freshet_toast_say:
 * @widget: a widget in a window that shows toasts
 * @text: what to say, plain text
 */
void
freshet_toast_say (GtkWidget *widget, const char *text)
{
  freshet_toast_show (widget, freshet_toast_new (text));
}

/**
 * freshet_toast_say_of_file:
 * @widget: a widget in a window that shows toasts
 * @text: what to say, plain text
 * @file: what it is about
 *
 * Says something until it is dismissed, and offers to show a file.
 */
void
freshet_toast_say_of_file (GtkWidget *widget, const char *text, GFile *file)
{
  AdwToast *toast;

  g_return_if_fail (G_IS_FILE (file));

  toast = freshet_toast_new (text);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _ ("_Show"));
  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (show_file_cb),
                         g_object_ref (file),
                         file_destroy_notify,
                         0);
  freshet_toast_show (widget, toast);
}
