/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FreshetMode:
 * @FRESHET_MODE_ASYNC: asynchronous calls on the main context, below painting
 * @FRESHET_MODE_BLOCKING: blocking calls, one file after another, on the main thread
 * @FRESHET_MODE_THREADS: blocking calls in a pool of worker threads
 * @FRESHET_MODE_NAIVE: asynchronous calls with GIO's stock splice at default priority
 *
 * Who calls a transfer, and where. The nicks are what the command line takes.
 */
typedef enum
{
  FRESHET_MODE_ASYNC,
  FRESHET_MODE_BLOCKING,
  FRESHET_MODE_THREADS,
  FRESHET_MODE_NAIVE,
} FreshetMode;

#define FRESHET_TYPE_MODE (freshet_mode_get_type ())
GType freshet_mode_get_type (void) G_GNUC_CONST;

const char *freshet_mode_to_string (FreshetMode mode);
gboolean freshet_mode_from_string (const char *string, FreshetMode *mode);

G_END_DECLS
