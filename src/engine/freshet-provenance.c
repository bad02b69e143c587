/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-provenance.h"

#include "freshet-address.h"

static void
provenance_clear (gpointer data)
{
  FreshetProvenance *provenance = data;

  g_ptr_array_unref (provenance->redirects);
  g_free (provenance->server);
  g_free (provenance->tls_version);
  g_free (provenance->tls_cipher);
  g_free (provenance->tls_issuer);
  g_free (provenance->etag);
  g_free (provenance->last_modified);
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

  provenance->tls_version = g_strdup (name_tls_version (version));
  provenance->tls_cipher = g_strdup (soup_message_get_tls_ciphersuite_name (message));
  if (certificate != NULL)
    provenance->tls_issuer = g_tls_certificate_get_issuer_name (certificate);
}

/* Those of before, and @message's where it is one. */
static void
note_redirects (FreshetProvenance *provenance,
                const FreshetProvenance *before,
                SoupMessage *message)
{
  for (guint i = 0; before != NULL && i < before->redirects->len; i++)
    g_ptr_array_add (provenance->redirects, g_strdup (before->redirects->pdata[i]));
  if (SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    g_ptr_array_add (provenance->redirects,
                     freshet_address_to_display (soup_message_get_uri (message)));
}

/**
 * freshet_provenance_new:
 *
 * Returns: (transfer full): nothing known yet
 */
FreshetProvenance *
freshet_provenance_new (void)
{
  FreshetProvenance *provenance = g_atomic_rc_box_new0 (FreshetProvenance);

  provenance->redirects = g_ptr_array_new_with_free_func (g_free);
  return provenance;
}

/**
 * freshet_provenance_note:
 * @before: (nullable): what was known before
 * @message: a message whose answer has begun
 *
 * Takes over what an answer says. The last one counts, but all that led elsewhere are kept.
 *
 * Returns: (transfer full): what is known now; it does not change any more
 */
FreshetProvenance *
freshet_provenance_note (const FreshetProvenance *before, SoupMessage *message)
{
  FreshetProvenance *provenance;

  g_return_val_if_fail (SOUP_IS_MESSAGE (message), NULL);

  provenance = freshet_provenance_new ();
  note_redirects (provenance, before, message);
  provenance->server = get_header (message, "Server");
  provenance->etag = get_header (message, "ETag");
  provenance->last_modified = get_header (message, "Last-Modified");
  note_tls (provenance, message);
  return provenance;
}

/**
 * freshet_provenance_ref:
 * @provenance: what is known
 *
 * Returns: (transfer full): the same
 */
FreshetProvenance *
freshet_provenance_ref (FreshetProvenance *provenance)
{
  return g_atomic_rc_box_acquire (provenance);
}

/**
 * freshet_provenance_unref:
 * @provenance: (transfer full): what is no longer needed
 */
void
freshet_provenance_unref (FreshetProvenance *provenance)
{
  g_atomic_rc_box_release_full (provenance, provenance_clear);
}
