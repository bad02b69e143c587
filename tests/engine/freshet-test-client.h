/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetTestAnswer:
 * @status: the status, or 0 if there was no status line
 * @head: (owned): the status line and the headers as they came
 * @body: (owned): what came after the empty line, as it came
 * @error: (owned) (nullable): what ended the reading, if it was not the end of the stream
 *
 * An answer as it came over the wire, with nothing made right that is wrong.
 */
typedef struct
{
  guint status;
  char *head;
  GByteArray *body;
  GError *error;
} FreshetTestAnswer;

GSocketConnection *freshet_test_connect (const char *base_uri);
void freshet_test_send (GSocketConnection *connection,
                        const char *method,
                        const char *path,
                        const char *headers);
FreshetTestAnswer *freshet_test_receive (GSocketConnection *connection);
FreshetTestAnswer *freshet_test_get (const char *base_uri, const char *path, const char *headers);
void freshet_test_answer_free (FreshetTestAnswer *answer);

char *freshet_test_answer_get_header (FreshetTestAnswer *answer, const char *name);
char *freshet_test_answer_get_digest (FreshetTestAnswer *answer);
gboolean freshet_test_answer_dechunk (FreshetTestAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetTestAnswer, freshet_test_answer_free)

G_END_DECLS
