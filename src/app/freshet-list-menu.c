/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-menu.h"

#include <glib/gi18n-lib.h>

#include "freshet-accessible.h"
#include "freshet-command.h"

#define RESOURCE "/io/github/freshet/Freshet/freshet-list-menu.ui"

/* Returns: how many of those that are selected @command would be done with */
static guint
count (GtkSelectionModel *selection, FreshetCommand command)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (selection);
  guint n_fitting = 0;
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (FreshetDownload) download
          = g_list_model_get_item (G_LIST_MODEL (selection), position);

      if (freshet_command_fits (command, freshet_download_get_state (download)))
        n_fitting++;
    }
  return n_fitting;
}

/* A @position of -1 is the last. */
static void
insert (
    GtkBuilder *builder, const char *section, int position, const char *label, const char *action)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "hidden-when", "s", "action-disabled");
  g_menu_insert_item (G_MENU (gtk_builder_get_object (builder, section)), position, item);
}

/* What is called by what the download was at, and by how many are selected. */
static void
insert_labelled (GtkBuilder *builder, GtkSelectionModel *selection, FreshetState state)
{
  insert (
      builder, "running", 0, freshet_command_get_label (FRESHET_COMMAND_START, state), "win.start");
  insert (builder,
          "known",
          0,
          ngettext ("Copy _Address",
                    "Copy _Addresses",
                    count (selection, FRESHET_COMMAND_COPY_ADDRESS)),
          "win.copy-address");
  insert (builder,
          "gone",
          -1,
          ngettext ("Move File to _Wastebasket",
                    "Move Files to _Wastebasket",
                    count (selection, FRESHET_COMMAND_TRASH)),
          "win.trash");
}

static gboolean
popup_cb (gpointer data)
{
  GtkWidget *parent = gtk_widget_get_parent (data);

  if (parent != NULL && gtk_widget_get_mapped (parent))
    gtk_popover_popup (GTK_POPOVER (data));
  return G_SOURCE_REMOVE;
}

/*
 * GTK puts the lines between the sections in when it is idle. Newer GTK makes no room for them in a menu that
 * is open by then, and cuts off what is below: so it opens just after that.
 */
static void
popup (GtkPopoverMenu *menu,
       GtkSelectionModel *selection,
       FreshetState state,
       const GdkRectangle *at)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (RESOURCE);

  insert_labelled (builder, selection, state);
  gtk_popover_menu_set_menu_model (menu, G_MENU_MODEL (gtk_builder_get_object (builder, "menu")));
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), at);
  freshet_accessible_name_all (GTK_WIDGET (menu));
  g_idle_add_full (GTK_PRIORITY_RESIZE, popup_cb, g_object_ref (menu), g_object_unref);
}

/**
 * freshet_list_menu_new:
 *
 * Returns: (transfer floating): the menu of what can be done with the downloads that are selected
 */
GtkWidget *
freshet_list_menu_new (void)
{
  GtkWidget *menu = gtk_popover_menu_new_from_model (NULL);

  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  return menu;
}

/**
 * freshet_list_menu_open:
 * @menu: a menu that has a parent
 * @item: the place of a download in the list
 * @selection: what is selected in the list
 * @at: where, in the coordinates of the parent
 *
 * Opens the menu on a download. What is done from it is done with all that is selected, so that one is
 * selected, and has the focus.
 */
void
freshet_list_menu_open (GtkPopoverMenu *menu,
                        GtkListItem *item,
                        GtkSelectionModel *selection,
                        const GdkRectangle *at)
{
  FreshetDownload *download;
  guint position;

  g_return_if_fail (GTK_IS_POPOVER_MENU (menu));
  g_return_if_fail (GTK_IS_LIST_ITEM (item));
  g_return_if_fail (GTK_IS_SELECTION_MODEL (selection));
  g_return_if_fail (at != NULL);

  download = gtk_list_item_get_item (item);
  position = gtk_list_item_get_position (item);
  if (download == NULL)
    return;
  if (!gtk_selection_model_is_selected (selection, position))
    gtk_selection_model_select_item (selection, position, TRUE);
  gtk_widget_grab_focus (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  popup (menu, selection, freshet_download_get_state (download), at);
}
