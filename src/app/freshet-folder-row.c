/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-folder-row.h"

#include <glib/gi18n-lib.h>

#include "freshet-folder-chooser.h"
#include "freshet-host-path.h"

/**
 * FreshetFolderRow:
 *
 * A row that shows a folder by the name that a person knows it by, and lets them choose another.
 */
struct _FreshetFolderRow
{
  AdwActionRow parent_instance;

  char *folder;                  /* owned, nullable */
  GtkFileChooserNative *chooser; /* owned, nullable: while it is open */
  GCancellable *naming;          /* owned, nullable: of the last query for the folder's name */
};

G_DEFINE_FINAL_TYPE (FreshetFolderRow, freshet_folder_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_FOLDER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
named_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  FreshetFolderRow *self = user_data;
  g_autofree char *path = NULL;
  g_autofree char *escaped = NULL;
  g_autoptr (GError) error = NULL;

  /* The row may be gone by then, but not without having cancelled this. */
  path = freshet_host_path_query_finish (result, &error);
  if (path == NULL)
    return;
  escaped = g_markup_escape_text (path, -1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, FreshetFolderRow *self)
{
  g_autofree char *path = freshet_folder_chooser_get_path (chooser, response);

  if (path != NULL)
    freshet_folder_row_set_folder (self, path);
  g_clear_object (&self->chooser);
}

static void
choose_cb (FreshetFolderRow *self)
{
  if (self->chooser != NULL)
    return;

  self->chooser = freshet_folder_chooser_new (GTK_WIDGET (self),
                                              _ ("Choose Folder"),
                                              _ ("_Select"),
                                              self->folder);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
freshet_folder_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FOLDER:
      g_value_set_string (value, FRESHET_FOLDER_ROW (object)->folder);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_folder_row_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_FOLDER:
      freshet_folder_row_set_folder (FRESHET_FOLDER_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_folder_row_dispose (GObject *object)
{
  FreshetFolderRow *self = FRESHET_FOLDER_ROW (object);

  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  g_clear_object (&self->chooser);
  g_clear_pointer (&self->folder, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_FOLDER_ROW);

  G_OBJECT_CLASS (freshet_folder_row_parent_class)->dispose (object);
}

static void
freshet_folder_row_class_init (FreshetFolderRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = freshet_folder_row_get_property;
  object_class->set_property = freshet_folder_row_set_property;
  object_class->dispose = freshet_folder_row_dispose;

  /**
   * FreshetFolderRow:folder:
   *
   * The path of the folder.
   */
  properties[PROP_FOLDER]
      = g_param_spec_string ("folder",
                             NULL,
                             NULL,
                             NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-folder-row.ui");
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
freshet_folder_row_init (FreshetFolderRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_folder_row_get_folder:
 * @self: a row
 *
 * Returns: (transfer none) (nullable) (type filename): the path of the folder
 */
const char *
freshet_folder_row_get_folder (FreshetFolderRow *self)
{
  g_return_val_if_fail (FRESHET_IS_FOLDER_ROW (self), NULL);

  return self->folder;
}

/**
 * freshet_folder_row_set_folder:
 * @self: a row
 * @folder: (type filename): the path of a folder
 */
void
freshet_folder_row_set_folder (FreshetFolderRow *self, const char *folder)
{
  g_return_if_fail (FRESHET_IS_FOLDER_ROW (self));
  g_return_if_fail (folder != NULL);

  if (g_strcmp0 (self->folder, folder) == 0)
    return;
  g_free (self->folder);
  self->folder = g_strdup (folder);

  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
  self->naming = g_cancellable_new ();
  freshet_host_path_query_async (folder, self->naming, named_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLDER]);
}
