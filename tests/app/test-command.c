/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-command.h"

#define N_STATES (FRESHET_STATE_CANCELLED + 1)

static void
test_offered (void)
{
  static const struct
  {
    FreshetState state;
    FreshetCommand first;
    FreshetCommand last;
    gboolean has_file;
    const char *label;
  } cases[] = {
    { FRESHET_STATE_WAITING, FRESHET_COMMAND_START, FRESHET_COMMAND_REMOVE, FALSE, "Start" },
    { FRESHET_STATE_CONNECTING, FRESHET_COMMAND_PAUSE, FRESHET_COMMAND_CANCEL, FALSE, "Pause" },
    { FRESHET_STATE_DOWNLOADING, FRESHET_COMMAND_PAUSE, FRESHET_COMMAND_CANCEL, FALSE, "Pause" },
    { FRESHET_STATE_PAUSED, FRESHET_COMMAND_START, FRESHET_COMMAND_CANCEL, FALSE, "Resume" },
    { FRESHET_STATE_VERIFYING, FRESHET_COMMAND_NONE, FRESHET_COMMAND_CANCEL, FALSE, "" },
    { FRESHET_STATE_FINISHED, FRESHET_COMMAND_OPEN, FRESHET_COMMAND_REMOVE, TRUE, "Open" },
    { FRESHET_STATE_FAILED, FRESHET_COMMAND_START, FRESHET_COMMAND_REMOVE, FALSE, "Try Again" },
    { FRESHET_STATE_CANCELLED,
      FRESHET_COMMAND_START,
      FRESHET_COMMAND_REMOVE,
      FALSE,
      "Download Again" },
  };

  g_assert_cmpint (G_N_ELEMENTS (cases), ==, N_STATES);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FreshetState state = cases[i].state;

      g_assert_cmpint (freshet_command_first (state), ==, cases[i].first);
      g_assert_cmpint (freshet_command_last (state), ==, cases[i].last);
      g_assert_cmpint (freshet_command_fits (FRESHET_COMMAND_SHOW_IN_FOLDER, state),
                       ==,
                       cases[i].has_file);
      g_assert_cmpstr (freshet_command_get_label (freshet_command_first (state), state),
                       ==,
                       cases[i].label);
    }
}

/* A button without a name or a picture is worse than none. */
static void
test_named (void)
{
  for (FreshetCommand command = FRESHET_COMMAND_START; command <= FRESHET_COMMAND_REMOVE; command++)
    {
      for (FreshetState state = FRESHET_STATE_WAITING; state < N_STATES; state++)
        {
          g_assert_cmpstr (freshet_command_get_label (command, state), !=, "");
          g_assert_true (
              g_str_has_suffix (freshet_command_get_icon_name (command, state), "-symbolic"));
        }
    }
}

static void
test_always_removable (void)
{
  for (FreshetState state = FRESHET_STATE_WAITING; state < N_STATES; state++)
    g_assert_true (freshet_command_fits (FRESHET_COMMAND_REMOVE, state));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/command/fits-the-state", test_offered);
  g_test_add_func ("/command/has-a-name-and-an-icon", test_named);
  g_test_add_func ("/command/whatever-it-is-at-it-can-be-removed", test_always_removable);

  return g_test_run ();
}
