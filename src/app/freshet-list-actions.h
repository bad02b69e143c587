/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-download-list.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_LIST_ACTIONS (freshet_list_actions_get_type ())
G_DECLARE_FINAL_TYPE (FreshetListActions, freshet_list_actions, FRESHET, LIST_ACTIONS, GObject)

FreshetListActions *
freshet_list_actions_new (GActionMap *map, FreshetDownloadList *list, GSettings *settings);

G_END_DECLS
