/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-error.h"

G_DEFINE_ENUM_TYPE (FreshetError,
                    freshet_error,
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_BAD_ADDRESS, "bad-address"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_HOST_NOT_FOUND, "host-not-found"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_UNREACHABLE, "unreachable"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_NO_NETWORK, "no-network"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_TIMED_OUT, "timed-out"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_CONNECTION_LOST, "connection-lost"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_TRUNCATED, "truncated"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_TLS, "tls"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_HTTP_STATUS, "http-status"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_AUTH_REQUIRED, "auth-required"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_REDIRECT, "redirect"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_BAD_RESPONSE, "bad-response"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_CHECKSUM_MISMATCH, "checksum-mismatch"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_CANNOT_WRITE, "cannot-write"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_NO_SPACE, "no-space"),
                    G_DEFINE_ENUM_VALUE (FRESHET_ERROR_IN_USE, "in-use"))

/* clang-format would put spaces round the hyphens. */
/* clang-format off */
G_DEFINE_QUARK (freshet-error-quark, freshet_error)
/* clang-format on */

/**
 * freshet_error_code:
 * @error: an error of any domain
 *
 * Returns: (transfer none): the nick of its [enum@FreshetError], `failed` for other domains
 */
const char *
freshet_error_code (const GError *error)
{
  g_autoptr (GEnumClass) errors = g_type_class_ref (FRESHET_TYPE_ERROR);
  int code = error->domain == FRESHET_ERROR ? error->code : FRESHET_ERROR_FAILED;

  return g_enum_get_value (errors, code)->value_nick;
}
