/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-address-bar.h"

#include <adwaita.h>

#include "freshet-focus.h"
#include "freshet-reveal.h"

/**
 * FreshetAddressBar:
 *
 * Where addresses are typed and pasted, and where those that cannot be downloaded are answered.
 */
struct _FreshetAddressBar
{
  GtkWidget parent_instance;

  /* From the template. */
  GtkWidget *clamp;
  GtkEntry *entry;
  GtkWidget *add_button;
  GtkRevealer *message_revealer;
  GtkLabel *message_label;
};

G_DEFINE_FINAL_TYPE (FreshetAddressBar, freshet_address_bar, GTK_TYPE_WIDGET)

enum
{
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
submit_cb (FreshetAddressBar *self)
{
  g_autofree char *text = freshet_address_bar_dup_text (self);

  if (*text != '\0')
    g_signal_emit (self, signals[SUBMITTED], 0, text);
}

static void
set_message (FreshetAddressBar *self, const char *message)
{
  gboolean is_error = message != NULL;

  if (is_error)
    {
      gtk_label_set_label (self->message_label, message);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
    }

  freshet_reveal (self->message_revealer, is_error);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  is_error ? message : "",
                                  -1);
}

static void
changed_cb (FreshetAddressBar *self)
{
  g_autofree char *text = freshet_address_bar_dup_text (self);

  gtk_widget_set_sensitive (self->add_button, *text != '\0');
  set_message (self, NULL);
}

/* A list that is pasted has a line an address, and the entry has one line. */
static void
insert_text_cb (GtkEditable *editable, const char *text, int length, int *position, gpointer data)
{
  g_autofree char *line = NULL;

  if (memchr (text, '\n', (gsize) (length < 0 ? (gssize) strlen (text) : length)) == NULL)
    return;

  line = g_strndup (text, (gsize) (length < 0 ? (gssize) strlen (text) : length));
  g_strdelimit (line, "\r\n", ' ');
  g_signal_stop_emission_by_name (editable, "insert-text");
  g_signal_handlers_block_by_func (editable, insert_text_cb, data);
  gtk_editable_insert_text (editable, line, -1, position);
  g_signal_handlers_unblock_by_func (editable, insert_text_cb, data);
}

static gboolean
freshet_address_bar_grab_focus (GtkWidget *widget)
{
  return gtk_entry_grab_focus_without_selecting (FRESHET_ADDRESS_BAR (widget)->entry);
}

static void
freshet_address_bar_dispose (GObject *object)
{
  FreshetAddressBar *self = FRESHET_ADDRESS_BAR (object);

  g_clear_pointer (&self->clamp, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (object), FRESHET_TYPE_ADDRESS_BAR);

  G_OBJECT_CLASS (freshet_address_bar_parent_class)->dispose (object);
}

static void
freshet_address_bar_class_init (FreshetAddressBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = freshet_address_bar_dispose;
  widget_class->focus = freshet_focus_child;
  widget_class->grab_focus = freshet_address_bar_grab_focus;

  /**
   * FreshetAddressBar::submitted:
   * @self: an address bar
   * @text: what is in it, not empty
   *
   * A person wants what is in the bar to be added. To be answered with
   * freshet_address_bar_clear() or freshet_address_bar_reject().
   */
  signals[SUBMITTED] = g_signal_new ("submitted",
                                     G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/freshet/Freshet/freshet-address-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FreshetAddressBar, clamp);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddressBar, entry);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddressBar, add_button);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddressBar, message_revealer);
  gtk_widget_class_bind_template_child (widget_class, FreshetAddressBar, message_label);
  gtk_widget_class_bind_template_callback (widget_class, submit_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
freshet_address_bar_init (FreshetAddressBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)),
                    "insert-text",
                    G_CALLBACK (insert_text_cb),
                    NULL);
}

/**
 * freshet_address_bar_dup_text:
 * @self: an address bar
 *
 * Returns: (transfer full): what is in the bar, without blanks around it
 */
char *
freshet_address_bar_dup_text (FreshetAddressBar *self)
{
  g_return_val_if_fail (FRESHET_IS_ADDRESS_BAR (self), NULL);

  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/**
 * freshet_address_bar_clear:
 * @self: an address bar
 *
 * Empties the bar: all that was in it was taken.
 */
void
freshet_address_bar_clear (FreshetAddressBar *self)
{
  g_return_if_fail (FRESHET_IS_ADDRESS_BAR (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  set_message (self, NULL);
}

/**
 * freshet_address_bar_reject:
 * @self: an address bar
 * @text: what could not be taken, kept in the bar to be corrected
 * @message: why
 */
void
freshet_address_bar_reject (FreshetAddressBar *self, const char *text, const char *message)
{
  g_return_if_fail (FRESHET_IS_ADDRESS_BAR (self));
  g_return_if_fail (text != NULL && message != NULL);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  set_message (self, message);
}
