/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-cli-get.h"

#include <glib/gi18n-lib.h>

#include "freshet-address.h"
#include "freshet-cli-get-options.h"
#include "freshet-cli-options.h"
#include "freshet-cli-progress.h"
#include "freshet-cli-run.h"
#include "freshet-format.h"
#include "freshet-session.h"

typedef struct
{
  FreshetCliOutput *output;
  FreshetCliGetOptions *options;
  GHashTable *restarted; /* the downloads that did, and why */
  guint n_failed;
} Get;

static void
say_failed (Get *get, const char *name, const GError *error)
{
  g_autofree char *escaped_name = freshet_format_escape (name);
  g_autofree char *reason = freshet_format_escape (error->message);
  /* Translators: a file's name, and why it could not be downloaded. */
  g_autofree char *line = g_strdup_printf (_ ("Failed %s: %s"), escaped_name, reason);

  get->n_failed++;
  if (get->options->quiet)
    freshet_cli_output_warn (get->output, "%s", line);
  else
    freshet_cli_output_print (get->output, "%s", line);
}

static void
say_downloaded (Get *get, const char *name)
{
  g_autofree char *escaped = NULL;

  if (get->options->quiet)
    return;
  escaped = freshet_format_escape (name);
  /* Translators: a file's name. */
  freshet_cli_output_print (get->output, _ ("Downloaded %s"), escaped);
}

/* Why it began anew is known before its state changes; to watch that as well would cost each of ten
 * thousand a handler. */
static void
say_restart (Get *get, FreshetDownload *download)
{
  FreshetRestart restart = freshet_download_get_restart (download);
  g_autofree char *name = NULL;

  if (restart == FRESHET_RESTART_NONE || get->options->quiet
      || g_hash_table_lookup (get->restarted, download) == GINT_TO_POINTER (restart))
    return;
  g_hash_table_insert (get->restarted, g_object_ref (download), GINT_TO_POINTER (restart));
  name = freshet_format_escape (freshet_download_get_name (download));
  freshet_cli_output_warn (get->output,
                           restart == FRESHET_RESTART_CHANGED
                               /* Translators: %s is a file's name. */
                               ? _ ("%s begins anew: it has changed on the server")
                               /* Translators: %s is a file's name. */
                               : _ ("%s begins anew: the server cannot go on with it"),
                           name);
}

static void
download_changed_cb (FreshetQueue *queue, FreshetDownload *download, Get *get)
{
  const char *name = freshet_download_get_name (download);
  FreshetState state = freshet_download_get_state (download);

  say_restart (get, download);
  if (state == FRESHET_STATE_FINISHED)
    say_downloaded (get, name);
  else if (state == FRESHET_STATE_FAILED)
    say_failed (get, name, freshet_download_get_error (download));
}

static FreshetDownload *
make_download (Get *get, GUri *uri)
{
  const FreshetCliGetOptions *options = get->options;
  FreshetDownload *download = freshet_download_new (uri, options->directory);

  freshet_download_set_overwrite (download, options->overwrite);
  freshet_download_set_resume (download, options->resume);
  if (options->output != NULL)
    freshet_download_set_name (download, options->output);
  if (options->checksum != NULL)
    freshet_download_set_checksum (download, options->checksum);
  if (options->headers != NULL)
    freshet_download_set_headers (download, (const char *const *) options->headers);
  return download;
}

static FreshetQueue *
make_queue (Get *get, FreshetPulse *pulse, GError **error)
{
  const FreshetCliGetOptions *options = get->options;
  g_autoptr (FreshetQueue) queue = freshet_queue_new (pulse);
  g_autoptr (GPtrArray) downloads = g_ptr_array_new_with_free_func (g_object_unref);

  freshet_queue_set_mode (queue, options->mode);
  freshet_queue_set_freeze_guard (queue, 0);
  freshet_queue_set_rate_limit (queue, options->rate);
  freshet_queue_set_trusts_length (queue, options->trusts_length);
  freshet_queue_set_reports_downloads (queue, options->report != NULL);
  if (options->jobs > 0)
    freshet_queue_set_jobs (queue, (guint) options->jobs);
  if (options->segments > 0)
    freshet_queue_set_segments (queue, (guint) options->segments);
  if (options->retries >= 0)
    freshet_queue_set_retries (queue, (guint) options->retries);
  if (options->ca_file != NULL && !freshet_queue_set_ca_file (queue, options->ca_file, error))
    return NULL;

  for (guint i = 0; i < options->uris->len; i++)
    g_ptr_array_add (downloads, make_download (get, options->uris->pdata[i]));
  /* The downloads let go of theirs when they are finished. */
  g_ptr_array_set_size (options->uris, 0);
  freshet_queue_add_many (queue, downloads);
  g_signal_connect (queue, "download-changed", G_CALLBACK (download_changed_cb), get);
  return g_steal_pointer (&queue);
}

static FreshetReport *
run (Get *get, FreshetQueue *queue, FreshetPulse *pulse, GCancellable *interrupt)
{
  g_autoptr (FreshetCliProgress) progress = NULL;

  if (freshet_queue_get_n_waiting (queue) == 0)
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      return freshet_report_new (get->options->mode, now);
    }

  if (!get->options->quiet)
    progress = freshet_cli_progress_new (get->output, queue, NULL);
  return freshet_cli_run (queue, pulse, interrupt);
}

/* What the queue never saw belongs into the report as much as what it tried. */
static void
report_rejected (Get *get, FreshetReport *report)
{
  for (guint i = 0; i < get->options->rejected->len; i++)
    {
      FreshetReportDownload *download = freshet_report_download_new ();
      g_autofree char *redacted = freshet_address_redact (get->options->rejected->pdata[i]);

      download->uri = freshet_format_escape (redacted);
      download->state = g_strdup (freshet_state_to_string (FRESHET_STATE_FAILED));
      freshet_address_parse (get->options->rejected->pdata[i], &download->error);
      freshet_report_add_download (report, download);
    }
}

static gboolean
save_report (Get *get, FreshetReport *report)
{
  g_autoptr (GPtrArray) reports = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  if (get->options->report == NULL)
    return TRUE;

  report_rejected (get, report);
  g_ptr_array_add (reports, report);
  if (freshet_report_list_save (reports, FALSE, get->options->report, &error))
    return TRUE;

  freshet_cli_output_warn (get->output, "%s", error->message);
  return FALSE;
}

static FreshetCliStatus
finish (Get *get, FreshetReport *report, GCancellable *interrupt)
{
  gboolean saved = save_report (get, report);
  g_autofree char *seconds = freshet_format_seconds (freshet_report_get_elapsed (report));

  if (g_cancellable_is_cancelled (interrupt))
    {
      if (!get->options->quiet && !freshet_cli_output_has_failed (get->output))
        freshet_cli_output_warn (get->output, "%s", _ ("Interrupted: what has come is kept"));
      return FRESHET_CLI_INTERRUPTED;
    }

  /* Translators: a number of seconds, such as 2.04. */
  if (!get->options->quiet)
    freshet_cli_output_print (get->output, _ ("Total download time: %s s"), seconds);
  if (get->n_failed > 0 || !saved || freshet_cli_output_has_failed (get->output))
    return FRESHET_CLI_FAILED;
  return FRESHET_CLI_DONE;
}

static void
say_rejected (Get *get)
{
  for (guint i = 0; i < get->options->rejected->len; i++)
    {
      g_autofree char *redacted = freshet_address_redact (get->options->rejected->pdata[i]);
      g_autoptr (GError) error = NULL;

      freshet_address_parse (get->options->rejected->pdata[i], &error);
      say_failed (get, redacted, error);
    }
}

static FreshetCliStatus
download (Get *get, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetPulse) pulse = NULL;
  g_autoptr (FreshetQueue) queue = NULL;
  g_autoptr (FreshetReport) report = NULL;

  if (get->options->report != NULL)
    pulse = freshet_pulse_new (NULL);
  queue = make_queue (get, pulse, &error);
  if (queue == NULL)
    return freshet_cli_options_say_error (get->output, error);

  say_rejected (get);
  report = run (get, queue, pulse, interrupt);
  return finish (get, report, interrupt);
}

/**
 * freshet_cli_get:
 * @argc: the length of @argv
 * @argv: the command line, from the command on
 * @output: where to say what happens
 * @interrupt: ends it, from any thread
 *
 * Downloads what the command line asks for.
 *
 * Returns: the exit status
 */
FreshetCliStatus
freshet_cli_get (int argc, char **argv, FreshetCliOutput *output, GCancellable *interrupt)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetCliGetOptions) options
      = freshet_cli_get_options_parse (argc, argv, interrupt, &error);
  g_autoptr (GHashTable) restarted = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  Get get = { .output = output, .options = options, .restarted = restarted };
  FreshetCliStatus status;
  GThread *warm_up;

  if (options == NULL)
    return freshet_cli_options_say_error (output, error);

  warm_up = freshet_session_warm_up ();
  status = download (&get, interrupt);
  g_thread_join (warm_up);
  return status;
}
