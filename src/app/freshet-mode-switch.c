/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-mode-switch.h"

#include <glib/gi18n-lib.h>

/**
 * FreshetModeSwitch:
 *
 * The switch of `win.blocking-mode`, with its name beside it. While it cannot be used it says why.
 */
struct _FreshetModeSwitch
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (FreshetModeSwitch, freshet_mode_switch, GTK_TYPE_WIDGET)

static void
update_tooltip (FreshetModeSwitch *self, GParamSpec *pspec, GtkWidget *toggle)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self),
                               gtk_widget_get_sensitive (toggle)
                                   ? _ ("Download With Blocking Calls, Which Freeze the Window")
                                   : _ (
                                       "The mode can be changed when nothing is being downloaded"));
}

static void
freshet_mode_switch_dispose (GObject *object)
{
  FreshetModeSwitch *self = FRESHET_MODE_SWITCH (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_MODE_SWITCH);

  G_OBJECT_CLASS (freshet_mode_switch_parent_class)->dispose (object);
}

static void
freshet_mode_switch_class_init (FreshetModeSwitchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = freshet_mode_switch_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-mode-switch.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetModeSwitch, box);
  gtk_widget_class_bind_template_callback (widget_class, update_tooltip);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_mode_switch_init (FreshetModeSwitch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
