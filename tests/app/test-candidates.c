/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-candidates.h"
#include "freshet-sites.h"

static FreshetCandidates *
make_candidates (const char *known)
{
  g_autoptr (GHashTable) addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (known != NULL)
    g_hash_table_add (addresses, g_strdup (known));
  return freshet_candidates_new (addresses);
}

static FreshetCandidate *
get (FreshetCandidates *candidates, guint position)
{
  g_autoptr (FreshetCandidate) candidate
      = g_list_model_get_item (freshet_candidates_get_model (candidates), position);

  g_assert_nonnull (candidate);
  return candidate; /* The list holds it. */
}

static void
assert_chosen (FreshetCandidates *candidates, const char *expected)
{
  g_autoptr (GPtrArray) chosen = freshet_candidates_list_chosen (candidates);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (text, "%s ", g_uri_get_path (chosen->pdata[i]));
  g_assert_cmpstr (text->str, ==, expected);
  g_assert_cmpuint (freshet_candidates_get_n_chosen (candidates), ==, chosen->len);
}

static void
assert_note (FreshetCandidate *candidate, const char *expected)
{
  g_autofree char *note = NULL;

  g_object_get (candidate, "note", &note, NULL);
  g_assert_cmpstr (note, ==, expected);
}

static void
test_found (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);

  freshet_candidates_find (candidates, "See http://h/a, http://h/b and http://h/a.");
  assert_chosen (candidates, "/a /b ");
  g_assert_cmpuint (freshet_candidates_get_n_valid (candidates), ==, 2);
}

static void
test_known (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates ("http://h/a");

  freshet_candidates_find (candidates, "http://h/a http://h/b");
  assert_chosen (candidates, "/b ");
  assert_note (get (candidates, 0), "In the list already · http://h/a");
  freshet_candidate_set_chosen (get (candidates, 0), TRUE);
  assert_chosen (candidates, "/a /b ");
}

static void
test_rejected (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);

  freshet_candidates_find (candidates, "ftp://me:secret@h/a http://h/b");
  assert_chosen (candidates, "/b ");
  freshet_candidate_set_chosen (get (candidates, 1), TRUE);
  assert_chosen (candidates, "/b ");
  g_assert_null (strstr (freshet_candidate_get_address (get (candidates, 1)), "secret"));
  g_assert_cmpuint (freshet_candidates_get_n_valid (candidates), ==, 1);
}

static void
test_answers_stay (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);

  freshet_candidates_find (candidates, "http://h/a http://h/b");
  freshet_candidate_set_chosen (get (candidates, 0), FALSE);
  freshet_candidates_find (candidates, "http://h/a http://h/b http://h/c");
  assert_chosen (candidates, "/b /c ");
  freshet_candidates_choose_all (candidates, TRUE);
  freshet_candidates_find (candidates, "http://h/a");
  assert_chosen (candidates, "/a ");
}

static void
count_cb (FreshetCandidates *candidates, guint *n_changes)
{
  ++*n_changes;
}

static void
test_all_is_one_change (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);
  guint n_changes = 0;

  freshet_candidates_find (candidates, "http://h/a http://h/b http://h/c");
  g_signal_connect (candidates, "changed", G_CALLBACK (count_cb), &n_changes);
  freshet_candidates_choose_all (candidates, FALSE);
  assert_chosen (candidates, "");
  g_assert_cmpuint (n_changes, ==, 1);
  freshet_candidate_set_chosen (get (candidates, 0), TRUE);
  g_assert_cmpuint (n_changes, ==, 2);
}

static void
test_shortened (void)
{
  g_autoptr (GString) text = g_string_new ("short http://h/a line\n<html>");
  g_autofree char *shortened = NULL;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (text, "<a href=\"http://h/%u\">", i % 2);
  g_string_append (text, "\nend");
  shortened = freshet_candidates_shorten (text->str);
  g_assert_cmpstr (shortened, ==, "short http://h/a line\nhttp://h/0\nhttp://h/1\nend");
}

static void
test_ten_thousand (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "https://mirror.example.org/pool/file-%05u.tar.xz\n", i);
  freshet_candidates_find (candidates, text->str);
  g_assert_cmpuint (freshet_candidates_get_n_chosen (candidates), ==, 10000);
}

static void
test_sites (void)
{
  g_autoptr (FreshetCandidates) candidates = make_candidates (NULL);
  g_autoptr (FreshetSites) sites = freshet_sites_new ();
  g_autoptr (GPtrArray) uris = NULL;
  GtkStringList *names = GTK_STRING_LIST (freshet_sites_get_model (sites));

  freshet_candidates_find (candidates, "http://h/a http://me:pw@h/b https://h/c http://h:81/d");
  uris = freshet_candidates_list_chosen (candidates);
  g_assert_cmpuint (freshet_sites_update (sites, uris), ==, 3);
  g_assert_cmpstr (gtk_string_list_get_string (names, 0), ==, "http://h");
  g_assert_cmpstr (gtk_string_list_get_string (names, 1), ==, "https://h");
  g_assert_cmpstr (gtk_string_list_get_string (names, 2), ==, "http://h:81");
  g_assert_cmpint (g_uri_get_port (freshet_sites_get_origin (sites, 2)), ==, 81);
  g_assert_null (freshet_sites_get_origin (sites, 3));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/candidates/what-is-found-is-chosen", test_found);
  g_test_add_func ("/candidates/what-is-in-the-list-is-chosen-only-on-purpose", test_known);
  g_test_add_func ("/candidates/what-cannot-be-downloaded-cannot-be-chosen", test_rejected);
  g_test_add_func ("/candidates/answers-stay-while-the-text-changes", test_answers_stay);
  g_test_add_func ("/candidates/all-at-once-is-one-change", test_all_is_one_change);
  g_test_add_func ("/candidates/a-long-line-becomes-its-addresses", test_shortened);
  g_test_add_func ("/candidates/ten-thousand", test_ten_thousand);
  g_test_add_func ("/candidates/a-site-is-scheme-host-and-port", test_sites);

  return g_test_run ();
}
