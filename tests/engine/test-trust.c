/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-trust.h"

static GTlsCertificate *
load (const char *name)
{
  const char *path = g_test_get_filename (G_TEST_DIST, "tls", name, NULL);
  GTlsCertificate *certificate;
  GError *error = NULL;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  return certificate;
}

/* Returns: (transfer full): one that trusts the tests' authority, and nobody else */
static GTlsDatabase *
trust_authority (void)
{
  const char *path = g_test_get_filename (G_TEST_DIST, "tls", "authority.pem", NULL);
  g_autoptr (GTlsDatabase) database = NULL;
  GError *error = NULL;

  database = g_tls_file_database_new (path, &error);
  g_assert_no_error (error);
  return freshet_trust_new (database);
}

static GTlsCertificateFlags
verify (GTlsDatabase *database, const char *name)
{
  g_autoptr (GTlsCertificate) certificate = load (name);
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("localhost", 443);
  GTlsCertificateFlags flags;
  GError *error = NULL;

  flags = g_tls_database_verify_chain (database,
                                       certificate,
                                       G_TLS_DATABASE_PURPOSE_AUTHENTICATE_SERVER,
                                       identity,
                                       NULL,
                                       G_TLS_DATABASE_VERIFY_NONE,
                                       NULL,
                                       &error);
  g_assert_no_error (error);
  return flags;
}

static void
test_what_the_other_database_trusts_is_trusted (void)
{
  g_autoptr (GTlsDatabase) trust = trust_authority ();

  g_assert_cmpint (verify (trust, "good.pem"), ==, 0);
  g_assert_cmpint (verify (trust, "expired.pem"), ==, G_TLS_CERTIFICATE_EXPIRED);
  g_assert_cmpint (verify (trust, "not-yet.pem"), ==, G_TLS_CERTIFICATE_NOT_ACTIVATED);
  g_assert_cmpint (verify (trust, "other-host.pem"), ==, G_TLS_CERTIFICATE_BAD_IDENTITY);
  g_assert_cmpint (verify (trust, "unknown-issuer.pem"), ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

static void
test_the_system_does_not_trust_the_authority_of_tests (void)
{
  g_autoptr (GTlsDatabase) trust = freshet_trust_new (NULL);

  g_assert_cmpint (verify (trust, "good.pem"), ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
}

/* Else each connection would read the system's authorities before it is told whom to trust. */
static void
test_connections_begin_with_one_that_is_shared (void)
{
  GTlsBackend *backend = g_tls_backend_get_default ();
  g_autoptr (GTlsDatabase) trust = trust_authority ();
  g_autoptr (GTlsDatabase) found = NULL;

  freshet_trust_prepare (FRESHET_TRUST (trust));
  found = g_tls_backend_get_default_database (backend);
  g_assert_true (FRESHET_IS_TRUST (found));
  g_assert_true (found != trust);
  /* It is still the system that is asked, and not the first session's authority. */
  g_assert_cmpint (verify (found, "good.pem"), ==, G_TLS_CERTIFICATE_UNKNOWN_CA);
  g_assert_cmpint (verify (trust, "good.pem"), ==, 0);
}

static void
test_it_may_be_dropped_while_it_is_read (void)
{
  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (GTlsDatabase) trust = freshet_trust_new (NULL);

      freshet_trust_prepare (FRESHET_TRUST (trust));
      freshet_trust_prepare (FRESHET_TRUST (trust));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/trust/what-the-other-database-trusts-is-trusted",
                   test_what_the_other_database_trusts_is_trusted);
  g_test_add_func ("/trust/the-system-does-not-trust-the-authority-of-tests",
                   test_the_system_does_not_trust_the_authority_of_tests);
  g_test_add_func ("/trust/connections-begin-with-one-that-is-shared",
                   test_connections_begin_with_one_that_is_shared);
  g_test_add_func ("/trust/it-may-be-dropped-while-it-is-read",
                   test_it_may_be_dropped_while_it_is_read);

  return g_test_run ();
}
