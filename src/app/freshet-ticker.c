/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-ticker.h"

#define INTERVAL_MS 100

/* All widgets that move by themselves share one timer, and there is none while nothing moves. */
static GHashTable *funcs;
static guint timer;

static gboolean
tick_cb (gpointer user_data)
{
  GHashTableIter iter;
  gpointer widget;
  gpointer func;

  g_hash_table_iter_init (&iter, funcs);
  while (g_hash_table_iter_next (&iter, &widget, &func))
    ((FreshetTickFunc) func) (widget);
  return G_SOURCE_CONTINUE;
}

/**
 * freshet_ticker_add:
 * @widget: a widget that moves by itself from now on
 * @func: what moves it; it must not add or remove
 *
 * Does nothing if @widget moves already.
 */
void
freshet_ticker_add (GtkWidget *widget, FreshetTickFunc func)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  if (funcs == NULL)
    funcs = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (funcs, widget, func);
  if (timer == 0)
    timer = g_timeout_add (INTERVAL_MS, tick_cb, NULL);
}

/**
 * freshet_ticker_remove:
 * @widget: a widget that is still from now on
 *
 * To be called before the widget goes away. Does nothing if it does not move.
 */
void
freshet_ticker_remove (GtkWidget *widget)
{
  if (funcs == NULL)
    return;
  g_hash_table_remove (funcs, widget);
  if (g_hash_table_size (funcs) == 0)
    g_clear_handle_id (&timer, g_source_remove);
}

/**
 * freshet_ticker_count:
 *
 * Returns: how many widgets move
 */
guint
freshet_ticker_count (void)
{
  return funcs != NULL ? g_hash_table_size (funcs) : 0;
}

/**
 * freshet_ticker_get_step:
 * @clock: the clock of a widget that moves by itself, in its tick callback
 *
 * Returns: a number that is another one %FRESHET_TICKER_STEPS times a second, at the same frame for all
 */
gint64
freshet_ticker_get_step (GdkFrameClock *clock)
{
  g_return_val_if_fail (GDK_IS_FRAME_CLOCK (clock), 0);

  return gdk_frame_clock_get_frame_time (clock) / (G_USEC_PER_SEC / FRESHET_TICKER_STEPS);
}

/**
 * freshet_ticker_is_animated:
 * @widget: a widget
 *
 * Returns: whether the user lets anything move
 */
gboolean
freshet_ticker_is_animated (GtkWidget *widget)
{
  gboolean is_enabled;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);

  g_object_get (gtk_widget_get_settings (widget), "gtk-enable-animations", &is_enabled, NULL);
  return is_enabled;
}
