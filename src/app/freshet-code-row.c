/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-row.h"

#include <glib/gi18n-lib.h>

#include "freshet-code-view.h"
#include "freshet-pair.h"

/**
 * FreshetCodeRow:
 *
 * One step of getting a file: how the blocking functions do it, how the asynchronous ones do, and
 * which files are at it right now.
 */
struct _FreshetCodeRow
{
  GtkWidget parent_instance;

  FreshetCodeStep step;

  /* From the template. */
  GtkWidget *box;
  GtkLabel *number_label;
  GtkLabel *title_label;
  GtkLabel *files_label;
  GtkLabel *blocking_label;
  FreshetCodeView *blocking_view;
  GtkLabel *async_label;
  FreshetCodeView *async_view;
};

G_DEFINE_FINAL_TYPE (FreshetCodeRow, freshet_code_row, GTK_TYPE_WIDGET)

static void
freshet_code_row_dispose (GObject *object)
{
  FreshetCodeRow *self = FRESHET_CODE_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_CODE_ROW);

  G_OBJECT_CLASS (freshet_code_row_parent_class)->dispose (object);
}

static void
freshet_code_row_class_init (FreshetCodeRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_code_row_dispose;

  g_type_ensure (FRESHET_TYPE_CODE_VIEW);
  g_type_ensure (FRESHET_TYPE_PAIR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-code-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, box);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, number_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, files_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, blocking_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, blocking_view);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, async_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCodeRow, async_view);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_code_row_init (FreshetCodeRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * freshet_code_row_new:
 * @step: the step that it is about
 *
 * Returns: (transfer floating): a row, in C
 */
GtkWidget *
freshet_code_row_new (FreshetCodeStep step)
{
  FreshetCodeRow *self = g_object_new (FRESHET_TYPE_CODE_ROW, NULL);
  g_autofree char *number = g_strdup_printf ("%u", (guint) step + 1);

  self->step = step;
  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->title_label, freshet_code_step_get_title (step));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  freshet_code_step_get_title (step),
                                  -1);
  freshet_code_row_show_language (self, FRESHET_CODE_C);
  return GTK_WIDGET (self);
}

static void
show_side (FreshetCodeRow *self, FreshetCodeLanguage language, FreshetCodeSide side)
{
  GtkLabel *label = side == FRESHET_CODE_BLOCKING ? self->blocking_label : self->async_label;
  FreshetCodeView *view = side == FRESHET_CODE_BLOCKING ? self->blocking_view : self->async_view;
  const char *file = freshet_code_steps_get_spec (self->step, language, side)->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetCodeExcerpt) excerpt
      = freshet_code_steps_load (self->step, language, side, &error);
  g_autofree char *heading = NULL;

  /* A test holds it to be there. */
  if (excerpt == NULL)
    {
      g_critical ("%s", error->message);
      return;
    }

  /* Translators: a way of doing it, and the file that does it: “Blocking · a-file.c” */
  heading = g_strdup_printf (_ ("%s · %s"),
                             side == FRESHET_CODE_BLOCKING ? _ ("Blocking") : _ ("Asynchronous"),
                             file);
  gtk_label_set_label (label, heading);
  freshet_code_view_show_excerpt (view, excerpt, language == FRESHET_CODE_C ? "c" : "python3");
}

/**
 * freshet_code_row_show_language:
 * @self: a row
 * @language: the language to show the step in
 */
void
freshet_code_row_show_language (FreshetCodeRow *self, FreshetCodeLanguage language)
{
  g_return_if_fail (FRESHET_IS_CODE_ROW (self));

  for (guint side = 0; side < FRESHET_CODE_N_SIDES; side++)
    show_side (self, language, side);
}

/**
 * freshet_code_row_show_files:
 * @self: a row
 * @side: which of the two functions they go through
 * @names: (element-type utf8): the files that are at this step right now
 *
 * Lights the step up, or out if no file is at it.
 */
void
freshet_code_row_show_files (FreshetCodeRow *self, FreshetCodeSide side, GPtrArray *names)
{
  g_autofree char *text = NULL;

  g_return_if_fail (FRESHET_IS_CODE_ROW (self));
  g_return_if_fail (names != NULL);

  text = freshet_code_steps_describe_files (names);
  if (g_str_equal (text, gtk_label_get_label (self->files_label)))
    return;
  gtk_label_set_label (self->files_label, text);
  freshet_code_view_set_live (self->blocking_view, names->len > 0 && side == FRESHET_CODE_BLOCKING);
  freshet_code_view_set_live (self->async_view, names->len > 0 && side == FRESHET_CODE_ASYNC);
  if (names->len > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self), "live");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "live");
}
