/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

GUri *freshet_address_parse (const char *text, GError **error);
char *freshet_address_to_display (GUri *uri);
char *freshet_address_redact (const char *text);
char *freshet_address_get_host (GUri *uri);
gboolean freshet_address_same_origin (GUri *a, GUri *b);

/**
 * FreshetAddressList:
 * @uris: (element-type GUri): what can be downloaded, in the order of the text
 * @rejected: (element-type utf8): the words that cannot, as they were typed
 * @error: (nullable): why the first of @rejected cannot
 *
 * What a person typed or pasted, sorted out.
 */
typedef struct
{
  GPtrArray *uris;
  GPtrArray *rejected;
  GError *error;
} FreshetAddressList;

FreshetAddressList *freshet_address_list_new (void);
FreshetAddressList *freshet_address_list_find (const char *text);
FreshetAddressList *freshet_address_list_parse (const char *text);
FreshetAddressList *freshet_address_list_parse_lines (const char *text);
char *freshet_address_list_strip_comments (const char *text);
void freshet_address_list_free (FreshetAddressList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetAddressList, freshet_address_list_free)

G_END_DECLS
