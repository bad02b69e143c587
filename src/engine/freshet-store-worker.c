/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-worker.h"

struct _FreshetStoreWorker
{
  GMainContext *context;
  GThread *thread;
  GAsyncQueue *queue;

  /* Under the mutex. */
  GMutex mutex;
  GCond cond;
  gboolean ended;
};

typedef struct
{
  FreshetStoreWorker *worker;
  char *path;
} Start;

static void
worker_clear (gpointer data)
{
  FreshetStoreWorker *worker = data;

  g_main_context_unref (worker->context);
  g_async_queue_unref (worker->queue);
  g_mutex_clear (&worker->mutex);
  g_cond_clear (&worker->cond);
}

static void
worker_unref (FreshetStoreWorker *worker)
{
  g_atomic_rc_box_release_full (worker, worker_clear);
}

static gboolean
done_cb (gpointer user_data)
{
  FreshetStoreWork *work = user_data;

  work->done (work);
  return G_SOURCE_REMOVE;
}

/* From here on the work is the other thread's: this one must not even let go of it. */
static void
hand_back (FreshetStoreWorker *worker, FreshetStoreWork *work)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, done_cb, work, NULL);
  g_source_attach (source, worker->context);
}

static gpointer
worker_thread (gpointer data)
{
  g_autofree Start *start = data;
  g_autofree char *path = start->path;
  FreshetStoreWorker *worker = start->worker;
  FreshetStoreDatabase *database = freshet_store_database_new (path);
  FreshetStoreWork *work;

  /* The queue itself stands for the end of the work. */
  while ((work = g_async_queue_pop (worker->queue)) != (gpointer) worker->queue)
    {
      work->run (work, database);
      hand_back (worker, work);
    }
  freshet_store_database_free (database);

  g_mutex_lock (&worker->mutex);
  worker->ended = TRUE;
  g_cond_signal (&worker->cond);
  g_mutex_unlock (&worker->mutex);
  worker_unref (worker);
  return NULL;
}

/*
 * @path is where the database is; @context that of the thread that work comes from and goes back to.
 */
FreshetStoreWorker *
freshet_store_worker_new (const char *path, GMainContext *context)
{
  FreshetStoreWorker *worker = g_atomic_rc_box_new0 (FreshetStoreWorker);
  Start *start = g_new (Start, 1);

  worker->context = g_main_context_ref (context);
  worker->queue = g_async_queue_new ();
  g_mutex_init (&worker->mutex);
  g_cond_init (&worker->cond);
  start->worker = g_atomic_rc_box_acquire (worker);
  start->path = g_strdup (path);
  worker->thread = g_thread_new ("freshet-store", worker_thread, start);
  return worker;
}

/* Takes @work. */
void
freshet_store_worker_push (FreshetStoreWorker *worker, FreshetStoreWork *work)
{
  g_async_queue_push (worker->queue, work);
}

/*
 * Takes @worker. What was pushed is still done; a disk that hangs is waited for only so long.
 *
 * Returns: whether all was done and the database is closed
 */
gboolean
freshet_store_worker_end (FreshetStoreWorker *worker, gint64 wait_us)
{
  gint64 deadline = g_get_monotonic_time () + wait_us;
  gboolean ended;

  g_async_queue_push (worker->queue, worker->queue);
  g_mutex_lock (&worker->mutex);
  while (!worker->ended && g_cond_wait_until (&worker->cond, &worker->mutex, deadline))
    ;
  ended = worker->ended;
  g_mutex_unlock (&worker->mutex);

  if (ended)
    g_thread_join (worker->thread);
  else
    g_thread_unref (worker->thread);
  worker_unref (worker);
  return ended;
}
