/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-gutter.h"

/**
 * FreshetCodeGutter:
 *
 * The numbers that the lines of an excerpt have in the source that they are from.
 */
struct _FreshetCodeGutter
{
  GtkSourceGutterRendererText parent_instance;

  GArray *numbers; /* owned, of guint, a line of the buffer each */
};

G_DEFINE_FINAL_TYPE (FreshetCodeGutter, freshet_code_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER_TEXT)

static void
freshet_code_gutter_query_data (GtkSourceGutterRenderer *renderer,
                                GtkSourceGutterLines *lines,
                                guint line)
{
  FreshetCodeGutter *self = FRESHET_CODE_GUTTER (renderer);
  guint number = line < self->numbers->len ? g_array_index (self->numbers, guint, line) : 0;
  char text[16] = "";

  if (number > 0)
    g_snprintf (text, sizeof text, "%u", number);
  gtk_source_gutter_renderer_text_set_text (GTK_SOURCE_GUTTER_RENDERER_TEXT (self), text, -1);
}

static void
freshet_code_gutter_finalize (GObject *object)
{
  g_array_unref (FRESHET_CODE_GUTTER (object)->numbers);

  G_OBJECT_CLASS (freshet_code_gutter_parent_class)->finalize (object);
}

static void
freshet_code_gutter_class_init (FreshetCodeGutterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = freshet_code_gutter_finalize;
  GTK_SOURCE_GUTTER_RENDERER_CLASS (klass)->query_data = freshet_code_gutter_query_data;
}

static void
freshet_code_gutter_init (FreshetCodeGutter *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  gtk_source_gutter_renderer_set_xpad (GTK_SOURCE_GUTTER_RENDERER (self), 6);
  gtk_source_gutter_renderer_set_xalign (GTK_SOURCE_GUTTER_RENDERER (self), 1);
}

/**
 * freshet_code_gutter_new:
 *
 * Returns: (transfer floating): a gutter without numbers
 */
FreshetCodeGutter *
freshet_code_gutter_new (void)
{
  return g_object_new (FRESHET_TYPE_CODE_GUTTER, NULL);
}

/**
 * freshet_code_gutter_set_numbers:
 * @self: a gutter
 * @numbers: (element-type guint): the number of each line of the buffer, 0 for none
 */
void
freshet_code_gutter_set_numbers (FreshetCodeGutter *self, GArray *numbers)
{
  int width = 0;

  g_return_if_fail (FRESHET_IS_CODE_GUTTER (self));
  g_return_if_fail (numbers != NULL);

  g_array_unref (self->numbers);
  self->numbers = g_array_ref (numbers);

  gtk_source_gutter_renderer_text_measure (GTK_SOURCE_GUTTER_RENDERER_TEXT (self),
                                           "9999",
                                           &width,
                                           NULL);
  gtk_widget_set_size_request (GTK_WIDGET (self), width + 12, -1);
}
