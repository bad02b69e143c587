/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-body.h"

#define LENGTH 4096

static void
test_any_split_equals_the_whole (void)
{
  guint8 whole[LENGTH], parts[LENGTH];
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);

  for (int round = 0; round < 500; round++)
    {
      goffset start = g_rand_int_range (rand, 0, 1 << 20);
      gsize filled = 0;

      freshet_body_fill (round, start, whole, LENGTH);
      while (filled < LENGTH)
        {
          gsize step = (gsize) g_rand_int_range (rand, 0, 40);

          step = MIN (step, LENGTH - filled);
          freshet_body_fill (round, start + (goffset) filled, parts + filled, step);
          filled += step;
        }
      g_assert_cmpmem (parts, LENGTH, whole, LENGTH);
    }
}

static void
test_nothing_is_written_past_the_end (void)
{
  for (gsize length = 0; length < 32; length++)
    {
      for (goffset offset = 0; offset < 16; offset++)
        {
          guint8 buffer[34];

          memset (buffer, 0xaa, sizeof buffer);
          freshet_body_fill (1, offset, buffer + 1, length);
          g_assert_cmpint (buffer[0], ==, 0xaa);
          for (gsize i = length + 1; i < sizeof buffer; i++)
            g_assert_cmpint (buffer[i], ==, 0xaa);
        }
    }
}

static void
test_huge_offsets (void)
{
  guint8 whole[64], part[32];
  goffset start = G_MAXINT64 - 64;

  freshet_body_fill (7, start, whole, sizeof whole);
  freshet_body_fill (7, start + 31, part, sizeof part);
  g_assert_cmpmem (part, sizeof part, whole + 31, sizeof part);
}

static void
test_seeds_differ (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint64 seed = 0; seed < 1000; seed++)
    g_assert_true (g_hash_table_add (seen, freshet_body_digest (seed, 64, G_CHECKSUM_SHA256)));
}

static void
test_bytes_never_change (void)
{
  const guint8 expected[] = { 0x0e, 0xb4, 0x7a, 0x72, 0xd7, 0xc2, 0xdd };
  guint8 bytes[7];

  freshet_body_fill (0, 5, bytes, sizeof bytes);
  g_assert_cmpmem (bytes, sizeof bytes, expected, sizeof expected);
}

static void
test_digest_is_of_the_body (void)
{
  const goffset sizes[] = { 0, 1, 7, 8, 9, 262143, 262144, 262145, 1000003 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *body = g_malloc ((gsize) sizes[i] + 1);
      g_autofree char *expected = NULL;
      g_autofree char *digest = freshet_body_digest (3, sizes[i], G_CHECKSUM_SHA256);

      freshet_body_fill (3, 0, body, (gsize) sizes[i]);
      expected = g_compute_checksum_for_data (G_CHECKSUM_SHA256, body, (gsize) sizes[i]);
      g_assert_cmpstr (digest, ==, expected);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/demo/body/any-split-equals-the-whole", test_any_split_equals_the_whole);
  g_test_add_func ("/demo/body/nothing-is-written-past-the-end",
                   test_nothing_is_written_past_the_end);
  g_test_add_func ("/demo/body/huge-offsets", test_huge_offsets);
  g_test_add_func ("/demo/body/seeds-differ", test_seeds_differ);
  g_test_add_func ("/demo/body/bytes-never-change", test_bytes_never_change);
  g_test_add_func ("/demo/body/digest-is-of-the-body", test_digest_is_of_the_body);
  return g_test_run ();
}
