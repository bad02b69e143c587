/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fortified headers have inline definitions of what is defined here. */
#undef _FORTIFY_SOURCE
#include "config.h"

#include "freshet-test-crash.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <limits.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What a disk writes as one. */
#define PAGE 4096

typedef enum
{
  STEP_ADD,
  STEP_MOVE,
  STEP_REMOVE,
  STEP_WRITE,
  STEP_TRUNCATE,
  STEP_FLUSH,
  STEP_FLUSH_FOLDER,
  STEP_FLUSH_ALL,
  STEP_NOTE,
} StepKind;

/* Files are numbered as they come: one is the same under another name. */
typedef struct
{
  StepKind kind;
  guint file;
  char *name;
  char *from;
  GBytes *data;
  goffset offset;
} Step;

struct _FreshetTestCrash
{
  char *folder;
  GPtrArray *steps;
  GHashTable *files; /* the number of the file that an inode is at the time */
  guint n_files;
};

static GMutex mutex;
static FreshetTestCrash *recording;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->from);
  g_clear_pointer (&step->data, g_bytes_unref);
  g_free (step);
}

static Step *
add_step (StepKind kind, guint file)
{
  Step *step = g_new0 (Step, 1);

  step->kind = kind;
  step->file = file;
  g_ptr_array_add (recording->steps, step);
  return step;
}

/* Returns: (transfer full) (nullable): the name of what is in the folder */
static char *
get_name (const char *path)
{
  g_autofree char *folder = NULL;

  if (recording == NULL || path == NULL || !g_str_has_prefix (path, recording->folder))
    return NULL;
  folder = g_path_get_dirname (path);
  return g_str_equal (folder, recording->folder) ? g_path_get_basename (path) : NULL;
}

static guint
begin_file (ino_t inode)
{
  guint file = ++recording->n_files;

  g_hash_table_insert (recording->files, GSIZE_TO_POINTER (inode), GUINT_TO_POINTER (file));
  return file;
}

/* Returns: the number of a file, 0 for one that is none of the folder's */
static guint
find_file (int fd)
{
  struct stat info;

  if (recording == NULL || fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return 0;
  return GPOINTER_TO_UINT (g_hash_table_lookup (recording->files, GSIZE_TO_POINTER (info.st_ino)));
}

static guint
find_path (const char *path)
{
  struct stat info;

  if (recording == NULL || lstat (path, &info) != 0)
    return 0;
  return GPOINTER_TO_UINT (g_hash_table_lookup (recording->files, GSIZE_TO_POINTER (info.st_ino)));
}

static void
note_opened (int fd, const char *path, int flags, gboolean existed)
{
  g_autofree char *name = get_name (path);
  struct stat info;

  if (fd < 0 || recording == NULL || fstat (fd, &info) != 0)
    return;
  if ((flags & O_TMPFILE) == O_TMPFILE && g_str_equal (path, recording->folder))
    begin_file (info.st_ino);
  else if (name != NULL && (flags & O_CREAT) != 0 && !existed)
    add_step (STEP_ADD, begin_file (info.st_ino))->name = g_steal_pointer (&name);
}

int
open (const char *path, int flags, ...)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gboolean existed = find_path (path) != 0;
  mode_t mode = 0;
  int fd;

  if ((flags & (O_CREAT | O_TMPFILE)) != 0)
    {
      va_list args;

      va_start (args, flags);
      mode = va_arg (args, mode_t);
      va_end (args);
    }
  fd = (int) syscall (SYS_openat, AT_FDCWD, path, flags, mode);
  note_opened (fd, path, flags, existed);
  return fd;
}

static void
note_written (int fd, const void *data, gssize count, goffset offset)
{
  guint file = count > 0 ? find_file (fd) : 0;
  Step *step;

  if (file == 0)
    return;
  step = add_step (STEP_WRITE, file);
  step->data = g_bytes_new (data, (gsize) count);
  step->offset = offset;
}

ssize_t
pwrite (int fd, const void *data, size_t count, off_t offset)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gssize n = syscall (SYS_pwrite64, fd, data, count, offset);

  note_written (fd, data, n, offset);
  return n;
}

/* Most that is written is to sockets and the like, and may block. */
ssize_t
write (int fd, const void *data, size_t count)
{
  struct stat info;
  gssize n;

  if (fstat (fd, &info) != 0 || !S_ISREG (info.st_mode))
    return syscall (SYS_write, fd, data, count);
  g_mutex_lock (&mutex);
  n = syscall (SYS_write, fd, data, count);
  note_written (fd, data, n, lseek (fd, 0, SEEK_CUR) - MAX (n, 0));
  g_mutex_unlock (&mutex);
  return n;
}

int
ftruncate (int fd, off_t length)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint file = find_file (fd);

  if (file != 0)
    add_step (STEP_TRUNCATE, file)->offset = length;
  return (int) syscall (SYS_ftruncate, fd, length);
}

static int
flush (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint file = find_file (fd);
  struct stat info;
  struct stat folder;

  if (file != 0)
    add_step (STEP_FLUSH, file);
  else if (recording != NULL && fstat (fd, &info) == 0 && stat (recording->folder, &folder) == 0
           && info.st_ino == folder.st_ino)
    add_step (STEP_FLUSH_FOLDER, 0);
  return 0;
}

int
fdatasync (int fd)
{
  return flush (fd);
}

int
fsync (int fd)
{
  return flush (fd);
}

int
syncfs (int fd)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (recording != NULL)
    add_step (STEP_FLUSH_ALL, 0);
  return 0;
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint file = find_path (from);
  int result = (int) syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);

  if (result == 0 && file != 0)
    {
      Step *step = add_step (STEP_MOVE, file);

      step->from = get_name (from);
      step->name = get_name (to);
    }
  return result;
}

int
rename (const char *from, const char *to)
{
  return renameat2 (AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  int result = (int) syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
  guint file = result == 0 ? find_path (to) : 0;

  if (file != 0)
    add_step (STEP_ADD, file)->name = get_name (to);
  return result;
}

int
unlink (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint file = find_path (path);
  int result = (int) syscall (SYS_unlinkat, AT_FDCWD, path, 0);

  if (result == 0 && file != 0)
    add_step (STEP_REMOVE, file)->name = get_name (path);
  return result;
}

/* What is in the folder before was flushed. */
static void
note_file (const char *name)
{
  g_autofree char *path = g_build_filename (recording->folder, name, NULL);
  g_autofree char *data = NULL;
  gsize length;
  struct stat info;
  Step *step;
  guint file;

  g_assert_cmpint (lstat (path, &info), ==, 0);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  file = begin_file (info.st_ino);
  add_step (STEP_ADD, file)->name = g_strdup (name);
  step = add_step (STEP_WRITE, file);
  step->data = g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * freshet_test_crash_record:
 * @folder: a folder
 *
 * Returns: (transfer full): what happens in the folder from now on
 */
FreshetTestCrash *
freshet_test_crash_record (const char *folder)
{
  FreshetTestCrash *crash = g_new0 (FreshetTestCrash, 1);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  crash->folder = g_strdup (folder);
  crash->steps = g_ptr_array_new_with_free_func (step_free);
  crash->files = g_hash_table_new (NULL, NULL);
  recording = crash;
  while ((name = g_dir_read_name (dir)) != NULL)
    note_file (name);
  add_step (STEP_FLUSH_ALL, 0);
  return crash;
}

/* Notes that something was told to whoever watches. */
void
freshet_test_crash_note (FreshetTestCrash *crash, const char *note)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  add_step (STEP_NOTE, 0)->name = g_strdup (note);
}

void
freshet_test_crash_stop (FreshetTestCrash *crash)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  recording = NULL;
}

void
freshet_test_crash_free (FreshetTestCrash *crash)
{
  g_assert_true (recording != crash);
  g_ptr_array_unref (crash->steps);
  g_hash_table_unref (crash->files);
  g_free (crash->folder);
  g_free (crash);
}

guint
freshet_test_crash_get_n_steps (FreshetTestCrash *crash)
{
  return crash->steps->len;
}

gboolean
freshet_test_crash_has_note (FreshetTestCrash *crash, guint n_steps, const char *note)
{
  for (guint i = 0; i < n_steps; i++)
    {
      const Step *step = crash->steps->pdata[i];

      if (step->kind == STEP_NOTE && g_str_equal (step->name, note))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full): the last steps before a crash, to be read when a test fails */
char *
freshet_test_crash_describe (FreshetTestCrash *crash, guint n_steps)
{
  static const char *const kinds[] = { "add",   "move",         "remove",    "write", "truncate",
                                       "flush", "flush folder", "flush all", "note" };
  GString *text = g_string_new (NULL);

  for (guint i = n_steps > 12 ? n_steps - 12 : 0; i < n_steps; i++)
    {
      const Step *step = crash->steps->pdata[i];

      g_string_append_printf (text,
                              "%u: %s %u %s %s %" G_GOFFSET_FORMAT "+%" G_GSIZE_FORMAT "\n",
                              i,
                              kinds[step->kind],
                              step->file,
                              step->from != NULL ? step->from : "",
                              step->name != NULL ? step->name : "",
                              step->offset,
                              step->data != NULL ? g_bytes_get_size (step->data) : 0);
    }
  return g_string_free (text, FALSE);
}

static gboolean
is_of_names (const Step *step)
{
  return step->kind == STEP_ADD || step->kind == STEP_MOVE || step->kind == STEP_REMOVE;
}

static gboolean
is_flushed_by (const Step *step, const Step *flush)
{
  return flush->kind == STEP_FLUSH_ALL || (flush->kind == STEP_FLUSH_FOLDER && is_of_names (step))
         || (flush->kind == STEP_FLUSH && !is_of_names (step) && flush->file == step->file);
}

static gboolean
is_flushed (FreshetTestCrash *crash, guint i, guint n_steps)
{
  for (guint j = i + 1; j < n_steps; j++)
    if (is_flushed_by (crash->steps->pdata[i], crash->steps->pdata[j]))
      return TRUE;
  return FALSE;
}

static void
change_names (GHashTable *names, const Step *step)
{
  gpointer file = GUINT_TO_POINTER (step->file);
  const char *gone = step->kind == STEP_MOVE ? step->from : step->name;

  if (step->kind != STEP_ADD && g_hash_table_lookup (names, gone) == file)
    g_hash_table_remove (names, gone);
  if (step->kind != STEP_REMOVE)
    g_hash_table_insert (names, step->name, file);
}

static void
overwrite (GByteArray *content, goffset offset, const guint8 *data, gsize length)
{
  guint before = content->len;

  if (offset + (goffset) length > before)
    {
      g_byte_array_set_size (content, (guint) (offset + (goffset) length));
      memset (content->data + before, 0, content->len - before);
    }
  memcpy (content->data + offset, data, length);
}

/* @rand, if there is one, decides for each page; the length may be there without any. */
static void
write_pages (GByteArray *content, const Step *step, GRand *rand)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (step->data, &length);

  for (gsize at = 0; at < length; at += PAGE)
    if (rand == NULL || g_rand_boolean (rand))
      overwrite (content, step->offset + (goffset) at, data + at, MIN (length - at, PAGE));
  if (rand != NULL && g_rand_boolean (rand))
    overwrite (content, step->offset + (goffset) length, data, 0);
}

static void
change_content (GPtrArray *contents, const Step *step, GRand *rand)
{
  GByteArray *content = contents->pdata[step->file - 1];

  if (step->kind == STEP_WRITE)
    write_pages (content, step, rand);
  else if (step->kind == STEP_TRUNCATE && (guint) step->offset < content->len)
    g_byte_array_set_size (content, (guint) step->offset);
}

/* Returns: whether a step that was not flushed survives; @rand is left for its pages if they decide */
static gboolean
survives (const Step *step, FreshetTestSurvival survival, gboolean *is_cut, GRand **rand)
{
  switch (survival)
    {
    case FRESHET_TEST_SURVIVAL_ALL:
      return TRUE;
    case FRESHET_TEST_SURVIVAL_NAMES:
      return is_of_names (step);
    case FRESHET_TEST_SURVIVAL_DATA:
      return !is_of_names (step);
    case FRESHET_TEST_SURVIVAL_ORDERED:
      if (!is_of_names (step))
        return TRUE;
      *is_cut = *is_cut || g_rand_int_range (*rand, 0, 3) == 0;
      return !*is_cut;
    case FRESHET_TEST_SURVIVAL_ANY:
      return !is_of_names (step) || g_rand_boolean (*rand);
    case FRESHET_TEST_SURVIVAL_NOTHING:
    default:
      return FALSE;
    }
}

/**
 * freshet_test_crash_replay:
 * @crash: what happened
 * @n_steps: how much of it, until the crash
 * @survival: what is left of what was not flushed
 * @rand: decides where @survival does not
 *
 * Returns: (transfer full) (element-type utf8 GByteArray): the files that are found after the crash
 */
GHashTable *
freshet_test_crash_replay (FreshetTestCrash *crash,
                           guint n_steps,
                           FreshetTestSurvival survival,
                           GRand *rand)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) contents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  GHashTable *found = g_hash_table_new_full (g_str_hash,
                                             g_str_equal,
                                             g_free,
                                             (GDestroyNotify) g_byte_array_unref);
  gboolean is_cut = FALSE;
  GHashTableIter iter;
  gpointer name;
  gpointer file;

  for (guint i = 0; i < crash->n_files; i++)
    g_ptr_array_add (contents, g_byte_array_new ());
  for (guint i = 0; i < n_steps; i++)
    {
      const Step *step = crash->steps->pdata[i];
      gboolean by_pages = survival >= FRESHET_TEST_SURVIVAL_ORDERED;
      gboolean flushed = is_flushed (crash, i, n_steps);

      if (!flushed && !survives (step, survival, &is_cut, &rand))
        continue;
      if (is_of_names (step))
        change_names (names, step);
      else if (step->file > 0)
        change_content (contents, step, flushed || !by_pages ? NULL : rand);
    }
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, &file))
    g_hash_table_insert (found,
                         g_strdup (name),
                         g_byte_array_ref (contents->pdata[GPOINTER_TO_UINT (file) - 1]));
  return found;
}
