/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-adder-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-folder-chooser.h"
#include "freshet-settings.h"

/* What the adder lets a person choose: a folder to save in, and files to read. */

/* What was to be added goes back to where it can be added from. */
static void
give_back (FreshetAdder *self, GPtrArray *uris)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < uris->len; i++)
    {
      g_autofree char *address = g_uri_to_string (uris->pdata[i]);

      g_string_append_printf (text, i > 0 ? " %s" : "%s", address);
    }
  freshet_downloads_page_reject (self->page, text->str, _ ("Not added: no folder was chosen."));
}

static void
folder_chosen_cb (GtkNativeDialog *chooser, int response, FreshetAdder *self)
{
  g_autoptr (GPtrArray) uris = g_steal_pointer (&self->asked);
  g_autofree char *path = freshet_folder_chooser_get_path (chooser, response);

  g_clear_object (&self->folder_chooser);
  if (self->page == NULL)
    return;
  if (path != NULL)
    freshet_adder_add_new (self, uris, path);
  else
    give_back (self, uris);
}

static void
show_chooser (FreshetAdder *self, GtkFileChooserNative *chooser, GCallback response_cb)
{
  g_signal_connect_object (chooser, "response", response_cb, self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Adds what is given to it, together with what comes while the chooser is open. */
void
freshet_adder_ask_for_folder (FreshetAdder *self, GPtrArray *uris)
{
  g_autofree char *path = freshet_settings_get_download_folder (self->settings);

  if (self->asked != NULL)
    {
      g_ptr_array_extend (self->asked, uris, (GCopyFunc) (void (*) (void)) g_uri_ref, NULL);
      return;
    }
  self->asked = g_ptr_array_copy (uris, (GCopyFunc) (void (*) (void)) g_uri_ref, NULL);
  self->folder_chooser
      = freshet_folder_chooser_new (GTK_WIDGET (self->page), _ ("Save In"), _ ("_Save Here"), path);
  show_chooser (self, self->folder_chooser, G_CALLBACK (folder_chosen_cb));
}

static void
files_chosen_cb (GtkNativeDialog *chooser, int response, FreshetAdder *self)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) chosen = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

      for (guint i = 0; i < g_list_model_get_n_items (chosen); i++)
        g_ptr_array_add (files, g_list_model_get_item (chosen, i));
    }
  g_clear_object (&self->file_chooser);
  if (files->len > 0)
    freshet_adder_read_files (self, files);
}

/**
 * freshet_adder_choose_files:
 * @self: an adder
 *
 * Lets a person choose files with lists of addresses.
 */
void
freshet_adder_choose_files (FreshetAdder *self)
{
  g_autoptr (GtkFileFilter) filter = NULL;
  GtkFileChooserNative *chooser;

  g_return_if_fail (FRESHET_IS_ADDER (self));

  if (self->file_chooser != NULL || self->folder_chooser != NULL || self->page == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Add From File"),
                                         GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self->page))),
                                         GTK_FILE_CHOOSER_ACTION_OPEN,
                                         _ ("_Open"),
                                         NULL);
  filter = gtk_file_filter_new ();
  gtk_file_filter_set_name (filter, _ ("Text and Lists of Addresses"));
  gtk_file_filter_add_mime_type (filter, "text/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  self->file_chooser = chooser;
  show_chooser (self, chooser, G_CALLBACK (files_chosen_cb));
}
