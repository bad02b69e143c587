/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-stage.h"

#include <glib/gi18n-lib.h>

/**
 * FreshetCodeStage:
 *
 * One step of four, and how many files are at it right now; leads to its code.
 */
struct _FreshetCodeStage
{
  GtkWidget parent_instance;

  FreshetCodeStep step;
  guint n_files;

  /* From the template. */
  GtkWidget *button;
  GtkLabel *title_label;
  GtkLabel *count_label;
};

G_DEFINE_FINAL_TYPE (FreshetCodeStage, freshet_code_stage, GTK_TYPE_WIDGET)

static void
update_accessible (FreshetCodeStage *self)
{
  const char *title = freshet_code_step_get_title (self->step);
  g_autofree char *label = NULL;

  if (self->n_files > 0)
    /* Translators: a step, such as “Receive the body”, and how many files are at it */
    label = g_strdup_printf (ngettext ("%s: %u file", "%s: %u files", self->n_files),
                             title,
                             self->n_files);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : title,
                                  -1);
}

static void
freshet_code_stage_dispose (GObject *object)
{
  FreshetCodeStage *self = FRESHET_CODE_STAGE (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_CODE_STAGE);

  G_OBJECT_CLASS (freshet_code_stage_parent_class)->dispose (object);
}

static void
freshet_code_stage_class_init (FreshetCodeStageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_code_stage_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-code-stage.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeStage, button);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeStage, title_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeStage, count_label);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_code_stage_init (FreshetCodeStage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_code_stage_new:
 * @step: the step that it stands for
 *
 * Returns: (transfer floating): a stage at which no file is
 */
GtkWidget *
freshet_code_stage_new (FreshetCodeStep step)
{
  FreshetCodeStage *self = g_object_new (FRESHET_TYPE_CODE_STAGE, NULL);
  /* Translators: the number of a step, and its title: “2. Ask the server” */
  g_autofree char *title
      = g_strdup_printf (_ ("%u. %s"), (guint) step + 1, freshet_code_step_get_title (step));

  self->step = step;
  gtk_label_set_label (self->title_label, title);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "u", (guint) step);
  update_accessible (self);
  return GTK_WIDGET (self);
}

/**
 * freshet_code_stage_show_count:
 * @self: a stage
 * @n_files: how many files are at it
 */
void
freshet_code_stage_show_count (FreshetCodeStage *self, guint n_files)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FRESHET_IS_CODE_STAGE (self));

  if (self->n_files == n_files)
    return;
  self->n_files = n_files;
  text = freshet_code_steps_describe_count (n_files);
  gtk_label_set_label (self->count_label, text);
  update_accessible (self);
  if (n_files > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "live");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "live");
}
