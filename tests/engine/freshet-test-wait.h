/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer than anything takes, also under valgrind on a busy machine. */
#define FRESHET_TEST_DEADLINE_US (40 * G_USEC_PER_SEC)

gboolean freshet_test_wake_up_cb (gpointer data);

/**
 * FRESHET_TEST_WAIT_UNTIL:
 * @condition: what to wait for
 *
 * Iterates the main context until @condition holds, and looks every few milliseconds whether it does. No
 * test waits for longer than the deadline.
 */
#define FRESHET_TEST_WAIT_UNTIL(condition)                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    gint64 deadline_ = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;                         \
    guint timer_ = g_timeout_add (2, freshet_test_wake_up_cb, NULL);                               \
                                                                                                   \
    while (!(condition))                                                                           \
      {                                                                                            \
        g_assert_cmpint (g_get_monotonic_time (), <, deadline_);                                   \
        g_main_context_iteration (NULL, TRUE);                                                     \
      }                                                                                            \
    g_source_remove (timer_);                                                                      \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
