/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-window.h"

#include "freshet-accessible.h"
#include "freshet-lesson-check.h"
#include "freshet-lesson-evidence.h"
#include "freshet-lesson-export.h"
#include "freshet-lesson-figures.h"
#include "freshet-lesson-pages.h"
#include "freshet-lesson-why.h"

/**
 * FreshetLessonWindow:
 *
 * The lesson: one screen after another, each with one thing to do, most of which is done to this very
 * window.
 */
struct _FreshetLessonWindow
{
  AdwApplicationWindow parent_instance;

  FreshetLessonRunner *runner; /* owned */
  GSettings *settings;         /* owned */
  FreshetInputGuard *guard;    /* owned */
  FreshetInputMeter *meter;    /* owned */
  FreshetLesson *lesson;       /* owned */
  FreshetLessonScreen screen;

  FreshetLessonPages pages; /* in the stack */

  /* From the template. */
  AdwWindowTitle *window_title;
  GtkWidget *next_button;
  GtkStack *stack;
  FreshetPulseStrip *strip;
};

G_DEFINE_FINAL_TYPE (FreshetLessonWindow, freshet_lesson_window, ADW_TYPE_APPLICATION_WINDOW)

static void
enable (FreshetLessonWindow *self, const char *name, gboolean is_enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (
                                   g_action_map_lookup_action (G_ACTION_MAP (self), name)),
                               is_enabled);
}

static void
update_actions (FreshetLessonWindow *self)
{
  gboolean is_running = freshet_lesson_runner_is_running (self->runner);

  enable (self, "previous", !is_running && self->screen > 0);
  enable (self, "next", !is_running && self->screen + 1 < FRESHET_LESSON_N_SCREENS);
  enable (self, "begin-again", !is_running);
}

/* What depends on what has been done before is made when it is looked at. */
static void
prepare (FreshetLessonWindow *self)
{
  if (self->screen == FRESHET_LESSON_CHECK)
    adw_bin_set_child (self->pages.check_bin, freshet_lesson_check_new (self->lesson));
  else if (self->screen == FRESHET_LESSON_WHY)
    adw_bin_set_child (self->pages.why_bin, freshet_lesson_why_new (self->lesson));
}

static void
show_screen (FreshetLessonWindow *self, FreshetLessonScreen screen)
{
  g_autofree char *step = freshet_lesson_text_step (screen);
  FreshetLessonScreen before = self->screen;

  self->screen = screen;
  prepare (self);
  freshet_accessible_name_all (GTK_WIDGET (self->pages.pages[screen]));
  adw_window_title_set_subtitle (self->window_title, step);
  gtk_widget_remove_css_class (self->next_button, "suggested-action");
  gtk_widget_set_visible (GTK_WIDGET (self->pages.pages[screen]), TRUE);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->pages.pages[screen]));
  /* GTK 4.8 tells a screen reader of all children of a stack that are visible by themselves. */
  if (before != screen)
    gtk_widget_set_visible (GTK_WIDGET (self->pages.pages[before]), FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->pages.pages[screen]));
  update_actions (self);
}

/* The one thing has been done: what comes next is to go on. */
static void
suggest_next (FreshetLessonWindow *self)
{
  freshet_lesson_page_set_done (self->pages.pages[self->screen]);
  update_actions (self);
  if (self->screen + 1 == FRESHET_LESSON_N_SCREENS)
    return;
  gtk_widget_add_css_class (self->next_button, "suggested-action");
  gtk_widget_grab_focus (self->next_button);
}

/* Says what it shows only if it did. */
static void
conclude (FreshetLessonWindow *self, gboolean is_shown)
{
  FreshetLessonPage *page = self->pages.pages[self->screen];

  if (is_shown)
    {
      suggest_next (self);
      return;
    }
  freshet_lesson_page_set_again (page);
  gtk_widget_grab_focus (GTK_WIDGET (page));
}

static void
set_busy (FreshetLessonWindow *self, gboolean is_busy)
{
  freshet_lesson_page_set_busy (self->pages.pages[self->screen], is_busy);
  update_actions (self);
}

static void
say_error (FreshetLessonWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    freshet_lesson_page_set_result (self->pages.pages[self->screen], error->message);
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetLessonWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetLessonOutcome) outcome
      = freshet_lesson_runner_run_finish (FRESHET_LESSON_RUNNER (source), result, &error);
  FreshetLessonRun run = self->screen == FRESHET_LESSON_BLOCKING ? FRESHET_LESSON_RUN_BLOCKING
                                                                 : FRESHET_LESSON_RUN_ASYNC;
  g_autofree char *text = NULL;

  if (self->runner == NULL)
    return;
  freshet_click_target_set_running (self->pages.targets[run], FALSE);
  set_busy (self, FALSE);
  if (outcome == NULL)
    {
      say_error (self, error);
      return;
    }

  freshet_lesson_measure (self->lesson, run, outcome->report, outcome->bars, outcome->n_threads);
  text = freshet_lesson_text_result (outcome->report);
  freshet_lesson_page_set_result (self->pages.pages[self->screen], text);
  conclude (self, freshet_lesson_evidence_in_run (run, outcome->report));
}

/* Nobody predicts what has been seen: a run locks in what there is. */
static void
lock (FreshetLessonWindow *self)
{
  freshet_lesson_lock (self->lesson);
  freshet_lesson_pages_lock (&self->pages);
}

static void
start_run (FreshetLessonWindow *self, FreshetLessonRun run)
{
  lock (self);
  freshet_lesson_page_set_result (self->pages.pages[self->screen], NULL);
  freshet_click_target_set_running (self->pages.targets[run], TRUE);
  freshet_lesson_runner_run_async (self->runner,
                                   run,
                                   self->pages.bars[run],
                                   self->strip,
                                   self->meter,
                                   ran_cb,
                                   g_object_ref (self));
  set_busy (self, TRUE);
}

static void
played_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FreshetLessonWindow) self = user_data;
  FreshetSceneKind kind = self->screen - FRESHET_LESSON_LIMITS;
  gboolean is_shown;
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetSceneResult) measured
      = freshet_lesson_runner_play_finish (FRESHET_LESSON_RUNNER (source), result, &error);

  if (self->runner == NULL)
    return;
  set_busy (self, FALSE);
  if (measured == NULL)
    {
      say_error (self, error);
      return;
    }
  adw_bin_set_child (self->pages.figures[kind], freshet_lesson_figures_new (kind, measured));
  is_shown = freshet_lesson_evidence_in_scene (kind, measured);
  freshet_lesson_take_scene (self->lesson, kind, g_steal_pointer (&measured));
  conclude (self, is_shown);
}

static void
start_scene (FreshetLessonWindow *self, FreshetSceneKind kind)
{
  freshet_lesson_page_set_result (self->pages.pages[self->screen], NULL);
  freshet_lesson_runner_play_async (
      self->runner, kind, self->strip, played_cb, g_object_ref (self));
  set_busy (self, TRUE);
}

static void
save (FreshetLessonWindow *self)
{
  freshet_lesson_export (self->lesson, self->settings, GTK_WIDGET (self->stack));
}

static void
lock_in (FreshetLessonWindow *self)
{
  lock (self);
  suggest_next (self);
}

static void
check_order (FreshetLessonWindow *self)
{
  guint n_right = freshet_lesson_sorter_check (self->pages.order);
  gboolean is_right = n_right == FRESHET_LESSON_N_ORDERED;
  g_autofree char *text = freshet_lesson_text_order (n_right);

  freshet_lesson_note_order (self->lesson, is_right);
  freshet_lesson_page_set_result (self->pages.pages[FRESHET_LESSON_ORDER], text);
  if (!is_right)
    return;
  freshet_lesson_sorter_lock (self->pages.order);
  suggest_next (self);
  freshet_lesson_page_set_action (self->pages.pages[FRESHET_LESSON_ORDER],
                                  freshet_lesson_text_save ());
}

static void
acted_cb (FreshetLessonWindow *self, FreshetLessonPage *page)
{
  FreshetLessonScreen screen = freshet_lesson_page_get_screen (page);

  switch (screen)
    {
    case FRESHET_LESSON_PREDICT:
      lock_in (self);
      break;
    case FRESHET_LESSON_BLOCKING:
      start_run (self, FRESHET_LESSON_RUN_BLOCKING);
      break;
    case FRESHET_LESSON_ASYNC:
      start_run (self, FRESHET_LESSON_RUN_ASYNC);
      break;
    case FRESHET_LESSON_CHECK:
      save (self);
      suggest_next (self);
      break;
    case FRESHET_LESSON_WHY:
      gtk_widget_activate_action (GTK_WIDGET (self), "app.code", NULL);
      suggest_next (self);
      break;
    case FRESHET_LESSON_ORDER:
      if (freshet_lesson_is_ordered (self->lesson))
        save (self);
      else
        check_order (self);
      break;
    case FRESHET_LESSON_LIMITS:
    default:
      start_scene (self, screen - FRESHET_LESSON_LIMITS);
      break;
    }
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetLessonWindow *self = FRESHET_LESSON_WINDOW (user_data);

  show_screen (self, self->screen + 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetLessonWindow *self = FRESHET_LESSON_WINDOW (user_data);

  show_screen (self, self->screen - 1);
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  save (FRESHET_LESSON_WINDOW (user_data));
}

static void
create_pages (FreshetLessonWindow *self)
{
  freshet_lesson_pages_create (&self->pages, self->lesson, self->meter);
  for (guint i = 0; i < FRESHET_LESSON_N_SCREENS; i++)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->pages.pages[i]), FALSE);
      gtk_stack_add_child (self->stack, GTK_WIDGET (self->pages.pages[i]));
      g_signal_connect_swapped (self->pages.pages[i], "acted", G_CALLBACK (acted_cb), self);
    }
  self->screen = FRESHET_LESSON_PREDICT;
  show_screen (self, FRESHET_LESSON_PREDICT);
}

static void
begin_again_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  FreshetLessonWindow *self = FRESHET_LESSON_WINDOW (user_data);

  for (guint i = 0; i < FRESHET_LESSON_N_SCREENS; i++)
    gtk_stack_remove (self->stack, GTK_WIDGET (self->pages.pages[i]));
  freshet_lesson_free (self->lesson);
  self->lesson = freshet_lesson_new ();
  create_pages (self);
}

static const GActionEntry actions[] = {
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
  { .name = "save", .activate = save_cb },
  { .name = "begin-again", .activate = begin_again_cb },
};

static gboolean
freshet_lesson_window_close_request (GtkWindow *window)
{
  freshet_lesson_runner_cancel (FRESHET_LESSON_WINDOW (window)->runner);

  return GTK_WINDOW_CLASS (freshet_lesson_window_parent_class)->close_request (window);
}

static void
freshet_lesson_window_dispose (GObject *object)
{
  FreshetLessonWindow *self = FRESHET_LESSON_WINDOW (object);

  g_clear_object (&self->runner);
  g_clear_object (&self->settings);
  g_clear_object (&self->meter);
  g_clear_object (&self->guard);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_LESSON_WINDOW);

  G_OBJECT_CLASS (freshet_lesson_window_parent_class)->dispose (object);
}

static void
freshet_lesson_window_finalize (GObject *object)
{
  freshet_lesson_free (FRESHET_LESSON_WINDOW (object)->lesson);

  G_OBJECT_CLASS (freshet_lesson_window_parent_class)->finalize (object);
}

static void
freshet_lesson_window_class_init (FreshetLessonWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_lesson_window_dispose;
  object_class->finalize = freshet_lesson_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = freshet_lesson_window_close_request;

  g_type_ensure (FRESHET_TYPE_PULSE_STRIP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-lesson-window.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonWindow, next_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonWindow, strip);
}

static void
freshet_lesson_window_init (FreshetLessonWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->lesson = freshet_lesson_new ();
  self->guard = freshet_input_guard_new ();
  freshet_input_guard_watch (self->guard, GTK_WIDGET (self));
  self->meter = freshet_input_meter_new (self->guard, GTK_WIDGET (self));
}

/**
 * freshet_lesson_window_new:
 * @application: the program
 * @runner: what carries out what the lesson shows
 * @settings: the settings of the program
 *
 * Returns: (transfer none): the lesson at its first step, not yet shown
 */
FreshetLessonWindow *
freshet_lesson_window_new (GtkApplication *application,
                           FreshetLessonRunner *runner,
                           GSettings *settings)
{
  FreshetLessonWindow *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (FRESHET_IS_LESSON_RUNNER (runner), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_LESSON_WINDOW, "application", application, NULL);
  self->runner = g_object_ref (runner);
  self->settings = g_object_ref (settings);
  freshet_pulse_strip_set_pulse (self->strip, freshet_lesson_runner_get_pulse (runner));
  create_pages (self);
  return self;
}
