/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <adwaita.h>
#include <gio/gsettingsbackend.h>

#include "freshet-address.h"
#include "freshet-download-private.h"
#include "freshet-list-actions.h"
#include "freshet-resources.h"

/* No timer comes to its end meanwhile. */
static void
do_what_is_due (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_finished_can_be_cleared_at_once (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();
  g_autoptr (GSettings) settings = g_settings_new_with_backend (APP_ID, backend);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (GUri) uri = freshet_address_parse ("http://h/a", NULL);
  g_autoptr (FreshetDownload) download = freshet_download_new (uri, "/nowhere");
  FreshetDownloadList *list = g_object_ref_sink (g_object_new (FRESHET_TYPE_DOWNLOAD_LIST, NULL));
  FreshetListActions *actions;

  freshet_download_list_set_queue (list, queue);
  actions = freshet_list_actions_new (G_ACTION_MAP (group), list, settings);
  do_what_is_due ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "clear-finished"));

  /* As the list of the last time comes. */
  freshet_download_set_state (download, FRESHET_STATE_FINISHED);
  freshet_queue_add (queue, download);
  do_what_is_due ();
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "clear-finished"));

  freshet_queue_remove (queue, download);
  do_what_is_due ();
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (group), "clear-finished"));

  g_assert_finalize_object (actions);
  g_object_unref (list);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/list-actions/what-is-finished-can-be-cleared-at-once",
                   test_finished_can_be_cleared_at_once);

  return g_test_run ();
}
