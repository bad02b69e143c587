/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-candidate-row.h"

#include "freshet-cut-label.h"
#include "freshet-focus.h"

/**
 * FreshetCandidateRow:
 *
 * An address that was found in a text, with a box to choose it.
 */
struct _FreshetCandidateRow
{
  GtkWidget parent_instance;

  GBindingGroup *bindings; /* owned */

  /* From the template. */
  GtkWidget *check;
  GtkWidget *name_label;
  GtkLabel *note_label;
};

G_DEFINE_FINAL_TYPE (FreshetCandidateRow, freshet_candidate_row, GTK_TYPE_WIDGET)

static void
describe (GtkWidget *widget, const char *name, const char *note)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  note,
                                  -1);
}

/* The list asks a row for this when an arrow key leads to it. */
static gboolean
freshet_candidate_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (FRESHET_CANDIDATE_ROW (widget)->check);
}

static void
freshet_candidate_row_dispose (GObject *object)
{
  FreshetCandidateRow *self = FRESHET_CANDIDATE_ROW (object);

  g_clear_object (&self->bindings);
  g_clear_pointer (&self->check, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_CANDIDATE_ROW);

  G_OBJECT_CLASS (freshet_candidate_row_parent_class)->dispose (object);
}

static void
freshet_candidate_row_class_init (FreshetCandidateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_candidate_row_dispose;
  widget_class->focus = freshet_focus_child;
  widget_class->grab_focus = freshet_candidate_row_grab_focus;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/freshet/Freshet/freshet-candidate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetCandidateRow, check);
  gtk_widget_class_bind_template_child (widget_class, FreshetCandidateRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, FreshetCandidateRow, note_label);
  gtk_widget_class_bind_template_callback (widget_class, freshet_cut_label_query_tooltip);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
freshet_candidate_row_init (FreshetCandidateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->bindings = g_binding_group_new ();
  g_binding_group_bind (self->bindings,
                        "chosen",
                        self->check,
                        "active",
                        G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_binding_group_bind (self->bindings, "valid", self->check, "sensitive", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "name", self->name_label, "label", G_BINDING_SYNC_CREATE);
  g_binding_group_bind (self->bindings, "note", self->note_label, "label", G_BINDING_SYNC_CREATE);
}

/**
 * freshet_candidate_row_new:
 *
 * Returns: (transfer none): an empty row
 */
GtkWidget *
freshet_candidate_row_new (void)
{
  return g_object_new (FRESHET_TYPE_CANDIDATE_ROW, NULL);
}

/**
 * freshet_candidate_row_set_candidate:
 * @self: a row
 * @candidate: (nullable): what it shows
 */
void
freshet_candidate_row_set_candidate (FreshetCandidateRow *self, FreshetCandidate *candidate)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  g_autofree char *name = NULL;
  g_autofree char *note = NULL;
  gboolean is_valid;

  g_return_if_fail (FRESHET_IS_CANDIDATE_ROW (self));
  g_return_if_fail (candidate == NULL || FRESHET_IS_CANDIDATE (candidate));

  g_binding_group_set_source (self->bindings, candidate);
  if (candidate == NULL)
    return;
  g_object_get (candidate, "name", &name, "note", &note, "valid", &is_valid, NULL);
  /* A reason is read to its end. */
  gtk_label_set_wrap (self->note_label, !is_valid);
  gtk_label_set_ellipsize (self->note_label,
                           is_valid ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_NONE);
  describe (self->check, name, note);
  if (item == NULL)
    return;
  describe (item, name, note);
  /* Newer GTK would give the focus to the list's own widget, which the space key does not check. */
  gtk_widget_set_focusable (item, !is_valid);
}
