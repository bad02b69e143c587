/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-list.h"

#include "freshet-accessible.h"
#include "freshet-gradual-model.h"
#include "freshet-list-commands.h"
#include "freshet-list-focus.h"
#include "freshet-list-menu.h"
#include "freshet-row-drag.h"
#include "freshet-row-filler.h"
#include "freshet-row-place.h"
#include "freshet-status-bin.h"
#include "freshet-wheel.h"

/**
 * FreshetDownloadList:
 *
 * The downloads of a queue, with what finds some of them, and a menu of what can be done with those
 * that are selected.
 */
struct _FreshetDownloadList
{
  GtkWidget parent_instance;

  FreshetQueue *queue;          /* owned, nullable */
  FreshetListOrder *order;      /* owned, nullable */
  GtkMultiSelection *selection; /* owned, nullable */
  FreshetRowFiller *filler;     /* owned */
  FreshetRowDrag *drag;         /* owned, nullable */
  GtkWidget *menu;              /* owned */

  /* From the template. */
  GtkWidget *box;
  GtkSearchBar *search_bar;
  GtkEditable *search_entry;
  GtkMenuButton *filter_button;
  GtkStack *stack;
  GtkScrolledWindow *scrolled_window;
  GtkListView *list_view;
  GtkWidget *nothing_page;
};

G_DEFINE_FINAL_TYPE (FreshetDownloadList, freshet_download_list, GTK_TYPE_WIDGET)

static void
run_for_one (FreshetDownloadList *self, FreshetCommand command, FreshetDownload *download)
{
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (downloads, g_object_ref (download));
  freshet_list_commands_run (GTK_WIDGET (self), self->queue, command, downloads);
}

static void
command_cb (FreshetDownloadList *self, FreshetCommand command, FreshetDownload *download)
{
  run_for_one (self, command, download);
}

static void
activate_cb (FreshetDownloadList *self, guint position)
{
  g_autoptr (FreshetDownload) download
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (download != NULL)
    run_for_one (self, freshet_command_first_for (download), download);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  GtkWidget *row = freshet_row_new ();

  g_signal_connect_object (row, "command", G_CALLBACK (command_cb), self, G_CONNECT_SWAPPED);
  freshet_row_place_set (row, item);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  freshet_row_filler_fill (self->filler,
                           FRESHET_ROW (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  freshet_row_filler_fill (self->filler, FRESHET_ROW (gtk_list_item_get_child (item)), NULL);
}

/* Whoever has closed the menu goes on where it was opened. */
static void
menu_closed_cb (FreshetDownloadList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
open_menu_at (FreshetDownloadList *self, double x, double y, GtkGesture *gesture)
{
  GdkRectangle at = { (int) x, (int) y, 1, 1 };
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkListItem *item = widget != NULL ? freshet_row_place_find (widget) : NULL;

  if (item == NULL)
    return;
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  freshet_list_menu_open (GTK_POPOVER_MENU (self->menu),
                          item,
                          GTK_SELECTION_MODEL (self->selection),
                          &at);
}

static void
clicked_cb (FreshetDownloadList *self, int n_press, double x, double y, GtkGesture *gesture)
{
  open_menu_at (self, x, y, gesture);
}

static void
open_menu_of_focus (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkListItem *item = NULL;
  GtkWidget *row;
  GdkRectangle at;
  double x;
  double y;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list_view)))
    item = freshet_row_place_find (focus);
  if (item == NULL)
    return;
  row = gtk_list_item_get_child (item);
  gtk_widget_translate_coordinates (row, widget, 0, gtk_widget_get_height (row) / 2.0, &x, &y);
  at = (GdkRectangle){ (int) x, (int) y, gtk_widget_get_width (row), 0 };
  freshet_list_menu_open (GTK_POPOVER_MENU (self->menu),
                          item,
                          GTK_SELECTION_MODEL (self->selection),
                          &at);
}

static void
update_stack (FreshetDownloadList *self)
{
  gboolean is_empty = g_list_model_get_n_items (freshet_list_order_get_model (self->order)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "nothing" : "list");
}

static void
search_changed_cb (FreshetDownloadList *self)
{
  freshet_list_order_set_text (self->order, gtk_editable_get_text (self->search_entry));
}

/* What is hidden by a filter would be missed by who does not see the filter. */
static void
search_mode_cb (FreshetDownloadList *self)
{
  if (gtk_search_bar_get_search_mode (self->search_bar))
    return;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.filter", "s", "all");
  gtk_widget_grab_focus (GTK_WIDGET (self->list_view));
}

static void
freshet_download_list_map (GtkWidget *widget)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (widget);

  GTK_WIDGET_CLASS (freshet_download_list_parent_class)->map (widget);
  gtk_search_bar_set_key_capture_widget (self->search_bar,
                                         GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
freshet_download_list_unmap (GtkWidget *widget)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (widget);

  gtk_search_bar_set_key_capture_widget (self->search_bar, NULL);
  GTK_WIDGET_CLASS (freshet_download_list_parent_class)->unmap (widget);
}

static void
freshet_download_list_dispose (GObject *object)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (object);

  if (self->order != NULL)
    g_signal_handlers_disconnect_by_data (freshet_list_order_get_model (self->order), self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_DOWNLOAD_LIST);
  g_clear_object (&self->drag);
  g_clear_object (&self->filler);
  g_clear_object (&self->selection);
  g_clear_object (&self->order);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (freshet_download_list_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FRESHET_TYPE_STATUS_BIN);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-download-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, search_bar);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, search_entry);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, filter_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, list_view);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, nothing_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_menu_at);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
}

static void
freshet_download_list_class_init (FreshetDownloadListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_download_list_dispose;
  widget_class->map = freshet_download_list_map;
  widget_class->unmap = freshet_download_list_unmap;

  gtk_widget_class_install_action (widget_class, "downloads.menu", NULL, open_menu_of_focus);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_download_list_init (FreshetDownloadList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  freshet_accessible_name_menu_button (self->filter_button);
  freshet_accessible_name_status_page (self->nothing_page);
  self->filler = freshet_row_filler_new (GTK_WIDGET (self->list_view));
  freshet_wheel_scroll_by_frame (self->scrolled_window);
  self->menu = freshet_list_menu_new ();
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
  g_signal_connect_swapped (self->menu, "closed", G_CALLBACK (menu_closed_cb), self);
}

/**
 * freshet_download_list_set_queue:
 * @self: a list
 * @queue: what it shows
 *
 * To be called once.
 */
void
freshet_download_list_set_queue (FreshetDownloadList *self, FreshetQueue *queue)
{
  GListModel *model;

  g_return_if_fail (FRESHET_IS_DOWNLOAD_LIST (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  self->order = freshet_list_order_new (queue);
  model = freshet_list_order_get_model (self->order);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (freshet_gradual_model_new (model)));
  freshet_list_focus_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (update_stack), self);
  self->drag = freshet_row_drag_new (self, GTK_WIDGET (self->list_view));
}

/**
 * freshet_download_list_get_queue:
 * @self: a list with a queue
 *
 * Returns: (transfer none): what it shows
 */
FreshetQueue *
freshet_download_list_get_queue (FreshetDownloadList *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (self), NULL);

  return self->queue;
}

/**
 * freshet_download_list_get_order:
 * @self: a list with a queue
 *
 * Returns: (transfer none): which of the downloads it shows, and in which order
 */
FreshetListOrder *
freshet_download_list_get_order (FreshetDownloadList *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (self), NULL);

  return self->order;
}

/**
 * freshet_download_list_get_selection:
 * @self: a list with a queue
 *
 * Returns: (transfer none): what it shows, and which of it is selected
 */
GtkSelectionModel *
freshet_download_list_get_selection (FreshetDownloadList *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (self), NULL);

  return GTK_SELECTION_MODEL (self->selection);
}

/**
 * freshet_download_list_dup_selected:
 * @self: a list with a queue
 *
 * Returns: (transfer full) (element-type FreshetDownload): what is selected
 */
GPtrArray *
freshet_download_list_dup_selected (FreshetDownloadList *self)
{
  g_autoptr (GtkBitset) selected = NULL;
  GPtrArray *downloads = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (self), downloads);

  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (downloads, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
  return downloads;
}

/**
 * freshet_download_list_find:
 * @self: a list
 *
 * Opens the bar that finds downloads.
 */
void
freshet_download_list_find (FreshetDownloadList *self)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD_LIST (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/**
 * freshet_download_list_set_filter:
 * @self: a list
 * @filter: which downloads it shows
 *
 * Shows some of the downloads, and says which.
 */
void
freshet_download_list_set_filter (FreshetDownloadList *self, FreshetListFilter filter)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD_LIST (self));

  freshet_list_order_set_filter (self->order, filter);
  gtk_menu_button_set_label (self->filter_button, freshet_list_filter_get_label (filter));
  freshet_accessible_name_menu_button (self->filter_button);
  if (filter != FRESHET_LIST_FILTER_ALL)
    gtk_search_bar_set_search_mode (self->search_bar, TRUE);
}

/**
 * freshet_download_list_scroll_to:
 * @self: a list
 * @position: which of those that it shows
 */
void
freshet_download_list_scroll_to (FreshetDownloadList *self, guint position)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD_LIST (self));

  gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", position);
}
