/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-spin-text.h"

#include <glib/gi18n-lib.h>

/* The button leaves room for numbers alone; some languages have long words. */
static gboolean
show (GtkSpinButton *button, const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (button);
  int width = (int) g_utf8_strlen (text, -1);

  if (width > gtk_editable_get_width_chars (editable))
    gtk_editable_set_width_chars (editable, width);
  if (!g_str_equal (text, gtk_editable_get_text (editable)))
    gtk_editable_set_text (editable, text);
  return TRUE;
}

static gboolean
show_number (GtkSpinButton *button, const char *instead_of_zero)
{
  int number = gtk_spin_button_get_value_as_int (button);
  g_autofree char *text = g_strdup_printf ("%d", number);

  return show (button, number == 0 ? instead_of_zero : text);
}

/**
 * freshet_spin_text_show_automatic:
 * @button: a number, of which 0 leaves it to the program
 *
 * For the signal `output`.
 *
 * Returns: %TRUE
 */
gboolean
freshet_spin_text_show_automatic (GtkSpinButton *button)
{
  /* Translators: instead of a number: the program finds out which one is good */
  return show_number (button, _ ("Automatic"));
}

/**
 * freshet_spin_text_show_unlimited:
 * @button: a number, of which 0 is any
 *
 * For the signal `output`.
 *
 * Returns: %TRUE
 */
gboolean
freshet_spin_text_show_unlimited (GtkSpinButton *button)
{
  return show_number (button, _ ("No limit"));
}

/**
 * freshet_spin_text_show_rate:
 * @button: a speed in megabytes a second, of which 0 is any
 *
 * For the signal `output`.
 *
 * Returns: %TRUE
 */
gboolean
freshet_spin_text_show_rate (GtkSpinButton *button)
{
  double rate = gtk_spin_button_get_value (button);
  /* Translators: a speed limit, in megabytes a second */
  g_autofree char *text = g_strdup_printf (_ ("%.1f MB/s"), rate);

  return show (button, rate > 0 ? text : _ ("No limit"));
}

/**
 * freshet_spin_text_read:
 * @button: any of those
 * @value: (out): the number that was typed; 0 for words
 *
 * For the signal `input`.
 *
 * Returns: %TRUE
 */
int
freshet_spin_text_read (GtkSpinButton *button, double *value)
{
  *value = g_strtod (gtk_editable_get_text (GTK_EDITABLE (button)), NULL);
  return TRUE;
}
