/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * FreshetProvenance:
 * @redirects: (nullable) (array zero-terminated=1): the addresses that led elsewhere, in their order,
 *   without user info; %NULL if none did
 * @server: (nullable): what the server says that it is
 * @tls_version: (nullable): the version of TLS, such as “TLS 1.3”; %NULL where the connection was plain
 * @tls_cipher: (nullable): the name of the cipher suite
 * @tls_issuer: (nullable): who vouches for the server, as its certificate names them
 * @etag: (nullable): the entity tag of the file, as it was sent
 * @last_modified: (nullable): when the file was changed, as it was sent
 *
 * Where a file came from: what the server has said of it and of itself. The files of one server share
 * what is the same for all of them.
 */
typedef struct
{
  char **redirects;
  GRefString *server;
  GRefString *tls_version;
  GRefString *tls_cipher;
  GRefString *tls_issuer;
  char *etag;
  GRefString *last_modified;
} FreshetProvenance;

FreshetProvenance *freshet_provenance_new (void);
FreshetProvenance *freshet_provenance_note (const FreshetProvenance *before, SoupMessage *message);
FreshetProvenance *freshet_provenance_ref (FreshetProvenance *provenance);
void freshet_provenance_unref (FreshetProvenance *provenance);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetProvenance, freshet_provenance_unref)

G_END_DECLS
