/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"

/* How often a disk that is waited for is looked at. */
#define DISK_INTERVAL_MS (5 * 1000)

enum
{
  PROP_0,
  PROP_MODE,
  PROP_RUNNING,
  PROP_N_ACTIVE,
  PROP_N_WAITING,
  PROP_N_PAUSED,
  N_PROPS
};

enum
{
  DOWNLOAD_CHANGED,
  RUN_STARTED,
  RUN_FINISHED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static GType
freshet_queue_get_item_type (GListModel *model)
{
  return FRESHET_TYPE_DOWNLOAD;
}

static guint
freshet_queue_get_n_items (GListModel *model)
{
  return FRESHET_QUEUE (model)->downloads->len;
}

static gpointer
freshet_queue_get_item (GListModel *model, guint position)
{
  FreshetQueue *self = FRESHET_QUEUE (model);

  return position < self->downloads->len ? g_object_ref (self->downloads->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = freshet_queue_get_item_type;
  iface->get_n_items = freshet_queue_get_n_items;
  iface->get_item = freshet_queue_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FreshetQueue,
                               freshet_queue,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
tell_counts_cb (gpointer user_data)
{
  FreshetQueue *self = user_data;

  g_clear_pointer (&self->count_source, g_source_unref);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WAITING]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_PAUSED]);
  return G_SOURCE_REMOVE;
}

/* However many states change at once, it is told once. */
void
freshet_queue_tell_counts (FreshetQueue *self)
{
  if (self->count_source != NULL)
    return;
  self->count_source = g_idle_source_new ();
  g_source_set_priority (self->count_source, G_PRIORITY_HIGH_IDLE);
  g_source_set_callback (self->count_source, tell_counts_cb, self, NULL);
  g_source_attach (self->count_source, self->context);
}

static void
freshet_queue_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FreshetQueue *self = FRESHET_QUEUE (object);

  switch (id)
    {
    case PROP_MODE:
      g_value_set_enum (value, (int) self->mode);
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, self->run != NULL);
      break;
    case PROP_N_ACTIVE:
      g_value_set_uint (value, freshet_queue_get_n_active (self));
      break;
    case PROP_N_WAITING:
      g_value_set_uint (value, freshet_queue_get_n_waiting (self));
      break;
    case PROP_N_PAUSED:
      g_value_set_uint (value, freshet_queue_get_n_paused (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_queue_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MODE:
      freshet_queue_set_mode (FRESHET_QUEUE (object), (FreshetMode) g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_queue_finalize (GObject *object)
{
  FreshetQueue *self = FRESHET_QUEUE (object);

  /* A run holds a reference, so nothing is under way. */
  g_assert (self->run == NULL);
  if (self->count_source != NULL)
    g_source_destroy (self->count_source);
  g_clear_pointer (&self->count_source, g_source_unref);
  for (guint i = 0; i < self->downloads->len; i++)
    freshet_queue_unwatch (self, self->downloads->pdata[i]);
  g_ptr_array_unref (self->downloads);
  g_clear_object (&self->pulse);
  freshet_rate_limiter_unref (self->limiter);
  g_clear_object (&self->tls_database);
  g_clear_object (&self->proxy_resolver);
  g_clear_object (&self->network);
  g_main_context_unref (self->context);
  freshet_scheduler_free (self->scheduler);
  g_hash_table_unref (self->active);
  g_hash_table_unref (self->retrying);
  g_hash_table_unref (self->held);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (freshet_queue_parent_class)->finalize (object);
}

static void
freshet_queue_class_init (FreshetQueueClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = freshet_queue_get_property;
  object_class->set_property = freshet_queue_set_property;
  object_class->finalize = freshet_queue_finalize;

  /**
   * FreshetQueue:mode:
   *
   * Who carries the downloads out; not to be changed while something runs.
   */
  properties[PROP_MODE] = g_param_spec_enum (
      "mode", NULL, NULL, FRESHET_TYPE_MODE, FRESHET_MODE_ASYNC, flags | G_PARAM_READWRITE);
  /**
   * FreshetQueue:running:
   *
   * Whether there is a run.
   */
  properties[PROP_RUNNING]
      = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags | G_PARAM_READABLE);
  /**
   * FreshetQueue:n-active:
   *
   * For how many downloads something is being done.
   */
  properties[PROP_N_ACTIVE]
      = g_param_spec_uint ("n-active", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  /**
   * FreshetQueue:n-waiting:
   *
   * How many downloads wait, whether they were started or not.
   */
  properties[PROP_N_WAITING]
      = g_param_spec_uint ("n-waiting", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  /**
   * FreshetQueue:n-paused:
   *
   * How many downloads are paused.
   */
  properties[PROP_N_PAUSED]
      = g_param_spec_uint ("n-paused", NULL, NULL, 0, G_MAXUINT, 0, flags | G_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * FreshetQueue::download-changed:
   * @download: one of its downloads
   *
   * Emitted when the state of a download has changed. One handler of this is instead of one of each of
   * ten thousand downloads.
   */
  signals[DOWNLOAD_CHANGED] = g_signal_new ("download-changed",
                                            FRESHET_TYPE_QUEUE,
                                            G_SIGNAL_RUN_LAST,
                                            0,
                                            NULL,
                                            NULL,
                                            NULL,
                                            G_TYPE_NONE,
                                            1,
                                            FRESHET_TYPE_DOWNLOAD);
  /**
   * FreshetQueue::run-started:
   *
   * Emitted when something was started while nothing ran.
   */
  signals[RUN_STARTED] = g_signal_new (
      "run-started", FRESHET_TYPE_QUEUE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * FreshetQueue::run-finished:
   * @report: what was measured
   *
   * Emitted when nothing runs any more and nothing that was started still waits.
   */
  signals[RUN_FINISHED] = g_signal_new ("run-finished",
                                        FRESHET_TYPE_QUEUE,
                                        G_SIGNAL_RUN_LAST,
                                        0,
                                        NULL,
                                        NULL,
                                        NULL,
                                        G_TYPE_NONE,
                                        1,
                                        FRESHET_TYPE_REPORT);
}

static void
freshet_queue_init (FreshetQueue *self)
{
  self->downloads = g_ptr_array_new_with_free_func (g_object_unref);
  self->context = g_main_context_ref_thread_default ();
  self->scheduler = freshet_scheduler_new ();
  self->active = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->held = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->retrying = g_hash_table_new_full (NULL,
                                          NULL,
                                          g_object_unref,
                                          (GDestroyNotify) (void (*) (void)) g_source_destroy);
  self->limiter = freshet_rate_limiter_new (0);
  self->retries = 5;
  self->reports_downloads = TRUE;
  self->disk_least_interval = DISK_INTERVAL_MS;
  g_mutex_init (&self->mutex);
}

void
freshet_queue_tell_download (FreshetQueue *self, FreshetDownload *download)
{
  g_signal_emit (self, signals[DOWNLOAD_CHANGED], 0, download);
}

void
freshet_queue_run_started (FreshetQueue *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, signals[RUN_STARTED], 0);
}

void
freshet_queue_run_finished (FreshetQueue *self, FreshetReport *report)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  g_signal_emit (self, signals[RUN_FINISHED], 0, report);
}

/**
 * freshet_queue_new:
 * @pulse: (nullable): what measures the main loop during a run; the caller starts and stops it
 *
 * Returns: (transfer full): an empty queue on the thread-default main context
 */
FreshetQueue *
freshet_queue_new (FreshetPulse *pulse)
{
  FreshetQueue *self = g_object_new (FRESHET_TYPE_QUEUE, NULL);

  g_set_object (&self->pulse, pulse);
  return self;
}

/**
 * freshet_queue_is_running:
 * @self: a queue
 *
 * Returns: whether there is a run
 */
gboolean
freshet_queue_is_running (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), FALSE);

  return self->run != NULL;
}

/**
 * freshet_queue_get_n_waiting:
 * @self: a queue
 *
 * Returns: how many downloads wait, whether they were started or not
 */
guint
freshet_queue_get_n_waiting (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), 0);

  return self->n_waiting;
}

/**
 * freshet_queue_get_n_active:
 * @self: a queue
 *
 * Returns: for how many downloads something is being done
 */
guint
freshet_queue_get_n_active (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), 0);

  return self->n_active;
}

/**
 * freshet_queue_get_n_paused:
 * @self: a queue
 *
 * Returns: how many downloads are paused
 */
guint
freshet_queue_get_n_paused (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), 0);

  return self->n_paused;
}

/**
 * freshet_queue_get_n_finished:
 * @self: a queue
 *
 * Returns: how many downloads are finished, as of the last time that #FreshetQueue:n-active was told
 */
guint
freshet_queue_get_n_finished (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), 0);

  return self->n_finished;
}

/**
 * freshet_queue_get_mode:
 * @self: a queue
 *
 * Returns: who carries the downloads out
 */
FreshetMode
freshet_queue_get_mode (FreshetQueue *self)
{
  g_return_val_if_fail (FRESHET_IS_QUEUE (self), FRESHET_MODE_ASYNC);

  return self->mode;
}

/**
 * freshet_queue_set_mode:
 * @self: a queue without a run
 * @mode: who is to carry the downloads out
 */
void
freshet_queue_set_mode (FreshetQueue *self, FreshetMode mode)
{
  g_return_if_fail (FRESHET_IS_QUEUE (self));
  g_return_if_fail (self->run == NULL);

  if (self->mode == mode)
    return;
  self->mode = mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
}
