/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

#include "freshet-address.h"
#include "freshet-name.h"

/**
 * FreshetDownload:
 *
 * One address that a user wants as a file: what is wanted, what it is at, and what became of it. It
 * outlives the transfers that carry it out, of which there is one at a time.
 */
G_DEFINE_FINAL_TYPE (FreshetDownload, freshet_download, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ADDRESS,
  PROP_HOST,
  PROP_NAME,
  PROP_DIRECTORY,
  PROP_PATH,
  PROP_CHECKSUM,
  PROP_DIGEST,
  PROP_STATE,
  PROP_RECEIVED,
  PROP_TOTAL,
  PROP_SPEED,
  PROP_TIME_LEFT,
  PROP_ERROR,
  PROP_ATTEMPTS,
  PROP_RETRY_AT,
  PROP_RESTART,
  PROP_RATE_LIMIT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
freshet_download_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FreshetDownload *self = FRESHET_DOWNLOAD (object);

  switch (id)
    {
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_HOST:
      g_value_set_string (value, self->host);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DIRECTORY:
      g_value_set_string (value, self->directory);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_CHECKSUM:
      if (self->checksum != NULL)
        g_value_take_string (value, freshet_checksum_to_string (self->checksum));
      break;
    case PROP_DIGEST:
      g_value_set_string (value, self->digest);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int) self->state);
      break;
    case PROP_RECEIVED:
      g_value_set_int64 (value, self->received);
      break;
    case PROP_TOTAL:
      g_value_set_int64 (value, self->total);
      break;
    case PROP_SPEED:
      g_value_set_double (value, self->speed);
      break;
    case PROP_TIME_LEFT:
      g_value_set_int64 (value, self->time_left);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ATTEMPTS:
      g_value_set_uint (value, self->attempts);
      break;
    case PROP_RETRY_AT:
      g_value_set_int64 (value, self->retry_at);
      break;
    case PROP_RESTART:
      g_value_set_enum (value, (int) self->restart);
      break;
    case PROP_RATE_LIMIT:
      g_value_set_int64 (value, self->rate_limit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
freshet_download_finalize (GObject *object)
{
  FreshetDownload *self = FRESHET_DOWNLOAD (object);

  g_clear_pointer (&self->uri, g_uri_unref);
  g_clear_pointer (&self->address, g_ref_string_release);
  g_clear_pointer (&self->host, g_ref_string_release);
  g_clear_pointer (&self->directory, g_ref_string_release);
  g_free (self->wanted_name);
  g_strfreev (self->headers);
  g_clear_pointer (&self->checksum, freshet_checksum_free);
  g_free (self->name);
  g_free (self->path);
  g_clear_error (&self->error);
  g_clear_error (&self->stopped_by);
  g_main_context_unref (self->context);
  g_clear_object (&self->transfer);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->meter, g_free);
  g_clear_pointer (&self->final_uri, g_ref_string_release);
  g_clear_pointer (&self->provenance, freshet_provenance_unref);
  g_free (self->digest);

  G_OBJECT_CLASS (freshet_download_parent_class)->finalize (object);
}

/* Called when nothing holds the notifications back any more, so that several changes are told once. */
static void
freshet_download_dispatch_properties_changed (GObject *object, guint n_pspecs, GParamSpec **pspecs)
{
  FreshetDownload *self = FRESHET_DOWNLOAD (object);
  FreshetState before = self->told_state;

  self->told_state = self->state;
  if (self->state_func != NULL && self->state != before)
    self->state_func (self, before, self->state_data);

  G_OBJECT_CLASS (freshet_download_parent_class)
      ->dispatch_properties_changed (object, n_pspecs, pspecs);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * FreshetDownload:address:
   *
   * What is asked for, without user info.
   */
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:host:
   *
   * The host that is asked, for display.
   */
  properties[PROP_HOST] = g_param_spec_string ("host", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:name:
   *
   * The name of the file: a guess until the server has answered.
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:directory:
   *
   * The folder that the file goes to.
   */
  properties[PROP_DIRECTORY] = g_param_spec_string ("directory", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:path:
   *
   * Where the file is, once it is finished; where it is to be, once the server has answered.
   */
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:checksum:
   *
   * The digest that the file has to have, as freshet_checksum_to_string() writes it.
   */
  properties[PROP_CHECKSUM] = g_param_spec_string ("checksum", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:digest:
   *
   * The digest that the file was found to have, as freshet_checksum_to_string() writes it.
   */
  properties[PROP_DIGEST] = g_param_spec_string ("digest", NULL, NULL, NULL, flags);
  /**
   * FreshetDownload:state:
   *
   * What it is at.
   */
  properties[PROP_STATE]
      = g_param_spec_enum ("state", NULL, NULL, FRESHET_TYPE_STATE, FRESHET_STATE_WAITING, flags);
  /**
   * FreshetDownload:received:
   *
   * How many bytes are there.
   */
  properties[PROP_RECEIVED] = g_param_spec_int64 ("received", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * FreshetDownload:total:
   *
   * How many there are to be, -1 if that is unknown.
   */
  properties[PROP_TOTAL] = g_param_spec_int64 ("total", NULL, NULL, -1, G_MAXINT64, -1, flags);
  /**
   * FreshetDownload:speed:
   *
   * Bytes a second, over the last five seconds.
   */
  properties[PROP_SPEED] = g_param_spec_double ("speed", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  /**
   * FreshetDownload:time-left:
   *
   * Seconds, -1 if that cannot be told.
   */
  properties[PROP_TIME_LEFT]
      = g_param_spec_int64 ("time-left", NULL, NULL, -1, G_MAXINT64, -1, flags);
  /**
   * FreshetDownload:error:
   *
   * Why it failed, or why it waits to be tried again.
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * FreshetDownload:attempts:
   *
   * How often it was begun.
   */
  properties[PROP_ATTEMPTS] = g_param_spec_uint ("attempts", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * FreshetDownload:retry-at:
   *
   * When it is tried again, of `g_get_monotonic_time ()`; 0 if it does not wait for that.
   */
  properties[PROP_RETRY_AT] = g_param_spec_int64 ("retry-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  /**
   * FreshetDownload:restart:
   *
   * Why it began anew since it was started, though a part of it was there.
   */
  properties[PROP_RESTART] = g_param_spec_enum (
      "restart", NULL, NULL, FRESHET_TYPE_RESTART, FRESHET_RESTART_NONE, flags);
  /**
   * FreshetDownload:rate-limit:
   *
   * Bytes a second that it may take, 0 for no limit of its own.
   */
  properties[PROP_RATE_LIMIT]
      = g_param_spec_int64 ("rate-limit", NULL, NULL, 0, G_MAXINT64, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
freshet_download_class_init (FreshetDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = freshet_download_get_property;
  object_class->finalize = freshet_download_finalize;
  object_class->dispatch_properties_changed = freshet_download_dispatch_properties_changed;
  install_properties (object_class);
}

static void
freshet_download_init (FreshetDownload *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->home = g_thread_self ();
  self->resume = TRUE;
  self->total = -1;
  self->time_left = -1;
}

static void
notify (FreshetDownload *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
freshet_download_set_shown_name (FreshetDownload *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  notify (self, PROP_NAME);
}

void
freshet_download_set_state (FreshetDownload *self, FreshetState state)
{
  if (self->state == state)
    return;
  self->state = state;
  self->ended = freshet_state_is_final (state) ? g_get_real_time () : 0;
  notify (self, PROP_STATE);
}

void
freshet_download_set_received (FreshetDownload *self, goffset received, goffset total)
{
  if (self->received != received)
    {
      self->received = received;
      notify (self, PROP_RECEIVED);
    }
  if (self->total != total)
    {
      self->total = total;
      notify (self, PROP_TOTAL);
    }
}

void
freshet_download_set_speed (FreshetDownload *self, double speed, gint64 time_left)
{
  if (self->speed != speed)
    {
      self->speed = speed;
      notify (self, PROP_SPEED);
    }
  if (self->time_left != time_left)
    {
      self->time_left = time_left;
      notify (self, PROP_TIME_LEFT);
    }
}

/* Takes @error. */
void
freshet_download_set_error (FreshetDownload *self, GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error;
  notify (self, PROP_ERROR);
}

void
freshet_download_set_retry_at (FreshetDownload *self, gint64 retry_at)
{
  if (self->retry_at == retry_at)
    return;
  self->retry_at = retry_at;
  notify (self, PROP_RETRY_AT);
}

void
freshet_download_set_restart (FreshetDownload *self, FreshetRestart restart)
{
  if (self->restart == restart)
    return;
  self->restart = restart;
  notify (self, PROP_RESTART);
}

void
freshet_download_set_path (FreshetDownload *self, const char *path)
{
  g_autofree char *name = NULL;

  if (path == NULL || g_strcmp0 (self->path, path) == 0)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  notify (self, PROP_PATH);
  name = g_path_get_basename (path);
  freshet_download_set_shown_name (self, name);
}

void
freshet_download_set_state_func (FreshetDownload *self, FreshetStateFunc func, gpointer user_data)
{
  g_assert (func == NULL || self->state_func == NULL);

  self->state_func = func;
  self->state_data = user_data;
  self->told_state = self->state;
}

void
freshet_download_count_attempt (FreshetDownload *self)
{
  self->attempts++;
  notify (self, PROP_ATTEMPTS);
}

/**
 * freshet_download_new:
 * @uri: what to download; may hold user info
 * @directory: the folder that it goes to
 *
 * Returns: (transfer full): a download that waits
 */
FreshetDownload *
freshet_download_new (GUri *uri, const char *directory)
{
  FreshetDownload *self;
  g_autofree char *address = NULL;
  g_autofree char *host = NULL;

  g_return_val_if_fail (uri != NULL, NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  self = g_object_new (FRESHET_TYPE_DOWNLOAD, NULL);
  self->uri = g_uri_ref (uri);
  address = freshet_address_to_display (uri);
  host = freshet_address_get_host (uri);
  self->address = g_ref_string_new (address);
  self->host = g_ref_string_new_intern (host);
  self->directory = g_ref_string_new_intern (directory);
  self->name = freshet_name_choose (NULL, uri, NULL);
  self->added = g_get_real_time ();
  return self;
}
