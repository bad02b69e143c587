/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-place.h"

#include "freshet-row.h"

static const char key[] = "freshet-row-place";

/**
 * freshet_row_place_set:
 * @row: a row
 * @item: what the list knows of it
 *
 * To be called when @row is made for @item.
 */
void
freshet_row_place_set (GtkWidget *row, GtkListItem *item)
{
  g_return_if_fail (FRESHET_IS_ROW (row));
  g_return_if_fail (GTK_IS_LIST_ITEM (item));

  g_object_set_data (G_OBJECT (row), key, item);
}

/**
 * freshet_row_place_find:
 * @widget: a row, something in one, or the list's own widget around one, which is what has the focus
 *
 * Returns: (transfer none) (nullable): what the list knows of that row: the row itself is its child
 */
GtkListItem *
freshet_row_place_find (GtkWidget *widget)
{
  GtkWidget *row;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  row = gtk_widget_get_ancestor (widget, FRESHET_TYPE_ROW);
  if (row == NULL)
    row = gtk_widget_get_first_child (widget);
  return FRESHET_IS_ROW (row) ? g_object_get_data (G_OBJECT (row), key) : NULL;
}

/**
 * freshet_row_place_for_drop:
 * @row: the position of a row in its list
 * @y: where in it the pointer is, pixels from its top; it may be above the row, or below
 * @height: how high the row is, pixels
 *
 * Returns: the position before which to put what is dropped there
 */
guint
freshet_row_place_for_drop (guint row, double y, double height)
{
  return y < height / 2 ? row : row + 1;
}

/**
 * freshet_row_place_changes:
 * @model: a list
 * @dragged: some of its items, in the order of the list
 * @position: before which of the items of @model they are put
 *
 * Returns: whether the list is another one then: what already stands together around @position does not
 *   move
 */
gboolean
freshet_row_place_changes (GListModel *model, GPtrArray *dragged, guint position)
{
  g_autoptr (GObject) before = NULL;
  guint n_before = 0;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), FALSE);
  g_return_val_if_fail (dragged != NULL, FALSE);

  if (position > 0)
    before = g_list_model_get_item (model, position - 1);
  if (before != NULL && g_ptr_array_find (dragged, before, &n_before))
    n_before++;
  else
    n_before = 0;

  for (guint i = 0; i < dragged->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, position + i - n_before);

      if (item != dragged->pdata[i])
        return TRUE;
    }
  return FALSE;
}
