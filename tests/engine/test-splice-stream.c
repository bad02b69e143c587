/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-buffer-pool.h"
#include "freshet-splice-stream.h"
#include "freshet-test-streams.h"
#include "freshet-test-wait.h"

#define PRIORITY 200

/* The ways to splice. What holds for all of them is tested for each. */
typedef enum
{
  WAY_POLLING,
  WAY_READING,
  WAY_BLOCKING,
  WAY_STOCK,
  N_WAYS,
} Way;

static const char *const way_names[N_WAYS] = { "polling", "reading", "blocking", "stock" };

typedef struct
{
  Way way;
  FreshetTestSource *source;
  FreshetTestTarget *target;
  FreshetSpliceStream *splice;
  GCancellable *cancellable;
  gsize n_progress;

  gboolean is_over;
  gssize n_bytes;
  GError *error;
} Test;

static void
progress_cb (gsize n_bytes, gpointer user_data)
{
  ((Test *) user_data)->n_progress += n_bytes;
}

static Test *
test_new (Way way, goffset size)
{
  Test *test = g_new0 (Test, 1);

  test->way = way;
  test->source = freshet_test_source_new (size);
  test->source->pollable = way == WAY_POLLING;
  test->target = freshet_test_target_new ();
  test->splice = freshet_splice_stream_new (G_OUTPUT_STREAM (test->target));
  test->cancellable = g_cancellable_new ();
  freshet_splice_stream_set_stock (test->splice, way == WAY_STOCK);
  freshet_splice_stream_set_progress_func (test->splice, progress_cb, test);
  return test;
}

/* A worker thread that has just called back may hold its reference for a moment. */
static void
unref_last (GObject *object)
{
  g_object_add_weak_pointer (object, (gpointer *) &object);
  g_object_unref (object);
  FRESHET_TEST_WAIT_UNTIL (g_atomic_pointer_get (&object) == NULL);
}

static void
test_free (Test *test)
{
  unref_last (G_OBJECT (test->splice));
  unref_last (G_OBJECT (test->target));
  unref_last (G_OBJECT (test->source));
  unref_last (G_OBJECT (test->cancellable));
  g_clear_error (&test->error);
  g_free (test);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Test, test_free)

static void
spliced_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Test *test = user_data;

  g_assert_false (test->is_over);
  test->n_bytes = g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &test->error);
  test->is_over = TRUE;
}

static void
begin (Test *test, GOutputStreamSpliceFlags flags)
{
  g_output_stream_splice_async (G_OUTPUT_STREAM (test->splice),
                                G_INPUT_STREAM (test->source),
                                flags,
                                PRIORITY,
                                test->cancellable,
                                spliced_cb,
                                test);
}

static void
run (Test *test, GOutputStreamSpliceFlags flags)
{
  if (test->way == WAY_BLOCKING)
    {
      test->n_bytes = g_output_stream_splice (G_OUTPUT_STREAM (test->splice),
                                              G_INPUT_STREAM (test->source),
                                              flags,
                                              test->cancellable,
                                              &test->error);
      test->is_over = TRUE;
      return;
    }
  begin (test, flags);
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
}

static void
assert_done (Test *test, goffset size)
{
  g_assert_no_error (test->error);
  g_assert_cmpint (test->n_bytes, ==, size);
  g_assert_cmpuint (test->n_progress, ==, size);
  g_assert_false (g_output_stream_has_pending (G_OUTPUT_STREAM (test->splice)));
  freshet_test_target_assert_body (test->target, size);
}

static void
assert_failed (Test *test, int code)
{
  g_assert_error (test->error, G_IO_ERROR, code);
  g_assert_cmpint (test->n_bytes, ==, -1);
  g_assert_false (g_output_stream_has_pending (G_OUTPUT_STREAM (test->splice)));
}

static void
test_every_byte_arrives_whatever_the_steps (gconstpointer data)
{
  static const struct
  {
    goffset size;
    gsize read_step;
    gsize write_step;
  } cases[] = {
    { 0, 0, 0 },
    { 1, 0, 0 },
    { 1000, 1, 0 },
    { 1000, 0, 1 },
    { FRESHET_BUFFER_MIN - 1, 0, 0 },
    { FRESHET_BUFFER_MIN, 0, 0 },
    { FRESHET_BUFFER_MIN + 1, 0, 0 },
    { 3 * FRESHET_BUFFER_MAX + 1, 0, 0 },
    { 2 * FRESHET_BUFFER_MAX, 100000, 70001 },
    { 300000, 4099, 0 },
    { 300000, 0, 4099 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), cases[i].size);

      test->source->step = cases[i].read_step;
      test->target->step = cases[i].write_step;
      run (test, G_OUTPUT_STREAM_SPLICE_NONE);
      assert_done (test, cases[i].size);
    }
}

static void
test_what_was_read_before_an_error_is_written (gconstpointer data)
{
  static const goffset fail_at[] = { 0, 1, 5000, FRESHET_BUFFER_MIN, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (fail_at); i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000000);

      test->source->fail_at = fail_at[i];
      run (test, G_OUTPUT_STREAM_SPLICE_NONE);
      assert_failed (test, G_IO_ERROR_BROKEN_PIPE);
      freshet_test_target_assert_body (test->target, fail_at[i]);
    }
}

static void
test_what_is_short_is_written_in_one_piece (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 300000);

  test->source->step = 4099;
  test->target->hold = TRUE;
  freshet_splice_stream_set_length (test->splice, 300000);
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing > 0);
  g_assert_cmpuint (test->target->writing, ==, 300000);
  test->target->hold = FALSE;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_done (test, 300000);
}

static void
test_a_length_that_is_wrong_loses_nothing (gconstpointer data)
{
  static const goffset lengths[] = { 0, 1, 299999, 300001, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 300000);

      freshet_splice_stream_set_length (test->splice, lengths[i]);
      run (test, G_OUTPUT_STREAM_SPLICE_NONE);
      assert_done (test, 300000);
    }
}

static void
test_a_write_error_ends_it (gconstpointer data)
{
  static const goffset fail_at[] = { 0, 1, 5000, FRESHET_BUFFER_MIN, 200000 };

  for (gsize i = 0; i < G_N_ELEMENTS (fail_at); i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), G_MAXINT64);

      test->target->fail_at = fail_at[i];
      run (test, G_OUTPUT_STREAM_SPLICE_NONE);
      assert_failed (test, G_IO_ERROR_NO_SPACE);
      freshet_test_target_assert_body (test->target, fail_at[i]);
    }
}

static void
test_the_first_error_is_told (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000);

  test->source->fail_at = 500;
  test->target->fail_at = 100;
  run (test, G_OUTPUT_STREAM_SPLICE_NONE);
  assert_failed (test,
                 test->way == WAY_BLOCKING || test->way == WAY_STOCK ? G_IO_ERROR_NO_SPACE
                                                                     : G_IO_ERROR_BROKEN_PIPE);
  freshet_test_target_assert_body (test->target, 100);
}

static void
test_one_that_is_cancelled_before_reads_nothing (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000);

  g_cancellable_cancel (test->cancellable);
  run (test, G_OUTPUT_STREAM_SPLICE_NONE);
  assert_failed (test, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (test->source->position, ==, 0);
  freshet_test_target_assert_body (test->target, 0);
}

static gpointer
cancel_thread (gpointer cancellable)
{
  g_usleep (30000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static gpointer
cancel_waiting_thread (gpointer data)
{
  Test *test = data;
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;

  while (!g_atomic_int_get (&test->source->has_waited))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (1000);
    }
  return cancel_thread (test->cancellable);
}

/* Cancels while the source has no more, which for the blocking call has to come from a thread. */
static void
test_one_that_is_cancelled_while_it_waits_writes_what_it_has (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000000);
  GThread *thread;

  test->source->wait_at = 40000;
  thread = g_thread_new ("cancel", cancel_waiting_thread, test);
  run (test, G_OUTPUT_STREAM_SPLICE_NONE);
  g_thread_join (thread);
  assert_failed (test, G_IO_ERROR_CANCELLED);
  freshet_test_target_assert_body (test->target, 40000);
}

static void
test_one_that_is_cancelled_while_it_waits_for_the_rate_ends (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000000);
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (1);
  GThread *thread = g_thread_new ("cancel", cancel_thread, test->cancellable);
  gint64 wait;

  freshet_splice_stream_set_rate_limiter (test->splice, limiter);
  run (test, G_OUTPUT_STREAM_SPLICE_NONE);
  g_thread_join (thread);
  assert_failed (test, G_IO_ERROR_CANCELLED);
  /* What was never taken is not given back. */
  g_assert_cmpuint (freshet_rate_limiter_take (limiter, 1000000, &wait), <=, 1);
}

static void
test_one_that_is_cancelled_while_it_writes_ends (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), G_MAXINT64);

  test->target->hold = TRUE;
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing > 0);
  g_cancellable_cancel (test->cancellable);
  test->target->hold = FALSE;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_failed (test, G_IO_ERROR_CANCELLED);
  freshet_test_target_assert_body (test->target, (goffset) test->n_progress);
}

/* GIO tells of it as cancelled all the same. */
static void
test_one_that_is_cancelled_at_its_end_writes_all (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000);

  test->target->hold = TRUE;
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing > 0);
  g_cancellable_cancel (test->cancellable);
  test->target->hold = FALSE;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_failed (test, G_IO_ERROR_CANCELLED);
  freshet_test_target_assert_body (test->target, 1000);
}

static void
test_the_flags_say_what_is_closed (gconstpointer data)
{
  for (int i = 0; i < 16; i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000);
      gboolean close_source = (i & 1) != 0;
      gboolean close_target = (i & 2) != 0;
      gboolean fails = (i & 12) != 0;

      test->source->fail_at = (i & 4) != 0 ? 500 : -1;
      test->target->fail_at = (i & 8) != 0 ? 100 : -1;
      run (test,
           (close_source ? G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE : 0)
               | (close_target ? G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET : 0));
      g_assert_cmpint (test->n_bytes, ==, fails ? -1 : 1000);
      g_assert_cmpint (test->source->closed, ==, close_source);
      g_assert_cmpint (g_input_stream_is_closed (G_INPUT_STREAM (test->source)), ==, close_source);
      g_assert_cmpint (test->target->closed, ==, close_target);
      g_assert_cmpint (g_output_stream_is_closed (G_OUTPUT_STREAM (test->splice)),
                       ==,
                       close_target);
      g_assert_cmpint (test->target->given_up, ==, close_target && fails);
      g_assert_false (g_output_stream_has_pending (G_OUTPUT_STREAM (test->splice)));
    }
}

static void
test_a_target_that_cannot_be_closed_is_an_error (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 1000);

  test->target->fail_close = TRUE;
  run (test, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET);
  assert_failed (test, G_IO_ERROR_NO_SPACE);
}

static void
test_one_that_is_dropped_is_given_up (void)
{
  g_autoptr (FreshetTestTarget) target = freshet_test_target_new ();

  g_object_unref (freshet_splice_stream_new (G_OUTPUT_STREAM (target)));
  g_assert_true (target->closed);
  g_assert_true (target->given_up);
}

static void
test_the_rate_is_held (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 100000);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (400000);

  freshet_splice_stream_set_rate_limiter (test->splice, limiter);
  run (test, G_OUTPUT_STREAM_SPLICE_NONE);
  assert_done (test, 100000);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 249000);
}

static void
test_the_digest_is_of_what_passed (gconstpointer data)
{
  static const goffset sizes[] = { 0, 1, 100000, 5000000 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), sizes[i]);
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
      g_autofree char *expected = NULL;

      freshet_splice_stream_set_checksum (test->splice, checksum);
      run (test, G_OUTPUT_STREAM_SPLICE_NONE);
      assert_done (test, sizes[i]);
      expected = g_compute_checksum_for_data (G_CHECKSUM_SHA1,
                                              test->target->data->data,
                                              test->target->data->len);
      g_assert_cmpstr (g_checksum_get_string (checksum), ==, expected);
    }
}

static void
test_it_reads_on_while_it_writes (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), 10000000);

  test->target->hold = TRUE;
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing > 0);
  FRESHET_TEST_WAIT_UNTIL (test->n_progress >= 2 * test->target->writing);
  /* But not without end. */
  for (int i = 0; i < 100; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (test->n_progress, <=, test->target->writing + FRESHET_BUFFER_MAX);
  g_assert_cmpuint (test->target->data->len, ==, 0);

  test->target->hold = FALSE;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_done (test, 10000000);
}

/* A slow source: less than is worth a write comes in a second. */
static void
test_what_comes_slowly_is_written_each_second (void)
{
  g_autoptr (Test) test = test_new (WAY_POLLING, 3000);

  test->source->wait_at = 1000;
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->n_progress == 1000);
  g_assert_cmpuint (test->target->data->len, ==, 0);
  g_usleep (G_USEC_PER_SEC);
  test->source->wait_at = 2000;
  FRESHET_TEST_WAIT_UNTIL (test->target->data->len == 2000);

  test->source->wait_at = -1;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_done (test, 3000);
}

/* Painting is one such source. What is read is so little that it never has to wait for a write. */
static gboolean
urgent_cb (gpointer user_data)
{
  Test *test = user_data;
  static gsize n_before;
  static int n_left;

  if (n_left == 0)
    n_left = 1000;
  else
    g_assert_cmpuint (test->n_progress, ==, n_before);
  n_before = test->n_progress;
  return --n_left > 0;
}

static void
test_what_is_more_urgent_goes_first (gconstpointer data)
{
  g_autoptr (Test) test = test_new ((Way) GPOINTER_TO_INT (data), G_MAXINT64);
  GSource *urgent = g_idle_source_new ();
  FreshetBudget budget = { 0 };

  test->source->cost = 2000;
  test->source->step = 1;
  freshet_splice_stream_set_budget (test->splice, &budget);
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->n_progress > 0);
  g_source_set_priority (urgent, 120);
  g_source_set_callback (urgent, urgent_cb, test, NULL);
  g_source_attach (urgent, NULL);
  FRESHET_TEST_WAIT_UNTIL (g_source_is_destroyed (urgent));
  g_source_unref (urgent);

  g_cancellable_cancel (test->cancellable);
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
}

/* Each read takes a millisecond, so that two use the budget up, and gives next to nothing. */
static void
test_the_budget_bounds_an_iteration (void)
{
  FreshetBudget budget = { 0 };
  g_autoptr (Test) first = test_new (WAY_POLLING, G_MAXINT64);
  g_autoptr (Test) second = test_new (WAY_POLLING, G_MAXINT64);
  Test *const tests[] = { first, second };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      tests[i]->source->cost = 1000;
      tests[i]->source->step = 1;
      freshet_splice_stream_set_budget (tests[i]->splice, &budget);
      begin (tests[i], G_OUTPUT_STREAM_SPLICE_NONE);
    }
  for (int i = 0; i < 50; i++)
    {
      guint n_before = first->source->n_reads + second->source->n_reads;

      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (first->source->n_reads + second->source->n_reads - n_before, <=, 4);
    }
  /* And each of them has its turn. */
  g_assert_cmpuint (first->source->n_reads, >=, 10);
  g_assert_cmpuint (second->source->n_reads, >=, 10);

  g_cancellable_cancel (first->cancellable);
  g_cancellable_cancel (second->cancellable);
  FRESHET_TEST_WAIT_UNTIL (first->is_over && second->is_over);
}

/* The source writes into its buffer later: nobody else may have it by then. */
static void
test_a_write_error_leaves_the_buffer_to_the_read (void)
{
  g_autoptr (Test) test = test_new (WAY_READING, G_MAXINT64);
  FreshetBuffer *buffers[8];

  test->target->fail_at = 0;
  test->source->wait_at = FRESHET_BUFFER_MIN;
  begin (test, G_OUTPUT_STREAM_SPLICE_NONE);
  FRESHET_TEST_WAIT_UNTIL (test->source->reading != NULL
                           && test->source->position == FRESHET_BUFFER_MIN);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing > 0);
  FRESHET_TEST_WAIT_UNTIL (test->target->writing == 0);
  for (int i = 0; i < 10; i++)
    g_main_context_iteration (NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
    {
      buffers[i] = freshet_buffer_acquire (2 * FRESHET_BUFFER_MIN);
      g_assert_true (buffers[i]->data != test->source->reading);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
    freshet_buffer_release (buffers[i]);

  test->source->wait_at = -1;
  FRESHET_TEST_WAIT_UNTIL (test->is_over);
  assert_failed (test, G_IO_ERROR_NO_SPACE);
}

/* Adds a test for each of the ways up to a last one. */
static void
add (const char *rule, GTestDataFunc func, Way last)
{
  for (int way = 0; way <= (int) last; way++)
    {
      g_autofree char *path = g_strdup_printf ("/splice-stream/%s/%s", rule, way_names[way]);

      g_test_add_data_func (path, GINT_TO_POINTER (way), func);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add ("every-byte-arrives-whatever-the-steps",
       test_every_byte_arrives_whatever_the_steps,
       WAY_STOCK);
  add ("what-is-short-is-written-in-one-piece",
       test_what_is_short_is_written_in_one_piece,
       WAY_READING);
  add ("a-length-that-is-wrong-loses-nothing",
       test_a_length_that_is_wrong_loses_nothing,
       WAY_STOCK);
  add ("what-was-read-before-an-error-is-written",
       test_what_was_read_before_an_error_is_written,
       WAY_STOCK);
  add ("a-write-error-ends-it", test_a_write_error_ends_it, WAY_STOCK);
  add ("the-first-error-is-told", test_the_first_error_is_told, WAY_STOCK);
  add ("one-that-is-cancelled-before-reads-nothing",
       test_one_that_is_cancelled_before_reads_nothing,
       WAY_STOCK);
  add ("one-that-is-cancelled-while-it-waits-writes-what-it-has",
       test_one_that_is_cancelled_while_it_waits_writes_what_it_has,
       WAY_STOCK);
  add ("one-that-is-cancelled-while-it-waits-for-the-rate-ends",
       test_one_that_is_cancelled_while_it_waits_for_the_rate_ends,
       WAY_STOCK);
  add ("one-that-is-cancelled-while-it-writes-ends",
       test_one_that_is_cancelled_while_it_writes_ends,
       WAY_READING);
  add ("one-that-is-cancelled-at-its-end-writes-all",
       test_one_that_is_cancelled_at_its_end_writes_all,
       WAY_READING);
  add ("the-flags-say-what-is-closed", test_the_flags_say_what_is_closed, WAY_BLOCKING);
  add ("a-target-that-cannot-be-closed-is-an-error",
       test_a_target_that_cannot_be_closed_is_an_error,
       WAY_STOCK);
  g_test_add_func ("/splice-stream/one-that-is-dropped-is-given-up",
                   test_one_that_is_dropped_is_given_up);
  add ("the-rate-is-held", test_the_rate_is_held, WAY_STOCK);
  add ("the-digest-is-of-what-passed", test_the_digest_is_of_what_passed, WAY_STOCK);
  add ("it-reads-on-while-it-writes", test_it_reads_on_while_it_writes, WAY_READING);
  g_test_add_func ("/splice-stream/what-comes-slowly-is-written-each-second",
                   test_what_comes_slowly_is_written_each_second);
  add ("what-is-more-urgent-goes-first", test_what_is_more_urgent_goes_first, WAY_READING);
  g_test_add_func ("/splice-stream/the-budget-bounds-an-iteration",
                   test_the_budget_bounds_an_iteration);
  g_test_add_func ("/splice-stream/a-write-error-leaves-the-buffer-to-the-read",
                   test_a_write_error_leaves_the_buffer_to_the_read);

  return g_test_run ();
}
