/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-run-values.h"

#include <string.h>

/* What a Task asks of whoever performs it. A mocked answer, or a person's, comes without. */
static const char *const request_fields[] = {
  "Resource", "Parameters", "Arguments", "Credentials", NULL,
};

/* A placeholder without a value, by its name */
typedef struct
{
  const SwPlaceholder *first;
  gboolean             read;   /* something in a run depends on it */
  gboolean             bare;   /* one of its places is no string */
  gboolean             quoted; /* one is */
} Unknown;

/* The field of the state that the node is in */
static const char *
find_field (const SwState *state,
            const SwNode  *node)
{
  while (node->parent != NULL && node->parent != state->node)
    node = node->parent;

  return node->parent != NULL ? node->name : NULL;
}

static gboolean
is_read (SwModel             *model,
         SwPerformer         *performer,
         const SwPlaceholder *placeholder)
{
  const SwState *state = sw_model_find_at (model, placeholder->node->span.start);
  const char *field = state != NULL ? find_field (state, placeholder->node) : NULL;

  /* Only of the fields of states and of the machine: data may have a member of that name. */
  if (placeholder->node->name != NULL && strcmp (placeholder->node->name, "Comment") == 0
      && (state != NULL
              ? placeholder->node->parent == state->node
              : placeholder->node->parent == sw_tree_get_root (sw_model_get_tree (model))))
    return FALSE;
  if (state == NULL || state->type != SW_STATE_TASK || field == NULL
      || !g_strv_contains (request_fields, field))
    return TRUE;

  return performer != NULL && sw_performer_reads (performer, state);
}

/* Of each placeholder without a value, what is known of its places; in the order of the text */
static GPtrArray *
find_unknown (SwModel              *model,
              const SwSubstitution *substitution,
              SwValue               values,
              SwPerformer          *performer)
{
  GPtrArray *all = sw_substitution_get_all (substitution);
  GPtrArray *unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < all->len; i++)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (all, i);
      g_autofree char *value = sw_substitution_dup_text (values, placeholder->name);
      Unknown *entry = g_hash_table_lookup (by_name, placeholder->name);

      if (placeholder->literal || value != NULL)
        continue;
      if (entry == NULL)
        {
          entry = g_new0 (Unknown, 1);
          entry->first = placeholder;
          g_ptr_array_add (unknown, entry);
          g_hash_table_insert (by_name, placeholder->name, entry);
        }
      entry->read = entry->read || is_read (model, performer, placeholder);
      entry->bare = entry->bare || placeholder->bare;
      entry->quoted = entry->quoted || !placeholder->bare;
    }

  return unknown;
}

/* What nothing reads stands for itself; where it is no string, it becomes one. */
static SwValue
dup_filled (SwValue    values,
            GPtrArray *unknown)
{
  SwValue filled = sw_value_new_object (8);

  for (guint i = 0; i < (sw_value_is (values, SW_TYPE_OBJECT) ? sw_value_get_length (values) : 0);
       i++)
    sw_value_set_member (&filled, sw_string_get_text (sw_value_get_key (values, i)),
                         sw_value_ref (sw_value_get_member_at (values, i)));
  for (guint i = 0; i < unknown->len; i++)
    {
      const Unknown *entry = g_ptr_array_index (unknown, i);
      g_autofree char *text = g_strdup_printf (entry->bare ? "\"${%s}\"" : "${%s}",
                                               entry->first->name);

      sw_value_set_member (&filled, entry->first->name, sw_value_new_string (text));
    }

  return filled;
}

/**
 * sw_run_values_apply:
 * @model: what is going to run
 * @values: an object of values by name; undefined: there are none
 * @performer: (nullable): who performs the tasks; %NULL: a person
 * @missing: (out) (transfer full) (element-type SwPlaceholder): the first of each name that has no
 *   value and needs one: what a Task asks for is read by those alone who call it, and a Comment by
 *   nobody. Borrowed from what is returned.
 *
 * Puts values in the place of placeholders.
 *
 * Returns: (transfer full): the definition to run, where nothing is missing
 */
SwSubstitution *
sw_run_values_apply (SwModel      *model,
                     SwValue       values,
                     SwPerformer  *performer,
                     GPtrArray   **missing)
{
  SwTree *tree = sw_model_get_tree (model);
  g_autoptr (SwSubstitution) substitution = sw_substitution_new (tree, values);
  g_autoptr (GPtrArray) unknown = find_unknown (model, substitution, values, performer);
  g_auto (SwValue) filled = SW_VALUE_INIT;

  *missing = g_ptr_array_new ();
  for (guint i = 0; i < unknown->len; i++)
    {
      const Unknown *entry = g_ptr_array_index (unknown, i);

      if (entry->read || (entry->bare && entry->quoted))
        g_ptr_array_add (*missing, (gpointer) entry->first);
    }
  if (unknown->len == 0 || (*missing)->len > 0)
    return g_steal_pointer (&substitution);

  filled = dup_filled (values, unknown);

  return sw_substitution_new (tree, filled);
}
