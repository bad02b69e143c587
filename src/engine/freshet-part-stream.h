/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "freshet-part.h"

G_BEGIN_DECLS

/**
 * FreshetPartFate:
 * @FRESHET_PART_KEEP: it is kept and recorded, to be gone on with
 * @FRESHET_PART_DISCARD: it is removed
 * @FRESHET_PART_SET_ASIDE: it is renamed to `NAME.bad`
 *
 * What becomes of a part that was given up.
 */
typedef enum
{
  FRESHET_PART_KEEP,
  FRESHET_PART_DISCARD,
  FRESHET_PART_SET_ASIDE,
} FreshetPartFate;

#define FRESHET_TYPE_PART_STREAM (freshet_part_stream_get_type ())
G_DECLARE_FINAL_TYPE (FreshetPartStream, freshet_part_stream, FRESHET, PART_STREAM, GOutputStream)

FreshetPartStream *freshet_part_stream_new (FreshetPart *part);
FreshetPartStream *freshet_part_stream_new_at (FreshetPartStream *whole, goffset offset);
FreshetPart *freshet_part_stream_get_part (FreshetPartStream *self);
void freshet_part_stream_set_fate (FreshetPartStream *self, FreshetPartFate fate);

G_END_DECLS
