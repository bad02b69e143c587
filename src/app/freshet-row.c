/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row.h"

#include "freshet-cut-label.h"
#include "freshet-focus.h"
#include "freshet-later.h"
#include "freshet-progress.h"
#include "freshet-row-buttons.h"
#include "freshet-row-text.h"
#include "freshet-ticker.h"

/* Of the steps of progress, ten a second, the bar takes each, and the figures every other: nobody reads any that
 * change faster. The last of them comes late where no other one follows. */
#define STATUS_INTERVAL (G_USEC_PER_SEC * 3 / 20)
#define STATUS_LATE_MS 250

/**
 * FreshetRow:
 *
 * One download in the list: its name, how far it is, and the buttons that fit its state.
 */
struct _FreshetRow
{
  GtkWidget parent_instance;

  FreshetDownload *download; /* owned, nullable */
  GSignalGroup *signals;     /* owned */
  gint64 status_shown;       /* when */
  guint status_source;       /* for the figures that were not shown yet */
  gint64 second;             /* that the row last counted down to */
  gboolean is_named;         /* the buttons, after what the row shows or has shown */

  /* From the template. */
  GtkWidget *text_box;
  GtkInscription *name_text;
  FreshetProgress *progress;
  GtkInscription *status_text;
  GtkWidget *buttons;
};

G_DEFINE_FINAL_TYPE (FreshetRow, freshet_row, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_DOWNLOAD,
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
show_status (FreshetRow *self)
{
  gint64 now = g_get_monotonic_time ();
  g_autofree char *status = freshet_row_text_of (self->download, now);

  freshet_cut_label_set_text (self->status_text, status);
  self->status_shown = now;
  g_clear_handle_id (&self->status_source, g_source_remove);
}

static void
tick (GtkWidget *widget)
{
  FreshetRow *self = FRESHET_ROW (widget);
  gint64 second = g_get_monotonic_time () / G_USEC_PER_SEC;

  if (self->second == second)
    return;
  self->second = second;
  show_status (self);
}

static void
show_fraction (FreshetRow *self)
{
  freshet_progress_set_fraction (
      self->progress,
      freshet_row_text_fraction (freshet_download_get_state (self->download),
                                 freshet_download_get_received (self->download),
                                 freshet_download_get_total (self->download)));
}

static void
show_progress (FreshetRow *self)
{
  show_fraction (self);
  show_status (self);
}

static gboolean
status_cb (gpointer user_data)
{
  FreshetRow *self = user_data;

  self->status_source = 0;
  show_status (self);
  return G_SOURCE_REMOVE;
}

/* The list has some 200 rows at hand, of which a dozen are in sight: the others stay as they were. */
static void
update_progress (FreshetRow *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  show_fraction (self);
  if (g_get_monotonic_time () - self->status_shown >= STATUS_INTERVAL)
    show_status (self);
  else if (self->status_source == 0)
    self->status_source = g_timeout_add (STATUS_LATE_MS, status_cb, self);
}

static void
update_countdown (FreshetRow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && is_waiting_to_retry (self))
    freshet_ticker_add (GTK_WIDGET (self), tick);
  else
    freshet_ticker_remove (GTK_WIDGET (self));
}

static void
show_state (FreshetRow *self)
{
  FreshetState state = freshet_download_get_state (self->download);
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  freshet_cut_label_set_text (self->name_text, freshet_download_get_name (self->download));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), freshet_row_text_has_progress (state));
  freshet_row_buttons_show (FRESHET_ROW_BUTTONS (self->buttons), self->download);

  if (state == FRESHET_STATE_FAILED)
    gtk_widget_add_css_class (GTK_WIDGET (self), "failed");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "failed");

  show_progress (self);
  /* What has the focus is the list's own widget around this one. */
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    freshet_download_get_name (self->download),
                                    GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    gtk_inscription_get_text (self->status_text),
                                    -1);
  update_countdown (self);
}

static void
show_late (GtkWidget *widget)
{
  FreshetRow *self = FRESHET_ROW (widget);

  if (self->download == NULL)
    return;
  show_state (self);
  freshet_row_name_buttons (self);
}

/*
 * Told when the state or the name changes, and not at every step of the progress. A small file goes through
 * all states in a few milliseconds; to show each of them in a row that is out of sight, and to lay all rows
 * out for it, would take longer than to download it.
 */
static void
update_state (FreshetRow *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_late (GTK_WIDGET (self));
  else
    freshet_later_add (GTK_WIDGET (self), show_late);
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
freshet_row_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_row_parent_class)->map (widget);
  if (FRESHET_ROW (widget)->download != NULL)
    show_progress (FRESHET_ROW (widget));
  freshet_later_hurry ();
  update_countdown (FRESHET_ROW (widget));
}

static void
freshet_row_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (freshet_row_parent_class)->unmap (widget);
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
  freshet_later_remove (GTK_WIDGET (self));
  g_clear_handle_id (&self->status_source, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->download);
  g_clear_pointer (&self->text_box, gtk_widget_unparent);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
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
  g_type_ensure (FRESHET_TYPE_ROW_BUTTONS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, text_box);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, name_text);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, progress);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, status_text);
  gtk_widget_class_bind_template_child (widget_class, FreshetRow, buttons);
  gtk_widget_class_bind_template_callback (widget_class, freshet_cut_label_query_inscription);
}

static void
freshet_row_class_init (FreshetRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_row_dispose;
  object_class->get_property = freshet_row_get_property;
  object_class->set_property = freshet_row_set_property;
  widget_class->grab_focus = freshet_focus_decline;
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
  static const char *const states[] = {
    "notify::state", "notify::error", "notify::digest", "notify::name", "notify::retry-at",
  };
  static const char *const steps[] = {
    "notify::received",
    "notify::total",
    "notify::speed",
    "notify::time-left",
  };

  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (FRESHET_TYPE_DOWNLOAD);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_signal_group_connect_swapped (self->signals, states[i], G_CALLBACK (update_state), self);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_signal_group_connect_swapped (self->signals, steps[i], G_CALLBACK (update_progress), self);
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
 * To be called when the row is where it stays, so that the list's widget around it can be named. If it has
 * shown something else before, freshet_row_name_buttons() is to be called later.
 */
void
freshet_row_set_download (FreshetRow *self, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_ROW (self));
  g_return_if_fail (download == NULL || FRESHET_IS_DOWNLOAD (download));

  if (!g_set_object (&self->download, download))
    return;

  freshet_later_remove (GTK_WIDGET (self));
  g_clear_handle_id (&self->status_source, g_source_remove);
  g_signal_group_set_target (self->signals, download);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOWNLOAD]);
  if (download == NULL)
    {
      freshet_row_buttons_show (FRESHET_ROW_BUTTONS (self->buttons), NULL);
      update_countdown (self);
      return;
    }
  show_state (self);
  if (!self->is_named)
    freshet_row_name_buttons (self);
}

/**
 * freshet_row_name_buttons:
 * @self: a row
 *
 * Names its buttons after what it shows. Each name is a message on the bus of accessibility: a row that
 * shows something else at every frame, as while the scrollbar is dragged, gets them when it comes to
 * rest, from whoever called freshet_row_set_download().
 */
void
freshet_row_name_buttons (FreshetRow *self)
{
  g_return_if_fail (FRESHET_IS_ROW (self));

  if (self->download == NULL)
    return;
  freshet_row_buttons_name (FRESHET_ROW_BUTTONS (self->buttons));
  self->is_named = TRUE;
}
