/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-poller.h"

G_BEGIN_DECLS

typedef enum
{
  FRESHET_POLLER_PHASE_IDLE,
  FRESHET_POLLER_PHASE_WAITING,
  FRESHET_POLLER_PHASE_DUE,
} FreshetPollerPhase;

typedef struct
{
  GSource parent;
  FreshetPoller *poller;
} FreshetPollerSource;

struct _FreshetPoller
{
  GMainContext *context;
  FreshetPollerSource *source;
  int epoll;
  GHashTable *watches; /* by their descriptor */
  GQueue waiting;      /* in the order of their deadlines */
  GQueue due;
  int n_cancelled; /* atomic */

  /* In which a source is asked what it waits for. */
  GMainContext *scratch;
  int scratch_fd;
};

struct _FreshetPollerWatch
{
  FreshetPoller *poller;
  int fd; /* -1 before it is known, and once somebody else has the same: then this one was closed */
  gboolean is_set_up;
  gint64 timeout;
  FreshetPollerFunc func;
  gpointer owner; /* a reference while it waits */

  GCancellable *cancellable;
  gulong handler;
  int is_cancelled; /* atomic */

  FreshetPollerPhase phase;
  GList link; /* in the poller's queue of that phase */
  gint64 deadline;
  gboolean timed_out;
};

void freshet_poller_make_due (FreshetPollerWatch *watch);
void freshet_poller_leave_queue (FreshetPollerWatch *watch);
void freshet_poller_plan_wake_up (FreshetPoller *self);

G_END_DECLS
