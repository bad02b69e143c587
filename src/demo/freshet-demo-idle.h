/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void freshet_demo_idle_begin (GSocket *socket);
void freshet_demo_idle_end (GSocket *socket);

G_END_DECLS
