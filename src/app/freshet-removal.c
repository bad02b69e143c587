/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-removal.h"

#include <glib/gi18n-lib.h>

struct _FreshetRemoval
{
  FreshetQueue *queue;  /* owned */
  GPtrArray *downloads; /* owned, of FreshetDownload, in the order of the list */
  GArray *positions;    /* owned, of guint: where they were */
};

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
  removal->downloads = freshet_queue_remove_many (queue, downloads, &removal->positions);
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

  freshet_queue_insert_many (removal->queue, removal->downloads, removal->positions);
  g_ptr_array_set_size (removal->downloads, 0);
  g_array_set_size (removal->positions, 0);
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

  n_removed = removal->downloads->len;
  if (n_removed == 1)
    /* Translators: %s is a file name */
    return g_strdup_printf (_ ("“%s” removed from the list"),
                            freshet_download_get_name (removal->downloads->pdata[0]));
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
  g_ptr_array_unref (removal->downloads);
  g_array_unref (removal->positions);
  g_object_unref (removal->queue);
  g_free (removal);
}
