/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-convert.h"
#include "json/sw-string-cursor.h"
#include "json/sw-text.h"

#include <string.h>

/* The first line says what to do (bytes that choose a step and its places), the second is a value,
 * the rest a YAML document. Its tree is sane, whatever the text; of a valid one, JSON and YAML say
 * the same; and what a step does not speak of stays, comments too. */

const char *const fuzz_seeds[] = {
  "a123\n{\"x\":[1]}\n# all\nStartAt: A\nStates:\n  # about A\n  A: # x\n    Type: Pass\n    End: "
  "true\n  B: {Type: 'Succeed', \"Comment\": \"\\u00e9\"}\n",
  "b4\n\"s\"\na: &x\n- 1\n- b: >-\n    folded\n    text\n  c: |+\n    kept\n\nd: *x\ne: {<<: &y "
  "{f: 1}, g: [h, \"i\"]}\nj:\n  <<: [*y]\n",
  "c9\n[${x}]\n---\r\n? a\r\n: !!str 1\r\nb: ${c}\r\n'd': 0x1F\r\n...\r\n",
  "d12\nnull\n- - 1\n  - two: 2 # c\n    three:\n- []\n- {}\n-\n",
  "e77\n1\na: [1, 2\nb: \"c\nd\n\te: f: g\n- h\n",
  "f35\n\"a\\nb\"\n\xef\xbb\xbf\xc3\xa9: \xe6\x97\xa5\xe6\x9c\xac\n{\"a\": [1, {\"b\": null}]}\n",
  NULL,
};

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

static gboolean
take_step (SwRewriter  *rewriter,
           Choices     *choices,
           const char  *json,
           GError     **error)
{
  static const char *const names[] = { "a", "new", "it's: \"x\"", "\xc3\xa9/~", "No" };
  const SwTree *tree = sw_rewriter_get_tree (rewriter);
  guint step = choose (choices, 7);
  const SwNode *node = choose_node (choices, tree);
  const SwNode *target = choose_node (choices, tree);
  const SwNode *beside = target->first;
  g_autofree char *pointer = sw_node_dup_pointer (node);
  g_autofree char *to = sw_node_dup_pointer (target);
  const char *name = names[choose (choices, G_N_ELEMENTS (names))];
  guint index = choose (choices, target->count + 2);
  gboolean before = choose (choices, 2) == 1;

  switch (step)
    {
    case 0:
      return sw_rewriter_set (rewriter, pointer, json, error);
    case 1:
      return sw_rewriter_insert_member (rewriter, to, name, json,
                                        before && beside != NULL ? beside->name : NULL, NULL,
                                        error);
    case 2:
      return sw_rewriter_insert_element (rewriter, to, index, json, error);
    case 3:
      return sw_rewriter_remove (rewriter, pointer, error);
    case 4:
      return sw_rewriter_rename (rewriter, pointer, name, error);
    case 5:
      return sw_rewriter_move_member (rewriter, pointer, to,
                                      before && beside != NULL ? beside->name : NULL, NULL, error);
    default:
      return sw_rewriter_move_element (rewriter, pointer, to, index, error);
    }
}

static void
check_node (const SwNode *node,
            gsize         length)
{
  SwSpan full = sw_node_get_full_span (node);
  gsize said;
  g_autofree char *string = sw_node_dup_string (node, &said);

  g_assert_true (full.start <= full.end && node->span.start <= node->span.end);
  g_assert_true (full.end <= length);
  if (node->parent != NULL)
    g_assert_true (node->parent->span.start <= full.start && full.end <= node->parent->span.end);
  if (string != NULL)
    {
      SwStringCursor cursor;
      SwSpan span;

      sw_string_cursor_init (&cursor, node);
      span = sw_string_cursor_locate (&cursor, said / 2, said);
      g_assert_true (span.start <= span.end && span.end <= length);
    }
}

/* A value in all its spelling */
static char *
dup_text (const SwTree *tree)
{
  g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static void
check_conversion (SwTree *tree)
{
  g_autofree char *json = sw_tree_dup_converted (tree, SW_SYNTAX_JSON, NULL);
  g_autoptr (SwTree) json_tree = sw_tree_parse (json, -1);
  g_autofree char *yaml = sw_tree_dup_converted (json_tree, SW_SYNTAX_YAML, NULL);
  g_autoptr (SwTree) again = NULL;
  g_autofree char *first = dup_text (tree);
  g_autofree char *second = dup_text (json_tree);
  g_autofree char *third = NULL;
  g_auto (SwValue) value = SW_VALUE_INIT;

  fuzz_printed (NULL, 0, first, strlen (first));
  if (sw_value_from_text (json, -1, SW_TEXT_DEFAULT, &value, NULL))
    fuzz_printed (json, strlen (json), second, strlen (second));
  g_assert_cmpstr (first, ==, second);
  g_assert_nonnull (yaml);
  again = sw_tree_parse_as (yaml, -1, SW_SYNTAX_YAML);
  third = dup_text (again);
  if (!sw_tree_is_valid (again) || strcmp (first, third) != 0)
    g_error ("%s became %s, that is %s", first, yaml, third);
}

static void
check_steps (SwTree     *tree,
             Choices    *choices,
             const char *json)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
  g_autoptr (SwEdits) edits = NULL;
  g_autoptr (SwEdits) undo = NULL;
  g_autoptr (SwTree) after = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *undone = NULL;
  gsize length, new_length;
  const char *text = sw_tree_get_text (tree, &length);

  for (guint steps = 1 + choose (choices, 3); steps > 0; steps--)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (take_step (rewriter, choices, json, &error) == (error == NULL));
    }

  edits = sw_rewriter_finish (rewriter);
  changed = sw_edits_apply (edits, text, length, &new_length);
  after = sw_tree_parse_as (changed, (gssize) new_length, SW_SYNTAX_YAML);
  if (sw_tree_is_valid (tree) && !sw_tree_is_valid (after))
    g_error ("A step broke the text: %s", changed);
  undo = sw_edits_invert (edits, text);
  undone = sw_edits_apply (undo, changed, new_length, &new_length);
  g_assert_cmpmem (undone, new_length, text, length);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const uint8_t *line = memchr (data, '\n', size);
  const uint8_t *value_end =
      line != NULL ? memchr (line + 1, '\n', size - (size_t) (line + 1 - data)) : NULL;
  g_autofree char *json = NULL;
  g_autoptr (SwTree) tree = NULL;
  Choices choices = { data, line };
  gsize length;

  if (value_end == NULL)
    return 0;

  json = g_strndup ((const char *) line + 1, (gsize) (value_end - line - 1));
  length = size - (size_t) (value_end + 1 - data);
  tree = sw_tree_parse_as ((const char *) value_end + 1, (gssize) length, SW_SYNTAX_YAML);
  for (const SwNode *node = sw_tree_get_root (tree); node != NULL; node = get_next_node (node))
    check_node (node, length);
  for (gsize offset = 0; offset <= length; offset += 1 + length / 16)
    sw_tree_find_at (tree, offset);

  if (sw_tree_is_valid (tree))
    check_conversion (tree);
  check_steps (tree, &choices, json);
  return 0;
}
