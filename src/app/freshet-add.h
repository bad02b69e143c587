/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-queue.h"

G_BEGIN_DECLS

/**
 * FreshetAddWishes:
 * @folder: (type filename): where the files go
 * @temporary: whether they are not there any more at the next start
 * @checksum: (nullable): the digest that a file is to have, for one address
 * @origin: (nullable): who may be told @user and @password: what has its scheme, host and port
 * @user: (nullable): the name to sign in with
 * @password: (nullable): and its password
 *
 * What is wanted of the downloads that are added. It belongs to the caller.
 */
typedef struct
{
  const char *folder;
  gboolean temporary;
  const FreshetChecksum *checksum;
  GUri *origin;
  const char *user;
  const char *password;
} FreshetAddWishes;

GHashTable *freshet_add_collect_addresses (FreshetQueue *queue);
GPtrArray *freshet_add_uris (FreshetQueue *queue, GPtrArray *uris, const FreshetAddWishes *wishes);
GPtrArray *freshet_add_new_uris (FreshetQueue *queue,
                                 GPtrArray *uris,
                                 const FreshetAddWishes *wishes,
                                 GPtrArray **known);

G_END_DECLS
