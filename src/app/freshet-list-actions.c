/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-list-actions.h"

#include "freshet-list-commands.h"

/* With ten thousand rows selected, counting what they are at takes milliseconds. */
#define UPDATE_MS 200

/**
 * FreshetListActions:
 *
 * What can be done with the downloads that are selected in a list, and with the list itself, as actions
 * of its window: menus, keys and scripts use these.
 */
struct _FreshetListActions
{
  GObject parent_instance;

  GActionMap *map;           /* unowned: the window, which owns this */
  FreshetDownloadList *list; /* owned, nullable */
  guint source;
};

G_DEFINE_FINAL_TYPE (FreshetListActions, freshet_list_actions, G_TYPE_OBJECT)

static void
set_enabled (FreshetListActions *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (self->map, name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

/* Returns: the states that @downloads are in, a bit each */
static guint
collect_states (GPtrArray *downloads)
{
  guint states = 0;

  for (guint i = 0; i < downloads->len; i++)
    states |= 1u << freshet_download_get_state (downloads->pdata[i]);
  return states;
}

static gboolean
fits (FreshetCommand command, guint states)
{
  for (FreshetState state = FRESHET_STATE_WAITING; state <= FRESHET_STATE_CANCELLED; state++)
    if ((states >> state & 1) != 0 && freshet_command_fits (command, state))
      return TRUE;
  return FALSE;
}

static gboolean
is_offered (FreshetCommand command, GPtrArray *downloads, guint states)
{
  if (!fits (command, states) || (downloads->len > 1 && freshet_command_is_for_one (command)))
    return FALSE;
  return (command != FRESHET_COMMAND_SIGN_IN && command != FRESHET_COMMAND_CHOOSE_FOLDER)
         || freshet_command_first_for (downloads->pdata[0]) == command;
}

/* While something else is measured, the list is not to be used. */
static gboolean
is_usable (FreshetListActions *self)
{
  return gtk_widget_is_sensitive (GTK_WIDGET (self->list));
}

/* Only the whole queue in its own order shows where something would move to. */
static void
update_moves (FreshetListActions *self)
{
  GtkSelectionModel *model = freshet_download_list_get_selection (self->list);
  FreshetListOrder *order = freshet_download_list_get_order (self->list);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  guint n = (guint) gtk_bitset_get_size (selected);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  gboolean can_move = is_usable (self) && n > 0 && freshet_list_order_is_whole_queue (order);

  set_enabled (self, "move-up", can_move && gtk_bitset_get_maximum (selected) >= n);
  set_enabled (self, "move-down", can_move && gtk_bitset_get_minimum (selected) + n < n_items);
}

static void
update_clear_finished (FreshetListActions *self)
{
  FreshetQueue *queue = freshet_download_list_get_queue (self->list);

  set_enabled (self,
               "clear-finished",
               is_usable (self) && freshet_queue_get_n_finished (queue) > 0);
}

static void
update (FreshetListActions *self)
{
  g_autoptr (GPtrArray) downloads = freshet_download_list_dup_selected (self->list);
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_COMMAND);
  guint states = collect_states (downloads);

  g_clear_handle_id (&self->source, g_source_remove);
  for (guint i = 0; i < class->n_values; i++)
    {
      FreshetCommand command = (FreshetCommand) class->values[i].value;

      if (command != FRESHET_COMMAND_NONE)
        set_enabled (self,
                     class->values[i].value_nick,
                     is_usable (self) && is_offered (command, downloads, states));
    }
  update_moves (self);
  update_clear_finished (self);
}

static gboolean
update_cb (gpointer user_data)
{
  FreshetListActions *self = user_data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
update_later (FreshetListActions *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (UPDATE_MS, update_cb, self);
}

/* What costs nothing is up to date at once: a script does not wait until it is. */
static void
counts_changed_cb (FreshetListActions *self)
{
  update_clear_finished (self);
  update_later (self);
}

static void
command_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetListActions *self = user_data;
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_COMMAND);
  GEnumValue *value = g_enum_get_value_by_nick (class, g_action_get_name (G_ACTION (action)));
  g_autoptr (GPtrArray) downloads = freshet_download_list_dup_selected (self->list);

  freshet_list_commands_run (GTK_WIDGET (self->list),
                             freshet_download_list_get_queue (self->list),
                             (FreshetCommand) value->value,
                             downloads);
}

static void
move (FreshetListActions *self, gboolean up)
{
  GtkSelectionModel *model = freshet_download_list_get_selection (self->list);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  g_autoptr (GPtrArray) downloads = freshet_download_list_dup_selected (self->list);
  guint first = gtk_bitset_get_minimum (selected);
  guint last = gtk_bitset_get_maximum (selected);

  freshet_queue_move (freshet_download_list_get_queue (self->list),
                      downloads,
                      up ? MAX (first, 1) - 1 : last + 2);
  g_clear_pointer (&selected, gtk_bitset_unref);
  selected = gtk_selection_model_get_selection (model);
  freshet_download_list_scroll_to (self->list,
                                   up ? gtk_bitset_get_minimum (selected)
                                      : gtk_bitset_get_maximum (selected));
  update (self);
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, TRUE);
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move (user_data, FALSE);
}

static void
select_all_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetListActions *self = user_data;

  gtk_selection_model_select_all (freshet_download_list_get_selection (self->list));
}

/* For scripts, which have no pointer. A script may name thousands: neither is each row held against each
 * of them, nor are all told of each row that is selected. */
static void
select_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetListActions *self = user_data;
  GtkSelectionModel *model = freshet_download_list_get_selection (self->list);
  g_autofree const char **addresses = g_variant_get_strv (parameter, NULL);
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GtkBitset) all = gtk_bitset_new_range (0, n_items);

  for (const char **address = addresses; *address != NULL; address++)
    g_hash_table_add (wanted, (gpointer) *address);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (G_LIST_MODEL (model), i);

      if (g_hash_table_contains (wanted, freshet_download_get_address (download)))
        gtk_bitset_add (selected, i);
    }
  gtk_selection_model_set_selection (model, selected, all);
}

static void
clear_finished_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetListActions *self = user_data;

  freshet_list_commands_clear_finished (GTK_WIDGET (self->list),
                                        freshet_download_list_get_queue (self->list));
}

static void
find_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetListActions *self = user_data;

  gtk_widget_activate_action (GTK_WIDGET (self->list), "win.page", "s", "downloads");
  freshet_download_list_find (self->list);
}

static void
filter_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  FreshetListActions *self = user_data;
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_LIST_FILTER);
  GEnumValue *value = g_enum_get_value_by_nick (class, g_variant_get_string (state, NULL));

  if (value == NULL)
    return;
  g_simple_action_set_state (action, state);
  freshet_download_list_set_filter (self->list, (FreshetListFilter) value->value);
  update (self);
}

static void
sort_changed_cb (FreshetListActions *self, const char *key, GSettings *settings)
{
  freshet_list_order_set_sort (freshet_download_list_get_order (self->list),
                               (FreshetListSort) g_settings_get_enum (settings, "sort"));
  update (self);
}

static const GActionEntry entries[] = {
  { .name = "clear-finished", .activate = clear_finished_cb },
  { .name = "filter", .parameter_type = "s", .state = "'all'", .change_state = filter_cb },
  { .name = "find", .activate = find_cb },
  { .name = "move-down", .activate = move_down_cb },
  { .name = "move-up", .activate = move_up_cb },
  { .name = "select", .parameter_type = "as", .activate = select_cb },
  { .name = "select-all", .activate = select_all_cb },
};

static void
add_commands (FreshetListActions *self)
{
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_COMMAND);

  for (guint i = 0; i < class->n_values; i++)
    {
      GActionEntry entry = { .name = class->values[i].value_nick, .activate = command_cb };

      if (class->values[i].value != FRESHET_COMMAND_NONE)
        g_action_map_add_action_entries (self->map, &entry, 1, self);
    }
}

static void
follow (FreshetListActions *self, gpointer object, const char *signal, void (*callback) (void))
{
  g_signal_connect_object (object, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
freshet_list_actions_dispose (GObject *object)
{
  FreshetListActions *self = FRESHET_LIST_ACTIONS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->list);

  G_OBJECT_CLASS (freshet_list_actions_parent_class)->dispose (object);
}

static void
freshet_list_actions_class_init (FreshetListActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_list_actions_dispose;
}

static void
freshet_list_actions_init (FreshetListActions *self)
{
}

/**
 * freshet_list_actions_new:
 * @map: the window, which gets the actions
 * @list: a list with a queue, in @map
 * @settings: the settings of the program
 *
 * Returns: (transfer full): what keeps the actions as the list allows, to be kept by the window
 */
FreshetListActions *
freshet_list_actions_new (GActionMap *map, FreshetDownloadList *list, GSettings *settings)
{
  g_autoptr (GAction) sort = NULL;
  FreshetListActions *self;
  GtkSelectionModel *model;

  g_return_val_if_fail (G_IS_ACTION_MAP (map), NULL);
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD_LIST (list), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_LIST_ACTIONS, NULL);
  self->map = map;
  self->list = g_object_ref (list);
  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  add_commands (self);
  sort = g_settings_create_action (settings, "sort");
  g_action_map_add_action (map, sort);

  model = freshet_download_list_get_selection (list);
  follow (self, model, "selection-changed", G_CALLBACK (update));
  follow (self, model, "items-changed", G_CALLBACK (update_later));
  follow (self, list, "state-flags-changed", G_CALLBACK (update));
  /* Told whenever the state of any download has changed. */
  follow (self,
          freshet_download_list_get_queue (list),
          "notify::n-active",
          G_CALLBACK (counts_changed_cb));
  follow (self, settings, "changed::sort", G_CALLBACK (sort_changed_cb));
  sort_changed_cb (self, "sort", settings);
  return self;
}
