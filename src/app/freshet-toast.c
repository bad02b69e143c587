/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-toast.h"

#define ANSWER_S 12

/**
 * freshet_toast_new:
 * @text: what to say, plain text
 *
 * Returns: (transfer full): a toast, whose title takes markup, that says just @text
 */
AdwToast *
freshet_toast_new (const char *text)
{
  g_autofree char *escaped = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  escaped = g_markup_escape_text (text, -1);
  return adw_toast_new (escaped);
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
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (toast);
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
