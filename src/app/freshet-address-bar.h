/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FRESHET_TYPE_ADDRESS_BAR (freshet_address_bar_get_type ())
G_DECLARE_FINAL_TYPE (FreshetAddressBar, freshet_address_bar, FRESHET, ADDRESS_BAR, GtkWidget)

char *freshet_address_bar_dup_text (FreshetAddressBar *self);
void freshet_address_bar_clear (FreshetAddressBar *self);
void freshet_address_bar_reject (FreshetAddressBar *self, const char *text, const char *message);

G_END_DECLS
