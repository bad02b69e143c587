/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetTestSurvival:
 * @FRESHET_TEST_SURVIVAL_NOTHING: nothing but what was flushed
 * @FRESHET_TEST_SURVIVAL_ALL: everything: the program ended, and the computer did not
 * @FRESHET_TEST_SURVIVAL_NAMES: all names, and of the data what was flushed
 * @FRESHET_TEST_SURVIVAL_DATA: all data, and of the names what was flushed
 * @FRESHET_TEST_SURVIVAL_ORDERED: names up to some change of them, and any pages of the data
 * @FRESHET_TEST_SURVIVAL_ANY: any changes of names, whatever their order, and any pages of the data
 *
 * What a crash leaves of what was not flushed.
 */
typedef enum
{
  FRESHET_TEST_SURVIVAL_NOTHING,
  FRESHET_TEST_SURVIVAL_ALL,
  FRESHET_TEST_SURVIVAL_NAMES,
  FRESHET_TEST_SURVIVAL_DATA,
  FRESHET_TEST_SURVIVAL_ORDERED,
  FRESHET_TEST_SURVIVAL_ANY,
  FRESHET_TEST_N_SURVIVALS,
} FreshetTestSurvival;

/**
 * FreshetTestCrash:
 *
 * What happened to the files of a folder, call by call. A test that is linked with this gets the calls
 * that change files in front of libc's; flushes take no time in it.
 */
typedef struct _FreshetTestCrash FreshetTestCrash;

FreshetTestCrash *freshet_test_crash_record (const char *folder);
void freshet_test_crash_note (FreshetTestCrash *crash, const char *note);
void freshet_test_crash_stop (FreshetTestCrash *crash);
void freshet_test_crash_free (FreshetTestCrash *crash);

guint freshet_test_crash_get_n_steps (FreshetTestCrash *crash);
gboolean freshet_test_crash_has_note (FreshetTestCrash *crash, guint n_steps, const char *note);
char *freshet_test_crash_describe (FreshetTestCrash *crash, guint n_steps);
GHashTable *freshet_test_crash_replay (FreshetTestCrash *crash,
                                       guint n_steps,
                                       FreshetTestSurvival survival,
                                       GRand *rand);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestCrash, freshet_test_crash_free)

G_END_DECLS
