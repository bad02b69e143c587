/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-text.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "freshet-compare-text.h"
#include "freshet-download.h"
#include "freshet-figures-text.h"
#include "freshet-format.h"

static char *
format_length (double seconds)
{
  return freshet_figures_text_freeze (seconds * 1000);
}

static void
append (GString *text, char *part)
{
  g_autofree char *owned = part;

  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, owned);
}

/**
 * freshet_waterfall_text_phase:
 * @phase: a phase
 *
 * Returns: (transfer none): what it is called in the legend
 */
const char *
freshet_waterfall_text_phase (FreshetPhase phase)
{
  switch (phase)
    {
    case FRESHET_PHASE_WAITING:
      return _ ("Waiting");
    case FRESHET_PHASE_CONNECTING:
      return _ ("Connecting");
    case FRESHET_PHASE_FIRST_BYTE:
      return _ ("Until the first byte");
    case FRESHET_PHASE_BODY:
    default:
      return _ ("Body");
    }
}

/**
 * freshet_waterfall_text_heading:
 * @report: a run
 *
 * Returns: (transfer full): “Blocking · 12.16 s · 6 of 6 files”
 */
char *
freshet_waterfall_text_heading (FreshetReport *report)
{
  GString *text = g_string_new (freshet_compare_text_mode (freshet_report_get_mode (report)));
  guint n_all = freshet_report_get_downloads (report)->len;
  guint n_finished
      = freshet_report_count_state (report, freshet_state_to_string (FRESHET_STATE_FINISHED));

  append (text, freshet_figures_text_duration (freshet_report_get_elapsed (report)));
  append (text,
          g_strdup_printf (ngettext ("%u of %u file", "%u of %u files", n_all), n_finished, n_all));
  return g_string_free (text, FALSE);
}

static char *
describe_phase (FreshetPhase phase, double seconds)
{
  g_autofree char *length = format_length (seconds);

  switch (phase)
    {
    case FRESHET_PHASE_WAITING:
      /* Translators: %s is a time such as “2.03 s”; so in those that follow */
      return g_strdup_printf (_ ("waited %s"), length);
    case FRESHET_PHASE_CONNECTING:
      return g_strdup_printf (_ ("connected in %s"), length);
    case FRESHET_PHASE_FIRST_BYTE:
      return g_strdup_printf (_ ("first byte after %s"), length);
    case FRESHET_PHASE_BODY:
    default:
      return g_strdup_printf (_ ("body in %s"), length);
    }
}

/**
 * freshet_waterfall_text_file:
 * @download: a file
 * @elapsed_s: when the run ended
 *
 * Returns: (transfer full): what became of it and how long that took
 */
char *
freshet_waterfall_text_file (const FreshetReportDownload *download, double elapsed_s)
{
  FreshetPhases phases = freshet_phases_of (download, elapsed_s);
  g_autofree char *name = freshet_report_download_dup_name (download);
  GString *text = g_string_new (name);

  for (guint i = 0; i < phases.n; i++)
    {
      double end_s = i + 1 < phases.n ? phases.start_s[i + 1] : phases.end_s;

      append (text, describe_phase ((FreshetPhase) i, end_s - phases.start_s[i]));
    }
  append (text, freshet_format_size (download->bytes));
  if (download->error != NULL)
    append (text, freshet_format_escape (download->error->message));
  return g_string_free (text, FALSE);
}

/* Returns: (nullable): the longest of the spans that @time_s is in */
static const FreshetTimelineSpan *
find_span (GArray *spans, double time_s)
{
  const FreshetTimelineSpan *found = NULL;

  for (guint i = 0; i < spans->len; i++)
    {
      const FreshetTimelineSpan *span = &g_array_index (spans, FreshetTimelineSpan, i);

      if (time_s >= span->start_s && time_s < span->start_s + span->length_s
          && (found == NULL || span->length_s > found->length_s))
        found = span;
    }
  return found;
}

/**
 * freshet_waterfall_text_loop:
 * @timeline: what a main loop did
 * @time_s: a time
 *
 * Returns: (transfer full): how it fared at that time
 */
char *
freshet_waterfall_text_loop (const FreshetTimeline *timeline, double time_s)
{
  const FreshetTimelineSpan *slice = find_span (timeline->slices, time_s);
  const FreshetTimelineSpan *wait = find_span (timeline->waits, time_s);
  g_autofree char *from = NULL;
  g_autofree char *length = NULL;

  if (slice == NULL && wait == NULL)
    {
      length = format_length (timeline->shortest_s);
      /* Translators: %s is a time such as “4 ms” */
      return g_strdup_printf (_ ("Main loop: answers within %s"), length);
    }
  if (slice != NULL && (wait == NULL || slice->length_s >= wait->length_s))
    {
      from = freshet_figures_text_duration (slice->start_s);
      length = format_length (slice->length_s);
      /* Translators: a time since the start such as “0.52 s”, and how long it took: “12.16 s” */
      return g_strdup_printf (_ ("Main loop: inside of a handler from %s on, for %s"),
                              from,
                              length);
    }
  from = freshet_figures_text_duration (wait->start_s);
  length = format_length (wait->length_s);
  /* Translators: a time since the start such as “0.52 s”, and how long it took: “12.16 s” */
  return g_strdup_printf (_ ("Main loop: painting had to wait from %s on, for %s"), from, length);
}

/**
 * freshet_waterfall_text_frames:
 * @timeline: what a main loop did, with frames
 * @time_s: a time
 *
 * Returns: (transfer full): how long that was between two frames
 */
char *
freshet_waterfall_text_frames (const FreshetTimeline *timeline, double time_s)
{
  g_autofree char *length = NULL;
  double before = 0;
  guint i = 0;

  for (; i < timeline->frames->len && g_array_index (timeline->frames, double, i) <= time_s; i++)
    before = g_array_index (timeline->frames, double, i);
  if (i == timeline->frames->len)
    return g_strdup (_ ("Frames: no more in this run"));

  length = format_length (g_array_index (timeline->frames, double, i) - before);
  /* Translators: %s is a time such as “17 ms” */
  return g_strdup_printf (_ ("Frames: %s from one to the next"), length);
}

/**
 * freshet_waterfall_text_input:
 * @timeline: what a main loop did
 * @time_s: a time
 *
 * Returns: (transfer full): what was clicked or typed next to that time, and how late it was answered
 */
char *
freshet_waterfall_text_input (const FreshetTimeline *timeline, double time_s)
{
  const FreshetTimelineInput *nearest = NULL;
  g_autofree char *happened = NULL;
  g_autofree char *handled = NULL;
  g_autofree char *painted = NULL;

  for (guint i = 0; i < timeline->input->len; i++)
    {
      const FreshetTimelineInput *input = &g_array_index (timeline->input, FreshetTimelineInput, i);

      if (nearest == NULL
          || fabs (input->happened_s - time_s) < fabs (nearest->happened_s - time_s))
        nearest = input;
    }
  if (nearest == NULL)
    return g_strdup (_ ("Nothing was clicked or typed"));

  happened = freshet_figures_text_duration (nearest->happened_s);
  handled = format_length (nearest->handled_s - nearest->happened_s);
  if (nearest->painted_s < 0)
    /* Translators: a time since the start such as “0.52 s”, and a time such as “5 ms” */
    return g_strdup_printf (_ ("Pressed at %s, handled %s later, not painted"), happened, handled);
  painted = format_length (nearest->painted_s - nearest->happened_s);
  /* Translators: a time since the start such as “0.52 s”, and two times such as “5 ms” */
  return g_strdup_printf (_ ("Pressed at %s, handled %s later, painted %s later"),
                          happened,
                          handled,
                          painted);
}

/**
 * freshet_waterfall_text_lane:
 * @lane: a lane
 * @reports: (element-type FreshetReport): the runs
 * @time_s: a time
 *
 * Returns: (transfer full): what the lane shows at that time
 */
char *
freshet_waterfall_text_lane (const FreshetLane *lane, GPtrArray *reports, double time_s)
{
  FreshetReport *report = reports->pdata[lane->run];

  switch (lane->kind)
    {
    case FRESHET_LANE_FILE:
      return freshet_waterfall_text_file (freshet_report_get_downloads (report)->pdata[lane->file],
                                          freshet_report_get_elapsed (report));
    case FRESHET_LANE_LOOP:
      return freshet_waterfall_text_loop (freshet_report_get_timeline (report), time_s);
    case FRESHET_LANE_FRAMES:
      return freshet_waterfall_text_frames (freshet_report_get_timeline (report), time_s);
    case FRESHET_LANE_INPUT:
      return freshet_waterfall_text_input (freshet_report_get_timeline (report), time_s);
    case FRESHET_LANE_HEADING:
    default:
      return freshet_waterfall_text_heading (report);
    }
}

/**
 * freshet_waterfall_text_summary:
 * @reports: (element-type FreshetReport): the runs
 *
 * Returns: (transfer full): what the waterfall shows, for whoever does not see it
 */
char *
freshet_waterfall_text_summary (GPtrArray *reports)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *heading = freshet_waterfall_text_heading (reports->pdata[i]);

      g_string_append_printf (text, "%s%s.", i > 0 ? " " : "", heading);
    }
  return g_string_free (text, FALSE);
}
