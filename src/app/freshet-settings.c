/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-settings.h"

#include "freshet-proxy.h"

static void
jobs_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_jobs (queue, g_settings_get_uint (settings, key));
}

static void
jobs_per_host_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_jobs_per_host (queue, g_settings_get_uint (settings, key));
}

static void
rate_limit_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_rate_limit (queue, g_settings_get_int64 (settings, key));
}

static void
retries_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_retries (queue, g_settings_get_uint (settings, key));
}

static void
segments_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_segments (queue, g_settings_get_uint (settings, key));
}

static void
trust_length_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_trusts_length (queue, g_settings_get_boolean (settings, key));
}

static void
freeze_guard_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  freshet_queue_set_freeze_guard (queue, g_settings_get_uint (settings, key));
}

/* This computer is asked directly. */
static GProxyResolver *
create_resolver (const char *proxy)
{
  static const char *const local[] = { "localhost", "127.0.0.0/8", "::1", NULL };

  return g_simple_proxy_resolver_new (proxy, (char **) local);
}

static void
proxy_changed_cb (GSettings *settings, const char *key, FreshetQueue *queue)
{
  g_autofree char *typed = g_settings_get_string (settings, "proxy");
  g_autofree char *proxy = freshet_proxy_parse (typed, NULL);
  g_autoptr (GProxyResolver) resolver = NULL;

  switch (g_settings_get_enum (settings, "proxy-mode"))
    {
    case FRESHET_PROXY_MODE_NONE:
      resolver = create_resolver (NULL);
      break;
    case FRESHET_PROXY_MODE_MANUAL:
      if (proxy != NULL)
        resolver = create_resolver (proxy);
      break;
    case FRESHET_PROXY_MODE_SYSTEM:
    default:
      break;
    }
  if (resolver == NULL)
    resolver = g_object_ref (g_proxy_resolver_get_default ());
  freshet_queue_set_proxy_resolver (queue, resolver);
}

/**
 * freshet_settings_new:
 *
 * Returns: (transfer full): the settings of the program
 */
GSettings *
freshet_settings_new (void)
{
  return g_settings_new (APP_ID);
}

/**
 * freshet_settings_get_download_folder:
 * @settings: the settings of the program
 *
 * Returns: (transfer full) (type filename): where downloads go: the folder that was chosen, or the
 *   download folder of the user, or the home folder where there is none
 */
char *
freshet_settings_get_download_folder (GSettings *settings)
{
  g_autofree char *chosen = NULL;
  const char *folder;

  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  chosen = g_settings_get_string (settings, "download-folder");
  if (*chosen != '\0')
    return g_filename_from_utf8 (chosen, -1, NULL, NULL, NULL);

  folder = g_get_user_special_dir (G_USER_DIRECTORY_DOWNLOAD);
  return g_strdup (folder != NULL ? folder : g_get_home_dir ());
}

/**
 * freshet_settings_apply:
 * @settings: the settings of the program
 * @queue: what they are for
 *
 * Sets the limits of @queue to what the settings say, now and whenever they change, as long as both
 * live.
 */
void
freshet_settings_apply (GSettings *settings, FreshetQueue *queue)
{
  static const struct
  {
    const char *key;
    void (*changed_cb) (GSettings *settings, const char *key, FreshetQueue *queue);
  } limits[] = {
    { "jobs", jobs_changed_cb },
    { "jobs-per-host", jobs_per_host_changed_cb },
    { "rate-limit", rate_limit_changed_cb },
    { "retries", retries_changed_cb },
    { "segments", segments_changed_cb },
    { "trust-length", trust_length_changed_cb },
    { "freeze-guard", freeze_guard_changed_cb },
    { "proxy-mode", proxy_changed_cb },
    { "proxy", proxy_changed_cb },
  };

  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (FRESHET_IS_QUEUE (queue));

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", limits[i].key, NULL);

      g_signal_connect_object (settings, signal, G_CALLBACK (limits[i].changed_cb), queue, 0);
      limits[i].changed_cb (settings, limits[i].key, queue);
    }
}
