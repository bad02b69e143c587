/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-row-filler.h"

/* More than are in sight of a large window. */
#define MOST_AT_ONCE 32
#define STEP 4

/* Longer than a frame, and shorter than anybody needs to get from a row to its buttons. */
#define NAME_MS 100

/**
 * FreshetRowFiller:
 *
 * Fills the rows of a list that is scrolled. GtkListView has some 200 rows, most of them out of sight, and
 * wherever its scrollbar is dragged to, it has them all filled anew before the next frame. This fills at
 * once what is in sight, and the others when there is time.
 */
struct _FreshetRowFiller
{
  GObject parent_instance;

  GtkWidget *view;      /* weak */
  GHashTable *late;     /* owned: a row that is yet to be filled, and with what */
  GHashTable *unnamed;  /* owned: rows whose buttons are yet to be named */
  GdkFrameClock *clock; /* owned, nullable: while the view is mapped */
  gulong layout_handler;
  guint n_filled; /* since the last frame */
  guint source;
  guint name_source;
};

G_DEFINE_FINAL_TYPE (FreshetRowFiller, freshet_row_filler, G_TYPE_OBJECT)

static void
unref_download (gpointer download)
{
  if (download != NULL)
    g_object_unref (download);
}

static gboolean
is_in_sight (FreshetRowFiller *self, GtkWidget *row)
{
  GtkWidget *parent = gtk_widget_get_parent (row);
  graphene_rect_t bounds;

  if (parent == NULL || !gtk_widget_compute_bounds (parent, self->view, &bounds))
    return FALSE;
  return bounds.origin.y < (float) gtk_widget_get_height (self->view)
         && bounds.origin.y + bounds.size.height > 0;
}

/* The list has come to rest. */
static gboolean
name_cb (gpointer user_data)
{
  FreshetRowFiller *self = user_data;
  GHashTableIter iter;
  gpointer row;

  self->name_source = 0;
  g_hash_table_iter_init (&iter, self->unnamed);
  while (g_hash_table_iter_next (&iter, &row, NULL))
    freshet_row_name_buttons (row);
  g_hash_table_remove_all (self->unnamed);
  return G_SOURCE_REMOVE;
}

static void
fill (FreshetRowFiller *self, FreshetRow *row, FreshetDownload *download)
{
  freshet_row_set_download (row, download);
  if (download == NULL)
    return;
  g_hash_table_add (self->unnamed, g_object_ref (row));
  g_clear_handle_id (&self->name_source, g_source_remove);
  self->name_source = g_timeout_add (NAME_MS, name_cb, self);
}

/* Fills some of those that are late, unless they are gone. Returns: whether there are more */
static gboolean
fill_some (FreshetRowFiller *self, gboolean only_in_sight, guint most)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->late);
  while (rows->len < most && g_hash_table_iter_next (&iter, &row, NULL))
    if (!only_in_sight || is_in_sight (self, row))
      g_ptr_array_add (rows, g_object_ref (row));

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (FreshetDownload) download = NULL;
      gpointer key = NULL;

      if (!g_hash_table_steal_extended (self->late, rows->pdata[i], &key, (gpointer *) &download))
        continue;
      if (gtk_widget_get_root (key) != NULL)
        fill (self, key, download);
      g_object_unref (key);
    }
  return g_hash_table_size (self->late) > 0;
}

static gboolean
idle_cb (gpointer user_data)
{
  FreshetRowFiller *self = user_data;

  self->n_filled = 0;
  if (fill_some (self, FALSE, STEP))
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

/* After GTK's own: what is filled now is laid out once more, before this same frame is painted. */
static void
layout_cb (FreshetRowFiller *self)
{
  self->n_filled = 0;
  if (g_hash_table_size (self->late) > 0)
    fill_some (self, TRUE, G_MAXUINT);
}

static void
release_clock (FreshetRowFiller *self)
{
  if (self->clock != NULL)
    g_signal_handler_disconnect (self->clock, self->layout_handler);
  g_clear_object (&self->clock);
}

static void
map_cb (FreshetRowFiller *self)
{
  release_clock (self);
  self->clock = g_object_ref (gtk_widget_get_frame_clock (self->view));
  self->layout_handler = g_signal_connect_data (self->clock,
                                                "layout",
                                                G_CALLBACK (layout_cb),
                                                self,
                                                NULL,
                                                G_CONNECT_AFTER | G_CONNECT_SWAPPED);
}

static void
freshet_row_filler_dispose (GObject *object)
{
  FreshetRowFiller *self = FRESHET_ROW_FILLER (object);

  g_clear_handle_id (&self->source, g_source_remove);
  release_clock (self);
  g_clear_weak_pointer (&self->view);
  g_hash_table_remove_all (self->late);
  g_clear_handle_id (&self->name_source, g_source_remove);
  g_hash_table_remove_all (self->unnamed);

  G_OBJECT_CLASS (freshet_row_filler_parent_class)->dispose (object);
}

static void
freshet_row_filler_finalize (GObject *object)
{
  g_hash_table_unref (FRESHET_ROW_FILLER (object)->late);
  g_hash_table_unref (FRESHET_ROW_FILLER (object)->unnamed);

  G_OBJECT_CLASS (freshet_row_filler_parent_class)->finalize (object);
}

static void
freshet_row_filler_class_init (FreshetRowFillerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_row_filler_dispose;
  G_OBJECT_CLASS (klass)->finalize = freshet_row_filler_finalize;
}

static void
freshet_row_filler_init (FreshetRowFiller *self)
{
  self->late = g_hash_table_new_full (NULL, NULL, g_object_unref, unref_download);
  self->unnamed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * freshet_row_filler_new:
 * @view: the list that the rows are in
 *
 * Returns: (transfer full): a filler, to be kept as long as @view
 */
FreshetRowFiller *
freshet_row_filler_new (GtkWidget *view)
{
  FreshetRowFiller *self;

  g_return_val_if_fail (GTK_IS_WIDGET (view), NULL);

  self = g_object_new (FRESHET_TYPE_ROW_FILLER, NULL);
  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "map", G_CALLBACK (map_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "unmap", G_CALLBACK (release_clock), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * freshet_row_filler_fill:
 * @self: a filler
 * @row: a row that is in the list
 * @download: (nullable): what it is to show; %NULL while it is not in use
 *
 * Has a row show something else: at once, unless that was asked for many in the same frame. What comes
 * later comes before the row can be seen.
 */
void
freshet_row_filler_fill (FreshetRowFiller *self, FreshetRow *row, FreshetDownload *download)
{
  g_return_if_fail (FRESHET_IS_ROW_FILLER (self));
  g_return_if_fail (FRESHET_IS_ROW (row));

  if (download != NULL && self->n_filled < MOST_AT_ONCE)
    {
      self->n_filled++;
      g_hash_table_remove (self->late, row);
      fill (self, row, download);
      return;
    }
  /* What is not in use is most often used for something else at once. */
  g_hash_table_replace (self->late,
                        g_object_ref (row),
                        download != NULL ? g_object_ref (download) : NULL);
  if (self->source == 0)
    self->source = g_idle_add (idle_cb, self);
}
