/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-presenter.h"

/* Each is a step that can be seen from the back row. */
static const int levels[] = { 100, 115, 130, 150, 175, 200, 250 };

static int percent = 100;

static void
apply (int wanted)
{
  static int normal_dpi = 0;
  GtkSettings *settings = gtk_settings_get_default ();

  if (settings == NULL)
    return;
  /* What the desktop says is taken when it is about to be overridden. */
  if (percent == 100)
    g_object_get (settings, "gtk-xft-dpi", &normal_dpi, NULL);
  percent = wanted;
  if (normal_dpi <= 0)
    return;
  if (percent == 100)
    gtk_settings_reset_property (settings, "gtk-xft-dpi");
  else
    g_object_set (settings, "gtk-xft-dpi", normal_dpi / 100 * percent, NULL);
}

/* Returns: the size that many steps from @from, percent, within what there is */
static int
step (int from, int steps)
{
  int i = 0;

  while (i < (int) G_N_ELEMENTS (levels) - 1 && levels[i] < from)
    i++;
  return levels[CLAMP (i + steps, 0, (int) G_N_ELEMENTS (levels) - 1)];
}

/**
 * freshet_presenter_zoom:
 * @steps: how many steps larger; below 0 for smaller
 *
 * Makes all text of the program larger, for a projector.
 */
void
freshet_presenter_zoom (int steps)
{
  apply (step (percent, steps));
}

/**
 * freshet_presenter_reset:
 *
 * Makes all text as large as the desktop wants it.
 */
void
freshet_presenter_reset (void)
{
  apply (100);
}

/**
 * freshet_presenter_get_percent:
 *
 * Returns: how large text is, beside what the desktop wants
 */
int
freshet_presenter_get_percent (void)
{
  return percent;
}
