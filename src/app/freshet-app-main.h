/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int freshet_app_main (int argc, char **argv, const char *localedir);

G_END_DECLS
