/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-page.h"

#include "freshet-focus.h"
#include "freshet-presenter.h"

/**
 * FreshetLessonPage:
 *
 * A screen of the lesson: few words, large; something to look at; and one thing to do.
 */
struct _FreshetLessonPage
{
  GtkWidget parent_instance;

  FreshetLessonScreen screen;

  /* From the template. */
  GtkWidget *scrolled_window;
  AdwClamp *clamp;
  GtkLabel *title_label;
  GtkLabel *text_label;
  AdwBin *body_bin;
  GtkLabel *result_label;
  GtkSpinner *spinner;
  GtkWidget *button;
  GtkLabel *action_label;
};

G_DEFINE_FINAL_TYPE (FreshetLessonPage, freshet_lesson_page, GTK_TYPE_WIDGET)

/* How wide it becomes, with text of normal size; WIDE where code and waterfalls are shown. */
#define WIDTH 860
#define WIDE 1200

enum
{
  ACTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
clicked_cb (FreshetLessonPage *self)
{
  g_signal_emit (self, signals[ACTED], 0);
}

/* As many words go into a line when they are larger. */
static void
update_width (FreshetLessonPage *self)
{
  int width = self->screen == FRESHET_LESSON_WHY ? WIDE : WIDTH;
  int scaled = width * freshet_presenter_get_percent () / 100;

  adw_clamp_set_maximum_size (self->clamp, scaled);
  adw_clamp_set_tightening_threshold (self->clamp, scaled * 5 / 6);
}

static gboolean
freshet_lesson_page_grab_focus (GtkWidget *widget)
{
  FreshetLessonPage *self = FRESHET_LESSON_PAGE (widget);

  /* Where the one thing is not the button alone, the rest comes before it. */
  if (self->screen == FRESHET_LESSON_PREDICT || self->screen == FRESHET_LESSON_ORDER)
    return gtk_widget_child_focus (GTK_WIDGET (self->body_bin), GTK_DIR_TAB_FORWARD);
  return gtk_widget_grab_focus (self->button) || gtk_widget_grab_focus (self->scrolled_window);
}

static void
freshet_lesson_page_dispose (GObject *object)
{
  FreshetLessonPage *self = FRESHET_LESSON_PAGE (object);

  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_LESSON_PAGE);

  G_OBJECT_CLASS (freshet_lesson_page_parent_class)->dispose (object);
}

static void
freshet_lesson_page_class_init (FreshetLessonPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_lesson_page_dispose;
  widget_class->focus = freshet_focus_child;
  widget_class->grab_focus = freshet_lesson_page_grab_focus;

  /**
   * FreshetLessonPage::acted:
   *
   * Emitted when the one thing is to be done.
   */
  signals[ACTED] = g_signal_new (
      "acted", FRESHET_TYPE_LESSON_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-lesson-page.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, clamp);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, text_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, body_bin);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, result_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, button);
  gtk_widget_class_bind_template_child (widget_class, FreshetLessonPage, action_label);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_lesson_page_init (FreshetLessonPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_lesson_page_new:
 * @screen: which screen
 * @body: (nullable): what there is to be looked at
 *
 * Returns: (transfer floating): that screen
 */
GtkWidget *
freshet_lesson_page_new (FreshetLessonScreen screen, GtkWidget *body)
{
  FreshetLessonPage *self = g_object_new (FRESHET_TYPE_LESSON_PAGE, NULL);

  self->screen = screen;
  gtk_label_set_label (self->title_label, freshet_lesson_text_title (screen));
  gtk_label_set_label (self->text_label, freshet_lesson_text_body (screen));
  gtk_label_set_label (self->action_label, freshet_lesson_text_action (screen));
  adw_bin_set_child (self->body_bin, body);
  /* It turns while a scene is played, as far as the scene lets it. */
  gtk_widget_set_visible (GTK_WIDGET (self->spinner),
                          screen >= FRESHET_LESSON_LIMITS && screen < FRESHET_LESSON_ORDER);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)),
                           "notify::gtk-xft-dpi",
                           G_CALLBACK (update_width),
                           self,
                           G_CONNECT_SWAPPED);
  update_width (self);
  return GTK_WIDGET (self);
}

/**
 * freshet_lesson_page_get_screen:
 * @self: a screen
 *
 * Returns: which it is
 */
FreshetLessonScreen
freshet_lesson_page_get_screen (FreshetLessonPage *self)
{
  g_return_val_if_fail (FRESHET_IS_LESSON_PAGE (self), FRESHET_LESSON_PREDICT);

  return self->screen;
}

/**
 * freshet_lesson_page_set_result:
 * @self: a screen
 * @result: (nullable): what came of the one thing
 */
void
freshet_lesson_page_set_result (FreshetLessonPage *self, const char *result)
{
  g_return_if_fail (FRESHET_IS_LESSON_PAGE (self));

  gtk_label_set_label (self->result_label, result != NULL ? result : "");
  gtk_widget_set_visible (GTK_WIDGET (self->result_label), result != NULL);
}

/**
 * freshet_lesson_page_set_busy:
 * @self: a screen
 * @is_busy: whether the one thing is being done
 *
 * What it showed the last time is not said of this time.
 */
void
freshet_lesson_page_set_busy (FreshetLessonPage *self, gboolean is_busy)
{
  g_return_if_fail (FRESHET_IS_LESSON_PAGE (self));

  if (is_busy)
    gtk_label_set_label (self->text_label, freshet_lesson_text_body (self->screen));
  gtk_widget_set_sensitive (self->button, !is_busy);
  gtk_spinner_set_spinning (self->spinner, is_busy);
}

/**
 * freshet_lesson_page_set_action:
 * @self: a screen
 * @action: (nullable): what there is to be done from now on, with a mnemonic; %NULL for nothing
 */
void
freshet_lesson_page_set_action (FreshetLessonPage *self, const char *action)
{
  g_return_if_fail (FRESHET_IS_LESSON_PAGE (self));

  if (action != NULL)
    gtk_label_set_label (self->action_label, action);
  gtk_widget_set_sensitive (self->button, action != NULL);
}

/**
 * freshet_lesson_page_set_done:
 * @self: a screen
 *
 * The one thing has been done: it says what that shows, and what is suggested now is to go on.
 */
void
freshet_lesson_page_set_done (FreshetLessonPage *self)
{
  const char *text;

  g_return_if_fail (FRESHET_IS_LESSON_PAGE (self));

  text = freshet_lesson_text_after (self->screen);
  if (text != NULL)
    gtk_label_set_label (self->text_label, text);
  gtk_widget_remove_css_class (self->button, "suggested-action");
}

/**
 * freshet_lesson_page_set_again:
 * @self: a screen
 *
 * The one thing has been done, but does not show what it says: it is suggested to do it again.
 */
void
freshet_lesson_page_set_again (FreshetLessonPage *self)
{
  g_return_if_fail (FRESHET_IS_LESSON_PAGE (self));

  gtk_label_set_label (self->text_label, freshet_lesson_text_again ());
  gtk_widget_add_css_class (self->button, "suggested-action");
}
