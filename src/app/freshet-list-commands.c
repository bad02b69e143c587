/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-commands.h"

#include <glib/gi18n-lib.h>

#include "freshet-check.h"
#include "freshet-details.h"
#include "freshet-files.h"
#include "freshet-folder-choice.h"
#include "freshet-limit-speed.h"
#include "freshet-removal.h"
#include "freshet-sign-in.h"
#include "freshet-toast.h"

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!freshet_files_launch_finish (result, &error))
    freshet_toast_say (widget, error->message);
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
remove_downloads (GtkWidget *widget, FreshetQueue *queue, GPtrArray *downloads)
{
  g_autoptr (FreshetRemoval) removal = freshet_removal_new (queue, downloads);
  g_autofree char *title = freshet_removal_describe (removal);
  AdwToast *toast = freshet_toast_new_with_button (title, _ ("_Undo"));

  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (undo_cb),
                         g_steal_pointer (&removal),
                         removal_destroy_notify,
                         0);
  freshet_toast_show (widget, toast);
}

/* Files on their way to the wastebasket. */
typedef struct
{
  GtkWidget *widget;   /* owned */
  FreshetQueue *queue; /* owned */
  GPtrArray *gone;     /* owned, of FreshetDownload */
  GError *error;       /* owned, nullable: the first one */
  guint n_left;
} Trash;

typedef struct
{
  Trash *trash;
  FreshetDownload *download; /* owned */
} Trashed;

static void
finish_trash (Trash *trash)
{
  g_autoptr (GArray) positions = NULL;
  g_autoptr (GPtrArray) removed = NULL;
  g_autofree char *text = NULL;

  removed = freshet_queue_remove_many (trash->queue, trash->gone, &positions);
  if (trash->gone->len == 1)
    /* Translators: %s is a file name */
    text = g_strdup_printf (_ ("“%s” moved to the wastebasket"),
                            freshet_download_get_name (trash->gone->pdata[0]));
  else if (trash->gone->len > 1)
    text = g_strdup_printf (ngettext ("%u file moved to the wastebasket",
                                      "%u files moved to the wastebasket",
                                      trash->gone->len),
                            trash->gone->len);
  if (text != NULL)
    freshet_toast_say (trash->widget, text);
  if (trash->error != NULL)
    freshet_toast_say (trash->widget, trash->error->message);

  g_object_unref (trash->widget);
  g_object_unref (trash->queue);
  g_ptr_array_unref (trash->gone);
  g_clear_error (&trash->error);
  g_free (trash);
}

static void
trashed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Trashed *trashed = user_data;
  Trash *trash = trashed->trash;
  g_autoptr (FreshetDownload) download = trashed->download;
  g_autoptr (GError) error = NULL;

  g_free (trashed);
  if (g_file_trash_finish (G_FILE (source), result, &error))
    g_ptr_array_add (trash->gone, g_steal_pointer (&download));
  else if (trash->error == NULL)
    trash->error = g_steal_pointer (&error);

  trash->n_left--;
  if (trash->n_left == 0)
    finish_trash (trash);
}

static void
trash_downloads (GtkWidget *widget, FreshetQueue *queue, GPtrArray *downloads)
{
  Trash *trash = g_new0 (Trash, 1);

  trash->widget = g_object_ref (widget);
  trash->queue = g_object_ref (queue);
  trash->gone = g_ptr_array_new_with_free_func (g_object_unref);
  trash->n_left = downloads->len;
  for (guint i = 0; i < downloads->len; i++)
    {
      Trashed *trashed = g_new (Trashed, 1);
      g_autoptr (GFile) file
          = g_file_new_for_path (freshet_download_get_path (downloads->pdata[i]));

      trashed->trash = trash;
      trashed->download = g_object_ref (downloads->pdata[i]);
      g_file_trash_async (file, G_PRIORITY_DEFAULT, NULL, trashed_cb, trashed);
    }
}

/* One a line, as they can be pasted again. */
static void
copy_addresses (GtkWidget *widget, GPtrArray *downloads)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < downloads->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, freshet_download_get_address (downloads->pdata[i]));
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text->str);
}

static void
show_details (GtkWidget *widget, FreshetDownload *download)
{
  GtkWindow *details = freshet_details_new (download);

  gtk_window_set_transient_for (details, GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (details);
}

static void
run_for_one (GtkWidget *widget,
             FreshetQueue *queue,
             FreshetCommand command,
             FreshetDownload *download)
{
  g_autoptr (GFile) file = NULL;

  switch (command)
    {
    case FRESHET_COMMAND_PAUSE:
      freshet_queue_pause_download (queue, download);
      break;
    case FRESHET_COMMAND_CANCEL:
      freshet_queue_cancel_download (queue, download);
      break;
    case FRESHET_COMMAND_OPEN:
      file = g_file_new_for_path (freshet_download_get_path (download));
      freshet_files_open_async (file, launched_cb, g_object_ref (widget));
      break;
    case FRESHET_COMMAND_SHOW_IN_FOLDER:
      file = g_file_new_for_path (freshet_download_get_path (download));
      freshet_files_show_async (file, launched_cb, g_object_ref (widget));
      break;
    case FRESHET_COMMAND_SIGN_IN:
      freshet_sign_in_ask (widget, queue, download);
      break;
    case FRESHET_COMMAND_CHOOSE_FOLDER:
      freshet_folder_choice_ask (widget, queue, download);
      break;
    case FRESHET_COMMAND_CHECK:
      freshet_check_ask (widget, download);
      break;
    case FRESHET_COMMAND_FIND_CHECKSUM:
      freshet_check_find (widget, download);
      break;
    case FRESHET_COMMAND_DETAILS:
      show_details (widget, download);
      break;
    case FRESHET_COMMAND_NONE:
    case FRESHET_COMMAND_START:
    case FRESHET_COMMAND_REMOVE:
    case FRESHET_COMMAND_COPY_ADDRESS:
    case FRESHET_COMMAND_TRASH:
    case FRESHET_COMMAND_LIMIT_SPEED:
    default:
      break;
    }
}

static GPtrArray *
pick_fitting (FreshetCommand command, GPtrArray *downloads)
{
  GPtrArray *fitting = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < downloads->len; i++)
    if (freshet_command_fits (command, freshet_download_get_state (downloads->pdata[i])))
      g_ptr_array_add (fitting, g_object_ref (downloads->pdata[i]));
  return fitting;
}

/**
 * freshet_list_commands_run:
 * @widget: a widget in the window that asks, and says what became of it
 * @queue: the list
 * @command: what is to be done
 * @downloads: (element-type FreshetDownload): with which; left alone are those that it does not fit
 */
void
freshet_list_commands_run (GtkWidget *widget,
                           FreshetQueue *queue,
                           FreshetCommand command,
                           GPtrArray *downloads)
{
  g_autoptr (GPtrArray) fitting = NULL;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (downloads != NULL);

  fitting = pick_fitting (command, downloads);
  if (fitting->len == 0 || (fitting->len > 1 && freshet_command_is_for_one (command)))
    return;

  if (command == FRESHET_COMMAND_START)
    freshet_queue_start_many (queue, fitting);
  else if (command == FRESHET_COMMAND_REMOVE)
    remove_downloads (widget, queue, fitting);
  else if (command == FRESHET_COMMAND_TRASH)
    trash_downloads (widget, queue, fitting);
  else if (command == FRESHET_COMMAND_COPY_ADDRESS)
    copy_addresses (widget, fitting);
  else if (command == FRESHET_COMMAND_LIMIT_SPEED)
    freshet_limit_speed_ask (widget, fitting);
  else
    for (guint i = 0; i < fitting->len; i++)
      run_for_one (widget, queue, command, fitting->pdata[i]);
}

/**
 * freshet_list_commands_clear_finished:
 * @widget: a widget in the window that says what became of it
 * @queue: the list
 *
 * Takes all that is finished out of the list, which can be undone. The files stay.
 */
void
freshet_list_commands_clear_finished (GtkWidget *widget, FreshetQueue *queue)
{
  g_autoptr (GPtrArray) finished = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));

  n_items = g_list_model_get_n_items (G_LIST_MODEL (queue));
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (queue), i);

      if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
        g_ptr_array_add (finished, g_steal_pointer (&download));
    }
  if (finished->len > 0)
    remove_downloads (widget, queue, finished);
}
