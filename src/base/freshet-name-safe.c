/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "freshet-name.h"
#include "freshet-name-private.h"

#include <string.h>

/* Longer than any extension in use: what is behind the dot is then part of a sentence. */
#define MAX_EXTENSION 16

#define FALLBACK "download"

/* The suffixes of the files that a download is worked on in. */
static const char *const own_suffixes[] = { ".part", ".part.meta" };

static const char *const device_names[] = {
  "con",  "prn",  "aux",  "nul",  "conin$", "conout$", "com0", "com1", "com2", "com3", "com4",
  "com5", "com6", "com7", "com8", "com9",   "com¹",    "com²", "com³", "lpt0", "lpt1", "lpt2",
  "lpt3", "lpt4", "lpt5", "lpt6", "lpt7",   "lpt8",    "lpt9", "lpt¹", "lpt²", "lpt³",
};

static gboolean
is_extension (const char *dot, gsize length)
{
  if (length < 2 || length > MAX_EXTENSION)
    return FALSE;
  for (gsize i = 1; i < length; i++)
    {
      if (!g_ascii_isalnum (dot[i]) && strchr ("_-+~", dot[i]) == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The length of a name less its extension, of which “.tar.gz” is one. */
gsize
freshet_name_get_stem_length (const char *name)
{
  static const char tar[] = ".tar";
  gsize length = strlen (name);
  const char *dot = strrchr (name, '.');
  gsize stem;

  if (dot == NULL || dot == name || !is_extension (dot, length - (gsize) (dot - name)))
    return length;
  stem = (gsize) (dot - name);
  if (stem > strlen (tar) && g_ascii_strncasecmp (dot - strlen (tar), tar, strlen (tar)) == 0)
    stem -= strlen (tar);
  return stem;
}

static gboolean
is_joiner (gunichar c)
{
  return c == 0x200c || c == 0x200d;
}

/* The most bytes that can be kept without cutting what is seen as one character. */
static gsize
find_cut (const char *text, gsize max_bytes)
{
  const char *boundary = text + max_bytes;
  const char *cut;

  while (boundary > text && ((guchar) *boundary & 0xc0) == 0x80)
    boundary--;
  cut = boundary;
  while (cut > text
         && (g_unichar_ismark (g_utf8_get_char (cut)) || is_joiner (g_utf8_get_char (cut))
             || is_joiner (g_utf8_get_char (g_utf8_prev_char (cut)))))
    cut = g_utf8_prev_char (cut);
  return (gsize) ((cut > text ? cut : boundary) - text);
}

/* Shortens a name in valid UTF-8, before its extension. */
char *
freshet_name_cut (const char *name, gsize max_bytes)
{
  gsize length = strlen (name);
  gsize stem = freshet_name_get_stem_length (name);
  gsize extension = length - stem;

  if (length <= max_bytes)
    return g_strdup (name);
  g_assert (extension < max_bytes);
  return g_strdup_printf ("%.*s%s",
                          (int) find_cut (name, max_bytes - extension),
                          name,
                          name + stem);
}

/* A separator counts too where a %2F or %5C made it. */
static char *
get_last_component (const char *path)
{
  gsize end = strlen (path);
  gsize start;

  while (end > 0 && strchr ("/\\", path[end - 1]) != NULL)
    end--;
  start = end;
  while (start > 0 && strchr ("/\\", path[start - 1]) == NULL)
    start--;
  return g_strndup (path + start, end - start);
}

static gboolean
is_invisible (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_FORMAT || c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x3164
         || c == 0xffa0 || (c & 0xfffe) == 0xfffe || (c >= 0xfdd0 && c <= 0xfdef);
}

static gboolean
is_forbidden (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029
         || (c < 0x80 && strchr ("<>:\"|?*", (int) c) != NULL);
}

/* A joiner shapes the characters of some scripts, and hides between those of others. */
static gboolean
is_joined (const char *p, gunichar previous)
{
  return previous >= 0x80 && g_utf8_get_char (g_utf8_next_char (p)) >= 0x80;
}

static char *
replace_characters (const char *name)
{
  GString *text = g_string_new (NULL);
  gunichar previous = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_forbidden (c))
        c = '_';
      else if (is_joiner (c) ? !is_joined (p, previous) : is_invisible (c))
        continue;
      else if (g_unichar_isspace (c))
        c = ' ';
      if (c == ' ' && previous == ' ')
        continue;
      g_string_append_unichar (text, c);
      previous = c;
    }
  return g_string_free (text, FALSE);
}

/* Leading dots hide a file; Windows takes trailing dots and spaces away. */
static char *
trim (const char *name)
{
  gsize length;

  name += strspn (name, ". ");
  length = strlen (name);
  while (length > 0 && strchr (". ", name[length - 1]) != NULL)
    length--;
  return g_strndup (name, length);
}

/* Windows opens the device whatever the extension is. */
static gboolean
is_device (const char *name)
{
  gsize length = strcspn (name, ".");

  while (length > 0 && name[length - 1] == ' ')
    length--;
  if (length < strlen ("con") || length > strlen ("conout$"))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (device_names); i++)
    {
      if (strlen (device_names[i]) == length
          && g_ascii_strncasecmp (device_names[i], name, length) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_own_suffix (const char *name)
{
  gsize length = strlen (name);

  for (gsize i = 0; i < G_N_ELEMENTS (own_suffixes); i++)
    {
      gsize suffix = strlen (own_suffixes[i]);

      if (length >= suffix && g_ascii_strcasecmp (name + length - suffix, own_suffixes[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
clean_once (const char *name)
{
  g_autofree char *component = get_last_component (name);
  g_autofree char *replaced = replace_characters (component);
  g_autofree char *trimmed = trim (replaced);
  g_autofree char *marked = g_strconcat (is_device (trimmed) ? "_" : "",
                                         trimmed,
                                         has_own_suffix (trimmed) ? "_" : "",
                                         NULL);

  return freshet_name_cut (marked, FRESHET_NAME_MAX_BYTES);
}

/* Most names are: a few looks at them instead of five copies. */
static gboolean
is_plainly_safe (const char *name)
{
  gsize length = 0;

  while (g_ascii_isalnum (name[length]) || name[length] == '-' || name[length] == '_'
         || name[length] == '.')
    length++;
  return name[length] == '\0' && length > 0 && length <= FRESHET_NAME_MAX_BYTES && name[0] != '.'
         && name[length - 1] != '.' && !is_device (name) && !has_own_suffix (name);
}

/* As freshet_name_make_safe(), but empty if nothing of the name is left. Each step can make work
 * for one before it, as when a cut leaves a space at the end: it goes on until nothing changes. */
char *
freshet_name_clean (const char *name)
{
  g_autofree char *cleaned = NULL;

  if (is_plainly_safe (name))
    return g_strdup (name);
  cleaned = g_utf8_make_valid (name, -1);
  while (TRUE)
    {
      g_autofree char *again = clean_once (cleaned);

      if (g_str_equal (again, cleaned))
        return g_steal_pointer (&cleaned);
      g_free (cleaned);
      cleaned = g_steal_pointer (&again);
    }
}

/**
 * freshet_name_make_safe:
 * @name: a name from a server, an address or a person, in UTF-8; it need not be valid
 *
 * Makes a name that can only be a plain, visible file of the folder it is put in, on any file
 * system: the last component of a path (either slash separates), without leading dots and trailing
 * dots and spaces, invisible characters and those that turn the direction of writing; `_` stands for
 * control characters and `< > : " | ? *`, in front of the names of Windows's devices, and behind
 * the suffixes of Freshet's own working files. It is at most %FRESHET_NAME_MAX_BYTES long, its
 * extension kept. What is safe stays as it is.
 *
 * Returns: (transfer full): a name, `download` if nothing of it is left
 */
char *
freshet_name_make_safe (const char *name)
{
  g_autofree char *cleaned = NULL;

  g_return_val_if_fail (name != NULL, NULL);

  cleaned = freshet_name_clean (name);
  return *cleaned == '\0' ? g_strdup (FALLBACK) : g_steal_pointer (&cleaned);
}
