/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void freshet_test_fit_init (int *argc, char ***argv);
GtkWindow *freshet_test_fit_get_window (void);
void freshet_test_fit_activate (const char *scope, const char *action, GVariant *parameter);
void freshet_test_fit_check (GtkWindow *window, const char *where);
GtkWindow *freshet_test_fit_wait_for_dialog (void);
void freshet_test_fit_check_dialog (const char *where);
void freshet_test_fit_close (GtkWindow *dialog);

G_END_DECLS
