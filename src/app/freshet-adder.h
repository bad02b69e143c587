/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "freshet-address.h"
#include "freshet-compare-runner.h"
#include "freshet-downloads-page.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_ADDER (freshet_adder_get_type ())
G_DECLARE_FINAL_TYPE (FreshetAdder, freshet_adder, FRESHET, ADDER, GObject)

FreshetAdder *freshet_adder_new (FreshetDownloadsPage *page,
                                 FreshetQueue *queue,
                                 GSettings *settings,
                                 FreshetCompareRunner *runner);

void freshet_adder_add_list (FreshetAdder *self, FreshetAddressList *list);
void freshet_adder_add_text (FreshetAdder *self, const char *text);
void freshet_adder_add_temporary (FreshetAdder *self, GPtrArray *uris);
void freshet_adder_read_files (FreshetAdder *self, GPtrArray *files);
void freshet_adder_choose_files (FreshetAdder *self);
void freshet_adder_open_dialog (FreshetAdder *self, const char *text);

G_END_DECLS
