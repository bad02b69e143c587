/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-proxy.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-error.h"

static gboolean
is_known_scheme (const char *scheme)
{
  static const char *const known[]
      = { "http", "https", "socks", "socks4", "socks4a", "socks5", NULL };

  return g_strv_contains (known, scheme);
}

/**
 * freshet_proxy_parse:
 * @text: a proxy as a person types it, such as `proxy.example.org:8080` or `socks5://localhost:1080`
 * @error: return location for an error
 *
 * Without a scheme it is an HTTP proxy. There is no room for a password: settings are not secret.
 *
 * Returns: (transfer full): the proxy as GIO reads it, or %NULL with %FRESHET_ERROR_BAD_ADDRESS
 */
char *
freshet_proxy_parse (const char *text, GError **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *completed = NULL;
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stripped = g_strstrip (g_strdup (text));
  completed = strstr (stripped, "://") != NULL ? g_strdup (stripped)
                                               : g_strconcat ("http://", stripped, NULL);
  uri = g_uri_parse (completed, G_URI_FLAGS_SCHEME_NORMALIZE, NULL);
  if (uri == NULL || !is_known_scheme (g_uri_get_scheme (uri)) || g_uri_get_host (uri) == NULL
      || *g_uri_get_host (uri) == '\0' || strpbrk (g_uri_get_host (uri), " \t") != NULL
      || g_uri_get_userinfo (uri) != NULL
      || strspn (g_uri_get_path (uri), "/") != strlen (g_uri_get_path (uri)))
    {
      g_set_error_literal (error,
                           FRESHET_ERROR,
                           FRESHET_ERROR_BAD_ADDRESS,
                           _ ("This is not a proxy. One looks like proxy.example.org:8080 or "
                              "socks5://localhost:1080."));
      return NULL;
    }
  return g_uri_join (G_URI_FLAGS_NONE,
                     g_uri_get_scheme (uri),
                     NULL,
                     g_uri_get_host (uri),
                     g_uri_get_port (uri),
                     "",
                     NULL,
                     NULL);
}
