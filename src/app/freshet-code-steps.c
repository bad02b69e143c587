/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-code-steps.h"

#include <glib/gi18n-lib.h>

/* Names of files that are said; the others are counted. */
#define N_NAMES 3

/* Files that get a dot each. */
#define N_DOTS 8

/* The sources are there as they were when this program was built from them: see meson.build. */
#define SOURCES "/io/github/freshet/Freshet/sources/"

static const FreshetCodeSpec c_start[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "freshet-queue-modes.c",
    .parts = { { "run_blocking" }, { "freshet_queue_drive_blocking" } },
    .marks = {
      { "freshet_transfer_run (",
        FRESHET_CODE_WAITS,
        N_ ("Comes back when the file is in place. Until then nobody hears a click, and nobody "
            "paints.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "freshet-queue-modes.c",
    .parts = { { "freshet_queue_start_async" }, { "ran_async_cb" } },
    .marks = {
      { "freshet_transfer_run_async (",
        FRESHET_CODE_RETURNS,
        N_ ("Comes back at once: the next file is started before this one has answered.") },
      { "freshet_transfer_run_finish (",
        FRESHET_CODE_READY,
        N_ ("This file is done. What went wrong comes out here.") },
    },
  },
};

static const FreshetCodeSpec c_ask[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "freshet-transfer-blocking.c",
    .parts = { { "ask" } },
    .marks = {
      { "soup_session_send (",
        FRESHET_CODE_WAITS,
        N_ ("The thread sleeps here until the server has answered.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "freshet-transfer-async.c",
    .parts = { { "ask" }, { "answered_cb" } },
    .marks = {
      { "soup_session_send_async (",
        FRESHET_CODE_RETURNS,
        N_ ("Comes back at once. The main loop calls answered_cb when the server has answered.") },
      { "soup_session_send_finish (",
        FRESHET_CODE_READY,
        N_ ("The answer is there: this waits for nothing.") },
    },
  },
};

static const FreshetCodeSpec c_receive[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "freshet-transfer-blocking.c",
    .parts = { { "receive" } },
    .marks = {
      { "g_output_stream_splice (",
        FRESHET_CODE_WAITS,
        N_ ("The thread sleeps here until the last byte has come: this is most of the freeze.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "freshet-transfer-async.c",
    .parts = { { "receive" }, { "spliced_cb" } },
    .marks = {
      { "g_output_stream_splice_async (",
        FRESHET_CODE_RETURNS,
        N_ ("Comes back at once. The loop copies what has come, a little at a time, and paints in "
            "between.") },
      { "g_output_stream_splice_finish (",
        FRESHET_CODE_READY,
        N_ ("The last byte is there: this waits for nothing.") },
    },
  },
};

static const FreshetCodeSpec c_finish[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "freshet-transfer-blocking.c",
    .parts = { { "finish" } },
    .marks = {
      { "g_output_stream_close (",
        FRESHET_CODE_WAITS,
        N_ ("The thread sleeps here until the disk has the file.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "freshet-transfer-async.c",
    .parts = { { "finish" }, { "closed_cb" } },
    .marks = {
      { "g_output_stream_close_async (",
        FRESHET_CODE_RETURNS,
        N_ ("Comes back at once. Another thread waits for the disk, and calls back.") },
      { "g_output_stream_close_finish (",
        FRESHET_CODE_READY,
        N_ ("The file is in place. What went wrong comes out here too.") },
    },
  },
};

static const FreshetCodeSpec python_start[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "lesson-requests.py",
    .parts = { { "def main", "Tiempo total" } },
    .marks = {
      { "download(address, folder)",
        FRESHET_CODE_WAITS,
        N_ ("One after another: the next begins when this one has come back.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "lesson-aiohttp.py",
    .parts = { { "async def main", "Tiempo total" } },
    .marks = {
      { "await asyncio.gather(",
        FRESHET_CODE_RETURNS,
        N_ ("All are started. The loop goes on with whichever has something to do.") },
    },
  },
};

static const FreshetCodeSpec python_ask[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "lesson-requests.py",
    .parts = { { "def download", "raise_for_status" } },
    .marks = {
      { "requests.get(",
        FRESHET_CODE_WAITS,
        N_ ("The thread sleeps here for the answer, and for the whole body too.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "lesson-aiohttp.py",
    .parts = { { "async def download", "raise_for_status" } },
    .marks = {
      { "async with session.get(",
        FRESHET_CODE_RETURNS,
        N_ ("Gives the thread back to the loop until the server has answered, then goes on here.") },
    },
  },
};

static const FreshetCodeSpec python_receive[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "lesson-requests.py",
    .parts = { { "write_bytes", "write_bytes" } },
    .marks = {
      { "write_bytes(",
        FRESHET_CODE_WAITS,
        N_ ("The whole body is in memory by now. The thread sleeps here for the disk.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "lesson-aiohttp.py",
    .parts = { { "with open(", "file.write(" } },
    .marks = {
      { "async for chunk",
        FRESHET_CODE_RETURNS,
        N_ ("Gives the thread back to the loop until there is more.") },
      { "file.write(",
        FRESHET_CODE_WAITS,
        N_ ("Not asynchronous: on a slow disk, all of the loop waits here.") },
    },
  },
};

static const FreshetCodeSpec python_finish[FRESHET_CODE_N_SIDES] = {
  [FRESHET_CODE_BLOCKING] = {
    .file = "lesson-requests.py",
    .parts = { { "Descargado", "Descargado" } },
    .marks = {
      { "Descargado",
        FRESHET_CODE_READY,
        N_ ("Nothing is left to be done: it had its final name from the first byte on, whole or "
            "not.") },
    },
  },
  [FRESHET_CODE_ASYNC] = {
    .file = "lesson-aiohttp.py",
    .parts = { { "Descargado", "Descargado" } },
    .marks = {
      { "Descargado",
        FRESHET_CODE_READY,
        N_ ("Nothing is left to be done: it had its final name from the first byte on, whole or "
            "not.") },
    },
  },
};

static const FreshetCodeSpec *const specs[FRESHET_CODE_N_LANGUAGES][FRESHET_CODE_N_STEPS] = {
  [FRESHET_CODE_C] = { c_start, c_ask, c_receive, c_finish },
  [FRESHET_CODE_PYTHON] = { python_start, python_ask, python_receive, python_finish },
};

/**
 * freshet_code_step_get_title:
 * @step: a step
 *
 * Returns: what it is called, in the user's language
 */
const char *
freshet_code_step_get_title (FreshetCodeStep step)
{
  switch (step)
    {
    case FRESHET_CODE_STEP_ASK:
      return _ ("Ask the server");
    case FRESHET_CODE_STEP_RECEIVE:
      return _ ("Receive the body");
    case FRESHET_CODE_STEP_FINISH:
      return _ ("Put the file in place");
    case FRESHET_CODE_STEP_START:
    default:
      return _ ("Start each file");
    }
}

/**
 * freshet_code_step_of_state:
 * @state: the state that a download is in
 * @step: (out): the step that it is at
 *
 * Returns: whether a download in @state is at any step
 */
gboolean
freshet_code_step_of_state (FreshetState state, FreshetCodeStep *step)
{
  g_return_val_if_fail (step != NULL, FALSE);

  switch (state)
    {
    case FRESHET_STATE_WAITING:
      *step = FRESHET_CODE_STEP_START;
      return TRUE;
    case FRESHET_STATE_CONNECTING:
      *step = FRESHET_CODE_STEP_ASK;
      return TRUE;
    case FRESHET_STATE_DOWNLOADING:
      *step = FRESHET_CODE_STEP_RECEIVE;
      return TRUE;
    case FRESHET_STATE_VERIFYING:
      *step = FRESHET_CODE_STEP_FINISH;
      return TRUE;
    case FRESHET_STATE_PAUSED:
    case FRESHET_STATE_FINISHED:
    case FRESHET_STATE_FAILED:
    case FRESHET_STATE_CANCELLED:
    default:
      return FALSE;
    }
}

/**
 * freshet_code_side_of_mode:
 * @mode: a mode
 *
 * Returns: which of the two functions a run in @mode goes through
 */
FreshetCodeSide
freshet_code_side_of_mode (FreshetMode mode)
{
  return mode == FRESHET_MODE_BLOCKING || mode == FRESHET_MODE_THREADS ? FRESHET_CODE_BLOCKING
                                                                       : FRESHET_CODE_ASYNC;
}

/**
 * freshet_code_steps_describe_files:
 * @names: (element-type utf8): files that are at one step
 *
 * Returns: (transfer full): their names, as far as there is room for them; empty if there are none
 */
char *
freshet_code_steps_describe_files (GPtrArray *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (names != NULL, NULL);

  for (guint i = 0; i < MIN (names->len, N_NAMES); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", (const char *) names->pdata[i]);
  if (names->len > N_NAMES)
    {
      guint n_more = names->len - N_NAMES;

      g_string_append (text, " · ");
      g_string_append_printf (text, ngettext ("%u more", "%u more", n_more), n_more);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * freshet_code_steps_describe_count:
 * @n_files: how many files are at one step
 *
 * Returns: (transfer full): a dot for each, or one dot and a number; empty if there are none
 */
char *
freshet_code_steps_describe_count (guint n_files)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (n_files > N_DOTS)
    g_string_append_printf (text, "● × %u", n_files);
  for (guint i = 0; n_files <= N_DOTS && i < n_files; i++)
    g_string_append (text, "●");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * freshet_code_steps_get_spec:
 * @step: a step
 * @language: in which language
 * @side: in which of the two ways
 *
 * Returns: (transfer none): what there is to be seen of it
 */
const FreshetCodeSpec *
freshet_code_steps_get_spec (FreshetCodeStep step,
                             FreshetCodeLanguage language,
                             FreshetCodeSide side)
{
  return &specs[language][step][side];
}

/**
 * freshet_code_steps_load:
 * @step: a step
 * @language: in which language
 * @side: in which of the two ways
 * @error: return location for an error
 *
 * Returns: (transfer full): the functions that carry the step out, from the source that this program
 *   was built from
 */
FreshetCodeExcerpt *
freshet_code_steps_load (FreshetCodeStep step,
                         FreshetCodeLanguage language,
                         FreshetCodeSide side,
                         GError **error)
{
  const FreshetCodeSpec *spec = freshet_code_steps_get_spec (step, language, side);
  g_autofree char *path = g_strconcat (SOURCES, spec->file, NULL);
  g_autoptr (GBytes) source = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (source == NULL)
    return NULL;
  /* The bytes of a resource end with a null that does not count. */
  return freshet_code_excerpt_new (spec, g_bytes_get_data (source, NULL), error);
}
