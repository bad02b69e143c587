/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-application-private.h"

#include <glib/gi18n-lib.h>

static void
add_arguments (FreshetApplication *self, const char *const *arguments)
{
  g_autofree char *lines = g_strjoinv ("\n", (char **) arguments);
  g_autoptr (FreshetAddressList) list = freshet_address_list_parse_lines (lines);

  if (freshet_list_keeper_is_ready (self->keeper))
    freshet_window_add_list (freshet_application_present_window (self), list);
  else
    g_ptr_array_add (self->lists, g_steal_pointer (&list));
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
  add_arguments (self, (const char *const *) uris->pdata);
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

#ifdef HAVE_DEMO
  if (g_variant_dict_contains (options, "demo"))
    freshet_application_add_demo (self);
#endif
  if (g_variant_dict_lookup (options, G_OPTION_REMAINING, "^a&s", &addresses))
    add_arguments (self, addresses);
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
