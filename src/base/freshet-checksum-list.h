/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-checksum.h"

G_BEGIN_DECLS

FreshetChecksum *freshet_checksum_list_find (const char *text, const char *name);

G_END_DECLS
