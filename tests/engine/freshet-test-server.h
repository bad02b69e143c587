/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetTestServer:
 *
 * A server on a port and threads of its own that says exactly what a test tells it to, whatever HTTP
 * has to say of that. Each answer is for one request, on a connection of its own.
 */
typedef struct _FreshetTestServer FreshetTestServer;

typedef enum
{
  FRESHET_TEST_ENDING_CLOSE,
  FRESHET_TEST_ENDING_HANG,
} FreshetTestEnding;

FreshetTestServer *freshet_test_server_new (void);
FreshetTestServer *freshet_test_server_new_tls (const char *certificate);
void freshet_test_server_free (FreshetTestServer *server);

const char *freshet_test_server_get_base_uri (FreshetTestServer *server);
void freshet_test_server_answer (FreshetTestServer *server, const char *format, ...)
    G_GNUC_PRINTF (2, 3);
void freshet_test_server_answer_and_hang (FreshetTestServer *server, const char *text);
guint freshet_test_server_get_n_requests (FreshetTestServer *server);
char *freshet_test_server_get_request (FreshetTestServer *server, guint number);
char *freshet_test_server_get_header (FreshetTestServer *server, guint number, const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestServer, freshet_test_server_free)

G_END_DECLS
