/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetTestCall:
 *
 * The calls by which the engine changes files. A test that is linked with this gets them in front of
 * libc's, and can make them fail.
 */
typedef enum
{
  FRESHET_TEST_CALL_CREATE,
  FRESHET_TEST_CALL_OPEN_NO_LINK,
  FRESHET_TEST_CALL_OPEN_UNNAMED,
  FRESHET_TEST_CALL_FLOCK,
  FRESHET_TEST_CALL_FALLOCATE,
  FRESHET_TEST_CALL_PWRITE,
  FRESHET_TEST_CALL_FDATASYNC,
  FRESHET_TEST_CALL_SYNCFS,
  FRESHET_TEST_CALL_FSYNC,
  FRESHET_TEST_CALL_RENAMEAT2,
  FRESHET_TEST_CALL_LINK,
  FRESHET_TEST_CALL_LINKAT,
  FRESHET_TEST_N_CALLS,
} FreshetTestCall;

void freshet_test_disk_fail (FreshetTestCall call, int code, guint after);
void freshet_test_disk_fail_in (const char *folder, FreshetTestCall call, int code);
void freshet_test_disk_heal (void);
void freshet_test_disk_set_in_memory (gboolean in_memory);
guint freshet_test_disk_count (FreshetTestCall call);

G_END_DECLS
