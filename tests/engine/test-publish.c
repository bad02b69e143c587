/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-publish.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"

typedef struct
{
  char *folder;
  char *from;
  char *to;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = freshet_test_folder_new ();
  fixture->from = g_build_filename (fixture->folder, "from", NULL);
  fixture->to = g_build_filename (fixture->folder, "to", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  freshet_test_disk_heal ();
  freshet_test_folder_free (fixture->folder);
  g_free (fixture->from);
  g_free (fixture->to);
}

/* What file systems know of: refusing to replace; if not, hard links; if not, neither. */
static const struct
{
  int renameat2;
  int link;
} systems[] = {
  { 0, 0 },          { EINVAL, 0 },          { ENOSYS, 0 },      { ENOTSUP, 0 },
  { EINVAL, EPERM }, { EINVAL, EOPNOTSUPP }, { ENOSYS, EMLINK },
};

static void
be_system (gsize i)
{
  freshet_test_disk_fail (FRESHET_TEST_CALL_RENAMEAT2, systems[i].renameat2, 0);
  freshet_test_disk_fail (FRESHET_TEST_CALL_LINK, systems[i].link, 0);
}

static void
test_a_free_name_is_taken (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GError) error = NULL;

      be_system (i);
      freshet_test_folder_write (fixture->folder, "from", "new");
      g_assert_true (freshet_publish_rename (fixture->from, fixture->to, FALSE, &error));
      g_assert_no_error (error);
      freshet_test_folder_assert_files (fixture->folder, "to");
      freshet_test_folder_assert_text (fixture->folder, "to", "new");
      g_unlink (fixture->to);
    }
}

static void
test_a_taken_name_is_never_replaced (Fixture *fixture, gconstpointer data)
{
  freshet_test_folder_write (fixture->folder, "from", "new");
  freshet_test_folder_write (fixture->folder, "to", "old");
  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GError) error = NULL;

      be_system (i);
      g_assert_false (freshet_publish_rename (fixture->from, fixture->to, FALSE, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
      freshet_test_folder_assert_files (fixture->folder, "from|to");
      freshet_test_folder_assert_text (fixture->folder, "from", "new");
      freshet_test_folder_assert_text (fixture->folder, "to", "old");
    }
}

static void
test_a_link_that_leads_nowhere_is_a_taken_name (Fixture *fixture, gconstpointer data)
{
  freshet_test_folder_write (fixture->folder, "from", "new");
  g_assert_cmpint (symlink ("nowhere", fixture->to), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (systems); i++)
    {
      g_autoptr (GError) error = NULL;

      be_system (i);
      g_assert_false (freshet_publish_rename (fixture->from, fixture->to, FALSE, &error));
      g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
      freshet_test_folder_assert_files (fixture->folder, "from|to");
    }
}

static void
test_overwriting_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  freshet_test_folder_write (fixture->folder, "from", "new");
  freshet_test_folder_write (fixture->folder, "to", "old");
  g_assert_true (freshet_publish_rename (fixture->from, fixture->to, TRUE, &error));
  g_assert_no_error (error);
  freshet_test_folder_assert_files (fixture->folder, "to");
  freshet_test_folder_assert_text (fixture->folder, "to", "new");
}

static void
test_a_failure_leaves_all_as_it_was (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    int code;
    int error;
  } cases[] = {
    { EROFS, FRESHET_ERROR_CANNOT_WRITE },
    { EACCES, FRESHET_ERROR_CANNOT_WRITE },
    { ENOSPC, FRESHET_ERROR_NO_SPACE },
    { EDQUOT, FRESHET_ERROR_NO_SPACE },
  };

  freshet_test_folder_write (fixture->folder, "from", "new");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      freshet_test_disk_fail (FRESHET_TEST_CALL_RENAMEAT2, cases[i].code, 0);
      g_assert_false (freshet_publish_rename (fixture->from, fixture->to, FALSE, &error));
      g_assert_error (error, FRESHET_ERROR, cases[i].error);
      freshet_test_folder_assert_files (fixture->folder, "from");
    }
}

static void
test_a_file_without_a_name_gets_one (Fixture *fixture, gconstpointer data)
{
  int fd = g_open (fixture->folder, O_RDWR | O_TMPFILE | O_CLOEXEC, 0666);
  g_autoptr (GError) error = NULL;

  if (fd < 0)
    {
      g_test_skip ("the file system of temporary files has no unnamed ones");
      return;
    }
  g_assert_cmpint (write (fd, "new", 3), ==, 3);
  g_assert_true (freshet_publish_link (fd, fixture->to, &error));
  g_assert_no_error (error);
  freshet_test_folder_assert_text (fixture->folder, "to", "new");

  g_assert_false (freshet_publish_link (fd, fixture->to, &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_EXIST);
  g_clear_error (&error);
  freshet_test_disk_fail (FRESHET_TEST_CALL_LINKAT, ENOSPC, 0);
  g_assert_false (freshet_publish_link (fd, fixture->from, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_NO_SPACE);
  close (fd);
}

static void
test_data_is_flushed_before_it_replaces (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  freshet_test_folder_write (fixture->folder, "to", "old");
  freshet_test_disk_fail (FRESHET_TEST_CALL_FDATASYNC, EIO, 0);
  g_assert_false (freshet_publish_data (fixture->from, fixture->to, "new", 3, &error));
  g_assert_error (error, FRESHET_ERROR, FRESHET_ERROR_CANNOT_WRITE);
  freshet_test_folder_assert_files (fixture->folder, "to");
  freshet_test_folder_assert_text (fixture->folder, "to", "old");

  g_clear_error (&error);
  freshet_test_disk_heal ();
  g_assert_true (freshet_publish_data (fixture->from, fixture->to, "new", 3, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (freshet_test_disk_count (FRESHET_TEST_CALL_FDATASYNC), ==, 1);
  freshet_test_folder_assert_files (fixture->folder, "to");
  freshet_test_folder_assert_text (fixture->folder, "to", "new");
}

static void
test_what_a_crash_left_is_in_nobodys_way (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  freshet_test_folder_write (fixture->folder, "from", "half of somethi");
  g_assert_true (freshet_publish_data (fixture->from, fixture->to, "new", 3, &error));
  g_assert_no_error (error);
  freshet_test_folder_assert_files (fixture->folder, "to");
  freshet_test_folder_assert_text (fixture->folder, "to", "new");
}

#define ADD(rule, func) g_test_add ("/publish/" rule, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-free-name-is-taken", test_a_free_name_is_taken);
  ADD ("CVE-2020-8177-a-taken-name-is-never-replaced", test_a_taken_name_is_never_replaced);
  ADD ("a-link-that-leads-nowhere-is-a-taken-name", test_a_link_that_leads_nowhere_is_a_taken_name);
  ADD ("overwriting-replaces", test_overwriting_replaces);
  ADD ("a-failure-leaves-all-as-it-was", test_a_failure_leaves_all_as_it_was);
  ADD ("a-file-without-a-name-gets-one", test_a_file_without_a_name_gets_one);
  ADD ("data-is-flushed-before-it-replaces", test_data_is_flushed_before_it_replaces);
  ADD ("what-a-crash-left-is-in-nobodys-way", test_what_a_crash_left_is_in_nobodys_way);

  return g_test_run ();
}
