/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-fuzz.h"

#include "freshet-http.h"

static void
check_digest (SoupMessage *message)
{
  g_autoptr (FreshetChecksum) digest = freshet_http_get_digest (message);
  g_autoptr (FreshetChecksum) again = NULL;
  g_autofree char *text = NULL;

  if (digest == NULL)
    return;
  text = freshet_checksum_to_string (digest);
  again = freshet_checksum_parse (text, NULL);
  g_assert_nonnull (again);
}

/* What was noted of an answer is asked for by it. */
static void
check_record (SoupMessage *message)
{
  g_autoptr (FreshetPartRecord) record = freshet_part_record_new ("http://h/a");
  g_autoptr (FreshetRequest) request
      = freshet_request_new (soup_message_get_uri (message), "/nonexistent");
  g_autoptr (SoupMessage) next = NULL;
  const FreshetRange range = { 0, 1 };

  freshet_http_describe (message, record);
  g_assert_true (freshet_http_is_same_file (message, record));
  g_assert_false (freshet_http_is_page_instead (message, record));
  if (freshet_part_record_get_validator (record) != NULL)
    next = freshet_http_create_range_message (
        request, soup_message_get_uri (message), TRUE, record, &range);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autoptr (SoupMessage) message = soup_message_new (SOUP_METHOD_GET, "http://h/a");

  if (!soup_headers_parse ((const char *) data,
                           (int) MIN (size, G_MAXINT16),
                           soup_message_get_response_headers (message)))
    return 0;
  check_digest (message);
  check_record (message);
  g_assert_cmpint (freshet_http_get_retry_after (message), >=, -1);
  return 0;
}
