/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fortified headers have inline definitions of what is defined here. */
#undef _FORTIFY_SOURCE
#include "config.h"

#include "freshet-test-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct
{
  int code;    /* atomic; 0 for not failing */
  guint after; /* atomic; calls until it fails */
  guint n;     /* atomic; calls so far */
} Fault;

static Fault faults[FRESHET_TEST_N_CALLS];

/* Returns: whether the call is to fail, with errno set */
static gboolean
fails (FreshetTestCall call)
{
  Fault *fault = &faults[call];
  int code = g_atomic_int_get (&fault->code);
  guint n = (guint) g_atomic_int_add (&fault->n, 1);

  if (code == 0 || n < (guint) g_atomic_int_get (&fault->after))
    return FALSE;
  errno = code;
  return TRUE;
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

/* Ends all faults, and counts anew. */
void
freshet_test_disk_heal (void)
{
  for (guint i = 0; i < FRESHET_TEST_N_CALLS; i++)
    freshet_test_disk_fail ((FreshetTestCall) i, 0, 0);
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
  if ((flags & O_TMPFILE) == O_TMPFILE && fails (FRESHET_TEST_CALL_OPEN_UNNAMED))
    return -1;
  return (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
}

int
flock (int fd, int operation)
{
  return fails (FRESHET_TEST_CALL_FLOCK) ? -1 : (int) syscall (SYS_flock, fd, operation);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  return fails (FRESHET_TEST_CALL_FALLOCATE)
             ? -1
             : (int) syscall (SYS_fallocate, fd, mode, offset, length);
}

ssize_t
pwrite (int fd, const void *data, size_t count, off_t offset)
{
  return fails (FRESHET_TEST_CALL_PWRITE) ? -1 : syscall (SYS_pwrite64, fd, data, count, offset);
}

/* No test cuts the power off, and real flushes would take most of a test's time. */
int
fdatasync (int fd)
{
  return fails (FRESHET_TEST_CALL_FDATASYNC) ? -1 : 0;
}

int
syncfs (int fd)
{
  return fails (FRESHET_TEST_CALL_SYNCFS) ? -1 : 0;
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  return fails (FRESHET_TEST_CALL_RENAMEAT2)
             ? -1
             : (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
link (const char *from, const char *to)
{
  return fails (FRESHET_TEST_CALL_LINK)
             ? -1
             : (int) syscall (SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
  return fails (FRESHET_TEST_CALL_LINKAT)
             ? -1
             : (int) syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
}
