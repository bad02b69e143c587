/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-mode.h"

#define G_SETTINGS_ENABLE_BACKEND
#include <gio/gio.h>
#include <gio/gsettingsbackend.h>

static GSettings *
settings_new (void)
{
  g_autoptr (GSettingsBackend) backend = g_memory_settings_backend_new ();

  return g_settings_new_with_backend (APP_ID, backend);
}

/* Whether the schema lets @key have @value. */
static gboolean
takes (const char *key, GVariant *value)
{
  g_autoptr (GSettingsSchema) schema
      = g_settings_schema_source_lookup (g_settings_schema_source_get_default (), APP_ID, TRUE);
  g_autoptr (GSettingsSchemaKey) schema_key = g_settings_schema_get_key (schema, key);
  g_autoptr (GVariant) owned = g_variant_ref_sink (value);

  return g_settings_schema_key_range_check (schema_key, owned);
}

static void
test_mode_has_the_programs_names (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autoptr (GEnumClass) modes = g_type_class_ref (FRESHET_TYPE_MODE);

  for (guint i = 0; i < modes->n_values; i++)
    {
      const GEnumValue *mode = &modes->values[i];

      g_assert_true (takes ("mode", g_variant_new_string (mode->value_nick)));
      g_assert_true (g_settings_set_string (settings, "mode", mode->value_nick));
      g_assert_cmpint (g_settings_get_enum (settings, "mode"), ==, mode->value);
    }
  g_assert_false (takes ("mode", g_variant_new_string ("eager")));
}

static void
test_defaults (void)
{
  g_autoptr (GSettings) settings = settings_new ();
  g_autofree char *folder = g_settings_get_string (settings, "download-folder");

  g_assert_cmpstr (folder, ==, "");
  g_assert_cmpint (g_settings_get_enum (settings, "mode"), ==, FRESHET_MODE_ASYNC);
  g_assert_cmpuint (g_settings_get_uint (settings, "jobs"), ==, 0);
  g_assert_cmpuint (g_settings_get_uint (settings, "jobs-per-host"), ==, 0);
  g_assert_cmpint (g_settings_get_int64 (settings, "rate-limit"), ==, 0);
  g_assert_cmpuint (g_settings_get_uint (settings, "retries"), ==, 5);
  g_assert_cmpuint (g_settings_get_uint (settings, "segments"), ==, 0);
  g_assert_cmpuint (g_settings_get_uint (settings, "freeze-guard"), ==, 15);
  g_assert_false (g_settings_get_boolean (settings, "ask-where"));
  g_assert_false (g_settings_get_boolean (settings, "start-at-once"));
  g_assert_true (g_settings_get_boolean (settings, "notifications"));
  g_assert_false (g_settings_get_boolean (settings, "background"));
  g_assert_cmpint (g_settings_get_enum (settings, "proxy-mode"), ==, 0);
  g_assert_cmpint (g_settings_get_enum (settings, "history"), ==, 0);
  g_assert_false (g_settings_get_boolean (settings, "window-maximized"));
}

typedef struct
{
  const char *key;
  guint lowest;
  guint highest;
} Range;

static void
test_range_is_kept (gconstpointer data)
{
  const Range *range = data;

  g_assert_true (takes (range->key, g_variant_new_uint32 (range->lowest)));
  g_assert_true (takes (range->key, g_variant_new_uint32 (range->highest)));
  g_assert_false (takes (range->key, g_variant_new_uint32 (range->highest + 1)));
  if (range->lowest > 0)
    g_assert_false (takes (range->key, g_variant_new_uint32 (range->lowest - 1)));
}

static void
test_rate_limit_is_never_negative (void)
{
  g_assert_true (takes ("rate-limit", g_variant_new_int64 (G_MAXINT64)));
  g_assert_false (takes ("rate-limit", g_variant_new_int64 (-1)));
}

int
main (int argc, char *argv[])
{
  static const Range ranges[] = {
    { "jobs", 0, 64 },     { "jobs-per-host", 0, 32 }, { "retries", 0, 100 },
    { "segments", 0, 16 }, { "freeze-guard", 3, 60 },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/settings/mode-has-the-programs-names", test_mode_has_the_programs_names);
  g_test_add_func ("/settings/defaults", test_defaults);
  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      g_autofree char *path = g_strconcat ("/settings/range-is-kept/", ranges[i].key, NULL);

      g_test_add_data_func (path, &ranges[i], test_range_is_kept);
    }
  g_test_add_func ("/settings/rate-limit-is-never-negative", test_rate_limit_is_never_negative);
  return g_test_run ();
}
