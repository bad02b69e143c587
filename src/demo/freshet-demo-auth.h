/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

gboolean freshet_demo_auth_is_basic (SoupMessageHeaders *request, const char *user_and_password);
SoupAuthDomain *freshet_demo_auth_new_digest (void);

G_END_DECLS
