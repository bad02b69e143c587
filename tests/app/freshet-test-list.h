/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

void freshet_test_list_assert_names (FreshetQueue *queue, const char *expected);

G_END_DECLS
