/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-pulse.h"
#include "freshet-queue.h"

G_BEGIN_DECLS

FreshetReport *freshet_cli_run (FreshetQueue *queue, FreshetPulse *pulse, GCancellable *interrupt);

G_END_DECLS
