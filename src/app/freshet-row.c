/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row.h"

#include "freshet-cut-label.h"
#include "freshet-progress.h"
#include "freshet-row-text.h"
#include "freshet-ticker.h"

/**
 * FreshetRow:
 *
 * One download in the list: its name, how far it is, and the buttons that fit its state.
 */
struct _FreshetRow
{
  GtkWidget parent_instance;

  FreshetDownload *download; /* owned, nullable */
  FreshetDownload *shown;    /* not owned: the same, while the row can be seen */
  GSignalGroup *signals;     /* owned */
  gint64 now;

  /* From the template. */
  GtkWidget *text_box;
  GtkWidget *button_box;
  GtkButton *first_button;
  GtkButton *folder_button;
  GtkButton *last_button;
};

G_DEFINE_FINAL_TYPE (FreshetRow, freshet_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DOWNLOAD,
  PROP_SHOWN,
  PROP_NOW,
  N_PROPS
};

enum
{
  COMMAND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static gboolean
is_waiting_to_retry (FreshetRow *self)
{
  return self->download != NULL && freshet_download_get_retry_at (self->download) > 0;
}

static void
tick (GtkWidget *widget)
{
  FreshetRow *self = FRESHET_ROW (widget);
  gint64 second = g_get_monotonic_time () / G_USEC_PER_SEC * G_USEC_PER_SEC;

  if (self->now == second)
    return;
  self->now = second;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOW]);
}

static void
update_countdown (FreshetRow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && is_waiting_to_retry (self))
    freshet_ticker_add (GTK_WIDGET (self), tick);
  else
    freshet_ticker_remove (GTK_WIDGET (self));
}

static FreshetCommand
get_command (FreshetRow *self, GtkButton *button)
{
  FreshetState state = freshet_download_get_state (self->download);

  if (button == self->first_button)
    return freshet_command_first_for (self->download);
  return button == self->last_button ? freshet_command_last (state)
                                     : FRESHET_COMMAND_SHOW_IN_FOLDER;
}

/*
 * Made when it is asked for: to set a tooltip has GTK ask the display twice where the pointer is, and wait
 * for the answers.
 */
static gboolean
query_tooltip_cb (
    GtkButton *button, int x, int y, gboolean keyboard, GtkTooltip *tooltip, FreshetRow *self)
{
  if (self->download == NULL)
    return FALSE;
  gtk_tooltip_set_text (tooltip,
                        freshet_command_get_label (get_command (self, button),
                                                   freshet_download_get_state (self->download)));
  return TRUE;
}

static void
update_button (FreshetRow *self, GtkButton *button)
{
  FreshetState state = freshet_download_get_state (self->download);
  FreshetCommand command = get_command (self, button);
  const char *icon = freshet_command_get_icon_name (command, state);
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_COMMAND);
  const char *label = freshet_command_get_label (command, state);
  g_autofree char *action
      = g_strconcat ("row.", g_enum_get_value (class, (int) command)->value_nick, NULL);
  g_autofree char *name
      = freshet_row_text_button (label, freshet_download_get_name (self->download));
  gboolean fits = freshet_command_fits (command, state);

  gtk_widget_set_visible (GTK_WIDGET (button), fits);
  if (!fits)
    return;

  if (g_strcmp0 (gtk_button_get_icon_name (button), icon) != 0)
    gtk_button_set_icon_name (button, icon);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* Told when the state or the name changes, and not at every step of the progress. */
static void
update_state (FreshetRow *self)
{
  FreshetState state = freshet_download_get_state (self->download);
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  const char *name = freshet_download_get_name (self->download);
  g_autofree char *status = freshet_row_text_of (self->download, g_get_monotonic_time ());

  update_button (self, self->first_button);
  update_button (self, self->folder_button);
  update_button (self, self->last_button);

  if (state == FRESHET_STATE_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "failed");

  /* What has the focus is the list's own widget around this one. */
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    name,
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    status,
                                    -1);
  update_countdown (self);
}

static double
get_fraction (GObject *object, FreshetState state, gint64 received, gint64 total)
{
  return freshet_row_text_fraction (state, received, total);
}

static gboolean
has_progress (GObject *object, FreshetState state)
{
  return freshet_row_text_has_progress (state);
}

/* The arguments are what the line depends on, so that it is made again when one of them changes. */
static char *
get_status (FreshetRow *self,
            FreshetState state,
            gint64 received,
            gint64 total,
            double speed,
            gint64 time_left,
            gint64 retry_at,
            const char *digest,
            const GError *error,
            gint64 now)
{
  return freshet_row_text_of (self->download, g_get_monotonic_time ());
}

static void
command_cb (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetRow *self = FRESHET_ROW (widget);
  g_autoptr (GEnumClass) class = g_type_class_ref (FRESHET_TYPE_COMMAND);
  GEnumValue *value = g_enum_get_value_by_nick (class, action_name + strlen ("row."));

  g_assert (value != NULL);
  if (self->download != NULL)
    g_signal_emit (self, signals[COMMAND], 0, value->value, self->download);
}

static void
set_shown (FreshetRow *self, FreshetDownload *download)
{
  if (self->shown == download)
    return;
  self->shown = download;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
freshet_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_row_parent_class)->map (widget);
  set_shown (FRESHET_ROW (widget), FRESHET_ROW (widget)->download);
  update_countdown (FRESHET_ROW (widget));
}

static void
freshet_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_row_parent_class)->unmap (widget);
  set_shown (FRESHET_ROW (widget), NULL);
  update_countdown (FRESHET_ROW (widget));
}

static void
freshet_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FreshetRow *self = FRESHET_ROW (object);

  switch (prop_id)
    {
    case PROP_DOWNLOAD:
      g_value_set_object (value, self->download);
      break;
    case PROP_SHOWN:
      g_value_set_object (value, self->shown);
      break;
    case PROP_NOW:
      g_value_set_int64 (value, self->now);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_row_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FreshetRow *self = FRESHET_ROW (object);

  switch (prop_id)
    {
    case PROP_DOWNLOAD:
      freshet_row_set_download (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_row_dispose (GObject *object)
{
  FreshetRow *self = FRESHET_ROW (object);

  freshet_ticker_remove (GTK_WIDGET (self));
  g_clear_object (&self->signals);
  self->shown = NULL;
  g_clear_object (&self->download);
  g_clear_pointer (&self->text_box, gtk_widget_unparent);
  g_clear_pointer (&self->button_box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_ROW);

  G_OBJECT_CLASS (freshet_row_parent_class)->dispose (object);
}

static void
install_properties (GObjectClass *object_class)
{
  /**
   * FreshetRow:download:
   *
   * What the row shows; %NULL while it is not in use.
   */
  properties[PROP_DOWNLOAD]
      = g_param_spec_object ("download",
                             NULL,
                             NULL,
                             FRESHET_TYPE_DOWNLOAD,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * FreshetRow:shown:
   *
   * The download while the row can be seen, %NULL while it cannot: then its progress stays as it was. The
   * list has some 200 rows at hand, of which a dozen are in sight.
   */
  properties[PROP_SHOWN]
      = g_param_spec_object ("shown",
                             NULL,
                             NULL,
                             FRESHET_TYPE_DOWNLOAD,
                             G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * FreshetRow:now:
   *
   * The time that the row last showed, microseconds of the monotonic clock; moves only while
   * the row counts down to the next attempt.
   */
  properties[PROP_NOW] = g_param_spec_int64 (
      "now", NULL, NULL, 0, G_MAXINT64, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const actions[]
      = { "row.start",          "row.pause",   "row.cancel",        "row.open",
          "row.show-in-folder", "row.sign-in", "row.choose-folder", "row.remove" };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, command_cb);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (FRESHET_TYPE_PROGRESS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, button_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, first_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, folder_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, last_button);
  gtk_widget_class_bind_template_callback (widget_class, query_tooltip_cb);
  gtk_widget_class_bind_template_callback (widget_class, get_fraction);
  gtk_widget_class_bind_template_callback (widget_class, has_progress);
  gtk_widget_class_bind_template_callback (widget_class, get_status);
  gtk_widget_class_bind_template_callback (widget_class, freshet_cut_label_query_tooltip);
}

static void
freshet_row_class_init (FreshetRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_row_dispose;
  object_class->get_property = freshet_row_get_property;
  object_class->set_property = freshet_row_set_property;
  widget_class->map = freshet_row_map;
  widget_class->unmap = freshet_row_unmap;

  install_properties (object_class);

  /**
   * FreshetRow::command:
   * @self: a row
   * @command: what is to be done
   * @download: with what
   *
   * A button of the row was pressed.
   */
  signals[COMMAND] = g_signal_new ("command",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   2,
                                   FRESHET_TYPE_COMMAND,
                                   FRESHET_TYPE_DOWNLOAD);

  install_actions (widget_class);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_row_init (FreshetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (FRESHET_TYPE_DOWNLOAD);
  g_signal_group_connect_swapped (self->signals, "notify::state", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::error", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::digest", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals, "notify::name", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->signals,
                                  "notify::retry-at",
                                  G_CALLBACK (update_state),
                                  self);
}

/**
 * freshet_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
freshet_row_new (void)
{
  return g_object_new (FRESHET_TYPE_ROW, NULL);
}

/**
 * freshet_row_get_download:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
FreshetDownload *
freshet_row_get_download (FreshetRow *self)
{
  g_return_val_if_fail (FRESHET_IS_ROW (self), NULL);

  return self->download;
}

/**
 * freshet_row_set_download:
 * @self: a row
 * @download: (nullable): what it is to show
 *
 * To be called when the row is where it stays, so that the list's widget around it can be named.
 */
void
freshet_row_set_download (FreshetRow *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_ROW (self));
  g_return_if_fail (download == NULL || FRESHET_IS_DOWNLOAD (download));

  if (!g_set_object (&self->download, download))
    return;

  g_signal_group_set_target (self->signals, download);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOWNLOAD]);
  /* Out of sight, it shows what it is at now. */
  set_shown (self, download);
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    set_shown (self, NULL);
  if (download != NULL)
    update_state (self);
  else
    update_countdown (self);
}
