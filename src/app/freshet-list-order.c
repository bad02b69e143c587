/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-order.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Rows that jumped about while they are read would be worse than rows that are a second late. */
#define REFRESH_MS 1000

G_DEFINE_ENUM_TYPE (FreshetListFilter,
                    freshet_list_filter,
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_FILTER_ALL, "all"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_FILTER_ACTIVE, "active"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_FILTER_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_FILTER_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_FILTER_FINISHED, "finished"))

G_DEFINE_ENUM_TYPE (FreshetListSort,
                    freshet_list_sort,
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_SORT_QUEUE, "queue"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_SORT_NEWEST, "newest"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_SORT_NAME, "name"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_SORT_SIZE, "size"),
                    G_DEFINE_ENUM_VALUE (FRESHET_LIST_SORT_STATE, "state"))

/**
 * FreshetListOrder:
 *
 * Which downloads of a queue are shown, and in which order. Follows what becomes of them, but not more
 * often than once a second, and costs nothing where all are shown in the order of the queue.
 */
struct _FreshetListOrder
{
  GObject parent_instance;

  FreshetQueue *queue;              /* owned */
  GtkFilterListModel *filter_model; /* owned */
  GtkSortListModel *sort_model;     /* owned */
  FreshetListFilter filter;
  FreshetListSort sort;
  char *text;   /* owned, nullable: what is looked for */
  char *folded; /* owned, nullable: the same without its cases, where it is not ASCII */
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (FreshetListOrder, freshet_list_order, G_TYPE_OBJECT)

static FreshetListFilter
filter_of_state (FreshetState state)
{
  switch (state)
    {
    case FRESHET_STATE_CONNECTING:
    case FRESHET_STATE_DOWNLOADING:
    case FRESHET_STATE_VERIFYING:
      return FRESHET_LIST_FILTER_ACTIVE;
    case FRESHET_STATE_FAILED:
    case FRESHET_STATE_CANCELLED:
      return FRESHET_LIST_FILTER_FAILED;
    case FRESHET_STATE_FINISHED:
      return FRESHET_LIST_FILTER_FINISHED;
    case FRESHET_STATE_WAITING:
    case FRESHET_STATE_PAUSED:
    default:
      return FRESHET_LIST_FILTER_WAITING;
    }
}

static gboolean
contains (FreshetListOrder *self, const char *text)
{
  g_autofree char *folded = NULL;

  if (self->folded == NULL)
    return strcasestr (text, self->text) != NULL;
  folded = g_utf8_casefold (text, -1);
  return strstr (folded, self->folded) != NULL;
}

static gboolean
match (gpointer item, gpointer user_data)
{
  FreshetListOrder *self = user_data;
  FreshetDownload *download = item;

  if (self->filter != FRESHET_LIST_FILTER_ALL
      && self->filter != filter_of_state (freshet_download_get_state (download)))
    return FALSE;
  return self->text == NULL || contains (self, freshet_download_get_name (download))
         || contains (self, freshet_download_get_address (download));
}

static gboolean
filters (FreshetListOrder *self)
{
  return self->text != NULL || self->filter != FRESHET_LIST_FILTER_ALL;
}

static void
update_filter (FreshetListOrder *self)
{
  GtkFilter *filter = gtk_filter_list_model_get_filter (self->filter_model);
  g_autoptr (GtkCustomFilter) new_filter = NULL;

  if (filters (self) && filter != NULL)
    {
      gtk_filter_changed (filter, GTK_FILTER_CHANGE_DIFFERENT);
      return;
    }
  if (filters (self))
    new_filter = gtk_custom_filter_new (match, self, NULL);
  gtk_filter_list_model_set_filter (self->filter_model, GTK_FILTER (new_filter));
}

static gint64
get_added (FreshetDownload *download)
{
  return freshet_download_get_added (download);
}

/* What runs comes first, and what needs somebody comes before what is done. */
static gint64
get_rank (FreshetDownload *download)
{
  static const gint64 ranks[] = {
    [FRESHET_STATE_DOWNLOADING] = 0, [FRESHET_STATE_VERIFYING] = 0, [FRESHET_STATE_CONNECTING] = 0,
    [FRESHET_STATE_FAILED] = 1,      [FRESHET_STATE_PAUSED] = 2,    [FRESHET_STATE_WAITING] = 3,
    [FRESHET_STATE_CANCELLED] = 4,   [FRESHET_STATE_FINISHED] = 5,
  };

  return ranks[freshet_download_get_state (download)];
}

static GtkSorter *
sort_by_number (gint64 (*get_number) (FreshetDownload *), GtkSortType direction)
{
  GtkExpression *number = gtk_cclosure_expression_new (
      G_TYPE_INT64, NULL, 0, NULL, (GCallback) (void (*) (void)) get_number, NULL, NULL);
  GtkNumericSorter *sorter = gtk_numeric_sorter_new (number);

  gtk_numeric_sorter_set_sort_order (sorter, direction);
  return GTK_SORTER (sorter);
}

/* Those of GTK make a key of each item once, and not for each comparison. */
static GtkSorter *
create_sorter (FreshetListSort sort)
{
  switch (sort)
    {
    case FRESHET_LIST_SORT_NEWEST:
      return sort_by_number (get_added, GTK_SORT_DESCENDING);
    case FRESHET_LIST_SORT_NAME:
      return GTK_SORTER (gtk_string_sorter_new (
          gtk_property_expression_new (FRESHET_TYPE_DOWNLOAD, NULL, "name")));
    case FRESHET_LIST_SORT_SIZE:
      return sort_by_number (freshet_download_get_total, GTK_SORT_DESCENDING);
    case FRESHET_LIST_SORT_STATE:
      return sort_by_number (get_rank, GTK_SORT_ASCENDING);
    case FRESHET_LIST_SORT_QUEUE:
    default:
      return NULL;
    }
}

static gboolean
refresh_cb (gpointer user_data)
{
  FreshetListOrder *self = user_data;
  GtkSorter *sorter = gtk_sort_list_model_get_sorter (self->sort_model);

  self->refresh_source = 0;
  if (self->filter != FRESHET_LIST_FILTER_ALL)
    update_filter (self);
  if (sorter != NULL && self->sort != FRESHET_LIST_SORT_NEWEST)
    gtk_sorter_changed (sorter, GTK_SORTER_CHANGE_DIFFERENT);
  return G_SOURCE_REMOVE;
}

/* With its state, the name or the size of a download may have changed. */
static void
states_changed_cb (FreshetListOrder *self)
{
  if (self->refresh_source == 0 && !freshet_list_order_is_whole_queue (self))
    self->refresh_source = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
freshet_list_order_dispose (GObject *object)
{
  FreshetListOrder *self = FRESHET_LIST_ORDER (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  if (self->queue != NULL)
    g_signal_handlers_disconnect_by_data (self->queue, self);
  if (self->filter_model != NULL)
    gtk_filter_list_model_set_filter (self->filter_model, NULL);
  g_clear_object (&self->sort_model);
  g_clear_object (&self->filter_model);
  g_clear_object (&self->queue);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folded, g_free);

  G_OBJECT_CLASS (freshet_list_order_parent_class)->dispose (object);
}

static void
freshet_list_order_class_init (FreshetListOrderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_list_order_dispose;
}

static void
freshet_list_order_init (FreshetListOrder *self)
{
}

/**
 * freshet_list_order_new:
 * @queue: the downloads
 *
 * Returns: (transfer full): all of them, in the order of the queue
 */
FreshetListOrder *
freshet_list_order_new (FreshetQueue *queue)
{
  FreshetListOrder *self;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);

  self = g_object_new (FRESHET_TYPE_LIST_ORDER, NULL);
  self->queue = g_object_ref (queue);
  self->filter_model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (queue)), NULL);
  self->sort_model
      = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filter_model)), NULL);
  /* Told whenever the state of any of them has changed. */
  g_signal_connect_swapped (queue, "notify::n-active", G_CALLBACK (states_changed_cb), self);
  return self;
}

/**
 * freshet_list_order_get_model:
 * @self: an order
 *
 * Returns: (transfer none): what is to be shown, a list of #FreshetDownload
 */
GListModel *
freshet_list_order_get_model (FreshetListOrder *self)
{
  g_return_val_if_fail (FRESHET_IS_LIST_ORDER (self), NULL);

  return G_LIST_MODEL (self->sort_model);
}

/**
 * freshet_list_order_set_text:
 * @self: an order
 * @text: what the name or the address of a download has to contain, upper case or lower; empty for
 *   anything
 */
void
freshet_list_order_set_text (FreshetListOrder *self, const char *text)
{
  g_return_if_fail (FRESHET_IS_LIST_ORDER (self));
  g_return_if_fail (text != NULL);

  if (g_strcmp0 (self->text != NULL ? self->text : "", text) == 0)
    return;
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->folded, g_free);
  if (*text != '\0')
    self->text = g_strdup (text);
  if (!g_str_is_ascii (text))
    self->folded = g_utf8_casefold (text, -1);
  update_filter (self);
}

/**
 * freshet_list_order_set_filter:
 * @self: an order
 * @filter: which downloads are shown
 */
void
freshet_list_order_set_filter (FreshetListOrder *self, FreshetListFilter filter)
{
  g_return_if_fail (FRESHET_IS_LIST_ORDER (self));

  if (self->filter == filter)
    return;
  self->filter = filter;
  update_filter (self);
}

/**
 * freshet_list_order_set_sort:
 * @self: an order
 * @sort: the order
 */
void
freshet_list_order_set_sort (FreshetListOrder *self, FreshetListSort sort)
{
  g_autoptr (GtkSorter) sorter = NULL;

  g_return_if_fail (FRESHET_IS_LIST_ORDER (self));

  if (self->sort == sort)
    return;
  self->sort = sort;
  sorter = create_sorter (sort);
  gtk_sort_list_model_set_sorter (self->sort_model, sorter);
}

/**
 * freshet_list_order_is_whole_queue:
 * @self: an order
 *
 * Returns: whether all is shown, in the order of the queue
 */
gboolean
freshet_list_order_is_whole_queue (FreshetListOrder *self)
{
  g_return_val_if_fail (FRESHET_IS_LIST_ORDER (self), FALSE);

  return !filters (self) && self->sort == FRESHET_LIST_SORT_QUEUE;
}

/**
 * freshet_list_filter_get_label:
 * @filter: which downloads are shown
 *
 * Returns: what that is called, in the user's language
 */
const char *
freshet_list_filter_get_label (FreshetListFilter filter)
{
  switch (filter)
    {
    case FRESHET_LIST_FILTER_ACTIVE:
      return C_ ("filter", "Active");
    case FRESHET_LIST_FILTER_WAITING:
      return C_ ("filter", "Waiting");
    case FRESHET_LIST_FILTER_FAILED:
      return C_ ("filter", "Failed");
    case FRESHET_LIST_FILTER_FINISHED:
      return C_ ("filter", "Finished");
    case FRESHET_LIST_FILTER_ALL:
    default:
      return C_ ("filter", "All");
    }
}
