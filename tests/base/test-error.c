/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-error.h"

static void
test_codes (void)
{
  static const struct
  {
    FreshetError error;
    const char *code;
  } cases[] = {
    { FRESHET_ERROR_FAILED, "failed" },
    { FRESHET_ERROR_BAD_ADDRESS, "bad-address" },
    { FRESHET_ERROR_HOST_NOT_FOUND, "host-not-found" },
    { FRESHET_ERROR_UNREACHABLE, "unreachable" },
    { FRESHET_ERROR_NO_NETWORK, "no-network" },
    { FRESHET_ERROR_TIMED_OUT, "timed-out" },
    { FRESHET_ERROR_CONNECTION_LOST, "connection-lost" },
    { FRESHET_ERROR_TRUNCATED, "truncated" },
    { FRESHET_ERROR_TLS, "tls" },
    { FRESHET_ERROR_HTTP_STATUS, "http-status" },
    { FRESHET_ERROR_AUTH_REQUIRED, "auth-required" },
    { FRESHET_ERROR_REDIRECT, "redirect" },
    { FRESHET_ERROR_BAD_RESPONSE, "bad-response" },
    { FRESHET_ERROR_CHANGED, "changed" },
    { FRESHET_ERROR_CHECKSUM_MISMATCH, "checksum-mismatch" },
    { FRESHET_ERROR_CANNOT_WRITE, "cannot-write" },
    { FRESHET_ERROR_NO_SPACE, "no-space" },
    { FRESHET_ERROR_IN_USE, "in-use" },
  };
  g_autoptr (GEnumClass) errors = g_type_class_ref (FRESHET_TYPE_ERROR);

  g_assert_cmpuint (errors->n_values, ==, G_N_ELEMENTS (cases));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (FRESHET_ERROR, (int) cases[i].error, "");

      g_assert_cmpstr (freshet_error_code (error), ==, cases[i].code);
    }
}

static void
test_other_domain (void)
{
  g_autoptr (GError) error
      = g_error_new_literal (G_CONVERT_ERROR, FRESHET_ERROR_NO_SPACE, "of another domain");

  g_assert_cmpstr (freshet_error_code (error), ==, "failed");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/error/codes-of-the-report", test_codes);
  g_test_add_func ("/error/other-domains-are-failed", test_other_domain);

  return g_test_run ();
}
