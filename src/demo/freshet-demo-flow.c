/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-flow.h"

#include "freshet-body.h"

/* One chunk is what a connection holds in memory. */
#define CHUNK (256 * 1024)

/* What is sent each time at a rate: 25 ms of it. */
#define STEPS_PER_SECOND 40

/* How far behind its rate a flow may fall and still catch up. */
#define MAX_BEHIND G_USEC_PER_SEC

/* Not a token bucket: a bucket that overflows while the machine is busy loses time, and what is to
 * take two seconds shall take two. The bytes due are counted from the start of the flow instead. */
static goffset
get_due (FreshetDemoFlow *flow, gint64 now)
{
  gint64 planned
      = flow->started + (gint64) ((double) flow->paced * G_USEC_PER_SEC / (double) flow->rate);

  if (now - planned > MAX_BEHIND)
    flow->started += now - planned - MAX_BEHIND;
  return (goffset) ((double) (now - flow->started) * (double) flow->rate / G_USEC_PER_SEC)
         - flow->paced;
}

static gsize
get_ready (FreshetDemoFlow *flow, gint64 now, gint64 *wait)
{
  goffset left = MIN (flow->end - flow->position, CHUNK);
  goffset step, due;

  *wait = 0;
  if (flow->rate == 0 || left == 0)
    return (gsize) left;

  step = CLAMP (flow->rate / STEPS_PER_SECOND, 1, left);
  due = get_due (flow, now);
  if (due < step)
    {
      *wait = 1 + (gint64) ((double) (step - due) * G_USEC_PER_SEC / (double) flow->rate);
      return 0;
    }
  return (gsize) MIN (due, left);
}

/**
 * freshet_demo_flow_start:
 * @flow: a flow that has been told what it is to be
 * @now: the time
 *
 * Starts the clock that a rate is kept by.
 */
void
freshet_demo_flow_start (FreshetDemoFlow *flow, gint64 now)
{
  flow->started = now;
  flow->paced = 0;
}

/**
 * freshet_demo_flow_next:
 * @flow: a flow
 * @now: the time
 * @wait: (out): microseconds until the next bytes are due, or 0 if there are none
 *
 * Returns: (transfer full) (nullable): the bytes to send now, at most 256 KiB; or %NULL
 */
GBytes *
freshet_demo_flow_next (FreshetDemoFlow *flow, gint64 now, gint64 *wait)
{
  gsize ready = get_ready (flow, now, wait);
  goffset from = flow->position;
  guint8 *chunk;

  if (ready == 0)
    return NULL;

  flow->position += (goffset) ready;
  flow->paced += (goffset) ready;
  if (flow->stored != NULL)
    return g_bytes_new_from_bytes (flow->stored, (gsize) from, ready);

  chunk = g_malloc (ready);
  freshet_body_fill (flow->seed, from, chunk, ready);
  return g_bytes_new_take (chunk, ready);
}
