/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "freshet-compare-export.h"
#include "freshet-pulse-strip.h"
#include "freshet-resources.h"
#include "freshet-test-report.h"
#include "freshet-waterfall-legend.h"
#include "freshet-waterfall.h"

#define WIDTH 900
#define HEIGHT 600
#define N_STEPS 40
#define PICTURE_WIDTH 3296
#define FOOT_HEIGHT 76

typedef struct
{
  GtkWidget *window;
  FreshetWaterfall *waterfall;
  FreshetWaterfallLegend *legend;
  GtkAdjustment *adjustments[2];
} Fixture;

static GPtrArray *
create_runs (guint n_files, double elapsed_s)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_object_unref);
  FreshetReport *report = freshet_test_report_new_full ();

  freshet_report_set_elapsed (report, elapsed_s);
  for (guint i = 1; i < n_files; i++)
    freshet_report_add_download (report,
                                 freshet_test_report_download (elapsed_s * i / n_files / 2,
                                                               elapsed_s * (i + 1) / n_files / 2
                                                                   + elapsed_s / 2));
  g_ptr_array_add (reports, report);
  return reports;
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  (*(guint *) user_data)++;
  return G_SOURCE_CONTINUE;
}

/* Until what was changed has been laid out and painted. */
static void
wait_for_frames (GtkWidget *widget, guint n_frames)
{
  guint n_seen = 0;
  guint tick = gtk_widget_add_tick_callback (widget, count_cb, &n_seen, NULL);

  while (n_seen < n_frames)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (widget, tick);
}

static void
set_up (Fixture *fixture, GPtrArray *reports, GPtrArray *ghost)
{
  GtkWidget *scrolled_window = gtk_scrolled_window_new ();
  GtkWidget *overlay = gtk_overlay_new ();

  fixture->window = adw_window_new ();
  fixture->waterfall = FRESHET_WATERFALL (freshet_waterfall_new ());
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled_window),
                                 GTK_WIDGET (fixture->waterfall));
  freshet_waterfall_set_reports (fixture->waterfall, reports, ghost);
  /* Where it takes no room from the waterfall. */
  fixture->legend = g_object_new (FRESHET_TYPE_WATERFALL_LEGEND, NULL);
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scrolled_window);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (fixture->legend));
  adw_window_set_content (ADW_WINDOW (fixture->window), overlay);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (fixture->waterfall)))
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames (fixture->window, 2);
  fixture->adjustments[GTK_ORIENTATION_HORIZONTAL]
      = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled_window));
  fixture->adjustments[GTK_ORIENTATION_VERTICAL]
      = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled_window));
}

static void
tear_down (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate ();
}

static void
zoom (Fixture *fixture, double factor)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->waterfall), "waterfall.zoom", "d", factor));
}

static void
scroll (Fixture *fixture, GtkOrientation orientation, double part)
{
  GtkAdjustment *adjustment = fixture->adjustments[orientation];

  gtk_adjustment_set_value (
      adjustment,
      part * (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)));
}

/* What is drawn of a widget right now. */
static GBytes *
draw (Fixture *fixture)
{
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  wait_for_frames (fixture->window, 2);
  paintable = gtk_widget_paintable_new (GTK_WIDGET (fixture->waterfall));
  gdk_paintable_snapshot (paintable, snapshot, WIDTH, HEIGHT);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  g_assert_nonnull (node);
  return gsk_render_node_serialize (node);
}

static void
test_zooming (void)
{
  g_autoptr (GPtrArray) reports = create_runs (6, 10);
  Fixture fixture = { 0 };
  GtkAdjustment *time;
  double all;

  set_up (&fixture, reports, NULL);
  time = fixture.adjustments[GTK_ORIENTATION_HORIZONTAL];
  all = gtk_adjustment_get_upper (time);
  g_assert_cmpfloat_with_epsilon (all, gtk_adjustment_get_page_size (time), 1);

  zoom (&fixture, 2);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_upper (time), 2 * all, 1);
  /* About the middle of what is in sight. */
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (time), all / 2, 1);
  zoom (&fixture, 0);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_upper (time), all, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (time), ==, 0);
  tear_down (&fixture);
}

static void
test_panning (void)
{
  g_autoptr (GPtrArray) reports = create_runs (100, 10);
  Fixture fixture = { 0 };
  g_autoptr (GBytes) start = NULL;
  g_autoptr (GBytes) right = NULL;
  g_autoptr (GBytes) bottom = NULL;
  g_autoptr (GBytes) again = NULL;

  set_up (&fixture, reports, NULL);
  zoom (&fixture, 4);
  scroll (&fixture, GTK_ORIENTATION_HORIZONTAL, 0);
  start = draw (&fixture);
  scroll (&fixture, GTK_ORIENTATION_HORIZONTAL, 1);
  right = draw (&fixture);
  scroll (&fixture, GTK_ORIENTATION_VERTICAL, 1);
  bottom = draw (&fixture);
  scroll (&fixture, GTK_ORIENTATION_HORIZONTAL, 0);
  scroll (&fixture, GTK_ORIENTATION_VERTICAL, 0);
  again = draw (&fixture);

  g_assert_false (g_bytes_equal (start, right));
  g_assert_false (g_bytes_equal (right, bottom));
  g_assert_true (g_bytes_equal (start, again));
  tear_down (&fixture);
}

static void
test_ghost (void)
{
  g_autoptr (GPtrArray) reports = create_runs (6, 2);
  g_autoptr (GPtrArray) ghost = create_runs (6, 5);
  Fixture fixture = { 0 };
  g_autoptr (GBytes) with = NULL;
  g_autoptr (GBytes) without = NULL;

  set_up (&fixture, reports, ghost);
  with = draw (&fixture);
  freshet_waterfall_set_reports (fixture.waterfall, reports, NULL);
  without = draw (&fixture);
  g_assert_cmpuint (g_bytes_get_size (with), >, g_bytes_get_size (without));
  tear_down (&fixture);
}

/* No more is drawn than is in sight: the time that it takes is the same however many there are. */
static void
test_many_cost_no_more (void)
{
  gsize sizes[2];

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) reports = create_runs (i == 0 ? 200 : 1000, 10);
      g_autoptr (GBytes) bytes = NULL;
      Fixture fixture = { 0 };

      set_up (&fixture, reports, NULL);
      scroll (&fixture, GTK_ORIENTATION_VERTICAL, 0.5);
      bytes = draw (&fixture);
      sizes[i] = g_bytes_get_size (bytes);
      tear_down (&fixture);
    }
  g_test_message ("drawn of 200 files: %zu bytes, of 1000: %zu", sizes[0], sizes[1]);
  /* The lanes of a thousand are flatter, so that more of them are in sight. */
  g_assert_cmpuint (sizes[1], <, 4 * sizes[0]);
}

/* By the meter that the window has at its foot. */
static void
test_moving_a_thousand (void)
{
  g_autoptr (GPtrArray) reports = create_runs (1000, 10);
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  GtkWidget *strip = g_object_new (FRESHET_TYPE_PULSE_STRIP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  FreshetFrames frames;
  Fixture fixture = { 0 };
  GtkWidget *content;

  set_up (&fixture, reports, reports);
  content = g_object_ref (adw_window_get_content (ADW_WINDOW (fixture.window)));
  adw_window_set_content (ADW_WINDOW (fixture.window), NULL);
  gtk_widget_set_vexpand (content, TRUE);
  gtk_box_append (GTK_BOX (box), content);
  gtk_box_append (GTK_BOX (box), strip);
  adw_window_set_content (ADW_WINDOW (fixture.window), box);
  g_object_unref (content);
  freshet_pulse_strip_set_pulse (FRESHET_PULSE_STRIP (strip), pulse);
  /* So long the strip looks how often this display is painted. */
  wait_for_frames (fixture.window, 60);

  freshet_pulse_strip_begin (FRESHET_PULSE_STRIP (strip));
  for (guint i = 1; i <= N_STEPS; i++)
    {
      zoom (&fixture, i <= N_STEPS / 2 ? 1.1 : 1 / 1.1);
      scroll (&fixture, GTK_ORIENTATION_HORIZONTAL, (double) i / N_STEPS);
      scroll (&fixture, GTK_ORIENTATION_VERTICAL, (double) i / N_STEPS);
      wait_for_frames (fixture.window, 1);
    }
  g_assert_true (freshet_pulse_strip_end (FRESHET_PULSE_STRIP (strip), NULL, &frames));
  g_test_message ("zooming and panning 1000 files: %" G_GUINT64_FORMAT
                  " frames shown, %" G_GUINT64_FORMAT " missed, longest gap %.1f ms",
                  frames.shown,
                  frames.missed,
                  (double) frames.longest_gap / 1000);
  g_assert_cmpuint (frames.shown, >=, N_STEPS / 2);
  tear_down (&fixture);
}

static guint
count_colors (GdkTexture *texture, int from_row)
{
  g_autoptr (GHashTable) colors = g_hash_table_new (NULL, NULL);
  gsize width = (gsize) gdk_texture_get_width (texture);
  gsize height = (gsize) gdk_texture_get_height (texture);
  g_autofree guint32 *pixels = g_new (guint32, width * height);

  gdk_texture_download (texture, (guchar *) pixels, width * 4);
  for (gsize i = (gsize) from_row * width; i < width * height; i++)
    g_hash_table_add (colors, GUINT_TO_POINTER (pixels[i]));
  return g_hash_table_size (colors);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (freshet_compare_export_save_finish (result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static GdkTexture *export(Fixture *fixture, GPtrArray *reports)
{
  g_autofree char *folder = g_dir_make_tmp ("freshet-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "comparison.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GdkTexture) picture
      = freshet_compare_export_draw (fixture->waterfall, fixture->legend);
  g_autoptr (GError) error = NULL;
  gboolean is_saved = FALSE;
  GdkTexture *texture;

  freshet_compare_export_save_async (file, reports, picture, NULL, saved_cb, &is_saved);
  while (!is_saved)
    g_main_context_iteration (NULL, TRUE);
  texture = gdk_texture_new_from_file (file, &error);
  g_assert_no_error (error);
  g_remove (path);
  g_rmdir (folder);
  return texture;
}

/* All of it, and not only what is in sight; and what its colours mean, at the foot. */
static void
test_picture (void)
{
  int heights[2];

  for (guint i = 0; i < G_N_ELEMENTS (heights); i++)
    {
      g_autoptr (GPtrArray) reports = create_runs (i == 0 ? 6 : 60, 10);
      g_autoptr (GdkTexture) texture = NULL;
      Fixture fixture = { 0 };

      set_up (&fixture, reports, NULL);
      zoom (&fixture, 4);
      texture = export(&fixture, reports);
      g_assert_cmpint (gdk_texture_get_width (texture), ==, PICTURE_WIDTH);
      heights[i] = gdk_texture_get_height (texture);
      g_assert_cmpuint (count_colors (texture, 0), >, 16);
      g_assert_cmpuint (count_colors (texture, heights[i] - FOOT_HEIGHT), >, 16);
      tear_down (&fixture);
    }
  g_test_message ("pictures are %d and %d high", heights[0], heights[1]);
  g_assert_cmpint (heights[0], >, 6 * 2 * 12);
  g_assert_cmpint (heights[1], >, 2 * heights[0]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/waterfall/zooms-about-the-middle-and-back", test_zooming);
  g_test_add_func ("/waterfall/pans-to-its-ends-and-back", test_panning);
  g_test_add_func ("/waterfall/an-earlier-run-lies-under-it", test_ghost);
  g_test_add_func ("/waterfall/a-thousand-files-cost-no-more-than-what-is-in-sight",
                   test_many_cost_no_more);
  g_test_add_func ("/waterfall/a-thousand-files-can-be-moved", test_moving_a_thousand);
  g_test_add_func ("/waterfall/the-picture-is-of-all-of-it", test_picture);

  return g_test_run ();
}
