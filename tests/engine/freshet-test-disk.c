/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fortified headers have inline definitions of what is defined here. */
#undef _FORTIFY_SOURCE
#include "config.h"

#include "freshet-test-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/file.h>
#include <linux/magic.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

typedef struct
{
  int code;    /* atomic; 0 for not failing */
  guint after; /* atomic; calls until it fails */
  guint n;     /* atomic; calls so far */
} Fault;

static Fault faults[FRESHET_TEST_N_CALLS];
static gboolean is_in_memory; /* atomic */

/* A fault of all calls in one folder. */
typedef struct
{
  char *folder;
  FreshetTestCall call;
  int code;
} FolderFault;

static GMutex mutex;
static GPtrArray *folder_faults;

static void
folder_fault_free (gpointer data)
{
  FolderFault *fault = data;

  g_free (fault->folder);
  g_free (fault);
}

static gboolean
fails_in_folder (FreshetTestCall call, const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  for (guint i = 0; folder_faults != NULL && i < folder_faults->len; i++)
    {
      const FolderFault *fault = folder_faults->pdata[i];

      if (fault->call != call || !g_str_has_prefix (path, fault->folder))
        continue;
      errno = fault->code;
      return TRUE;
    }
  return FALSE;
}

/* Returns: whether the call is to fail, with errno set */
static gboolean
fails (FreshetTestCall call, const char *path)
{
  Fault *fault = &faults[call];
  int code = g_atomic_int_get (&fault->code);
  guint n = (guint) g_atomic_int_add (&fault->n, 1);

  if (code == 0 || n < (guint) g_atomic_int_get (&fault->after))
    return fails_in_folder (call, path);
  errno = code;
  return TRUE;
}

/* The same, for a file that is open. */
static gboolean
fails_at (FreshetTestCall call, int fd)
{
  char link[32];
  char path[PATH_MAX];
  gssize length;

  g_snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = readlink (link, path, sizeof path - 1);
  path[MAX (length, 0)] = '\0';
  return fails (call, path);
}

/**
 * freshet_test_disk_fail:
 * @call: a call
 * @code: the errno that it fails with
 * @after: how many of them succeed before
 */
void
freshet_test_disk_fail (FreshetTestCall call, int code, guint after)
{
  g_atomic_int_set (&faults[call].n, 0);
  g_atomic_int_set (&faults[call].after, after);
  g_atomic_int_set (&faults[call].code, code);
}

/**
 * freshet_test_disk_fail_in:
 * @folder: a folder, with all that is in it
 * @call: a call
 * @code: the errno that it always fails with there
 */
void
freshet_test_disk_fail_in (const char *folder, FreshetTestCall call, int code)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  FolderFault *fault = g_new (FolderFault, 1);

  fault->folder = g_strdup (folder);
  fault->call = call;
  fault->code = code;
  if (folder_faults == NULL)
    folder_faults = g_ptr_array_new_with_free_func (folder_fault_free);
  g_ptr_array_add (folder_faults, fault);
}

/**
 * freshet_test_disk_set_in_memory:
 * @in_memory: whether all files are in a file system in memory; none is unless this is called
 */
void
freshet_test_disk_set_in_memory (gboolean in_memory)
{
  g_atomic_int_set (&is_in_memory, in_memory);
}

/* Ends all faults, and counts anew. */
void
freshet_test_disk_heal (void)
{
  g_mutex_lock (&mutex);
  g_clear_pointer (&folder_faults, g_ptr_array_unref);
  g_mutex_unlock (&mutex);
  for (guint i = 0; i < FRESHET_TEST_N_CALLS; i++)
    freshet_test_disk_fail ((FreshetTestCall) i, 0, 0);
  freshet_test_disk_set_in_memory (FALSE);
}

guint
freshet_test_disk_count (FreshetTestCall call)
{
  return (guint) g_atomic_int_get (&faults[call].n);
}

int
open (const char *path, int flags, ...)
{
  mode_t mode = 0;

  if ((flags & (O_CREAT | O_TMPFILE)) != 0)
    {
      va_list args;

      va_start (args, flags);
      mode = va_arg (args, mode_t);
      va_end (args);
    }
  if ((flags & O_TMPFILE) == O_TMPFILE && fails (FRESHET_TEST_CALL_OPEN_UNNAMED, path))
    return -1;
  if ((flags & O_CREAT) != 0 && fails (FRESHET_TEST_CALL_CREATE, path))
    return -1;
  if ((flags & (O_CREAT | O_NOFOLLOW)) == O_NOFOLLOW
      && fails (FRESHET_TEST_CALL_OPEN_NO_LINK, path))
    return -1;
  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

int
flock (int fd, int operation)
{
  return fails_at (FRESHET_TEST_CALL_FLOCK, fd) ? -1 : (int) syscall (SYS_flock, fd, operation);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  return fails_at (FRESHET_TEST_CALL_FALLOCATE, fd)
             ? -1
             : (int) syscall (SYS_fallocate, fd, mode, offset, length);
}

/* Wherever the tests have their folders. */
int
fstatfs (int fd, struct statfs *system)
{
  int result = (int) syscall (SYS_fstatfs, fd, system);

  if (g_atomic_int_get (&is_in_memory))
    system->f_type = TMPFS_MAGIC;
  else if (system->f_type == TMPFS_MAGIC)
    system->f_type = EXT4_SUPER_MAGIC;
  return result;
}

ssize_t
pwrite (int fd, const void *data, size_t count, off_t offset)
{
  return fails_at (FRESHET_TEST_CALL_PWRITE, fd) ? -1
                                                 : syscall (SYS_pwrite64, fd, data, count, offset);
}

/* No test cuts the power off, and real flushes would take most of a test's time. */
int
fdatasync (int fd)
{
  return fails_at (FRESHET_TEST_CALL_FDATASYNC, fd) ? -1 : 0;
}

int
fsync (int fd)
{
  return fails_at (FRESHET_TEST_CALL_FSYNC, fd) ? -1 : 0;
}

int
syncfs (int fd)
{
  return fails_at (FRESHET_TEST_CALL_SYNCFS, fd) ? -1 : 0;
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  return fails (FRESHET_TEST_CALL_RENAMEAT2, to)
             ? -1
             : (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
link (const char *from, const char *to)
{
  return fails (FRESHET_TEST_CALL_LINK, to)
             ? -1
             : (int) syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
  return fails (FRESHET_TEST_CALL_LINKAT, to)
             ? -1
             : (int) syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
}
