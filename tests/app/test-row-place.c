/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-add.h"
#include "freshet-address.h"
#include "freshet-row-place.h"
#include "freshet-test-list.h"

#define HEIGHT 60

static FreshetQueue *
make_queue (void)
{
  static const FreshetAddWishes nowhere = { .folder = "/nowhere" };
  FreshetQueue *queue = freshet_queue_new (NULL);
  g_autoptr (FreshetAddressList) list
      = freshet_address_list_parse ("http://a.example/0 http://a.example/1 http://a.example/2 "
                                    "http://a.example/3 http://a.example/4");
  g_autoptr (GPtrArray) added = freshet_add_uris (queue, list->uris, &nowhere);

  g_assert_cmpuint (added->len, ==, 5);
  return queue;
}

/* Drags the rows with those digits to a row, and into its upper half or its lower. */
static void
check_drop (const char *digits, guint row, double y, const char *expected)
{
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (GPtrArray) dragged = g_ptr_array_new_with_free_func (g_object_unref);
  guint position = freshet_row_place_for_drop (row, y, HEIGHT);
  gboolean is_another = g_strcmp0 (expected, "0 1 2 3 4 ") != 0;

  for (const char *c = digits; *c != '\0'; c++)
    g_ptr_array_add (dragged,
                     g_list_model_get_item (G_LIST_MODEL (queue),
                                            (guint) g_ascii_digit_value (*c)));

  g_assert_cmpint (freshet_row_place_changes (G_LIST_MODEL (queue), dragged, position),
                   ==,
                   is_another);
  freshet_queue_move (queue, dragged, position);
  freshet_test_list_assert_names (queue, expected);
}

static void
test_halves (void)
{
  g_assert_cmpuint (freshet_row_place_for_drop (7, 0, HEIGHT), ==, 7);
  g_assert_cmpuint (freshet_row_place_for_drop (7, HEIGHT / 2.0 - 1, HEIGHT), ==, 7);
  g_assert_cmpuint (freshet_row_place_for_drop (7, HEIGHT / 2.0, HEIGHT), ==, 8);
  g_assert_cmpuint (freshet_row_place_for_drop (7, 10 * HEIGHT, HEIGHT), ==, 8);
  g_assert_cmpuint (freshet_row_place_for_drop (0, -1, HEIGHT), ==, 0);
}

static void
test_one (void)
{
  check_drop ("0", 2, 1, "1 0 2 3 4 ");
  check_drop ("0", 2, 59, "1 2 0 3 4 ");
  check_drop ("0", 4, 59, "1 2 3 4 0 ");
  check_drop ("4", 0, 1, "4 0 1 2 3 ");
  check_drop ("3", 1, 59, "0 1 3 2 4 ");
}

static void
test_many (void)
{
  check_drop ("02", 4, 59, "1 3 4 0 2 ");
  check_drop ("34", 0, 1, "3 4 0 1 2 ");
  check_drop ("04", 2, 1, "1 0 4 2 3 ");
  /* They stand together then, wherever among them they are dropped. */
  check_drop ("13", 1, 1, "0 1 3 2 4 ");
  check_drop ("13", 3, 59, "0 2 1 3 4 ");
}

static void
test_stays (void)
{
  check_drop ("2", 2, 1, "0 1 2 3 4 ");
  check_drop ("2", 2, 59, "0 1 2 3 4 ");
  check_drop ("2", 1, 59, "0 1 2 3 4 ");
  check_drop ("2", 3, 1, "0 1 2 3 4 ");
  check_drop ("4", 4, 59, "0 1 2 3 4 ");
  check_drop ("123", 2, 1, "0 1 2 3 4 ");
  check_drop ("01", 0, 1, "0 1 2 3 4 ");
  check_drop ("01234", 3, 1, "0 1 2 3 4 ");
}

static void
test_gone (void)
{
  g_autoptr (FreshetQueue) queue = make_queue ();
  g_autoptr (FreshetQueue) other = make_queue ();
  g_autoptr (GPtrArray) dragged = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (dragged, g_list_model_get_item (G_LIST_MODEL (other), 0));
  g_ptr_array_add (dragged, g_list_model_get_item (G_LIST_MODEL (queue), 0));
  freshet_queue_move (queue, dragged, freshet_row_place_for_drop (1, 59, HEIGHT));
  freshet_test_list_assert_names (queue, "1 0 2 3 4 ");
  g_assert_true (freshet_row_place_changes (G_LIST_MODEL (queue), dragged, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/row-place/upper-half-is-above-lower-half-below", test_halves);
  g_test_add_func ("/row-place/one-goes-where-it-is-dropped", test_one);
  g_test_add_func ("/row-place/many-stand-together-in-their-order", test_many);
  g_test_add_func ("/row-place/what-stands-there-already-does-not-move", test_stays);
  g_test_add_func ("/row-place/what-has-left-the-list-meanwhile-is-left-alone", test_gone);

  return g_test_run ();
}
