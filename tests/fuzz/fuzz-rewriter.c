/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"

#include <string.h>

/* The first line says what to do (a byte for the step, then bytes that choose its places), the
 * second is a value, the rest the document. Whatever is done: a valid document stays valid, and
 * undoing brings back the bytes. */

const char *const fuzz_seeds[] = {
  "a123\n{\"x\":[1]}\n{\n  \"StartAt\": \"A\",\n  \"States\": {\n    \"A\": { \"Type\": \"Pass\", "
  "\"End\": true },\n    \"B\": {}\n  }\n}\n",
  "b4\n1\n{\"a\":1,\"b\":[1,2,{\"c\":[]}],\"d\":{}}",
  "c9\n[${x}]\n[\r\n\t1,\r\n\t[ 2, 3 ],\r\n\t{ \"a\" : null }\r\n]\r\n",
  "d12\n\"s\"\n{\"a\": 1, // one\n \"b\": 2 /* two */, \"c\": 3}",
  "e77\nnull\n{\"a\": 1 \"b\": tru, \"c\": {\"x\": 1, \"y\" }, \"d\": [1, 2, 3]}",
  "f35\n{}\n[{\"a\": 1}, {\"b\": 2}, [], {}]",
  "g35\n{}\n[{\"a\": 1}, {\"b\": 2}, [], {}]",
  NULL,
};

/* Bytes of the first line, each choosing something */
typedef struct
{
  const uint8_t *at;
  const uint8_t *end;
} Choices;

static guint
choose (Choices *choices,
        guint    count)
{
  if (choices->at == choices->end || count == 0)
    return 0;

  return *choices->at++ % count;
}

static const SwNode *
get_next_node (const SwNode *node)
{
  if (node->first != NULL)
    return node->first;
  while (node != NULL && node->next == NULL)
    node = node->parent;

  return node != NULL ? node->next : NULL;
}

static const SwNode *
choose_node (Choices      *choices,
             const SwTree *tree)
{
  guint skip = choose (choices, 64);
  const SwNode *node = sw_tree_get_root (tree);

  while (skip-- > 0 && get_next_node (node) != NULL)
    node = get_next_node (node);

  return node;
}

static const char *
choose_member (Choices      *choices,
               const SwNode *node)
{
  guint skip = choose (choices, node->count + 1);

  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if (skip-- == 0)
      return child->name;

  return NULL;
}

static gboolean
take_step (SwRewriter  *rewriter,
           Choices     *choices,
           const char  *json,
           GError     **error)
{
  static const char *const names[] = { "a", "new", "\"", "\xc3\xa9/~" };
  const SwTree *tree = sw_rewriter_get_tree (rewriter);
  guint step = choose (choices, 7);
  const SwNode *node = choose_node (choices, tree);
  const SwNode *target = choose_node (choices, tree);
  g_autofree char *pointer = sw_node_dup_pointer (node);
  g_autofree char *to = sw_node_dup_pointer (target);
  const char *name = names[choose (choices, G_N_ELEMENTS (names))];

  switch (step)
    {
    case 0:
      return sw_rewriter_set (rewriter, pointer, json, error);
    case 1:
      return sw_rewriter_insert_member (rewriter, pointer, name, json,
                                        choose_member (choices, node), NULL, error);
    case 2:
      return sw_rewriter_insert_element (rewriter, pointer, choose (choices, node->count + 2), json,
                                         error);
    case 3:
      return sw_rewriter_remove (rewriter, pointer, error);
    case 4:
      return sw_rewriter_rename (rewriter, pointer, name, error);
    case 5:
      return sw_rewriter_move_member (rewriter, pointer, to, NULL, choose_member (choices, target),
                                      error);
    default:
      return sw_rewriter_move_element (rewriter, pointer, to, choose (choices, target->count + 2),
                                       error);
    }
}

/* Comments are faults that stand in nobody's way. */
static gboolean
is_json_but_for_comments (const SwTree *tree)
{
  GPtrArray *diagnostics = sw_tree_get_diagnostics (tree);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (diagnostics, i);

      if (diagnostic->severity == SW_SEVERITY_ERROR
          && strstr (diagnostic->message, "comment") == NULL)
        return FALSE;
    }

  return TRUE;
}

static void
check_steps (SwTree     *tree,
             Choices    *choices,
             const char *json)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
  g_autoptr (SwEdits) edits = NULL;
  g_autoptr (SwEdits) undo = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  gsize length, new_length, undone_length;
  const char *text = sw_tree_get_text (tree, &length);

  do
    {
      g_autoptr (GError) error = NULL;
      gboolean was_json = is_json_but_for_comments (sw_rewriter_get_tree (rewriter));

      g_assert_true (take_step (rewriter, choices, json, &error) == (error == NULL));
      if (was_json)
        g_assert_true (is_json_but_for_comments (sw_rewriter_get_tree (rewriter)));
    }
  while (choices->at < choices->end);

  edits = sw_rewriter_finish (rewriter);
  after = sw_edits_apply (edits, text, length, &new_length);
  g_assert_cmpstr (after, ==, sw_tree_get_text (sw_rewriter_get_tree (rewriter), NULL));
  undo = sw_edits_invert (edits, text);
  undone = sw_edits_apply (undo, after, new_length, &undone_length);
  g_assert_cmpmem (undone, undone_length, text, length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *end = data + size;
  const uint8_t *first = size > 0 ? memchr (data, '\n', size) : NULL;
  const uint8_t *second =
      first != NULL ? memchr (first + 1, '\n', (size_t) (end - first - 1)) : NULL;
  Choices choices = { data, first };
  g_autofree char *json = NULL;
  g_autoptr (SwTree) tree = NULL;

  if (second == NULL || first - data > 16)
    return 0;

  json = g_strndup ((const char *) first + 1, (gsize) (second - first - 1));
  tree = sw_tree_parse ((const char *) second + 1, end - second - 1);
  check_steps (tree, &choices, json);
  return 0;
}
