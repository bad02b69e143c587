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
 *
 * A connection has the process's default database before libsoup gives it the session's, so that the
 * default has to be one of these as well.
 */
struct _FreshetTrust
{
  GTlsDatabase parent_instance;

  GMutex mutex;
  GTlsDatabase *database;
  gboolean is_to_be_read; /* atomic */
};

G_DEFINE_FINAL_TYPE (FreshetTrust, freshet_trust, G_TYPE_TLS_DATABASE)

/*
 * The system's authorities take a while to read, so that waits until there is somebody to trust. They are
 * asked for past what was set as the default, which is one of these and would ask itself.
 */
static GTlsDatabase *
get_database (FreshetTrust *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GTlsBackend *backend = g_tls_backend_get_default ();

  if (self->database == NULL)
    self->database = G_TLS_BACKEND_GET_INTERFACE (backend)->get_default_database (backend);
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
  GTlsDatabase *real = get_database (FRESHET_TRUST (database));

  /* Nobody is trusted where nothing says who is. */
  if (real == NULL)
    return G_TLS_CERTIFICATE_UNKNOWN_CA;
  return g_tls_database_verify_chain (
      real, chain, purpose, identity, interaction, flags, cancellable, error);
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
  self->is_to_be_read = database == NULL;
  return G_TLS_DATABASE (self);
}

static gpointer
read_thread (gpointer data)
{
  g_autoptr (FreshetTrust) self = data;

  get_database (self);
  return NULL;
}

/**
 * freshet_trust_prepare:
 * @self: whom to trust
 *
 * To be called before the first connection that @self is for. Has the system's authorities read in a
 * thread, if it is they who are trusted, and keeps connections from reading them for nothing.
 */
void
freshet_trust_prepare (FreshetTrust *self)
{
  static gsize once;

  g_return_if_fail (FRESHET_IS_TRUST (self));

  if (g_once_init_enter (&once))
    {
      g_autoptr (GTlsDatabase) trust = freshet_trust_new (NULL);

      g_tls_backend_set_default_database (g_tls_backend_get_default (), trust);
      g_once_init_leave (&once, 1);
    }
  if (g_atomic_int_compare_and_exchange (&self->is_to_be_read, TRUE, FALSE))
    g_thread_unref (g_thread_new ("freshet-trust", read_thread, g_object_ref (self)));
}
