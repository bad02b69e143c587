/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-digest.h"

typedef struct
{
  GChecksum *checksum;
  FreshetDemoFlow flow;
} Digest;

static void
digest_free (gpointer data)
{
  Digest *digest = data;

  g_checksum_free (digest->checksum);
  g_free (digest);
}

/* A chunk a turn, so that transfers go on meanwhile. */
static void
step (FreshetDemoExchange *exchange)
{
  Digest *digest = exchange->sender;
  gint64 wait;
  g_autoptr (GBytes) chunk = freshet_demo_flow_next (&digest->flow, 0, &wait);

  if (chunk == NULL)
    {
      const char *hex = g_checksum_get_string (digest->checksum);

      freshet_demo_exchange_send (exchange, freshet_demo_reply_new_text (SOUP_STATUS_OK, hex));
      return;
    }

  g_checksum_update (digest->checksum,
                     g_bytes_get_data (chunk, NULL),
                     (gssize) g_bytes_get_size (chunk));
  freshet_demo_exchange_wait (exchange, 0, step);
}

/**
 * freshet_demo_digest_send:
 * @exchange: an exchange with its options, whose message is paused
 *
 * Answers with the SHA-256 of the body that the options name, in hexadecimal.
 */
void
freshet_demo_digest_send (FreshetDemoExchange *exchange)
{
  Digest *digest = g_new0 (Digest, 1);

  digest->checksum = g_checksum_new (G_CHECKSUM_SHA256);
  digest->flow.seed = exchange->options->seed;
  digest->flow.end = exchange->options->size;
  exchange->sender = digest;
  exchange->free_sender = digest_free;
  step (exchange);
}
