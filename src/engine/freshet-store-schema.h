/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* "Frsh": tells a list of Freshet from another program's database. */
#define FRESHET_STORE_APPLICATION_ID 0x46727368

extern const char *const freshet_store_steps[];

int freshet_store_schema_get_version (const char *const *steps);
int freshet_store_schema_read (sqlite3 *db, const char *pragma, int *value);
int freshet_store_schema_migrate (sqlite3 *db, const char *const *steps);

G_END_DECLS
