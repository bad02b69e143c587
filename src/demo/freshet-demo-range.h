/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FRESHET_DEMO_RANGE_WHOLE,
  FRESHET_DEMO_RANGE_PART,
  FRESHET_DEMO_RANGE_OUTSIDE,
} FreshetDemoRange;

FreshetDemoRange
freshet_demo_range_parse (const char *text, goffset size, goffset *start, goffset *end);

G_END_DECLS
