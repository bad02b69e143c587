/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-demo-server.h"
#include "freshet-test-client.h"

G_BEGIN_DECLS

FreshetDemoServer *freshet_test_demo_new (void);
FreshetTestAnswer *
freshet_test_demo_get (FreshetDemoServer *server, const char *path, const char *headers);
FreshetTestAnswer *freshet_test_demo_head (FreshetDemoServer *server, const char *path);
void
freshet_test_assert_body (FreshetTestAnswer *answer, guint64 seed, goffset start, gsize length);
void freshet_test_assert_header (FreshetTestAnswer *answer, const char *name, const char *expected);

G_END_DECLS
