/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-report-private.h"

static void
add_time (JsonBuilder *builder, double seconds)
{
  json_builder_add_double_value (builder, freshet_report_round (seconds));
}

static void
add_spans_member (JsonBuilder *builder, const char *name, GArray *spans)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < spans->len; i++)
    {
      add_time (builder, g_array_index (spans, FreshetTimelineSpan, i).start_s);
      add_time (builder, g_array_index (spans, FreshetTimelineSpan, i).length_s);
    }
  json_builder_end_array (builder);
}

static void
add_frames_member (JsonBuilder *builder, GArray *frames)
{
  json_builder_set_member_name (builder, "frames_s");
  if (frames == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < frames->len; i++)
    add_time (builder, g_array_index (frames, double, i));
  json_builder_end_array (builder);
}

static void
add_input_member (JsonBuilder *builder, GArray *inputs)
{
  json_builder_set_member_name (builder, "input_s");
  json_builder_begin_array (builder);
  for (guint i = 0; i < inputs->len; i++)
    {
      const FreshetTimelineInput *input = &g_array_index (inputs, FreshetTimelineInput, i);

      add_time (builder, input->happened_s);
      add_time (builder, input->handled_s);
      if (input->painted_s >= 0)
        add_time (builder, input->painted_s);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_array (builder);
}

/**
 * freshet_report_add_timeline_member:
 * @builder: a builder inside of an object
 * @timeline: (nullable): what the main loop did
 *
 * Adds `timeline`. Its lists are flat: `slices_s` and `paint_waits_s` hold a start and a length for
 * each, `input_s` when it happened, was handled and was painted.
 */
void
freshet_report_add_timeline_member (JsonBuilder *builder, const FreshetTimeline *timeline)
{
  json_builder_set_member_name (builder, "timeline");
  if (timeline == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "shortest_s");
  add_time (builder, timeline->shortest_s);
  add_spans_member (builder, "slices_s", timeline->slices);
  add_spans_member (builder, "paint_waits_s", timeline->waits);
  add_frames_member (builder, timeline->frames);
  add_input_member (builder, timeline->input);
  json_builder_end_object (builder);
}
