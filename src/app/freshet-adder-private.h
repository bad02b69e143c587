/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-adder.h"

G_BEGIN_DECLS

struct _FreshetAdder
{
  GObject parent_instance;

  FreshetDownloadsPage *page;   /* unowned, nullable: it lives as long as the window */
  FreshetQueue *queue;          /* owned */
  GSettings *settings;          /* owned */
  FreshetCompareRunner *runner; /* owned */

  GtkFileChooserNative *folder_chooser; /* owned, nullable: while it is open */
  GtkFileChooserNative *file_chooser;   /* owned, nullable: while it is open */
  GPtrArray *asked; /* owned, nullable, of GUri: what a folder is being chosen for */
};

void freshet_adder_add_new (FreshetAdder *self, GPtrArray *uris, const char *folder);
void freshet_adder_ask_for_folder (FreshetAdder *self, GPtrArray *uris);

G_END_DECLS
