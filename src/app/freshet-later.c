/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-later.h"

/* What nobody sees is brought up to date twice a second, however often it changes. */
#define INTERVAL_MS 500

/* So many rows take about a millisecond. */
#define STEP 4

/* Before the next frame. */
#define HURRY_PRIORITY (GDK_PRIORITY_REDRAW - 1)

/* All widgets share one timer, and there is none while nothing is late. */
static GHashTable *funcs;
static guint source;
static guint hurry_source;

static void
run (GtkWidget *widget)
{
  FreshetLaterFunc func = (FreshetLaterFunc) g_hash_table_lookup (funcs, widget);

  /* Whoever was before it may have taken it off. */
  if (func == NULL)
    return;
  g_hash_table_remove (funcs, widget);
  func (widget);
}

static gboolean
step_cb (gpointer user_data)
{
  GHashTableIter iter;
  gpointer widget;

  for (guint i = 0; i < STEP; i++)
    {
      g_hash_table_iter_init (&iter, funcs);
      if (!g_hash_table_iter_next (&iter, &widget, NULL))
        break;
      run (widget);
    }
  if (g_hash_table_size (funcs) > 0)
    return G_SOURCE_CONTINUE;
  source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
timeout_cb (gpointer user_data)
{
  source = g_idle_add (step_cb, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_later_add:
 * @widget: a widget that nobody sees
 * @func: what brings it up to date; may call this again
 *
 * Has @func called when half a second has passed and there is nothing more urgent to do; once, however
 * often this is called meanwhile.
 */
void
freshet_later_add (GtkWidget *widget, FreshetLaterFunc func)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (func != NULL);

  if (funcs == NULL)
    funcs = g_hash_table_new (NULL, NULL);
  g_hash_table_insert (funcs, widget, func);
  if (source == 0)
    source = g_timeout_add (INTERVAL_MS, timeout_cb, NULL);
}

/**
 * freshet_later_remove:
 * @widget: a widget
 *
 * To be called before the widget goes away. Does nothing if nothing is to be done for it.
 */
void
freshet_later_remove (GtkWidget *widget)
{
  if (funcs == NULL || !g_hash_table_remove (funcs, widget) || g_hash_table_size (funcs) > 0)
    return;
  g_clear_handle_id (&source, g_source_remove);
}

static gboolean
hurry_cb (gpointer user_data)
{
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer widget;

  hurry_source = 0;
  g_hash_table_iter_init (&iter, funcs);
  while (g_hash_table_iter_next (&iter, &widget, NULL))
    if (gtk_widget_get_mapped (widget))
      g_ptr_array_add (seen, widget);
  for (guint i = 0; i < seen->len; i++)
    run (seen->pdata[i]);
  return G_SOURCE_REMOVE;
}

/**
 * freshet_later_hurry:
 *
 * To be called when a widget comes into sight: what is to be done for those that can be seen is done before
 * the next frame. Not at once, since this is most often in the middle of laying them out.
 */
void
freshet_later_hurry (void)
{
  if (hurry_source == 0 && funcs != NULL && g_hash_table_size (funcs) > 0)
    hurry_source = g_idle_add_full (HURRY_PRIORITY, hurry_cb, NULL, NULL);
}
