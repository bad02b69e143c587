/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-mode-row.h"

#include "freshet-compare-text.h"

/* In the order of how much is made of waiting. */
static const FreshetMode modes[] = {
  FRESHET_MODE_ASYNC,
  FRESHET_MODE_BLOCKING,
  FRESHET_MODE_THREADS,
  FRESHET_MODE_NAIVE,
};

static gboolean
active_from_mode (GValue *value, GVariant *variant, gpointer user_data)
{
  const char *name = freshet_mode_to_string (GPOINTER_TO_INT (user_data));

  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), name));
  return TRUE;
}

/* The one that was chosen before says nothing. */
static GVariant *
mode_from_active (const GValue *value, const GVariantType *type, gpointer user_data)
{
  if (!g_value_get_boolean (value))
    return NULL;
  return g_variant_new_string (freshet_mode_to_string (GPOINTER_TO_INT (user_data)));
}

/**
 * freshet_mode_row_new:
 * @mode: a mode
 * @check: what it is chosen with
 *
 * Returns: (transfer floating): a row that says what is good about a mode, and what is not
 */
GtkWidget *
freshet_mode_row_new (FreshetMode mode, GtkCheckButton *check)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *about = freshet_compare_text_pros_and_cons (mode);

  gtk_widget_set_valign (GTK_WIDGET (check), GTK_ALIGN_CENTER);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), freshet_compare_text_mode (mode));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), GTK_WIDGET (check));
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (check));
  return row;
}

/**
 * freshet_mode_rows_bind:
 * @group: where they go
 * @settings: the settings of the program
 *
 * Lets the mode be chosen, of all there are.
 */
void
freshet_mode_rows_bind (AdwPreferencesGroup *group, GSettings *settings)
{
  GtkCheckButton *first = NULL;

  g_return_if_fail (ADW_IS_PREFERENCES_GROUP (group));
  g_return_if_fail (G_IS_SETTINGS (settings));

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      GtkCheckButton *check = GTK_CHECK_BUTTON (gtk_check_button_new ());

      if (first == NULL)
        first = check;
      else
        gtk_check_button_set_group (check, first);
      adw_preferences_group_add (group, freshet_mode_row_new (modes[i], check));
      g_settings_bind_with_mapping (settings,
                                    "mode",
                                    check,
                                    "active",
                                    G_SETTINGS_BIND_DEFAULT,
                                    active_from_mode,
                                    mode_from_active,
                                    GINT_TO_POINTER (modes[i]),
                                    NULL);
    }
}
