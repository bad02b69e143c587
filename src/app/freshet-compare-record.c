/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-record.h"

#include <glib/gstdio.h>

#include "freshet-compare-text.h"

#define NAME_FORMAT "%Y-%m-%dT%H-%M-%SZ"
#define EXTENSION ".json"

/**
 * FreshetCompareRecord:
 *
 * A comparison that is kept in a file. The file is named after the time at which it began.
 */
struct _FreshetCompareRecord
{
  GObject parent_instance;

  char *title;        /* owned */
  char *path;         /* owned, nullable: for one that is no comparison */
  GPtrArray *reports; /* owned, nullable: until it was loaded */
};

enum
{
  PROP_0,
  PROP_TITLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FreshetCompareRecord, freshet_compare_record, G_TYPE_OBJECT)

static void
freshet_compare_record_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, FRESHET_COMPARE_RECORD (object)->title);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
freshet_compare_record_finalize (GObject *object)
{
  FreshetCompareRecord *self = FRESHET_COMPARE_RECORD (object);

  g_free (self->title);
  g_free (self->path);
  g_clear_pointer (&self->reports, g_ptr_array_unref);

  G_OBJECT_CLASS (freshet_compare_record_parent_class)->finalize (object);
}

static void
freshet_compare_record_class_init (FreshetCompareRecordClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_compare_record_get_property;
  object_class->finalize = freshet_compare_record_finalize;

  /**
   * FreshetCompareRecord:title:
   *
   * What it is called in a list.
   */
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_compare_record_init (FreshetCompareRecord *self)
{
}

static char *
create_title (GDateTime *when)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  return freshet_compare_text_when (when, now);
}

/**
 * freshet_compare_record_new:
 * @title: what it is called
 *
 * Returns: (transfer full): a record of no comparison
 */
FreshetCompareRecord *
freshet_compare_record_new (const char *title)
{
  FreshetCompareRecord *self = g_object_new (FRESHET_TYPE_COMPARE_RECORD, NULL);

  self->title = g_strdup (title);
  return self;
}

/* Returns: (transfer full) (nullable): the time that a file is named after */
static GDateTime *
parse_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  int year, month, day, hour, minute, second;
  int end = 0;

  if (sscanf (
          name, "%4d-%2d-%2dT%2d-%2d-%2dZ%n", &year, &month, &day, &hour, &minute, &second, &end)
          < 6
      || !g_str_equal (name + end, EXTENSION))
    return NULL;
  return g_date_time_new (utc, year, month, day, hour, minute, second);
}

/**
 * freshet_compare_record_new_for_path:
 * @path: (type filename): a file
 *
 * Returns: (transfer full) (nullable): a record of a comparison that is to be loaded; %NULL if no
 *   comparison is kept under such a name
 */
FreshetCompareRecord *
freshet_compare_record_new_for_path (const char *path)
{
  g_autoptr (GDateTime) started = NULL;
  FreshetCompareRecord *self;

  g_return_val_if_fail (path != NULL, NULL);

  started = parse_name (path);
  if (started == NULL)
    return NULL;
  self = g_object_new (FRESHET_TYPE_COMPARE_RECORD, NULL);
  self->title = create_title (started);
  self->path = g_strdup (path);
  return self;
}

/**
 * freshet_compare_record_new_for_reports:
 * @reports: (element-type FreshetReport): the runs of a comparison, at least one
 * @folder: (type filename): where it is to be kept
 *
 * Returns: (transfer full): a record that is not saved yet
 */
FreshetCompareRecord *
freshet_compare_record_new_for_reports (GPtrArray *reports, const char *folder)
{
  FreshetCompareRecord *self;
  g_autofree char *name = NULL;
  GDateTime *started;

  g_return_val_if_fail (reports != NULL && reports->len > 0, NULL);
  g_return_val_if_fail (folder != NULL, NULL);

  started = freshet_report_get_started (reports->pdata[0]);
  name = g_date_time_format (started, NAME_FORMAT EXTENSION);
  self = g_object_new (FRESHET_TYPE_COMPARE_RECORD, NULL);
  self->title = create_title (started);
  self->path = g_build_filename (folder, name, NULL);
  self->reports = g_ptr_array_ref (reports);
  return self;
}

/**
 * freshet_compare_record_get_path:
 * @self: a record
 *
 * Returns: (transfer none) (type filename) (nullable): where it is kept
 */
const char *
freshet_compare_record_get_path (FreshetCompareRecord *self)
{
  g_return_val_if_fail (FRESHET_IS_COMPARE_RECORD (self), NULL);

  return self->path;
}

/**
 * freshet_compare_record_get_reports:
 * @self: a record
 *
 * Returns: (transfer none) (element-type FreshetReport) (nullable): its runs, once they are loaded
 */
GPtrArray *
freshet_compare_record_get_reports (FreshetCompareRecord *self)
{
  g_return_val_if_fail (FRESHET_IS_COMPARE_RECORD (self), NULL);

  return self->reports;
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FreshetCompareRecord *self = source;
  g_autofree char *text = NULL;
  gsize length;
  GPtrArray *reports = NULL;
  GError *error = NULL;

  if (g_file_get_contents (self->path, &text, &length, &error))
    reports = freshet_report_list_parse (text, (gssize) length, &error);
  if (reports != NULL)
    g_task_return_pointer (task, reports, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FreshetCompareRecord *self = source;
  g_autofree char *folder = g_path_get_dirname (self->path);
  GError *error = NULL;

  /* What is wrong with the folder shows when the file is written. */
  g_mkdir_with_parents (folder, 0700);
  if (freshet_report_list_save (data, TRUE, self->path, &error))
    g_task_return_pointer (task, g_ptr_array_ref (data), (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
delete_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  FreshetCompareRecord *self = source;
  g_autoptr (GFile) file = g_file_new_for_path (self->path);
  GError *error = NULL;

  if (g_file_delete (file, NULL, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_clear_error (&error);
      g_task_return_pointer (task, NULL, NULL);
    }
  else
    g_task_return_error (task, error);
}

static void
run (FreshetCompareRecord *self,
     GTaskThreadFunc func,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, run);
  if (self->reports != NULL)
    g_task_set_task_data (task,
                          g_ptr_array_ref (self->reports),
                          (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, func);
}

/**
 * freshet_compare_record_load_async:
 * @self: a record of a comparison
 * @callback: called when it was loaded, or could not be
 * @user_data: handed to @callback
 *
 * Reads the runs from the file.
 */
void
freshet_compare_record_load_async (FreshetCompareRecord *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (FRESHET_IS_COMPARE_RECORD (self) && self->path != NULL);

  run (self, load_in_thread, callback, user_data);
}

/**
 * freshet_compare_record_save_async:
 * @self: a record that has its runs
 * @callback: called when it was saved, or could not be
 * @user_data: handed to @callback
 *
 * Writes the runs into the file.
 */
void
freshet_compare_record_save_async (FreshetCompareRecord *self,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_return_if_fail (FRESHET_IS_COMPARE_RECORD (self) && self->path != NULL);
  g_return_if_fail (self->reports != NULL);

  run (self, save_in_thread, callback, user_data);
}

/**
 * freshet_compare_record_delete_async:
 * @self: a record of a comparison
 * @callback: called when its file is gone, or could not be deleted
 * @user_data: handed to @callback
 *
 * Deletes the file. Loaded runs stay with the record, so that it can be saved again.
 */
void
freshet_compare_record_delete_async (FreshetCompareRecord *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_return_if_fail (FRESHET_IS_COMPARE_RECORD (self) && self->path != NULL);

  run (self, delete_in_thread, callback, user_data);
}

/**
 * freshet_compare_record_finish:
 * @self: a record
 * @result: what the callback was given
 * @error: return location
 *
 * Finishes either. After loading, the record has its runs.
 *
 * Returns: whether it was done
 */
gboolean
freshet_compare_record_finish (FreshetCompareRecord *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  reports = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (self->reports == NULL)
    self->reports = g_steal_pointer (&reports);
  return TRUE;
}
