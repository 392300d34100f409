/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/rows/sw-row-sources.h"

#include <string.h>

/* Handlers of Lambda functions, found by the names of files and folders */

#define MOST_FILES 2000
#define MOST_DEPTH 4
#define MOST_BYTES (1 << 20)

/* Files that a function's folder begins with */
static const char *const usual_stems[]
    = { "lambda_function", "app", "index", "main", "handler", "function" };

/* A file's suffix, and what its handler looks like there; the match is the handler's name */
static const struct
{
  const char *suffix;
  const char *pattern;
} languages[] = {
  { ".py", "^def\\s+(lambda_handler|handler|main)\\s*\\(" },
  { ".js", "\\bexports\\.(handler|lambdaHandler)\\s*=" },
  { ".cjs", "\\bexports\\.(handler|lambdaHandler)\\s*=" },
  { ".mjs", "^export\\s+(?:const|async\\s+function|function)\\s+(handler|lambdaHandler)\\b" },
};

typedef struct
{
  const char       *name;  /* of the function */
  guint             seen;  /* files */
  SwFunctionSource *found;
} Search;

/* "start-qc" and "start_qc" are one name. */
static gboolean
same_name (const char *a,
           const char *b,
           gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if (a[i] == '\0' || (g_ascii_tolower (a[i]) != g_ascii_tolower (b[i])
                         && !(strchr ("-_", a[i]) != NULL && strchr ("-_", b[i]) != NULL)))
      return FALSE;
  return a[length] == '\0';
}

static gboolean
is_usual (const char *stem,
          gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_stems); i++)
    if (strlen (usual_stems[i]) == length && strncmp (usual_stems[i], stem, length) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_handler (GFile      *file,
             const char *pattern)
{
  g_autofree char *text = NULL;
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, NULL) || length > MOST_BYTES
      || !g_utf8_validate (text, (gssize) length, NULL) || !g_regex_match (regex, text, 0, &match))
    return NULL;
  return g_match_info_fetch (match, 1);
}

/* Whether FILE, in a folder called PARENT at RELATIVE, is the function's */
static void
try_file (Search     *self,
          GFile      *file,
          const char *relative,
          const char *parent)
{
  g_autofree char *name = g_file_get_basename (file), *handler = NULL;
  const char *dot = strrchr (name, '.');
  gsize length = dot != NULL ? (gsize) (dot - name) : 0;
  guint i = 0;

  if (dot == NULL
      || (!same_name (self->name, name, length)
          && !(is_usual (name, length) && same_name (self->name, parent, strlen (parent)))))
    return;
  while (i < G_N_ELEMENTS (languages) && !g_str_equal (dot, languages[i].suffix))
    i++;
  handler = i < G_N_ELEMENTS (languages) ? dup_handler (file, languages[i].pattern) : NULL;
  if (handler == NULL)
    return;
  self->found = g_new0 (SwFunctionSource, 1);
  self->found->origin
      = g_str_equal (relative, ".") ? g_strdup (name) : g_build_filename (relative, name, NULL);
  self->found->dir = g_strdup (relative);
  self->found->handler = g_strdup_printf ("%.*s.%s", (int) length, name, handler);
}

/* Folders of others' code, and hidden ones, are left out. */
static void
search (Search     *self,
        GFile      *folder,
        const char *relative,
        guint       depth)
{
  g_autoptr (GFileEnumerator) children = g_file_enumerate_children (
      folder, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
      G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, NULL, NULL);
  g_autofree char *parent = g_file_get_basename (folder);
  GFileInfo *info;
  GFile *child;

  while (children != NULL && self->found == NULL && self->seen++ < MOST_FILES
         && g_file_enumerator_iterate (children, &info, &child, NULL, NULL) && info != NULL)
    {
      const char *name = g_file_info_get_name (info);
      g_autofree char *path
          = g_str_equal (relative, ".") ? g_strdup (name) : g_build_filename (relative, name, NULL);

      if (name[0] == '.' || g_str_equal (name, "node_modules") || g_str_equal (name, "__pycache__"))
        continue;
      if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR)
        try_file (self, child, relative, parent);
      else if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY && depth < MOST_DEPTH)
        search (self, child, path, depth + 1);
    }
}

/**
 * sw_handlers_find_function:
 * @folder: where files are looked for, a few folders deep
 * @name: of a function, as a definition calls it
 *
 * Looks for a handler: "start-qc.py", or "start-qc/index.mjs", with a function of a usual name.
 * Files are read, not run.
 *
 * Returns: (transfer full) (nullable): what the function is made of
 */
SwFunctionSource *
sw_handlers_find_function (GFile      *folder,
                           const char *name)
{
  Search self = { .name = name };

  search (&self, folder, ".", 0);
  return self.found;
}
