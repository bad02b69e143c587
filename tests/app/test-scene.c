/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-demo-server.h"
#include "freshet-scene-text.h"

#define BOUND_S 50

typedef struct
{
  GMainLoop *loop;
  FreshetSceneResult *result;
  GError *error;
} Play;

static void
played_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Play *play = user_data;

  play->result = freshet_scene_run_finish (result, &play->error);
  g_main_loop_quit (play->loop);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_error ("The scene does not end");
  return G_SOURCE_REMOVE;
}

/* A figure of a single click is explained by its columns. */
static void
assert_explained (FreshetSceneKind kind, FreshetSceneResult *result)
{
  for (guint i = 0; i < result->figures->len; i++)
    {
      const FreshetSceneFigure *figure = &g_array_index (result->figures, FreshetSceneFigure, i);
      g_autofree char *explanation = freshet_scene_text_explain_figure (figure->id);

      g_test_message ("%s", figure->id);
      g_assert_true ((explanation == NULL) == (figure->unit == FRESHET_SCENE_PLACE));
    }
  for (guint column = 0; column < G_N_ELEMENTS (result->headings); column++)
    g_assert_cmpstr (freshet_scene_text_explain_column (kind, column), !=, "");
}

static FreshetSceneResult *
play (FreshetSceneKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (FreshetDemoServer) server = freshet_demo_server_new (0, error);
  g_autoptr (FreshetPulse) pulse = freshet_pulse_new (NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint timer = g_timeout_add_seconds (BOUND_S, give_up_cb, NULL);
  Play what = { .loop = loop };

  g_assert_nonnull (server);
  freshet_scene_run_async (
      kind, freshet_demo_server_get_base_uri (server), pulse, NULL, cancellable, played_cb, &what);
  g_main_loop_run (loop);
  g_source_remove (timer);
  if (what.error != NULL)
    g_propagate_error (error, what.error);
  else
    assert_explained (kind, what.result);
  return what.result;
}

static void
test_computing_freezes_async_again (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetSceneResult) result = play (FRESHET_SCENE_COMPUTE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (result->loops[1].input.max, >, result->loops[0].input.max);
  g_assert_cmpfloat (result->loops[1].paint.max, >, result->loops[0].paint.max);
  g_assert_cmpfloat (result->loops[1].blocking_ms, >, result->loops[0].blocking_ms);
  g_assert_cmpfloat (result->loops[1].frozen_fraction, >, result->loops[0].frozen_fraction);
}

/* What makes it a case of its own: painting waits far longer than any single call takes. The longest wait of a
 * run may be of another program's making; one in twenty is not. */
static void
test_stock_splice_starves_painting (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetSceneResult) result = play (FRESHET_SCENE_STARVE, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (result->loops[1].paint.p95, >, result->loops[0].paint.p95);
  g_assert_cmpfloat (result->loops[1].paint.max, >, result->loops[1].longest_slice_ms);
  g_assert_cmpfloat (result->loops[1].paint.max, >, result->loops[1].input.max);
}

static void
test_more_at_once_is_not_faster (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetSceneResult) result = play (FRESHET_SCENE_CROWD, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (freshet_scene_result_find (result, "total_s")->first, >, 0);
  g_assert_cmpfloat (freshet_scene_result_find (result, "total_s")->second, >, 0);
  g_assert_cmpfloat (result->loops[1].busy, >, 0);
}

/* The loop goes on, so no figure of it is bad; but the handlers come back in the wrong order. */
static void
test_nested_loop_turns_the_order_round (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetSceneResult) result = play (FRESHET_SCENE_NESTED, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < 5; i++)
    {
      const FreshetSceneFigure *figure = &g_array_index (result->figures, FreshetSceneFigure, i);

      g_assert_cmpfloat (figure->first, ==, i + 1);
      g_assert_cmpfloat (figure->second, ==, 5 - i);
    }
  g_assert_cmpfloat (freshet_scene_result_find (result, "late_s")->second, >, 0);
  g_assert_cmpfloat (result->loops[1].longest_freeze_ms / 1000,
                     <,
                     freshet_scene_result_find (result, "late_s")->second);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_can_be_cancelled (gconstpointer data)
{
  FreshetSceneKind kind = GPOINTER_TO_UINT (data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_timeout_add (300, cancel_cb, cancellable);
  g_assert_null (play (kind, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/scene/computing-freezes-async-again", test_computing_freezes_async_again);
  g_test_add_func ("/scene/stock-splice-starves-painting", test_stock_splice_starves_painting);
  g_test_add_func ("/scene/a-thousand-come-few-or-many-at-once", test_more_at_once_is_not_faster);
  g_test_add_func ("/scene/nested-loop-turns-the-order-round",
                   test_nested_loop_turns_the_order_round);
  for (guint kind = 0; kind < FRESHET_N_SCENES; kind++)
    {
      g_autofree char *path
          = g_strdup_printf ("/scene/can-be-cancelled/%s", freshet_scene_get_id (kind));

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_can_be_cancelled);
    }

  return g_test_run ();
}
