/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-demo-options.h"
#include "freshet-demo-reply.h"
#include "freshet-demo-tally.h"

G_BEGIN_DECLS

FreshetDemoReply *freshet_demo_gate_judge (const FreshetDemoOptions *options,
                                           SoupMessageHeaders *request,
                                           FreshetDemoTally *tally,
                                           const char *url);

G_END_DECLS
