/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-button.h"

#include "freshet-row-text.h"

/**
 * FreshetRowButton:
 *
 * One of the buttons of a row: for one command, and in sight only while that fits the download.
 */
struct _FreshetRowButton
{
  GtkButton parent_instance;

  FreshetCommand command;
  FreshetDownload *download; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (FreshetRowButton, freshet_row_button, GTK_TYPE_BUTTON)

static const char *
get_label (FreshetRowButton *self)
{
  return freshet_command_get_label (self->command, freshet_download_get_state (self->download));
}

/*
 * Made when it is asked for: to set a tooltip has GTK ask the display twice where the pointer is, and wait
 * for the answers.
 */
static gboolean
freshet_row_button_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  FreshetRowButton *self = FRESHET_ROW_BUTTON (widget);

  if (self->download == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip, get_label (self));
  return TRUE;
}

static void
freshet_row_button_dispose (GObject *object)
{
  g_clear_object (&FRESHET_ROW_BUTTON (object)->download);

  G_OBJECT_CLASS (freshet_row_button_parent_class)->dispose (object);
}

static void
freshet_row_button_class_init (FreshetRowButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_row_button_dispose;
  GTK_WIDGET_CLASS (klass)->query_tooltip = freshet_row_button_query_tooltip;
}

static void
freshet_row_button_init (FreshetRowButton *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
}

/**
 * freshet_row_button_show:
 * @self: a button
 * @command: what it is for
 * @download: (nullable): with what; %NULL while it is not in use
 *
 * To be called again whenever the state of @download changes.
 */
void
freshet_row_button_show (FreshetRowButton *self, FreshetCommand command, FreshetDownload *download)
{
  FreshetState state;
  const char *icon;
  g_autoptr (GEnumClass) class = NULL;
  g_autofree char *action = NULL;

  g_return_if_fail (FRESHET_IS_ROW_BUTTON (self));
  g_return_if_fail (download == NULL || FRESHET_IS_DOWNLOAD (download));

  self->command = command;
  g_set_object (&self->download, download);
  if (download == NULL)
    return;

  state = freshet_download_get_state (download);
  gtk_widget_set_visible (GTK_WIDGET (self), freshet_command_fits (command, state));
  if (!freshet_command_fits (command, state))
    return;

  icon = freshet_command_get_icon_name (command, state);
  if (g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (self)), icon) != 0)
    gtk_button_set_icon_name (GTK_BUTTON (self), icon);
  class = g_type_class_ref (FRESHET_TYPE_COMMAND);
  action = g_strconcat ("row.", g_enum_get_value (class, (int) command)->value_nick, NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), action);
}

/**
 * freshet_row_button_name:
 * @self: a button
 *
 * Names it for a screen reader after what it does, and with what.
 */
void
freshet_row_button_name (FreshetRowButton *self)
{
  g_autofree char *name = NULL;

  g_return_if_fail (FRESHET_IS_ROW_BUTTON (self));

  if (self->download == NULL || !gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  name = freshet_row_text_button (get_label (self), freshet_download_get_name (self->download));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
