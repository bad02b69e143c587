/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-background.h"

#include <glib/gi18n-lib.h>

#include <unistd.h>

#include "freshet-error.h"

/* Every Flatpak sandbox has it, and nothing else does. */
#define FLATPAK_INFO "/.flatpak-info"

#define BUS_NAME "org.freedesktop.portal.Desktop"
#define OBJECT_PATH "/org/freedesktop/portal/desktop"
#define REQUEST "org.freedesktop.portal.Request"
#define TOKEN "freshet_background"

/* One question to the portal: its answer comes as a signal. */
typedef struct
{
  GDBusConnection *bus; /* owned */
  guint subscription;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_dbus_connection_signal_unsubscribe (question->bus, question->subscription);
  g_object_unref (question->bus);
  g_free (question);
}

static void
response_cb (GDBusConnection *bus,
             const char *sender,
             const char *path,
             const char *interface,
             const char *signal,
             GVariant *parameters,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  g_autoptr (GVariant) results = NULL;
  gboolean is_allowed = FALSE;
  guint32 response;

  g_variant_get (parameters, "(u@a{sv})", &response, &results);
  g_variant_lookup (results, "background", "b", &is_allowed);
  if (response == 0 && is_allowed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task,
                             FRESHET_ERROR,
                             FRESHET_ERROR_FAILED,
                             _ ("The desktop does not let Freshet go on in the background."));
  /* The subscription held the task. */
  g_task_set_task_data (task, NULL, NULL);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) reply
      = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (reply != NULL || g_task_get_completed (task))
    return;
  g_task_return_error (task, g_steal_pointer (&error));
  g_task_set_task_data (task, NULL, NULL);
}

/* Where the answer will come from, which has to be listened to before the question is asked. */
static char *
get_request_path (GDBusConnection *bus)
{
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  g_strdelimit (sender, ".", '_');
  return g_strdup_printf ("%s/request/%s/" TOKEN, OBJECT_PATH, sender);
}

/**
 * freshet_background_request_async:
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Asks whether the program may go on without a window. Only a sandbox has somebody who could mind
 * (`org.freedesktop.portal.Background`).
 */
void
freshet_background_request_async (GAsyncReadyCallback callback, gpointer user_data)
{
  GApplication *application = g_application_get_default ();
  GDBusConnection *bus
      = application != NULL ? g_application_get_dbus_connection (application) : NULL;
  g_autoptr (GTask) task = NULL;

  if (bus != NULL && access (FLATPAK_INFO, F_OK) == 0)
    {
      freshet_background_ask_portal_async (bus, callback, user_data);
      return;
    }
  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_background_request_async);
  g_task_return_boolean (task, TRUE);
}

/**
 * freshet_background_ask_portal_async:
 * @bus: the session bus
 * @callback: called when it is decided
 * @user_data: for @callback
 *
 * Asks the portal, in a sandbox or not.
 */
void
freshet_background_ask_portal_async (GDBusConnection *bus,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  Question *question;
  GVariantBuilder options;

  g_return_if_fail (G_IS_DBUS_CONNECTION (bus));

  task = g_task_new (NULL, NULL, callback, user_data);
  g_task_set_source_tag (task, freshet_background_ask_portal_async);
  path = get_request_path (bus);
  question = g_new0 (Question, 1);
  question->bus = g_object_ref (bus);
  question->subscription = g_dbus_connection_signal_subscribe (bus,
                                                               BUS_NAME,
                                                               REQUEST,
                                                               "Response",
                                                               path,
                                                               NULL,
                                                               G_DBUS_SIGNAL_FLAGS_NONE,
                                                               response_cb,
                                                               g_object_ref (task),
                                                               g_object_unref);
  g_task_set_task_data (task, question, question_free);

  g_variant_builder_init (&options, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&options, "{sv}", "handle_token", g_variant_new_string (TOKEN));
  g_variant_builder_add (&options,
                         "{sv}",
                         "reason",
                         g_variant_new_string (_ ("Freshet finishes its downloads.")));
  g_dbus_connection_call (bus,
                          BUS_NAME,
                          OBJECT_PATH,
                          "org.freedesktop.portal.Background",
                          "RequestBackground",
                          g_variant_new ("(sa{sv})", "", &options),
                          G_VARIANT_TYPE ("(o)"),
                          G_DBUS_CALL_FLAGS_NONE,
                          -1,
                          NULL,
                          asked_cb,
                          g_object_ref (task));
}

/**
 * freshet_background_request_finish:
 * @result: what the callback was given
 * @error: set where it may not
 *
 * Returns: whether the program may go on without a window
 */
gboolean
freshet_background_request_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
