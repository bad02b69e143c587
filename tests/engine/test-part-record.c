/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-record.h"

#include <string.h>

#include "freshet-part-index.h"
#include "freshet-test-folder.h"

static FreshetPartRecord *
parse (const char *text)
{
  return freshet_part_record_parse (text, strlen (text), NULL);
}

/* Writes the ranges as `0-10 20-30`. */
static char *
describe (const FreshetPartRecord *record)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < record->ranges->len; i++)
    {
      const FreshetRange *range = &g_array_index (record->ranges, FreshetRange, i);

      g_string_append_printf (text,
                              "%s%" G_GOFFSET_FORMAT "-%" G_GOFFSET_FORMAT,
                              i > 0 ? " " : "",
                              range->start,
                              range->end);
    }
  return g_string_free (text, FALSE);
}

static void
test_what_is_written_is_read (void)
{
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://é.example/a?b=\\n;c");
  g_autoptr (FreshetPartRecord) read = NULL;
  g_autofree char *data = NULL;
  g_autofree char *ranges = NULL;
  gsize length;

  record->final_uri = g_strdup ("https://example.com/ [x]=y#");
  record->etag = g_strdup ("\" quoted \\ \"");
  record->last_modified = g_strdup ("Mon, 01 Jan 2024 00:00:00 GMT");
  record->total = G_MAXINT64;
  freshet_range_set_add (record->ranges, 0, 10);
  freshet_range_set_add (record->ranges, 100, G_MAXINT64);
  data = freshet_part_record_to_data (record, &length);
  read = freshet_part_record_parse (data, length, NULL);

  g_assert_nonnull (read);
  g_assert_cmpstr (read->uri, ==, record->uri);
  g_assert_cmpstr (read->final_uri, ==, record->final_uri);
  g_assert_cmpstr (read->etag, ==, record->etag);
  g_assert_cmpstr (read->last_modified, ==, record->last_modified);
  g_assert_cmpint (read->total, ==, G_MAXINT64);
  ranges = describe (read);
  g_assert_cmpstr (ranges, ==, "0-10 100-9223372036854775807");
}

static void
test_what_is_not_known_stays_unknown (void)
{
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://example.com/");
  g_autoptr (FreshetPartRecord) read = NULL;
  g_autofree char *data = NULL;
  gsize length;

  data = freshet_part_record_to_data (record, &length);
  read = freshet_part_record_parse (data, length, NULL);
  g_assert_null (read->final_uri);
  g_assert_null (read->etag);
  g_assert_null (read->last_modified);
  g_assert_cmpint (read->total, ==, -1);
  g_assert_cmpint (freshet_range_set_get_prefix (read->ranges), ==, 0);
  g_assert_null (freshet_part_record_get_validator (read));
}

static void
test_what_is_no_record_is_refused (void)
{
  static const char *const texts[] = {
    "",
    "nonsense",
    "[Freshet]\n",
    "[Freshet]\nversion=1\n",
    "[Freshet]\nuri=http://example.com/\n",
    "[Freshet]\nversion=2\nuri=http://example.com/\n",
    "[Other]\nversion=1\nuri=http://example.com/\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=1\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=10-5\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=-5-10\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=0-99999999999999999999\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=0-10x\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\ntotal=5\nranges=0-10\n",
    "[Freshet]\nversion=1\nuri=\xff\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\\nb\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\\x\\\n",
    "[Freshet]\nversion=1\nuri=http://example.com/\nranges=0-1\\x\\\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (parse (texts[i]));
    }
}

/* Somebody else's program may have been told to download a file of this name. */
static void
test_what_would_do_harm_is_left_out (void)
{
  g_autoptr (FreshetPartRecord) record = parse ("[Freshet]\nversion=1\nuri=http://example.com/\n"
                                                "etag=\"1\"\\r\\nX-Evil: 1\n"
                                                "last-modified=\\n\ntype=text/\\tplain\n"
                                                "checksum=\\u0007\x1b\nname=.bashrc\n"
                                                "supersedes=a\\nb\n");

  g_assert_nonnull (record);
  g_assert_null (record->etag);
  g_assert_null (record->last_modified);
  g_assert_null (record->type);
  g_assert_null (record->checksum);
  g_assert_null (record->name);
  g_assert_null (record->supersedes);
}

/* A file that a crash cut off anywhere is refused, or claims nothing that is not in it. */
static void
test_half_a_record_claims_no_more_than_a_whole_one (void)
{
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://example.com/");
  g_autofree char *data = NULL;
  gsize length;

  record->etag = g_strdup ("\"1\"");
  record->total = 1000;
  freshet_range_set_add (record->ranges, 0, 500);
  data = freshet_part_record_to_data (record, &length);
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (FreshetPartRecord) read = freshet_part_record_parse (data, i, NULL);

      if (read != NULL)
        g_assert_cmpint (freshet_range_set_get_prefix (read->ranges), <=, 500);
    }
}

static void
test_the_entity_tag_is_the_better_validator (void)
{
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://example.com/");

  record->last_modified = g_strdup ("Mon, 01 Jan 2024 00:00:00 GMT");
  g_assert_cmpstr (freshet_part_record_get_validator (record), ==, record->last_modified);
  record->etag = g_strdup ("\"1\"");
  g_assert_cmpstr (freshet_part_record_get_validator (record), ==, "\"1\"");
}

static void
write_record (const char *folder, const char *name, const char *uri)
{
  g_autofree char *text = g_strdup_printf ("[Freshet]\nversion=1\nuri=%s\n", uri);

  freshet_test_folder_write (folder, name, text);
}

static void
test_the_index_finds_each_part_once (void)
{
  g_autoptr (FreshetPartIndex) index = freshet_part_index_new ();
  char *folder = freshet_test_folder_new ();
  g_autofree char *name = NULL;

  write_record (folder, "b (1).iso.part.meta", "http://example.com/b");
  freshet_test_folder_write (folder, "b (1).iso.part", "");
  g_assert_false (freshet_part_index_knows (index, folder));
  g_assert_false (freshet_part_index_contains (index, folder, "http://example.com/b"));
  g_assert_null (freshet_part_index_take (index, folder, "http://example.com/a"));
  g_assert_true (freshet_part_index_knows (index, folder));

  g_assert_true (freshet_part_index_contains (index, folder, "http://example.com/b"));
  name = freshet_part_index_take (index, folder, "http://example.com/b");
  g_assert_cmpstr (name, ==, "b (1).iso");
  g_assert_false (freshet_part_index_contains (index, folder, "http://example.com/b"));
  g_assert_null (freshet_part_index_take (index, folder, "http://example.com/b"));
  freshet_test_folder_free (folder);
}

/* A crash just after publishing leaves it behind. */
static void
test_the_index_removes_a_record_without_a_part (void)
{
  g_autoptr (FreshetPartIndex) index = freshet_part_index_new ();
  char *folder = freshet_test_folder_new ();

  write_record (folder, "a.part.meta", "http://example.com/a");
  freshet_test_folder_write (folder, "b.part.meta", "not ours");
  g_assert_null (freshet_part_index_take (index, folder, "http://example.com/a"));
  freshet_test_folder_assert_files (folder, "b.part.meta");
  freshet_test_folder_free (folder);
}

static void
test_the_index_of_no_folder_is_empty (void)
{
  g_autoptr (FreshetPartIndex) index = freshet_part_index_new ();

  g_assert_null (freshet_part_index_take (index, "/nonexistent", "http://example.com/a"));
  g_assert_true (freshet_part_index_knows (index, "/nonexistent"));
}

typedef struct
{
  FreshetPartIndex *index;
  const char *folder;
  guint n_found;
} Taking;

static gpointer
take_thread (gpointer data)
{
  Taking *taking = data;
  g_autofree char *name
      = freshet_part_index_take (taking->index, taking->folder, "http://example.com/a");

  if (name != NULL)
    g_atomic_int_inc (&taking->n_found);
  return NULL;
}

static void
test_the_index_hands_a_part_to_one_thread (void)
{
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (FreshetPartIndex) index = freshet_part_index_new ();
      char *folder = freshet_test_folder_new ();
      Taking taking = { index, folder, 0 };
      GThread *threads[8];

      write_record (folder, "a.part.meta", "http://example.com/a");
      freshet_test_folder_write (folder, "a.part", "");
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        threads[i] = g_thread_new ("take", take_thread, &taking);
      for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
        g_thread_join (threads[i]);
      g_assert_cmpuint (taking.n_found, ==, 1);
      freshet_test_folder_free (folder);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/part-record/what-is-written-is-read", test_what_is_written_is_read);
  g_test_add_func ("/part-record/what-is-not-known-stays-unknown",
                   test_what_is_not_known_stays_unknown);
  g_test_add_func ("/part-record/what-is-no-record-is-refused", test_what_is_no_record_is_refused);
  g_test_add_func ("/part-record/what-would-do-harm-is-left-out",
                   test_what_would_do_harm_is_left_out);
  g_test_add_func ("/part-record/half-a-record-claims-no-more-than-a-whole-one",
                   test_half_a_record_claims_no_more_than_a_whole_one);
  g_test_add_func ("/part-record/the-entity-tag-is-the-better-validator",
                   test_the_entity_tag_is_the_better_validator);
  g_test_add_func ("/part-index/finds-each-part-once", test_the_index_finds_each_part_once);
  g_test_add_func ("/part-index/removes-a-record-without-a-part",
                   test_the_index_removes_a_record_without_a_part);
  g_test_add_func ("/part-index/of-no-folder-is-empty", test_the_index_of_no_folder_is_empty);
  g_test_add_func ("/part-index/hands-a-part-to-one-thread",
                   test_the_index_hands_a_part_to_one_thread);

  return g_test_run ();
}
