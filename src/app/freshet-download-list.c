/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-list.h"

#include <glib/gi18n-lib.h>

#include "freshet-files.h"
#include "freshet-gradual-model.h"
#include "freshet-removal.h"
#include "freshet-row.h"
#include "freshet-toast.h"

/**
 * FreshetDownloadList:
 *
 * The downloads of a queue, and what can be done with each.
 */
struct _FreshetDownloadList
{
  GtkWidget parent_instance;

  FreshetQueue *queue;          /* owned, nullable */
  GtkMultiSelection *selection; /* owned, nullable */

  /* From the template. */
  GtkWidget *scrolled_window;
  GtkListView *list_view;
};

G_DEFINE_FINAL_TYPE (FreshetDownloadList, freshet_download_list, GTK_TYPE_WIDGET)

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetDownloadList) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_files_launch_finish (result, &error))
    freshet_toast_say (GTK_WIDGET (self), error->message);
}

static void
undo_cb (AdwToast *toast, FreshetRemoval *removal)
{
  freshet_removal_undo (removal);
}

static void
removal_destroy_notify (gpointer data, GClosure *closure)
{
  freshet_removal_free (data);
}

static void
remove_downloads (FreshetDownloadList *self, GPtrArray *downloads)
{
  g_autoptr (FreshetRemoval) removal = freshet_removal_new (self->queue, downloads);
  g_autofree char *title = freshet_removal_describe (removal);
  AdwToast *toast = freshet_toast_new_with_button (title, _ ("_Undo"));

  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (undo_cb),
                         g_steal_pointer (&removal),
                         removal_destroy_notify,
                         0);
  freshet_toast_show (GTK_WIDGET (self), toast);
}

static void
remove_download (FreshetDownloadList *self, FreshetDownload *download)
{
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (downloads, g_object_ref (download));
  remove_downloads (self, downloads);
}

static void
run_command (FreshetDownloadList *self, FreshetCommand command, FreshetDownload *download)
{
  g_autoptr (GFile) file = NULL;

  if (!freshet_command_fits (command, freshet_download_get_state (download)))
    return;

  switch (command)
    {
    case FRESHET_COMMAND_START:
      freshet_queue_start_download (self->queue, download);
      break;
    case FRESHET_COMMAND_PAUSE:
      freshet_queue_pause_download (self->queue, download);
      break;
    case FRESHET_COMMAND_CANCEL:
      freshet_queue_cancel_download (self->queue, download);
      break;
    case FRESHET_COMMAND_OPEN:
      file = g_file_new_for_path (freshet_download_get_path (download));
      freshet_files_open_async (file, launched_cb, g_object_ref (self));
      break;
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
      file = g_file_new_for_path (freshet_download_get_path (download));
      freshet_files_show_async (file, launched_cb, g_object_ref (self));
      break;
    case FRESHET_COMMAND_REMOVE:
      remove_download (self, download);
      break;
    case FRESHET_COMMAND_NONE:
    default:
      break;
    }
}

static void
command_cb (FreshetDownloadList *self, FreshetCommand command, FreshetDownload *download)
{
  run_command (self, command, download);
}

static void
activate_cb (FreshetDownloadList *self, guint position)
{
  g_autoptr (FreshetDownload) download
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (download != NULL)
    run_command (self, freshet_command_first (freshet_download_get_state (download)), download);
}

static void
remove_selected (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (widget);
  g_autoptr (GtkBitset) selected
      = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, selected, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (downloads, g_list_model_get_item (G_LIST_MODEL (self->selection), position));

  if (downloads->len > 0)
    remove_downloads (self, downloads);
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  GtkWidget *row = freshet_row_new ();

  g_signal_connect_object (row, "command", G_CALLBACK (command_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  freshet_row_set_download (FRESHET_ROW (gtk_list_item_get_child (item)),
                            gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item, FreshetDownloadList *self)
{
  freshet_row_set_download (FRESHET_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
freshet_download_list_dispose (GObject *object)
{
  FreshetDownloadList *self = FRESHET_DOWNLOAD_LIST (object);

  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_DOWNLOAD_LIST);
  g_clear_object (&self->selection);
  g_clear_object (&self->queue);

  G_OBJECT_CLASS (freshet_download_list_parent_class)->dispose (object);
}

static void
freshet_download_list_class_init (FreshetDownloadListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_download_list_dispose;

  gtk_widget_class_install_action (widget_class, "downloads.remove", NULL, remove_selected);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-download-list.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadList, list_view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_download_list_init (FreshetDownloadList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  FreshetGradualModel *model;

  g_return_if_fail (FRESHET_IS_DOWNLOAD_LIST (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  model = freshet_gradual_model_new (G_LIST_MODEL (queue));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (model));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (self->selection));
}
