/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-text.h"

#include <string.h>

/* What windows-1252 has where ISO 8859-1 has the control characters 0x80 to 0x9f. */
static const gunichar windows_1252[] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

/* The charset comes from the network: only plain ones get to iconv, none that has states. */
static const char *const iconv_charsets[] = {
  "big5", "euc-jp", "euc-kr", "gb18030", "gb2312", "gbk", "koi8-r", "koi8-u", "shift_jis",
};

static gboolean
is_latin_1 (const char *charset)
{
  static const char *const names[]
      = { "iso-8859-1", "iso8859-1", "iso88591", "latin1", "us-ascii", "windows-1252" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_ascii_strcasecmp (names[i], charset) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_for_iconv (const char *charset)
{
  if (g_ascii_strncasecmp (charset, "iso-8859-", strlen ("iso-8859-")) == 0
      || g_ascii_strncasecmp (charset, "windows-125", strlen ("windows-125")) == 0)
    return strspn (charset + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
           == strlen (charset + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (iconv_charsets); i++)
    {
      if (g_ascii_strcasecmp (iconv_charsets[i], charset) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
decode_latin_1 (const char *bytes, gsize length)
{
  GString *text = g_string_sized_new (2 * length);

  for (gsize i = 0; i < length; i++)
    {
      guchar byte = (guchar) bytes[i];

      g_string_append_unichar (text,
                               byte >= 0x80 && byte <= 0x9f ? windows_1252[byte - 0x80] : byte);
    }
  return g_string_free (text, FALSE);
}

/**
 * freshet_text_decode:
 * @bytes: text in some charset
 * @length: its length in bytes
 * @charset: the charset's name, from a header
 *
 * Decodes UTF-8, the one-byte charsets, and the common ones of East Asia. As in every browser,
 * ISO 8859-1 is read as windows-1252 (WHATWG Encoding, section 4.2).
 *
 * Returns: (transfer full) (nullable): the text, or %NULL if @bytes is none in that charset, the
 *   charset is another one, or there is a NUL in it
 */
char *
freshet_text_decode (const char *bytes, gsize length, const char *charset)
{
  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (charset != NULL, NULL);

  if (memchr (bytes, '\0', length) != NULL)
    return NULL;
  if (g_ascii_strcasecmp (charset, "utf-8") == 0 || g_ascii_strcasecmp (charset, "utf8") == 0)
    return g_utf8_validate_len (bytes, length, NULL) ? g_strndup (bytes, length) : NULL;
  if (is_latin_1 (charset))
    return decode_latin_1 (bytes, length);
  if (is_for_iconv (charset))
    return g_convert (bytes, (gssize) length, "UTF-8", charset, NULL, NULL, NULL);
  return NULL;
}

/**
 * freshet_text_guess:
 * @bytes: text of which nothing says in which charset it is
 *
 * Returns: (transfer full): @bytes if it is UTF-8, otherwise what it says in windows-1252
 */
char *
freshet_text_guess (const char *bytes)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  if (g_utf8_validate (bytes, -1, NULL))
    return g_strdup (bytes);
  return decode_latin_1 (bytes, strlen (bytes));
}

/**
 * freshet_text_unescape:
 * @text: text with percent-encoded bytes in it
 *
 * Decodes each `%XX`. What only looks like one, and `%00`, which cannot be in a string, stays as
 * it is.
 *
 * Returns: (transfer full): bytes, which need not be UTF-8
 */
char *
freshet_text_unescape (const char *text)
{
  GString *bytes;

  g_return_val_if_fail (text != NULL, NULL);

  bytes = g_string_sized_new (strlen (text));
  while (*text != '\0')
    {
      int high = *text == '%' ? g_ascii_xdigit_value (text[1]) : -1;
      int low = high >= 0 ? g_ascii_xdigit_value (text[2]) : -1;

      if (low >= 0 && 16 * high + low != 0)
        {
          g_string_append_c (bytes, (char) (16 * high + low));
          text += 3;
        }
      else
        {
          g_string_append_c (bytes, *text);
          text++;
        }
    }
  return g_string_free (bytes, FALSE);
}

/**
 * freshet_text_has_control:
 * @text: text in UTF-8
 *
 * Returns: whether there is a control character in it, of ASCII or of the C1 set
 */
gboolean
freshet_text_has_control (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_iscntrl (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}
