/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_TYPE_COMPARE_RECORD (freshet_compare_record_get_type ())
G_DECLARE_FINAL_TYPE (
    FreshetCompareRecord, freshet_compare_record, FRESHET, COMPARE_RECORD, GObject)

FreshetCompareRecord *freshet_compare_record_new (const char *title);
FreshetCompareRecord *freshet_compare_record_new_for_path (const char *path);
FreshetCompareRecord *freshet_compare_record_new_for_reports (GPtrArray *reports,
                                                              const char *folder);

const char *freshet_compare_record_get_path (FreshetCompareRecord *self);
GPtrArray *freshet_compare_record_get_reports (FreshetCompareRecord *self);

void freshet_compare_record_load_async (FreshetCompareRecord *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void freshet_compare_record_save_async (FreshetCompareRecord *self,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void freshet_compare_record_delete_async (FreshetCompareRecord *self,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean
freshet_compare_record_finish (FreshetCompareRecord *self, GAsyncResult *result, GError **error);

G_END_DECLS
