/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "freshet-report.h"

G_BEGIN_DECLS

FreshetReport *freshet_test_report_new (FreshetMode mode);
FreshetReport *freshet_test_report_new_full (void);
FreshetReportDownload *freshet_test_report_download (double started_s, double finished_s);

G_END_DECLS
