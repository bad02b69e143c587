/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-queue-private.h"

#include "freshet-download-private.h"
#include "freshet-segment-tuner.h"

/* Handing libsoup many requests at once holds the loop up, so they go in small batches. */
#define BATCH 8

/*
 * With so many under way, each batch that is more than ever before is given time. What a new connection takes
 * is done by GIO at a priority over that of painting, and hundreds at once would leave no time for a frame
 * until all of them are there. (Where no more than before are under way, connections are there already.)
 */
#define CROWD 64
#define CROWD_MS 5

/* Rows are told of progress this often, by one timer for all of them. */
#define PROGRESS_MS 100

/* What is being finished needs no connection, but may hold memory. */
#define MAX_FINISHING 64

static GSource *
attach (FreshetQueue *self, GSource *source, int priority, GSourceFunc callback)
{
  g_source_set_priority (source, priority);
  g_source_set_callback (source, callback, self, NULL);
  g_source_attach (source, self->context);
  return source;
}

static void
detach (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static guint
get_jobs_per_host (FreshetQueue *self, guint jobs)
{
  return self->jobs_per_host > 0 ? MIN (self->jobs_per_host, jobs) : jobs;
}

static void
limit_jobs (FreshetQueue *self, guint jobs)
{
  freshet_scheduler_set_limits (self->scheduler, jobs, get_jobs_per_host (self, jobs));
}

/* Whether the number of jobs is found out. Of threads, more would be too many. */
static gboolean
is_tuned (FreshetQueue *self)
{
  return self->jobs == 0 && self->mode == FRESHET_MODE_ASYNC;
}

static void
tune_jobs (FreshetQueue *self, FreshetDownload *download)
{
  guint before = self->tuner.jobs;
  gint64 latency;
  gint64 duration;
  goffset size;

  if (!is_tuned (self) || !freshet_download_get_pace (download, &latency, &duration, &size))
    return;
  if (freshet_job_tuner_add (&self->tuner, latency, duration, size) != before)
    limit_jobs (self, self->tuner.jobs);
}

/* Called when what is wanted has changed. */
void
freshet_queue_limit_jobs (FreshetQueue *self)
{
  if (self->run == NULL)
    return;
  limit_jobs (self, self->jobs > 0 ? self->jobs : self->tuner.jobs);
  freshet_queue_dispatch_later (self);
}

static gboolean
progress_cb (gpointer user_data)
{
  FreshetQueue *self = user_data;
  gint64 now = g_get_monotonic_time ();
  guint jobs = self->tuner.jobs;
  GHashTableIter iter;
  gpointer download;

  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, &download, NULL))
    {
      freshet_download_update (download, now);
      if (self->mode == FRESHET_MODE_ASYNC)
        freshet_download_tune (download, now);
    }
  if (is_tuned (self) && freshet_job_tuner_tick (&self->tuner) != jobs)
    freshet_queue_limit_jobs (self);
  freshet_run_sample (self->run);
  return G_SOURCE_CONTINUE;
}

static FreshetSession *
create_session (FreshetQueue *self, guint jobs)
{
  guint connections = self->segments > 0 ? jobs * self->segments : jobs + FRESHET_SEGMENTS_MOST;
  FreshetSession *session = freshet_session_new (
      self->mode, connections, connections, self->limiter, self->tls_database);

  session->segments = self->segments;
  session->segments_most = get_jobs_per_host (self, FRESHET_SEGMENTS_MOST);
  if (self->proxy_resolver != NULL)
    freshet_session_set_proxy_resolver (session, self->proxy_resolver);
  session->trusts_length = self->trusts_length;
  if (self->timeout > 0)
    freshet_session_set_timeout (session, self->timeout);
  return session;
}

static void
begin_run (FreshetQueue *self)
{
  /* The line holds back; a session cannot be given more connections later. */
  guint most = MAX (self->jobs, FRESHET_JOBS_MOST);

  /* A run keeps its queue alive. */
  g_object_ref (self);
  freshet_job_tuner_init (&self->tuner);
  limit_jobs (self, self->jobs > 0 ? self->jobs : FRESHET_JOBS_LEAST);
  self->run = freshet_run_new (self->mode, create_session (self, most), self->pulse);
  g_mutex_lock (&self->mutex);
  self->stop = self->run->stop;
  g_mutex_unlock (&self->mutex);
  if (self->mode != FRESHET_MODE_BLOCKING)
    self->progress_source
        = attach (self, g_timeout_source_new (PROGRESS_MS), G_PRIORITY_DEFAULT, progress_cb);
  freshet_queue_run_started (self);
}

void
freshet_queue_end_run (FreshetQueue *self)
{
  g_autoptr (FreshetRun) run = g_steal_pointer (&self->run);
  g_autoptr (FreshetReport) report = freshet_run_report (run);

  g_mutex_lock (&self->mutex);
  self->stop = NULL;
  g_mutex_unlock (&self->mutex);
  detach (&self->progress_source);
  detach (&self->dispatch_source);
  freshet_queue_forget_disks (self);
  freshet_queue_run_finished (self, report);
  g_object_unref (self);
}

/* Ends the run if nothing is left to do. A blocking run ends where it was begun. */
void
freshet_queue_end_run_if_idle (FreshetQueue *self)
{
  if (self->run != NULL && !self->is_blocking && g_hash_table_size (self->active) == 0
      && g_hash_table_size (self->retrying) == 0
      && freshet_scheduler_get_n_waiting (self->scheduler) == 0)
    freshet_queue_end_run (self);
}

/* The value in the table of what is active: whether it still holds one of the scheduler's places. */
#define HOLDS_PLACE GINT_TO_POINTER (1)

static void
release_place (FreshetQueue *self, FreshetDownload *download)
{
  freshet_scheduler_release (self->scheduler, freshet_download_get_host (download));
  freshet_run_request_ended (self->run);
}

/* Once all bytes are there, the disk works on, and the connection can go to the next one. */
void
freshet_queue_state_changed (FreshetQueue *self, FreshetDownload *download)
{
  if (freshet_download_get_state (download) != FRESHET_STATE_VERIFYING
      || g_hash_table_lookup (self->active, download) != HOLDS_PLACE)
    return;
  tune_jobs (self, download);
  if (g_hash_table_size (self->active) >= MAX_FINISHING)
    return;
  g_hash_table_insert (self->active, g_object_ref (download), NULL);
  release_place (self, download);
  freshet_queue_dispatch_later (self);
}

FreshetTransfer *
freshet_queue_begin_download (FreshetQueue *self, FreshetDownload *download)
{
  g_hash_table_insert (self->active, g_object_ref (download), HOLDS_PLACE);
  freshet_run_request_began (self->run);
  return freshet_download_begin (download, self->run->session);
}

/* Takes @error. Returns: after how many microseconds it is to be begun again, or -1 */
gint64
freshet_queue_end_download (FreshetQueue *self, FreshetDownload *download, GError *error)
{
  if (g_hash_table_lookup (self->active, download) == HOLDS_PLACE)
    release_place (self, download);
  g_hash_table_remove (self->active, download);
  if (freshet_queue_is_offline (self, error))
    return freshet_download_end_offline (download, error);
  if (freshet_queue_is_disk_trouble (self, error))
    return freshet_download_end_without_disk (download, error);
  return freshet_download_end (download, error, self->retries);
}

static gboolean dispatch_cb (gpointer user_data);

static void
dispatch_after (FreshetQueue *self, guint ms)
{
  GSource *source = ms > 0 ? g_timeout_source_new (ms) : g_idle_source_new ();

  detach (&self->dispatch_source);
  self->dispatch_source = attach (self, source, FRESHET_PRIORITY_TRANSFER, dispatch_cb);
}

static gboolean
dispatch_cb (gpointer user_data)
{
  FreshetQueue *self = user_data;
  guint peak = self->run->peak_in_flight;
  FreshetDownload *download;

  for (guint i = 0; i < BATCH; i++)
    {
      download = freshet_scheduler_take (self->scheduler);
      if (download == NULL)
        {
          g_clear_pointer (&self->dispatch_source, g_source_unref);
          return G_SOURCE_REMOVE;
        }
      if (self->mode == FRESHET_MODE_THREADS)
        freshet_queue_start_in_thread (self, download);
      else
        freshet_queue_start_async (self, download);
    }
  dispatch_after (self, self->run->peak_in_flight > MAX (peak, CROWD) ? CROWD_MS : 0);
  return G_SOURCE_REMOVE;
}

void
freshet_queue_dispatch_later (FreshetQueue *self)
{
  if (self->dispatch_source == NULL && self->mode != FRESHET_MODE_BLOCKING)
    dispatch_after (self, 0);
}

/*
 * Takes @error, %NULL if the file is in place. Those who watch the download are told when the queue is
 * done with it: they may start, cancel or remove anything, and thereby end the run.
 */
void
freshet_queue_transfer_ended (FreshetQueue *self, FreshetDownload *download, GError *error)
{
  gboolean is_trouble = freshet_queue_is_disk_trouble (self, error);
  gint64 delay;

  g_object_freeze_notify (G_OBJECT (download));
  delay = freshet_queue_end_download (self, download, error);
  if (delay >= 0 && !g_cancellable_is_cancelled (self->run->stop))
    freshet_queue_retry_later (self, download, delay);
  if (is_trouble && delay == FRESHET_UNTIL_DISK)
    freshet_queue_look_at_disk (self, download);
  freshet_queue_let_go_late (self, download);
  freshet_queue_dispatch_later (self);
  g_object_thaw_notify (G_OBJECT (download));
  freshet_queue_end_run_if_idle (self);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  FreshetQueue *self = user_data;

  /* The run that was interrupted may be over, and another one under way. */
  if (self->run == NULL || !g_cancellable_is_cancelled (self->run->stop))
    return G_SOURCE_REMOVE;

  for (guint i = 0; i < self->downloads->len; i++)
    {
      FreshetDownload *download = self->downloads->pdata[i];

      if (freshet_queue_is_active (self, download))
        freshet_download_stop (download, FRESHET_STOP_WAIT);
      else if (freshet_queue_is_under_way (self, download))
        freshet_download_rest (download, FRESHET_STOP_WAIT);
      freshet_scheduler_remove (self->scheduler, download);
      g_hash_table_remove (self->retrying, download);
    }
  freshet_queue_end_run_if_idle (self);
  return G_SOURCE_REMOVE;
}

/* Gives a download a place in the line. */
void
freshet_queue_enqueue (FreshetQueue *self, FreshetDownload *download)
{
  if (freshet_queue_is_under_way (self, download) || freshet_queue_keep_back (self, download))
    return;
  if (self->run == NULL)
    begin_run (self);
  freshet_download_enqueue (download, g_get_monotonic_time ());
  if (self->reports_downloads)
    freshet_run_add (self->run, download);
  freshet_scheduler_add (self->scheduler, freshet_download_get_host (download), download);
}

/*
 * Begins with what is in the line. In the mode blocking, returns when all of it is done, unless it is
 * called from within: what was added is then done before the outer call returns.
 */
void
freshet_queue_drive (FreshetQueue *self)
{
  if (self->run == NULL || self->is_blocking)
    return;
  if (self->mode == FRESHET_MODE_BLOCKING)
    freshet_queue_drive_blocking (self);
  else
    freshet_queue_dispatch_later (self);
}

/*
 * The caller puts it back, or asks whether that was the last one.
 *
 * Returns: whether it waited for its turn, or to be begun again
 */
gboolean
freshet_queue_dequeue (FreshetQueue *self, FreshetDownload *download)
{
  gboolean waited = freshet_scheduler_remove (self->scheduler, download);

  waited = g_hash_table_remove (self->held, download) || waited;
  return g_hash_table_remove (self->retrying, download) || waited;
}

gboolean
freshet_queue_is_active (FreshetQueue *self, FreshetDownload *download)
{
  return g_hash_table_contains (self->active, download);
}

/* Whether it was started, and has not ended. */
gboolean
freshet_queue_is_under_way (FreshetQueue *self, FreshetDownload *download)
{
  return g_hash_table_contains (self->active, download)
         || g_hash_table_contains (self->retrying, download)
         || g_hash_table_contains (self->held, download)
         || freshet_scheduler_contains (self->scheduler, download);
}

/**
 * freshet_queue_interrupt:
 * @self: a queue
 *
 * Ends the run, if there is one: what is under way is stopped, and all of it waits again, with its
 * parts kept. Callable from any thread, also while a blocking run holds the main thread up.
 */
void
freshet_queue_interrupt (FreshetQueue *self)
{
  g_autoptr (GCancellable) stop = NULL;
  g_autoptr (GSource) source = NULL;

  g_return_if_fail (FRESHET_IS_QUEUE (self));

  g_mutex_lock (&self->mutex);
  g_set_object (&stop, self->stop);
  g_mutex_unlock (&self->mutex);
  if (stop == NULL)
    return;

  g_cancellable_cancel (stop);
  /* Not g_main_context_invoke (): where nothing iterates the context, as in a blocking run of the
   * terminal program, that would touch the queue from this thread. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, interrupted_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, self->context);
}
