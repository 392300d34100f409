/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-convert.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-style.h"
#include "json/yaml/sw-yaml-edit-private.h"

#include <string.h>

G_DEFINE_QUARK (sw - convert - error - quark, sw_convert_error)

/* Spaces of a level, as AWS's console has it */
#define UNIT 2

/**
 * sw_syntax_get_name:
 *
 * Returns: what people call it: "JSON" or "YAML"
 */
const char *
sw_syntax_get_name (SwSyntax syntax)
{
  return syntax == SW_SYNTAX_YAML ? "YAML" : "JSON";
}

/* JSON on one line, spread over lines */
static char *
dup_spread (const char *json)
{
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  g_autoptr (SwEdits) edits = sw_tree_format (tree, UNIT);
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);

  return sw_edits_apply (edits, text, length, NULL);
}

/**
 * sw_node_dup_json_lines:
 *
 * Returns: (transfer full): a value as JSON text for people: of a JSON document its very bytes, of
 * YAML over lines
 */
char *
sw_node_dup_json_lines (const SwNode *self)
{
  g_autofree char *json = sw_node_dup_json (self);

  return sw_tree_get_syntax (self->tree) == SW_SYNTAX_JSON ? g_steal_pointer (&json)
                                                           : dup_spread (json);
}

static gboolean
is_utf8 (const SwTree *tree,
         SwSpan        string)
{
  g_autoptr (GString) decoded = g_string_new (NULL);
  SwSpan content = sw_lexer_find_content (tree->text, string);

  if (memchr (tree->text + content.start, '\\', sw_span_length (content)) == NULL)
    return TRUE;

  sw_tree_decode_string (tree, content, TRUE, decoded);
  for (gsize i = 0; i + 2 < decoded->len; i++)
    if ((guchar) decoded->str[i] == 0xed && (guchar) decoded->str[i + 1] >= 0xa0)
      return FALSE;

  return TRUE;
}

static gboolean
check_characters (SwTree  *tree,
                  GError **error)
{
  const SwNode *root = sw_tree_get_root (tree);

  for (const SwNode *node = root; node != NULL; node = sw_node_get_following (node, root))
    {
      gboolean bad_name = node->name != NULL && !is_utf8 (tree, node->key);
      guint line, column;

      if (!bad_name && (node->kind != SW_NODE_STRING || is_utf8 (tree, node->span)))
        continue;

      sw_tree_locate (tree, bad_name ? node->key.start : node->span.start, &line, &column);
      g_set_error (error, SW_CONVERT_ERROR, SW_CONVERT_ERROR_CHARACTER,
                   "The text at line %u, column %u holds half of a surrogate pair (\\ud800 and the "
                   "like), which YAML cannot write. Replace it.",
                   line, column);
      return FALSE;
    }

  return TRUE;
}

static char *
dup_yaml (SwTree  *tree,
          GError **error)
{
  SwYamlLook look = { .eol = "\n", .unit = UNIT, .indent_lists = TRUE };
  g_autoptr (GString) out = g_string_new (NULL);

  if (!check_characters (tree, error))
    return NULL;

  sw_yaml_print_value (sw_tree_get_root (tree), &look, SW_YAML_AT_ROOT, 0, out);
  g_string_append_c (out, '\n');
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* Where the text has a fault, nobody knows what it says. */
static gboolean
check_valid (SwTree  *tree,
             GError **error)
{
  const SwDiagnostic *first = sw_tree_get_first_error (tree);
  guint line, column;

  if (first == NULL)
    return TRUE;

  sw_tree_locate (tree, first->span.start, &line, &column);
  g_set_error (error, SW_CONVERT_ERROR, SW_CONVERT_ERROR_BROKEN, "Line %u, column %u: %s", line,
               column, first->message);
  return FALSE;
}

/**
 * sw_tree_dup_strict_json:
 *
 * The document as it is deployed. A plain ${placeholder} of YAML is text there, in quotes, as for
 * the tools that read a definition in YAML; JSON stays as it is.
 *
 * Returns: (transfer full) (nullable): the text; NULL with an error of SW_CONVERT_ERROR
 */
char *
sw_tree_dup_strict_json (SwTree   *self,
                         GError  **error)
{
  g_autoptr (SwTree) quoted = NULL;
  g_autofree char *json = NULL;

  if (sw_tree_get_syntax (self) == SW_SYNTAX_JSON)
    return g_strndup (self->text, self->length);
  if (!check_valid (self, error))
    return NULL;

  quoted = sw_yaml_flow_json (sw_tree_get_root (self));
  json = dup_spread (sw_tree_get_text (quoted, NULL));
  return g_strconcat (json, "\n", NULL);
}

/**
 * sw_tree_dup_converted:
 * @syntax: what to write it in
 *
 * Converts a document. Into YAML: blocks, text of several lines as such, quotes where they are
 * needed. Into JSON: two spaces a level; comments, which JSON does not have, are lost, and what
 * aliases stand for is written out. Placeholders stay bare where they were. Into its own syntax:
 * the very text.
 *
 * Returns: (transfer full) (nullable): the text; NULL with an error of SW_CONVERT_ERROR
 */
char *
sw_tree_dup_converted (SwTree    *self,
                       SwSyntax   syntax,
                       GError   **error)
{
  g_autofree char *json = NULL;

  if (sw_tree_get_syntax (self) == syntax)
    return g_strndup (self->text, self->length);
  if (!check_valid (self, error))
    return NULL;
  if (syntax == SW_SYNTAX_YAML)
    return dup_yaml (self, error);

  json = sw_node_dup_json_lines (sw_tree_get_root (self));
  return g_strconcat (json, "\n", NULL);
}
