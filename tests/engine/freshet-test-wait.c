/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-wait.h"

/* For a timer that only lets the main context go round. */
gboolean
freshet_test_wake_up_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}
