/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-compare-export.h"

#include <glib/gi18n-lib.h>

#include "freshet-error.h"
#include "freshet-palette.h"

/* As wide as a slide, and sharp on one. No renderer makes a picture that is higher. */
#define WIDTH 1600
#define MARGIN 24
#define LEGEND_GAP 12
#define SCALE 2
#define MAX_HEIGHT 4000

typedef struct
{
  char *path;          /* owned */
  GPtrArray *reports;  /* owned */
  GdkTexture *picture; /* owned, nullable */
  char *text;          /* owned, nullable */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->path);
  g_ptr_array_unref (job->reports);
  g_clear_object (&job->picture);
  g_free (job->text);
  g_free (job);
}

/* On paper of its own, with what the colours mean below. */
static GskRenderNode *
lay_out (FreshetWaterfall *waterfall, FreshetWaterfallLegend *legend, int *height)
{
  g_autoptr (GskRenderNode) node = freshet_waterfall_draw_all (waterfall, WIDTH, height);
  g_autoptr (PangoLayout) key = freshet_waterfall_legend_create_layout (legend, WIDTH);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  GdkRGBA paper = freshet_palette_look_up (GTK_WIDGET (waterfall), "view_bg_color");
  GdkRGBA ink = freshet_palette_look_up (GTK_WIDGET (waterfall), "view_fg_color");
  int key_height;
  int drawn;

  pango_layout_get_pixel_size (key, NULL, &key_height);
  drawn = MIN (*height, MAX_HEIGHT);
  *height = drawn + LEGEND_GAP + key_height;

  gtk_snapshot_scale (snapshot, SCALE, SCALE);
  gtk_snapshot_append_color (
      snapshot,
      &paper,
      &GRAPHENE_RECT_INIT (0, 0, WIDTH + 2 * MARGIN, (float) *height + 2 * MARGIN));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (MARGIN, MARGIN));
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, WIDTH, (float) drawn));
  gtk_snapshot_append_node (snapshot, node);
  gtk_snapshot_pop (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, (float) drawn + LEGEND_GAP));
  gtk_snapshot_append_layout (snapshot, key, &ink);
  return gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
}

/* What a renderer made may belong to it, and to its thread: the pixels belong to nobody. */
static GdkTexture *
copy_pixels (GdkTexture *texture)
{
  int width = gdk_texture_get_width (texture);
  int height = gdk_texture_get_height (texture);
  gsize stride = (gsize) width * 4;
  guchar *pixels = g_malloc (stride * (gsize) height);
  g_autoptr (GBytes) bytes = NULL;

  gdk_texture_download (texture, pixels, stride);
  bytes = g_bytes_new_take (pixels, stride * (gsize) height);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * freshet_compare_export_draw:
 * @waterfall: a waterfall that is in a window
 * @legend: what its colours mean
 *
 * Draws all of a waterfall, as far as a picture can be high, and the legend.
 *
 * Returns: (transfer full): the picture
 */
GdkTexture *
freshet_compare_export_draw (FreshetWaterfall *waterfall, FreshetWaterfallLegend *legend)
{
  g_autoptr (GskRenderNode) page = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GtkNative *native;
  int height;

  g_return_val_if_fail (FRESHET_IS_WATERFALL (waterfall), NULL);
  g_return_val_if_fail (FRESHET_IS_WATERFALL_LEGEND (legend), NULL);

  native = gtk_widget_get_native (GTK_WIDGET (waterfall));
  g_return_val_if_fail (native != NULL, NULL);

  page = lay_out (waterfall, legend, &height);
  texture
      = gsk_renderer_render_texture (gtk_native_get_renderer (native),
                                     page,
                                     &GRAPHENE_RECT_INIT (0,
                                                          0,
                                                          SCALE * (WIDTH + 2 * MARGIN),
                                                          (float) (SCALE * (height + 2 * MARGIN))));
  return copy_pixels (texture);
}

static gboolean
save_picture (GdkTexture *picture, const char *path, GError **error)
{
  g_autofree char *name = NULL;

  if (gdk_texture_save_to_png (picture, path))
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error,
               FRESHET_ERROR,
               FRESHET_ERROR_CANNOT_WRITE,
               /* Translators: %s is a path */
               _ ("The picture “%s” could not be written."),
               name);
  return FALSE;
}

static gboolean
save_text (const char *text, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0666, &cause))
    return TRUE;
  name = g_filename_display_name (path);
  g_set_error (error,
               FRESHET_ERROR,
               FRESHET_ERROR_CANNOT_WRITE,
               /* Translators: the first %s is a path, the second the system's own message. */
               _ ("The table “%s” could not be written: %s"),
               name,
               cause->message);
  return FALSE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  gboolean is_saved;

  if (job->picture != NULL)
    is_saved = save_picture (job->picture, job->path, &error);
  else if (job->text != NULL)
    is_saved = save_text (job->text, job->path, &error);
  else
    is_saved = freshet_report_list_save (job->reports, TRUE, job->path, &error);

  if (is_saved)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * freshet_compare_export_save_async:
 * @file: where to, a file that has a path
 * @reports: (element-type FreshetReport): the runs
 * @picture: (nullable): what to save in their stead, as PNG
 * @text: (nullable): what to save in their stead; without either it is a report, in the form that the
 *   extension of @file says
 * @callback: called when it was written, or could not be
 * @user_data: handed to @callback
 *
 * Writes a comparison into a file of the user's choice, in a worker thread.
 */
void
freshet_compare_export_save_async (GFile *file,
                                   GPtrArray *reports,
                                   GdkTexture *picture,
                                   const char *text,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_return_if_fail (G_IS_FILE (file) && g_file_peek_path (file) != NULL);
  g_return_if_fail (reports != NULL);
  g_return_if_fail (picture == NULL || GDK_IS_TEXTURE (picture));

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_compare_export_save_async);
  job = g_new0 (Job, 1);
  job->path = g_file_get_path (file);
  job->reports = g_ptr_array_ref (reports);
  g_set_object (&job->picture, picture);
  job->text = g_strdup (text);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, save_in_thread);
}

/**
 * freshet_compare_export_save_finish:
 * @result: what the callback was given
 * @error: return location
 *
 * Returns: whether it was written
 */
gboolean
freshet_compare_export_save_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
