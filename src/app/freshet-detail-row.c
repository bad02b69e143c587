/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-detail-row.h"

#include <glib/gi18n-lib.h>

#include "freshet-focus.h"

/**
 * FreshetDetailRow:
 *
 * One fact with its name, which can be selected and copied. Hidden while it is not known.
 */
struct _FreshetDetailRow
{
  AdwPreferencesRow parent_instance;

  /* From the template. */
  GtkLabel *value_label;
  GtkWidget *copy_button;
};

G_DEFINE_FINAL_TYPE (FreshetDetailRow, freshet_detail_row, ADW_TYPE_PREFERENCES_ROW)

static void
copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetDetailRow *self = FRESHET_DETAIL_ROW (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget),
                          gtk_label_get_text (self->value_label));
}

static void
name_button (FreshetDetailRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  /* Translators: %s is the name of something that can be copied, such as “Address” */
  g_autofree char *label = g_strdup_printf (_ ("Copy: %s"), title);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->copy_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
}

/* A label that gets the focus would look as if somebody had selected its text. */
static gboolean
freshet_detail_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FRESHET_DETAIL_ROW (widget)->copy_button);
}

static void
freshet_detail_row_class_init (FreshetDetailRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = freshet_focus_child;
  widget_class->grab_focus = freshet_detail_row_grab_focus;

  gtk_widget_class_install_action (widget_class, "detail.copy", NULL, copy);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-detail-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetDetailRow, value_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetDetailRow, copy_button);
  gtk_widget_class_bind_template_callback (widget_class, name_button);
}

static void
freshet_detail_row_init (FreshetDetailRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_detail_row_set_value:
 * @self: a row
 * @value: (nullable): the fact, plain text; %NULL or empty if it is not known
 */
void
freshet_detail_row_set_value (FreshetDetailRow *self, const char *value)
{
  gboolean is_known = value != NULL && *value != '\0';

  g_return_if_fail (FRESHET_IS_DETAIL_ROW (self));

  /* What is selected in it stays selected as long as it says the same. */
  if (is_known && g_strcmp0 (gtk_label_get_text (self->value_label), value) != 0)
    gtk_label_set_text (self->value_label, value);
  gtk_widget_set_visible (GTK_WIDGET (self), is_known);
}
