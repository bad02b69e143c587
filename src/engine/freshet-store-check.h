/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/**
 * FreshetStoreCondition:
 * @FRESHET_STORE_SOUND: it can be used
 * @FRESHET_STORE_MISSING: there is none
 * @FRESHET_STORE_DAMAGED: what is there is not, or not any more, a list of downloads
 * @FRESHET_STORE_UNUSABLE: it cannot be used now, or not by this version, but is not to be touched
 *
 * What a database was found to be.
 */
typedef enum
{
  FRESHET_STORE_SOUND,
  FRESHET_STORE_MISSING,
  FRESHET_STORE_DAMAGED,
  FRESHET_STORE_UNUSABLE,
} FreshetStoreCondition;

FreshetStoreCondition freshet_store_examine (
    const char *path, GMainContext *context, sqlite3 **db, GPtrArray **restored, GError **error);
void freshet_store_set_sqlite_error (GError **error, int code);

G_END_DECLS
