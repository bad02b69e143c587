/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-drag.h"

#include <glib/gi18n-lib.h>

#include "freshet-row-place.h"

#define ICON_MAX_CHARS 40
#define ICON_OFFSET 12

/**
 * FreshetRowDrag:
 *
 * Lets the rows of a list be dragged to where they are to stand in the queue: the row, or all that is
 * selected if the row is. It is itself what is dragged, which nothing but its own list takes; and the list
 * still takes links and files.
 */
struct _FreshetRowDrag
{
  GObject parent_instance;

  FreshetDownloadList *list; /* unowned: owns this */
  GtkWidget *view;           /* weak: in the list */
  GPtrArray *downloads;      /* owned, nullable: while they are dragged */

  /* While the pointer is over the list. */
  double x;
  double y;
  guint tick;
  GtkWidget *marked; /* weak: the row with the line that shows where they go */
};

G_DEFINE_FINAL_TYPE (FreshetRowDrag, freshet_row_drag, G_TYPE_OBJECT)

static GtkListItem *
find_item (FreshetRowDrag *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  return widget != NULL ? freshet_row_place_find (widget) : NULL;
}

/* Only the whole queue in its own order shows where something would move to. */
static gboolean
can_move (FreshetRowDrag *self)
{
  return freshet_list_order_is_whole_queue (freshet_download_list_get_order (self->list));
}

static GdkContentProvider *
prepare_cb (FreshetRowDrag *self, double x, double y)
{
  GtkSelectionModel *selection = freshet_download_list_get_selection (self->list);
  GtkListItem *item = find_item (self, x, y);

  if (item == NULL || gtk_list_item_get_item (item) == NULL || !can_move (self))
    return NULL;
  g_clear_pointer (&self->downloads, g_ptr_array_unref);
  if (gtk_selection_model_is_selected (selection, gtk_list_item_get_position (item)))
    self->downloads = freshet_download_list_dup_selected (self->list);
  else
    {
      self->downloads = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (self->downloads, g_object_ref (gtk_list_item_get_item (item)));
    }
  return gdk_content_provider_new_typed (FRESHET_TYPE_ROW_DRAG, self);
}

static void
begin_cb (FreshetRowDrag *self, GdkDrag *drag)
{
  GtkWidget *label = gtk_label_new (NULL);
  guint n = self->downloads->len;
  g_autofree char *text = n == 1
                              ? g_strdup (freshet_download_get_name (self->downloads->pdata[0]))
                              /* Translators: how many are dragged to another place in the list */
                              : g_strdup_printf (ngettext ("%u download", "%u downloads", n), n);

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), ICON_MAX_CHARS);
  gtk_widget_add_css_class (label, "drag-label");
  /* Beside the pointer, so that the line is seen under it. */
  gdk_drag_set_hotspot (drag, -ICON_OFFSET, -ICON_OFFSET);
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
}

static void
end_cb (FreshetRowDrag *self)
{
  g_clear_pointer (&self->downloads, g_ptr_array_unref);
}

static void
mark (FreshetRowDrag *self, GtkWidget *row, const char *css_class)
{
  if (self->marked != NULL && (self->marked != row || !gtk_widget_has_css_class (row, css_class)))
    {
      gtk_widget_remove_css_class (self->marked, "drop-above");
      gtk_widget_remove_css_class (self->marked, "drop-below");
    }
  g_set_weak_pointer (&self->marked, row);
  if (row != NULL)
    gtk_widget_add_css_class (row, css_class);
}

/*
 * Below the rows is the end of the list.
 *
 * Returns: whether something would move; it goes before @position then
 */
static gboolean
find_place (FreshetRowDrag *self, guint *position)
{
  GtkListItem *item = find_item (self, self->x, self->y);
  GtkWidget *last = gtk_widget_get_last_child (self->view);
  GtkWidget *row;
  double y;

  if (item == NULL && last != NULL)
    item = freshet_row_place_find (last);
  if (item == NULL || self->downloads == NULL || !can_move (self))
    return FALSE;
  row = gtk_list_item_get_child (item);
  gtk_widget_translate_coordinates (self->view, row, self->x, self->y, NULL, &y);
  *position = freshet_row_place_for_drop (gtk_list_item_get_position (item),
                                          y,
                                          gtk_widget_get_height (row));
  if (!freshet_row_place_changes (G_LIST_MODEL (freshet_download_list_get_queue (self->list)),
                                  self->downloads,
                                  *position))
    return FALSE;
  mark (self, row, *position == gtk_list_item_get_position (item) ? "drop-above" : "drop-below");
  return TRUE;
}

static GdkDragAction
update_mark (FreshetRowDrag *self)
{
  guint position;

  if (find_place (self, &position))
    return GDK_ACTION_MOVE;
  mark (self, NULL, NULL);
  return 0;
}

/* At the edge of the list the rows move on under a pointer that stays. */
static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  update_mark (user_data);
  return G_SOURCE_CONTINUE;
}

static GdkDragAction
motion_cb (FreshetRowDrag *self, double x, double y)
{
  self->x = x;
  self->y = y;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, tick_cb, self, NULL);
  return update_mark (self);
}

static void
leave_cb (FreshetRowDrag *self)
{
  if (self->tick != 0 && self->view != NULL)
    gtk_widget_remove_tick_callback (self->view, self->tick);
  self->tick = 0;
  mark (self, NULL, NULL);
}

static gboolean
drop_cb (FreshetRowDrag *self, const GValue *value, double x, double y)
{
  guint position = 0;
  gboolean moves;

  self->x = x;
  self->y = y;
  moves = g_value_get_object (value) == self && find_place (self, &position);
  leave_cb (self);
  if (moves)
    freshet_queue_move (freshet_download_list_get_queue (self->list), self->downloads, position);
  return moves;
}

static void
freshet_row_drag_dispose (GObject *object)
{
  FreshetRowDrag *self = FRESHET_ROW_DRAG (object);

  leave_cb (self);
  g_clear_weak_pointer (&self->view);
  g_clear_pointer (&self->downloads, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_row_drag_parent_class)->dispose (object);
}

static void
freshet_row_drag_class_init (FreshetRowDragClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_row_drag_dispose;
}

static void
freshet_row_drag_init (FreshetRowDrag *self)
{
}

static void
connect (FreshetRowDrag *self, gpointer controller, const char *signal, GCallback callback)
{
  g_signal_connect_object (controller, signal, callback, self, G_CONNECT_SWAPPED);
}

/**
 * freshet_row_drag_new:
 * @list: a list with a queue
 * @view: what the rows are in, in @list
 *
 * Returns: (transfer full): what lets the rows be dragged, to be kept by @list
 */
FreshetRowDrag *
freshet_row_drag_new (FreshetDownloadList *list, GtkWidget *view)
{
  GtkDropTarget *target;
  GtkDragSource *source;
  FreshetRowDrag *self;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (list), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  self = g_object_new (FRESHET_TYPE_ROW_DRAG, NULL);
  self->list = list;
  g_set_weak_pointer (&self->view, view);

  source = gtk_drag_source_new ();
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  connect (self, source, "prepare", G_CALLBACK (prepare_cb));
  connect (self, source, "drag-begin", G_CALLBACK (begin_cb));
  connect (self, source, "drag-end", G_CALLBACK (end_cb));
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (source));

  target = gtk_drop_target_new (FRESHET_TYPE_ROW_DRAG, GDK_ACTION_MOVE);
  connect (self, target, "enter", G_CALLBACK (motion_cb));
  connect (self, target, "motion", G_CALLBACK (motion_cb));
  connect (self, target, "leave", G_CALLBACK (leave_cb));
  connect (self, target, "drop", G_CALLBACK (drop_cb));
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (target));
  return self;
}
