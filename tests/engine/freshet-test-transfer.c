/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-test-transfer.h"

#include "freshet-address.h"
#include "freshet-session.h"
#include "freshet-test-folder.h"
#include "freshet-test-wait.h"

/**
 * freshet_test_transfer_add:
 * @rule: what it holds
 * @func: a test; its data goes to freshet_test_transfer_new()
 *
 * Adds a test, once for each of the two ways to run a transfer.
 */
void
freshet_test_transfer_add (const char *rule, GTestDataFunc func)
{
  static const char *const ways[] = { "async", "blocking" };

  for (int blocking = 0; blocking < 2; blocking++)
    {
      g_autofree char *path = g_strdup_printf ("/transfer/%s/%s", rule, ways[blocking]);

      g_test_add_data_func (path, GINT_TO_POINTER (blocking), func);
    }
}

/**
 * freshet_test_transfer_new:
 * @data: which of the two ways to run a transfer
 *
 * Returns: (transfer full): a test
 */
FreshetTestTransfer *
freshet_test_transfer_new (gconstpointer data)
{
  FreshetTestTransfer *test = g_new0 (FreshetTestTransfer, 1);

  test->blocking = GPOINTER_TO_INT (data);
  test->folder = freshet_test_folder_new ();
  test->cancel_at = -1;
  return test;
}

void
freshet_test_transfer_free (FreshetTestTransfer *test)
{
  g_clear_object (&test->transfer);
  g_clear_object (&test->cancellable);
  g_clear_error (&test->error);
  freshet_test_folder_free (test->folder);
  g_free (test);
}

static FreshetSession *
create_session (FreshetTestTransfer *test)
{
  g_autoptr (FreshetRateLimiter) limiter = freshet_rate_limiter_new (0);
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  FreshetSession *session;

  if (test->ca != NULL)
    database = g_tls_file_database_new (g_test_get_filename (G_TEST_DIST, "tls", test->ca, NULL),
                                        &error);
  g_assert_no_error (error);
  session = freshet_session_new (
      test->blocking ? FRESHET_MODE_BLOCKING : FRESHET_MODE_ASYNC, 4, 4, limiter, database);
  session->trusts_length = test->trusts_length;
  if (test->timeout > 0)
    freshet_session_set_timeout (session, test->timeout);
  return session;
}

static FreshetRequest *
create_request (FreshetTestTransfer *test, const char *address)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GUri) uri = freshet_address_parse (address, &error);
  FreshetRequest *request;

  g_assert_no_error (error);
  request = freshet_request_new (uri, test->folder);
  request->headers = g_strdupv ((char **) test->headers);
  if (test->checksum != NULL)
    request->checksum = freshet_checksum_parse (test->checksum, &error);
  g_assert_no_error (error);
  request->overwrite = test->overwrite;
  return request;
}

typedef struct
{
  FreshetTestTransfer *test;
  gboolean is_over;
} Run;

static void
ran_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  freshet_transfer_run_finish (FRESHET_TRANSFER (object), result, &run->test->error);
  run->is_over = TRUE;
}

static void
run_async (FreshetTestTransfer *test)
{
  Run run = { test, FALSE };

  freshet_transfer_run_async (test->transfer, test->cancellable, ran_cb, &run);
  FRESHET_TEST_WAIT_UNTIL (run.is_over);
}

/* A moment after the bytes have come, wherever the transfer is by then. */
static gpointer
cancel_thread (gpointer data)
{
  FreshetTestTransfer *test = data;
  gint64 deadline = g_get_monotonic_time () + FRESHET_TEST_DEADLINE_US;
  FreshetTransferStatus status;

  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_usleep (50000);
      freshet_transfer_get_status (test->transfer, &status);
    }
  while (status.received < test->cancel_at);
  g_cancellable_cancel (test->cancellable);
  return NULL;
}

/**
 * freshet_test_transfer_run:
 * @test: a test
 * @address: what to fetch
 *
 * Returns: whether the file is in place; if not, the test has its error
 */
gboolean
freshet_test_transfer_run (FreshetTestTransfer *test, const char *address)
{
  g_autoptr (FreshetSession) session = create_session (test);
  g_autoptr (FreshetRequest) request = create_request (test, address);
  GThread *canceller = NULL;

  g_clear_object (&test->transfer);
  g_clear_error (&test->error);
  test->transfer = freshet_transfer_new (session, request);
  if (test->cancel_at >= 0)
    canceller = g_thread_new ("cancel", cancel_thread, test);
  if (test->blocking)
    freshet_transfer_run (test->transfer, test->cancellable, &test->error);
  else
    run_async (test);
  g_clear_pointer (&canceller, g_thread_join);
  freshet_transfer_get_status (test->transfer, &test->status);
  return test->error == NULL;
}

gboolean
freshet_test_transfer_run_at (FreshetTestTransfer *test,
                              FreshetTestServer *server,
                              const char *path)
{
  g_autofree char *address = g_strconcat (freshet_test_server_get_base_uri (server), path, NULL);

  return freshet_test_transfer_run (test, address);
}

/* Asserts that the file is in place, and nothing else. */
void
freshet_test_transfer_assert_done (FreshetTestTransfer *test, const char *name, const char *text)
{
  g_assert_no_error (test->error);
  g_assert_cmpint ((int) test->status.stage, ==, FRESHET_STAGE_DONE);
  freshet_test_folder_assert_files (test->folder, name);
  freshet_test_folder_assert_text (test->folder, name, text);
}

/* Returns: (transfer full): what stands in the record of an unfinished file */
char *
freshet_test_transfer_read_record (FreshetTestTransfer *test, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".part.meta", NULL);

  return freshet_test_folder_read (test->folder, file, NULL);
}
