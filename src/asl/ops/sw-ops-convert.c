/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/model/sw-fields.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>

/* Making a state one of another type. */

/* A state on its way to another type */
typedef struct
{
  SwState *state;
  SwStateType type;
  const SwStencil *stencil; /* of the new type */
  char *next;               /* where it will go on to, as JSON text; NULL is the End */
} Conversion;

static gboolean
is_container (SwStateType type)
{
  return type == SW_STATE_PARALLEL || type == SW_STATE_MAP;
}

/* The one scope with states in it; NULL where there is none. */
static SwScope *
find_filled (const SwState *state,
             guint         *n_filled)
{
  SwScope *filled = NULL;

  *n_filled = 0;
  for (guint i = 0; i < state->scopes->len; i++)
    {
      SwScope *scope = g_ptr_array_index (state->scopes, i);

      if (scope->states->len == 0)
        continue;
      filled = scope;
      (*n_filled)++;
    }

  return filled;
}

static gboolean
check_inside (const Conversion *self,
              GError          **error)
{
  guint n_filled;
  SwScope *filled = find_filled (self->state, &n_filled);

  if (filled == NULL || self->type == self->state->type)
    return TRUE;
  if (!is_container (self->type))
    return sw_ops_refuse (error, _ ("“%s” holds states, which a %s cannot: unwrap it first."),
                          self->state->name, sw_state_type_get_name (self->type));
  if (n_filled > 1)
    return sw_ops_refuse (error,
                          _ ("“%s” has %u branches with states, and a Map has one processor: "
                             "unwrap it, or move the states together first."),
                          self->state->name, n_filled);

  return TRUE;
}

/* TRUE where the member is known to belong to another type or the like. Flow is set apart. */
static gboolean
must_go (const Conversion *self,
         const SwNode     *member)
{
  static const char *const kept[] = { "Type", "Next", "End", "Default", NULL };
  const SwField *field;

  if (member->name == NULL || g_strv_contains (kept, member->name))
    return FALSE;
  field = sw_fields_find (self->type, member->name);

  return field != NULL ? !sw_field_is_legal (field, self->type, self->state->language)
                       : sw_fields_find (self->state->type, member->name) != NULL;
}

static gboolean
remove_fields (SwOpsChange      *change,
               const Conversion *self,
               GString          *lost,
               GError          **error)
{
  static const char *const inside[] = { "Branches", "ItemProcessor", "Iterator", NULL };

  for (const SwNode *member = self->state->node->first; member != NULL; member = member->next)
    {
      g_autofree char *pointer = NULL;

      if (!must_go (self, member))
        continue;
      pointer = sw_pointer_append (self->state->pointer, member->name);
      if (sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), pointer) != NULL
          && !sw_rewriter_remove (change->rewriter, pointer, error))
        return FALSE;
      if (!g_strv_contains (inside, member->name))
        g_string_append_printf (lost, "%s%s", lost->len > 0 ? ", " : "", member->name);
    }

  return TRUE;
}

/* What the ways out of the old type say is no use to the new one. */
static gboolean
remove_flow (SwOpsChange      *change,
             const Conversion *self,
             GError          **error)
{
  gboolean no_next = self->type == SW_STATE_CHOICE || sw_state_type_is_terminal (self->type);
  const char *names[] = { no_next ? "Next" : NULL, no_next ? "End" : NULL,
                          self->type != SW_STATE_CHOICE ? "Default" : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *pointer =
          names[i] != NULL ? sw_pointer_append (self->state->pointer, names[i]) : NULL;

      if (pointer != NULL
          && sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), pointer) != NULL
          && !sw_rewriter_remove (change->rewriter, pointer, error))
        return FALSE;
    }

  return TRUE;
}

/* TRUE where a member of the stencil is one of several of which another stands already: Wait's
 * Timestamp in place of Seconds. */
static gboolean
has_other (const Conversion *self,
           const SwField    *field)
{
  guint count;
  const SwField *all = sw_fields_get_all (&count);

  for (guint i = 0; field != NULL && field->exclusive != NULL && i < count; i++)
    if (g_strcmp0 (all[i].exclusive, field->exclusive) == 0
        && sw_fields_find (self->type, all[i].name) != NULL
        && sw_node_get_member (self->state->node, all[i].name) != NULL)
      return TRUE;

  return FALSE;
}

/* What the new type cannot do without, as the palette has it. */
static gboolean
add_fields (SwOpsChange      *change,
            const Conversion *self,
            GError          **error)
{
  const char *json =
      self->state->language == SW_QUERY_JSONATA ? self->stencil->jsonata : self->stencil->jsonpath;
  g_autoptr (SwTree) tree = sw_tree_parse (json, -1);
  const char *after = "Type";

  for (SwNode *member = sw_tree_get_root (tree)->first; member != NULL; member = member->next)
    {
      g_autofree char *pointer = sw_pointer_append (self->state->pointer, member->name);
      g_autofree char *raw = sw_node_dup_json (member);

      if (sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), pointer) != NULL
          || has_other (self, sw_fields_find (self->type, member->name)))
        continue;
      if (!sw_rewriter_insert_member (change->rewriter, self->state->pointer, member->name, raw,
                                      NULL, after, error))
        return FALSE;
      after = member->name;
    }

  return TRUE;
}

/* A Parallel's one branch becomes the Map's processor, and the other way round. */
static gboolean
take_inside_along (SwOpsChange   *change,
                   const SwState *state,
                   const SwScope *filled,
                   GError       **error)
{
  gboolean to_map = state->type == SW_STATE_PARALLEL;
  g_autofree char *pointer =
      g_strconcat (state->pointer, to_map ? "/ItemProcessor" : "/Branches/0", NULL);
  g_autofree char *raw = sw_node_dup_json (filled->node);
  g_autofree char *array = g_strdup_printf ("[%s]", raw);
  g_autofree char *config = sw_pointer_append (pointer, "ProcessorConfig");

  if (!sw_rewriter_insert_member (change->rewriter, state->pointer,
                                  to_map ? "ItemProcessor" : "Branches", to_map ? raw : array, NULL,
                                  "Type", error))
    return FALSE;
  if (to_map)
    return sw_rewriter_insert_member (change->rewriter, pointer, "ProcessorConfig",
                                      "{\n  \"Mode\": \"INLINE\"\n}", "StartAt", NULL, error);

  return sw_tree_resolve (sw_rewriter_get_tree (change->rewriter), config) == NULL
         || sw_rewriter_remove (change->rewriter, config, error);
}

static void
note_conversion (SwOpsChange      *change,
                 const Conversion *self,
                 const char       *lost)
{
  if (lost[0] != '\0')
    sw_ops_note (change, _ ("A %s has no use for what “%s” had: %s."),
                 sw_state_type_get_name (self->type), self->state->name, lost);
  if (self->type == SW_STATE_CHOICE)
    sw_ops_note (
        change,
        self->next != NULL
            ? _ ("“%s” needs a state on its rule; its Default leads on as before.")
            : _ ("“%s” needs a state on its rule and one on its Default: a Choice cannot end a "
                 "state machine itself."),
        self->state->name);
}

static gboolean
rewrite (SwOpsChange      *change,
         const Conversion *self,
         GString          *lost,
         GError          **error)
{
  g_autofree char *type = sw_pointer_append (self->state->pointer, "Type");
  g_autofree char *quoted = sw_ops_dup_json_string (sw_state_type_get_name (self->type));
  guint n_filled;
  SwScope *filled = find_filled (self->state, &n_filled);

  return sw_rewriter_set (change->rewriter, type, quoted, error)
         && remove_fields (change, self, lost, error) && remove_flow (change, self, error)
         && (filled == NULL || take_inside_along (change, self->state, filled, error))
         && add_fields (change, self, error)
         && sw_ops_set_flow (change, self->state->pointer, self->type, self->next, error);
}

static gboolean
convert (SwOpsChange *change,
         SwState     *state,
         SwStateType  type,
         GError     **error)
{
  g_autoptr (GString) lost = g_string_new (NULL);
  g_autoptr (GHashTable) gone = g_hash_table_new (NULL, NULL);
  g_auto (SwOpsTarget) next = { NULL };
  Conversion self = { .state = state,
                      .type = type,
                      .stencil = sw_stencils_find (sw_state_type_get_name (type)) };

  sw_ops_select (change, state->pointer);
  if (type == state->type)
    return TRUE;
  if (state->node->kind != SW_NODE_OBJECT)
    return sw_ops_refuse (error, _ ("“%s” is no state yet: it must be a JSON object."),
                          state->name);
  if (!check_inside (&self, error))
    return FALSE;

  sw_ops_find_successor (state, gone, &next);
  self.next = next.json;
  if (!rewrite (change, &self, lost, error))
    return FALSE;
  note_conversion (change, &self, lost->str);

  return !sw_state_type_is_terminal (type) || sw_ops_refuse_lost (change, state->name, error);
}

/**
 * sw_ops_convert:
 * @pointer: a state
 * @type: what it is to be; not %SW_STATE_UNKNOWN
 * @error: why it cannot
 *
 * Gives a state another type. Fields that both types have stay as they are, to the byte; those of
 * the old one alone go, which the notes say; what the new one must have comes as in the palette. It
 * goes on to where it did: a Choice by its Default, and what was a Choice to its Default, else to
 * where its first rule led. A Parallel's only branch becomes the processor of a Map, and the other
 * way round; else what holds states is refused, and so is an end before states that have no other
 * way in.
 *
 * Returns: (transfer full) (nullable): edits that select the state
 */
SwOpsResult *
sw_ops_convert (SwModel    *model,
                const char *pointer,
                SwStateType type,
                GError    **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  SwState *state;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointer != NULL, NULL);
  g_return_val_if_fail (type > SW_STATE_UNKNOWN && type < SW_STATE_N_TYPES, NULL);

  sw_ops_change_init (&change, model);
  state = sw_ops_require_state (model, pointer, &failure);
  done = state != NULL && convert (&change, state, type, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
