/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-gradual-model.h"

/* GtkListView makes widgets for about 200 items, visible or not, in the handler of items-changed.
 * These many at a time take it a few milliseconds. */
#define STEP 16
#define MOST_WIDGETS 256

/**
 * FreshetGradualModel:
 *
 * The same list as another model's, except that many items which come at once are let in a few at a
 * time, whenever the main loop has nothing better to do. A view that makes a widget an item then
 * never holds up a frame.
 */
struct _FreshetGradualModel
{
  GObject parent_instance;

  GListModel *model; /* owned */
  guint n_model;     /* how many there are; what is shown is the first n_shown of them */
  guint n_shown;
  guint source;
};

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetGradualModel,
                               freshet_gradual_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init))

static gboolean
let_in_cb (gpointer user_data)
{
  FreshetGradualModel *self = user_data;
  guint position = self->n_shown;
  guint n_left = self->n_model - position;
  guint n_added = position < MOST_WIDGETS ? MIN (n_left, STEP) : n_left;

  self->n_shown += n_added;
  if (self->n_shown == self->n_model)
    self->source = 0;
  if (n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n_added);
  return self->source != 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
let_in_later (FreshetGradualModel *self)
{
  if (self->source == 0 && self->n_shown < self->n_model)
    self->source = g_idle_add (let_in_cb, self);
}

static void
items_changed_cb (
    GListModel *model, guint position, guint removed, guint added, FreshetGradualModel *self)
{
  guint n_shown = self->n_shown;
  guint n_removed;
  guint n_added;

  self->n_model = self->n_model - removed + added;
  if (position > n_shown)
    return;

  /* What is behind the shown part moves by itself; of what comes into it, a step is shown at once. What
   * takes the place of others needs no more widgets than those had. */
  n_removed = MIN (removed, n_shown - position);
  n_added = MIN (added, MAX (STEP, n_removed));
  if (n_added < added)
    n_removed = n_shown - position;

  self->n_shown = n_shown - n_removed + n_added;
  let_in_later (self);
  if (n_removed > 0 || n_added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static GType
freshet_gradual_model_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (FRESHET_GRADUAL_MODEL (list)->model);
}

static guint
freshet_gradual_model_get_n_items (GListModel *list)
{
  return FRESHET_GRADUAL_MODEL (list)->n_shown;
}

static gpointer
freshet_gradual_model_get_item (GListModel *list, guint position)
{
  FreshetGradualModel *self = FRESHET_GRADUAL_MODEL (list);

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = freshet_gradual_model_get_item_type;
  iface->get_n_items = freshet_gradual_model_get_n_items;
  iface->get_item = freshet_gradual_model_get_item;
}

static void
freshet_gradual_model_dispose (GObject *object)
{
  FreshetGradualModel *self = FRESHET_GRADUAL_MODEL (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  self->n_model = 0;
  self->n_shown = 0;

  G_OBJECT_CLASS (freshet_gradual_model_parent_class)->dispose (object);
}

static void
freshet_gradual_model_class_init (FreshetGradualModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_gradual_model_dispose;
}

static void
freshet_gradual_model_init (FreshetGradualModel *self)
{
}

/**
 * freshet_gradual_model_new:
 * @model: (transfer none): the list to show
 *
 * Returns: (transfer full): @model, let in gradually; what is in it already comes gradually too
 */
FreshetGradualModel *
freshet_gradual_model_new (GListModel *model)
{
  FreshetGradualModel *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (FRESHET_TYPE_GRADUAL_MODEL, NULL);
  self->model = g_object_ref (model);
  self->n_model = g_list_model_get_n_items (model);
  g_signal_connect (model, "items-changed", G_CALLBACK (items_changed_cb), self);
  let_in_later (self);
  return self;
}
