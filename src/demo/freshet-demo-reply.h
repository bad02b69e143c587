/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "freshet-demo-flow.h"

G_BEGIN_DECLS

/**
 * FreshetDemoEnding:
 * @FRESHET_DEMO_ENDING_WHOLE: the body is sent to its end
 * @FRESHET_DEMO_ENDING_CLOSE: the connection is closed before the body's end
 * @FRESHET_DEMO_ENDING_RESET: the connection is reset before the body's end
 * @FRESHET_DEMO_ENDING_STALL: nothing more is sent before the body's end
 */
typedef enum
{
  FRESHET_DEMO_ENDING_WHOLE,
  FRESHET_DEMO_ENDING_CLOSE,
  FRESHET_DEMO_ENDING_RESET,
  FRESHET_DEMO_ENDING_STALL,
} FreshetDemoEnding;

/**
 * FreshetDemoReply:
 * @status: the status
 * @headers: (owned): the headers
 * @body: (owned) (nullable): the body, if it is not a made-up one
 * @flow: what of the body is sent, and how fast
 * @ending: how the answer ends
 * @raw: whether libsoup is not to have a say, since HTTP does not allow it
 * @headless: whether there is neither a status line nor a header
 * @slow_head: whether the rate holds for the status line and the headers too
 * @raw_headers: (owned) (nullable): more header lines
 *
 * One answer, decided and not yet sent.
 */
typedef struct
{
  guint status;
  SoupMessageHeaders *headers;
  GBytes *body;
  FreshetDemoFlow flow;
  FreshetDemoEnding ending;
  gboolean raw;
  gboolean headless;
  gboolean slow_head;
  char *raw_headers;
} FreshetDemoReply;

FreshetDemoReply *freshet_demo_reply_new (guint status);
FreshetDemoReply *freshet_demo_reply_new_text (guint status, const char *text);
void freshet_demo_reply_set_header (FreshetDemoReply *reply, const char *name, const char *value);
void freshet_demo_reply_free (FreshetDemoReply *reply);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetDemoReply, freshet_demo_reply_free)

G_END_DECLS
