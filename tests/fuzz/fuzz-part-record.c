/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-name.h"
#include "freshet-part-record.h"

static void
check_text (const char *text, const char *again)
{
  g_assert_cmpstr (text, ==, again);
  if (text == NULL)
    return;
  g_assert_true (g_utf8_validate (text, -1, NULL));
  for (; *text != '\0'; text = g_utf8_next_char (text))
    g_assert_false (g_unichar_iscntrl (g_utf8_get_char (text)));
}

static void
check_ranges (const FreshetPartRecord *record, const FreshetPartRecord *again)
{
  goffset end = -1;

  g_assert_cmpuint (record->ranges->len, ==, again->ranges->len);
  for (guint i = 0; i < record->ranges->len; i++)
    {
      const FreshetRange *range = freshet_range_set_get (record->ranges, i);
      const FreshetRange *other = freshet_range_set_get (again->ranges, i);

      g_assert_cmpint (range->start, >, end);
      g_assert_cmpint (range->end, >, range->start);
      end = range->end;
      g_assert_cmpint (range->start, ==, other->start);
      g_assert_cmpint (range->end, ==, other->end);
    }
  g_assert_true (record->total < 0 || end <= record->total);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (FreshetPartRecord) record
      = freshet_part_record_parse ((const char *) data, size, &error);
  g_autoptr (FreshetPartRecord) again = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (record == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  text = freshet_part_record_to_data (record, &length);
  again = freshet_part_record_parse (text, length, &error);
  g_assert_no_error (error);
  check_text (record->uri, again->uri);
  check_text (record->final_uri, again->final_uri);
  check_text (record->etag, again->etag);
  check_text (record->last_modified, again->last_modified);
  check_text (record->type, again->type);
  check_text (record->checksum, again->checksum);
  check_text (record->name, again->name);
  check_text (record->supersedes, again->supersedes);
  g_assert_cmpint (record->total, ==, again->total);
  check_ranges (record, again);
  return 0;
}
