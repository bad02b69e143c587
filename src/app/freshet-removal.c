/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-removal.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  FreshetDownload *download; /* owned */
  guint position;
} Removed;

struct _FreshetRemoval
{
  FreshetQueue *queue; /* owned */
  GArray *removed;     /* owned, of Removed */
};

static void
removed_clear (gpointer data)
{
  Removed *removed = data;

  g_clear_object (&removed->download);
}

static int
compare_positions (gconstpointer a, gconstpointer b)
{
  guint position_a = ((const Removed *) a)->position;
  guint position_b = ((const Removed *) b)->position;

  return (position_a > position_b) - (position_a < position_b);
}

/**
 * freshet_removal_new:
 * @queue: the list
 * @downloads: (element-type FreshetDownload): what to take out of it
 *
 * Takes downloads out of the list. Those that run stop; no file is touched.
 *
 * Returns: (transfer full): what it takes to put them back
 */
FreshetRemoval *
freshet_removal_new (FreshetQueue *queue, GPtrArray *downloads)
{
  FreshetRemoval *removal;

  g_return_val_if_fail (FRESHET_IS_QUEUE (queue), NULL);
  g_return_val_if_fail (downloads != NULL, NULL);

  removal = g_new0 (FreshetRemoval, 1);
  removal->queue = g_object_ref (queue);
  removal->removed = g_array_sized_new (FALSE, FALSE, sizeof (Removed), downloads->len);
  g_array_set_clear_func (removal->removed, removed_clear);

  for (guint i = 0; i < downloads->len; i++)
    {
      Removed removed = { .download = downloads->pdata[i] };

      if (!freshet_queue_find (queue, removed.download, &removed.position))
        continue;
      g_object_ref (removed.download);
      g_array_append_val (removal->removed, removed);
    }
  g_array_sort (removal->removed, compare_positions);

  for (guint i = 0; i < removal->removed->len; i++)
    freshet_queue_remove (queue, g_array_index (removal->removed, Removed, i).download);
  return removal;
}

/**
 * freshet_removal_undo:
 * @removal: what was taken out
 *
 * Puts the downloads back where they were. Does nothing a second time.
 */
void
freshet_removal_undo (FreshetRemoval *removal)
{
  g_return_if_fail (removal != NULL);

  for (guint i = 0; i < removal->removed->len; i++)
    {
      Removed *removed = &g_array_index (removal->removed, Removed, i);
      guint n_items = g_list_model_get_n_items (G_LIST_MODEL (removal->queue));

      /* The list may have become shorter since. */
      freshet_queue_insert (removal->queue, MIN (removed->position, n_items), removed->download);
    }
  g_array_set_size (removal->removed, 0);
}

/**
 * freshet_removal_describe:
 * @removal: what was taken out
 *
 * Returns: (transfer full): what happened, in the user's language
 */
char *
freshet_removal_describe (FreshetRemoval *removal)
{
  guint n_removed;

  g_return_val_if_fail (removal != NULL, NULL);

  n_removed = removal->removed->len;
  if (n_removed == 1)
    /* Translators: %s is a file name */
    return g_strdup_printf (_ ("“%s” removed from the list"),
                            freshet_download_get_name (
                                g_array_index (removal->removed, Removed, 0).download));
  return g_strdup_printf (ngettext ("%u download removed from the list",
                                    "%u downloads removed from the list",
                                    n_removed),
                          n_removed);
}

/**
 * freshet_removal_free:
 * @removal: (transfer full): what was taken out
 */
void
freshet_removal_free (FreshetRemoval *removal)
{
  g_array_unref (removal->removed);
  g_object_unref (removal->queue);
  g_free (removal);
}
