/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-reveal.h"

static void
child_revealed_cb (GtkRevealer *revealer)
{
  gtk_widget_set_visible (GTK_WIDGET (revealer),
                          gtk_revealer_get_reveal_child (revealer)
                              || gtk_revealer_get_child_revealed (revealer));
}

/**
 * freshet_reveal:
 * @revealer: a revealer that is not visible while it is closed
 * @reveals: whether its child is to be seen
 *
 * Opens or closes @revealer, and hides it when it has closed. The size of one that is only closed is
 * still asked for, and a start was busy with breaking its texts into lines.
 */
void
freshet_reveal (GtkRevealer *revealer, gboolean reveals)
{
  g_return_if_fail (GTK_IS_REVEALER (revealer));

  /* Once is enough. */
  g_signal_handlers_disconnect_by_func (revealer, child_revealed_cb, NULL);
  g_signal_connect (revealer, "notify::child-revealed", G_CALLBACK (child_revealed_cb), NULL);

  /* It is animated only where it is mapped before it opens. */
  if (reveals)
    gtk_widget_set_visible (GTK_WIDGET (revealer), TRUE);
  gtk_revealer_set_reveal_child (revealer, reveals);
  child_revealed_cb (revealer);
}
