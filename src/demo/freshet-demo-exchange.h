/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "freshet-demo-options.h"
#include "freshet-demo-reply.h"
#include "freshet-demo-tally.h"

G_BEGIN_DECLS

typedef struct _FreshetDemoExchange FreshetDemoExchange;

typedef void (*FreshetDemoStep) (FreshetDemoExchange *exchange);

/**
 * FreshetDemoExchange:
 * @message: (unowned) (nullable): the request, while libsoup has it
 * @tally: (unowned): where requests are counted
 * @client: (owned) (nullable): who asks for a file; %NULL if it is not counted, or not any more
 * @method: (owned): the method
 * @url: (owned): the path with its query
 * @options: (owned) (nullable): what the query asks for
 * @reply: (owned) (nullable): the answer
 * @began: when it was asked for, microseconds of the monotonic clock
 * @sent: body bytes that were sent
 * @sender: (owned) (nullable): what the one who makes or sends the answer keeps with it
 * @free_sender: frees @sender
 * @step: what to do when the time comes
 * @timer: (owned) (nullable): tells when
 * @hangup: (owned) (nullable): tells if the client goes before that
 * @verbose: whether to tell about it when it ends
 *
 * One request and its answer, on the server's thread. Reference-counted: who waits for something
 * holds a reference.
 */
struct _FreshetDemoExchange
{
  SoupServerMessage *message;
  FreshetDemoTally *tally;
  char *client;
  char *method;
  char *url;
  FreshetDemoOptions *options;
  FreshetDemoReply *reply;
  gint64 began;
  goffset sent;
  gpointer sender;
  GDestroyNotify free_sender;
  FreshetDemoStep step;
  GSource *timer;
  GSource *hangup;
  gboolean verbose;
};

FreshetDemoExchange *freshet_demo_exchange_new (SoupServerMessage *message,
                                                FreshetDemoTally *tally);
FreshetDemoExchange *freshet_demo_exchange_ref (FreshetDemoExchange *exchange);
void freshet_demo_exchange_unref (FreshetDemoExchange *exchange);

void freshet_demo_exchange_wait (FreshetDemoExchange *exchange, gint64 wait, FreshetDemoStep step);
void freshet_demo_exchange_send (FreshetDemoExchange *exchange, FreshetDemoReply *reply);
GIOStream *freshet_demo_exchange_take_stream (FreshetDemoExchange *exchange, GSocket **socket);
void freshet_demo_exchange_end (FreshetDemoExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetDemoExchange, freshet_demo_exchange_unref)

G_END_DECLS
