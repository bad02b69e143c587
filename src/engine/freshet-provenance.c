/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-provenance.h"

#include "freshet-address.h"

/**
 * freshet_provenance_new:
 *
 * Returns: (transfer full): nothing known yet
 */
FreshetProvenance *
freshet_provenance_new (void)
{
  FreshetProvenance *provenance = g_new0 (FreshetProvenance, 1);

  provenance->redirects = g_ptr_array_new_with_free_func (g_free);
  return provenance;
}

/**
 * freshet_provenance_copy:
 * @provenance: what is known
 *
 * Returns: (transfer full): the same
 */
FreshetProvenance *
freshet_provenance_copy (const FreshetProvenance *provenance)
{
  FreshetProvenance *copy = freshet_provenance_new ();

  for (guint i = 0; i < provenance->redirects->len; i++)
    g_ptr_array_add (copy->redirects, g_strdup (provenance->redirects->pdata[i]));
  copy->server = g_strdup (provenance->server);
  copy->tls_version = g_strdup (provenance->tls_version);
  copy->tls_cipher = g_strdup (provenance->tls_cipher);
  copy->tls_issuer = g_strdup (provenance->tls_issuer);
  copy->etag = g_strdup (provenance->etag);
  copy->last_modified = g_strdup (provenance->last_modified);
  return copy;
}

/**
 * freshet_provenance_free:
 * @provenance: (nullable) (transfer full): what is no longer needed
 */
void
freshet_provenance_free (FreshetProvenance *provenance)
{
  if (provenance == NULL)
    return;
  g_ptr_array_unref (provenance->redirects);
  g_free (provenance->server);
  g_free (provenance->tls_version);
  g_free (provenance->tls_cipher);
  g_free (provenance->tls_issuer);
  g_free (provenance->etag);
  g_free (provenance->last_modified);
  g_free (provenance);
}

static void
take (char **field, char *value)
{
  g_free (*field);
  *field = value;
}

static char *
get_header (SoupMessage *message, const char *name)
{
  return g_strdup (
      soup_message_headers_get_one (soup_message_get_response_headers (message), name));
}

static const char *
name_tls_version (GTlsProtocolVersion version)
{
  switch (version)
    {
    case G_TLS_PROTOCOL_VERSION_TLS_1_0:
      return "TLS 1.0";
    case G_TLS_PROTOCOL_VERSION_TLS_1_1:
      return "TLS 1.1";
    case G_TLS_PROTOCOL_VERSION_TLS_1_2:
      return "TLS 1.2";
    case G_TLS_PROTOCOL_VERSION_TLS_1_3:
      return "TLS 1.3";
    case G_TLS_PROTOCOL_VERSION_SSL_3_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_0:
    case G_TLS_PROTOCOL_VERSION_DTLS_1_2:
    case G_TLS_PROTOCOL_VERSION_UNKNOWN:
    default:
      return NULL;
    }
}

static void
note_tls (FreshetProvenance *provenance, SoupMessage *message)
{
  GTlsCertificate *certificate = soup_message_get_tls_peer_certificate (message);
  GTlsProtocolVersion version = soup_message_get_tls_protocol_version (message);

  take (&provenance->tls_version, g_strdup (name_tls_version (version)));
  take (&provenance->tls_cipher, g_strdup (soup_message_get_tls_ciphersuite_name (message)));
  take (&provenance->tls_issuer,
        certificate != NULL ? g_tls_certificate_get_issuer_name (certificate) : NULL);
}

/**
 * freshet_provenance_note:
 * @provenance: what is known
 * @message: a message whose answer has begun
 *
 * Takes over what an answer says. The last one counts, but all that led elsewhere are kept.
 */
void
freshet_provenance_note (FreshetProvenance *provenance, SoupMessage *message)
{
  g_return_if_fail (provenance != NULL);
  g_return_if_fail (SOUP_IS_MESSAGE (message));

  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    g_ptr_array_add (provenance->redirects,
                     freshet_address_to_display (soup_message_get_uri (message)));
  take (&provenance->server, get_header (message, "Server"));
  take (&provenance->etag, get_header (message, "ETag"));
  take (&provenance->last_modified, get_header (message, "Last-Modified"));
  note_tls (provenance, message);
}
