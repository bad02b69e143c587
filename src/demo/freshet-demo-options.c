/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-options.h"

#include <string.h>

#include "freshet-error.h"
#include "freshet-format.h"
#include "freshet-size.h"

#define DEFAULT_SIZE (1024 * 1024)
#define DEFAULT_TYPE "application/octet-stream"

/* Larger numbers could not be added to without a check. */
#define MAX_VALUE (G_GINT64_CONSTANT (1) << 60)

typedef struct _Parameter Parameter;

typedef gboolean (*ParseFunc) (const Parameter *parameter, const char *text, gpointer field);

struct _Parameter
{
  const char *name;
  ParseFunc parse;
  gsize offset;
  const char *const *words;
};

static gboolean
parse_size (const Parameter *parameter, const char *text, gpointer field)
{
  goffset *bytes = field;

  return freshet_size_parse (text, bytes) && *bytes <= MAX_VALUE;
}

static gboolean
parse_duration (const Parameter *parameter, const char *text, gpointer field)
{
  gint64 *microseconds = field;

  return freshet_duration_parse (text, microseconds) && *microseconds <= MAX_VALUE;
}

static gboolean
parse_number (const Parameter *parameter, const char *text, gpointer field)
{
  return g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, field, NULL);
}

static gboolean
parse_status (const Parameter *parameter, const char *text, gpointer field)
{
  return g_ascii_string_to_unsigned (text, 10, 200, 599, field, NULL);
}

static gboolean
parse_word (const Parameter *parameter, const char *text, gpointer field)
{
  for (int i = 0; parameter->words[i] != NULL; i++)
    {
      if (strcmp (parameter->words[i], text) == 0)
        {
          *(int *) field = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* What is to stand in a header must not end it. */
static gboolean
parse_text (const Parameter *parameter, const char *text, gpointer field)
{
  char **value = field;

  if (strpbrk (text, "\r\n") != NULL)
    return FALSE;

  g_free (*value);
  *value = g_strdup (text);
  return TRUE;
}

static gboolean
parse_header (const Parameter *parameter, const char *text, gpointer field)
{
  char **lines = field;
  char *longer;

  if (strpbrk (text, "\r\n") != NULL || strchr (text, ':') == NULL)
    return FALSE;

  longer = g_strconcat (*lines != NULL ? *lines : "", text, "\r\n", NULL);
  g_free (*lines);
  *lines = longer;
  return TRUE;
}

static gboolean
parse_auth (const Parameter *parameter, const char *text, gpointer field)
{
  return strchr (text, ':') != NULL && parse_text (parameter, text, field);
}

static gboolean
parse_length (const Parameter *parameter, const char *text, gpointer field)
{
  FreshetDemoLength *length = field;

  if (strcmp (text, "no") == 0)
    length->kind = FRESHET_DEMO_LENGTH_CHUNKED;
  else if (strcmp (text, "close") == 0)
    length->kind = FRESHET_DEMO_LENGTH_CLOSE;
  else if ((*text == '+' || *text == '-') && parse_size (parameter, text + 1, &length->off))
    {
      length->kind = FRESHET_DEMO_LENGTH_OFF;
      length->off *= *text == '-' ? -1 : 1;
    }
  else
    {
      length->kind = FRESHET_DEMO_LENGTH_RAW;
      return parse_text (parameter, text, &length->raw);
    }
  return TRUE;
}

static const char *const no_yes[] = { "no", "yes", NULL };
static const char *const ranges_words[] = { "yes", "no", "bad", NULL };
static const char *const etag_words[] = { "strong", "weak", "none", "changing", NULL };
static const char *const modified_words[] = { "yes", "no", "now", NULL };
static const char *const gzip_words[] = { "no", "yes", "force", NULL };

#define FIELD(name) G_STRUCT_OFFSET (FreshetDemoOptions, name)

static const Parameter parameters[] = {
  { "size", parse_size, FIELD (size) },
  { "rate", parse_size, FIELD (rate) },
  { "delay", parse_duration, FIELD (delay) },
  { "seed", parse_number, FIELD (seed) },
  { "type", parse_text, FIELD (type) },
  { "name", parse_text, FIELD (name) },
  { "length", parse_length, FIELD (length) },
  { "ranges", parse_word, FIELD (ranges), ranges_words },
  { "etag", parse_word, FIELD (etag), etag_words },
  { "last-modified", parse_word, FIELD (modified), modified_words },
  { "gzip", parse_word, FIELD (gzip), gzip_words },
  { "drop", parse_size, FIELD (drop) },
  { "drop-times", parse_number, FIELD (drop_times) },
  { "reset", parse_word, FIELD (reset), no_yes },
  { "stall", parse_size, FIELD (stall) },
  { "stall-times", parse_number, FIELD (stall_times) },
  { "status", parse_status, FIELD (status) },
  { "retry-after", parse_text, FIELD (retry_after) },
  { "times", parse_number, FIELD (times) },
  { "redirect", parse_text, FIELD (redirect) },
  { "auth", parse_auth, FIELD (auth) },
  { "digest-auth", parse_auth, FIELD (digest_auth) },
  { "max-conns", parse_number, FIELD (max_conns) },
  { "change-after", parse_number, FIELD (change_after) },
  { "header", parse_header, FIELD (header) },
};

static const Parameter *
find_parameter (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parameters); i++)
    {
      if (strcmp (parameters[i].name, name) == 0)
        return &parameters[i];
    }
  return NULL;
}

/* Not GUriParamsIter: a header's value may be any bytes, also such as are not UTF-8. */
static char *
decode (const char *text)
{
  g_autoptr (GBytes) bytes = g_uri_unescape_bytes (text, -1, NULL, NULL);

  if (bytes == NULL)
    return NULL;
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
set_error (GError **error, const char *what, const char *pair)
{
  g_autofree char *shown = freshet_format_escape (pair);

  g_set_error (error, FRESHET_ERROR, FRESHET_ERROR_FAILED, "%s: %s", what, shown);
}

static gboolean
parse_pair (FreshetDemoOptions *options, const char *pair, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (pair, "=", 2);
  g_autofree char *name = decode (sides[0]);
  g_autofree char *text = decode (sides[1] != NULL ? sides[1] : "");
  const Parameter *parameter = name != NULL ? find_parameter (name) : NULL;

  if (parameter == NULL)
    set_error (error, "There is no such parameter", pair);
  else if (text == NULL
           || !parameter->parse (parameter, text, G_STRUCT_MEMBER_P (options, parameter->offset)))
    set_error (error, "This parameter has a bad value", pair);
  else
    return TRUE;
  return FALSE;
}

/**
 * freshet_demo_options_parse:
 * @query: (nullable): a query as it stands in an address, percent-encoded
 * @error: return location for an error
 *
 * Reads what a query asks for. A `+` stands for itself. The error names the parameter that is
 * not known or has a bad value; it is not translated, since a developer reads it.
 *
 * Returns: (transfer full): the options, or %NULL with @error set
 */
FreshetDemoOptions *
freshet_demo_options_parse (const char *query, GError **error)
{
  g_autoptr (FreshetDemoOptions) options = g_new0 (FreshetDemoOptions, 1);
  g_auto (GStrv) pairs = g_strsplit (query != NULL ? query : "", "&", -1);

  options->size = DEFAULT_SIZE;
  options->type = g_strdup (DEFAULT_TYPE);
  options->drop = -1;
  options->drop_times = G_MAXUINT64;
  options->stall = -1;
  options->stall_times = G_MAXUINT64;
  options->times = G_MAXUINT64;

  for (int i = 0; pairs[i] != NULL; i++)
    {
      if (*pairs[i] != '\0' && !parse_pair (options, pairs[i], error))
        return NULL;
    }
  return g_steal_pointer (&options);
}

/**
 * freshet_demo_options_free:
 * @options: (transfer full): options
 */
void
freshet_demo_options_free (FreshetDemoOptions *options)
{
  g_free (options->type);
  g_free (options->name);
  g_free (options->length.raw);
  g_free (options->retry_after);
  g_free (options->redirect);
  g_free (options->auth);
  g_free (options->digest_auth);
  g_free (options->header);
  g_free (options);
}
