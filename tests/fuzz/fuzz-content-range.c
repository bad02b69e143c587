/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-checksum.h"
#include "freshet-content-range.h"
#include "freshet-size.h"

static void
check_range (const char *text)
{
  goffset first, last, total, length;

  if (freshet_content_range_parse (text, &first, &last, &total))
    {
      g_assert_true (first >= 0 ? first <= last : first == -1 && last == -1 && total >= 0);
      g_assert_true (total == -1 || (total >= 0 && last < total));
    }
  if (freshet_content_length_parse (text, &length))
    g_assert_cmpint (length, >=, 0);
}

static void
check_size (const char *text)
{
  goffset bytes;
  gint64 microseconds;

  if (freshet_size_parse (text, &bytes))
    g_assert_cmpint (bytes, >=, 0);
  if (freshet_duration_parse (text, &microseconds))
    g_assert_cmpint (microseconds, >=, 0);
}

static void
check_checksum (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetChecksum) checksum = freshet_checksum_parse (text, &error);
  g_autoptr (FreshetChecksum) again = NULL;
  g_autofree char *string = NULL;

  if (checksum == NULL)
    {
      g_assert_nonnull (error);
      return;
    }
  string = freshet_checksum_to_string (checksum);
  again = freshet_checksum_parse (string, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (again->hex, ==, checksum->hex);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  check_range (text);
  check_size (text);
  check_checksum (text);
  return 0;
}
