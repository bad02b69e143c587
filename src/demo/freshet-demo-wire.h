/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-demo-exchange.h"

G_BEGIN_DECLS

void freshet_demo_wire_send (FreshetDemoExchange *exchange);

G_END_DECLS
