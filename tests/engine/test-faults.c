/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "freshet-address.h"
#include "freshet-error.h"
#include "freshet-test-disk.h"
#include "freshet-test-folder.h"
#include "freshet-test-queue.h"
#include "freshet-test-resolver.h"

/*
 * Everything that can go wrong with a download, in every mode: the fault, what the user sees, and what
 * is on the disk afterwards. All cases of a group are downloaded at once, each into a folder of its own.
 */

#define SIZE (300 * 1024)
/* More than is written at once. */
#define LARGE_SIZE (2 * 1024 * 1024)

typedef enum
{
  /* It is tried once. */
  GROUP_ONCE,
  /* It is tried again. */
  GROUP_AGAIN,
  /* A second without a byte is too long; it is tried once. */
  GROUP_SILENT,
  /* As before, and it is tried again. */
  GROUP_SILENT_AGAIN,
  N_GROUPS,
} Group;

typedef enum
{
  PREPARED_NOTHING,
  PREPARED_NAME_TAKEN,
  PREPARED_NAME_IS_LINK,
  PREPARED_PART_IS_LINK,
  PREPARED_RECORD_IS_LINK,
  PREPARED_SOMEBODYS_PART,
  PREPARED_NO_FOLDER,
  PREPARED_FILE_FOR_FOLDER,
} Prepared;

typedef struct
{
  Group group;
  const char *fault;
  /* Behind `/file/a?size=300K&seed=…`, or all of the address. */
  const char *query;
  /* What the user sees: the code of the error, %NULL if the file is finished. */
  const char *error;
  /* What is on the disk then, separated by `|`. */
  const char *files;
  /* How long the finished file is, -1 if it need not be looked into. */
  goffset size;
  FreshetRestart restart;

  const char *checksum;
  Prepared prepared;
  FreshetTestCall call;
  int code;
} Case;

#define FINISHED NULL, "a", SIZE
#define FAILED(error) error, "", -1
#define CUT(error) error, "a.part|a.part.meta", -1

static const Case cases[] = {
  { GROUP_ONCE, "none", "", FINISHED },
  { GROUP_ONCE, "an empty file", "/file/a?size=0", NULL, "a", 0 },
  { GROUP_ONCE, "no length, chunked", "&length=no", FINISHED },
  { GROUP_ONCE, "no length, ends with the connection", "&length=close", FINISHED },
  { GROUP_ONCE, "the file is compressed unasked", "&gzip=force", NULL, "a", -1 },
  { GROUP_ONCE, "a compressed file is on offer", "&gzip=yes", FINISHED },
  { GROUP_ONCE,
    "the head comes slowly",
    "/slow-headers?size=1K&rate=4K&name=inline;filename=a",
    NULL,
    "a",
    -1 },

  { GROUP_ONCE, "the head comes late", "&delay=300ms", FINISHED },
  { GROUP_ONCE, "the file comes slowly", "&rate=600K", FINISHED },

  { GROUP_ONCE, "closed after 100 KiB", "&drop=100K", CUT ("truncated") },
  { GROUP_ONCE, "closed after 10 KiB", "&drop=10K", CUT ("truncated") },
  { GROUP_ONCE, "closed after the head", "&drop=0", FAILED ("truncated") },
  { GROUP_ONCE, "reset after 100 KiB", "&drop=100K&reset=yes", CUT ("connection-lost") },
  { GROUP_ONCE, "chunked, closed between two chunks", "&length=no&drop=100K", CUT ("truncated") },
  { GROUP_ONCE, "closed before the head", "/empty", FAILED ("connection-lost") },
  { GROUP_ONCE, "a length that is too long", "&length=+100", CUT ("truncated") },
  { GROUP_ONCE, "a length that is too short", "&length=-100", NULL, "a", SIZE - 100 },
  { GROUP_ONCE, "a length that is no number", "&length=many", FAILED ("bad-response") },
  { GROUP_ONCE,
    "two lengths that differ",
    "&length=5&header=Content-Length:6",
    FAILED ("bad-response") },
  { GROUP_ONCE, "a length besides chunks", "&length=no&header=Content-Length:5", FINISHED },
  { GROUP_ONCE,
    "an unknown transfer coding",
    "&header=Transfer-Encoding:gzip",
    FAILED ("bad-response") },
  { GROUP_ONCE, "no HTTP", "/garbage", FAILED ("bad-response") },
  { GROUP_ONCE, "400", "&status=400", FAILED ("http-status") },
  { GROUP_ONCE, "403", "&status=403", FAILED ("http-status") },
  { GROUP_ONCE, "404", "&status=404", FAILED ("http-status") },
  { GROUP_ONCE, "410", "&status=410", FAILED ("http-status") },
  { GROUP_ONCE, "451", "&status=451", FAILED ("http-status") },
  { GROUP_ONCE, "500", "&status=500", FAILED ("http-status") },
  { GROUP_ONCE, "501", "&status=501", FAILED ("http-status") },
  { GROUP_ONCE, "503", "&status=503", FAILED ("http-status") },
  { GROUP_ONCE, "202, no file yet", "&status=202", FAILED ("bad-response") },
  { GROUP_ONCE, "206 to no range", "&status=206", FAILED ("bad-response") },
  { GROUP_ONCE, "416 to no range", "&status=416", FAILED ("bad-response") },
  { GROUP_ONCE, "a password is needed", "&auth=u:p", FAILED ("auth-required") },
  { GROUP_ONCE, "3 redirects", "&redirect=3", FINISHED },
  { GROUP_ONCE, "a permanent redirect", "&redirect=1&status=308", FINISHED },
  { GROUP_ONCE, "20 redirects", "&redirect=20", FINISHED },
  { GROUP_ONCE, "21 redirects", "&redirect=21", FAILED ("redirect") },
  { GROUP_ONCE, "redirects in circles", "&redirect=loop", FAILED ("redirect") },
  { GROUP_ONCE, "a redirect to a local file", "&redirect=file:///etc/passwd", FAILED ("redirect") },
  { GROUP_ONCE, "a redirect to FTP", "&redirect=ftp://example.com/a", FAILED ("redirect") },
  { GROUP_ONCE, "a redirect to nowhere", "&redirect=http://", FAILED ("redirect") },
  { GROUP_ONCE, "a redirect without an address", "&redirect=", FAILED ("redirect") },
  { GROUP_ONCE, "nobody listens there", "http://127.0.0.1:1/a", FAILED ("unreachable") },
  { GROUP_ONCE,
    "there is no such host",
    "http://" FRESHET_TEST_NO_HOST "/a",
    FAILED ("host-not-found") },
  { GROUP_ONCE,
    "a redirect to no such host",
    "&redirect=http://" FRESHET_TEST_NO_HOST "/a",
    FAILED ("host-not-found") },

  { GROUP_ONCE,
    "a name that leads upwards",
    "&name=attachment;filename=..%252f..%252fb",
    NULL,
    "b",
    SIZE },
  { GROUP_ONCE,
    "a name with backslashes",
    "&name=attachment;filename=\"..%5C..%5Cb\"",
    NULL,
    "b",
    SIZE },
  { GROUP_ONCE, "a hidden name", "&name=attachment;filename=.b", NULL, "b", SIZE },
  { GROUP_ONCE,
    "a name that turns its end round",
    "&name=attachment;filename=\"b%E2%80%AEtxt.exe\"",
    NULL,
    "btxt.exe",
    SIZE },
  { GROUP_ONCE, "a type that the name lacks", "&type=text/html", NULL, "a.html", SIZE },
  { GROUP_ONCE, "the name is taken", "", NULL, "a|a (1)", -1, .prepared = PREPARED_NAME_TAKEN },
  { GROUP_ONCE,
    "a link is in the name's place",
    "",
    NULL,
    "a|a (1)",
    -1,
    .prepared = PREPARED_NAME_IS_LINK },
  { GROUP_ONCE,
    "a link is in the part's place",
    "&length=no",
    NULL,
    "a (1)|a.part",
    -1,
    .prepared = PREPARED_PART_IS_LINK },
  { GROUP_ONCE,
    "a link is in the record's place",
    "&length=no",
    NULL,
    "a",
    SIZE,
    .prepared = PREPARED_RECORD_IS_LINK },
  { GROUP_ONCE,
    "somebody else's part",
    "&length=no",
    NULL,
    "a (1)|a.part",
    -1,
    .prepared = PREPARED_SOMEBODYS_PART },
  { GROUP_ONCE,
    "there is no such folder",
    "",
    "cannot-write",
    NULL,
    -1,
    .prepared = PREPARED_NO_FOLDER },
  { GROUP_ONCE,
    "the folder is a file",
    "",
    "cannot-write",
    NULL,
    -1,
    .prepared = PREPARED_FILE_FOR_FOLDER },

  { GROUP_ONCE, "the wanted checksum, and it matches", "", FINISHED, .checksum = "sha256" },
  { GROUP_ONCE,
    "the wanted checksum, and it differs",
    "",
    "checksum-mismatch",
    "a.bad",
    -1,
    .checksum = "md5:00000000000000000000000000000000" },
  { GROUP_ONCE,
    "the server's digest differs",
    "&header=Content-MD5:AAAAAAAAAAAAAAAAAAAAAA==",
    "checksum-mismatch",
    "a.bad",
    -1 },
  { GROUP_ONCE, "the server's digest is nonsense", "&header=Repr-Digest:sha-256=x", FINISHED },

  { GROUP_ONCE,
    "the disk is too small",
    "&size=2M",
    "no-space",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_FALLOCATE,
    .code = ENOSPC },
  { GROUP_ONCE,
    "the disk cannot reserve",
    "&size=2M",
    NULL,
    "a",
    LARGE_SIZE,
    .call = FRESHET_TEST_CALL_FALLOCATE,
    .code = EOPNOTSUPP },
  { GROUP_ONCE,
    "the disk is full",
    "&size=2M",
    "no-space",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_PWRITE,
    .code = ENOSPC },
  { GROUP_ONCE,
    "the quota is used up",
    "&size=2M",
    "no-space",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_PWRITE,
    .code = EDQUOT },
  { GROUP_ONCE,
    "the disk cannot write",
    "&size=2M",
    "cannot-write",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_PWRITE,
    .code = EIO },
  { GROUP_ONCE,
    "the file is too large for it",
    "&size=2M",
    "cannot-write",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_PWRITE,
    .code = EFBIG },
  { GROUP_ONCE,
    "the disk is read-only",
    "&size=2M",
    "cannot-write",
    "",
    -1,
    .call = FRESHET_TEST_CALL_CREATE,
    .code = EROFS },
  { GROUP_ONCE,
    "the folder is not the user's",
    "&size=2M",
    "cannot-write",
    "",
    -1,
    .call = FRESHET_TEST_CALL_CREATE,
    .code = EACCES },
  { GROUP_ONCE,
    "the disk is gone at the end",
    "&size=2M",
    "cannot-write",
    "a.part|a.part.meta",
    -1,
    .call = FRESHET_TEST_CALL_RENAMEAT2,
    .code = EIO },
  { GROUP_ONCE,
    "the disk knows no locks",
    "&size=2M",
    NULL,
    "a",
    LARGE_SIZE,
    .call = FRESHET_TEST_CALL_FLOCK,
    .code = ENOLCK },
  { GROUP_ONCE,
    "the disk knows no unnamed files",
    "/file/a?size=1K",
    NULL,
    "a",
    -1,
    .call = FRESHET_TEST_CALL_OPEN_UNNAMED,
    .code = EOPNOTSUPP },

  { GROUP_AGAIN, "closed once", "&drop=100K&drop-times=1", FINISHED },
  { GROUP_AGAIN, "reset once", "&drop=100K&drop-times=1&reset=yes", FINISHED },
  { GROUP_AGAIN, "closed once before a byte", "&drop=0&drop-times=1", FINISHED },
  { GROUP_AGAIN,
    "chunked, closed once between two chunks",
    "&drop=100K&drop-times=1&length=no",
    FINISHED },
  { GROUP_AGAIN, "closed twice", "&drop=100K&drop-times=2", FINISHED },
  { GROUP_AGAIN,
    "closed once, and ranges are ignored",
    "&drop=100K&drop-times=1&ranges=no",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed twice, and ranges are ignored",
    "&drop=100K&drop-times=2&ranges=no",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed once, and ranges are wrong",
    "&drop=100K&drop-times=1&ranges=bad",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed once, and the tag is weak",
    "&drop=100K&drop-times=1&etag=weak&last-modified=no",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed once, and there is but a date",
    "&drop=100K&drop-times=1&etag=none",
    FINISHED },
  { GROUP_AGAIN,
    "closed once, and the date is too fresh",
    "&drop=100K&drop-times=1&etag=none&last-modified=now",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed once, and no validator",
    "&drop=100K&drop-times=1&etag=none&last-modified=no",
    FINISHED,
    FRESHET_RESTART_NO_RANGES },
  { GROUP_AGAIN,
    "closed once, and the tag changes",
    "&drop=100K&drop-times=1&etag=changing",
    FINISHED,
    FRESHET_RESTART_CHANGED },
  { GROUP_AGAIN,
    "closed once, and the file changes",
    "&drop=100K&drop-times=1&change-after=1",
    NULL,
    "a",
    -1,
    FRESHET_RESTART_CHANGED },
  { GROUP_AGAIN,
    "closed once, and checked",
    "&drop=100K&drop-times=1",
    FINISHED,
    .checksum = "sha256" },
  { GROUP_AGAIN, "503 once", "&status=503&times=1", FINISHED },
  { GROUP_AGAIN, "503 once, wait a second", "&status=503&times=1&retry-after=1", FINISHED },
  { GROUP_AGAIN, "408 once", "&status=408&times=1", FINISHED },
  { GROUP_AGAIN, "425 once", "&status=425&times=1", FINISHED },
  { GROUP_AGAIN, "429 once", "&status=429&times=1", FINISHED },
  { GROUP_AGAIN, "500 once", "&status=500&times=1", FINISHED },
  { GROUP_AGAIN, "too many connections at once", "&max-conns=2", FINISHED },
  { GROUP_AGAIN, "404 once", "&status=404&times=1", FAILED ("http-status") },

  { GROUP_SILENT, "silent before the head", "&delay=60s", FAILED ("timed-out") },
  { GROUP_SILENT, "silent after the head", "&stall=0", FAILED ("timed-out") },
  { GROUP_SILENT, "silent after 100 KiB", "&stall=100K", CUT ("timed-out") },
  { GROUP_SILENT, "chunked, silent after 100 KiB", "&stall=100K&length=no", CUT ("timed-out") },
  { GROUP_SILENT_AGAIN, "silent once", "&stall=100K&stall-times=1", FINISHED },
  { GROUP_SILENT_AGAIN, "silent once before a byte", "&stall=0&stall-times=1", FINISHED },
};

typedef struct
{
  FreshetMode mode;
  Group group;
} Round;

/* A case that is being carried out. */
typedef struct
{
  const Case *test;
  guint64 seed;
  char *folder;
  char *elsewhere;
  FreshetDownload *download;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  freshet_test_folder_free (row->folder);
  freshet_test_folder_free (row->elsewhere);
  g_object_unref (row->download);
  g_free (row);
}

static void
link_to_victim (Row *row, const char *name)
{
  g_autofree char *victim = g_build_filename (row->elsewhere, "victim", NULL);
  g_autofree char *path = g_build_filename (row->folder, name, NULL);

  g_assert_cmpint (symlink (victim, path), ==, 0);
}

/* Returns: (transfer full): the folder to download into */
static char *
prepare (Row *row)
{
  freshet_test_folder_write (row->elsewhere, "victim", "precious");
  switch (row->test->prepared)
    {
    case PREPARED_NAME_TAKEN:
      freshet_test_folder_write (row->folder, "a", "mine");
      break;
    case PREPARED_NAME_IS_LINK:
      link_to_victim (row, "a");
      break;
    case PREPARED_PART_IS_LINK:
      link_to_victim (row, "a.part");
      break;
    case PREPARED_RECORD_IS_LINK:
      link_to_victim (row, "a.part.meta");
      break;
    case PREPARED_SOMEBODYS_PART:
      freshet_test_folder_write (row->folder, "a.part", "mine");
      break;
    case PREPARED_NO_FOLDER:
      return g_build_filename (row->folder, "none", NULL);
    case PREPARED_FILE_FOR_FOLDER:
      freshet_test_folder_write (row->folder, "file", "");
      return g_build_filename (row->folder, "file", NULL);
    case PREPARED_NOTHING:
    default:
      break;
    }
  if (row->test->code != 0)
    freshet_test_disk_fail_in (row->folder, row->test->call, row->test->code);
  return g_strdup (row->folder);
}

static char *
build_address (Row *row, const char *base_uri)
{
  const char *query = row->test->query;

  if (g_str_has_prefix (query, "http"))
    return g_strdup (query);
  if (query[0] == '/')
    return g_strconcat (base_uri, query, NULL);
  return g_strdup_printf ("%s/file/a?size=300K&seed=%" G_GUINT64_FORMAT "%s",
                          base_uri,
                          row->seed,
                          query);
}

static void
want_checksum (Row *row)
{
  g_autofree char *text = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (FreshetChecksum) checksum = NULL;
  g_autoptr (GError) error = NULL;

  if (g_str_equal (row->test->checksum, "sha256"))
    {
      digest = freshet_test_folder_digest (row->seed, SIZE);
      text = g_strconcat ("sha256:", digest, NULL);
    }
  checksum = freshet_checksum_parse (text != NULL ? text : row->test->checksum, &error);
  g_assert_no_error (error);
  freshet_download_set_checksum (row->download, checksum);
}

static Row *
row_new (const Case *test, guint64 seed, const char *base_uri)
{
  Row *row = g_new0 (Row, 1);
  g_autofree char *folder = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GUri) uri = NULL;
  g_autoptr (GError) error = NULL;

  row->test = test;
  row->seed = seed;
  row->folder = freshet_test_folder_new ();
  row->elsewhere = freshet_test_folder_new ();
  folder = prepare (row);
  address = build_address (row, base_uri);
  uri = freshet_address_parse (address, &error);
  g_assert_no_error (error);
  row->download = freshet_download_new (uri, folder);
  if (test->checksum != NULL)
    want_checksum (row);
  return row;
}

static const char *
describe_end (Row *row)
{
  const GError *error = freshet_download_get_error (row->download);

  if (error != NULL)
    return error->message;
  if (freshet_download_get_total (row->download) < 0)
    return "Finished; the server did not say how long it is.";
  switch (freshet_download_get_restart (row->download))
    {
    case FRESHET_RESTART_CHANGED:
      return "Finished, from its beginning: it has changed.";
    case FRESHET_RESTART_NO_RANGES:
      return "Finished, from its beginning: it could not be gone on with.";
    case FRESHET_RESTART_NONE:
    default:
      return "Finished.";
    }
}

static void
check (Row *row)
{
  const Case *test = row->test;
  const GError *error = freshet_download_get_error (row->download);
  g_auto (GStrv) files = freshet_test_folder_list (row->folder);
  g_autofree char *found = g_strjoinv ("|", files);

  g_test_message ("%-40s  %-28s  %s", test->fault, found, describe_end (row));
  g_assert_cmpstr (error != NULL ? freshet_error_code (error) : NULL, ==, test->error);
  g_assert_cmpstr (freshet_state_to_string (freshet_download_get_state (row->download)),
                   ==,
                   test->error != NULL ? "failed" : "finished");
  if (test->files != NULL)
    g_assert_cmpstr (found, ==, test->files);
  if (test->size >= 0)
    freshet_test_folder_assert_body (row->folder, found, row->seed, test->size);
  g_assert_cmpint ((int) freshet_download_get_restart (row->download), ==, (int) test->restart);

  freshet_test_folder_assert_files (row->elsewhere, "victim");
  freshet_test_folder_assert_text (row->elsewhere, "victim", "precious");
  if (test->prepared == PREPARED_NAME_TAKEN)
    freshet_test_folder_assert_text (row->folder, "a", "mine");
}

static void
test_every_fault_is_told_and_loses_nothing (gconstpointer data)
{
  const Round *round = data;
  g_autoptr (FreshetTestQueue) test = freshet_test_queue_new (round->mode);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);

  freshet_queue_set_retries (test->queue,
                             round->group == GROUP_AGAIN || round->group == GROUP_SILENT_AGAIN ? 5
                                                                                               : 0);
  if (round->group == GROUP_SILENT || round->group == GROUP_SILENT_AGAIN)
    freshet_queue_set_timeout (test->queue, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Row *row;

      if (cases[i].group != round->group)
        continue;
      row = row_new (&cases[i], i, freshet_demo_server_get_base_uri (test->server));
      g_ptr_array_add (rows, row);
      freshet_queue_add (test->queue, row->download);
    }
  freshet_test_queue_run (test);
  freshet_test_disk_heal ();
  for (guint i = 0; i < rows->len; i++)
    check (rows->pdata[i]);
}

int
main (int argc, char *argv[])
{
  static const FreshetMode modes[] = {
    FRESHET_MODE_ASYNC,
    FRESHET_MODE_THREADS,
    FRESHET_MODE_NAIVE,
    FRESHET_MODE_BLOCKING,
  };
  static const char *const groups[] = { "once", "again", "silent", "silent-again" };
  Round rounds[G_N_ELEMENTS (modes) * N_GROUPS];
  guint n_rounds = 0;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  freshet_test_resolver_install ();

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    for (guint group = 0; group < N_GROUPS; group++)
      {
        g_autofree char *path
            = g_strdup_printf ("/faults/%s/%s", freshet_mode_to_string (modes[i]), groups[group]);

        rounds[n_rounds] = (Round){ modes[i], (Group) group };
        g_test_add_data_func (path,
                              &rounds[n_rounds++],
                              test_every_fault_is_told_and_loses_nothing);
      }

  return g_test_run ();
}
