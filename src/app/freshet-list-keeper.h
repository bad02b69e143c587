/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LIST_KEEPER (freshet_list_keeper_get_type ())
G_DECLARE_FINAL_TYPE (FreshetListKeeper, freshet_list_keeper, FRESHET, LIST_KEEPER, GObject)

FreshetListKeeper *freshet_list_keeper_new (FreshetQueue *queue);

void freshet_list_keeper_open (FreshetListKeeper *self, const char *folder);
gboolean freshet_list_keeper_is_ready (FreshetListKeeper *self);
void freshet_list_keeper_close (FreshetListKeeper *self);

G_END_DECLS
