/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-trust.h"

/**
 * FreshetTrust:
 *
 * Whom to trust: another database, behind a type of our own.
 *
 * glib-networking before 2.80 reads all authorities anew for each connection whose database is its
 * own, about 10 ms and 4 MB apiece. For one that is not, it only asks it to verify, and that is handed
 * on here. What is trusted is exactly what the other database trusts.
 */
struct _FreshetTrust
{
  GTlsDatabase parent_instance;

  GMutex mutex;
  GTlsDatabase *database;
};

G_DEFINE_FINAL_TYPE (FreshetTrust, freshet_trust, G_TYPE_TLS_DATABASE)

/* The system's authorities take a while to read, so that waits until there is somebody to trust. */
static GTlsDatabase *
get_database (FreshetTrust *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->database == NULL)
    self->database = g_tls_backend_get_default_database (g_tls_backend_get_default ());
  return self->database;
}

static GTlsCertificateFlags
freshet_trust_verify_chain (GTlsDatabase *database,
                            GTlsCertificate *chain,
                            const char *purpose,
                            GSocketConnectable *identity,
                            GTlsInteraction *interaction,
                            GTlsDatabaseVerifyFlags flags,
                            GCancellable *cancellable,
                            GError **error)
{
  return g_tls_database_verify_chain (get_database (FRESHET_TRUST (database)),
                                      chain,
                                      purpose,
                                      identity,
                                      interaction,
                                      flags,
                                      cancellable,
                                      error);
}

static void
freshet_trust_finalize (GObject *object)
{
  FreshetTrust *self = FRESHET_TRUST (object);

  g_clear_object (&self->database);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (freshet_trust_parent_class)->finalize (object);
}

static void
freshet_trust_class_init (FreshetTrustClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_trust_finalize;
  G_TLS_DATABASE_CLASS (klass)->verify_chain = freshet_trust_verify_chain;
}

static void
freshet_trust_init (FreshetTrust *self)
{
  g_mutex_init (&self->mutex);
}

/**
 * freshet_trust_new:
 * @database: (nullable): whom to trust; %NULL for whom the system trusts
 *
 * Returns: (transfer full): a database that many connections can share
 */
GTlsDatabase *
freshet_trust_new (GTlsDatabase *database)
{
  FreshetTrust *self = g_object_new (FRESHET_TYPE_TRUST, NULL);

  g_set_object (&self->database, database);
  return G_TLS_DATABASE (self);
}
