/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A host that is not there, whatever the network of this machine says. */
#define FRESHET_TEST_NO_HOST "nowhere.example"

void freshet_test_resolver_install (void);

G_END_DECLS
