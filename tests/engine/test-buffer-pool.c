/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-buffer-pool.h"

#include <string.h>

/* What all buffers together stay under, but for the smallest. */
#define POOL_BYTES (8 * 1024 * 1024)

static void
test_a_buffer_is_as_large_as_was_wanted (void)
{
  static const struct
  {
    gsize wanted;
    gsize size;
  } cases[] = {
    { 0, FRESHET_BUFFER_MIN },
    { 1, FRESHET_BUFFER_MIN },
    { FRESHET_BUFFER_MIN, FRESHET_BUFFER_MIN },
    { FRESHET_BUFFER_MIN + 1, 2 * FRESHET_BUFFER_MIN },
    { FRESHET_BUFFER_MAX - 1, FRESHET_BUFFER_MAX },
    { FRESHET_BUFFER_MAX, FRESHET_BUFFER_MAX },
    { FRESHET_BUFFER_MAX + 1, FRESHET_BUFFER_MAX },
    { G_MAXSIZE, FRESHET_BUFFER_MAX },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FreshetBuffer) buffer = freshet_buffer_acquire (cases[i].wanted);

      g_assert_cmpuint (buffer->size, ==, cases[i].size);
      g_assert_cmpuint (buffer->fill, ==, 0);
      memset (buffer->data, 0xff, buffer->size);
      buffer->fill = buffer->size;
    }
}

static void
test_many_get_small_ones_and_a_few_large_ones (void)
{
  FreshetBuffer *buffers[1000];
  gsize sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
    {
      buffers[i] = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
      sum += buffers[i]->size;
      if (sum > POOL_BYTES)
        g_assert_cmpuint (buffers[i]->size, ==, FRESHET_BUFFER_MIN);
    }
  g_assert_cmpuint (buffers[0]->size, ==, FRESHET_BUFFER_MAX);
  g_assert_cmpuint (sum, <=, POOL_BYTES + G_N_ELEMENTS (buffers) * FRESHET_BUFFER_MIN);
  for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
    freshet_buffer_release (buffers[i]);

  /* And there is room again. */
  buffers[0] = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
  g_assert_cmpuint (buffers[0]->size, ==, FRESHET_BUFFER_MAX);
  freshet_buffer_release (buffers[0]);
}

static void
test_what_was_given_back_is_used_again (void)
{
  FreshetBuffer *first = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
  g_autoptr (FreshetBuffer) second = NULL;

  first->fill = 10;
  freshet_buffer_release (first);
  second = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
  g_assert_true (second == first);
  g_assert_cmpuint (second->fill, ==, 0);
}

static void
test_what_is_kept_for_the_next_can_be_given_up (void)
{
  FreshetBuffer *large = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
  FreshetBuffer *small = freshet_buffer_acquire (FRESHET_BUFFER_MIN);
  g_autoptr (FreshetBuffer) used = freshet_buffer_acquire (FRESHET_BUFFER_MAX);

  freshet_buffer_pool_trim ();
  freshet_buffer_release (large);
  freshet_buffer_release (small);
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, FRESHET_BUFFER_MAX + FRESHET_BUFFER_MIN);
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, 0);
  memset (used->data, 0, used->size);
}

/* As many as a few downloads have, which would all be touched for the first time again. */
static void
test_all_that_there_is_room_for_is_kept (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  FreshetBuffer *buffers[POOL_BYTES / FRESHET_BUFFER_MAX];

  freshet_buffer_pool_trim ();
  for (guint round = 0; round < 2; round++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
        {
          buffers[i] = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
          g_assert_cmpint (g_hash_table_add (seen, buffers[i]), ==, round == 0);
        }
      for (gsize i = 0; i < G_N_ELEMENTS (buffers); i++)
        freshet_buffer_release (buffers[i]);
    }
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, POOL_BYTES);
}

static void
test_what_is_kept_makes_room_for_other_sizes (void)
{
  FreshetBuffer *large[POOL_BYTES / FRESHET_BUFFER_MAX];
  FreshetBuffer *small[POOL_BYTES / FRESHET_BUFFER_MIN];

  freshet_buffer_pool_trim ();
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    large[i] = freshet_buffer_acquire (FRESHET_BUFFER_MAX);
  for (gsize i = 0; i < G_N_ELEMENTS (large); i++)
    freshet_buffer_release (large[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (small) / 2; i++)
    small[i] = freshet_buffer_acquire (FRESHET_BUFFER_MIN);
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, POOL_BYTES / 2);
  for (gsize i = 0; i < G_N_ELEMENTS (small) / 2; i++)
    freshet_buffer_release (small[i]);
  g_assert_cmpuint (freshet_buffer_pool_trim (), ==, POOL_BYTES / 2);
}

/* Fills each with a byte of its own, so that a buffer that two have is found out. */
static gpointer
use_thread (gpointer data)
{
  char byte = (char) GPOINTER_TO_INT (data);

  for (gsize i = 0; i < 2000; i++)
    {
      g_autoptr (FreshetBuffer) buffer
          = freshet_buffer_acquire ((gsize) FRESHET_BUFFER_MIN << (i % 3));

      memset (buffer->data, byte, 64);
      g_thread_yield ();
      for (gsize j = 0; j < 64; j++)
        g_assert_cmpint (buffer->data[j], ==, byte);
    }
  return NULL;
}

static void
test_no_two_threads_have_the_same_one (void)
{
  GThread *threads[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("use", use_thread, GINT_TO_POINTER ((int) i + 1));
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/buffer-pool/a-buffer-is-as-large-as-was-wanted",
                   test_a_buffer_is_as_large_as_was_wanted);
  g_test_add_func ("/buffer-pool/many-get-small-ones-and-a-few-large-ones",
                   test_many_get_small_ones_and_a_few_large_ones);
  g_test_add_func ("/buffer-pool/what-was-given-back-is-used-again",
                   test_what_was_given_back_is_used_again);
  g_test_add_func ("/buffer-pool/what-is-kept-for-the-next-can-be-given-up",
                   test_what_is_kept_for_the_next_can_be_given_up);
  g_test_add_func ("/buffer-pool/all-that-there-is-room-for-is-kept",
                   test_all_that_there_is_room_for_is_kept);
  g_test_add_func ("/buffer-pool/what-is-kept-makes-room-for-other-sizes",
                   test_what_is_kept_makes_room_for_other_sizes);
  g_test_add_func ("/buffer-pool/no-two-threads-have-the-same-one",
                   test_no_two_threads_have_the_same_one);

  return g_test_run ();
}
