/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"

#include <string.h>

/* The input is a document, however broken. Its tree is sane, and formatting it loses nothing. */

const char *const fuzz_seeds[] = {
  "{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Wait\", \"Seconds\": ${S}, "
  "\"End\": true }\n  }\n}\n",
  "{\"a\": [1, 2}, \"b\": 'c', d: True, \"e\" 1, \"f\":, /* x */ \"g\" = [01, +1, .5, 0x1F; NaN],, "
  "// y\n}}",
  "{\"Type: \"Pass\",\r\n \"Next\": \"B, \"End\": true, Name\": \"x\",\r \"y\": \"unclosed\n "
  "\"z\": \xe2\x80\x9cq\xe2\x80\x9d}",
  "[[[{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"a\":10}]",
  NULL,
};

static const SwNode *
get_next_node (const SwNode *node)
{
  if (node->first != NULL)
    return node->first;
  while (node != NULL && node->next == NULL)
    node = node->parent;

  return node != NULL ? node->next : NULL;
}

static void
check_node (const SwNode *node,
            gsize         length)
{
  SwSpan full = sw_node_get_full_span (node);
  g_autofree char *string = sw_node_dup_string (node, NULL);

  g_assert_true (full.start <= node->key.end && node->key.end <= node->span.start);
  g_assert_true (node->span.start <= node->span.end && node->span.end <= length);
  if (node->previous != NULL)
    g_assert_cmpuint (node->previous->span.end, <=, full.start);
  if (node->parent != NULL)
    g_assert_true (node->parent->span.start <= full.start && full.end <= node->parent->span.end);
}

static void
check_format (SwTree *tree)
{
  g_autoptr (SwEdits) edits = sw_tree_format (tree, 2);
  gsize length, new_length;
  const char *text = sw_tree_get_text (tree, &length);
  g_autofree char *after = sw_edits_apply (edits, text, length, &new_length);
  gsize j = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (memchr (" \t\r\n", text[i], 4) != NULL)
        continue;
      while (j < new_length && memchr (" \t\r\n", after[j], 4) != NULL)
        j++;
      g_assert_cmpint (text[i], ==, after[j]);
      j++;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (SwTree) tree = sw_tree_parse ((const char *) data, (gssize) size);
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);
  g_auto (SwValue) value = SW_VALUE_INIT;

  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    check_node (node, size);
  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      g_assert_true (diagnostic->span.start <= diagnostic->span.end
                     && diagnostic->span.end <= size);
      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
    }
  for (gsize offset = 0; offset <= size; offset += 1 + size / 16)
    sw_tree_find_at (tree, offset);

  value = sw_node_to_value (sw_tree_get_root (tree));
  fuzz_print (value);
  check_format (tree);
  return 0;
}
