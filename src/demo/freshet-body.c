/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-body.h"

#include <string.h>

#define WORD (sizeof (guint64))
#define DIGEST_STEP (256 * 1024)

/* The finalizer of SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", 2014): each word depends on its index alone, so that any range can be made up. */
static inline guint64
mix (guint64 z)
{
  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

static inline guint64
word_at (guint64 key, guint64 index)
{
  return GUINT64_TO_LE (mix (key + index * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)));
}

static void
fill_part (guint64 key, goffset offset, guint8 *to, gsize length)
{
  guint64 word = word_at (key, (guint64) offset / WORD);

  memcpy (to, (const guint8 *) &word + (gsize) offset % WORD, length);
}

/**
 * freshet_body_fill:
 * @seed: which body
 * @offset: where in the body to begin, at least 0
 * @buffer: (out caller-allocates): where to write
 * @length: how many bytes
 *
 * Writes a range of the endless body that @seed names. The same byte comes out whatever the range
 * that it is asked in, on every machine.
 */
void
freshet_body_fill (guint64 seed, goffset offset, gpointer buffer, gsize length)
{
  guint64 key = mix (seed + 1);
  guint8 *to = buffer;
  gsize ahead = (WORD - (gsize) offset % WORD) % WORD;
  guint64 index;

  g_return_if_fail (offset >= 0);
  g_return_if_fail (buffer != NULL || length == 0);

  ahead = MIN (ahead, length);
  if (ahead > 0)
    fill_part (key, offset, to, ahead);

  to += ahead;
  length -= ahead;
  index = ((guint64) offset + ahead) / WORD;

  for (; length >= WORD; length -= WORD, to += WORD)
    {
      guint64 word = word_at (key, index++);

      memcpy (to, &word, WORD);
    }

  if (length > 0)
    fill_part (key, (goffset) (index * WORD), to, length);
}

/**
 * freshet_body_digest:
 * @seed: which body
 * @size: how many bytes of it, at least 0
 * @type: the kind of digest
 *
 * Takes the time that the digest of @size bytes takes: not for a main thread when @size is large.
 *
 * Returns: (transfer full): the digest of the body's first @size bytes, lower case hexadecimal
 */
char *
freshet_body_digest (guint64 seed, goffset size, GChecksumType type)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  g_autofree guint8 *buffer = g_malloc (DIGEST_STEP);

  g_return_val_if_fail (checksum != NULL, NULL);
  g_return_val_if_fail (size >= 0, NULL);

  for (goffset offset = 0; offset < size;)
    {
      gsize step = (gsize) MIN (size - offset, DIGEST_STEP);

      freshet_body_fill (seed, offset, buffer, step);
      g_checksum_update (checksum, buffer, (gssize) step);
      offset += (goffset) step;
    }

  return g_strdup (g_checksum_get_string (checksum));
}
