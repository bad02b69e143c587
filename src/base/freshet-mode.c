/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-mode.h"

G_DEFINE_ENUM_TYPE (FreshetMode,
                    freshet_mode,
                    G_DEFINE_ENUM_VALUE (FRESHET_MODE_ASYNC, "async"),
                    G_DEFINE_ENUM_VALUE (FRESHET_MODE_BLOCKING, "blocking"),
                    G_DEFINE_ENUM_VALUE (FRESHET_MODE_THREADS, "threads"),
                    G_DEFINE_ENUM_VALUE (FRESHET_MODE_NAIVE, "naive"))

/**
 * freshet_mode_to_string:
 * @mode: a mode
 *
 * Returns: (transfer none): its name on the command line and in reports
 */
const char *
freshet_mode_to_string (FreshetMode mode)
{
  g_autoptr (GEnumClass) modes = g_type_class_ref (FRESHET_TYPE_MODE);

  return g_enum_get_value (modes, (int) mode)->value_nick;
}

/**
 * freshet_mode_from_string:
 * @string: a name
 * @mode: (out): the mode of that name
 *
 * Returns: whether there is one
 */
gboolean
freshet_mode_from_string (const char *string, FreshetMode *mode)
{
  g_autoptr (GEnumClass) modes = g_type_class_ref (FRESHET_TYPE_MODE);
  GEnumValue *value = g_enum_get_value_by_nick (modes, string);

  g_return_val_if_fail (mode != NULL, FALSE);

  if (value == NULL)
    return FALSE;
  *mode = (FreshetMode) value->value;
  return TRUE;
}
