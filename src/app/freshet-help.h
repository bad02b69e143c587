/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-window.h"

G_BEGIN_DECLS

void freshet_help_show (FreshetWindow *window);

G_END_DECLS
