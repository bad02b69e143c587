/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-output.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* Where the terminal does not tell. */
#define DEFAULT_COLUMNS 80
#define DEFAULT_ROWS 24

struct _FreshetCliOutput
{
  GObject parent_instance;

  GCancellable *interrupt;
  gboolean is_terminal;
  gboolean has_failed;
  guint n_drawn;
  char *drawn;
};

G_DEFINE_FINAL_TYPE (FreshetCliOutput, freshet_cli_output, G_TYPE_OBJECT)

/* Plain ASCII is what the C locale says it speaks; nobody's terminal does, and a script that reads
 * names under it wants them whole. */
static char *
to_locale (const char *text)
{
  const char *charset;

  if (g_get_console_charset (&charset) || g_str_has_prefix (charset, "ANSI_X3.4"))
    return g_strdup (text);
  return g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);
}

static gboolean
write_text (FILE *stream, const char *text)
{
  g_autofree char *converted = to_locale (text);

  return fputs (converted != NULL ? converted : text, stream) != EOF && fflush (stream) == 0;
}

/* Where text goes that has its place above what is drawn. */
static void
lift_drawn (FreshetCliOutput *self)
{
  if (self->n_drawn > 1)
    fprintf (stderr, "\r\033[%uA\033[J", self->n_drawn - 1);
  else if (self->n_drawn == 1)
    fputs ("\r\033[J", stderr);
}

static void
put_drawn_back (FreshetCliOutput *self)
{
  if (self->n_drawn > 0)
    write_text (stderr, self->drawn);
}

static void
freshet_cli_output_dispose (GObject *object)
{
  FreshetCliOutput *self = FRESHET_CLI_OUTPUT (object);

  freshet_cli_output_clear (self);
  g_clear_object (&self->interrupt);

  G_OBJECT_CLASS (freshet_cli_output_parent_class)->dispose (object);
}

static void
freshet_cli_output_class_init (FreshetCliOutputClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = freshet_cli_output_dispose;
}

static void
freshet_cli_output_init (FreshetCliOutput *self)
{
  self->is_terminal = isatty (STDERR_FILENO) && g_strcmp0 (g_getenv ("TERM"), "dumb") != 0;
}

/**
 * freshet_cli_output_new:
 * @interrupt: cancelled when nobody reads standard output any more
 *
 * Returns: (transfer full): the output
 */
FreshetCliOutput *
freshet_cli_output_new (GCancellable *interrupt)
{
  FreshetCliOutput *self = g_object_new (FRESHET_TYPE_CLI_OUTPUT, NULL);

  self->interrupt = g_object_ref (interrupt);
  return self;
}

/**
 * freshet_cli_output_print:
 * @self: an output
 * @format: one or more whole lines, without the last newline
 *
 * Writes to standard output. Where its reader is gone, the program is interrupted, as `SIGPIPE`
 * would, but with the part files in order.
 */
void
freshet_cli_output_print (FreshetCliOutput *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list arguments;
  int reason;

  g_return_if_fail (FRESHET_IS_CLI_OUTPUT (self));

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat (message, "\n", NULL);

  if (self->has_failed)
    return;

  lift_drawn (self);
  self->has_failed = !write_text (stdout, line);
  reason = errno;
  put_drawn_back (self);

  if (!self->has_failed)
    return;
  if (reason == EPIPE)
    g_cancellable_cancel (self->interrupt);
  else
    freshet_cli_output_warn (self, _ ("Cannot write the output: %s"), g_strerror (reason));
}

/**
 * freshet_cli_output_warn:
 * @self: an output
 * @format: one or more whole lines, without the last newline
 *
 * Writes to standard error.
 */
void
freshet_cli_output_warn (FreshetCliOutput *self, const char *format, ...)
{
  g_autofree char *message = NULL;
  g_autofree char *line = NULL;
  va_list arguments;

  g_return_if_fail (FRESHET_IS_CLI_OUTPUT (self));

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  line = g_strconcat (message, "\n", NULL);

  lift_drawn (self);
  write_text (stderr, line);
  put_drawn_back (self);
}

/**
 * freshet_cli_output_has_failed:
 * @self: an output
 *
 * Returns: whether something that was printed is lost
 */
gboolean
freshet_cli_output_has_failed (FreshetCliOutput *self)
{
  g_return_val_if_fail (FRESHET_IS_CLI_OUTPUT (self), FALSE);

  return self->has_failed;
}

/**
 * freshet_cli_output_get_size:
 * @self: an output
 * @columns: (out): the terminal's width
 * @rows: (out): the terminal's height
 *
 * Returns: whether there is a terminal to draw on
 */
gboolean
freshet_cli_output_get_size (FreshetCliOutput *self, int *columns, int *rows)
{
  struct winsize size = { 0 };

  g_return_val_if_fail (FRESHET_IS_CLI_OUTPUT (self), FALSE);

  if (!self->is_terminal)
    return FALSE;

  ioctl (STDERR_FILENO, TIOCGWINSZ, &size);
  *columns = size.ws_col > 0 ? size.ws_col : DEFAULT_COLUMNS;
  *rows = size.ws_row > 0 ? size.ws_row : DEFAULT_ROWS;
  return TRUE;
}

/**
 * freshet_cli_output_is_unicode:
 * @self: an output
 *
 * Returns: whether the terminal shows more than ASCII
 */
gboolean
freshet_cli_output_is_unicode (FreshetCliOutput *self)
{
  g_return_val_if_fail (FRESHET_IS_CLI_OUTPUT (self), FALSE);

  return g_get_console_charset (NULL);
}

/**
 * freshet_cli_output_draw:
 * @self: an output with a terminal
 * @lines: (array zero-terminated=1): what to show in place of what is drawn, none wider than the
 *   terminal, not more of them than it has rows
 *
 * Draws on the terminal, in one write so that it does not flicker.
 */
void
freshet_cli_output_draw (FreshetCliOutput *self, const char *const *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *up = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (FRESHET_IS_CLI_OUTPUT (self));
  g_return_if_fail (self->is_terminal);

  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "%s%s\033[K", i > 0 ? "\n" : "", lines[i]);
  g_string_append (text, "\033[J");

  up = self->n_drawn > 1 ? g_strdup_printf ("\033[%uA", self->n_drawn - 1) : g_strdup ("");
  whole = g_strconcat ("\r", up, text->str, NULL);
  write_text (stderr, whole);

  self->n_drawn = g_strv_length ((char **) lines);
  g_free (self->drawn);
  self->drawn = g_strdup (text->str);
}

/**
 * freshet_cli_output_clear:
 * @self: an output
 *
 * Takes away what is drawn, for other text in its place.
 */
void
freshet_cli_output_clear (FreshetCliOutput *self)
{
  g_return_if_fail (FRESHET_IS_CLI_OUTPUT (self));

  lift_drawn (self);
  self->n_drawn = 0;
  g_clear_pointer (&self->drawn, g_free);
}
