/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-transfer-private.h"

G_BEGIN_DECLS

gboolean freshet_segments_are_possible (FreshetTransfer *transfer);
void freshet_segments_receive_async (FreshetTransfer *transfer,
                                     GInputStream *body,
                                     int io_priority,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
void freshet_segments_tune (GTask *task, gint64 now);
gssize
freshet_segments_receive_finish (FreshetTransfer *transfer, GAsyncResult *result, GError **error);

G_END_DECLS
