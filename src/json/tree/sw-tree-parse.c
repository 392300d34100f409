/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-parser-private.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

static int
compare_diagnostics (gconstpointer a,
                     gconstpointer b)
{
  const SwDiagnostic *first = *(const SwDiagnostic *const *) a;
  const SwDiagnostic *second = *(const SwDiagnostic *const *) b;

  if (first->span.start != second->span.start)
    return first->span.start < second->span.start ? -1 : 1;

  return 0;
}

static void
check_encoding (SwTree *tree)
{
  const char *bad;
  gsize at;

  tree->is_utf8 = g_utf8_validate_len (tree->text, tree->length, &bad);
  at = (gsize) (bad - tree->text);
  /* A raw U+0000 is UTF-8, whatever GLib says; the lexer tells of it. */
  while (!tree->is_utf8 && tree->text[at] == '\0' && at < tree->length)
    {
      tree->is_utf8 = g_utf8_validate_len (tree->text + at + 1, tree->length - at - 1, &bad);
      at = (gsize) (bad - tree->text);
    }

  if (!tree->is_utf8)
    sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", NULL,
                    (SwSpan) { at, at + 1 },
                    "The text is not UTF-8 from this byte on. Save it as UTF-8.");
}

static void
free_diagnostic (gpointer diagnostic)
{
  sw_diagnostic_free (diagnostic);
}

/**
 * sw_tree_parse_as:
 * @text: any bytes; copied
 * @length: bytes, or -1 when @text ends at its NUL
 * @syntax: what it is written in
 *
 * Parses a document, whatever its faults: there is always a root, and the tree of faultless text is
 * exact. A byte order mark at the start is passed over.
 *
 * Returns: (transfer full): the tree; free with sw_tree_unref()
 */
SwTree *
sw_tree_parse_as (const char *text,
                  gssize      length,
                  SwSyntax    syntax)
{
  SwTree *self = g_new0 (SwTree, 1);

  g_atomic_ref_count_init (&self->count);
  self->syntax = syntax;
  self->length = length < 0 ? strlen (text) : (gsize) length;
  self->text = g_malloc (self->length + 1);
  memcpy (self->text, text, self->length);
  self->text[self->length] = '\0';
  self->diagnostics = g_ptr_array_new_with_free_func (free_diagnostic);
  self->valid = TRUE;
  sw_arena_init (&self->arena);

  if (syntax == SW_SYNTAX_YAML)
    {
      sw_yaml_parse (self);
    }
  else
    {
      check_encoding (self);
      sw_json_parse (self);
    }
  g_ptr_array_sort (self->diagnostics, compare_diagnostics);

  return self;
}

/**
 * sw_tree_parse:
 *
 * Parses a document in JSON, like sw_tree_parse_as().
 *
 * Returns: (transfer full): the tree; free with sw_tree_unref()
 */
SwTree *
sw_tree_parse (const char *text,
               gssize      length)
{
  return sw_tree_parse_as (text, length, SW_SYNTAX_JSON);
}
