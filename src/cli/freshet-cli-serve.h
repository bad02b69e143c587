/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-cli.h"
#include "freshet-cli-output.h"

G_BEGIN_DECLS

FreshetCliStatus
freshet_cli_serve (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt);

G_END_DECLS
