/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-details-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "freshet-error.h"
#include "freshet-format.h"
#include "freshet-row-text.h"

static const char *
advise_about_network (FreshetError code)
{
  switch (code)
    {
    case FRESHET_ERROR_HOST_NOT_FOUND:
      return _ (
          "Check the address for a typing mistake. If it is right, the site may be gone, or the "
          "network’s name service may be down.");
    case FRESHET_ERROR_UNREACHABLE:
      return _ ("The server may be down, or a firewall may be in the way. Try again later.");
    case FRESHET_ERROR_NO_NETWORK:
      return _ ("Connect to a network. The download then goes on from where it was.");
    case FRESHET_ERROR_TIMED_OUT:
      return _ (
          "The server or the network is slow just now. Try again later: what is there is kept.");
    case FRESHET_ERROR_CONNECTION_LOST:
    case FRESHET_ERROR_TRUNCATED:
      return _ ("Try again: it goes on from where it was, if the server allows that.");
    case FRESHET_ERROR_TLS:
      return _ (
          "Somebody may be listening in, or the server is set up wrongly. Check this computer’s "
          "clock, and the address. Freshet never downloads over a connection that it cannot "
          "trust.");
    default:
      return NULL;
    }
}

static const char *
advise_about_server (FreshetError code)
{
  switch (code)
    {
    case FRESHET_ERROR_BAD_ADDRESS:
      return _ ("Check the address: it has to begin with http:// or https://.");
    case FRESHET_ERROR_HTTP_STATUS:
      return _ (
          "Open the site in a browser to see whether the file has moved. A link that was made "
          "for a short time may have expired.");
    case FRESHET_ERROR_AUTH_REQUIRED:
      return _ ("Sign in with the name and the password that you have at this site.");
    case FRESHET_ERROR_REDIRECT:
      return _ ("Open the site in a browser and look for the address of the file itself.");
    case FRESHET_ERROR_BAD_RESPONSE:
      return _ ("Something is wrong with the server, or with a proxy on the way. Try again later.");
    case FRESHET_ERROR_CHANGED:
      return _ ("Try again: the file is then fetched from its beginning.");
    default:
      return NULL;
    }
}

static const char *
advise_about_file (FreshetError code)
{
  switch (code)
    {
    case FRESHET_ERROR_CHECKSUM_MISMATCH:
      return _ (
          "Compare the checksum with the one that the site gives, and try again. Don’t open what "
          "was fetched unless you know why it differs.");
    case FRESHET_ERROR_CANNOT_WRITE:
      return _ (
          "Check that the folder is there and that you may write to it, then try again, or press "
          "“Choose Folder…” in its row.");
    case FRESHET_ERROR_NO_SPACE:
      return _ ("Make room on the disk: the download can then go on from where it was.");
    case FRESHET_ERROR_IN_USE:
      return _ ("Wait for the other program, or close it, then try again.");
    default:
      return NULL;
    }
}

/**
 * freshet_details_text_advice:
 * @error: (nullable): why a download failed
 *
 * Returns: (nullable): what a person can do about it
 */
const char *
freshet_details_text_advice (const GError *error)
{
  const char *advice;
  FreshetError code;

  if (error == NULL || error->domain != FRESHET_ERROR)
    return NULL;
  code = (FreshetError) error->code;
  advice = advise_about_network (code);
  if (advice == NULL)
    advice = advise_about_server (code);
  return advice != NULL ? advice : advise_about_file (code);
}

/**
 * freshet_details_text_size:
 * @received: bytes that are there
 * @total: bytes in all, or -1 if that is not known
 *
 * Returns: (transfer full): “2.3 MB (2 345 678 bytes)”, or how much of it is there
 */
char *
freshet_details_text_size (goffset received, goffset total)
{
  goffset bytes = total >= 0 ? total : received;
  g_autofree char *size
      = received == total ? freshet_format_size (bytes) : freshet_format_progress (received, total);
  g_autofree char *number = NULL;
  g_autofree char *exact = NULL;

  if (bytes == 0 && total < 0)
    return NULL;
  number = g_strdup_printf ("%'" G_GINT64_FORMAT, (gint64) bytes);
  /* Translators: %s is an exact number of bytes */
  exact = g_strdup_printf (ngettext ("%s byte", "%s bytes", (gulong) bytes), number);
  return bytes < 1000 ? g_steal_pointer (&exact) : g_strdup_printf ("%s (%s)", size, exact);
}

/**
 * freshet_details_text_time:
 * @time: microseconds since 1970, 0 for not yet
 *
 * Returns: (transfer full) (nullable): the date and the time, as the user's locale writes them
 */
char *
freshet_details_text_time (gint64 time)
{
  g_autoptr (GDateTime) moment = NULL;

  if (time == 0)
    return NULL;
  moment = g_date_time_new_from_unix_local (time / G_USEC_PER_SEC);
  return moment != NULL ? g_date_time_format (moment, "%c") : NULL;
}

/**
 * freshet_details_text_connection:
 * @provenance: (nullable): what the server has said
 *
 * Returns: (transfer full) (nullable): how the connection was kept secret, or that it was not
 */
char *
freshet_details_text_connection (const FreshetProvenance *provenance)
{
  if (provenance == NULL)
    return NULL;
  if (provenance->tls_version == NULL)
    return g_strdup (_ ("Not encrypted"));
  if (provenance->tls_cipher == NULL)
    return g_strdup (provenance->tls_version);
  return g_strdup_printf ("%s · %s", provenance->tls_version, provenance->tls_cipher);
}

/**
 * freshet_details_text_redirects:
 * @provenance: (nullable): what the server has said
 *
 * Returns: (transfer full) (nullable): the addresses that led elsewhere, one a line; %NULL if none did
 */
char *
freshet_details_text_redirects (const FreshetProvenance *provenance)
{
  if (provenance == NULL || provenance->redirects == NULL)
    return NULL;
  return g_strjoinv ("\n", provenance->redirects);
}

/**
 * freshet_details_text_checksum:
 * @wanted: (nullable): the digest that the file has to have, as `sha256:…`
 * @found: (nullable): the one that it has
 *
 * Returns: (transfer full) (nullable): the kind, the digits, and whether they are as they should be
 */
char *
freshet_details_text_checksum (const char *wanted, const char *found)
{
  const char *digest = found != NULL ? found : wanted;
  g_autofree char *kind = NULL;
  const char *verdict;

  if (digest == NULL)
    return NULL;
  kind = freshet_row_text_kind (digest);
  if (found == NULL)
    verdict = _ ("not checked yet");
  else if (wanted == NULL)
    verdict = _ ("as the server said");
  else
    verdict = g_str_equal (wanted, found) ? _ ("matches") : _ ("does not match");
  return g_strdup_printf ("%s · %s\n%s", kind, verdict, strchr (digest, ':') + 1);
}
