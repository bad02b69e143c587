/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-ghost-row.h"

#include <glib/gi18n-lib.h>

/**
 * FreshetCompareGhostRow:
 *
 * A row to choose the comparison that is laid under the one that is shown: any other, or none. It is
 * in sight only while there is another.
 */
struct _FreshetCompareGhostRow
{
  AdwActionRow parent_instance;

  GtkFilter *others;           /* owned */
  FreshetCompareRecord *shown; /* owned, nullable */

  /* From the template. */
  GtkDropDown *drop_down;
};

G_DEFINE_FINAL_TYPE (FreshetCompareGhostRow, freshet_compare_ghost_row, ADW_TYPE_ACTION_ROW)

enum
{
  PROP_0,
  PROP_RECORD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_other (gpointer record, gpointer user_data)
{
  return record != FRESHET_COMPARE_GHOST_ROW (user_data)->shown;
}

static void
selected_changed_cb (FreshetCompareGhostRow *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECORD]);
}

static void
update_visible (FreshetCompareGhostRow *self)
{
  GListModel *model = gtk_drop_down_get_model (self->drop_down);

  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (model) > 1);
}

static void
freshet_compare_ghost_row_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_RECORD:
      g_value_set_object (value,
                          freshet_compare_ghost_row_get_record (
                              FRESHET_COMPARE_GHOST_ROW (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_compare_ghost_row_dispose (GObject *object)
{
  FreshetCompareGhostRow *self = FRESHET_COMPARE_GHOST_ROW (object);

  /* The list of records outlives this row. */
  gtk_custom_filter_set_filter_func (GTK_CUSTOM_FILTER (self->others), NULL, NULL, NULL);
  g_clear_object (&self->shown);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_COMPARE_GHOST_ROW);

  G_OBJECT_CLASS (freshet_compare_ghost_row_parent_class)->dispose (object);
}

static void
freshet_compare_ghost_row_finalize (GObject *object)
{
  g_object_unref (FRESHET_COMPARE_GHOST_ROW (object)->others);

  G_OBJECT_CLASS (freshet_compare_ghost_row_parent_class)->finalize (object);
}

static void
freshet_compare_ghost_row_class_init (FreshetCompareGhostRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = freshet_compare_ghost_row_get_property;
  object_class->dispose = freshet_compare_ghost_row_dispose;
  object_class->finalize = freshet_compare_ghost_row_finalize;

  /**
   * FreshetCompareGhostRow:record:
   *
   * The comparison that was chosen, %NULL for none.
   */
  properties[PROP_RECORD] = g_param_spec_object (
      "record", NULL, NULL, FRESHET_TYPE_COMPARE_RECORD, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (FRESHET_TYPE_COMPARE_RECORD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-compare-ghost-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCompareGhostRow, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, selected_changed_cb);
}

static void
freshet_compare_ghost_row_init (FreshetCompareGhostRow *self)
{
  self->others = GTK_FILTER (gtk_custom_filter_new (is_other, self, NULL));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_compare_ghost_row_set_records:
 * @self: a row
 * @records: all comparisons, of #FreshetCompareRecord
 *
 * To be called once.
 */
void
freshet_compare_ghost_row_set_records (FreshetCompareGhostRow *self, GListModel *records)
{
  g_autoptr (FreshetCompareRecord) none = NULL;
  g_autoptr (GListStore) first = NULL;
  g_autoptr (GListModel) model = NULL;
  GtkFilterListModel *others;
  GListStore *models;

  g_return_if_fail (FRESHET_IS_COMPARE_GHOST_ROW (self));
  g_return_if_fail (G_IS_LIST_MODEL (records));

  none = freshet_compare_record_new (_ ("Nothing"));
  first = g_list_store_new (FRESHET_TYPE_COMPARE_RECORD);
  g_list_store_append (first, none);
  others = gtk_filter_list_model_new (g_object_ref (records), g_object_ref (self->others));
  models = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (models, first);
  g_list_store_append (models, others);
  g_object_unref (others);
  model = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (models)));

  gtk_drop_down_set_model (self->drop_down, model);
  g_signal_connect_object (
      model, "items-changed", G_CALLBACK (update_visible), self, G_CONNECT_SWAPPED);
  update_visible (self);
}

/**
 * freshet_compare_ghost_row_set_shown:
 * @self: a row that has its records
 * @shown: (nullable): the comparison that is shown, which cannot be chosen any more
 */
void
freshet_compare_ghost_row_set_shown (FreshetCompareGhostRow *self, FreshetCompareRecord *shown)
{
  g_return_if_fail (FRESHET_IS_COMPARE_GHOST_ROW (self));
  g_return_if_fail (shown == NULL || FRESHET_IS_COMPARE_RECORD (shown));

  if (self->shown == shown)
    return;
  /* Nothing is laid under what was laid under something else. */
  if (shown != NULL && gtk_drop_down_get_selected_item (self->drop_down) == shown)
    gtk_drop_down_set_selected (self->drop_down, 0);
  g_set_object (&self->shown, shown);
  gtk_filter_changed (self->others, GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * freshet_compare_ghost_row_get_record:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the comparison that was chosen, %NULL for none
 */
FreshetCompareRecord *
freshet_compare_ghost_row_get_record (FreshetCompareGhostRow *self)
{
  g_return_val_if_fail (FRESHET_IS_COMPARE_GHOST_ROW (self), NULL);

  return gtk_drop_down_get_selected (self->drop_down) > 0
             ? gtk_drop_down_get_selected_item (self->drop_down)
             : NULL;
}
