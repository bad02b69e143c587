/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_TRUST (freshet_trust_get_type ())
G_DECLARE_FINAL_TYPE (FreshetTrust, freshet_trust, FRESHET, TRUST, GTlsDatabase)

GTlsDatabase *freshet_trust_new (GTlsDatabase *database);
void freshet_trust_prepare (FreshetTrust *self);

G_END_DECLS
