/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetListFilter:
 * @FRESHET_LIST_FILTER_ALL: all downloads
 * @FRESHET_LIST_FILTER_ACTIVE: those for which something is being done
 * @FRESHET_LIST_FILTER_WAITING: those that wait or are paused
 * @FRESHET_LIST_FILTER_FAILED: those that were given up
 * @FRESHET_LIST_FILTER_FINISHED: those that are in place
 *
 * Which downloads the list shows.
 */
typedef enum
{
  FRESHET_LIST_FILTER_ALL,
  FRESHET_LIST_FILTER_ACTIVE,
  FRESHET_LIST_FILTER_WAITING,
  FRESHET_LIST_FILTER_FAILED,
  FRESHET_LIST_FILTER_FINISHED,
} FreshetListFilter;

#define FRESHET_TYPE_LIST_FILTER (freshet_list_filter_get_type ())
GType freshet_list_filter_get_type (void) G_GNUC_CONST;
const char *freshet_list_filter_get_label (FreshetListFilter filter);

/**
 * FreshetListSort:
 * @FRESHET_LIST_SORT_QUEUE: the order in which they have their turn
 * @FRESHET_LIST_SORT_NEWEST: what was added last comes first
 * @FRESHET_LIST_SORT_NAME: by name
 * @FRESHET_LIST_SORT_SIZE: the largest comes first
 * @FRESHET_LIST_SORT_STATE: what runs comes first, what is finished last
 *
 * The order in which the list shows its downloads.
 */
typedef enum
{
  FRESHET_LIST_SORT_QUEUE,
  FRESHET_LIST_SORT_NEWEST,
  FRESHET_LIST_SORT_NAME,
  FRESHET_LIST_SORT_SIZE,
  FRESHET_LIST_SORT_STATE,
} FreshetListSort;

#define FRESHET_TYPE_LIST_SORT (freshet_list_sort_get_type ())
GType freshet_list_sort_get_type (void) G_GNUC_CONST;

#define FRESHET_TYPE_LIST_ORDER (freshet_list_order_get_type ())
G_DECLARE_FINAL_TYPE (FreshetListOrder, freshet_list_order, FRESHET, LIST_ORDER, GObject)

FreshetListOrder *freshet_list_order_new (FreshetQueue *queue);

GListModel *freshet_list_order_get_model (FreshetListOrder *self);
void freshet_list_order_set_text (FreshetListOrder *self, const char *text);
void freshet_list_order_set_filter (FreshetListOrder *self, FreshetListFilter filter);
void freshet_list_order_set_sort (FreshetListOrder *self, FreshetListSort sort);
gboolean freshet_list_order_is_whole_queue (FreshetListOrder *self);

G_END_DECLS
