/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FreshetState:
 * @FRESHET_STATE_WAITING: not started, or to be started again
 * @FRESHET_STATE_CONNECTING: the request was sent, no answer yet
 * @FRESHET_STATE_DOWNLOADING: bytes are coming
 * @FRESHET_STATE_PAUSED: stopped by the user, goes on from where it was
 * @FRESHET_STATE_VERIFYING: all bytes are there and are being checked and flushed
 * @FRESHET_STATE_FINISHED: in place, under its final name
 * @FRESHET_STATE_FAILED: given up; the error says why
 * @FRESHET_STATE_CANCELLED: given up by the user
 */
typedef enum
{
  FRESHET_STATE_WAITING,
  FRESHET_STATE_CONNECTING,
  FRESHET_STATE_DOWNLOADING,
  FRESHET_STATE_PAUSED,
  FRESHET_STATE_VERIFYING,
  FRESHET_STATE_FINISHED,
  FRESHET_STATE_FAILED,
  FRESHET_STATE_CANCELLED,
} FreshetState;

#define FRESHET_TYPE_STATE (freshet_state_get_type ())
GType freshet_state_get_type (void) G_GNUC_CONST;
const char *freshet_state_to_string (FreshetState state);
gboolean freshet_state_from_string (const char *text, FreshetState *state);
gboolean freshet_state_is_active (FreshetState state);
gboolean freshet_state_is_final (FreshetState state);

/**
 * FreshetRestart:
 * @FRESHET_RESTART_NONE: nothing was there before, or it was gone on with
 * @FRESHET_RESTART_CHANGED: the file on the server is another one by now
 * @FRESHET_RESTART_NO_RANGES: the server cannot give the rest of a file, or not so that one could be
 *   sure that it is of the same file
 *
 * Why a file that was there in part is fetched from its beginning.
 */
typedef enum
{
  FRESHET_RESTART_NONE,
  FRESHET_RESTART_CHANGED,
  FRESHET_RESTART_NO_RANGES,
} FreshetRestart;

#define FRESHET_TYPE_RESTART (freshet_restart_get_type ())
GType freshet_restart_get_type (void) G_GNUC_CONST;

G_END_DECLS
