/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-host.h"

#include <glib/gi18n-lib.h>

#ifdef HAVE_DEMO
#include "freshet-demo-server.h"
#else
#include "freshet-error.h"
#endif

/**
 * FreshetDemoHost:
 *
 * The demo server of the program, which is started when it is first needed.
 */
struct _FreshetDemoHost
{
  GObject parent_instance;

#ifdef HAVE_DEMO
  FreshetDemoServer *server; /* owned, nullable */
#endif
};

G_DEFINE_FINAL_TYPE (FreshetDemoHost, freshet_demo_host, G_TYPE_OBJECT)

static void
freshet_demo_host_dispose (GObject *object)
{
#ifdef HAVE_DEMO
  g_clear_object (&FRESHET_DEMO_HOST (object)->server);
#endif

  G_OBJECT_CLASS (freshet_demo_host_parent_class)->dispose (object);
}

static void
freshet_demo_host_class_init (FreshetDemoHostClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_demo_host_dispose;
}

static void
freshet_demo_host_init (FreshetDemoHost *self)
{
}

/**
 * freshet_demo_host_new:
 *
 * Returns: (transfer full): a host that has not started a server yet
 */
FreshetDemoHost *
freshet_demo_host_new (void)
{
  return g_object_new (FRESHET_TYPE_DEMO_HOST, NULL);
}

/**
 * freshet_demo_host_list_uris:
 * @self: a host
 * @error: return location
 *
 * Starts the server, if it does not run, and lists the lesson's files.
 *
 * Returns: (transfer full) (element-type GUri) (nullable): their addresses; %NULL with @error set if
 *   there is no server
 */
GPtrArray *
freshet_demo_host_list_uris (FreshetDemoHost *self, GError **error)
{
  g_return_val_if_fail (FRESHET_IS_DEMO_HOST (self), NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

#ifdef HAVE_DEMO
  if (self->server == NULL)
    self->server = freshet_demo_server_new (0, error);
  return self->server != NULL ? freshet_demo_server_list_demo_uris (self->server) : NULL;
#else
  g_set_error (error,
               FRESHET_ERROR,
               FRESHET_ERROR_FAILED,
               _ ("This program was built without the demo server."));
  return NULL;
#endif
}

/**
 * freshet_demo_host_reset:
 * @self: a host
 *
 * Brings the server, if it runs, back to where it was when it was started.
 */
void
freshet_demo_host_reset (FreshetDemoHost *self)
{
  g_return_if_fail (FRESHET_IS_DEMO_HOST (self));

#ifdef HAVE_DEMO
  if (self->server != NULL)
    freshet_demo_server_reset (self->server);
#endif
}
