/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-drop.h"

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, FreshetAdder *adder)
{
  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
      g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_object_unref);

      for (GSList *l = files; l != NULL; l = l->next)
        g_ptr_array_add (array, g_object_ref (l->data));
      freshet_adder_read_files (adder, array);
      return array->len > 0;
    }
  if (g_value_get_string (value) == NULL)
    return FALSE;
  freshet_adder_add_text (adder, g_value_get_string (value));
  return TRUE;
}

/**
 * freshet_drop_accept:
 * @widget: a widget
 * @adder: what takes what is dropped on it
 *
 * Lets links, text, and files with lists of addresses be dropped on @widget. Of what offers more than
 * one of them, such as a browser, the list of files and links is taken (`text/uri-list`).
 */
void
freshet_drop_accept (GtkWidget *widget, FreshetAdder *adder)
{
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_STRING };
  GtkDropTarget *target;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_ADDER (adder));

  target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY | GDK_ACTION_LINK);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), adder, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}
