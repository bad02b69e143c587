/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-add-dialog.h"

#include <glib/gi18n-lib.h>

#include "freshet-candidate-row.h"
#include "freshet-folder-row.h"
#include "freshet-sites.h"

/* A long text is not searched at each key. */
#define SEARCH_DELAY_MS 150

/**
 * FreshetAddDialog:
 *
 * Takes a page of text, shows the addresses that are in it, and asks what is wanted of them.
 */
struct _FreshetAddDialog
{
  AdwWindow parent_instance;

  FreshetCandidates *candidates; /* owned */
  FreshetSites *sites;           /* owned */
  guint search_source;
  gboolean is_updating;

  /* From the template. */
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  GtkWidget *placeholder;
  GtkWidget *found_box;
  GtkCheckButton *all_check;
  GtkListView *list_view;
  FreshetFolderRow *folder_row;
  GtkEditable *checksum_row;
  AdwPreferencesRow *checksum_error_row;
  GtkWidget *sign_in_row;
  AdwComboRow *site_row;
  GtkEditable *user_row;
  GtkEditable *password_row;
};

G_DEFINE_FINAL_TYPE (FreshetAddDialog, freshet_add_dialog, ADW_TYPE_WINDOW)

enum
{
  ACCEPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Returns: (transfer full) (nullable): the checksum; %NULL with an @error if it is none, without if there is none */
static FreshetChecksum *
read_checksum (FreshetAddDialog *self, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (self->checksum_row)));

  if (freshet_candidates_get_n_chosen (self->candidates) != 1 || *text == '\0')
    return NULL;
  return freshet_checksum_parse (text, error);
}

static void
update_add (FreshetAddDialog *self)
{
  guint n_chosen = freshet_candidates_get_n_chosen (self->candidates);
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetChecksum) checksum = read_checksum (self, &error);
  GtkWidget *row = GTK_WIDGET (self->checksum_row);

  gtk_widget_set_visible (row, n_chosen == 1);
  gtk_widget_set_visible (GTK_WIDGET (self->checksum_error_row), error != NULL);
  if (error != NULL)
    {
      adw_preferences_row_set_title (self->checksum_error_row, error->message);
      gtk_widget_add_css_class (row, "error");
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", n_chosen > 0 && error == NULL);
}

static void
update_heading (FreshetAddDialog *self)
{
  guint n_valid = freshet_candidates_get_n_valid (self->candidates);
  guint n_chosen = freshet_candidates_get_n_chosen (self->candidates);
  g_autofree char *label = NULL;

  if (n_chosen == n_valid)
    label = g_strdup_printf (ngettext ("%u address", "%u addresses", n_valid), n_valid);
  else
    /* Translators: how many addresses are chosen, of how many */
    label = g_strdup_printf (ngettext ("%u of %u address", "%u of %u addresses", n_valid),
                             n_chosen,
                             n_valid);
  self->is_updating = TRUE;
  gtk_check_button_set_label (self->all_check, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->all_check),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label,
                                  -1);
  gtk_check_button_set_active (self->all_check, n_valid > 0 && n_chosen == n_valid);
  gtk_check_button_set_inconsistent (self->all_check, n_chosen > 0 && n_chosen < n_valid);
  gtk_widget_set_sensitive (GTK_WIDGET (self->all_check), n_valid > 0);
  self->is_updating = FALSE;
}

static void
candidates_changed_cb (FreshetAddDialog *self)
{
  GListModel *found = freshet_candidates_get_model (self->candidates);
  g_autoptr (GPtrArray) chosen = freshet_candidates_list_chosen (self->candidates);
  guint n_sites = freshet_sites_update (self->sites, chosen);

  gtk_widget_set_visible (self->found_box, g_list_model_get_n_items (found) > 0);
  gtk_widget_set_visible (self->sign_in_row, n_sites > 0);
  update_heading (self);
  update_add (self);
}

static void
all_toggled_cb (FreshetAddDialog *self)
{
  if (!self->is_updating)
    freshet_candidates_choose_all (self->candidates, gtk_check_button_get_active (self->all_check));
}

static char *
get_text (FreshetAddDialog *self)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
search (FreshetAddDialog *self)
{
  g_autofree char *text = get_text (self);

  g_clear_handle_id (&self->search_source, g_source_remove);
  freshet_candidates_find (self->candidates, text);
}

static void
search_cb (gpointer user_data)
{
  FreshetAddDialog *self = user_data;

  self->search_source = 0;
  search (self);
}

static void
text_changed_cb (FreshetAddDialog *self)
{
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (self->buffer) == 0);
  g_clear_handle_id (&self->search_source, g_source_remove);
  self->search_source = g_timeout_add_once (SEARCH_DELAY_MS, search_cb, self);
}

/* A hyphen in an address that is broken would be taken for a part of it. */
static void
inserted_cb (GtkTextBuffer *buffer, GtkTextIter *end, const char *text, int length, gpointer data)
{
  GtkTextIter start = *end;

  gtk_text_iter_backward_chars (&start, (int) g_utf8_strlen (text, length));
  gtk_text_buffer_apply_tag_by_name (buffer, "address", &start, end);
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetAddDialog) self = user_data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autofree char *shortened = text != NULL ? freshet_candidates_shorten (text) : NULL;

  if (shortened == NULL)
    return;
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_at_cursor (self->buffer, shortened, -1);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (self->text_view, gtk_text_buffer_get_insert (self->buffer));
}

/* In the view's place, which would take a line of any length, and a text with its colours. */
static void
paste_cb (GtkTextView *text_view, FreshetAddDialog *self)
{
  g_signal_stop_emission_by_name (text_view, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                                 NULL,
                                 pasted_cb,
                                 g_object_ref (self));
}

static void
add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetAddDialog *self = FRESHET_ADD_DIALOG (widget);
  g_autoptr (GPtrArray) chosen = NULL;
  g_autoptr (FreshetChecksum) checksum = NULL;
  FreshetAddWishes wishes = { 0 };

  /* What was typed last may not have been looked at yet. */
  if (self->search_source != 0)
    search (self);
  chosen = freshet_candidates_list_chosen (self->candidates);
  checksum = read_checksum (self, NULL);
  wishes.folder = freshet_folder_row_get_folder (self->folder_row);
  wishes.checksum = checksum;
  wishes.user = gtk_editable_get_text (self->user_row);
  wishes.password = gtk_editable_get_text (self->password_row);
  if (*wishes.user != '\0')
    wishes.origin
        = freshet_sites_get_origin (self->sites, adw_combo_row_get_selected (self->site_row));
  g_signal_emit (self, signals[ACCEPTED], 0, chosen, &wishes);
  gtk_window_close (GTK_WINDOW (self));
}

static void
setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_selectable (item, FALSE);
  gtk_list_item_set_child (item, freshet_candidate_row_new ());
}

static void
bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  freshet_candidate_row_set_candidate (FRESHET_CANDIDATE_ROW (gtk_list_item_get_child (item)),
                                       gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  freshet_candidate_row_set_candidate (FRESHET_CANDIDATE_ROW (gtk_list_item_get_child (item)),
                                       NULL);
}

static void
activate_cb (FreshetAddDialog *self, guint position)
{
  g_autoptr (FreshetCandidate) candidate
      = g_list_model_get_item (freshet_candidates_get_model (self->candidates), position);

  freshet_candidate_set_chosen (candidate, !freshet_candidate_get_chosen (candidate));
}

static void
freshet_add_dialog_dispose (GObject *object)
{
  FreshetAddDialog *self = FRESHET_ADD_DIALOG (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->candidates != NULL)
    g_signal_handlers_disconnect_by_data (self->candidates, self);
  g_clear_object (&self->candidates);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_ADD_DIALOG);
  g_clear_object (&self->sites);

  G_OBJECT_CLASS (freshet_add_dialog_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-add-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, text_view);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, buffer);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, placeholder);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, found_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, all_check);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, checksum_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, checksum_error_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, sign_in_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, site_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, user_row);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddDialog, password_row);
  gtk_widget_class_bind_template_callback (widget_class, all_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, inserted_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_add);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
freshet_add_dialog_class_init (FreshetAddDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_add_dialog_dispose;

  /**
   * FreshetAddDialog::accepted:
   * @self: a dialog
   * @uris: (type GPtrArray) (element-type GUri): what was chosen
   * @wishes: (type gpointer): #FreshetAddWishes, for as long as the signal is emitted
   *
   * Add was pressed.
   */
  signals[ACCEPTED] = g_signal_new ("accepted",
                                    G_TYPE_FROM_CLASS (klass),
                                    G_SIGNAL_RUN_LAST,
                                    0,
                                    NULL,
                                    NULL,
                                    NULL,
                                    G_TYPE_NONE,
                                    2,
                                    G_TYPE_PTR_ARRAY,
                                    G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "dialog.add", NULL, add);
  g_type_ensure (FRESHET_TYPE_FOLDER_ROW);
  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_DIALOG);
}

static void
freshet_add_dialog_init (FreshetAddDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.add", FALSE);
  gtk_text_buffer_create_tag (self->buffer, "address", "insert-hyphens", FALSE, NULL);
  g_signal_connect (self->text_view, "paste-clipboard", G_CALLBACK (paste_cb), self);
  self->sites = freshet_sites_new ();
  adw_combo_row_set_model (self->site_row, freshet_sites_get_model (self->sites));
}

/**
 * freshet_add_dialog_new:
 * @parent: the window that it is for
 * @candidates: what it finds addresses with
 * @folder: (type filename): where the files go, unless another folder is chosen
 *
 * Returns: (transfer none): a dialog, not yet shown
 */
FreshetAddDialog *
freshet_add_dialog_new (GtkWindow *parent, FreshetCandidates *candidates, const char *folder)
{
  FreshetAddDialog *self;
  GtkNoSelection *selection;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (FRESHET_IS_CANDIDATES (candidates), NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_ADD_DIALOG, "transient-for", parent, NULL);
  self->candidates = g_object_ref (candidates);
  selection = gtk_no_selection_new (g_object_ref (freshet_candidates_get_model (candidates)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  freshet_folder_row_set_folder (self->folder_row, folder);
  g_signal_connect_swapped (candidates, "changed", G_CALLBACK (candidates_changed_cb), self);
  return self;
}

/**
 * freshet_add_dialog_add_text:
 * @self: a dialog
 * @text: what was pasted, dropped or read from a file
 *
 * Puts a text behind what is there, as if it had been pasted.
 */
void
freshet_add_dialog_add_text (FreshetAddDialog *self, const char *text)
{
  g_autofree char *shortened = NULL;
  GtkTextIter end;

  g_return_if_fail (FRESHET_IS_ADD_DIALOG (self));
  g_return_if_fail (text != NULL);

  shortened = freshet_candidates_shorten (text);
  gtk_text_buffer_get_end_iter (self->buffer, &end);
  if (gtk_text_buffer_get_char_count (self->buffer) > 0)
    gtk_text_buffer_insert (self->buffer, &end, "\n", 1);
  gtk_text_buffer_insert (self->buffer, &end, shortened, -1);
  search (self);
}
