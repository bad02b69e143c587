/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-host.h"

#include "freshet-lesson-window.h"
#include "freshet-presenter.h"

/**
 * FreshetLessonHost:
 *
 * Gives a program its lesson: the actions that open it and that make text larger for a class, and
 * what carries out what it shows.
 */
struct _FreshetLessonHost
{
  GObject parent_instance;

  GtkApplication *application; /* weak: it owns this */
  GSettings *settings;         /* owned */
  FreshetLessonRunner *runner; /* owned */
};

G_DEFINE_FINAL_TYPE (FreshetLessonHost, freshet_lesson_host, G_TYPE_OBJECT)

#ifdef HAVE_DEMO
static FreshetLessonWindow *
get_window (FreshetLessonHost *self)
{
  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next)
    {
      if (FRESHET_IS_LESSON_WINDOW (l->data))
        return l->data;
    }
  return freshet_lesson_window_new (self->application, self->runner, self->settings);
}

static void
lesson_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (get_window (user_data)));
}
#endif

static void
larger_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_presenter_zoom (1);
}

static void
smaller_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_presenter_zoom (-1);
}

static void
normal_size_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  freshet_presenter_reset ();
}

static const GActionEntry actions[] = {
  { .name = "larger", .activate = larger_cb },
#ifdef HAVE_DEMO
  { .name = "lesson", .activate = lesson_cb },
#endif
  { .name = "normal-size", .activate = normal_size_cb },
  { .name = "smaller", .activate = smaller_cb },
};

static void
set_accels (FreshetLessonHost *self)
{
  static const struct
  {
    const char *action;
    const char *accels[4];
  } accels[] = {
    { "app.larger", { "<Control>plus", "<Control>equal", "<Control>KP_Add" } },
    { "app.lesson", { "F2" } },
    { "app.normal-size", { "<Control>0", "<Control>KP_0" } },
    { "app.smaller", { "<Control>minus", "<Control>KP_Subtract" } },
    { "win.next", { "<Alt>Right" } },
    { "win.previous", { "<Alt>Left" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (self->application, accels[i].action, accels[i].accels);
}

static void
freshet_lesson_host_finalize (GObject *object)
{
  FreshetLessonHost *self = FRESHET_LESSON_HOST (object);

  g_clear_weak_pointer (&self->application);
  g_object_unref (self->settings);
  g_object_unref (self->runner);

  G_OBJECT_CLASS (freshet_lesson_host_parent_class)->finalize (object);
}

static void
freshet_lesson_host_class_init (FreshetLessonHostClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_lesson_host_finalize;
}

static void
freshet_lesson_host_init (FreshetLessonHost *self)
{
}

/**
 * freshet_lesson_host_new:
 * @application: the program, which gets the actions and has to outlive this
 * @settings: its settings
 * @demo: the demo server
 * @queue: the list, whose downloads would falsify what is measured
 * @compare: what carries comparisons out, which would too
 *
 * Returns: (transfer full): a lesson that can be opened
 */
FreshetLessonHost *
freshet_lesson_host_new (GtkApplication *application,
                         GSettings *settings,
                         FreshetDemoHost *demo,
                         FreshetQueue *queue,
                         FreshetCompareRunner *compare)
{
  FreshetLessonHost *self;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  self = g_object_new (FRESHET_TYPE_LESSON_HOST, NULL);
  g_set_weak_pointer (&self->application, application);
  self->settings = g_object_ref (settings);
  self->runner = freshet_lesson_runner_new (demo, queue, compare);
  g_action_map_add_action_entries (G_ACTION_MAP (application),
                                   actions,
                                   G_N_ELEMENTS (actions),
                                   self);
  set_accels (self);
  return self;
}

/**
 * freshet_lesson_host_cancel:
 * @self: a lesson
 *
 * Ends what it is doing. Callable from any thread, also while the main thread is frozen.
 */
void
freshet_lesson_host_cancel (FreshetLessonHost *self)
{
  g_return_if_fail (FRESHET_IS_LESSON_HOST (self));

  freshet_lesson_runner_cancel (self->runner);
}
