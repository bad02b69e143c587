/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

GPtrArray *freshet_add_uris (FreshetQueue *queue, GPtrArray *uris, const char *folder);
void freshet_add_uris_again (FreshetQueue *queue, GPtrArray *uris, const char *folder);
void freshet_add_temporary_uris (FreshetQueue *queue, GPtrArray *uris, const char *folder);

G_END_DECLS
