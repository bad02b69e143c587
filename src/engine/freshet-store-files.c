/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-store-files.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <unistd.h>

#include "freshet-error.h"
#include "freshet-publish.h"

/* Another program that is just ending gets this long to do so. */
#define LOCK_WAIT_US (3 * G_USEC_PER_SEC)
#define LOCK_POLL_US (50 * 1000)

/* The database, and the files that SQLite keeps beside it. */
static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

static gboolean
exists (const char *path)
{
  GStatBuf info;

  return g_lstat (path, &info) == 0;
}

static gboolean
wait_for_lock (int fd)
{
  gint64 deadline = g_get_monotonic_time () + LOCK_WAIT_US;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (errno != EWOULDBLOCK && errno != EINTR)
        return FALSE;
      if (g_get_monotonic_time () >= deadline)
        {
          errno = EWOULDBLOCK;
          return FALSE;
        }
      g_usleep (LOCK_POLL_US);
    }
  return TRUE;
}

static gboolean
is_free (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *path = g_strconcat (name, suffixes[i], NULL);

      if (exists (path))
        return FALSE;
    }
  return TRUE;
}

static char *
choose_dated_name (const char *path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *date = g_date_time_format (now, "%Y%m%d-%H%M%S");
  char *name = g_strdup_printf ("%s.damaged-%s", path, date);

  for (guint i = 2; !is_free (name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s.damaged-%s-%u", path, date, i);
    }
  return name;
}

/*
 * Makes the database this program's own. The lock is on a file beside it, so that it also holds while
 * there is no database, or a damaged one is being replaced; it ends with the program, however that
 * ends.
 *
 * Returns: a descriptor to close, or -1 with %FRESHET_ERROR_IN_USE or %FRESHET_ERROR_CANNOT_WRITE
 */
int
freshet_store_files_lock (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = g_open (name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd >= 0 && wait_for_lock (fd))
    return fd;

  if (fd >= 0 && errno == EWOULDBLOCK)
    g_set_error_literal (error,
                         FRESHET_ERROR,
                         FRESHET_ERROR_IN_USE,
                         _ ("Another Freshet has the list of downloads open. What is added here is "
                            "not kept when this one is closed."));
  else
    freshet_set_file_error (error, errno, folder);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Removes what an interrupted attempt to make a new database left. */
void
freshet_store_files_remove (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat (path, suffixes[i], NULL);

      g_unlink (name);
    }
}

/* Gives a new database its name, atomically. */
gboolean
freshet_store_files_replace (const char *path, const char *temporary, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return freshet_publish_rename (temporary, path, FALSE, error)
         && freshet_publish_flush_folder (folder, error);
}

/*
 * Renames whatever has the database's name, and what SQLite kept beside it, so that it can be looked
 * at later. @set_aside is the new name, %NULL if there was no database.
 */
gboolean
freshet_store_files_set_aside (const char *path, char **set_aside, GError **error)
{
  g_autofree char *name = choose_dated_name (path);
  gboolean existed = exists (path);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (name, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          freshet_set_file_error (error, errno, from);
          return FALSE;
        }
    }
  *set_aside = existed ? g_steal_pointer (&name) : NULL;
  return TRUE;
}
