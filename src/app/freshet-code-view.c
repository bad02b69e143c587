/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <gtksourceview/gtksource.h>

#include "freshet-code-gutter.h"
#include "freshet-nested-scroll.h"

#define N_KINDS 3
#define ALPHA 0.14f
#define ALPHA_LIVE 0.4f
#define NOTE_WIDTH_CHARS 30

/**
 * FreshetCodeView:
 *
 * Some functions of the program, with the lines in which it waits, or does not, pointed out and
 * explained. They can be read and copied.
 */
struct _FreshetCodeView
{
  GtkWidget parent_instance;

  GtkWidget *scrolled_window;
  GtkSourceView *view;
  GtkSourceBuffer *buffer;
  FreshetCodeGutter *gutter;
  GtkTextTag *tags[N_KINDS];
};

G_DEFINE_FINAL_TYPE (FreshetCodeView, freshet_code_view, GTK_TYPE_WIDGET)

static const struct
{
  GdkRGBA color;
  const char *icon_name;
  const char *css_class;
} kinds[N_KINDS] = {
  [FRESHET_CODE_WAITS] = { { 0.88f, 0.11f, 0.14f, 1 }, "media-playback-pause-symbolic", "waits" },
  [FRESHET_CODE_RETURNS] = { { 0.15f, 0.64f, 0.41f, 1 }, "media-skip-forward-symbolic", "returns" },
  [FRESHET_CODE_READY] = { { 0.21f, 0.52f, 0.89f, 1 }, "object-select-symbolic", "ready" },
};

static void
update_scheme (FreshetCodeView *self)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (
      self->buffer,
      gtk_source_style_scheme_manager_get_scheme (manager, is_dark ? "Adwaita-dark" : "Adwaita"));
}

static void
insert (FreshetCodeView *self, const char *text, gssize length, const FreshetCodeMark *mark)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  if (mark != NULL)
    gtk_text_buffer_insert_with_tags (
        buffer, &end, text, (int) length, self->tags[mark->kind], NULL);
  else
    gtk_text_buffer_insert (buffer, &end, text, (int) length);
}

static GtkWidget *
create_note (const FreshetCodeMark *mark)
{
  GtkWidget *note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (kinds[mark->kind].icon_name);
  GtkWidget *label = gtk_label_new (_ (mark->text));
  int length = (int) g_utf8_strlen (_ (mark->text), -1);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* A text view gives what is inside of it no more than it needs. */
  gtk_label_set_width_chars (GTK_LABEL (label), MIN (length, NOTE_WIDTH_CHARS));
  /* Begins where the line does, or its end is out of sight. */
  gtk_widget_set_direction (note, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (icon, GTK_TEXT_DIR_LTR);
  gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
  gtk_box_append (GTK_BOX (note), icon);
  gtk_box_append (GTK_BOX (note), label);
  gtk_widget_add_css_class (note, "code-note");
  gtk_widget_add_css_class (note, kinds[mark->kind].css_class);
  return note;
}

/* In a line of its own below the statement, which is none of the source. */
static void
insert_note (FreshetCodeView *self, const FreshetCodeMark *mark)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (self->buffer);
  GtkTextChildAnchor *anchor;
  GtkTextIter start;
  GtkTextIter end;

  insert (self, "\n", 1, mark);
  gtk_text_buffer_get_end_iter (buffer, &end);
  anchor = gtk_text_buffer_create_child_anchor (buffer, &end);
  gtk_text_view_add_child_at_anchor (GTK_TEXT_VIEW (self->view), create_note (mark), anchor);

  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (buffer, self->tags[mark->kind], &start, &end);
}

static void
fill (FreshetCodeView *self, FreshetCodeExcerpt *excerpt)
{
  g_auto (GStrv) texts = g_strsplit (excerpt->text, "\n", -1);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint));
  const guint none = 0;
  GtkTextIter start;

  for (guint i = 0; i < excerpt->lines->len; i++)
    {
      const FreshetCodeLine *line = &g_array_index (excerpt->lines, FreshetCodeLine, i);

      if (i > 0)
        insert (self, "\n", 1, NULL);
      insert (self, texts[i], -1, line->mark);
      g_array_append_val (numbers, line->number);
      if (line->mark != NULL && line->ends_mark)
        {
          insert_note (self, line->mark);
          g_array_append_val (numbers, none);
        }
    }
  freshet_code_gutter_set_numbers (self->gutter, numbers);
  gtk_text_buffer_get_start_iter (GTK_TEXT_BUFFER (self->buffer), &start);
  gtk_text_buffer_place_cursor (GTK_TEXT_BUFFER (self->buffer), &start);
}

static void
freshet_code_view_dispose (GObject *object)
{
  FreshetCodeView *self = FRESHET_CODE_VIEW (object);

  g_clear_pointer (&self->scrolled_window, gtk_widget_unparent);
  g_clear_object (&self->buffer);

  G_OBJECT_CLASS (freshet_code_view_parent_class)->dispose (object);
}

static void
freshet_code_view_class_init (FreshetCodeViewClass *klass)
{
  gtk_source_init ();
  G_OBJECT_CLASS (klass)->dispose = freshet_code_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "codeview");
}

static void
create_buffer (FreshetCodeView *self)
{
  self->buffer = gtk_source_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (self->buffer), FALSE);
  gtk_source_buffer_set_highlight_matching_brackets (self->buffer, FALSE);
  for (guint i = 0; i < N_KINDS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (self->buffer), NULL, NULL);
  g_signal_connect_object (adw_style_manager_get_default (),
                           "notify::dark",
                           G_CALLBACK (update_scheme),
                           self,
                           G_CONNECT_SWAPPED);
  update_scheme (self);
}

static void
freshet_code_view_init (FreshetCodeView *self)
{
  GtkWidget *view;

  create_buffer (self);
  view = gtk_source_view_new_with_buffer (self->buffer);
  self->view = GTK_SOURCE_VIEW (view);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  /* Code is read from left to right by those too whose language is not. */
  gtk_widget_set_direction (view, GTK_TEXT_DIR_LTR);
  self->gutter = freshet_code_gutter_new ();
  gtk_source_gutter_insert (gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT),
                            GTK_SOURCE_GUTTER_RENDERER (self->gutter),
                            0);

  self->scrolled_window = gtk_scrolled_window_new ();
  gtk_widget_set_direction (self->scrolled_window, GTK_TEXT_DIR_LTR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled_window),
                                  GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  freshet_nested_scroll_prepare (GTK_SCROLLED_WINDOW (self->scrolled_window));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled_window), view);
  gtk_widget_set_parent (self->scrolled_window, GTK_WIDGET (self));
  freshet_code_view_set_live (self, FALSE);
}

/**
 * freshet_code_view_show_excerpt:
 * @self: a view
 * @excerpt: what to show
 * @language: the id that GtkSourceView has for the language of it
 */
void
freshet_code_view_show_excerpt (FreshetCodeView *self,
                                FreshetCodeExcerpt *excerpt,
                                const char *language)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();

  g_return_if_fail (FRESHET_IS_CODE_VIEW (self));
  g_return_if_fail (excerpt != NULL);
  g_return_if_fail (language != NULL);

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (self->buffer), "", 0);
  gtk_source_buffer_set_language (self->buffer,
                                  gtk_source_language_manager_get_language (manager, language));
  fill (self, excerpt);
}

/**
 * freshet_code_view_set_live:
 * @self: a view
 * @is_live: whether this is what some download is at right now
 *
 * Lights up the lines that are pointed out.
 */
void
freshet_code_view_set_live (FreshetCodeView *self, gboolean is_live)
{
  g_return_if_fail (FRESHET_IS_CODE_VIEW (self));

  for (guint i = 0; i < N_KINDS; i++)
    {
      GdkRGBA color = kinds[i].color;

      color.alpha = is_live ? ALPHA_LIVE : ALPHA;
      g_object_set (self->tags[i], "paragraph-background-rgba", &color, NULL);
    }
}
