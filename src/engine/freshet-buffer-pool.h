/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FRESHET_BUFFER_MIN (16 * 1024)
#define FRESHET_BUFFER_MAX (1024 * 1024)

/**
 * FreshetBuffer:
 * @size: how much it holds, a power of two from %FRESHET_BUFFER_MIN to %FRESHET_BUFFER_MAX
 * @fill: how much is in it
 */
typedef struct
{
  gsize size;
  gsize fill;
  char data[];
} FreshetBuffer;

FreshetBuffer *freshet_buffer_acquire (gsize wanted);
void freshet_buffer_release (FreshetBuffer *buffer);
gsize freshet_buffer_pool_trim (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetBuffer, freshet_buffer_release)

G_END_DECLS
