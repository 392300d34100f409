/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-ini.h"

#include <string.h>

#include "aws/sw-aws-request.h"
#include "aws/sw-credentials.h"

/* A larger file is none of AWS's clients' */
#define MAX_LENGTH (4 * 1024 * 1024)

typedef struct
{
  char       *kind; /* "profile", "services", "sso-session"; NULL for a plain name */
  char       *name;
  GHashTable *settings; /* key -> value */
} Section;

struct _SwIni
{
  GPtrArray *sections; /* Section */
};

/* Where reading has come to */
typedef struct
{
  SwIni   *ini;
  Section *section; /* or NULL before the first */
  char    *block;   /* the setting without a value that the indented lines belong to, or NULL */
  gboolean open;    /* a setting came before: an indented line goes on with it */
  guint    line;
} Reading;

static void
section_free (gpointer data)
{
  Section *section = data;

  g_free (section->kind);
  g_free (section->name);
  g_hash_table_unref (section->settings);
  g_free (section);
}

/**
 * sw_ini_free:
 * @self: (transfer full): a file's settings
 *
 * Frees them; their values, which may be secrets, are overwritten.
 */
void
sw_ini_free (SwIni *self)
{
  g_ptr_array_unref (self->sections);
  g_free (self);
}

/* What is wrong, and where. The line itself is not shown: it may hold a secret. */
static gboolean
refuse (const Reading  *reading,
        const char     *what,
        GError        **error)
{
  g_set_error (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, "line %u %s", reading->line, what);
  return FALSE;
}

static Section *
find_section (SwIni      *self,
              const char *kind,
              const char *name)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      Section *section = self->sections->pdata[i];

      if (g_strcmp0 (section->kind, kind) == 0 && g_str_equal (section->name, name))
        return section;
    }
  return NULL;
}

/* A section that comes twice goes on. */
static Section *
add_section (SwIni *self,
             char  *take_kind,
             char  *take_name)
{
  Section *section = find_section (self, take_kind, take_name);

  if (section != NULL)
    {
      g_free (take_kind);
      g_free (take_name);
      return section;
    }
  section = g_new0 (Section, 1);
  section->kind = take_kind;
  section->name = take_name;
  section->settings
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) sw_wipe_free);
  g_ptr_array_add (self->sections, section);
  return section;
}

/* "[profile a]", "[profile 'a b']", "[a]"; of three words none is a kind. */
static gboolean
read_section (Reading     *reading,
              const char  *line,
              GError     **error)
{
  const char *end = strrchr (line, ']');
  g_autofree char *header = NULL;
  g_auto (GStrv) words = NULL;
  int n_words = 0;

  if (end == NULL || end == line + 1)
    return refuse (reading, "begins a section and does not end its name with \"]\"", error);
  header = g_strndup (line + 1, (gsize) (end - line - 1));
  g_clear_pointer (&reading->block, g_free);
  reading->open = FALSE;
  if (!g_ascii_isspace (*header) && g_shell_parse_argv (header, &n_words, &words, NULL)
      && n_words == 2)
    reading->section = add_section (reading->ini, g_strdup (words[0]), g_strdup (words[1]));
  else
    reading->section = add_section (reading->ini, NULL, g_steal_pointer (&header));
  return TRUE;
}

/* A value ends before a blank and "#" or ";". */
static char *
dup_value (const char *text)
{
  char *value = g_strdup (text);

  for (char *at = value; *at != '\0'; at++)
    if ((*at == '#' || *at == ';') && at > value && g_ascii_isspace (at[-1]))
      {
        *at = '\0';
        break;
      }
  return g_strstrip (value);
}

/* Splits "key = value". */
static gboolean
split (const char  *line,
       char       **key,
       char       **value)
{
  gsize length = strcspn (line, "=:");

  if (line[length] == '\0')
    return FALSE;
  *key = g_strndup (line, length);
  g_strstrip (*key);
  *value = dup_value (line + length + 1);
  if (**key != '\0')
    {
      char *small = g_ascii_strdown (*key, -1);

      g_free (*key);
      *key = small;
      return TRUE;
    }
  g_clear_pointer (key, g_free);
  g_clear_pointer (value, sw_wipe_free);
  return FALSE;
}

static gboolean
read_setting (Reading     *reading,
              const char  *line,
              GError     **error)
{
  char *key = NULL, *value = NULL;

  if (reading->section == NULL)
    return refuse (reading, "is a setting before the first section", error);
  if (!split (line, &key, &value))
    return refuse (reading, "is no \"name = value\"", error);
  g_clear_pointer (&reading->block, g_free);
  reading->open = TRUE;
  if (*value == '\0')
    reading->block = g_strdup (key);
  g_hash_table_replace (reading->section->settings, key, value);
  return TRUE;
}

/* An indented line: a part of a block. What goes on with a value over several lines is not of use
 * for anything that is asked for here. */
static void
read_part (Reading    *reading,
           const char *line)
{
  char *key = NULL, *value = NULL;

  if (reading->block == NULL || !split (line, &key, &value))
    return;
  g_hash_table_replace (reading->section->settings,
                        g_strdup_printf ("%s.%s", reading->block, key), value);
  g_free (key);
}

static gboolean
read_line (Reading     *reading,
           char        *line,
           GError     **error)
{
  gboolean indented = g_ascii_isspace (*line);
  char *plain = g_strstrip (line);

  reading->line++;
  if (*plain == '\0' || *plain == '#' || *plain == ';')
    return TRUE;
  if (indented && reading->open)
    {
      read_part (reading, plain);
      return TRUE;
    }
  return *plain == '[' ? read_section (reading, plain, error)
                       : read_setting (reading, plain, error);
}

/**
 * sw_ini_parse:
 * @text: a file's text; need not end with NUL
 * @length: bytes
 *
 * Returns: (transfer full): its settings, or %NULL with @error set, which names the line
 */
SwIni *
sw_ini_parse (const char  *text,
              gsize        length,
              GError     **error)
{
  g_autoptr (SwIni) self = g_new0 (SwIni, 1);
  Reading reading = { self };
  gboolean fine = TRUE;

  self->sections = g_ptr_array_new_with_free_func (section_free);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      length -= 3;
    }
  for (gsize at = 0; fine && at < length;)
    {
      const char *end = memchr (text + at, '\n', length - at);
      gsize size = end != NULL ? (gsize) (end - text) - at : length - at;
      char *line = g_strndup (text + at, size);

      fine = read_line (&reading, line, error);
      sw_wipe (line, size);
      g_free (line);
      at += size + 1;
    }
  g_free (reading.block);
  return fine ? g_steal_pointer (&self) : NULL;
}

/**
 * sw_ini_load:
 * @path: of a file; one that is not there is empty
 *
 * Returns: (transfer full): its settings, or %NULL with @error set, which begins with @path
 */
SwIni *
sw_ini_load (const char  *path,
             GError     **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = NULL;
  gsize length = 0;
  SwIni *self;

  if (!g_file_get_contents (path, &text, &length, &reason)
      && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      && !g_error_matches (reason, G_FILE_ERROR, G_FILE_ERROR_NOTDIR))
    {
      g_set_error_literal (error, SW_AWS_ERROR, SW_AWS_ERROR_CONFIG, reason->message);
      return NULL;
    }
  self = sw_ini_parse (text != NULL ? text : "", MIN (length, MAX_LENGTH), error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", path);
  if (text != NULL)
    sw_wipe (text, length);
  g_free (text);
  return self;
}

/**
 * sw_ini_get:
 * @kind: (nullable): of the section, "profile", or %NULL for one that is but a name
 * @name: of the section
 * @key: of a setting, in small letters
 *
 * Returns: (nullable): its value
 */
const char *
sw_ini_get (SwIni      *self,
            const char *kind,
            const char *name,
            const char *key)
{
  Section *section = find_section (self, kind, name);

  return section != NULL ? g_hash_table_lookup (section->settings, key) : NULL;
}

/**
 * sw_ini_has_section:
 * @kind: (nullable): see sw_ini_get()
 *
 * Returns: whether there is such a section
 */
gboolean
sw_ini_has_section (SwIni      *self,
                    const char *kind,
                    const char *name)
{
  return find_section (self, kind, name) != NULL;
}
