/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-request.h"

#include "freshet-address.h"

static void
request_clear (gpointer data)
{
  FreshetRequest *request = data;

  g_uri_unref (request->uri);
  g_free (request->address);
  g_free (request->directory);
  g_free (request->name);
  g_free (request->part_name);
  g_strfreev (request->headers);
  g_clear_pointer (&request->checksum, freshet_checksum_free);
}

/**
 * freshet_request_new:
 * @uri: what is asked for
 * @directory: the folder that the file goes to
 *
 * Returns: (transfer full): a request that resumes and does not overwrite
 */
FreshetRequest *
freshet_request_new (GUri *uri, const char *directory)
{
  FreshetRequest *request = g_atomic_rc_box_new0 (FreshetRequest);

  request->uri = g_uri_ref (uri);
  request->address = freshet_address_to_display (uri);
  request->directory = g_strdup (directory);
  request->resume = TRUE;
  return request;
}

/**
 * freshet_request_ref:
 * @request: a request
 *
 * Returns: (transfer full): the same
 */
FreshetRequest *
freshet_request_ref (FreshetRequest *request)
{
  return g_atomic_rc_box_acquire (request);
}

/**
 * freshet_request_unref:
 * @request: (transfer full): a request
 */
void
freshet_request_unref (FreshetRequest *request)
{
  g_atomic_rc_box_release_full (request, request_clear);
}
