/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

char *freshet_cli_comparison_format_table (GPtrArray *reports);
char *freshet_cli_comparison_format_conclusion (GPtrArray *reports);
guint freshet_cli_comparison_count_missing (FreshetReport *report);

G_END_DECLS
