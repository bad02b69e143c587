/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define FRESHET_TEST_SEED 42

/**
 * FreshetTestSource:
 * @size: how many bytes of the demo server's body of %FRESHET_TEST_SEED it gives
 * @step: how many it gives at most at a time, 0 for any number
 * @fail_at: where it fails with %G_IO_ERROR_BROKEN_PIPE, -1 for nowhere
 * @wait_at: where it has no more until this is -1, -1 for nowhere
 * @pollable: whether it can be polled; else its asynchronous reads are its own
 * @cost: how long each read takes, microseconds
 * @position: how many bytes it gave
 * @n_reads: how often it was read
 * @reading: (nullable): where an asynchronous read that waits is going to write to
 * @closed: whether it was closed
 * @has_waited: atomic; whether somebody has wanted more than there was
 *
 * A stream that does what a test tells it to. Each field may be set at any time.
 */
#define FRESHET_TYPE_TEST_SOURCE (freshet_test_source_get_type ())
G_DECLARE_FINAL_TYPE (FreshetTestSource, freshet_test_source, FRESHET, TEST_SOURCE, GInputStream)

struct _FreshetTestSource
{
  GInputStream parent_instance;

  goffset size;
  gsize step;
  goffset fail_at;
  goffset wait_at;
  gboolean pollable;
  guint cost;

  goffset position;
  guint n_reads;
  char *reading;
  gboolean closed;
  int has_waited;
};

FreshetTestSource *freshet_test_source_new (goffset size);

/**
 * FreshetTestTarget:
 * @step: how many bytes it takes at most at a time, 0 for any number
 * @fail_at: where it fails with %G_IO_ERROR_NO_SPACE, -1 for nowhere
 * @fail_close: whether closing it fails with %G_IO_ERROR_NO_SPACE
 * @hold: whether asynchronous writes wait until this is %FALSE
 * @data: what it took
 * @writing: how many bytes the write that waits was given
 * @closed: whether it was closed
 * @given_up: whether it was closed with a cancelled cancellable
 *
 * A stream that does what a test tells it to.
 */
#define FRESHET_TYPE_TEST_TARGET (freshet_test_target_get_type ())
G_DECLARE_FINAL_TYPE (FreshetTestTarget, freshet_test_target, FRESHET, TEST_TARGET, GOutputStream)

struct _FreshetTestTarget
{
  GOutputStream parent_instance;

  gsize step;
  goffset fail_at;
  gboolean fail_close;
  gboolean hold;

  GByteArray *data;
  gsize writing;
  gboolean closed;
  gboolean given_up;
};

FreshetTestTarget *freshet_test_target_new (void);
void freshet_test_target_assert_body (FreshetTestTarget *self, goffset size);

G_END_DECLS
