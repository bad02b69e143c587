/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-auth.h"

#include <string.h>

#include "freshet-demo-options.h"

#define REALM "Freshet"
#define BASIC "Basic "

/* Returns: USER:PASS as the address asks for it, or %NULL if it asks for none */
static char *
get_wanted (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));
  g_autoptr (FreshetDemoOptions) options = freshet_demo_options_parse (query, NULL);

  return options != NULL ? g_steal_pointer (&options->digest_auth) : NULL;
}

static gboolean
wants_digest (SoupAuthDomain *domain, SoupServerMessage *message, gpointer data)
{
  g_autofree char *wanted = get_wanted (message);

  return wanted != NULL;
}

static char *
encode_password (SoupAuthDomain *domain,
                 SoupServerMessage *message,
                 const char *user,
                 gpointer data)
{
  g_autofree char *wanted = get_wanted (message);
  g_auto (GStrv) user_and_password = g_strsplit (wanted, ":", 2);

  if (strcmp (user, user_and_password[0]) != 0)
    return NULL;
  return soup_auth_domain_digest_encode_password (user, REALM, user_and_password[1]);
}

/**
 * freshet_demo_auth_is_basic:
 * @request: a request's headers
 * @user_and_password: USER:PASS
 *
 * Returns: whether the request has that user and password (RFC 7617)
 */
gboolean
freshet_demo_auth_is_basic (SoupMessageHeaders *request, const char *user_and_password)
{
  const char *given = soup_message_headers_get_one (request, "Authorization");
  g_autofree char *credentials = NULL;
  gsize length;

  if (given == NULL || g_ascii_strncasecmp (given, BASIC, strlen (BASIC)) != 0)
    return FALSE;

  credentials = (char *) g_base64_decode (given + strlen (BASIC), &length);
  return length == strlen (user_and_password)
         && memcmp (credentials, user_and_password, length) == 0;
}

/**
 * freshet_demo_auth_new_digest:
 *
 * Returns: (transfer full): the domain of the addresses with a `digest-auth`, for a server, which
 *   then answers in our place those that do not have the password (RFC 7616)
 */
SoupAuthDomain *
freshet_demo_auth_new_digest (void)
{
  SoupAuthDomain *domain = soup_auth_domain_digest_new ("realm", REALM, NULL);

  soup_auth_domain_add_path (domain, "/");
  soup_auth_domain_set_filter (domain, wants_digest, NULL, NULL);
  soup_auth_domain_digest_set_auth_callback (domain, encode_password, NULL, NULL);
  return domain;
}
