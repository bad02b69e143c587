/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-windows.h"

typedef struct
{
  char *detailed_signal;
  GCallback callback;
} Connection;

static void
connection_free (gpointer data, GClosure *closure)
{
  Connection *connection = data;

  g_free (connection->detailed_signal);
  g_free (connection);
}

static void
windows_changed_cb (GListModel *windows,
                    guint position,
                    guint n_removed,
                    guint n_added,
                    const Connection *connection)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      g_signal_connect (window, connection->detailed_signal, connection->callback, NULL);
    }
}

/**
 * freshet_windows_connect:
 * @detailed_signal: a signal of #GtkWindow
 * @callback: what is connected to it, with no data
 *
 * Connects to each window that comes from now on, those of the libraries too.
 */
void
freshet_windows_connect (const char *detailed_signal, GCallback callback)
{
  Connection *connection;

  g_return_if_fail (detailed_signal != NULL);
  g_return_if_fail (callback != NULL);

  connection = g_new (Connection, 1);
  *connection = (Connection){ g_strdup (detailed_signal), callback };
  g_signal_connect_data (gtk_window_get_toplevels (),
                         "items-changed",
                         G_CALLBACK (windows_changed_cb),
                         connection,
                         connection_free,
                         0);
}
