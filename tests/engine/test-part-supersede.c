/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-folder.h"
#include "freshet-part.h"

#include <string.h>

#include "freshet-test-folder.h"

#define URI "http://example.com/a"
#define MIB ((gsize) 1024 * 1024)
#define BOTH "a (1).part|a (1).part.meta|a.part|a.part.meta"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = freshet_test_folder_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  freshet_test_folder_free (fixture->folder);
}

/* Goes on with a letter of its own, so that it can be told what a file is made of. */
static void
write_to (FreshetPart *part, char letter, gsize end)
{
  gsize n = end - (gsize) freshet_part_get_length (part);
  g_autofree char *data = g_malloc (n);
  g_autoptr (GError) error = NULL;

  memset (data, letter, n);
  freshet_part_write (part, data, n, &error);
  g_assert_no_error (error);
}

static FreshetPart *
new_part (Fixture *fixture, FreshetPart *old)
{
  FreshetPart *part = freshet_part_new (fixture->folder, "a", freshet_part_record_new (URI), FALSE);

  if (old != NULL)
    freshet_part_supersede (part, old);
  return part;
}

static FreshetPart *
open_part (Fixture *fixture, const char *name)
{
  FreshetPart *part = freshet_part_open (fixture->folder, name, URI);

  g_assert_nonnull (part);
  return part;
}

/* Leaves a part behind that broke off, and takes the place of @old. */
static char *
leave (Fixture *fixture, FreshetPart *old, char letter, gsize length)
{
  g_autoptr (FreshetPart) part = new_part (fixture, old);
  g_autofree char *path = NULL;

  write_to (part, letter, length);
  freshet_part_keep (part);
  path = freshet_part_get_path (part);
  return g_path_get_basename (path);
}

static void
finish (FreshetPart *part)
{
  g_autoptr (GError) error = NULL;

  freshet_part_complete (part, &error);
  g_assert_no_error (error);
  freshet_part_publish (part, &error);
  g_assert_no_error (error);
  freshet_part_settle (part);
}

static void
assert_file (Fixture *fixture, char letter, gsize length)
{
  gsize found;
  g_autofree char *data = NULL;

  freshet_test_folder_assert_files (fixture->folder, "a");
  data = freshet_test_folder_read (fixture->folder, "a", &found);
  g_assert_cmpuint (found, ==, length);
  g_assert_cmpint (data[0], ==, letter);
  g_assert_cmpint (data[length - 1], ==, letter);
}

static void
count_cb (const char *name, const FreshetPartRecord *record, gint64 changed, gpointer user_data)
{
  GString *names = user_data;

  g_string_append_printf (names, "%s|", name);
}

/* What a program that is started later finds. */
static void
assert_found (Fixture *fixture, const char *expected)
{
  g_autoptr (GString) names = g_string_new (NULL);

  freshet_part_folder_foreach (fixture->folder, count_cb, names);
  g_assert_cmpstr (names->str, ==, expected);
}

static void
test_both_are_there_until_the_new_one_is_finished (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = leave (fixture, NULL, 'o', 2 * MIB);
  g_autoptr (FreshetPart) part = new_part (fixture, open_part (fixture, name));

  write_to (part, 'n', MIB);
  freshet_test_folder_assert_files (fixture->folder, BOTH);
  finish (part);
  assert_file (fixture, 'n', MIB);
}

static void
test_the_shorter_new_one_leaves_the_old_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = leave (fixture, NULL, 'o', 2 * MIB);
  g_autofree char *name = leave (fixture, open_part (fixture, old), 'n', MIB);
  g_autoptr (FreshetPart) part = NULL;

  freshet_test_folder_assert_files (fixture->folder, BOTH);
  g_assert_cmpstr (name, ==, "a (1)");
  assert_found (fixture, "a (1)|");

  /* The new one goes on, and takes its own name and the old one's place. */
  part = open_part (fixture, name);
  write_to (part, 'n', 3 * MIB);
  finish (part);
  assert_file (fixture, 'n', 3 * MIB);
}

static void
test_the_longer_new_one_takes_the_place_of_the_old_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = leave (fixture, NULL, 'o', MIB);
  g_autofree char *name = leave (fixture, open_part (fixture, old), 'n', 2 * MIB);

  freshet_test_folder_assert_files (fixture->folder, "a (1).part|a (1).part.meta");
  g_assert_cmpstr (name, ==, "a (1)");
  assert_found (fixture, "a (1)|");
}

static void
test_a_few_bytes_do_not_take_the_place_of_the_old_one (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = leave (fixture, NULL, 'o', MIB);
  g_autofree char *name = leave (fixture, open_part (fixture, old), 'n', 100);

  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
  g_assert_cmpstr (name, ==, "a");
}

static void
test_there_are_two_at_most (Fixture *fixture, gconstpointer data)
{
  static const gsize lengths[] = { 5 * MIB, 2 * MIB, 3 * MIB, MIB, 4 * MIB };
  g_autofree char *name = NULL;
  g_autoptr (FreshetPart) part = NULL;
  g_auto (GStrv) files = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *before = g_steal_pointer (&name);

      name = leave (fixture,
                    before != NULL ? open_part (fixture, before) : NULL,
                    (char) ('0' + i),
                    lengths[i]);
    }
  files = freshet_test_folder_list (fixture->folder);
  g_assert_cmpuint (g_strv_length (files), ==, 4);
  part = open_part (fixture, name);
  g_assert_cmpint (freshet_part_get_size (part), ==, 4 * MIB);
  finish (part);
  assert_file (fixture, '4', 4 * MIB);
}

static void
test_an_empty_old_one_leaves_its_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) old = new_part (fixture, NULL);
  g_autoptr (FreshetPart) part = NULL;
  g_autoptr (GError) error = NULL;

  freshet_part_put_on_disk (old, &error);
  g_assert_no_error (error);
  g_clear_pointer (&old, freshet_part_free);
  part = new_part (fixture, open_part (fixture, "a"));
  write_to (part, 'n', MIB);
  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
  finish (part);
  assert_file (fixture, 'n', MIB);
}

/* The program ended between the name and what comes after it. */
static void
test_a_crash_after_the_name_is_cleaned_up_after (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = leave (fixture, NULL, 'o', 2 * MIB);
  g_autoptr (FreshetPart) part = new_part (fixture, open_part (fixture, name));
  g_autoptr (GError) error = NULL;

  ((FreshetPartRecord *) freshet_part_get_record (part))->total = MIB;
  write_to (part, 'n', MIB);
  freshet_part_complete (part, &error);
  freshet_part_publish (part, &error);
  g_assert_no_error (error);
  g_clear_pointer (&part, freshet_part_free);
  freshet_test_folder_assert_files (fixture->folder, "a|a (1).part.meta|a.part|a.part.meta");

  assert_found (fixture, "");
  assert_file (fixture, 'n', MIB);
}

/* The same record, but the file that it is of is not there: the old part is all there is. */
static void
test_a_record_alone_takes_nothing_with_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = leave (fixture, NULL, 'o', 2 * MIB);

  freshet_test_folder_write (fixture->folder,
                             "a (1).part.meta",
                             "[Freshet]\nversion=1\nuri=" URI
                             "\nname=a\nsupersedes=a\ntotal=1048576\nranges=0-1048576\n");
  assert_found (fixture, "a|");
  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
}

static void
test_discarding_removes_both (Fixture *fixture, gconstpointer data)
{
  g_autofree char *old = leave (fixture, NULL, 'o', 2 * MIB);
  g_autofree char *name = leave (fixture, open_part (fixture, old), 'n', MIB);
  g_autoptr (FreshetPart) part = open_part (fixture, name);

  freshet_part_discard (part);
  freshet_test_folder_assert_files (fixture->folder, "");
}

/* The record was planted, and what it names is not for us to touch. */
static void
test_what_lies_elsewhere_is_not_touched (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "../b", "/tmp/b", "a", ".", "..", "", "b" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *record
          = g_strdup_printf ("[Freshet]\nversion=1\nuri=" URI "\nname=%s\nsupersedes=%s\n",
                             names[i],
                             names[i]);
      g_autoptr (FreshetPart) part = NULL;

      freshet_test_folder_write (fixture->folder, "a.part", "");
      freshet_test_folder_write (fixture->folder, "a.part.meta", record);
      part = open_part (fixture, "a");
      write_to (part, 'n', 10);
      freshet_part_complete (part, NULL);
      g_assert_true (freshet_part_publish (part, NULL));
      freshet_part_settle (part);
      assert_file (fixture, 'n', 10);
      freshet_test_folder_free (g_steal_pointer (&fixture->folder));
      fixture->folder = freshet_test_folder_new ();
    }
}

#define ADD(rule, func) g_test_add ("/part-supersede/" rule, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("both-are-there-until-the-new-one-is-finished",
       test_both_are_there_until_the_new_one_is_finished);
  ADD ("the-shorter-new-one-leaves-the-old-one", test_the_shorter_new_one_leaves_the_old_one);
  ADD ("the-longer-new-one-takes-the-place-of-the-old-one",
       test_the_longer_new_one_takes_the_place_of_the_old_one);
  ADD ("a-few-bytes-do-not-take-the-place-of-the-old-one",
       test_a_few_bytes_do_not_take_the_place_of_the_old_one);
  ADD ("there-are-two-at-most", test_there_are_two_at_most);
  ADD ("an-empty-old-one-leaves-its-name", test_an_empty_old_one_leaves_its_name);
  ADD ("a-crash-after-the-name-is-cleaned-up-after",
       test_a_crash_after_the_name_is_cleaned_up_after);
  ADD ("a-record-alone-takes-nothing-with-it", test_a_record_alone_takes_nothing_with_it);
  ADD ("discarding-removes-both", test_discarding_removes_both);
  ADD ("what-lies-elsewhere-is-not-touched", test_what_lies_elsewhere_is_not_touched);

  return g_test_run ();
}
