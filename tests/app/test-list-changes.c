/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-add.h"
#include "freshet-address.h"
#include "freshet-removal.h"
#include "freshet-test-list.h"

static const FreshetAddWishes nowhere = { .folder = "/nowhere" };

static GPtrArray *
parse (const char *text)
{
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse (text);

  g_assert_cmpuint (list->rejected->len, ==, 0);
  return g_ptr_array_ref (list->uris);
}

static FreshetQueue *
make_queue (const char *text)
{
  FreshetQueue *queue = freshet_queue_new (NULL);
  g_autoptr (GPtrArray) uris = parse (text);
  g_autoptr (GPtrArray) added = freshet_add_uris (queue, uris, &nowhere);

  g_assert_cmpuint (added->len, ==, uris->len);
  return queue;
}

static FreshetRemoval *
remove_at (FreshetQueue *queue, guint first, guint second)
{
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (downloads, g_list_model_get_item (G_LIST_MODEL (queue), first));
  g_ptr_array_add (downloads, g_list_model_get_item (G_LIST_MODEL (queue), second));
  return freshet_removal_new (queue, downloads);
}

static void
test_known (void)
{
  g_autoptr (FreshetQueue) queue = make_queue ("http://a.example/1");
  g_autoptr (GPtrArray) uris = parse ("http://a.example/2 http://A.EXAMPLE/1 http://a.example/2");
  g_autoptr (GPtrArray) known = NULL;
  g_autoptr (GPtrArray) added = freshet_add_new_uris (queue, uris, &nowhere, &known);
  g_autoptr (GPtrArray) again = NULL;

  freshet_test_list_assert_names (queue, "1 2 ");
  g_assert_cmpuint (added->len, ==, 1);
  g_assert_cmpuint (known->len, ==, 2);

  again = freshet_add_uris (queue, known, &nowhere);
  g_assert_cmpuint (again->len, ==, 2);
  freshet_test_list_assert_names (queue, "1 2 1 2 ");
}

static void
test_credentials (void)
{
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (GPtrArray) uris
      = parse ("http://a.example/1 https://a.example/2 http://a.example:81/3 http://a.example/4");
  FreshetAddWishes wishes
      = { .folder = "/nowhere", .origin = uris->pdata[0], .user = "me", .password = "secret" };
  g_autoptr (GPtrArray) added = freshet_add_uris (queue, uris, &wishes);
  static const gboolean is_told[] = { TRUE, FALSE, FALSE, TRUE };

  for (guint i = 0; i < added->len; i++)
    {
      GUri *uri = freshet_download_get_uri (added->pdata[i]);

      g_assert_cmpstr (g_uri_get_user (uri), ==, is_told[i] ? "me" : NULL);
      g_assert_cmpstr (g_uri_get_password (uri), ==, is_told[i] ? "secret" : NULL);
    }
}

static void
test_undo (void)
{
  g_autoptr (FreshetQueue) queue
      = make_queue ("http://a.example/1 http://a.example/2 http://a.example/3 http://a.example/4");
  g_autoptr (FreshetRemoval) removal = remove_at (queue, 2, 0);
  g_autofree char *text = freshet_removal_describe (removal);

  freshet_test_list_assert_names (queue, "2 4 ");
  g_assert_cmpstr (text, ==, "2 downloads removed from the list");

  freshet_removal_undo (removal);
  freshet_test_list_assert_names (queue, "1 2 3 4 ");
  freshet_removal_undo (removal);
  freshet_test_list_assert_names (queue, "1 2 3 4 ");
}

static void
test_undo_after_more (void)
{
  g_autoptr (FreshetQueue) queue
      = make_queue ("http://a.example/1 http://a.example/2 http://a.example/3 http://a.example/4");
  g_autoptr (FreshetRemoval) first = remove_at (queue, 2, 3);
  g_autoptr (FreshetRemoval) second = remove_at (queue, 0, 1);

  freshet_test_list_assert_names (queue, "");
  freshet_removal_undo (first);
  freshet_test_list_assert_names (queue, "3 4 ");
  freshet_removal_undo (second);
  freshet_test_list_assert_names (queue, "1 2 3 4 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/add/twice-only-on-purpose", test_known);
  g_test_add_func ("/add/a-password-is-for-one-site", test_credentials);
  g_test_add_func ("/removal/undo-puts-back-where-it-was", test_undo);
  g_test_add_func ("/removal/undo-works-in-a-list-that-became-shorter", test_undo_after_more);

  return g_test_run ();
}
