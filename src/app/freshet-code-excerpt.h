/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FreshetCodeKind:
 * @FRESHET_CODE_WAITS: the call returns when what it waits for has happened
 * @FRESHET_CODE_RETURNS: the call returns at once, and something is called later
 * @FRESHET_CODE_READY: what was waited for is there
 *
 * What a line of code does to the thread that it runs in.
 */
typedef enum
{
  FRESHET_CODE_WAITS,
  FRESHET_CODE_RETURNS,
  FRESHET_CODE_READY,
} FreshetCodeKind;

/**
 * FreshetCodePart:
 * @first: the name of a C function; or a text that is in the first line of the part
 * @last: (nullable): a text that is in the last line, %NULL for a C function
 *
 * What to take out of a file.
 */
typedef struct
{
  const char *first;
  const char *last;
} FreshetCodePart;

/**
 * FreshetCodeMark:
 * @call: (nullable): a text that is in the line where the statement begins, %NULL after the last mark
 * @kind: what the statement does
 * @text: why, to be translated
 */
typedef struct
{
  const char *call;
  FreshetCodeKind kind;
  const char *text;
} FreshetCodeMark;

#define FRESHET_CODE_N_PARTS 4
#define FRESHET_CODE_N_MARKS 4

/**
 * FreshetCodeSpec:
 * @file: the name of the source
 * @parts: what to take out of it, in the order in which it is to be read; ends with an empty one
 * @marks: what to point out in it; ends with an empty one
 */
typedef struct
{
  const char *file;
  FreshetCodePart parts[FRESHET_CODE_N_PARTS];
  FreshetCodeMark marks[FRESHET_CODE_N_MARKS];
} FreshetCodeSpec;

/**
 * FreshetCodeLine:
 * @number: its number in the source, from 1; 0 for a line between two parts
 * @mark: (nullable): the mark of the statement that it belongs to
 * @ends_mark: whether it is the last line of that statement
 */
typedef struct
{
  guint number;
  const FreshetCodeMark *mark;
  gboolean ends_mark;
} FreshetCodeLine;

/**
 * FreshetCodeExcerpt:
 * @text: the lines, each but the last with its end
 * @lines: (element-type FreshetCodeLine): what is known of each of them
 *
 * Some functions of a source, as they stand there.
 */
typedef struct
{
  char *text;
  GArray *lines;
} FreshetCodeExcerpt;

FreshetCodeExcerpt *
freshet_code_excerpt_new (const FreshetCodeSpec *spec, const char *source, GError **error);
void freshet_code_excerpt_free (FreshetCodeExcerpt *excerpt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FreshetCodeExcerpt, freshet_code_excerpt_free)

G_END_DECLS
