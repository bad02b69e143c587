/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gsettingsbackend.h>

#include "freshet-address.h"
#include "freshet-download-private.h"
#include "freshet-history.h"
#include "freshet-test-list.h"

#define DAY ((gint64) G_USEC_PER_SEC * 60 * 60 * 24)

static GSettings *
settings_new (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (APP_ID, backend);
}

static void
add (FreshetQueue *queue, const char *address, FreshetState state, int days)
{
  g_autoptr (GUri) uri = freshet_address_parse (address, NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");

  freshet_download_set_state (download, state);
  download->ended = g_get_real_time () - days * DAY - G_USEC_PER_SEC;
  freshet_queue_add (queue, download);
}

static void
test_lengths (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (FreshetHistory) history = freshet_history_new (queue, settings);

  add (queue, "http://h/old", FRESHET_STATE_FINISHED, 400);
  add (queue, "http://h/failed", FRESHET_STATE_FAILED, 400);
  add (queue, "http://h/month", FRESHET_STATE_FINISHED, 40);
  add (queue, "http://h/week", FRESHET_STATE_FINISHED, 10);
  add (queue, "http://h/new", FRESHET_STATE_FINISHED, 0);
  add (queue, "http://h/waiting", FRESHET_STATE_WAITING, 400);

  g_settings_set_enum (settings, "history", FRESHET_HISTORY_YEAR);
  freshet_test_list_assert_names (queue, "old failed month week new waiting ");
  freshet_history_begin (history);
  freshet_test_list_assert_names (queue, "failed month week new waiting ");
  g_settings_set_enum (settings, "history", FRESHET_HISTORY_MONTH);
  freshet_test_list_assert_names (queue, "failed week new waiting ");
  g_settings_set_enum (settings, "history", FRESHET_HISTORY_WEEK);
  freshet_test_list_assert_names (queue, "failed new waiting ");
  g_settings_set_enum (settings, "history", FRESHET_HISTORY_SESSION);
  freshet_test_list_assert_names (queue, "failed waiting ");
  add (queue, "http://h/now", FRESHET_STATE_FINISHED, -1);
  g_settings_set_enum (settings, "history", FRESHET_HISTORY_FOREVER);
  g_settings_set_enum (settings, "history", FRESHET_HISTORY_SESSION);
  freshet_test_list_assert_names (queue, "failed waiting now ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/history/what-is-finished-goes-when-it-is-old", test_lengths);

  return g_test_run ();
}
