/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-adder-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-add-dialog.h"
#include "freshet-address-source.h"
#include "freshet-settings.h"
#include "freshet-toast.h"

/**
 * FreshetAdder:
 *
 * Takes addresses, however they come: typed, pasted, dropped, read from a file or handed over by another
 * program. It asks what has to be asked, adds them, and says what was not added.
 */
G_DEFINE_FINAL_TYPE (FreshetAdder, freshet_adder, G_TYPE_OBJECT)

/* The freeze of the blocking mode begins when Download is pressed, and nothing may disturb a comparison. */
static void
start_if_wanted (FreshetAdder *self, GPtrArray *downloads)
{
  if (!g_settings_get_boolean (self->settings, "start-at-once")
      || freshet_queue_get_mode (self->queue) == FRESHET_MODE_BLOCKING
      || freshet_compare_runner_is_running (self->runner))
    return;
  for (guint i = 0; i < downloads->len; i++)
    freshet_queue_start_download (self->queue, downloads->pdata[i]);
}

static void
add_all (FreshetAdder *self, GPtrArray *uris, const FreshetAddWishes *wishes)
{
  g_autoptr (GPtrArray) downloads = freshet_add_uris (self->queue, uris, wishes);

  start_if_wanted (self, downloads);
}

typedef struct
{
  FreshetAdder *adder;
  GPtrArray *uris;
  char *folder;
} Again;

static void
again_free (gpointer data, GClosure *closure)
{
  Again *again = data;

  g_object_unref (again->adder);
  g_ptr_array_unref (again->uris);
  g_free (again->folder);
  g_free (again);
}

static void
add_again_cb (AdwToast *toast, Again *again)
{
  FreshetAddWishes wishes = { .folder = again->folder };

  add_all (again->adder, again->uris, &wishes);
}

/* Twice is most often a mistake, and now and then what is wanted. */
static void
offer_to_add_again (FreshetAdder *self, GPtrArray *known, const char *folder)
{
  g_autofree char *address = freshet_address_to_display (known->pdata[0]);
  g_autofree char *text = NULL;
  Again *again = g_new0 (Again, 1);
  AdwToast *toast;

  if (known->len == 1)
    /* Translators: %s is a web address */
    text = g_strdup_printf (_ ("%s is in the list already"), address);
  else
    text = g_strdup_printf (ngettext ("%u address is in the list already",
                                      "%u addresses are in the list already",
                                      known->len),
                            known->len);

  again->adder = g_object_ref (self);
  again->uris = g_ptr_array_ref (known);
  again->folder = g_strdup (folder);
  toast = freshet_toast_new_with_button (text, _ ("Add _Again"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (add_again_cb), again, again_free, 0);
  freshet_toast_show (GTK_WIDGET (self->page), toast);
}

void
freshet_adder_add_new (FreshetAdder *self, GPtrArray *uris, const char *folder)
{
  FreshetAddWishes wishes = { .folder = folder };
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) downloads = freshet_add_new_uris (self->queue, uris, &wishes, &known);

  start_if_wanted (self, downloads);
  if (known->len > 0)
    offer_to_add_again (self, known, folder);
}

static void
add_straight (FreshetAdder *self, GPtrArray *uris)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);

  if (uris->len > 0 && g_settings_get_boolean (self->settings, "ask-where"))
    freshet_adder_ask_for_folder (self, uris);
  else
    freshet_adder_add_new (self, uris, folder);
}

static void
accepted_cb (FreshetAddDialog *dialog,
             GPtrArray *uris,
             FreshetAddWishes *wishes,
             FreshetAdder *self)
{
  add_all (self, uris, wishes);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetAdder) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = freshet_address_source_read_finish (result, &error);
  g_autofree char *list = NULL;

  if (self->page == NULL)
    return;
  if (text == NULL)
    {
      freshet_toast_say (GTK_WIDGET (self->page), error->message);
      return;
    }
  list = freshet_address_list_strip_comments (text);
  freshet_adder_add_text (self, list);
}

static void
freshet_adder_dispose (GObject *object)
{
  FreshetAdder *self = FRESHET_ADDER (object);

  g_clear_weak_pointer (&self->page);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);
  g_clear_object (&self->runner);
  g_clear_object (&self->folder_chooser);
  g_clear_object (&self->file_chooser);
  g_clear_pointer (&self->asked, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_adder_parent_class)->dispose (object);
}

static void
freshet_adder_class_init (FreshetAdderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_adder_dispose;
}

static void
freshet_adder_init (FreshetAdder *self)
{
}

/**
 * freshet_adder_new:
 * @page: where the list is shown, and what is typed is kept
 * @queue: the list
 * @settings: the settings of the program
 * @runner: what carries comparisons out
 *
 * Returns: (transfer full): an adder
 */
FreshetAdder *
freshet_adder_new (FreshetDownloadsPage *page,
                   FreshetQueue *queue,
                   GSettings *settings,
                   FreshetCompareRunner *runner)
{
  FreshetAdder *self;

  g_return_val_if_fail (FRESHET_IS_DOWNLOADS_PAGE (page), NULL);
  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);
  g_return_val_if_fail (FRESHET_IS_COMPARE_RUNNER (runner), NULL);

  self = g_object_new (FRESHET_TYPE_ADDER, NULL);
  g_set_weak_pointer (&self->page, page);
  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  self->runner = g_object_ref (runner);
  g_signal_connect_object (
      page, "submitted", G_CALLBACK (freshet_adder_add_list), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * freshet_adder_add_list:
 * @self: an adder
 * @list: what was typed, given on the command line or by another program
 *
 * Adds the addresses of a list. What cannot be downloaded is put where it can be corrected, and what is
 * in the list of downloads already is offered to be added once more.
 */
void
freshet_adder_add_list (FreshetAdder *self, FreshetAddressList *list)
{
  g_return_if_fail (FRESHET_IS_ADDER (self));
  g_return_if_fail (list != NULL);

  if (self->page == NULL)
    return;
  if (list->rejected->len > 0)
    freshet_downloads_page_reject_list (self->page, list);
  add_straight (self, list->uris);
}

/**
 * freshet_adder_add_text:
 * @self: an adder
 * @text: what was pasted or dropped
 *
 * Adds the one address that is in a text. Where there are many, a dialog shows them first.
 */
void
freshet_adder_add_text (FreshetAdder *self, const char *text)
{
  g_autoptr (FreshetAddressList) found = NULL;

  g_return_if_fail (FRESHET_IS_ADDER (self));
  g_return_if_fail (text != NULL);

  if (self->page == NULL)
    return;
  found = freshet_address_list_find (text);
  if (found->uris->len + found->rejected->len > 1)
    freshet_adder_open_dialog (self, text);
  else if (found->uris->len + found->rejected->len == 1)
    freshet_adder_add_list (self, found);
  else
    freshet_toast_say (GTK_WIDGET (self->page), _ ("There is no web address in that text"));
}

/**
 * freshet_adder_add_temporary:
 * @self: an adder
 * @uris: (element-type GUri): the files of the demo server
 *
 * Adds what is not there any more at the next start, also if it is in the list already.
 */
void
freshet_adder_add_temporary (FreshetAdder *self, GPtrArray *uris)
{
  g_autofree char *folder = NULL;
  FreshetAddWishes wishes = { .temporary = TRUE };

  g_return_if_fail (FRESHET_IS_ADDER (self));
  g_return_if_fail (uris != NULL);

  folder = freshet_settings_get_download_folder (self->settings);
  wishes.folder = folder;
  add_all (self, uris, &wishes);
}

/**
 * freshet_adder_read_files:
 * @self: an adder
 * @files: (element-type GFile): lists of addresses, and links
 *
 * Adds what is in some files.
 */
void
freshet_adder_read_files (FreshetAdder *self, GPtrArray *files)
{
  g_return_if_fail (FRESHET_IS_ADDER (self));
  g_return_if_fail (files != NULL);

  freshet_address_source_read_files_async (files, NULL, read_cb, g_object_ref (self));
}

/**
 * freshet_adder_open_dialog:
 * @self: an adder
 * @text: (nullable): a text with addresses in it
 *
 * Opens the dialog that adds many at once.
 */
void
freshet_adder_open_dialog (FreshetAdder *self, const char *text)
{
  g_autoptr (GHashTable) known = NULL;
  g_autoptr (FreshetCandidates) candidates = NULL;
  g_autofree char *folder = NULL;
  FreshetAddDialog *dialog;
  GtkWindow *window;

  g_return_if_fail (FRESHET_IS_ADDER (self));

  if (self->page == NULL)
    return;
  known = freshet_add_collect_addresses (self->queue);
  candidates = freshet_candidates_new (known);
  folder = freshet_settings_get_download_folder (self->settings);
  window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page)));
  dialog = freshet_add_dialog_new (window, candidates, folder);
  g_signal_connect_object (dialog, "accepted", G_CALLBACK (accepted_cb), self, 0);
  if (text != NULL)
    freshet_add_dialog_add_text (dialog, text);
  gtk_window_present (GTK_WINDOW (dialog));
}
