/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part.h"
#include "freshet-part-index.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "freshet-body.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"

/* Somebody else can write to the folder too, and has put something under a name that a download is
 * about to use. Nothing outside of the folder may change, and nothing in it is taken for ours. */

#define URI "http://example.com/a"
#define SEED 5
#define SIZE (1024 * 1024)

typedef struct
{
  char *folder;
  char *elsewhere;
  char *victim;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = freshet_test_folder_new ();
  fixture->elsewhere = freshet_test_folder_new ();
  fixture->victim = g_build_filename (fixture->elsewhere, "victim", NULL);
  freshet_test_folder_write (fixture->elsewhere, "victim", "precious");
}

/* In a folder that a sandbox was granted: whatever is there is said to be a link. */
static void
set_up_portal (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  freshet_test_disk_fail (FRESHET_TEST_CALL_OPEN_NO_LINK, ELOOP, 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  freshet_test_disk_heal ();
  freshet_test_folder_free (fixture->folder);
  freshet_test_folder_free (fixture->elsewhere);
  g_free (fixture->victim);
}

typedef enum
{
  PLANT_LINK,
  PLANT_DANGLING_LINK,
  PLANT_HARD_LINK,
  PLANT_FIFO,
  PLANT_FOLDER,
  N_PLANTS,
} Plant;

static void
plant (Fixture *fixture, Plant what, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *nowhere = g_build_filename (fixture->elsewhere, "new", NULL);
  int result = -1;

  switch (what)
    {
    case PLANT_LINK:
      result = symlink (fixture->victim, path);
      break;
    case PLANT_DANGLING_LINK:
      result = symlink (nowhere, path);
      break;
    case PLANT_HARD_LINK:
      result = link (fixture->victim, path);
      break;
    case PLANT_FIFO:
      result = mkfifo (path, 0600);
      break;
    case PLANT_FOLDER:
      result = g_mkdir (path, 0700);
      break;
    case N_PLANTS:
    default:
      g_assert_not_reached ();
    }
  g_assert_cmpint (result, ==, 0);
}

static FreshetPart *
new_part (Fixture *fixture)
{
  FreshetPartRecord *record = freshet_part_record_new (URI);

  record->etag = g_strdup ("\"1\"");
  record->total = SIZE;
  return freshet_part_new (fixture->folder, "a", record, FALSE);
}

static void
write_to (FreshetPart *part, gsize end)
{
  gsize start = (gsize) freshet_part_get_length (part);
  g_autofree guint8 *data = g_malloc (end);
  g_autoptr (GError) error = NULL;

  freshet_body_fill (SEED, (goffset) start, data, end - start);
  freshet_part_write (part, data, end - start, &error);
  g_assert_no_error (error);
}

/* Downloads in two goes, as after a pause, and says what it is called in the end. */
static char *
download (Fixture *fixture)
{
  g_autoptr (FreshetPart) part = new_part (fixture);
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  write_to (part, SIZE / 2);
  freshet_part_keep (part);
  path = freshet_part_get_path (part);
  name = g_path_get_basename (path);
  g_clear_pointer (&part, freshet_part_free);
  part = freshet_part_open (fixture->folder, name, URI);
  if (part == NULL)
    part = new_part (fixture);
  write_to (part, SIZE);
  freshet_part_complete (part, &error);
  g_assert_no_error (error);
  freshet_part_publish (part, &error);
  g_assert_no_error (error);
  freshet_part_settle (part);

  g_clear_pointer (&path, g_free);
  path = freshet_part_get_path (part);
  return g_path_get_basename (path);
}

static void
assert_elsewhere_untouched (Fixture *fixture)
{
  freshet_test_folder_assert_files (fixture->elsewhere, "victim");
  freshet_test_folder_assert_text (fixture->elsewhere, "victim", "precious");
}

static void
test_what_is_planted_is_not_written_to (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "a", "a.part", "a.part.meta", "a.part.new" };

  for (guint what = 0; what < N_PLANTS; what++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
        {
          g_autofree char *name = NULL;

          g_test_message ("plant %u at %s", what, names[i]);
          /* In the place of a record, a folder cannot be replaced: that is only an error. */
          if (what == PLANT_FOLDER && i >= 2)
            continue;
          plant (fixture, (Plant) what, names[i]);
          name = download (fixture);
          freshet_test_folder_assert_body (fixture->folder, name, SEED, SIZE);
          assert_elsewhere_untouched (fixture);
          freshet_test_folder_free (g_steal_pointer (&fixture->folder));
          fixture->folder = freshet_test_folder_new ();
        }
    }
}

static void
test_what_is_planted_at_the_name_is_not_replaced (Fixture *fixture, gconstpointer data)
{
  g_autofree char *name = NULL;
  g_autofree char *target = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "a", NULL);

  plant (fixture, PLANT_DANGLING_LINK, "a");
  name = download (fixture);
  g_assert_cmpstr (name, ==, "a (1)");
  target = g_file_read_link (path, NULL);
  g_assert_nonnull (target);
}

/* A part whose record was planted, and leads elsewhere. */
static void
test_a_record_is_not_read_through_a_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.part.meta", NULL);
  g_autofree char *moved = g_build_filename (fixture->elsewhere, "record", NULL);
  g_autoptr (FreshetPart) part = new_part (fixture);

  write_to (part, SIZE / 2);
  freshet_part_keep (part);
  g_clear_pointer (&part, freshet_part_free);
  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_assert_cmpint (symlink (moved, path), ==, 0);
  g_assert_null (freshet_part_open (fixture->folder, "a", URI));
}

static void
test_a_part_is_not_opened_through_a_link (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.part", NULL);
  g_autofree char *moved = g_build_filename (fixture->elsewhere, "moved", NULL);
  g_autoptr (FreshetPart) part = new_part (fixture);

  write_to (part, SIZE);
  freshet_part_keep (part);
  g_clear_pointer (&part, freshet_part_free);

  g_assert_cmpint (g_rename (path, moved), ==, 0);
  g_assert_cmpint (symlink (moved, path), ==, 0);
  g_assert_null (freshet_part_open (fixture->folder, "a", URI));
  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_cmpint (link (moved, path), ==, 0);
  g_assert_null (freshet_part_open (fixture->folder, "a", URI));
  g_assert_cmpint (g_unlink (moved), ==, 0);
  part = freshet_part_open (fixture->folder, "a", URI);
  g_assert_nonnull (part);
}

static void
test_a_record_of_any_size_is_not_read (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "a.part.meta", NULL);
  g_autofree char *device = g_build_filename (fixture->folder, "b.part.meta", NULL);

  freshet_test_folder_write (fixture->folder,
                             "a.part.meta",
                             "[Freshet]\nversion=1\nuri=http://example.com/a\n");
  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (1) << 40), ==, 0);
  g_assert_null (freshet_part_record_load (path, NULL));
  g_assert_cmpint (symlink ("/dev/zero", device), ==, 0);
  g_assert_null (freshet_part_record_load (device, NULL));
}

/* What was left in such a folder goes on all the same. */
static void
test_a_part_in_a_granted_folder_is_opened_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture);

  write_to (part, SIZE / 2);
  freshet_part_keep (part);
  g_clear_pointer (&part, freshet_part_free);
  part = freshet_part_open (fixture->folder, "a", URI);
  g_assert_nonnull (part);
  g_assert_cmpint (freshet_part_get_length (part), ==, SIZE / 2);
  g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_OPEN_NO_LINK), >, 0);
}

#define ADD(rule, func)                                                                            \
  g_test_add ("/part-planted/" rule, Fixture, NULL, set_up, func, tear_down);                      \
  g_test_add ("/part-granted/" rule, Fixture, NULL, set_up_portal, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("CVE-2004-2014-what-is-planted-is-not-written-to", test_what_is_planted_is_not_written_to);
  ADD ("CVE-2020-8177-what-is-planted-at-the-name-is-not-replaced",
       test_what_is_planted_at_the_name_is_not_replaced);
  ADD ("a-record-is-not-read-through-a-link", test_a_record_is_not_read_through_a_link);
  ADD ("a-part-is-not-opened-through-a-link", test_a_part_is_not_opened_through_a_link);
  ADD ("a-record-of-any-size-is-not-read", test_a_record_of_any_size_is_not_read);

  g_test_add ("/part-granted/a-part-is-opened-again",
              Fixture,
              NULL,
              set_up_portal,
              test_a_part_in_a_granted_folder_is_opened_again,
              tear_down);

  return g_test_run ();
}
