/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "freshet-address-bar.h"
#include "freshet-cut-label.h"
#include "freshet-figures-text.h"
#include "freshet-metered-banner.h"
#include "freshet-progress.h"
#include "freshet-pulse-trace.h"
#include "freshet-pulse-strip.h"
#include "freshet-queue.h"
#include "freshet-resources.h"
#include "freshet-spinner.h"
#include "freshet-test-monitor.h"
#include "freshet-test-widgets.h"
#include "freshet-ticker.h"
#include "freshet-toast.h"

static gboolean
can_be_seen (FreshetSpinner *spinner)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (spinner));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gdk_paintable_snapshot (paintable, snapshot, 16, 16);
  node = gtk_snapshot_free_to_node (snapshot);
  return node != NULL;
}

static void
test_spinner_is_seen_while_it_turns (void)
{
  FreshetSpinner *spinner = g_object_ref_sink (g_object_new (FRESHET_TYPE_SPINNER, NULL));
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (spinner));

  g_assert_false (can_be_seen (spinner));
  freshet_spinner_set_spinning (spinner, TRUE);
  while (!can_be_seen (spinner))
    g_main_context_iteration (NULL, TRUE);
  freshet_spinner_set_spinning (spinner, FALSE);
  while (can_be_seen (spinner))
    g_main_context_iteration (NULL, TRUE);

  freshet_spinner_set_spinning (spinner, TRUE);
  freshet_test_close_window (window);
  g_assert_finalize_object (spinner);
}

/* One timer moves all bars, and none runs when there is nothing to see. */
static void
test_progress_moves_only_in_sight (void)
{
  FreshetProgress *progress = g_object_new (FRESHET_TYPE_PROGRESS, NULL);
  GtkWidget *window;

  freshet_progress_set_fraction (progress, -1);
  g_assert_cmpuint (freshet_ticker_count (), ==, 0);

  window = freshet_test_show_in_window (GTK_WIDGET (progress));
  g_assert_cmpuint (freshet_ticker_count (), ==, 1);
  freshet_progress_set_fraction (progress, 0.5);
  g_assert_cmpuint (freshet_ticker_count (), ==, 0);
  freshet_progress_set_fraction (progress, -1);
  g_assert_cmpuint (freshet_ticker_count (), ==, 1);
  gtk_widget_set_visible (GTK_WIDGET (progress), FALSE);
  g_assert_cmpuint (freshet_ticker_count (), ==, 0);
  gtk_widget_set_visible (GTK_WIDGET (progress), TRUE);
  g_assert_cmpuint (freshet_ticker_count (), ==, 1);

  freshet_test_close_window (window);
  g_assert_cmpuint (freshet_ticker_count (), ==, 0);
}

static void
test_progress_does_not_move_without_animations (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  FreshetProgress *progress = g_object_new (FRESHET_TYPE_PROGRESS, NULL);
  GtkWidget *window;

  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  freshet_progress_set_fraction (progress, -1);
  window = freshet_test_show_in_window (GTK_WIDGET (progress));
  g_assert_cmpuint (freshet_ticker_count (), ==, 0);
  freshet_test_close_window (window);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

static void
submitted_cb (FreshetAddressBar *bar, const char *text, char **submitted)
{
  g_assert_null (*submitted);
  *submitted = g_strdup (text);
}

static void
test_bar_takes_lines (void)
{
  FreshetAddressBar *bar = g_object_new (FRESHET_TYPE_ADDRESS_BAR, NULL);
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (bar));
  GtkEditable *entry = GTK_EDITABLE (freshet_test_find_child (GTK_WIDGET (bar), GTK_TYPE_ENTRY));
  g_autofree char *submitted = NULL;
  int position = 0;

  g_signal_connect (bar, "submitted", G_CALLBACK (submitted_cb), &submitted);
  gtk_editable_insert_text (entry, "http://a\r\nhttp://b\n", -1, &position);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "http://a  http://b ");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (submitted, ==, "http://a  http://b");

  freshet_address_bar_reject (bar, "bad", "Why.");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  gtk_editable_set_text (entry, "better");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (entry), "error"));
  freshet_address_bar_clear (bar);
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, "");
  freshet_test_close_window (window);
}

/* What happens in one handler of the main loop, as in blocking mode, counts from begin to end. */
static void
test_strip_counts_a_freeze (void)
{
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  FreshetPulseStrip *strip = g_object_new (FRESHET_TYPE_PULSE_STRIP, NULL);
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (strip));
  GtkWidget *label = freshet_test_find_child (GTK_WIDGET (strip), GTK_TYPE_LABEL);
  FreshetLoopFigures loop = { .longest_freeze_ms = 3070 };
  g_autofree char *text = NULL;
  FreshetFrames frames;

  freshet_pulse_strip_set_pulse (strip, pulse);
  freshet_test_wait_ms (1000);
  freshet_pulse_strip_begin (strip);
  g_usleep (G_USEC_PER_SEC);
  g_assert_true (freshet_pulse_strip_end (strip, &loop, &frames));

  g_assert_cmpint (frames.longest_gap, >=, G_USEC_PER_SEC);
  g_assert_cmpuint (frames.missed, >=, 4);
  /* What the strip says is what everything else says of that run. */
  text = freshet_figures_text_last (loop.longest_freeze_ms, &frames);
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, text);
  freshet_test_close_window (window);
}

static void
test_strip_counts_nothing_unseen (void)
{
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  FreshetPulseStrip *strip = g_object_new (FRESHET_TYPE_PULSE_STRIP, NULL);
  FreshetFrames frames;

  g_object_ref_sink (strip);
  freshet_pulse_strip_set_pulse (strip, pulse);
  freshet_pulse_strip_begin (strip);
  g_usleep (G_USEC_PER_SEC / 10);
  g_assert_false (freshet_pulse_strip_end (strip, NULL, &frames));
  g_assert_cmpuint (frames.missed, ==, 0);
  g_assert_finalize_object (strip);
}

static void
count_cb (GdkPaintable *paintable, guint *count)
{
  (*count)++;
}

/* Where nothing is to move, the trace is drawn anew only with the figures, twice a second. */
static void
test_strip_keeps_to_its_figures (void)
{
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  FreshetPulseStrip *strip = g_object_new (FRESHET_TYPE_PULSE_STRIP, NULL);
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (strip));
  GtkWidget *trace = freshet_test_find_child (GTK_WIDGET (strip), FRESHET_TYPE_PULSE_TRACE);
  GtkWidget *label = freshet_test_find_child (GTK_WIDGET (strip), GTK_TYPE_LABEL);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (trace);
  gint64 begin;
  guint count = 0;

  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  freshet_pulse_strip_set_pulse (strip, pulse);
  freshet_test_wait_ms (1000);
  freshet_pulse_strip_begin (strip);
  freshet_test_wait_ms (700);
  g_signal_connect (paintable, "invalidate-contents", G_CALLBACK (count_cb), &count);
  begin = g_get_monotonic_time ();
  freshet_test_wait_ms (2000);

  g_assert_cmpuint (count, >=, 1);
  g_assert_cmpint (count, <=, (g_get_monotonic_time () - begin) / (G_USEC_PER_SEC / 2) + 1);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)), "fps"));
  freshet_test_close_window (window);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", TRUE, NULL);
}

static void
test_toast_shows_what_it_is_told (void)
{
  g_autoptr (AdwToast) toast = freshet_toast_new ("<b>Ben & Jerry</b>");
  GtkWidget *label = adw_toast_get_custom_title (toast);

  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "<b>Ben & Jerry</b>");
}

static void
test_metered_network_holds_the_queue (void)
{
  g_autoptr (FreshetQueue) queue = freshet_queue_new (NULL);
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (FreshetDownload) download = freshet_test_make_download ("http://127.0.0.1:9/a");
  FreshetMeteredBanner *banner = g_object_new (FRESHET_TYPE_METERED_BANNER, NULL);
  GtkWidget *window = freshet_test_show_in_window (GTK_WIDGET (banner));
  GtkRevealer *revealer
      = GTK_REVEALER (freshet_test_find_child (GTK_WIDGET (banner), GTK_TYPE_REVEALER));

  freshet_queue_add (queue, download);
  freshet_metered_banner_set_queue (banner, queue);
  freshet_metered_banner_set_monitor (banner, G_NETWORK_MONITOR (monitor));
  g_assert_false (freshet_queue_is_held (queue));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  test_monitor_set_metered (monitor, TRUE);
  g_assert_true (freshet_queue_is_held (queue));
  g_assert_true (gtk_revealer_get_reveal_child (revealer));

  g_signal_emit_by_name (freshet_test_find_child (GTK_WIDGET (banner), GTK_TYPE_BUTTON), "clicked");
  g_assert_false (freshet_queue_is_held (queue));
  g_assert_false (gtk_revealer_get_reveal_child (revealer));

  /* The next such network is another. */
  test_monitor_set_metered (monitor, FALSE);
  test_monitor_set_metered (monitor, TRUE);
  g_assert_true (freshet_queue_is_held (queue));
  test_monitor_set_metered (monitor, FALSE);
  g_assert_false (freshet_queue_is_held (queue));
  freshet_test_close_window (window);
}

/* Pango swaps left and right where a text goes the other way than the window. */
static void
test_text_begins_where_others_do (void)
{
  static const char *const from_left[] = { "river.bin", "2024 river", "“river” · …" };
  static const char *const from_right[] = { "\u05d0\u05d1.bin", "2024 \u0645\u0644\u0641" };
  GtkInscription *text = GTK_INSCRIPTION (g_object_ref_sink (gtk_inscription_new (NULL)));

  for (int is_rtl = 0; is_rtl < 2; is_rtl++)
    {
      gtk_widget_set_direction (GTK_WIDGET (text), is_rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      for (guint i = 0; i < G_N_ELEMENTS (from_left); i++)
        {
          freshet_cut_label_set_text (text, from_left[i]);
          g_assert_cmpstr (gtk_inscription_get_text (text), ==, from_left[i]);
          g_assert_cmpfloat (gtk_inscription_get_xalign (text), ==, is_rtl ? 1 : 0);
        }
      for (guint i = 0; i < G_N_ELEMENTS (from_right); i++)
        {
          freshet_cut_label_set_text (text, from_right[i]);
          g_assert_cmpfloat (gtk_inscription_get_xalign (text), ==, is_rtl ? 0 : 1);
        }
      freshet_cut_label_set_text (text, "2024");
      g_assert_cmpfloat (gtk_inscription_get_xalign (text), ==, 0);
    }
  g_assert_finalize_object (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_register_resource ();
  adw_init ();

  g_test_add_func ("/row/text-begins-where-all-others-do", test_text_begins_where_others_do);
  g_test_add_func ("/spinner/can-be-seen-only-while-it-turns", test_spinner_is_seen_while_it_turns);
  g_test_add_func ("/progress/moves-only-in-sight", test_progress_moves_only_in_sight);
  g_test_add_func ("/progress/does-not-move-without-animations",
                   test_progress_does_not_move_without_animations);
  g_test_add_func ("/address-bar/takes-many-lines-as-one", test_bar_takes_lines);
  g_test_add_func ("/pulse-strip/counts-a-freeze-in-one-handler", test_strip_counts_a_freeze);
  g_test_add_func ("/pulse-strip/counts-nothing-that-nobody-could-see",
                   test_strip_counts_nothing_unseen);
  g_test_add_func ("/pulse-strip/keeps-to-its-figures-without-animations",
                   test_strip_keeps_to_its_figures);
  g_test_add_func ("/toast/shows-what-it-is-told", test_toast_shows_what_it_is_told);

  g_test_add_func ("/widgets/a-metered-network-holds-the-queue",
                   test_metered_network_holds_the_queue);

  return g_test_run ();
}
