/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-bars.h"

#include <glib/gi18n-lib.h>

/**
 * FreshetLessonBars:
 *
 * A bar for each file of a run. It notes which of them moved from one painted frame to the next: in
 * a window that does not paint, none does.
 */
struct _FreshetLessonBars
{
  GtkWidget parent_instance;

  GtkGrid *grid;
  GPtrArray *bars;      /* owned, of GtkProgressBar that the grid owns */
  GPtrArray *downloads; /* owned, of FreshetDownload */
  GArray *fractions;    /* owned, of double: as they were when last painted */
  guint tick;
  guint n_frames_one_moved;
  guint n_frames_more_moved;
};

G_DEFINE_FINAL_TYPE (FreshetLessonBars, freshet_lesson_bars, GTK_TYPE_WIDGET)

static double
get_fraction (FreshetDownload *download)
{
  goffset total = freshet_download_get_total (download);

  if (freshet_download_get_state (download) == FRESHET_STATE_FINISHED)
    return 1;
  return total > 0 ? (double) freshet_download_get_received (download) / (double) total : 0;
}

/* Returns: how many bars moved */
static guint
update (FreshetLessonBars *self)
{
  guint n_moved = 0;

  for (guint i = 0; i < self->downloads->len; i++)
    {
      double fraction = get_fraction (self->downloads->pdata[i]);
      double *last = &g_array_index (self->fractions, double, i);

      if (fraction == *last)
        continue;
      *last = fraction;
      n_moved++;
      gtk_progress_bar_set_fraction (self->bars->pdata[i], fraction);
    }
  return n_moved;
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  FreshetLessonBars *self = FRESHET_LESSON_BARS (widget);
  guint n_moved = update (self);

  if (n_moved == 1)
    self->n_frames_one_moved++;
  else if (n_moved > 1)
    self->n_frames_more_moved++;
  return G_SOURCE_CONTINUE;
}

static void
add_bar (FreshetLessonBars *self, int row)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *bar = gtk_progress_bar_new ();
  /* Translators: the name of a file of the lesson */
  g_autofree char *name = g_strdup_printf (_ ("file%d"), row + 1);

  gtk_label_set_label (GTK_LABEL (label), name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_hexpand (bar, TRUE);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY, label, NULL, -1);
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
  gtk_grid_attach (self->grid, bar, 1, row, 1, 1);
  g_ptr_array_add (self->bars, bar);
}

static void
freshet_lesson_bars_dispose (GObject *object)
{
  FreshetLessonBars *self = FRESHET_LESSON_BARS (object);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->grid != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;

  G_OBJECT_CLASS (freshet_lesson_bars_parent_class)->dispose (object);
}

static void
freshet_lesson_bars_finalize (GObject *object)
{
  FreshetLessonBars *self = FRESHET_LESSON_BARS (object);

  g_ptr_array_unref (self->bars);
  g_ptr_array_unref (self->downloads);
  g_array_unref (self->fractions);

  G_OBJECT_CLASS (freshet_lesson_bars_parent_class)->finalize (object);
}

static void
freshet_lesson_bars_class_init (FreshetLessonBarsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_lesson_bars_dispose;
  object_class->finalize = freshet_lesson_bars_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "lessonbars");
}

static void
freshet_lesson_bars_init (FreshetLessonBars *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_spacing (self->grid, 9);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_widget_set_parent (GTK_WIDGET (self->grid), GTK_WIDGET (self));
  self->bars = g_ptr_array_new ();
  self->downloads = g_ptr_array_new_with_free_func (g_object_unref);
  self->fractions = g_array_new (FALSE, TRUE, sizeof (double));
}

/**
 * freshet_lesson_bars_new:
 * @n_bars: how many files there will be
 *
 * Returns: (transfer floating): empty bars
 */
GtkWidget *
freshet_lesson_bars_new (guint n_bars)
{
  FreshetLessonBars *self = g_object_new (FRESHET_TYPE_LESSON_BARS, NULL);

  for (guint i = 0; i < n_bars; i++)
    add_bar (self, (int) i);
  return GTK_WIDGET (self);
}

/**
 * freshet_lesson_bars_begin:
 * @self: some bars
 * @queue: the downloads of a run that is about to begin
 *
 * Shows them from now on, and notes which move.
 */
void
freshet_lesson_bars_begin (FreshetLessonBars *self, FreshetQueue *queue)
{
  guint n_items;

  g_return_if_fail (FRESHET_IS_LESSON_BARS (self));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));

  g_ptr_array_set_size (self->downloads, 0);
  g_array_set_size (self->fractions, 0);
  n_items = MIN (g_list_model_get_n_items (G_LIST_MODEL (queue)), self->bars->len);
  for (guint i = 0; i < n_items; i++)
    {
      g_ptr_array_add (self->downloads, g_list_model_get_item (G_LIST_MODEL (queue), i));
      gtk_progress_bar_set_fraction (self->bars->pdata[i], 0);
    }
  g_array_set_size (self->fractions, n_items);
  self->n_frames_one_moved = 0;
  self->n_frames_more_moved = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

/**
 * freshet_lesson_bars_end:
 * @self: some bars
 *
 * The run has ended; to be called before the next frame is painted.
 *
 * Returns: when the bars moved
 */
FreshetBarsMove
freshet_lesson_bars_end (FreshetLessonBars *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_BARS (self), FRESHET_BARS_AT_THE_END);

  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  update (self);
  return freshet_lesson_judge_bars (self->n_frames_one_moved, self->n_frames_more_moved);
}
