/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "asl/check/sw-check.h"
#include "asl/fixes/sw-fixes.h"
#include "asl/ops/sw-ops.h"

/* The first byte picks an operation, the second a state or an edge, the rest is a definition: it is
 * read, drawn, checked, and changed by that operation and by each fix. fuzz-mend does all fixes that
 * are safe. */

/* Of so many findings the fixes are made. */
#define MAX_FINDINGS 24

const char *const fuzz_seeds[] = {
  "01{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Pass\",\"Next\":\"B\"},\"B\":{\"Type\":"
  "\"Succeed\"}}}",
  "23{\"StartAt\":\"C\",\"States\":{\"C\":{\"Type\":\"Choice\",\"Choices\":[{\"Variable\":\"$.a\","
  "\"IsNull\":true,"
  "\"Next\":\"D\"},{\"And\":[{\"Not\":{\"Variable\":\"$.b\",\"StringMatches\":\"x*\"}}],\"Next\":"
  "\"\"}],\"Default\":\"D\"},"
  "\"D\":{\"Type\":\"Fail\",\"Error\":\"E\",\"CausePath\":\"States.Format('{}', $.x)\"}}}",
  "42{\n  \"StartAt\": \"P\",\n  \"States\": {\n    \"P\": {\n      \"Type\": \"Parallel\",\n      "
  "\"Branches\": [\n"
  "        { \"StartAt\": \"X\", \"States\": { \"X\": { \"Type\": \"Wait\", \"Seconds\": 1, "
  "\"End\": true } } },\n"
  "        { \"StartAt\": \"\", \"States\": {} }\n      ],\n      \"Catch\": [ { \"ErrorEquals\": "
  "[ \"States.ALL\" ],"
  " \"Next\": \"P\" } ],\n      \"End\": true\n    }\n  }\n}\n",
  "61{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"M\",\"States\":{\"M\":{\"Type\":\"Map\","
  "\"Items\":\"{% [1,2] %}\",\"ItemProcessor\""
  ":{\"ProcessorConfig\":{\"Mode\":\"DISTRIBUTED\",\"ExecutionType\":\"STANDARD\"},\"StartAt\":"
  "\"T\",\"States\":{\"T\":{\"Type\":"
  "\"Task\",\"Resource\":\"arn:aws:states:::sqs:sendMessage\",\"Arguments\":{\"a\":\"{% $x "
  "%}\"},\"Retry\":[{\"ErrorEquals\":"
  "[\"E\"],\"BackoffRate\":1.5}],\"End\":true}}},\"Next\":${next}}}}",
  "80{\"StartAt\":\"A\" \"States\":{\"A\":{\"Type\":\"Task\",\"Resource\":\"${r}\" "
  "\"Next\":\"A\",\"A\":1},\"A\":{}",
  NULL,
};

static SwPlace
pick_place (SwGraph *graph,
            SwState *state,
            guint    number)
{
  GPtrArray *edges = sw_graph_get_edges (graph);
  SwPlace place = { .kind = number % 2 ? SW_PLACE_NEW_RULE : SW_PLACE_NEW_CATCH,
                    .pointer = state->pointer };

  if (edges->len > 0)
    sw_place_from_edge (g_ptr_array_index (edges, number % edges->len), &place);

  return place;
}

static SwOpsResult *
paste_copy (SwModel           *model,
            const char *const *pointers,
            const SwPlace     *place,
            GError           **error)
{
  g_autofree char *text = sw_ops_dup_copy (model, pointers, error);

  return text != NULL ? sw_ops_paste (model, text, place, error) : NULL;
}

static SwOpsResult *
order_something (SwModel *model,
                 SwState *state,
                 guint    number,
                 GError **error)
{
  static const char *const arrays[] = { "Choices", "Branches", "Catch", "Retry" };
  g_autofree char *pointer =
      g_strdup_printf ("%s/%s/%u", state->pointer, arrays[number % 4], number % 3);

  return number % 5 ? sw_ops_reorder (model, pointer, number % 2, error)
                    : sw_ops_remove_branch (model, pointer, error);
}

static SwOpsResult *
change (SwModel  *model,
        SwGraph  *graph,
        guint     op,
        guint     number,
        GError  **error)
{
  GPtrArray *states = sw_model_get_states (model);
  SwState *state = g_ptr_array_index (states, number % states->len);
  SwState *other = g_ptr_array_index (states, (number / 3) % states->len);
  SwPlace place = pick_place (graph, state, number);
  const char *pointers[] = { state->pointer, other->pointer, NULL };
  guint n_stencils;
  const SwStencil *stencils = sw_stencils_get_all (&n_stencils);

  switch (op % 15)
    {
    case 0:
      return sw_ops_add (model, &stencils[number % n_stencils], &place, error);
    case 1:
      return sw_ops_delete (model, pointers, error);
    case 2:
      return sw_ops_rename (model, state->pointer, "Another/name~\"", error);
    case 3:
      return sw_ops_connect (model, &place, number % 5 ? other->pointer : NULL, error);
    case 4:
      return sw_ops_move (model, pointers, &place, error);
    case 5:
      return sw_ops_duplicate (model, number % 2 ? pointers : pointers + 1, error);
    case 6:
      return sw_ops_wrap (model, number % 3 ? pointers : pointers + 1,
                          number % 2 ? SW_STATE_MAP : SW_STATE_PARALLEL, error);
    case 7:
      return sw_ops_set_field (model, state->pointer, number % 2 ? "Comment" : "Next",
                               number % 3 ? "{\"a\": [1]}" : NULL, error);
    case 8:
      return sw_ops_unwrap (model, state->pointer, error);
    case 9:
      return sw_ops_convert (model, state->pointer,
                             SW_STATE_UNKNOWN + 1 + number % (SW_STATE_N_TYPES - 1), error);
    case 10:
      return sw_ops_reattach (model, &place, other->pointer, error);
    case 11:
      return paste_copy (model, pointers, &place, error);
    case 12:
      return sw_ops_add_branch (model, state->pointer, number % 4, error);
    case 13:
      return order_something (model, state, number, error);
    default:
      if (place.kind == SW_PLACE_NEW_RULE || place.kind == SW_PLACE_NEW_CATCH)
        return sw_ops_add (model, &stencils[0], &place, error);
      return sw_ops_disconnect (model, &place, error);
    }
}

/* What edits make can be undone, and a text without mistakes stays one. */
static void
use_edits (SwTree        *tree,
           const SwEdits *edits)
{
  gsize length;
  const char *text = sw_tree_get_text (tree, &length);
  g_autofree char *changed = sw_edits_apply (edits, text, length, &length);
  g_autoptr (SwEdits) undo = sw_edits_invert (edits, text);
  g_autoptr (SwTree) after = sw_tree_parse (changed, (gssize) length);
  gsize old_length;
  gsize back_length;
  g_autofree char *back = sw_edits_apply (undo, changed, length, &back_length);

  sw_tree_get_text (tree, &old_length);
  g_assert_cmpmem (back, back_length, text, old_length);
  if (sw_tree_is_valid (tree))
    g_assert_true (sw_tree_is_valid (after));
}

/* Every fix of what was FOUND, one by one */
static void
use_fixes (SwTree    *tree,
           SwModel   *model,
           GPtrArray *found)
{
  for (guint i = 0; i < MIN (found->len, MAX_FINDINGS); i++)
    {
      g_autoptr (GPtrArray) fixes = sw_fixes_find (model, g_ptr_array_index (found, i));

      for (guint j = 0; j < fixes->len; j++)
        {
          const SwFix *fix = g_ptr_array_index (fixes, j);

          g_assert_cmpuint (sw_edits_get_count (fix->edits), >, 0);
          g_assert_true (j == 0 || !fix->safe);
          use_edits (tree, fix->edits);
        }
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwGraph) graph = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autoptr (GError) error = NULL;
  SwMachineType type;

  if (size < 2)
    return 0;
  type = data[0] % 2 ? SW_MACHINE_EXPRESS : SW_MACHINE_STANDARD;

  tree = sw_tree_parse ((const char *) data + 2, (gssize) size - 2);
  model = sw_model_new (tree);
  graph = sw_graph_new (model);
  found = sw_check (model, type);
  for (guint i = 0; i < found->len; i++)
    g_free (sw_check_dup_location (model, g_ptr_array_index (found, i)));
  use_fixes (tree, model, found);
  if (sw_model_get_states (model)->len == 0)
    return 0;

  result = change (model, graph, data[0], data[1], &error);
  g_assert_true ((result != NULL) != (error != NULL));
  if (result != NULL)
    use_edits (tree, result->edits);

  return 0;
}
