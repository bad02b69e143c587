/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

gboolean freshet_complete_check (FreshetReport *report, GError **error);

G_END_DECLS
