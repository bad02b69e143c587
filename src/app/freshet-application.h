/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_APPLICATION (freshet_application_get_type ())
G_DECLARE_FINAL_TYPE (FreshetApplication, freshet_application, FRESHET, APPLICATION, AdwApplication)

FreshetApplication *freshet_application_new (void);
void freshet_application_interrupt (FreshetApplication *self);

G_END_DECLS
