/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-demo-server.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetTestQueue:
 *
 * A queue, a demo server and an empty folder for a test.
 */
typedef struct
{
  FreshetDemoServer *server;
  FreshetQueue *queue;
  char *directory;
  FreshetReport *report;
  guint n_runs;
} FreshetTestQueue;

FreshetTestQueue *freshet_test_queue_new (FreshetMode mode);
void freshet_test_queue_free (FreshetTestQueue *test);
FreshetDownload *freshet_test_queue_add (FreshetTestQueue *test, const char *path);
void freshet_test_queue_run (FreshetTestQueue *test);
void freshet_test_queue_wait (FreshetTestQueue *test);
void freshet_test_queue_wait_received (FreshetTestQueue *test,
                                       FreshetDownload *download,
                                       goffset received);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestQueue, freshet_test_queue_free)

G_END_DECLS
