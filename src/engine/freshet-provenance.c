/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-provenance.h"

#include "freshet-address.h"

static void
provenance_clear (gpointer data)
{
  FreshetProvenance *provenance = data;

  g_strfreev (provenance->redirects);
  g_clear_pointer (&provenance->server, g_ref_string_release);
  g_clear_pointer (&provenance->tls_version, g_ref_string_release);
  g_clear_pointer (&provenance->tls_cipher, g_ref_string_release);
  g_clear_pointer (&provenance->tls_issuer, g_ref_string_release);
  g_free (provenance->etag);
  g_clear_pointer (&provenance->last_modified, g_ref_string_release);
}

static const char *
get_header (SoupMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_message_get_response_headers (message), name);
}

/* For what many files have in common. */
static GRefString *
share (const char *text)
{
  return text != NULL ? g_ref_string_new_intern (text) : NULL;
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

  g_autofree char *issuer = NULL;

  provenance->tls_version = share (name_tls_version (version));
  provenance->tls_cipher = share (soup_message_get_tls_ciphersuite_name (message));
  if (certificate != NULL)
    issuer = g_tls_certificate_get_issuer_name (certificate);
  provenance->tls_issuer = share (issuer);
}

/* Those of before, and @message's where it is one. */
static void
note_redirects (FreshetProvenance *provenance,
                const FreshetProvenance *before,
                SoupMessage *message)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_autofree char *address = NULL;

  if (!SOUP_STATUS_IS_REDIRECTION (soup_message_get_status (message)))
    {
      provenance->redirects = before != NULL ? g_strdupv (before->redirects) : NULL;
      return;
    }
  builder = g_strv_builder_new ();
  if (before != NULL && before->redirects != NULL)
    g_strv_builder_addv (builder, (const char **) before->redirects);
  address = freshet_address_to_display (soup_message_get_uri (message));
  g_strv_builder_add (builder, address);
  provenance->redirects = g_strv_builder_end (builder);
}

/**
 * freshet_provenance_new:
 *
 * Returns: (transfer full): nothing known yet
 */
FreshetProvenance *
freshet_provenance_new (void)
{
  return g_atomic_rc_box_new0 (FreshetProvenance);
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
  provenance->server = share (get_header (message, "Server"));
  provenance->etag = g_strdup (get_header (message, "ETag"));
  provenance->last_modified = share (get_header (message, "Last-Modified"));
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
