/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-http.h"

#include <glib/gi18n-lib.h>

#include "freshet-address.h"
#include "freshet-error.h"

/* What is wrong with a certificate, the most telling first. */
static const char *
describe_certificate (GTlsCertificateFlags flags)
{
  if (flags & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("its certificate has expired");
  if (flags & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("its certificate is not valid yet");
  if (flags & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("its certificate is for another name");
  if (flags & G_TLS_CERTIFICATE_REVOKED)
    return _ ("its certificate was revoked");
  if (flags & G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("its certificate was issued by nobody that this computer trusts");
  return _ ("its certificate is not valid");
}

static GError *
translate_tls_error (SoupMessage *message, const GError *error, const char *host)
{
  GTlsCertificateFlags flags = soup_message_get_tls_peer_certificate_errors (message);

  if (flags != 0)
    return g_error_new (FRESHET_ERROR,
                        FRESHET_ERROR_TLS,
                        /* Translators: a host, then what is wrong with its certificate. */
                        _ ("“%s” cannot be trusted: %s."),
                        host,
                        describe_certificate (flags));
  return g_error_new (FRESHET_ERROR,
                      FRESHET_ERROR_TLS,
                      _ ("There is no secure connection to “%s”: %s"),
                      host,
                      error->message);
}

static GError *
translate_early_end (SoupMessage *message, const char *host)
{
  if (soup_message_get_status (message) == SOUP_STATUS_NONE)
    return g_error_new (FRESHET_ERROR,
                        FRESHET_ERROR_CONNECTION_LOST,
                        _ ("“%s” ended the connection without an answer."),
                        host);
  return g_error_new (FRESHET_ERROR,
                      FRESHET_ERROR_TRUNCATED,
                      _ ("“%s” ended the connection before the end of the file."),
                      host);
}

static GError *
translate_io_error (SoupMessage *message, const GError *error, const char *host)
{
  switch (error->code)
    {
    case G_IO_ERROR_CONNECTION_REFUSED:
      return g_error_new (FRESHET_ERROR,
                          FRESHET_ERROR_UNREACHABLE,
                          _ ("“%s” does not take connections."),
                          host);
    case G_IO_ERROR_HOST_UNREACHABLE:
    case G_IO_ERROR_NETWORK_UNREACHABLE:
      return g_error_new (FRESHET_ERROR,
                          FRESHET_ERROR_UNREACHABLE,
                          _ ("“%s” cannot be reached."),
                          host);
    case G_IO_ERROR_TIMED_OUT:
      return g_error_new (FRESHET_ERROR,
                          FRESHET_ERROR_TIMED_OUT,
                          _ ("“%s” did not answer in time."),
                          host);
    case G_IO_ERROR_PARTIAL_INPUT:
      return translate_early_end (message, host);
    case G_IO_ERROR_CONNECTION_CLOSED:
      return g_error_new (FRESHET_ERROR,
                          FRESHET_ERROR_CONNECTION_LOST,
                          _ ("The connection to “%s” broke."),
                          host);
    default:
      return g_error_new (FRESHET_ERROR,
                          FRESHET_ERROR_CONNECTION_LOST,
                          /* Translators: a host, then what the system says of it. */
                          _ ("The connection to “%s” failed: %s"),
                          host,
                          error->message);
    }
}

static GError *
translate_soup_error (const GError *error, const char *host)
{
  if (error->code == SOUP_SESSION_ERROR_PARSING || error->code == SOUP_SESSION_ERROR_ENCODING)
    return g_error_new (FRESHET_ERROR,
                        FRESHET_ERROR_BAD_RESPONSE,
                        _ ("“%s” does not answer in HTTP."),
                        host);
  return g_error_new (FRESHET_ERROR,
                      FRESHET_ERROR_CONNECTION_LOST,
                      _ ("The connection to “%s” broke."),
                      host);
}

/* In a sandbox that has no network, not even a proxy may be looked for. */
static gboolean
is_portal_refusal (const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  return g_strcmp0 (name, "org.freedesktop.portal.Error.NotAllowed") == 0;
}

/**
 * freshet_http_translate_error:
 * @message: (nullable): the message that failed
 * @error: (transfer full): what GIO or libsoup said
 *
 * Says what an error means for a download, in words. A cancellation and what is in %FRESHET_ERROR
 * already stay as they are.
 *
 * Returns: (transfer full): an error in %FRESHET_ERROR, or a %G_IO_ERROR_CANCELLED
 */
GError *
freshet_http_translate_error (SoupMessage *message, GError *error)
{
  g_autoptr (GError) original = error;
  g_autofree char *host = NULL;

  if (message == NULL || error->domain == FRESHET_ERROR
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_steal_pointer (&original);

  if (is_portal_refusal (error))
    return g_error_new_literal (FRESHET_ERROR,
                                FRESHET_ERROR_NO_NETWORK,
                                _ ("This program’s sandbox is not allowed to use the network."));
  host = freshet_address_get_host (soup_message_get_uri (message));
  if (error->domain == G_RESOLVER_ERROR)
    return g_error_new (FRESHET_ERROR,
                        FRESHET_ERROR_HOST_NOT_FOUND,
                        _ ("There is no server named “%s”, or no network to look for it."),
                        host);
  if (error->domain == G_TLS_ERROR)
    return translate_tls_error (message, error, host);
  if (error->domain == SOUP_SESSION_ERROR)
    return translate_soup_error (error, host);
  return translate_io_error (message, error, host);
}
