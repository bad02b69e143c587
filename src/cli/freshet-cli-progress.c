/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-progress.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "freshet-cli-text.h"
#include "freshet-download.h"
#include "freshet-format.h"

#define INTERVAL_MS 100

/* One part in so many of the time may go into drawing. */
#define SHARE 20

#define AMOUNT_COLUMNS 9
#define SPEED_COLUMNS 12
#define BAR_COLUMNS_MIN 8
#define BAR_COLUMNS_MAX 40

struct _FreshetCliProgress
{
  FreshetCliOutput *output;
  GListModel *downloads;
  char *title;
  guint timeout_id;
  gint64 drawn_at;
  gint64 cost;
};

static char *
format_bar (double fraction, int columns, gboolean unicode)
{
  GString *bar = g_string_new (NULL);
  int n_full = (int) (CLAMP (fraction, 0, 1) * columns);

  for (int i = 0; i < columns; i++)
    if (unicode)
      g_string_append (bar, i < n_full ? "█" : "░");
    else
      g_string_append_c (bar, i < n_full ? '#' : '-');
  return g_string_free (bar, FALSE);
}

static char *
format_amount (goffset received, goffset total)
{
  if (total < 0)
    return freshet_format_size (received);
  /* Translators: how much of a file is there, in per cent. */
  return g_strdup_printf (_ ("%.0f %%"), total > 0 ? floor (100.0 * received / total) : 100.0);
}

static void
add_file_line (GPtrArray *lines, FreshetDownload *download, int columns, gboolean unicode)
{
  g_autofree char *escaped = freshet_format_escape (freshet_download_get_name (download));

  g_ptr_array_add (lines,
                   freshet_cli_progress_format_file (escaped,
                                                     freshet_download_get_received (download),
                                                     freshet_download_get_total (download),
                                                     freshet_download_get_speed (download),
                                                     columns,
                                                     unicode));
}

static GPtrArray *
make_lines (FreshetCliProgress *self, int columns, int rows)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);
  gboolean unicode = freshet_cli_output_is_unicode (self->output);
  guint n_all = g_list_model_get_n_items (self->downloads);
  guint n_done = 0;
  goffset received = 0;
  goffset total = 0;
  double speed = 0;

  for (guint i = 0; i < n_all; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (self->downloads, i);
      FreshetState state = freshet_download_get_state (download);
      goffset size = freshet_download_get_total (download);

      /* What will not come is not waited for. */
      if (state == FRESHET_STATE_FAILED)
        continue;
      received += freshet_download_get_received (download);
      total = total < 0 || size < 0 ? -1 : total + size;
      n_done += state == FRESHET_STATE_FINISHED;
      if (!freshet_state_is_active (state))
        continue;
      speed += freshet_download_get_speed (download);
      if ((int) lines->len < rows - 2)
        add_file_line (lines, download, columns, unicode);
    }
  g_ptr_array_add (lines,
                   freshet_cli_progress_format_sum (
                       self->title, n_done, n_all, received, total, speed, columns));
  g_ptr_array_add (lines, NULL);
  return lines;
}

static void
draw (FreshetCliProgress *self)
{
  g_autoptr (GPtrArray) lines = NULL;
  gint64 began_at = g_get_monotonic_time ();
  int columns;
  int rows;

  if (!freshet_cli_output_get_size (self->output, &columns, &rows))
    return;

  /* The last column is left free: some terminals go to the next row when it is written. */
  lines = make_lines (self, columns - 1, rows);
  freshet_cli_output_draw (self->output, (const char *const *) lines->pdata);
  self->drawn_at = g_get_monotonic_time ();
  self->cost = self->drawn_at - began_at;
}

static gboolean
timeout_cb (gpointer user_data)
{
  draw (user_data);
  return G_SOURCE_CONTINUE;
}

/* However many files there are, drawing them takes no more than a small part of the time. */
static void
state_changed_cb (FreshetCliProgress *self)
{
  if (g_get_monotonic_time () - self->drawn_at >= SHARE * self->cost)
    draw (self);
}

static void
connect_states (FreshetCliProgress *self)
{
  guint n_downloads = g_list_model_get_n_items (self->downloads);

  for (guint i = 0; i < n_downloads; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (self->downloads, i);

      g_signal_connect_swapped (download, "notify::state", G_CALLBACK (state_changed_cb), self);
    }
}

static void
disconnect_states (FreshetCliProgress *self)
{
  guint n_downloads = g_list_model_get_n_items (self->downloads);

  for (guint i = 0; i < n_downloads; i++)
    {
      g_autoptr (FreshetDownload) download = g_list_model_get_item (self->downloads, i);

      g_signal_handlers_disconnect_by_func (download, state_changed_cb, self);
    }
}

/**
 * freshet_cli_progress_new:
 * @output: where to draw
 * @queue: a queue that nothing is added to or removed from
 * @title: (nullable): what is going on
 *
 * Returns: (transfer full): what draws them, until it is freed
 */
FreshetCliProgress *
freshet_cli_progress_new (FreshetCliOutput *output, FreshetQueue *queue, const char *title)
{
  FreshetCliProgress *self = g_new0 (FreshetCliProgress, 1);
  int columns;
  int rows;

  self->output = g_object_ref (output);
  self->downloads = g_object_ref (G_LIST_MODEL (queue));
  self->title = g_strdup (title);
  if (!freshet_cli_output_get_size (output, &columns, &rows))
    return self;

  /* The timer needs a main loop, which a blocking run leaves no time for. */
  if (freshet_queue_get_mode (queue) == FRESHET_MODE_BLOCKING)
    connect_states (self);
  else
    self->timeout_id = g_timeout_add (INTERVAL_MS, timeout_cb, self);
  draw (self);
  return self;
}

/**
 * freshet_cli_progress_free:
 * @self: (transfer full): what draws
 *
 * Ends the drawing and clears what is drawn.
 */
void
freshet_cli_progress_free (FreshetCliProgress *self)
{
  g_return_if_fail (self != NULL);

  disconnect_states (self);
  g_clear_handle_id (&self->timeout_id, g_source_remove);
  freshet_cli_output_clear (self->output);
  g_object_unref (self->output);
  g_object_unref (self->downloads);
  g_free (self->title);
  g_free (self);
}

/**
 * freshet_cli_progress_format_file:
 * @name: the file's name, without control characters
 * @received: bytes that are there
 * @total: bytes of the whole file, or -1
 * @speed: bytes per second
 * @columns: the room there is
 * @unicode: whether it may be more than ASCII
 *
 * Returns: (transfer full): a line about one file, no wider than @columns
 */
char *
freshet_cli_progress_format_file (
    const char *name, goffset received, goffset total, double speed, int columns, gboolean unicode)
{
  g_autofree char *amount = format_amount (received, total);
  g_autofree char *amount_cell = freshet_cli_text_pad (amount, AMOUNT_COLUMNS, TRUE);
  g_autofree char *rate = freshet_format_speed (speed);
  g_autofree char *rate_cell = freshet_cli_text_pad (rate, SPEED_COLUMNS, TRUE);
  int figures = freshet_cli_text_width (amount_cell) + freshet_cli_text_width (rate_cell) + 2;
  int bar_columns = MIN ((columns - figures) / 2, BAR_COLUMNS_MAX);
  int name_columns = columns - figures - bar_columns;
  g_autofree char *bar = NULL;
  g_autofree char *fitted = NULL;
  g_autofree char *name_cell = NULL;
  g_autofree char *line = NULL;

  if (bar_columns < BAR_COLUMNS_MIN)
    {
      line = g_strdup_printf ("%s %s", amount, name);
      return freshet_cli_text_fit (line, columns);
    }

  fitted = freshet_cli_text_fit (name, name_columns);
  name_cell = freshet_cli_text_pad (fitted, name_columns, FALSE);
  bar = total < 0 ? g_strnfill ((gsize) bar_columns, ' ')
                  : format_bar (total > 0 ? (double) received / total : 1, bar_columns, unicode);
  return g_strdup_printf ("%s  %s%s%s", name_cell, bar, amount_cell, rate_cell);
}

/**
 * freshet_cli_progress_format_sum:
 * @title: (nullable): what is going on
 * @n_done: files that are in place
 * @n_all: files there are
 * @received: bytes that are there
 * @total: bytes of all files, or -1
 * @speed: bytes per second of all together
 * @columns: the room there is
 *
 * Returns: (transfer full): a line about all files, no wider than @columns
 */
char *
freshet_cli_progress_format_sum (const char *title,
                                 guint n_done,
                                 guint n_all,
                                 goffset received,
                                 goffset total,
                                 double speed,
                                 int columns)
{
  g_autofree char *amount = freshet_format_progress (received, total);
  g_autofree char *rate = freshet_format_speed (speed);
  g_autofree char *left = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  if (title != NULL)
    g_string_append_printf (line, "%s: ", title);
  /* Translators: how many of all files are done. */
  g_string_append_printf (line,
                          g_dngettext (GETTEXT_PACKAGE, "%u of %u file", "%u of %u files", n_all),
                          n_done,
                          n_all);
  g_string_append_printf (line, " · %s · %s", amount, rate);
  if (total > received && speed >= 1)
    {
      left = freshet_format_time_left ((gint64) ceil ((double) (total - received) / speed));
      g_string_append_printf (line, " · %s", left);
    }
  return freshet_cli_text_fit (line->str, columns);
}
