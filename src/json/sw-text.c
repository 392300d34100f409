/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-style.h"
#include "json/sw-text-private.h"
#include "json/tree/sw-tree.h"

#include <string.h>

G_DEFINE_QUARK (sw-text-error-quark, sw_text_error)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (yyjson_doc, yyjson_doc_free)

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

/* yyjson reads what is JSON, fast. What it refuses goes to the syntax tree, which knows how to say
 * where and why, and which also reads the one thing that is JSON all the same: half a surrogate
 * pair. */

static void
set_error (GError       **error,
           SwTextError    code,
           const SwTree  *tree,
           gsize          offset,
           const char    *message)
{
  guint line, column;

  sw_tree_locate (tree, offset, &line, &column);
  g_set_error (error, SW_TEXT_ERROR, code, "Line %u, column %u (byte %" G_GSIZE_FORMAT "): %s",
               line, column, offset, message);
}

static const SwDiagnostic *
find_diagnostic (const SwTree *tree,
                 SwSeverity    severity)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == severity)
        return diagnostic;
    }

  return NULL;
}

static const SwNode *
find_placeholder (const SwTree *tree)
{
  const SwNode *root = sw_tree_get_root (tree);

  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    if (node->kind == SW_NODE_PLACEHOLDER)
      return node;

  return NULL;
}

/* Sets the error that makes a text no value of ours; FALSE where there is none. */
static gboolean
find_error (const SwTree  *tree,
            SwTextFlags    flags,
            GError       **error)
{
  const SwDiagnostic *fault = find_diagnostic (tree, SW_SEVERITY_ERROR);
  const SwDiagnostic *repeated = find_diagnostic (tree, SW_SEVERITY_WARNING);
  const SwNode *placeholder = find_placeholder (tree);
  guint most = sw_text_get_max_depth (flags);
  const SwNode *deep = sw_tree_find_deeper (tree, most, NULL);

  if (fault != NULL)
    set_error (error, SW_TEXT_ERROR_SYNTAX, tree, fault->span.start, fault->message);
  else if (placeholder != NULL)
    set_error (error, SW_TEXT_ERROR_SYNTAX, tree, placeholder->span.start,
               "A placeholder is no value yet. Replace it by one.");
  else if (deep != NULL)
    {
      g_autofree char *message
          = g_strdup_printf ("Arrays and objects are nested more than %u deep here.", most);

      set_error (error, SW_TEXT_ERROR_DEPTH, tree, deep->span.start, message);
    }
  else if (repeated != NULL && (flags & SW_TEXT_REPORT_DUPLICATES) != 0)
    set_error (error, SW_TEXT_ERROR_DUPLICATE, tree, repeated->span.start, repeated->message);
  else
    return FALSE;

  return TRUE;
}

static gboolean
read_by_tree (const char   *text,
              gsize         length,
              SwTextFlags   flags,
              SwValue      *value,
              GError      **error)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, (gssize) length);

  if (find_error (tree, flags, error))
    return FALSE;

  *value = sw_node_to_value (sw_tree_get_root (tree));
  return TRUE;
}

/**
 * sw_value_from_text:
 * @text: UTF-8; a byte order mark before it is skipped
 * @length: bytes, or -1 when @text ends at its NUL
 * @flags: SW_TEXT_REPORT_DUPLICATES, or none
 * @value: (out): receives the value; left alone on failure
 *
 * Reads JSON as RFC 8259 has it and no more. Numbers that no double gives back keep their text. A
 * name that an object repeats keeps its first place and takes the last value. Half a surrogate pair
 * is kept.
 *
 * Returns: FALSE with an error of SW_TEXT_ERROR, whose message begins with line, column and byte
 */
gboolean
sw_value_from_text (const char   *text,
                    gssize        length,
                    SwTextFlags   flags,
                    SwValue      *value,
                    GError      **error)
{
  gsize bytes = length < 0 ? strlen (text) : (gsize) length;
  gsize skip = bytes >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0 ? 3 : 0;
  g_autoptr (yyjson_doc) document = NULL;
  SwValue read = SW_VALUE_INIT;

  document =
      yyjson_read_opts ((char *) text + skip, bytes - skip, YYJSON_READ_BIGNUM_AS_RAW, NULL, NULL);
  if (document == NULL
      || !sw_text_build (document, flags, &read))
    return read_by_tree (text, bytes, flags, value, error);

  *value = read;
  return TRUE;
}
