/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-poller.h"
#include "freshet-splice-stream.h"
#include "freshet-test-wait.h"

#include <sys/socket.h>
#include <unistd.h>

#define PRIORITY 200

/* Two ends of a connection: what is written to one is to be read from the other's stream. */
typedef struct
{
  int far_end;
  GSocketConnection *near_end;
  GPollableInputStream *stream;
} Pair;

/* Who waits. */
typedef struct
{
  GObject *owner;
  FreshetPollerWatch *watch;
  GPollableInputStream *stream;
  GCancellable *cancellable;
  guint n_calls;
  guint n_timeouts;
  guint n_refusals; /* how often it asks to be called again */
} Waiter;

static guint n_sources;
static GQuark waiter_quark;

static Pair *
pair_new (void)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GError) error = NULL;
  Pair *pair = g_new0 (Pair, 1);
  int ends[2];

  g_assert_no_errno (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
  socket = g_socket_new_from_fd (ends[0], &error);
  g_assert_no_error (error);
  pair->near_end = g_socket_connection_factory_create_connection (socket);
  pair->stream
      = G_POLLABLE_INPUT_STREAM (g_io_stream_get_input_stream (G_IO_STREAM (pair->near_end)));
  pair->far_end = ends[1];
  return pair;
}

static void
pair_free (Pair *pair)
{
  close (pair->far_end);
  g_object_unref (pair->near_end);
  g_free (pair);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Pair, pair_free)

static void
pair_write (Pair *pair)
{
  g_assert_cmpint (write (pair->far_end, "x", 1), ==, 1);
}

static gboolean
called_cb (gpointer owner, gboolean timed_out)
{
  Waiter *waiter = g_object_get_qdata (owner, waiter_quark);

  waiter->n_calls++;
  waiter->n_timeouts += timed_out ? 1 : 0;
  if (waiter->n_refusals == 0)
    return G_SOURCE_REMOVE;
  waiter->n_refusals--;
  return G_SOURCE_CONTINUE;
}

static void
waiter_init (Waiter *waiter, FreshetPoller *poller, Pair *pair, GCancellable *cancellable)
{
  *waiter = (Waiter){ .owner = g_object_new (G_TYPE_OBJECT, NULL) };
  g_object_set_qdata (waiter->owner, waiter_quark, waiter);
  waiter->watch = freshet_poller_watch_new (poller, called_cb, waiter->owner);
  waiter->stream = pair->stream;
  waiter->cancellable = cancellable;
}

static void
waiter_wait (Waiter *waiter)
{
  g_assert_true (freshet_poller_watch_wait (waiter->watch, waiter->stream, waiter->cancellable));
}

static void
waiter_clear (Waiter *waiter)
{
  freshet_poller_watch_stop (waiter->watch);
  freshet_poller_watch_free (waiter->watch);
  g_assert_finalize_object (waiter->owner);
}

static gboolean
too_late_cb (gpointer data)
{
  g_assert_not_reached ();
}

/* No timer wakes the loop up meanwhile, but for the one that ends the test. */
static void
run_until_called (Waiter *waiter)
{
  guint timer = g_timeout_add (FRESHET_TEST_DEADLINE_US / 1000, too_late_cb, NULL);

  while (waiter->n_calls == 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
settle (void)
{
  for (guint i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_it_calls_those_that_can_be_read (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  Pair *pairs[200];
  Waiter waiters[G_N_ELEMENTS (pairs)];

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      pairs[i] = pair_new ();
      waiter_init (&waiters[i], poller, pairs[i], NULL);
      waiter_wait (&waiters[i]);
    }
  settle ();
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i += 2)
    pair_write (pairs[i]);
  FRESHET_TEST_WAIT_UNTIL (waiters[G_N_ELEMENTS (pairs) - 2].n_calls > 0);
  settle ();

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_assert_cmpuint (waiters[i].n_calls, ==, i % 2 == 0 ? 1 : 0);
      g_assert_cmpint (freshet_poller_watch_is_waiting (waiters[i].watch), ==, i % 2 == 1);
      waiter_clear (&waiters[i]);
      pair_free (pairs[i]);
    }
  freshet_poller_free (poller);
}

static int
counting_poll (GPollFD *fds, guint n_fds, int timeout)
{
  n_sources = n_fds;
  return g_poll (fds, n_fds, timeout);
}

static void
test_the_context_polls_one_descriptor_for_all (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  Pair *pairs[50];
  Waiter waiters[G_N_ELEMENTS (pairs)];
  guint before;

  g_main_context_set_poll_func (NULL, counting_poll);
  settle ();
  before = n_sources;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      pairs[i] = pair_new ();
      waiter_init (&waiters[i], poller, pairs[i], NULL);
      waiter_wait (&waiters[i]);
    }
  settle ();
  g_assert_cmpuint (n_sources, ==, before);

  g_main_context_set_poll_func (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      waiter_clear (&waiters[i]);
      pair_free (pairs[i]);
    }
  freshet_poller_free (poller);
}

static void
test_each_wait_calls_once (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (Pair) pair = pair_new ();
  Waiter waiter;

  waiter_init (&waiter, poller, pair, NULL);
  waiter_wait (&waiter);
  pair_write (pair);
  FRESHET_TEST_WAIT_UNTIL (waiter.n_calls == 1);
  settle ();
  g_assert_cmpuint (waiter.n_calls, ==, 1);

  /* What was not read is still there to be read. */
  waiter_wait (&waiter);
  FRESHET_TEST_WAIT_UNTIL (waiter.n_calls == 2);

  waiter_clear (&waiter);
  freshet_poller_free (poller);
}

static void
test_it_is_called_again_if_it_asks_for_it (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (Pair) pair = pair_new ();
  Waiter waiter;

  waiter_init (&waiter, poller, pair, NULL);
  waiter.n_refusals = 3;
  waiter_wait (&waiter);
  pair_write (pair);
  FRESHET_TEST_WAIT_UNTIL (waiter.n_calls == 4);
  settle ();
  g_assert_cmpuint (waiter.n_calls, ==, 4);
  g_assert_false (freshet_poller_watch_is_waiting (waiter.watch));

  waiter_clear (&waiter);
  freshet_poller_free (poller);
}

static void
test_a_turn_comes_after_those_that_wait_for_theirs (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (Pair) pair = pair_new ();
  Waiter first;
  Waiter second;

  waiter_init (&first, poller, pair, NULL);
  waiter_init (&second, poller, pair, NULL);
  first.n_refusals = 1;
  freshet_poller_watch_yield (first.watch);
  freshet_poller_watch_yield (second.watch);
  FRESHET_TEST_WAIT_UNTIL (first.n_calls == 1);
  g_assert_cmpuint (second.n_calls, ==, 0);
  FRESHET_TEST_WAIT_UNTIL (second.n_calls == 1);
  g_assert_cmpuint (first.n_calls, ==, 2);

  waiter_clear (&first);
  waiter_clear (&second);
  freshet_poller_free (poller);
}

static void
test_waiting_keeps_the_owner_alive (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (Pair) pair = pair_new ();
  Waiter waiter;

  waiter_init (&waiter, poller, pair, NULL);
  g_assert_cmpuint (waiter.owner->ref_count, ==, 1);
  waiter_wait (&waiter);
  g_assert_cmpuint (waiter.owner->ref_count, ==, 2);
  freshet_poller_watch_stop (waiter.watch);
  g_assert_cmpuint (waiter.owner->ref_count, ==, 1);

  pair_write (pair);
  settle ();
  g_assert_cmpuint (waiter.n_calls, ==, 0);
  waiter_wait (&waiter);
  FRESHET_TEST_WAIT_UNTIL (waiter.n_calls == 1);
  g_assert_cmpuint (waiter.owner->ref_count, ==, 1);

  waiter_clear (&waiter);
  freshet_poller_free (poller);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancelling_in_any_thread_ends_waiting (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Pair) pair = pair_new ();
  g_autoptr (Pair) other_pair = pair_new ();
  Waiter waiter;
  Waiter other;
  GThread *thread;

  waiter_init (&waiter, poller, pair, cancellable);
  waiter_init (&other, poller, other_pair, NULL);
  waiter_wait (&waiter);
  waiter_wait (&other);
  thread = g_thread_new ("cancel", cancel_thread, cancellable);
  run_until_called (&waiter);
  g_thread_join (thread);
  g_assert_cmpuint (waiter.n_timeouts, ==, 0);

  waiter_wait (&waiter);
  FRESHET_TEST_WAIT_UNTIL (waiter.n_calls == 2);
  g_assert_cmpuint (other.n_calls, ==, 0);

  waiter_clear (&waiter);
  waiter_clear (&other);
  freshet_poller_free (poller);
}

static void
test_the_timeout_of_a_socket_holds (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (Pair) pair = pair_new ();
  g_autoptr (Pair) patient_pair = pair_new ();
  Waiter waiter;
  Waiter patient;

  g_socket_set_timeout (g_socket_connection_get_socket (pair->near_end), 1);
  waiter_init (&patient, poller, patient_pair, NULL);
  waiter_init (&waiter, poller, pair, NULL);
  waiter_wait (&patient);
  waiter_wait (&waiter);
  run_until_called (&waiter);
  g_assert_cmpuint (waiter.n_timeouts, ==, 1);
  g_assert_cmpuint (patient.n_calls, ==, 0);

  waiter_clear (&waiter);
  waiter_clear (&patient);
  freshet_poller_free (poller);
}

static void
test_a_stream_without_a_descriptor_is_refused (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (GInputStream) memory = g_memory_input_stream_new ();
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  FreshetPollerWatch *watch;

  watch = freshet_poller_watch_new (poller, called_cb, owner);
  g_assert_false (freshet_poller_watch_wait (watch, G_POLLABLE_INPUT_STREAM (memory), NULL));
  g_assert_false (freshet_poller_watch_is_waiting (watch));
  freshet_poller_watch_free (watch);
  freshet_poller_free (poller);
}

/* As after a connection was closed that somebody still has a watch for. */
static void
test_a_descriptor_can_come_back (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  Pair *pair = pair_new ();
  Waiter old;
  Waiter new;
  int fd = g_socket_get_fd (g_socket_connection_get_socket (pair->near_end));

  waiter_init (&old, poller, pair, NULL);
  waiter_wait (&old);
  pair_free (pair);
  pair = pair_new ();
  g_assert_cmpint (g_socket_get_fd (g_socket_connection_get_socket (pair->near_end)), ==, fd);
  waiter_init (&new, poller, pair, NULL);
  waiter_wait (&new);
  waiter_clear (&old);
  pair_write (pair);
  FRESHET_TEST_WAIT_UNTIL (new.n_calls == 1);

  waiter_clear (&new);
  pair_free (pair);
  freshet_poller_free (poller);
}

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static GAsyncResult *
splice (FreshetPoller *poller, Pair *pair, GCancellable *cancellable, gboolean feed)
{
  g_autoptr (GOutputStream) target = g_memory_output_stream_new_resizable ();
  g_autoptr (FreshetSpliceStream) stream = freshet_splice_stream_new (target);
  GAsyncResult *result = NULL;

  freshet_splice_stream_set_poller (stream, poller);
  g_output_stream_splice_async (G_OUTPUT_STREAM (stream),
                                G_INPUT_STREAM (pair->stream),
                                G_OUTPUT_STREAM_SPLICE_NONE,
                                PRIORITY,
                                cancellable,
                                spliced_cb,
                                &result);
  settle ();
  g_assert_null (result);
  if (feed)
    {
      pair_write (pair);
      settle ();
      pair_write (pair);
      shutdown (pair->far_end, SHUT_RDWR);
    }
  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  FRESHET_TEST_WAIT_UNTIL (result != NULL);
  return result;
}

static void
test_a_splice_waits_with_it (void)
{
  FreshetPoller *poller = freshet_poller_new (g_main_context_default (), PRIORITY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (Pair) pair = pair_new ();
  g_autoptr (Pair) cancelled_pair = pair_new ();
  g_autoptr (Pair) late_pair = pair_new ();
  g_autoptr (GAsyncResult) whole = NULL;
  g_autoptr (GAsyncResult) cancelled = NULL;
  g_autoptr (GAsyncResult) late = NULL;
  g_autoptr (GError) error = NULL;

  whole = splice (poller, pair, NULL, TRUE);
  g_assert_cmpint (g_task_propagate_int (G_TASK (whole), &error), ==, 2);
  g_assert_no_error (error);

  cancelled = splice (poller, cancelled_pair, cancellable, FALSE);
  g_assert_cmpint (g_task_propagate_int (G_TASK (cancelled), &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_socket_set_timeout (g_socket_connection_get_socket (late_pair->near_end), 1);
  late = splice (poller, late_pair, NULL, FALSE);
  g_assert_cmpint (g_task_propagate_int (G_TASK (late), &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT);

  g_clear_object (&whole);
  g_clear_object (&cancelled);
  g_clear_object (&late);
  freshet_poller_free (poller);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  waiter_quark = g_quark_from_static_string ("waiter");

  g_test_add_func ("/poller/it-calls-those-that-can-be-read", test_it_calls_those_that_can_be_read);
  g_test_add_func ("/poller/the-context-polls-one-descriptor-for-all",
                   test_the_context_polls_one_descriptor_for_all);
  g_test_add_func ("/poller/each-wait-calls-once", test_each_wait_calls_once);
  g_test_add_func ("/poller/it-is-called-again-if-it-asks-for-it",
                   test_it_is_called_again_if_it_asks_for_it);
  g_test_add_func ("/poller/a-turn-comes-after-those-that-wait-for-theirs",
                   test_a_turn_comes_after_those_that_wait_for_theirs);
  g_test_add_func ("/poller/waiting-keeps-the-owner-alive", test_waiting_keeps_the_owner_alive);
  g_test_add_func ("/poller/cancelling-in-any-thread-ends-waiting",
                   test_cancelling_in_any_thread_ends_waiting);
  g_test_add_func ("/poller/the-timeout-of-a-socket-holds", test_the_timeout_of_a_socket_holds);
  g_test_add_func ("/poller/a-stream-without-a-descriptor-is-refused",
                   test_a_stream_without_a_descriptor_is_refused);
  g_test_add_func ("/poller/a-descriptor-can-come-back", test_a_descriptor_can_come_back);
  g_test_add_func ("/poller/a-splice-waits-with-it", test_a_splice_waits_with_it);
  return g_test_run ();
}
