/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "freshet-checksum.h"

G_BEGIN_DECLS

/**
 * FreshetRequest:
 * @uri: what is asked for; may hold user info
 * @address: the same without user info, by which its part is known
 * @directory: the folder that the file goes to
 * @name: (nullable): the name of the file, where the user chose one
 * @part_name: (nullable): the name of a file whose part is to be gone on with
 * @headers: (nullable) (array zero-terminated=1): `Name: value`, for the origin of @uri alone
 * @checksum: (nullable): what the file has to have
 * @overwrite: whether a file of the same name is replaced
 * @resume: whether a part that is found is gone on with
 *
 * What a user wants of one download. It does not change while a transfer uses it.
 */
typedef struct
{
  GUri *uri;
  char *address;
  char *directory;
  char *name;
  char *part_name;
  char **headers;
  FreshetChecksum *checksum;
  gboolean overwrite;
  gboolean resume;
} FreshetRequest;

FreshetRequest *freshet_request_new (GUri *uri, const char *directory);
FreshetRequest *freshet_request_ref (FreshetRequest *request);
void freshet_request_unref (FreshetRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetRequest, freshet_request_unref)

G_END_DECLS
