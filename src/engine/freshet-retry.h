/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean freshet_retry_is_worth_it (const GError *error, guint http_status);
gboolean freshet_retry_may_be_offline (const GError *error);
gint64 freshet_retry_delay (guint attempt, gint64 retry_after, double random);

G_END_DECLS
