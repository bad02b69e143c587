/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-state.h"

G_DEFINE_ENUM_TYPE (FreshetState,
                    freshet_state,
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_CONNECTING, "connecting"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_DOWNLOADING, "downloading"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_PAUSED, "paused"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_VERIFYING, "verifying"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_FINISHED, "finished"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (FRESHET_STATE_CANCELLED, "cancelled"))

G_DEFINE_ENUM_TYPE (FreshetRestart,
                    freshet_restart,
                    G_DEFINE_ENUM_VALUE (FRESHET_RESTART_NONE, "none"),
                    G_DEFINE_ENUM_VALUE (FRESHET_RESTART_CHANGED, "changed"),
                    G_DEFINE_ENUM_VALUE (FRESHET_RESTART_NO_RANGES, "no-ranges"))

/**
 * freshet_state_to_string:
 * @state: a state
 *
 * Returns: (transfer none): its name in reports
 */
const char *
freshet_state_to_string (FreshetState state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FRESHET_TYPE_STATE);

  return g_enum_get_value (states, (int) state)->value_nick;
}

/**
 * freshet_state_from_string:
 * @text: what freshet_state_to_string() gave
 * @state: (out): the state
 *
 * Returns: whether there is a state of that name
 */
gboolean
freshet_state_from_string (const char *text, FreshetState *state)
{
  g_autoptr (GEnumClass) states = g_type_class_ref (FRESHET_TYPE_STATE);
  const GEnumValue *value = g_enum_get_value_by_nick (states, text);

  if (value == NULL)
    return FALSE;
  *state = (FreshetState) value->value;
  return TRUE;
}

/**
 * freshet_state_is_active:
 * @state: a state
 *
 * Returns: whether something is being done for a download in it
 */
gboolean
freshet_state_is_active (FreshetState state)
{
  return state == FRESHET_STATE_CONNECTING || state == FRESHET_STATE_DOWNLOADING
         || state == FRESHET_STATE_VERIFYING;
}

/**
 * freshet_state_is_final:
 * @state: a state
 *
 * Returns: whether a download in it stays in it until the user wants otherwise
 */
gboolean
freshet_state_is_final (FreshetState state)
{
  return state == FRESHET_STATE_FINISHED || state == FRESHET_STATE_FAILED
         || state == FRESHET_STATE_CANCELLED;
}
