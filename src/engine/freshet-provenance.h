/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FreshetProvenance:
 * @redirects: (element-type utf8): the addresses that led elsewhere, in their order, without user info
 * @server: (nullable): what the server says that it is
 * @tls_version: (nullable): the version of TLS, such as “TLS 1.3”; %NULL where the connection was plain
 * @tls_cipher: (nullable): the name of the cipher suite
 * @tls_issuer: (nullable): who vouches for the server, as its certificate names them
 * @etag: (nullable): the entity tag of the file, as it was sent
 * @last_modified: (nullable): when the file was changed, as it was sent
 *
 * Where a file came from: what the server has said of it and of itself.
 */
typedef struct
{
  GPtrArray *redirects;
  char *server;
  char *tls_version;
  char *tls_cipher;
  char *tls_issuer;
  char *etag;
  char *last_modified;
} FreshetProvenance;

FreshetProvenance *freshet_provenance_new (void);
FreshetProvenance *freshet_provenance_note (const FreshetProvenance *before, SoupMessage *message);
FreshetProvenance *freshet_provenance_ref (FreshetProvenance *provenance);
void freshet_provenance_unref (FreshetProvenance *provenance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetProvenance, freshet_provenance_unref)

G_END_DECLS
