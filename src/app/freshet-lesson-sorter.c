/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-lesson-sorter.h"

#include <glib/gi18n-lib.h>

#include "freshet-lesson-text.h"

/**
 * FreshetLessonSorter:
 *
 * Five steps to be put in order: dragged, or moved with the buttons beside them.
 */
struct _FreshetLessonSorter
{
  GtkWidget parent_instance;

  GtkListBox *list;
  GtkWidget *rows[FRESHET_LESSON_N_ORDERED]; /* in the list, in the right order */
  GtkImage *icons[FRESHET_LESSON_N_ORDERED]; /* in the rows */
};

G_DEFINE_FINAL_TYPE (FreshetLessonSorter, freshet_lesson_sorter, GTK_TYPE_WIDGET)

/* How they are laid before the class: none is in its place. */
static const guint shuffled[FRESHET_LESSON_N_ORDERED] = { 2, 4, 1, 0, 3 };

static const struct
{
  const char *css_class; /* nullable */
  const char *icon_name;
  const char *description;
} verdicts[] = {
  [FRESHET_VERDICT_NONE] = { NULL, "list-drag-handle-symbolic", "" },
  [FRESHET_VERDICT_RIGHT] = { "success", "object-select-symbolic", N_ ("In its place") },
  [FRESHET_VERDICT_WRONG] = { "error", "window-close-symbolic", N_ ("Not in its place") },
};

static void
set_verdict (FreshetLessonSorter *self, guint step, FreshetVerdict verdict)
{
  const char *description = verdicts[verdict].description;

  for (guint i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (verdicts[i].css_class != NULL)
      gtk_widget_remove_css_class (self->rows[step], verdicts[i].css_class);
  if (verdicts[verdict].css_class != NULL)
    gtk_widget_add_css_class (self->rows[step], verdicts[verdict].css_class);
  gtk_image_set_from_icon_name (self->icons[step], verdicts[verdict].icon_name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows[step]),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  *description != '\0' ? _ (description) : "",
                                  -1);
}

static void
clear_verdicts (FreshetLessonSorter *self)
{
  for (guint i = 0; i < FRESHET_LESSON_N_ORDERED; i++)
    set_verdict (self, i, FRESHET_VERDICT_NONE);
}

static void
move (FreshetLessonSorter *self, GtkWidget *row, int position)
{
  if (position < 0 || position >= FRESHET_LESSON_N_ORDERED
      || gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) == position)
    return;
  clear_verdicts (self);
  g_object_ref (row);
  gtk_list_box_remove (self->list, row);
  gtk_list_box_insert (self->list, row, position);
  g_object_unref (row);
}

static void
move_step (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  FreshetLessonSorter *self = FRESHET_LESSON_SORTER (widget);
  guint step;
  int by;
  GtkWidget *row;
  GtkWidget *focus;

  g_variant_get (parameter, "(ui)", &step, &by);
  if (step >= FRESHET_LESSON_N_ORDERED)
    return;
  row = self->rows[step];
  focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));
  if (focus != NULL && focus != row && !gtk_widget_is_ancestor (focus, row))
    focus = NULL;
  move (self, row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) + by);
  /* Whoever presses the button again moves it on. */
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, GtkWidget *row)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (row);

  gtk_drag_source_set_icon (source, icon, (int) x, (int) y);
  return gdk_content_provider_new_typed (GTK_TYPE_LIST_BOX_ROW, row);
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, FreshetLessonSorter *self)
{
  GtkWidget *dropped = g_value_get_object (value);
  GtkListBoxRow *at = gtk_list_box_get_row_at_y (self->list, (int) y);

  if (gtk_widget_get_parent (dropped) != GTK_WIDGET (self->list))
    return FALSE;
  move (self, dropped, at != NULL ? gtk_list_box_row_get_index (at) : FRESHET_LESSON_N_ORDERED - 1);
  return TRUE;
}

/* With a key, as the buttons do with a click. */
static GtkShortcut *
create_shortcut (guint step, int by)
{
  GtkShortcutTrigger *trigger
      = gtk_keyval_trigger_new (by < 0 ? GDK_KEY_Up : GDK_KEY_Down, GDK_ALT_MASK);
  GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new ("order.move"));

  gtk_shortcut_set_arguments (shortcut, g_variant_new ("(ui)", step, by));
  return shortcut;
}

static GtkEventController *
create_shortcuts (guint step)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        create_shortcut (step, -1));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        create_shortcut (step, 1));
  return controller;
}

static GtkWidget *
create_button (guint step, int by)
{
  GtkWidget *button
      = gtk_button_new_from_icon_name (by < 0 ? "go-up-symbolic" : "go-down-symbolic");
  g_autofree char *text
      /* Translators: %s is one of the steps that are put in order */
      = g_strdup_printf (by < 0 ? _ ("Move up: %s") : _ ("Move down: %s"),
                         freshet_lesson_text_ordered (step));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, by < 0 ? _ ("Move Up") : _ ("Move Down"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "order.move");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ui)", step, by);
  return button;
}

static GtkWidget *
create_row (guint step, GtkImage **icon)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");
  GtkWidget *label = gtk_label_new (freshet_lesson_text_ordered (step));
  GtkDragSource *source = gtk_drag_source_new ();

  *icon = GTK_IMAGE (handle);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), handle);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), create_button (step, -1));
  gtk_box_append (GTK_BOX (box), create_button (step, 1));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  freshet_lesson_text_ordered (step),
                                  -1);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), row);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (row, create_shortcuts (step));
  return row;
}

static void
freshet_lesson_sorter_dispose (GObject *object)
{
  FreshetLessonSorter *self = FRESHET_LESSON_SORTER (object);

  if (self->list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;

  G_OBJECT_CLASS (freshet_lesson_sorter_parent_class)->dispose (object);
}

static void
freshet_lesson_sorter_class_init (FreshetLessonSorterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_lesson_sorter_dispose;
  gtk_widget_class_install_action (widget_class, "order.move", "(ui)", move_step);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_lesson_sorter_init (FreshetLessonSorter *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GTK_TYPE_LIST_BOX_ROW, GDK_ACTION_MOVE);

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "lesson-order");
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
  for (guint i = 0; i < FRESHET_LESSON_N_ORDERED; i++)
    {
      guint step = shuffled[i];

      self->rows[step] = create_row (step, &self->icons[step]);
      gtk_list_box_append (self->list, self->rows[step]);
    }
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

/**
 * freshet_lesson_sorter_new:
 *
 * Returns: (transfer floating): five steps in disorder
 */
GtkWidget *
freshet_lesson_sorter_new (void)
{
  return g_object_new (FRESHET_TYPE_LESSON_SORTER, NULL);
}

/**
 * freshet_lesson_sorter_check:
 * @self: five steps
 *
 * Shows which of them are in their place.
 *
 * Returns: how many
 */
guint
freshet_lesson_sorter_check (FreshetLessonSorter *self)
{
  guint n_right = 0;

  g_return_val_if_fail (FRESHET_IS_LESSON_SORTER (self), 0);

  clear_verdicts (self);
  for (guint i = 0; i < FRESHET_LESSON_N_ORDERED; i++)
    {
      gboolean is_in_place
          = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (self->rows[i])) == (int) i;

      set_verdict (self, i, is_in_place ? FRESHET_VERDICT_RIGHT : FRESHET_VERDICT_WRONG);
      n_right += is_in_place ? 1 : 0;
    }
  return n_right;
}

/**
 * freshet_lesson_sorter_lock:
 * @self: five steps, in order
 *
 * They cannot be moved any more, and are as easy to read as before.
 */
void
freshet_lesson_sorter_lock (FreshetLessonSorter *self)
{
  g_return_if_fail (FRESHET_IS_LESSON_SORTER (self));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "order.move", FALSE);
  gtk_widget_set_can_target (GTK_WIDGET (self->list), FALSE);
}
