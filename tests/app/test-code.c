/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "freshet-code-steps.h"
#include "freshet-resources.h"

static const char source[] = "/* A licence. */\n"
                             "static void ask (int a);\n"
                             "\n"
                             "/* Asks. */\n"
                             "static int\n"
                             "ask (int a)\n"
                             "{\n"
                             "  wait_for (a,\n"
                             "            b (c));\n"
                             "  return 0;\n"
                             "}\n"
                             "\n"
                             "/**\n"
                             " * go:\n"
                             " */\n"
                             "void\n"
                             "go (void)\n"
                             "{\n"
                             "  ask (1);\n"
                             "}\n";

static FreshetCodeExcerpt *
load (const FreshetCodeSpec *spec)
{
  g_autoptr (GError) error = NULL;
  FreshetCodeExcerpt *excerpt = freshet_code_excerpt_new (spec, source, &error);

  g_assert_no_error (error);
  return excerpt;
}

static const FreshetCodeLine *
get_line (FreshetCodeExcerpt *excerpt, guint i)
{
  return &g_array_index (excerpt->lines, FreshetCodeLine, i);
}

static void
test_function_with_its_comment (void)
{
  const FreshetCodeSpec spec = { .file = "a.c", .parts = { { "ask" } } };
  g_autoptr (FreshetCodeExcerpt) excerpt = load (&spec);

  g_assert_true (g_str_has_prefix (excerpt->text, "/* Asks. */\nstatic int\nask (int a)\n"));
  g_assert_true (g_str_has_suffix (excerpt->text, "  return 0;\n}"));
  g_assert_cmpuint (excerpt->lines->len, ==, 8);
  g_assert_cmpuint (get_line (excerpt, 0)->number, ==, 4);
  g_assert_cmpuint (get_line (excerpt, 7)->number, ==, 11);
}

static void
test_manual_is_left_out (void)
{
  const FreshetCodeSpec spec = { .file = "a.c", .parts = { { "go" } } };
  g_autoptr (FreshetCodeExcerpt) excerpt = load (&spec);

  g_assert_cmpstr (excerpt->text, ==, "void\ngo (void)\n{\n  ask (1);\n}");
}

static void
test_order_is_that_of_reading (void)
{
  const FreshetCodeSpec spec = { .file = "a.c", .parts = { { "go" }, { "ask" } } };
  g_autoptr (FreshetCodeExcerpt) excerpt = load (&spec);

  g_assert_true (g_str_has_prefix (excerpt->text, "void\ngo (void)"));
  g_assert_nonnull (strstr (excerpt->text, "}\n\n/* Asks. */"));
  g_assert_cmpuint (get_line (excerpt, 4)->number, ==, 20);
  g_assert_cmpuint (get_line (excerpt, 5)->number, ==, 0);
  g_assert_cmpuint (get_line (excerpt, 6)->number, ==, 4);
}

static void
test_mark_covers_the_statement (void)
{
  const FreshetCodeSpec spec = {
    .file = "a.c",
    .parts = { { "ask" } },
    .marks = { { "wait_for (", FRESHET_CODE_WAITS, "waits" } },
  };
  g_autoptr (FreshetCodeExcerpt) excerpt = load (&spec);

  g_assert_null (get_line (excerpt, 3)->mark);
  g_assert_true (get_line (excerpt, 4)->mark == &spec.marks[0]);
  g_assert_false (get_line (excerpt, 4)->ends_mark);
  g_assert_true (get_line (excerpt, 5)->mark == &spec.marks[0]);
  g_assert_true (get_line (excerpt, 5)->ends_mark);
  g_assert_null (get_line (excerpt, 6)->mark);
}

static void
test_range_of_lines (void)
{
  const FreshetCodeSpec spec = { .file = "a.c", .parts = { { "wait_for", "return" } } };
  g_autoptr (FreshetCodeExcerpt) excerpt = load (&spec);

  g_assert_cmpuint (excerpt->lines->len, ==, 3);
  g_assert_cmpuint (get_line (excerpt, 0)->number, ==, 8);
}

static void
test_what_is_gone_is_an_error (void)
{
  const FreshetCodeSpec function = { .file = "a.c", .parts = { { "reply" } } };
  const FreshetCodeSpec range = { .file = "a.c", .parts = { { "wait_for", "go on" } } };
  const FreshetCodeSpec call = {
    .file = "a.c",
    .parts = { { "go" } },
    .marks = { { "wait_for (", FRESHET_CODE_WAITS, "waits" } },
  };
  const FreshetCodeSpec *specs[] = { &function, &range, &call };

  for (gsize i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (freshet_code_excerpt_new (specs[i], source, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    }
}

static void
test_sources_of_this_program_have_it_all (void)
{
  for (guint i = 0; i < FRESHET_CODE_N_STEPS * FRESHET_CODE_N_LANGUAGES * FRESHET_CODE_N_SIDES; i++)
    {
      guint step = i / (FRESHET_CODE_N_LANGUAGES * FRESHET_CODE_N_SIDES);
      guint language = i / FRESHET_CODE_N_SIDES % FRESHET_CODE_N_LANGUAGES;
      guint side = i % FRESHET_CODE_N_SIDES;
      g_autoptr (GError) error = NULL;
      g_autoptr (FreshetCodeExcerpt) excerpt
          = freshet_code_steps_load (step, language, side, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (excerpt->lines->len, >, 0);
    }
}

/* The lesson stands on this: in each step the one waits where the other comes back. */
static void
test_twins_differ_in_who_waits (void)
{
  for (guint step = 0; step < FRESHET_CODE_N_STEPS; step++)
    {
      const FreshetCodeSpec *blocking
          = freshet_code_steps_get_spec (step, FRESHET_CODE_C, FRESHET_CODE_BLOCKING);
      const FreshetCodeSpec *async
          = freshet_code_steps_get_spec (step, FRESHET_CODE_C, FRESHET_CODE_ASYNC);

      g_assert_cmpint (blocking->marks[0].kind, ==, FRESHET_CODE_WAITS);
      g_assert_cmpint (async->marks[0].kind, ==, FRESHET_CODE_RETURNS);
      g_assert_null (strstr (blocking->marks[0].call, "_async"));
      g_assert_nonnull (strstr (async->marks[0].call, "_async"));
    }
}

static void
test_step_of_each_state (void)
{
  static const struct
  {
    FreshetState state;
    int step;
  } cases[] = {
    { FRESHET_STATE_WAITING, FRESHET_CODE_STEP_START },
    { FRESHET_STATE_CONNECTING, FRESHET_CODE_STEP_ASK },
    { FRESHET_STATE_DOWNLOADING, FRESHET_CODE_STEP_RECEIVE },
    { FRESHET_STATE_VERIFYING, FRESHET_CODE_STEP_FINISH },
    { FRESHET_STATE_PAUSED, -1 },
    { FRESHET_STATE_FINISHED, -1 },
    { FRESHET_STATE_FAILED, -1 },
    { FRESHET_STATE_CANCELLED, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FreshetCodeStep step;
      gboolean is_at_one = freshet_code_step_of_state (cases[i].state, &step);

      g_assert_cmpint (is_at_one ? (int) step : -1, ==, cases[i].step);
    }
}

static void
test_side_of_each_mode (void)
{
  g_assert_cmpint (freshet_code_side_of_mode (FRESHET_MODE_ASYNC), ==, FRESHET_CODE_ASYNC);
  g_assert_cmpint (freshet_code_side_of_mode (FRESHET_MODE_NAIVE), ==, FRESHET_CODE_ASYNC);
  g_assert_cmpint (freshet_code_side_of_mode (FRESHET_MODE_BLOCKING), ==, FRESHET_CODE_BLOCKING);
  g_assert_cmpint (freshet_code_side_of_mode (FRESHET_MODE_THREADS), ==, FRESHET_CODE_BLOCKING);
}

static void
test_files_are_named_and_then_counted (void)
{
  const char *all[] = { "a", "b", "c", "d", "e" };
  static const struct
  {
    guint n_files;
    const char *names;
  } cases[] = {
    { 0, "" },
    { 1, "a" },
    { 3, "a · b · c" },
    { 4, "a · b · c · 1 more" },
    { 5, "a · b · c · 2 more" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autofree char *text = NULL;

      for (guint j = 0; j < cases[i].n_files; j++)
        g_ptr_array_add (names, (char *) all[j]);
      text = freshet_code_steps_describe_files (names);
      g_assert_cmpstr (text, ==, cases[i].names);
    }
}

static void
test_few_files_get_a_dot_each (void)
{
  g_autofree char *none = freshet_code_steps_describe_count (0);
  g_autofree char *few = freshet_code_steps_describe_count (8);
  g_autofree char *many = freshet_code_steps_describe_count (1000);

  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (few, ==, "●●●●●●●●");
  g_assert_cmpstr (many, ==, "● × 1000");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_register_resource ();

  g_test_add_func ("/code/function-comes-with-its-comment", test_function_with_its_comment);
  g_test_add_func ("/code/manual-is-left-out", test_manual_is_left_out);
  g_test_add_func ("/code/order-is-that-of-reading", test_order_is_that_of_reading);
  g_test_add_func ("/code/mark-covers-the-statement", test_mark_covers_the_statement);
  g_test_add_func ("/code/range-of-lines", test_range_of_lines);
  g_test_add_func ("/code/what-is-gone-is-an-error", test_what_is_gone_is_an_error);
  g_test_add_func ("/code/sources-of-this-program-have-it-all",
                   test_sources_of_this_program_have_it_all);
  g_test_add_func ("/code/twins-differ-in-who-waits", test_twins_differ_in_who_waits);
  g_test_add_func ("/code/step-of-each-state", test_step_of_each_state);
  g_test_add_func ("/code/side-of-each-mode", test_side_of_each_mode);
  g_test_add_func ("/code/files-are-named-and-then-counted", test_files_are_named_and_then_counted);
  g_test_add_func ("/code/few-files-get-a-dot-each", test_few_files_get_a_dot_each);

  return g_test_run ();
}
