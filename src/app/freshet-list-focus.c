/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-focus.h"

#define HAD_FOCUS "freshet-had-focus"

static gboolean
has_focus (GtkWidget *list)
{
  GtkRoot *root = gtk_widget_get_root (list);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, list);
}

static void
before_cb (GListModel *model, guint position, guint removed, guint added, GtkWidget *list)
{
  g_object_set_data (G_OBJECT (list), HAD_FOCUS, GINT_TO_POINTER (removed > 0 && has_focus (list)));
}

/* The list knows its place: what comes behind the row that has gone, or else what is before it. */
static void
after_cb (GListModel *model, guint position, guint removed, guint added, GtkWidget *list)
{
  if (g_object_get_data (G_OBJECT (list), HAD_FOCUS) != NULL && !has_focus (list)
      && g_list_model_get_n_items (model) > 0)
    gtk_widget_grab_focus (list);
}

/**
 * freshet_list_focus_set_model:
 * @list: a list without a model
 * @model: what it shows
 *
 * Shows @model in @list. When the row that has the focus goes, its neighbour gets it, and not the first button
 * in that, as GTK would have it.
 */
void
freshet_list_focus_set_model (GtkListView *list, GtkSelectionModel *model)
{
  g_return_if_fail (GTK_IS_LIST_VIEW (list));
  g_return_if_fail (GTK_IS_SELECTION_MODEL (model));

  g_signal_connect_object (model, "items-changed", G_CALLBACK (before_cb), list, 0);
  gtk_list_view_set_model (list, model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (after_cb), list, 0);
}
