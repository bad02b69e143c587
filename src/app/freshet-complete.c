/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-complete.h"

#include "freshet-compare-text.h"
#include "freshet-error.h"

/**
 * freshet_complete_check:
 * @report: a run
 * @error: return location for an error
 *
 * What did not fetch all files shows nothing of how long that takes. Fails with %FRESHET_ERROR_FAILED,
 * and says how many are not there, and why the first is not.
 *
 * Returns: whether all of them are there
 */
gboolean
freshet_complete_check (FreshetReport *report, GError **error)
{
  g_autofree char *missing = NULL;

  g_return_val_if_fail (FRESHET_IS_REPORT (report), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  missing = freshet_compare_text_missing (report);
  if (missing == NULL)
    return TRUE;
  g_set_error_literal (error, FRESHET_ERROR, FRESHET_ERROR_FAILED, missing);
  return FALSE;
}
