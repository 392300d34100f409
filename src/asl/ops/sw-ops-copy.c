/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* States as text of their own, and once more where they stand. */

/* The text of a state machine of just these states, over lines. */
static char *
dup_text (SwModel          *model,
          const SwOpsBlock *block,
          GError          **error)
{
  const SwOpsPart *first = g_ptr_array_index (block->parts, 0);
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (block);
  g_autofree char *start = sw_ops_dup_json_string (first->entry->name);
  const char *language = sw_model_get_language (model) == SW_QUERY_JSONATA
                             ? "  \"QueryLanguage\": \"JSONata\",\n"
                             : "";
  g_autofree char *frame =
      g_strdup_printf ("{\n%s  \"StartAt\": %s,\n  \"States\": {}\n}\n", language, start);
  g_autoptr (SwTree) tree = sw_tree_parse (frame, -1);
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      g_autofree char *raw = sw_node_dup_json (state->node);

      if (!sw_rewriter_insert_member (rewriter, "/States", state->name, raw, NULL, NULL, error))
        return NULL;
    }

  return g_strdup (sw_tree_get_text (sw_rewriter_get_tree (rewriter), NULL));
}

/* The same to be read again at once: nothing is done for its looks, so that the states look as they
 * did where they come from. */
static SwModel *
dup_fragment (const SwOpsBlock *block)
{
  const SwOpsPart *first = g_ptr_array_index (block->parts, 0);
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (block);
  g_autofree char *start = sw_ops_dup_json_string (first->entry->name);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (SwTree) tree = NULL;

  g_string_append_printf (text, "{\"StartAt\": %s, \"States\": {", start);
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      g_autofree char *raw = sw_node_dup_json (state->node);
      g_autofree char *name = sw_ops_dup_json_string (state->name);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? ", " : "", name, raw);
    }
  g_string_append (text, "}}");
  tree = sw_tree_parse (text->str, (gssize) text->len);

  return sw_model_new (tree);
}

/**
 * sw_ops_dup_copy:
 * @pointers: (array zero-terminated=1): the states; of those inside another, that other alone
 * @error: why they cannot be copied
 *
 * The states as text, in the order in which a reader follows them: a state machine that begins with
 * the first. References to states that are not copied stay in it, so that sw_ops_paste() can tell
 * them.
 *
 * Returns: (transfer full) (nullable): the text
 */
char *
sw_ops_dup_copy (SwModel           *model,
                 const char *const *pointers,
                 GError           **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) states = NULL;
  g_auto (SwOpsBlock) block = { NULL };
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (model != NULL && pointers != NULL, NULL);

  states = sw_ops_dup_outermost (model, pointers, chosen, error);
  if (states == NULL)
    return NULL;
  if (states->len == 0)
    {
      sw_ops_refuse (error, _ ("No state is selected."));
      return NULL;
    }

  sw_ops_block_init (&block, states);
  text = dup_text (model, &block, &failure);
  if (text == NULL)
    g_set_error (error, SW_OPS_ERROR, SW_OPS_ERROR_BROKEN,
                 _ ("The states cannot be copied until the error in their text is mended: %s"),
                 failure->message);

  return g_steal_pointer (&text);
}

/* The ways on of BLOCK that lead where the last part's first one does: they will lead to the copy.
 */
static GArray *
dup_ways_on (const SwOpsBlock *block,
             SwOpsTarget      *next)
{
  const SwOpsPart *last = g_ptr_array_index (block->parts, block->parts->len - 1);
  GArray *ports = g_array_new (FALSE, FALSE, sizeof (SwOpsPort));

  for (guint i = 0; i < last->tails->len; i++)
    {
      SwState *tail = g_ptr_array_index (last->tails, i);
      SwOpsPort port = { .scope = tail->scope, .state = tail };
      g_auto (SwOpsTarget) target = { NULL };

      port.kind = sw_ops_get_flow (tail, &port.target);
      port.is_end = port.kind == SW_PLACE_NEXT && tail->end && tail->next.node == NULL;
      sw_ops_port_get_target (&port, &target);
      if (i > 0 && g_strcmp0 (target.json, next->json) != 0)
        continue;
      g_array_append_val (ports, port);
      if (i == 0)
        {
          next->json = g_steal_pointer (&target.json);
          next->state = target.state;
        }
    }

  return ports;
}

static gboolean
duplicate (SwOpsChange       *change,
           const char *const *pointers,
           GError           **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) states = sw_ops_dup_outermost (change->model, pointers, chosen, error);
  g_auto (SwOpsBlock) block = { NULL };
  g_auto (SwOpsTarget) next = { NULL };
  g_auto (SwOpsPasting) self = { NULL };
  g_autoptr (GArray) ports = NULL;
  g_autoptr (SwModel) fragment = NULL;

  if (states == NULL)
    return FALSE;
  sw_ops_block_init (&block, states);
  if (!sw_ops_block_require_scope (&block, error) || !sw_ops_block_check_entries (&block, error))
    return FALSE;
  fragment = dup_fragment (&block);
  if (!sw_ops_pasting_init (&self, change, fragment, (SwScope *) sw_ops_block_get_scope (&block),
                            error))
    return FALSE;

  ports = dup_ways_on (&block, &next);
  self.after = ((SwState *) g_ptr_array_index (states, states->len - 1))->name;

  return sw_ops_pasting_put (change, &self, ports, next.json, error);
}

/**
 * sw_ops_duplicate:
 * @pointers: (array zero-terminated=1): states of one scope
 * @error: why they cannot be copied
 *
 * Puts a copy of states behind them: they go on to the copy, the copy to what followed. A copied
 * Choice stands on the Default. All names in the copy are made unique. The copy of a Succeed or
 * Fail stands alone at first, which the notes say.
 *
 * Returns: (transfer full) (nullable): edits that select the copy
 */
SwOpsResult *
sw_ops_duplicate (SwModel           *model,
                  const char *const *pointers,
                  GError           **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointers != NULL, NULL);

  sw_ops_change_init (&change, model);
  done = duplicate (&change, pointers, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
