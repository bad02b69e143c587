/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A folder of a test's own, which is removed with all that is in it. */
char *freshet_test_folder_new (void);
void freshet_test_folder_free (char *folder);

char **freshet_test_folder_list (const char *folder);
void freshet_test_folder_assert_files (const char *folder, const char *expected);
char *freshet_test_folder_read (const char *folder, const char *name, gsize *length);
void freshet_test_folder_write (const char *folder, const char *name, const char *text);
void freshet_test_folder_assert_text (const char *folder, const char *name, const char *text);
char *freshet_test_folder_digest (guint64 seed, goffset size);
void
freshet_test_folder_assert_body (const char *folder, const char *name, guint64 seed, goffset size);

G_END_DECLS
