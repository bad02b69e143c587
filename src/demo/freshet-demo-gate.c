/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-gate.h"

#include <string.h>

#include "freshet-demo-auth.h"
#include "freshet-demo-gzip.h"

#define REDIRECT "redirect="

static FreshetDemoReply *
ask_for_password (void)
{
  FreshetDemoReply *reply
      = freshet_demo_reply_new_text (SOUP_STATUS_UNAUTHORIZED, "A user and a password are needed");

  freshet_demo_reply_set_header (reply, "WWW-Authenticate", "Basic realm=\"Freshet\"");
  return reply;
}

/* The same address with its redirect set to another number. */
static char *
replace_redirect (const char *url, guint64 hops)
{
  g_auto (GStrv) path_and_query = g_strsplit (url, "?", 2);
  g_auto (GStrv) pairs = g_strsplit (path_and_query[1], "&", -1);
  g_autofree char *query = NULL;

  for (int i = 0; pairs[i] != NULL; i++)
    {
      if (g_str_has_prefix (pairs[i], REDIRECT))
        {
          g_free (pairs[i]);
          pairs[i] = g_strdup_printf (REDIRECT "%" G_GUINT64_FORMAT, hops);
        }
    }
  query = g_strjoinv ("&", pairs);
  return g_strconcat (path_and_query[0], "?", query, NULL);
}

/* A status from 300 to 399 is the one to redirect with. */
static gboolean
is_for_redirect (const FreshetDemoOptions *options)
{
  return options->redirect != NULL && options->status >= 300 && options->status < 400;
}

static FreshetDemoReply *
redirect (const FreshetDemoOptions *options, const char *url)
{
  guint status = is_for_redirect (options) ? (guint) options->status : SOUP_STATUS_FOUND;
  g_autoptr (FreshetDemoReply) reply = NULL;
  g_autofree char *where = NULL;
  guint64 hops;

  if (g_ascii_string_to_unsigned (options->redirect, 10, 0, G_MAXUINT64, &hops, NULL))
    {
      if (hops == 0)
        return NULL;
      where = replace_redirect (url, hops - 1);
    }
  else if (strcmp (options->redirect, "loop") == 0)
    where = g_strdup (url);
  else
    where = g_strdup (options->redirect);

  reply = freshet_demo_reply_new_text (status, "It is elsewhere");
  freshet_demo_reply_set_header (reply, "Location", where);
  return g_steal_pointer (&reply);
}

static FreshetDemoReply *
fail (const FreshetDemoOptions *options)
{
  g_autofree char *text
      = g_strdup_printf ("This is the answer %" G_GUINT64_FORMAT " that was asked for",
                         options->status);
  FreshetDemoReply *reply = freshet_demo_reply_new_text ((guint) options->status, text);

  freshet_demo_reply_set_header (reply, "Retry-After", options->retry_after);
  return reply;
}

/**
 * freshet_demo_gate_judge:
 * @options: what is asked for
 * @request: the request's headers
 * @tally: where to count what happens to @url
 * @url: the path with its query
 *
 * Decides whether a request gets as far as its file: with the right password, after the failures
 * and the redirects that were asked for.
 *
 * Returns: (transfer full) (nullable): the answer that it gets instead
 */
FreshetDemoReply *
freshet_demo_gate_judge (const FreshetDemoOptions *options,
                         SoupMessageHeaders *request,
                         FreshetDemoTally *tally,
                         const char *url)
{
  if (options->auth != NULL && !freshet_demo_auth_is_basic (request, options->auth))
    return ask_for_password ();
  if (options->redirect != NULL)
    {
      FreshetDemoReply *reply = redirect (options, url);

      if (reply != NULL)
        return reply;
    }
  if (options->status != 0 && !is_for_redirect (options)
      && freshet_demo_tally_count (tally, url, FRESHET_DEMO_COUNT_STATUS) < options->times)
    return fail (options);
  if (options->gzip != FRESHET_DEMO_GZIP_NO && options->size > FRESHET_DEMO_GZIP_MAX_SIZE)
    return freshet_demo_reply_new_text (SOUP_STATUS_BAD_REQUEST, "gzip is for at most 16 MiB");
  return NULL;
}
