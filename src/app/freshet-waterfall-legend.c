/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-waterfall-legend.h"

#include <glib/gi18n-lib.h>

#include "freshet-waterfall-style.h"
#include "freshet-waterfall-text.h"

/**
 * FreshetWaterfallLegend:
 *
 * What the bars of a waterfall mean: each in its colour, and as high as it is there.
 */
struct _FreshetWaterfallLegend
{
  GtkWidget parent_instance;

  GtkWidget *label; /* owned */
};

G_DEFINE_FINAL_TYPE (FreshetWaterfallLegend, freshet_waterfall_legend, GTK_TYPE_WIDGET)

static void
append (GString *markup, const GdkRGBA *color, const char *sign, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  /* An entry is not broken in two. */
  g_string_append_printf (markup,
                          "%s<span foreground=\"#%02x%02x%02x\">%s</span>\u00a0",
                          markup->len > 0 ? "   " : "",
                          (guint) (color->red * 255 + 0.5),
                          (guint) (color->green * 255 + 0.5),
                          (guint) (color->blue * 255 + 0.5),
                          sign);
  for (const char *p = escaped; *p != '\0'; p++)
    {
      if (*p == ' ')
        g_string_append (markup, "\u00a0");
      else
        g_string_append_c (markup, *p);
    }
}

static void
update (FreshetWaterfallLegend *self)
{
  static const char *const signs[] = { "▂", "▄", "▆", "█" };
  const char *bands[] = {
    _ ("Loop answers within 16 ms"), _ ("from 16 ms"), _ ("from 50 ms"), _ ("from 100 ms: frozen")
  };
  g_autoptr (GString) markup = g_string_new (NULL);
  FreshetWaterfallStyle style;

  freshet_waterfall_style_load (&style, GTK_WIDGET (self));
  for (guint i = 0; i < FRESHET_N_PHASES; i++)
    append (markup, &style.phases[i], signs[i], freshet_waterfall_text_phase ((FreshetPhase) i));
  for (guint i = 0; i < G_N_ELEMENTS (bands); i++)
    append (markup, &style.bands[i], signs[i], bands[i]);
  append (markup, &style.input, "◆", _ ("Pressed"));
  append (markup, &style.painted, "▌", _ ("Painted"));
  gtk_label_set_markup (GTK_LABEL (self->label), markup->str);
}

static void
freshet_waterfall_legend_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (freshet_waterfall_legend_parent_class)->css_changed (widget, change);

  update (FRESHET_WATERFALL_LEGEND (widget));
}

static void
freshet_waterfall_legend_dispose (GObject *object)
{
  g_clear_pointer (&FRESHET_WATERFALL_LEGEND (object)->label, gtk_widget_unparent);

  G_OBJECT_CLASS (freshet_waterfall_legend_parent_class)->dispose (object);
}

static void
freshet_waterfall_legend_class_init (FreshetWaterfallLegendClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_waterfall_legend_dispose;
  widget_class->css_changed = freshet_waterfall_legend_css_changed;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_waterfall_legend_init (FreshetWaterfallLegend *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_widget_add_css_class (self->label, "caption");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

/**
 * freshet_waterfall_legend_create_layout:
 * @self: a legend
 * @width: of a page, in pixels
 *
 * Returns: (transfer full): its text, to be drawn onto that page
 */
PangoLayout *
freshet_waterfall_legend_create_layout (FreshetWaterfallLegend *self, int width)
{
  PangoLayout *layout;

  g_return_val_if_fail (FRESHET_IS_WATERFALL_LEGEND (self), NULL);
  g_return_val_if_fail (width > 0, NULL);

  layout = gtk_widget_create_pango_layout (self->label, NULL);
  pango_layout_set_markup (layout, gtk_label_get_label (GTK_LABEL (self->label)), -1);
  pango_layout_set_width (layout, width * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  return layout;
}
