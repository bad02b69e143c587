/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-adder.h"

G_BEGIN_DECLS

void freshet_drop_accept (GtkWidget *widget, FreshetAdder *adder);

G_END_DECLS
