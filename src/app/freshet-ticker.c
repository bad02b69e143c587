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
