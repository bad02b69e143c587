/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "freshet-body.h"
#include "freshet-error.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"

#define URI "http://example.com/a"
#define SEED 5
#define KIB 1024
#define MIB (1024 * 1024)

/* A record is not written more often. */
#define CHECKPOINT_US 100000

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
  freshet_test_disk_heal ();
  freshet_test_folder_free (fixture->folder);
}

static FreshetPart *
new_part (Fixture *fixture, gboolean overwrite, goffset total)
{
  FreshetPartRecord *record = freshet_part_record_new (URI);

  record->etag = g_strdup ("\"1\"");
  record->total = total;
  return freshet_part_new (fixture->folder, "a", record, overwrite);
}

/* Goes on with the body, up to a length, in steps such as the splice stream takes. */
static gboolean
try_write_to (FreshetPart *part, goffset end, GError **error)
{
  g_autofree guint8 *data = g_malloc (256 * KIB);
  goffset at;

  while ((at = freshet_part_get_length (part)) < end)
    {
      gsize n = (gsize) MIN (end - at, 256 * KIB);

      freshet_body_fill (SEED, at, data, n);
      if (!freshet_part_write (part, data, n, error))
        return FALSE;
    }
  return TRUE;
}

static void
write_to (FreshetPart *part, goffset end)
{
  g_autoptr (GError) error = NULL;

  try_write_to (part, end, &error);
  g_assert_no_error (error);
}

static gboolean
try_finish (FreshetPart *part, GError **error)
{
  if (freshet_part_complete (part, error) < 0 || !freshet_part_flush (part, error)
      || !freshet_part_publish (part, error))
    return FALSE;
  freshet_part_settle (part);
  return TRUE;
}

static void
finish (FreshetPart *part)
{
  g_autoptr (GError) error = NULL;

  try_finish (part, &error);
  g_assert_no_error (error);
}

static FreshetPart *
open_part (Fixture *fixture)
{
  return freshet_part_open (fixture->folder, "a", URI);
}

/* Leaves a part of so many bytes behind, recorded. */
static void
leave_part (Fixture *fixture, goffset length)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 10 * MIB);

  write_to (part, length);
  freshet_part_keep (part);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static goffset
recorded_prefix (Fixture *fixture)
{
  g_autofree char *path = path_of (fixture, "a.part.meta");
  g_autoptr (FreshetPartRecord) record = freshet_part_record_load (path, NULL);

  g_assert_nonnull (record);
  return freshet_range_set_get_prefix (record->ranges);
}

static void
test_a_small_file_has_no_other_name_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 60 * KIB);

  write_to (part, 60 * KIB);
  freshet_test_folder_assert_files (fixture->folder, "");
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 60 * KIB);
}

static void
test_a_file_that_comes_at_once_has_no_other_name_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 200 * KIB);

  write_to (part, 200 * KIB);
  freshet_test_folder_assert_files (fixture->folder, "");
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 200 * KIB);
}

static void
test_a_file_that_came_at_once_is_kept_when_given_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 200 * KIB);
  g_autoptr (FreshetPart) next = NULL;

  write_to (part, 200 * KIB);
  freshet_part_keep (part);
  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
  next = open_part (fixture);
  g_assert_nonnull (next);
  finish (next);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 200 * KIB);
}

static void
test_a_large_file_is_a_part_before (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 3 * MIB);

  write_to (part, 3 * MIB);
  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 3 * MIB);
}

static void
test_an_empty_file_is_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 0);

  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 0);
}

/* Umask holds for files, and nobody else needs to read a record. */
static void
test_modes_are_as_they_should_be (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };
  mode_t mask = umask (027);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);
      g_autofree char *record = path_of (fixture, "a.part.meta");
      g_autofree char *path = NULL;
      struct stat info;

      write_to (part, sizes[i]);
      if (g_stat (record, &info) == 0)
        g_assert_cmphex (info.st_mode & 0777, ==, 0600);
      finish (part);
      path = freshet_part_get_path (part);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmphex (info.st_mode & 0777, ==, 0640);
    }
  umask (mask);
}

static void
test_the_record_claims_what_was_flushed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 20 * MIB);
  goffset last = 0;

  for (goffset end = MIB; end <= 5 * MIB; end += MIB)
    {
      guint n_flushes = freshet_test_disk_count (FRESHET_TEST_CALL_FDATASYNC);
      goffset recorded;

      g_usleep (CHECKPOINT_US);
      write_to (part, end);
      recorded = recorded_prefix (fixture);
      g_assert_cmpint (recorded, <=, end);
      if (end > MIB)
        g_assert_cmpint (recorded, >, last);
      if (recorded != last)
        g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_FDATASYNC), >, n_flushes);
      last = recorded;
    }
  freshet_part_discard (part);
}

static void
test_a_flush_that_fails_is_not_recorded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 20 * MIB);
  g_autoptr (GError) error = NULL;
  goffset recorded;

  write_to (part, MIB);
  recorded = recorded_prefix (fixture);
  freshet_test_disk_fail (FRESHET_TEST_CALL_FDATASYNC, EIO, 0);
  g_usleep (CHECKPOINT_US);
  g_assert_false (try_write_to (part, 20 * MIB, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  g_assert_cmpint (recorded_prefix (fixture), ==, recorded);
  /* What could not be written is gone, and a second flush would not tell. */
  freshet_test_disk_heal ();
  freshet_part_keep (part);
  g_assert_cmpint (recorded_prefix (fixture), ==, recorded);
}

/* Bytes since the start, those that are not recorded yet, and the milliseconds since. */
static void
test_a_record_is_not_far_behind (void)
{
  static const struct
  {
    goffset n_come;
    goffset n_fresh;
    gint64 ms;
    gboolean is_worth_it;
  } cases[] = {
    { 0, 0, 100000, FALSE },
    { 1, 1, 999, FALSE },
    { 1, 1, 1000, TRUE },
    { 127 * KIB, 127 * KIB, 999, FALSE },
    { 128 * KIB, 128 * KIB, 99, FALSE },
    { 128 * KIB, 128 * KIB, 100, TRUE },
    { 10 * MIB, 10 * MIB, 99, FALSE },
    { 80 * MIB, 10 * MIB - 1, 4999, FALSE },
    { 80 * MIB, 10 * MIB, 100, TRUE },
    { 80 * MIB, 1, 5000, TRUE },
    { 8000 * (goffset) MIB, 64 * MIB, 100, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (freshet_part_is_checkpoint_worth_it (cases[i].n_come,
                                                          cases[i].n_fresh,
                                                          cases[i].ms * 1000),
                     ==,
                     cases[i].is_worth_it);
}

static void
test_a_taken_name_is_numbered (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };

  freshet_test_folder_write (fixture->folder, "a", "mine");
  freshet_test_folder_write (fixture->folder, "a (2)", "mine too");
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);

      write_to (part, sizes[i]);
      finish (part);
    }
  freshet_test_folder_assert_files (fixture->folder, "a|a (1)|a (2)|a (3)");
  freshet_test_folder_assert_text (fixture->folder, "a", "mine");
  freshet_test_folder_assert_text (fixture->folder, "a (2)", "mine too");
  freshet_test_folder_assert_body (fixture->folder, "a (1)", SEED, 10);
  freshet_test_folder_assert_body (fixture->folder, "a (3)", SEED, MIB);
}

static void
test_a_name_that_is_taken_meanwhile_is_numbered (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);

      write_to (part, sizes[i]);
      freshet_test_folder_write (fixture->folder, "a", "mine");
      finish (part);
    }
  freshet_test_folder_assert_files (fixture->folder, "a|a (1)|a (2)");
  freshet_test_folder_assert_text (fixture->folder, "a", "mine");
}

static void
test_overwriting_replaces_one_file (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, TRUE, sizes[i]);

      freshet_test_folder_write (fixture->folder, "a", "old");
      write_to (part, sizes[i]);
      freshet_test_folder_assert_text (fixture->folder, "a", "old");
      finish (part);
      freshet_test_folder_assert_files (fixture->folder, "a");
      freshet_test_folder_assert_body (fixture->folder, "a", SEED, sizes[i]);
    }
}

static void
test_all_names_taken_is_an_error (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };

  freshet_test_folder_write (fixture->folder, "a", "");
  for (guint i = 1; i <= 999; i++)
    {
      g_autofree char *name = g_strdup_printf ("a (%u)", i);

      freshet_test_folder_write (fixture->folder, name, "");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);
      g_autoptr (GError) error = NULL;

      g_assert_false (try_write_to (part, sizes[i], &error) && try_finish (part, &error));
      g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
      g_assert_nonnull (strstr (error->message, "taken"));
    }
}

static void
test_two_at_once_have_two_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) first = new_part (fixture, FALSE, MIB);
  g_autoptr (FreshetPart) second = new_part (fixture, FALSE, MIB);

  write_to (first, MIB);
  write_to (second, MIB);
  freshet_test_folder_assert_files (fixture->folder,
                                    "a (1).part|a (1).part.meta|a.part|a.part.meta");
  finish (second);
  finish (first);
  freshet_test_folder_assert_files (fixture->folder, "a|a (1)");
}

static void
test_a_part_goes_on_where_its_record_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = NULL;

  leave_part (fixture, 3 * MIB);
  part = open_part (fixture);
  g_assert_cmpint (freshet_part_get_length (part), ==, 3 * MIB);
  g_assert_cmpstr (freshet_part_get_record (part)->etag, ==, "\"1\"");
  g_assert_cmpint (freshet_part_get_record (part)->total, ==, 10 * MIB);
  write_to (part, 10 * MIB);
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 10 * MIB);
}

static void
test_what_was_not_recorded_is_cut_off (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_of (fixture, "a.part");
  g_autoptr (FreshetPart) part = NULL;
  FILE *file;

  leave_part (fixture, MIB);
  file = g_fopen (path, "ae");
  fputs ("not flushed", file);
  fclose (file);

  part = open_part (fixture);
  g_assert_cmpint (freshet_part_get_length (part), ==, MIB);
  write_to (part, 10 * MIB);
  finish (part);
  freshet_test_folder_assert_body (fixture->folder, "a", SEED, 10 * MIB);
}

static void
test_the_digest_is_of_all_that_is_there (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 0, 10, 60 * KIB, 3 * MIB + 1 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);
      g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
      g_autofree char *wanted = freshet_body_digest (SEED, sizes[i], G_CHECKSUM_SHA256);

      write_to (part, sizes[i]);
      g_assert_true (freshet_part_update_checksum (part, 0, checksum, NULL, NULL));
      g_assert_cmpstr (g_checksum_get_string (checksum), ==, wanted);
      freshet_part_discard (part);
    }
}

static void
test_a_digest_that_is_cancelled_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, MIB);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_to (part, MIB);
  g_cancellable_cancel (cancellable);
  g_assert_false (freshet_part_update_checksum (part, 0, checksum, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_a_part_of_another_address_is_left_alone (Fixture *fixture, gconstpointer data)
{
  leave_part (fixture, MIB);
  g_assert_null (freshet_part_open (fixture->folder, "a", "http://example.com/b"));
  freshet_test_folder_assert_body (fixture->folder, "a.part", SEED, MIB);
}

static void
test_a_damaged_part_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = path_of (fixture, "a.part");
  g_autofree char *record = path_of (fixture, "a.part.meta");

  leave_part (fixture, MIB);
  g_assert_cmpint (truncate (path, MIB - 1), ==, 0);
  g_assert_null (open_part (fixture));

  freshet_test_folder_write (fixture->folder, "a.part.meta", "[Freshet]\nversion=1\n");
  g_assert_null (open_part (fixture));
  g_assert_cmpint (g_unlink (record), ==, 0);
  g_assert_null (open_part (fixture));
  freshet_test_folder_assert_body (fixture->folder, "a.part", SEED, MIB - 1);
}

static void
test_an_empty_part_without_a_record_is_nobodys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, MIB);

  freshet_test_folder_write (fixture->folder, "a.part", "");
  write_to (part, MIB);
  freshet_test_folder_assert_files (fixture->folder, "a.part|a.part.meta");
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a");
}

static void
test_somebodys_part_is_left_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, MIB);

  freshet_test_folder_write (fixture->folder, "a.part", "mine");
  write_to (part, MIB);
  finish (part);
  freshet_test_folder_assert_files (fixture->folder, "a (1)|a.part");
  freshet_test_folder_assert_text (fixture->folder, "a.part", "mine");
}

static void
test_discarding_removes_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 2 * MIB);

  leave_part (fixture, MIB);
  freshet_part_supersede (part, open_part (fixture));
  write_to (part, 2 * MIB);
  freshet_part_discard (part);
  freshet_test_folder_assert_files (fixture->folder, "");
}

static void
test_what_is_wrong_is_set_aside (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, sizes[i]);

      write_to (part, sizes[i]);
      freshet_part_set_aside (part);
    }
  freshet_test_folder_assert_files (fixture->folder, "a (1).bad|a.bad");
  freshet_test_folder_assert_body (fixture->folder, "a.bad", SEED, 10);
}

static void
test_a_part_that_is_kept_is_recorded (Fixture *fixture, gconstpointer data)
{
  static const goffset sizes[] = { 10, MIB + 7 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (FreshetPart) part = NULL;

      leave_part (fixture, sizes[i]);
      part = open_part (fixture);
      g_assert_cmpint (freshet_part_get_length (part), ==, sizes[i]);
      freshet_part_discard (part);
    }
}

/* Two programs at once: the other one is a process of its own. */
/* A worker may let go of the last reference long after it was said that the download is paused. */
static void
test_a_part_that_is_kept_is_free_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) part = new_part (fixture, FALSE, 10 * MIB);
  g_autoptr (FreshetPart) next = NULL;

  write_to (part, MIB);
  g_assert_null (open_part (fixture));
  freshet_part_keep (part);
  next = open_part (fixture);
  g_assert_nonnull (next);
  g_assert_cmpint (freshet_part_get_length (next), ==, MIB);
}

static void
test_another_programs_part_is_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (FreshetPart) locked = NULL;
  g_autoptr (FreshetPart) resumed = NULL;
  int pipe_fds[2];
  pid_t child;
  char byte;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  if (child == 0)
    {
      FreshetPart *part = new_part (fixture, FALSE, 10 * MIB);

      write_to (part, MIB);
      g_assert_true (freshet_part_checkpoint (part, NULL));
      if (write (pipe_fds[1], "x", 1) == 1)
        sleep (60);
      _exit (1);
    }
  g_assert_cmpint (read (pipe_fds[0], &byte, 1), ==, 1);
  g_assert_null (open_part (fixture));
  locked = new_part (fixture, FALSE, MIB);
  write_to (locked, MIB);
  freshet_test_folder_assert_files (fixture->folder,
                                    "a (1).part|a (1).part.meta|a.part|a.part.meta");

  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
  resumed = open_part (fixture);
  g_assert_nonnull (resumed);
  close (pipe_fds[0]);
  close (pipe_fds[1]);
}

static void
test_a_file_system_without_locks_is_no_error (Fixture *fixture, gconstpointer data)
{
  static const int codes[] = { ENOSYS, EOPNOTSUPP, EINVAL, ENOLCK };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (FreshetPart) part = NULL;

      freshet_test_disk_fail (FRESHET_TEST_CALL_FLOCK, codes[i], 0);
      leave_part (fixture, MIB);
      part = open_part (fixture);
      g_assert_cmpint (freshet_part_get_length (part), ==, MIB);
      freshet_part_discard (part);
      freshet_test_folder_assert_files (fixture->folder, "");
    }
}

typedef struct
{
  const char *call;
  FreshetTestCall number;
  int code;
  int error;
} DiskFault;

/* What a disk can do, at each of the calls of a file of 1 MiB, and what it means for a download. */
static const DiskFault disk_faults[] = {
  { "fallocate", FRESHET_TEST_CALL_FALLOCATE, ENOSPC, FRESHET_ERROR_NO_SPACE },
  { "fallocate", FRESHET_TEST_CALL_FALLOCATE, EDQUOT, FRESHET_ERROR_NO_SPACE },
  { "fallocate", FRESHET_TEST_CALL_FALLOCATE, EOPNOTSUPP, -1 },
  { "fallocate", FRESHET_TEST_CALL_FALLOCATE, ENOSYS, -1 },
  { "pwrite", FRESHET_TEST_CALL_PWRITE, ENOSPC, FRESHET_ERROR_NO_SPACE },
  { "pwrite", FRESHET_TEST_CALL_PWRITE, EDQUOT, FRESHET_ERROR_NO_SPACE },
  { "pwrite", FRESHET_TEST_CALL_PWRITE, EIO, FRESHET_ERROR_CANNOT_WRITE },
  { "pwrite", FRESHET_TEST_CALL_PWRITE, EROFS, FRESHET_ERROR_CANNOT_WRITE },
  { "pwrite", FRESHET_TEST_CALL_PWRITE, EFBIG, FRESHET_ERROR_CANNOT_WRITE },
  { "fdatasync", FRESHET_TEST_CALL_FDATASYNC, ENOSPC, FRESHET_ERROR_NO_SPACE },
  { "fdatasync", FRESHET_TEST_CALL_FDATASYNC, EIO, FRESHET_ERROR_CANNOT_WRITE },
  { "renameat2", FRESHET_TEST_CALL_RENAMEAT2, EROFS, FRESHET_ERROR_CANNOT_WRITE },
  { "renameat2", FRESHET_TEST_CALL_RENAMEAT2, ENOSPC, FRESHET_ERROR_NO_SPACE },
};

static void
test_a_disk_fault_is_told_and_loses_nothing (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (disk_faults); i++)
    {
      const DiskFault *fault = &disk_faults[i];
      gboolean happened = TRUE;

      for (guint after = 0; happened; after++)
        {
          g_autoptr (FreshetPart) part = new_part (fixture, FALSE, MIB);
          g_autoptr (FreshetPart) again = NULL;
          g_autoptr (GError) error = NULL;
          gboolean done;

          freshet_test_disk_fail (fault->number, fault->code, after);
          done = try_write_to (part, MIB, &error) && try_finish (part, &error);
          happened = freshet_test_disk_count (fault->number) > after;
          g_test_message ("%s %s after %u", fault->call, g_strerror (fault->code), after);
          if (!happened || fault->error < 0)
            g_assert_no_error (error);
          else
            g_assert_error (error, FRESHET_ERROR, fault->error);
          g_assert_cmpint (done, ==, error == NULL);
          freshet_test_disk_heal ();
          if (!done)
            {
              goffset length = freshet_part_get_length (part);

              freshet_part_keep (part);
              g_clear_pointer (&part, freshet_part_free);
              again = open_part (fixture);
              if (again == NULL)
                again = new_part (fixture, FALSE, MIB);
              /* What a flush has dropped has to be fetched again. */
              if (fault->number == FRESHET_TEST_CALL_FDATASYNC)
                g_assert_cmpint (freshet_part_get_length (again), <=, length);
              else
                g_assert_cmpint (freshet_part_get_length (again), ==, length);
              write_to (again, MIB);
              finish (again);
            }
          freshet_test_folder_assert_files (fixture->folder, "a");
          freshet_test_folder_assert_body (fixture->folder, "a", SEED, MIB);
          freshet_test_folder_free (g_steal_pointer (&fixture->folder));
          fixture->folder = freshet_test_folder_new ();
        }
    }
}

/* Reserving clears it all, and there is nothing to gain by that. */
static void
test_memory_is_not_reserved (Fixture *fixture, gconstpointer data)
{
  for (guint in_memory = 0; in_memory < 2; in_memory++)
    {
      g_autoptr (FreshetPart) part = new_part (fixture, FALSE, MIB);

      freshet_test_disk_heal ();
      freshet_test_disk_set_in_memory (in_memory);
      write_to (part, MIB);
      g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_FALLOCATE), ==, 1 - in_memory);
      freshet_part_discard (part);
    }
  freshet_test_disk_heal ();
}

#define ADD(rule, func) g_test_add ("/part/" rule, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-small-file-has-no-other-name-before", test_a_small_file_has_no_other_name_before);
  ADD ("a-file-that-comes-at-once-has-no-other-name-before",
       test_a_file_that_comes_at_once_has_no_other_name_before);
  ADD ("a-file-that-came-at-once-is-kept-when-given-up",
       test_a_file_that_came_at_once_is_kept_when_given_up);
  ADD ("a-large-file-is-a-part-before", test_a_large_file_is_a_part_before);
  ADD ("an-empty-file-is-a-file", test_an_empty_file_is_a_file);
  ADD ("modes-are-as-they-should-be", test_modes_are_as_they_should_be);
  ADD ("the-record-claims-what-was-flushed", test_the_record_claims_what_was_flushed);
  ADD ("memory-is-not-reserved", test_memory_is_not_reserved);
  g_test_add_func ("/part/a-record-is-not-far-behind", test_a_record_is_not_far_behind);
  ADD ("a-flush-that-fails-is-not-recorded", test_a_flush_that_fails_is_not_recorded);
  ADD ("a-taken-name-is-numbered", test_a_taken_name_is_numbered);
  ADD ("a-name-that-is-taken-meanwhile-is-numbered",
       test_a_name_that_is_taken_meanwhile_is_numbered);
  ADD ("overwriting-replaces-one-file", test_overwriting_replaces_one_file);
  ADD ("all-names-taken-is-an-error", test_all_names_taken_is_an_error);
  ADD ("two-at-once-have-two-names", test_two_at_once_have_two_names);
  ADD ("a-part-goes-on-where-its-record-ends", test_a_part_goes_on_where_its_record_ends);
  ADD ("what-was-not-recorded-is-cut-off", test_what_was_not_recorded_is_cut_off);
  ADD ("the-digest-is-of-all-that-is-there", test_the_digest_is_of_all_that_is_there);
  ADD ("a-digest-that-is-cancelled-ends", test_a_digest_that_is_cancelled_ends);
  ADD ("a-part-of-another-address-is-left-alone", test_a_part_of_another_address_is_left_alone);
  ADD ("a-damaged-part-is-left-alone", test_a_damaged_part_is_left_alone);
  ADD ("an-empty-part-without-a-record-is-nobodys", test_an_empty_part_without_a_record_is_nobodys);
  ADD ("somebodys-part-is-left-alone", test_somebodys_part_is_left_alone);
  ADD ("discarding-removes-all", test_discarding_removes_all);
  ADD ("what-is-wrong-is-set-aside", test_what_is_wrong_is_set_aside);
  ADD ("a-part-that-is-kept-is-recorded", test_a_part_that_is_kept_is_recorded);
  ADD ("a-part-that-is-kept-is-free-at-once", test_a_part_that_is_kept_is_free_at_once);
  ADD ("another-programs-part-is-locked", test_another_programs_part_is_locked);
  ADD ("a-file-system-without-locks-is-no-error", test_a_file_system_without_locks_is_no_error);
  ADD ("a-disk-fault-is-told-and-loses-nothing", test_a_disk_fault_is_told_and_loses_nothing);

  return g_test_run ();
}
