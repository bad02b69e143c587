/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "freshet-report.h"

G_BEGIN_DECLS

#define FRESHET_REPORT_VERSION 1

double freshet_report_round (double number);
char *freshet_report_format_number (double number);

char *freshet_report_json_to_text (JsonNode *root);
void freshet_report_add_timeline_member (JsonBuilder *builder, const FreshetTimeline *timeline);

char *freshet_report_list_to_json_text (GPtrArray *reports, gboolean many);
char *freshet_report_list_to_csv_text (GPtrArray *reports);

G_END_DECLS
