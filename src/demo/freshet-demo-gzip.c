/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-gzip.h"

#include "freshet-body.h"

/* The bodies hardly get smaller whatever the level: the fastest will do. */
#define LEVEL 1

/**
 * freshet_demo_gzip_is_accepted:
 * @request: a request's headers
 *
 * Returns: whether the client said that it takes gzip
 */
gboolean
freshet_demo_gzip_is_accepted (SoupMessageHeaders *request)
{
  const char *text = soup_message_headers_get_list (request, "Accept-Encoding");
  GSList *codings = text != NULL ? soup_header_parse_quality_list (text, NULL) : NULL;
  gboolean accepted
      = g_slist_find_custom (codings, "gzip", (GCompareFunc) g_ascii_strcasecmp) != NULL;

  soup_header_free_list (codings);
  return accepted;
}

/**
 * freshet_demo_gzip_compress:
 * @seed: which body
 * @size: its length, at most 16 MiB
 *
 * Returns: (transfer full): the body, compressed
 */
GBytes *
freshet_demo_gzip_compress (guint64 seed, goffset size)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, LEVEL);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, G_CONVERTER (gzip));
  g_autofree guint8 *body = g_malloc ((gsize) size + 1);
  gboolean done;

  g_assert (size <= FRESHET_DEMO_GZIP_MAX_SIZE);

  freshet_body_fill (seed, 0, body, (gsize) size);
  done = g_output_stream_write_all (stream, body, (gsize) size, NULL, NULL, NULL)
         && g_output_stream_close (stream, NULL, NULL);
  g_assert (done);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}
