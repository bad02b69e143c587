/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_PREFERENCES (freshet_preferences_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetPreferences, freshet_preferences, FRESHET, PREFERENCES, AdwPreferencesWindow)

GtkWindow *freshet_preferences_new (GSettings *settings);

G_END_DECLS
