/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  FRESHET_DEMO_LENGTH_TRUE,
  FRESHET_DEMO_LENGTH_CHUNKED,
  FRESHET_DEMO_LENGTH_CLOSE,
  FRESHET_DEMO_LENGTH_OFF,
  FRESHET_DEMO_LENGTH_RAW,
} FreshetDemoLengthKind;

/**
 * FreshetDemoLength:
 * @kind: what is said
 * @off: how many bytes too much, or if below 0 too little, is said with `OFF`
 * @raw: the text that is said with `RAW`
 *
 * What an answer says of its body's length: what it is (`TRUE`), nothing and chunked (`CHUNKED`),
 * nothing and the body ends with the connection (`CLOSE`), a wrong number, or any text.
 */
typedef struct
{
  FreshetDemoLengthKind kind;
  goffset off;
  char *raw;
} FreshetDemoLength;

typedef enum
{
  FRESHET_DEMO_RANGES_YES,
  FRESHET_DEMO_RANGES_NO,
  FRESHET_DEMO_RANGES_BAD,
} FreshetDemoRanges;

typedef enum
{
  FRESHET_DEMO_ETAG_STRONG,
  FRESHET_DEMO_ETAG_WEAK,
  FRESHET_DEMO_ETAG_NONE,
  FRESHET_DEMO_ETAG_CHANGING,
} FreshetDemoEtag;

typedef enum
{
  FRESHET_DEMO_MODIFIED_YES,
  FRESHET_DEMO_MODIFIED_NO,
  FRESHET_DEMO_MODIFIED_NOW,
} FreshetDemoModified;

typedef enum
{
  FRESHET_DEMO_GZIP_NO,
  FRESHET_DEMO_GZIP_YES,
  FRESHET_DEMO_GZIP_FORCE,
} FreshetDemoGzip;

/**
 * FreshetDemoOptions:
 * @size: bytes of the body, 1 MiB if not given
 * @rate: bytes per second and connection, 0 for as fast as can be
 * @delay: microseconds before the answer begins
 * @seed: which body
 * @type: the Content-Type
 * @name: (nullable): the Content-Disposition
 * @length: what is said of the length
 * @ranges: what becomes of a Range
 * @etag: the kind of ETag
 * @modified: the kind of Last-Modified
 * @gzip: whether the body is compressed
 * @drop: body bytes of an answer until the connection is closed, or -1
 * @drop_times: how many answers that happens to
 * @reset: whether to drop is to reset the connection
 * @stall: body bytes of an answer until nothing more is sent, or -1
 * @stall_times: how many answers that happens to
 * @status: the status to answer with, or 0 for the one that fits
 * @retry_after: (nullable): the Retry-After that goes with @status
 * @times: how many requests are answered with @status
 * @redirect: (nullable): a number of hops, `loop`, or where to
 * @auth: (nullable): USER:PASS for Basic authentication
 * @digest_auth: (nullable): USER:PASS for Digest authentication
 * @max_conns: how many requests at once one client may have, or 0 for any
 * @change_after: how many requests get the body before it becomes another one, or 0 for all
 * @header: (nullable): header lines to add, each with its end
 *
 * What the query of one of the demo server's addresses asks for.
 */
typedef struct
{
  goffset size;
  goffset rate;
  gint64 delay;
  guint64 seed;
  char *type;
  char *name;
  FreshetDemoLength length;
  FreshetDemoRanges ranges;
  FreshetDemoEtag etag;
  FreshetDemoModified modified;
  FreshetDemoGzip gzip;
  goffset drop;
  guint64 drop_times;
  gboolean reset;
  goffset stall;
  guint64 stall_times;
  guint64 status;
  char *retry_after;
  guint64 times;
  char *redirect;
  char *auth;
  char *digest_auth;
  guint64 max_conns;
  guint64 change_after;
  char *header;
} FreshetDemoOptions;

FreshetDemoOptions *freshet_demo_options_parse (const char *query, GError **error);
void freshet_demo_options_free (FreshetDemoOptions *options);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetDemoOptions, freshet_demo_options_free)

G_END_DECLS
