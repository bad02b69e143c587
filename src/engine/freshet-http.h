/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "freshet-part-record.h"
#include "freshet-request.h"

G_BEGIN_DECLS

/**
 * FreshetAnswerKind:
 * @FRESHET_ANSWER_BODY: the body is, or goes on with, the file
 * @FRESHET_ANSWER_REDIRECT: it is elsewhere
 * @FRESHET_ANSWER_COMPLETE: the part holds all of it already
 * @FRESHET_ANSWER_RESTART: the part does not fit; it has to be asked for without a range
 */
typedef enum
{
  FRESHET_ANSWER_BODY,
  FRESHET_ANSWER_REDIRECT,
  FRESHET_ANSWER_COMPLETE,
  FRESHET_ANSWER_RESTART,
} FreshetAnswerKind;

/**
 * FreshetAnswer:
 * @kind: what to do
 * @goes_on: whether it goes on with the part whose rest was asked for
 * @offset: where in the file the body begins
 * @length: how long the body is, -1 if it is not told
 * @total: how long the file is, -1 if it is not told
 * @location: (nullable): where a redirect leads
 *
 * What a response means for a download.
 */
typedef struct
{
  FreshetAnswerKind kind;
  gboolean goes_on;
  goffset offset;
  goffset length;
  goffset total;
  GUri *location;
} FreshetAnswer;

/**
 * FreshetFraming:
 * @n_reads: in how many pieces the body was read
 * @n_received: how much of it had come over the network by the last of them, with what is around the
 *   pieces
 *
 * What tells a body that was cut into chunks well from one that was not.
 */
typedef struct
{
  guint n_reads;
  guint64 n_received;
} FreshetFraming;

void freshet_answer_clear (FreshetAnswer *answer);

SoupMessage *freshet_http_create_message (const FreshetRequest *request,
                                          GUri *uri,
                                          gboolean trusted,
                                          const FreshetPartRecord *part);
SoupMessage *freshet_http_create_range_message (const FreshetRequest *request,
                                                GUri *uri,
                                                gboolean trusted,
                                                const FreshetPartRecord *record,
                                                const FreshetRange *range);
gboolean freshet_http_judge (SoupMessage *message,
                             const FreshetPartRecord *part,
                             FreshetAnswer *answer,
                             GError **error);
gboolean freshet_http_is_same_file (SoupMessage *message, const FreshetPartRecord *record);
FreshetChecksum *freshet_http_get_digest (SoupMessage *message);
gboolean freshet_http_is_page_instead (SoupMessage *message, const FreshetPartRecord *record);
void freshet_http_describe (SoupMessage *message, FreshetPartRecord *record);
void freshet_http_note_read (SoupMessage *message, FreshetFraming *framing);
gboolean freshet_http_has_ended (SoupMessage *message,
                                 GInputStream *body,
                                 gsize n_bytes,
                                 const FreshetFraming *framing);
GError *freshet_http_translate_error (SoupMessage *message, GError *error);
gint64 freshet_http_get_retry_after (SoupMessage *message);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FreshetAnswer, freshet_answer_clear)

G_END_DECLS
