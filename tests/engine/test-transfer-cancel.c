/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "freshet-address.h"
#include "freshet-late-cancellable.h"
#include "freshet-session.h"
#include "freshet-test-folder.h"
#include "freshet-test-wait.h"
#include "freshet-transfer.h"

/* Far more turns of the loop than a small file takes. */
#define MANY_TURNS 200

/* One in some hundred has the threads meet. */
#define MANY_TRIES 5000

/* Long enough for another thread to write a line. */
#define UNTIL_ANSWERED_US 5000

static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

typedef struct
{
  GSocketListener *listener;
  GCancellable *stop;
} Server;

/* Answers before it is asked, so that the answer is read in the turn that sends the request. */
static gpointer
answer_thread (gpointer data)
{
  Server *server = data;
  GSocketConnection *connection;
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);

  while ((connection = g_socket_listener_accept (server->listener, NULL, server->stop, NULL))
         != NULL)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 answer,
                                 sizeof answer - 1,
                                 NULL,
                                 NULL,
                                 NULL);
      g_ptr_array_add (connections, connection);
    }
  return NULL;
}

static gboolean
connected_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  if (g_value_get_enum (&values[1]) == G_SOCKET_CLIENT_COMPLETE)
    g_usleep (UNTIL_ANSWERED_US);
  return TRUE;
}

typedef struct
{
  gboolean is_over;
  gboolean is_in_place;
  GError *error;
} Run;

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  run->is_in_place = freshet_transfer_run_finish (FRESHET_TRANSFER (object), result, &run->error);
  run->is_over = TRUE;
}

/* Returns: how many turns of the loop it took */
static guint
run_and_cancel (const char *address, guint turn)
{
  g_autofree char *folder = freshet_test_folder_new ();
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (0);
  g_autoptr (FreshetSession) session
      = freshet_session_new (FRESHET_MODE_ASYNC, 4, 4, limiter, NULL);
  g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
  g_autoptr (FreshetRequest) request = freshet_request_new (uri, folder);
  g_autoptr (FreshetTransfer) transfer = freshet_transfer_new (session, request);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;
  Run run = { FALSE, FALSE, NULL };
  guint turns = 0;

  freshet_transfer_run_async (transfer, cancellable, ran_cb, &run);
  while (!run.is_over)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      if (turns == turn)
        g_cancellable_cancel (cancellable);
      if (g_main_context_iteration (NULL, FALSE))
        turns++;
      else
        g_usleep (100);
    }
  if (!run.is_in_place)
    g_assert_error (run.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&run.error);
  g_clear_object (&transfer);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  freshet_test_folder_free (g_steal_pointer (&folder));
  return turns;
}

static void
test_in_any_turn_of_the_loop (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  g_autoptr (GCancellable) stop = g_cancellable_new ();
  Server server = { listener, stop };
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);
  GThread *thread;
  gulong hook;
  guint turn = 0;

  g_assert_no_error (error);
  address = g_strdup_printf ("http://127.0.0.1:%u/a", port);
  thread = g_thread_new ("answers", answer_thread, &server);
  g_type_class_unref (g_type_class_ref (SOUP_TYPE_MESSAGE));
  hook = g_signal_add_emission_hook (
      g_signal_lookup ("network-event", SOUP_TYPE_MESSAGE), 0, connected_cb, NULL, NULL);

  while (run_and_cancel (address, turn) >= turn)
    {
      turn++;
      g_assert_cmpuint (turn, <, MANY_TURNS);
    }
  g_assert_cmpuint (turn, >, 3);

  g_signal_remove_emission_hook (g_signal_lookup ("network-event", SOUP_TYPE_MESSAGE), hook);
  g_cancellable_cancel (stop);
  g_thread_join (thread);
}

static gboolean
note_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
test_what_the_request_has_ready_comes_first (void)
{
  g_autoptr (GCancellable) followed = g_cancellable_new ();
  g_autoptr (GCancellable) late = freshet_late_cancellable_new (followed, 200);
  gboolean is_answered = FALSE;
  gboolean is_received = FALSE;

  g_cancellable_cancel (followed);
  g_assert_false (g_cancellable_is_cancelled (late));
  g_idle_add_full (200, note_cb, &is_received, NULL);
  g_idle_add_full (FRESHET_ASK_PRIORITY (200), note_cb, &is_answered, NULL);
  FRESHET_TEST_WAIT_UNTIL (g_cancellable_is_cancelled (late));
  g_assert_true (is_answered);
  g_assert_false (is_received);
  FRESHET_TEST_WAIT_UNTIL (is_received);
}

static void
test_what_was_cancelled_before_is_followed (void)
{
  g_autoptr (GCancellable) followed = g_cancellable_new ();
  g_autoptr (GCancellable) late = NULL;

  g_cancellable_cancel (followed);
  late = freshet_late_cancellable_new (followed, 200);
  FRESHET_TEST_WAIT_UNTIL (g_cancellable_is_cancelled (late));
}

static void
test_it_may_go_before_what_it_follows (void)
{
  g_autoptr (GCancellable) followed = g_cancellable_new ();
  GCancellable *late = freshet_late_cancellable_new (followed, 200);

  g_object_add_weak_pointer (G_OBJECT (late), (gpointer *) &late);
  g_object_unref (late);
  g_assert_null (late);
  g_cancellable_cancel (followed);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gpointer
cancel_thread (gpointer followed)
{
  g_cancellable_cancel (followed);
  return NULL;
}

/* The thread that cancels holds it too, for a moment, and then sometimes longer than anybody else. */
static void
test_it_may_go_while_what_it_follows_is_cancelled (void)
{
  for (int i = 0; i < MANY_TRIES; i++)
    {
      g_autoptr (GCancellable) followed = g_cancellable_new ();
      g_autoptr (GCancellable) late = freshet_late_cancellable_new (followed, 200);
      GThread *thread = g_thread_new ("cancel", cancel_thread, followed);

      while (!g_cancellable_is_cancelled (late))
        g_main_context_iteration (NULL, FALSE);
      g_clear_object (&late);
      g_thread_join (thread);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/transfer/can-be-cancelled/in-any-turn-of-the-loop",
                   test_in_any_turn_of_the_loop);
  g_test_add_func ("/late-cancellable/what-the-request-has-ready-comes-first",
                   test_what_the_request_has_ready_comes_first);
  g_test_add_func ("/late-cancellable/what-was-cancelled-before-is-followed",
                   test_what_was_cancelled_before_is_followed);
  g_test_add_func ("/late-cancellable/may-go-before-what-it-follows",
                   test_it_may_go_before_what_it_follows);
  g_test_add_func ("/late-cancellable/may-go-while-what-it-follows-is-cancelled",
                   test_it_may_go_while_what_it_follows_is_cancelled);

  return g_test_run ();
}
