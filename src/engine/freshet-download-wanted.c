/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-download-private.h"

#include "freshet-name.h"

/**
 * freshet_download_set_name:
 * @self: a download that is not active
 * @name: (nullable): what the file is to be called, %NULL to let the server say; made safe before it is used
 */
void
freshet_download_set_name (FreshetDownload *self, const char *name)
{
  g_autofree char *safe = name != NULL ? freshet_name_make_safe (name) : NULL;

  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  g_free (self->wanted_name);
  self->wanted_name = g_steal_pointer (&safe);
  if (self->wanted_name != NULL)
    freshet_download_set_shown_name (self, self->wanted_name);
}

/**
 * freshet_download_set_directory:
 * @self: a download that is not active
 * @directory: the folder that the file goes to
 */
void
freshet_download_set_directory (FreshetDownload *self, const char *directory)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));
  g_return_if_fail (directory != NULL);

  if (g_str_equal (self->directory, directory))
    return;
  g_ref_string_release (self->directory);
  self->directory = g_ref_string_new_intern (directory);
  g_object_notify (G_OBJECT (self), "directory");
}

/**
 * freshet_download_set_checksum:
 * @self: a download that is not active
 * @checksum: (nullable): the digest that the file has to have
 */
void
freshet_download_set_checksum (FreshetDownload *self, const FreshetChecksum *checksum)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  g_clear_pointer (&self->checksum, freshet_checksum_free);
  self->checksum = freshet_checksum_copy (checksum);
  g_object_notify (G_OBJECT (self), "checksum");
}

/**
 * freshet_download_set_headers:
 * @self: a download that is not active
 * @headers: (nullable) (array zero-terminated=1): `Name: value`, sent to the address's origin alone
 */
void
freshet_download_set_headers (FreshetDownload *self, const char *const *headers)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  g_strfreev (self->headers);
  self->headers = g_strdupv ((char **) headers);
}

/**
 * freshet_download_set_credentials:
 * @self: a download that is not active
 * @user: a user's name
 * @password: the password
 *
 * What to answer a server with that asks who is there. It is kept in memory alone, and told to the
 * origin of the address alone.
 */
void
freshet_download_set_credentials (FreshetDownload *self, const char *user, const char *password)
{
  GUri *uri;

  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));
  g_return_if_fail (user != NULL && password != NULL);

  uri = freshet_download_get_uri (self);
  self->uri = g_uri_build_with_user (g_uri_get_flags (uri) | G_URI_FLAGS_HAS_PASSWORD,
                                     g_uri_get_scheme (uri),
                                     user,
                                     password,
                                     NULL,
                                     g_uri_get_host (uri),
                                     g_uri_get_port (uri),
                                     g_uri_get_path (uri),
                                     g_uri_get_query (uri),
                                     NULL);
  g_uri_unref (uri);
}

/**
 * freshet_download_set_overwrite:
 * @self: a download that is not active
 * @overwrite: whether a file of the same name is replaced; off unless this is called
 */
void
freshet_download_set_overwrite (FreshetDownload *self, gboolean overwrite)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  self->overwrite = overwrite;
}

/**
 * freshet_download_set_resume:
 * @self: a download that is not active
 * @resume: whether an unfinished part is gone on with; on unless this is called
 */
void
freshet_download_set_resume (FreshetDownload *self, gboolean resume)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  self->resume = resume;
}

/**
 * freshet_download_set_rate_limit:
 * @self: a download
 * @bytes_per_second: how fast it may be, however fast all together may be; 0 for no limit of its own
 *
 * Holds at once.
 */
void
freshet_download_set_rate_limit (FreshetDownload *self, goffset bytes_per_second)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));
  g_return_if_fail (bytes_per_second >= 0);

  if (self->rate_limit == bytes_per_second)
    return;
  self->rate_limit = bytes_per_second;
  if (self->transfer != NULL)
    freshet_transfer_set_rate_limit (self->transfer, bytes_per_second);
  g_object_notify (G_OBJECT (self), "rate-limit");
}

/**
 * freshet_download_get_rate_limit:
 * @self: a download
 *
 * Returns: how many bytes a second it may take, 0 for no limit of its own
 */
goffset
freshet_download_get_rate_limit (FreshetDownload *self)
{
  g_return_val_if_fail (FRESHET_IS_DOWNLOAD (self), 0);

  return self->rate_limit;
}

/**
 * freshet_download_set_temporary:
 * @self: a download that is in no list yet
 * @temporary: whether a #FreshetStore passes over it
 *
 * For what cannot be had any more at the next start, such as the files of a server that ends with the
 * program.
 */
void
freshet_download_set_temporary (FreshetDownload *self, gboolean temporary)
{
  g_return_if_fail (FRESHET_IS_DOWNLOAD (self));

  self->temporary = temporary;
}
