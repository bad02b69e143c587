/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-downloads-page.h"

#include <glib/gi18n-lib.h>

#include "freshet-add.h"
#include "freshet-address-bar.h"
#include "freshet-download-list.h"
#include "freshet-settings.h"
#include "freshet-toast.h"

/**
 * FreshetDownloadsPage:
 *
 * The list of downloads, what is shown while it is empty, and the bar that fills it.
 */
struct _FreshetDownloadsPage
{
  GtkWidget parent_instance;

  FreshetQueue *queue; /* owned, nullable */
  GSettings *settings; /* owned, nullable */
  gboolean is_adding;

  /* From the template. */
  GtkWidget *box;
  GtkRevealer *bar_revealer;
  FreshetAddressBar *address_bar;
  GtkStack *stack;
  FreshetDownloadList *list;
  GtkWidget *demo_button;
};

G_DEFINE_FINAL_TYPE (FreshetDownloadsPage, freshet_downloads_page, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_ADDING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_stack (FreshetDownloadsPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
set_adding (FreshetDownloadsPage *self, gboolean is_adding)
{
  if (self->is_adding == is_adding)
    return;
  self->is_adding = is_adding;
  gtk_revealer_set_reveal_child (self->bar_revealer, is_adding);
  if (is_adding)
    gtk_widget_grab_focus (GTK_WIDGET (self->address_bar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDING]);
}

static void
add_again_cb (AdwToast *toast, GPtrArray *uris)
{
  FreshetDownloadsPage *self = g_object_get_data (G_OBJECT (toast), "page");
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);

  freshet_add_uris_again (self->queue, uris, folder);
}

static void
uris_destroy_notify (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (data);
}

/* Twice is most often a mistake, and now and then what is wanted. */
static void
offer_to_add_again (FreshetDownloadsPage *self, GPtrArray *known)
{
  g_autofree char *address = freshet_address_to_display (known->pdata[0]);
  g_autofree char *text = NULL;
  AdwToast *toast;

  if (known->len == 1)
    /* Translators: %s is a web address */
    text = g_strdup_printf (_ ("%s is in the list already"), address);
  else
    text = g_strdup_printf (ngettext ("%u address is in the list already",
                                      "%u addresses are in the list already",
                                      known->len),
                            known->len);

  toast = freshet_toast_new_with_button (text, _ ("Add _Again"));
  g_object_set_data (G_OBJECT (toast), "page", self);
  g_signal_connect_data (toast,
                         "button-clicked",
                         G_CALLBACK (add_again_cb),
                         g_ptr_array_ref (known),
                         uris_destroy_notify,
                         0);
  freshet_toast_show (GTK_WIDGET (self), toast);
}

static void
add_uris (FreshetDownloadsPage *self, GPtrArray *uris)
{
  g_autofree char *folder = freshet_settings_get_download_folder (self->settings);
  g_autoptr (GPtrArray) known = freshet_add_uris (self->queue, uris, folder);

  if (known->len > 0)
    offer_to_add_again (self, known);
}

static void
reject (FreshetDownloadsPage *self, const char *before, FreshetAddressList *list)
{
  g_autoptr (GString) text = g_string_new (before);

  for (guint i = 0; i < list->rejected->len; i++)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append (text, list->rejected->pdata[i]);
    }

  set_adding (self, TRUE);
  freshet_address_bar_reject (self->address_bar, text->str, list->error->message);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_bar));
}

static void
submitted_cb (FreshetDownloadsPage *self, const char *text)
{
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse (text);

  if (list->rejected->len > 0)
    reject (self, NULL, list);
  else
    freshet_address_bar_clear (self->address_bar);
  add_uris (self, list->uris);
}

static void
close_bar (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  set_adding (FRESHET_DOWNLOADS_PAGE (widget), FALSE);
}

static void
freshet_downloads_page_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ADDING:
      g_value_set_boolean (value, FRESHET_DOWNLOADS_PAGE (object)->is_adding);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_downloads_page_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ADDING:
      set_adding (FRESHET_DOWNLOADS_PAGE (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_downloads_page_dispose (GObject *object)
{
  FreshetDownloadsPage *self = FRESHET_DOWNLOADS_PAGE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_DOWNLOADS_PAGE);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  g_clear_object (&self->queue);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (freshet_downloads_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-downloads-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, bar_revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, address_bar);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, list);
  gtk_widget_class_bind_template_child (widget_class, FreshetDownloadsPage, demo_button);
  gtk_widget_class_bind_template_callback (widget_class, submitted_cb);
}

static void
freshet_downloads_page_class_init (FreshetDownloadsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_downloads_page_dispose;
  object_class->get_property = freshet_downloads_page_get_property;
  object_class->set_property = freshet_downloads_page_set_property;

  /**
   * FreshetDownloadsPage:adding:
   *
   * Whether the bar that takes addresses is open.
   */
  properties[PROP_ADDING]
      = g_param_spec_boolean ("adding",
                              NULL,
                              NULL,
                              FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "page.close-bar", NULL, close_bar);

  g_type_ensure (FRESHET_TYPE_ADDRESS_BAR);
  g_type_ensure (FRESHET_TYPE_DOWNLOAD_LIST);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_downloads_page_init (FreshetDownloadsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
#ifdef HAVE_DEMO
  gtk_widget_set_visible (self->demo_button, TRUE);
#endif
}

/**
 * freshet_downloads_page_set_queue:
 * @self: a page
 * @queue: what it shows
 * @settings: the settings of the program
 *
 * To be called once.
 */
void
freshet_downloads_page_set_queue (FreshetDownloadsPage *self,
                                  FreshetQueue *queue,
                                  GSettings *settings)
{
  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  self->settings = g_object_ref (settings);
  freshet_download_list_set_queue (self->list, queue);
  g_signal_connect_swapped (queue, "items-changed", G_CALLBACK (update_stack), self);
  update_stack (self);
}

/**
 * freshet_downloads_page_add_list:
 * @self: a page
 * @list: what was pasted, dropped or given on the command line
 *
 * Adds the addresses of a list. What cannot be downloaded is put into the bar, to be corrected, and
 * what is in the list already is offered to be added once more.
 */
void
freshet_downloads_page_add_list (FreshetDownloadsPage *self, FreshetAddressList *list)
{
  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (list != NULL);

  if (list->rejected->len > 0)
    {
      g_autofree char *typed = freshet_address_bar_dup_text (self->address_bar);

      reject (self, typed, list);
    }
  add_uris (self, list->uris);
}

/**
 * freshet_downloads_page_add_demo:
 * @self: a page
 * @uris: (element-type GUri): the files of the demo server
 *
 * Adds what is not there any more at the next start.
 */
void
freshet_downloads_page_add_demo (FreshetDownloadsPage *self, GPtrArray *uris)
{
  g_autofree char *folder = NULL;

  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (uris != NULL);

  folder = freshet_settings_get_download_folder (self->settings);
  freshet_add_temporary_uris (self->queue, uris, folder);
}
