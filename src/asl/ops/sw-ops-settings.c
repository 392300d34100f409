/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/ops/sw-ops-private.h"

/* Many references set at once. The rewriter reads the document anew at every step; where thousands
 * of catchers lead to one state that would take seconds. Replacing a string that stands needs no
 * rewriter: its span is known. */

static void
setting_clear (gpointer data)
{
  SwOpsSetting *setting = data;

  g_free (setting->json);
}

/* A list of SwOpsSetting */
GArray *
sw_ops_settings_new (void)
{
  GArray *settings = g_array_new (FALSE, FALSE, sizeof (SwOpsSetting));

  g_array_set_clear_func (settings, setting_clear);

  return settings;
}

/* JSON as in sw_ops_port_set(); copied */
void
sw_ops_settings_add (GArray          *settings,
                     const SwOpsPort *port,
                     const char      *json)
{
  SwOpsSetting setting = { .port = *port, .json = g_strdup (json) };

  g_array_append_val (settings, setting);
}

/* TRUE where EDITS could say it: the reference stands, whole, and no second member is in the way.
 */
static gboolean
add_replacement (SwEdits            *edits,
                 const SwOpsSetting *setting)
{
  const SwOpsPort *port = &setting->port;
  SwNode *node = port->target != NULL ? port->target->node : NULL;
  const char *json = setting->json;
  g_autofree char *key = NULL;
  g_autofree char *word = NULL;

  if (node == NULL || node->broken || node->kind == SW_NODE_MISSING)
    return FALSE;

  if (port->kind == SW_PLACE_NEXT && sw_node_get_member (port->state->node, "End") != NULL)
    return FALSE;
  if (json == NULL)
    json = port->kind == SW_PLACE_NEXT ? "true" : "\"\"";

  word = sw_rewrite_dup_word (node, FALSE, json, NULL);
  key = sw_rewrite_dup_word (node, TRUE, "\"End\"", NULL);
  if (word == NULL || key == NULL)
    return FALSE;

  if (port->kind == SW_PLACE_NEXT && setting->json == NULL)
    sw_edits_add (edits, node->key, key, -1);
  sw_edits_add (edits, node->span, word, -1);

  return TRUE;
}

/* Begins the change with EDITS, before any step of its rewriter. */
void
sw_ops_change_begin (SwOpsChange *self,
                     SwEdits     *take_edits)
{
  SwTree *tree = sw_model_get_tree (self->model);
  g_autofree char *changed = NULL;
  g_autoptr (SwTree) after = NULL;
  const char *text;
  gsize length;

  g_return_if_fail (self->first == NULL);

  text = sw_tree_get_text (tree, &length);
  changed = sw_edits_apply (take_edits, text, length, &length);
  after = sw_tree_parse_as (changed, (gssize) length, sw_tree_get_syntax (tree));
  self->first = take_edits;
  sw_rewriter_free (self->rewriter);
  self->rewriter = sw_rewriter_new (after);
}

/* Sets them all. The first thing a change does. */
gboolean
sw_ops_settings_apply (SwOpsChange *change,
                       GArray      *settings,
                       GError     **error)
{
  SwEdits *edits = sw_edits_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();

  for (guint i = 0; i < settings->len; i++)
    {
      SwOpsSetting *setting = &g_array_index (settings, SwOpsSetting, i);

      if (!add_replacement (edits, setting))
        g_ptr_array_add (others, setting);
    }
  sw_ops_change_begin (change, edits);

  for (guint i = 0; i < others->len; i++)
    {
      SwOpsSetting *setting = g_ptr_array_index (others, i);

      if (!sw_ops_port_set (change, &setting->port, setting->json, error))
        return FALSE;
    }

  return TRUE;
}
