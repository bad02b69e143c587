/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-buttons.h"

#include "freshet-row-button.h"

/**
 * FreshetRowButtons:
 *
 * The buttons at the end of a row: those that fit the state of its download.
 */
struct _FreshetRowButtons
{
  GtkBox parent_instance;

  /* From the template. */
  FreshetRowButton *first_button;
  FreshetRowButton *folder_button;
  FreshetRowButton *last_button;
};

G_DEFINE_FINAL_TYPE (FreshetRowButtons, freshet_row_buttons, GTK_TYPE_BOX)

static void
let_go (FreshetRowButtons *self)
{
  freshet_row_button_show (self->first_button, FRESHET_COMMAND_NONE, NULL);
  freshet_row_button_show (self->folder_button, FRESHET_COMMAND_NONE, NULL);
  freshet_row_button_show (self->last_button, FRESHET_COMMAND_NONE, NULL);
}

static void
freshet_row_buttons_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_ROW_BUTTONS);

  G_OBJECT_CLASS (freshet_row_buttons_parent_class)->dispose (object);
}

static void
freshet_row_buttons_class_init (FreshetRowButtonsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_row_buttons_dispose;

  g_type_ensure (FRESHET_TYPE_ROW_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-row-buttons.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetRowButtons, first_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetRowButtons, folder_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetRowButtons, last_button);
}

static void
freshet_row_buttons_init (FreshetRowButtons *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_row_buttons_show:
 * @self: the buttons of a row
 * @download: (nullable): what the row shows; %NULL while it is not in use
 *
 * To be called again whenever the state of @download changes.
 */
void
freshet_row_buttons_show (FreshetRowButtons *self, FreshetDownload *download)
{
  FreshetState state;

  g_return_if_fail (FRESHET_IS_ROW_BUTTONS (self));
  g_return_if_fail (download == NULL || FRESHET_IS_DOWNLOAD (download));

  if (download == NULL)
    {
      let_go (self);
      return;
    }
  state = freshet_download_get_state (download);
  freshet_row_button_show (self->first_button, freshet_command_first_for (download), download);
  freshet_row_button_show (self->folder_button, FRESHET_COMMAND_SHOW_IN_FOLDER, download);
  freshet_row_button_show (self->last_button, freshet_command_last (state), download);
}

/**
 * freshet_row_buttons_name:
 * @self: the buttons of a row
 *
 * Names them for a screen reader after what each does, and with what.
 */
void
freshet_row_buttons_name (FreshetRowButtons *self)
{
  g_return_if_fail (FRESHET_IS_ROW_BUTTONS (self));

  freshet_row_button_name (self->first_button);
  freshet_row_button_name (self->folder_button);
  freshet_row_button_name (self->last_button);
}
