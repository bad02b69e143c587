/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FreshetError:
 * @FRESHET_ERROR_FAILED: anything that has no code of its own
 * @FRESHET_ERROR_BAD_ADDRESS: not an http or https address
 * @FRESHET_ERROR_HOST_NOT_FOUND: the host's name does not resolve
 * @FRESHET_ERROR_UNREACHABLE: no connection to the host could be made
 * @FRESHET_ERROR_NO_NETWORK: this computer has no network
 * @FRESHET_ERROR_TIMED_OUT: nothing came for too long
 * @FRESHET_ERROR_CONNECTION_LOST: the connection broke before the end
 * @FRESHET_ERROR_TRUNCATED: the body ended before its length
 * @FRESHET_ERROR_TLS: the server could not be trusted, or TLS failed
 * @FRESHET_ERROR_HTTP_STATUS: the server answered with an error
 * @FRESHET_ERROR_AUTH_REQUIRED: the server wants a user name and a password
 * @FRESHET_ERROR_REDIRECT: a redirect that is not followed
 * @FRESHET_ERROR_BAD_RESPONSE: an answer that HTTP does not allow
 * @FRESHET_ERROR_CHANGED: the file on the server is another one than before
 * @FRESHET_ERROR_CHECKSUM_MISMATCH: the file is not the one that was wanted
 * @FRESHET_ERROR_CANNOT_WRITE: the file or its folder cannot be written
 * @FRESHET_ERROR_NO_SPACE: the disk is full
 * @FRESHET_ERROR_IN_USE: another program is downloading into the same file
 *
 * What can go wrong with a download. The nick of each is the `code` of a report's `error`.
 */
typedef enum
{
  FRESHET_ERROR_FAILED,
  FRESHET_ERROR_BAD_ADDRESS,
  FRESHET_ERROR_HOST_NOT_FOUND,
  FRESHET_ERROR_UNREACHABLE,
  FRESHET_ERROR_NO_NETWORK,
  FRESHET_ERROR_TIMED_OUT,
  FRESHET_ERROR_CONNECTION_LOST,
  FRESHET_ERROR_TRUNCATED,
  FRESHET_ERROR_TLS,
  FRESHET_ERROR_HTTP_STATUS,
  FRESHET_ERROR_AUTH_REQUIRED,
  FRESHET_ERROR_REDIRECT,
  FRESHET_ERROR_BAD_RESPONSE,
  FRESHET_ERROR_CHANGED,
  FRESHET_ERROR_CHECKSUM_MISMATCH,
  FRESHET_ERROR_CANNOT_WRITE,
  FRESHET_ERROR_NO_SPACE,
  FRESHET_ERROR_IN_USE,
} FreshetError;

#define FRESHET_TYPE_ERROR (freshet_error_get_type ())
#define FRESHET_ERROR (freshet_error_quark ())

GType freshet_error_get_type (void) G_GNUC_CONST;
GQuark freshet_error_quark (void);

const char *freshet_error_code (const GError *error);

G_END_DECLS
