/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-part-private.h"

#include "freshet-publish.h"

/*
 * The record is brought up to date each time that another eighth of what came since the start has come,
 * so that an eighth is about what a crash can cost, and a large file needs no more than some dozens of
 * flushes. Bytes that took no longer than the least time to come are not worth more flushes.
 */
#define CHECKPOINT_FRACTION 8
#define CHECKPOINT_MIN (128 * 1024)
#define CHECKPOINT_MAX (64 * 1024 * 1024)
#define CHECKPOINT_LEAST_US (G_USEC_PER_SEC / 10)
#define CHECKPOINT_SLOW_US G_USEC_PER_SEC
#define CHECKPOINT_MOST_US (5 * G_USEC_PER_SEC)

/*
 * @n_come bytes came since the part was opened, @n_fresh of them since the last record, @elapsed
 * microseconds ago.
 */
gboolean
freshet_part_is_checkpoint_worth_it (goffset n_come, goffset n_fresh, gint64 elapsed)
{
  goffset step = MIN (n_come / CHECKPOINT_FRACTION, CHECKPOINT_MAX);

  if (n_fresh <= 0 || elapsed < CHECKPOINT_LEAST_US)
    return FALSE;
  return elapsed >= CHECKPOINT_MOST_US || n_fresh >= MAX (step, CHECKPOINT_MIN)
         || (elapsed >= CHECKPOINT_SLOW_US && n_fresh >= step);
}

gboolean
freshet_part_is_checkpoint_due (FreshetPart *part)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&part->mutex);
  goffset size = freshet_range_set_get_size (part->written);

  return freshet_part_is_checkpoint_worth_it (size - part->opened,
                                              size - part->recorded,
                                              g_get_monotonic_time () - part->recorded_at);
}

/**
 * freshet_part_checkpoint:
 * @part: a part
 * @error: see freshet_part_write()
 *
 * Flushes what was written, and then records that it is there.
 *
 * Returns: whether it was recorded
 */
gboolean
freshet_part_checkpoint (FreshetPart *part, GError **error)
{
  g_autoptr (FreshetRangeSet) flushed = NULL;
  g_autoptr (GMutexLocker) locker = NULL;

  if (!freshet_part_put_on_disk (part, error))
    return FALSE;
  g_mutex_lock (&part->mutex);
  flushed = freshet_range_set_copy (part->written);
  g_mutex_unlock (&part->mutex);
  if (!freshet_part_flush (part, error))
    return FALSE;

  locker = g_mutex_locker_new (&part->mutex);
  part->recorded_at = g_get_monotonic_time ();
  /* Another worker may have recorded more meanwhile. */
  if (freshet_range_set_get_size (flushed) <= part->recorded)
    return TRUE;
  g_array_unref (part->record->ranges);
  part->record->ranges = g_steal_pointer (&flushed);
  if (!freshet_part_save_record (part, error)
      || !freshet_publish_flush_folder (part->directory, error))
    return FALSE;
  part->recorded = freshet_range_set_get_size (part->record->ranges);
  return TRUE;
}
