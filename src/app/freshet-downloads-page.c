/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-downloads-page.h"

#include "freshet-address-bar.h"
#include "freshet-reveal.h"
#include "freshet-status-bin.h"

/**
 * FreshetDownloadsPage:
 *
 * The list of downloads, what is shown while it is empty, and the bar that fills it.
 */
struct _FreshetDownloadsPage
{
  GtkWidget parent_instance;

  FreshetQueue *queue; /* owned, nullable */
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

enum
{
  SUBMITTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
update_stack (FreshetDownloadsPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (G_LIST_MODEL (self->queue)) == 0;

  /* What cannot be seen yet needs no style. */
  if (!is_empty)
    gtk_widget_set_visible (GTK_WIDGET (self->list), TRUE);
  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "list");
}

static void
set_adding (FreshetDownloadsPage *self, gboolean is_adding)
{
  if (self->is_adding == is_adding)
    return;
  self->is_adding = is_adding;
  freshet_reveal (self->bar_revealer, is_adding);
  if (is_adding)
    gtk_widget_grab_focus (GTK_WIDGET (self->address_bar));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDING]);
}

static void
submitted_cb (FreshetDownloadsPage *self, const char *text)
{
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse (text);

  freshet_address_bar_clear (self->address_bar);
  g_signal_emit (self, signals[SUBMITTED], 0, list);
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

  /**
   * FreshetDownloadsPage::submitted:
   * @self: a page
   * @list: (type FreshetAddressList): what was typed
   *
   * A person wants the addresses of @list to be added.
   */
  signals[SUBMITTED] = g_signal_new ("submitted",
                                     G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_POINTER);

  gtk_widget_class_install_action (widget_class, "page.close-bar", NULL, close_bar);

  g_type_ensure (FRESHET_TYPE_ADDRESS_BAR);
  g_type_ensure (FRESHET_TYPE_DOWNLOAD_LIST);
  g_type_ensure (FRESHET_TYPE_STATUS_BIN);
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
 *
 * To be called once.
 */
void
freshet_downloads_page_set_queue (FreshetDownloadsPage *self, FreshetQueue *queue)
{
  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));
  g_return_if_fail (self->queue == NULL);

  self->queue = g_object_ref (queue);
  freshet_download_list_set_queue (self->list, queue);
  g_signal_connect_swapped (queue, "items-changed", G_CALLBACK (update_stack), self);
  update_stack (self);
}

/**
 * freshet_downloads_page_get_list:
 * @self: a page
 *
 * Returns: (transfer none): the list in it
 */
FreshetDownloadList *
freshet_downloads_page_get_list (FreshetDownloadsPage *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self), NULL);

  return self->list;
}

/**
 * freshet_downloads_page_reject:
 * @self: a page
 * @text: what could not be added
 * @message: why
 *
 * Puts a text into the bar, behind what is there, to be corrected or added once more.
 */
void
freshet_downloads_page_reject (FreshetDownloadsPage *self, const char *text, const char *message)
{
  g_autofree char *before = NULL;
  g_autofree char *all = NULL;

  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (text != NULL && message != NULL);

  before = freshet_address_bar_dup_text (self->address_bar);
  all = *before != '\0' ? g_strjoin (" ", before, text, NULL) : g_strdup (text);
  set_adding (self, TRUE);
  freshet_address_bar_reject (self->address_bar, all, message);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_bar));
}

/**
 * freshet_downloads_page_reject_list:
 * @self: a page
 * @list: a list of addresses, some of which cannot be downloaded
 *
 * Puts these into the bar, with the reason of the first.
 */
void
freshet_downloads_page_reject_list (FreshetDownloadsPage *self, FreshetAddressList *list)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *text = NULL;

  g_return_if_fail (FRESHET_IS_DOWNLOADS_PAGE (self));
  g_return_if_fail (list != NULL && list->rejected->len > 0);

  g_ptr_array_extend (words, list->rejected, NULL, NULL);
  g_ptr_array_add (words, NULL);
  text = g_strjoinv (" ", (char **) words->pdata);
  freshet_downloads_page_reject (self, text, list->error->message);
}
