/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FreshetChecksum:
 * @type: the kind of digest
 * @hex: the digest, in lower case
 *
 * The digest that a file is wanted to have.
 */
typedef struct
{
  GChecksumType type;
  char *hex;
} FreshetChecksum;

FreshetChecksum *freshet_checksum_parse (const char *text, GError **error);
FreshetChecksum *freshet_checksum_copy (const FreshetChecksum *checksum);
void freshet_checksum_free (FreshetChecksum *checksum);
char *freshet_checksum_to_string (const FreshetChecksum *checksum);
const char *freshet_checksum_type_to_string (GChecksumType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetChecksum, freshet_checksum_free)

G_END_DECLS
