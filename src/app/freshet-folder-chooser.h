/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkFileChooserNative *freshet_folder_chooser_new (GtkWidget *widget,
                                                  const char *title,
                                                  const char *accept_label,
                                                  const char *folder);
char *freshet_folder_chooser_get_path (GtkNativeDialog *chooser, int response);

G_END_DECLS
