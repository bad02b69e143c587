/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application-private.h"

#include <glib/gi18n-lib.h>

#include "freshet-address-source.h"

/* Takes @list. */
static void
add_list (FreshetApplication *self, FreshetAddressList *list)
{
  g_autoptr (FreshetAddressList) owned = list;

  if (freshet_list_keeper_is_ready (self->keeper))
    freshet_window_add_list (freshet_application_present_window (self), list);
  else
    g_ptr_array_add (self->lists, g_steal_pointer (&owned));
}

/* A list that is being read, and who asked for it. */
typedef struct
{
  FreshetApplication *application;
  GApplicationCommandLine *command_line; /* nullable */
} Input;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Input *input = user_data;
  g_autoptr (FreshetApplication) self = input->application;
  g_autoptr (GApplicationCommandLine) command_line = input->command_line;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = freshet_address_source_read_finish (result, &error);

  g_application_release (G_APPLICATION (self));
  if (text != NULL)
    {
      add_list (self, freshet_address_list_parse_lines (text));
      return;
    }
  if (command_line == NULL)
    {
      freshet_window_say (freshet_application_present_window (self), error->message);
      return;
    }
  g_application_command_line_printerr (command_line, "%s\n", error->message);
  g_application_command_line_set_exit_status (command_line, 1);
}

static Input *
input_new (FreshetApplication *self, GApplicationCommandLine *command_line)
{
  Input *input = g_new0 (Input, 1);

  input->application = g_object_ref (self);
  g_set_object (&input->command_line, command_line);
  g_application_hold (G_APPLICATION (self));
  return input;
}

static void
read_file (FreshetApplication *self, GFile *file, GApplicationCommandLine *command_line)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, g_object_ref (file));
  freshet_address_source_read_files_async (files, NULL, read_cb, input_new (self, command_line));
}

static void
read_input (FreshetApplication *self, GApplicationCommandLine *command_line, const char *path)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GInputStream) stream = NULL;

  if (g_str_equal (path, "-"))
    stream = g_application_command_line_get_stdin (command_line);
  if (stream != NULL)
    {
      freshet_address_source_read_stream_async (stream,
                                                NULL,
                                                read_cb,
                                                input_new (self, command_line));
      return;
    }
  file = g_application_command_line_create_file_for_arg (command_line, path);
  read_file (self, file, command_line);
}

void
freshet_application_add_arguments (FreshetApplication *self, const char *const *arguments)
{
  g_autofree char *lines = g_strjoinv ("\n", (char **) arguments);

  add_list (self, freshet_address_list_parse_lines (lines));
}

void
freshet_application_add_list_file (FreshetApplication *self, GFile *file)
{
  read_file (self, file, NULL);
}

#ifdef HAVE_DEMO
void
freshet_application_add_demo (FreshetApplication *self)
{
  FreshetWindow *window = freshet_application_present_window (self);
  g_autoptr (GPtrArray) uris = NULL;
  g_autoptr (GError) error = NULL;

  self->wants_demo = !freshet_list_keeper_is_ready (self->keeper);
  if (self->wants_demo)
    return;
  uris = freshet_demo_host_list_uris (self->demo, &error);
  if (uris != NULL)
    freshet_window_add_demo (window, uris);
  else
    freshet_window_say (window, error->message);
}
#endif

void
freshet_application_add_files (FreshetApplication *self, GFile **files, int n_files)
{
  g_autoptr (GPtrArray) uris = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < n_files; i++)
    g_ptr_array_add (uris, g_file_get_uri (files[i]));
  g_ptr_array_add (uris, NULL);
  freshet_application_add_arguments (self, (const char *const *) uris->pdata);
}

/* What was asked for in the meantime comes behind the list of the last time. */
void
freshet_application_add_what_waits (FreshetApplication *self)
{
  g_autoptr (GPtrArray) lists = g_steal_pointer (&self->lists);

#ifdef HAVE_DEMO
  if (self->wants_demo)
    freshet_application_add_demo (self);
#endif
  for (guint i = 0; i < lists->len; i++)
    freshet_window_add_list (freshet_application_get_window (self), lists->pdata[i]);
}

int
freshet_application_read_options (FreshetApplication *self, GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **addresses = NULL;
  const char *path;

#ifdef HAVE_DEMO
  if (g_variant_dict_contains (options, "demo"))
    freshet_application_add_demo (self);
#endif
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &addresses))
    freshet_application_add_arguments (self, addresses);
  if (g_variant_dict_lookup (options, "input-file", "^&ay", &path))
    read_input (self, command_line, path);
  freshet_application_present_window (self);
  return 0;
}

void
freshet_application_add_options (FreshetApplication *self)
{
  static const GOptionEntry options[] = {
#ifdef HAVE_DEMO
    { .long_name = "demo",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Start the demo server and add its files") },
#endif
    { .long_name = "input-file",
      .short_name = 'i',
      .arg = G_OPTION_ARG_FILENAME,
      .description = N_ ("Add the addresses in FILE, one a line; “-” is standard input"),
      .arg_description = N_ ("FILE") },
    { .long_name = "version",
      .arg = G_OPTION_ARG_NONE,
      .description = N_ ("Print the version and exit") },
    { .long_name = G_OPTION_REMAINING,
      .arg = G_OPTION_ARG_STRING_ARRAY,
      .arg_description = N_ ("ADDRESS…") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
}
