/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

double freshet_report_round (double number);
char *freshet_report_format_number (double number);

char *freshet_report_list_to_json_text (GPtrArray *reports, gboolean many);
char *freshet_report_list_to_csv_text (GPtrArray *reports);

G_END_DECLS
