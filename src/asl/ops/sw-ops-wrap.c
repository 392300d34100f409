/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/graph/sw-exits.h"
#include "asl/ops/sw-ops-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Putting states into a container. */

static const struct
{
  SwStateType type;
  const char *name;
  const char *text;  /* the container without what is in it */
  const char *scope; /* pointer from the container to the scope inside */
} containers[] = {
  { SW_STATE_PARALLEL, "Parallel",
    "{\n  \"Type\": \"Parallel\",\n  \"Branches\": [\n"
    "    {\n      \"StartAt\": \"\",\n      \"States\": {}\n    }\n  ]\n}",
    "/Branches/0" },
  { SW_STATE_MAP, "Map",
    "{\n  \"Type\": \"Map\",\n  \"ItemProcessor\": {\n    \"ProcessorConfig\": {\n      \"Mode\": "
    "\"INLINE\"\n    },\n"
    "    \"StartAt\": \"\",\n    \"States\": {}\n  }\n}",
    "/ItemProcessor" },
};

/* A selection that is to go into a container. */
typedef struct
{
  SwOpsBlock block;
  SwState *entry;
  guint row;       /* in `containers` */
  char *container; /* pointer of the container to be */
  char *states;    /* … of the States inside of it */
} Wrapping;

static void
wrapping_clear (Wrapping *self)
{
  sw_ops_block_clear (&self->block);
  g_free (self->container);
  g_free (self->states);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wrapping, wrapping_clear)

static gboolean
is_outside (const Wrapping *self,
            const SwTarget *target)
{
  return target->target != NULL && !g_hash_table_contains (self->block.set, target->target);
}

/* A Choice cannot end inside, so what it leads to must come along. */
static gboolean
check_choice (const Wrapping *self,
              const SwState  *state,
              gboolean        last,
              GError        **error)
{
  const SwTarget *outside =
      last && is_outside (self, &state->default_next) ? &state->default_next : NULL;

  for (guint i = 0; i < state->rules->len && outside == NULL; i++)
    if (is_outside (self, &g_array_index (state->rules, SwRule, i).next))
      outside = &g_array_index (state->rules, SwRule, i).next;
  if (outside == NULL)
    return TRUE;

  return sw_ops_refuse (
      error,
      _ ("“%s” leads out of the selection, to “%s”: an arrow cannot lead out of a "
         "%s. Select “%s”, too."),
      state->name, outside->name, containers[self->row].name, outside->name);
}

static gboolean
check_choices (const Wrapping *self,
               GError        **error)
{
  for (guint i = 0; i < self->block.parts->len; i++)
    {
      const SwOpsPart *part = g_ptr_array_index (self->block.parts, i);

      for (guint j = 0; j < part->states->len; j++)
        {
          const SwState *state = g_ptr_array_index (part->states, j);

          if (state->type == SW_STATE_CHOICE
              && !check_choice (self, state, i + 1 == self->block.parts->len, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* From outside, only the first state may be led to. What leads to it leads to the container; what
 * leads to a part further on leads to what follows that. */
static gboolean
lead_to (SwOpsChange    *change,
         const Wrapping *self,
         const char     *quoted,
         GError        **error)
{
  const SwOpsPart *first = g_ptr_array_index (self->block.parts, 0);
  g_autoptr (GArray) settings = sw_ops_settings_new ();
  g_autoptr (GArray) ports = sw_ops_dup_ports_to (self->entry->scope, self->block.set);

  for (guint i = 0; i < ports->len; i++)
    {
      const SwOpsPort *port = &g_array_index (ports, SwOpsPort, i);
      SwState *to = port->target->target;

      if (port->state != NULL && g_hash_table_contains (self->block.set, port->state))
        continue;
      if (to == self->entry)
        sw_ops_settings_add (settings, port, quoted);
      else if (g_ptr_array_find (first->states, to, NULL))
        return sw_ops_refuse (error,
                              _ ("An arrow leads into the middle of the selection, to “%s”: it "
                                 "cannot lead into a %s."),
                              to->name, containers[self->row].name);
      else
        {
          g_auto (SwOpsTarget) successor = { NULL };

          sw_ops_find_successor (to, self->block.set, &successor);
          if (port->state != NULL && successor.state == port->state)
            g_clear_pointer (&successor.json, g_free);
          sw_ops_settings_add (settings, port, successor.json);
        }
    }

  return sw_ops_settings_apply (change, settings, error);
}

/* Where the container goes on to: where the first part did. */
static gboolean
find_next (const Wrapping *self,
           char          **json,
           GError        **error)
{
  const SwOpsPart *part = g_ptr_array_index (self->block.parts, 0);

  for (guint i = 0; i < part->tails->len; i++)
    {
      const SwState *tail = g_ptr_array_index (part->tails, i);
      const SwTarget *target;
      g_autofree char *to = NULL;

      sw_ops_get_flow (tail, &target);
      if (!sw_target_is_open (target))
        to = sw_node_dup_json (target->node);
      if (i > 0 && g_strcmp0 (to, *json) != 0)
        return sw_ops_refuse (
            error,
            _ ("The selection goes on in different ways, and a %s can go on in only "
               "one: select what follows “%s”, too."),
            containers[self->row].name, tail->name);
      g_free (*json);
      *json = g_steal_pointer (&to);
    }

  return TRUE;
}

/* The state whose catchers lead outside, or NULL; FALSE where there are several of them. */
static gboolean
find_catching (const Wrapping *self,
               const SwState **catching,
               GError        **error)
{
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (&self->block);

  *catching = NULL;
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      guint n_inside = 0;
      const SwTarget *outside = NULL;

      for (guint j = 0; j < state->catchers->len; j++)
        {
          const SwTarget *target = &g_array_index (state->catchers, SwHandler, j).next;

          if (target->target != NULL && !is_outside (self, target))
            n_inside++;
          else
            outside = target;
        }
      if (outside == NULL)
        continue;
      if (n_inside > 0 || *catching != NULL)
        return sw_ops_refuse (
            error,
            _ ("“%s” catches errors with a state that is not selected: select it, "
               "too, or take the catcher away."),
            state->name);
      *catching = state;
    }

  return TRUE;
}

/* The container has the successor of what is in it, and its catchers, whose targets are outside. */
static gboolean
take_exits (SwOpsChange    *change,
            const Wrapping *self,
            const char     *next,
            GError        **error)
{
  const SwState *catching;

  if (!find_catching (self, &catching, error))
    return FALSE;

  if (catching != NULL)
    {
      g_autofree char *catch = sw_pointer_append (catching->pointer, "Catch");

      if (!sw_rewriter_move_member (change->rewriter, catch, self->container, NULL, NULL, error))
        return FALSE;
    }

  return sw_ops_set_flow (change, self->container, SW_STATE_PARALLEL, next, error);
}

static gboolean
put_inside (SwOpsChange    *change,
            const Wrapping *self,
            GError        **error)
{
  g_autoptr (GPtrArray) states = sw_ops_block_dup_states (&self->block);
  g_autofree char *scope = g_strndup (self->states, strlen (self->states) - strlen ("/States"));
  g_autofree char *start = sw_pointer_append (scope, "StartAt");
  g_autofree char *quoted = sw_ops_dup_json_string (self->entry->name);

  if (!sw_ops_block_lead_on (change, &self->block, NULL, NULL, error))
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      if (!sw_rewriter_move_member (change->rewriter, state->pointer, self->states, NULL, NULL,
                                    error))
        return FALSE;
    }

  return sw_rewriter_set (change->rewriter, start, quoted, error);
}

static void
note_data (SwOpsChange    *change,
           const Wrapping *self,
           const char     *name)
{
  gboolean alone = g_hash_table_size (self->block.set) == 1;

  if (containers[self->row].type == SW_STATE_MAP)
    sw_ops_note (change,
                 _ ("The input of “%s” must be an array now; “%s” gets one item of it at a time."),
                 name, self->entry->name);
  else if (alone)
    sw_ops_note (change, _ ("The result of “%s” is an array with the result of “%s” in it."), name,
                 self->entry->name);
  else
    sw_ops_note (change, _ ("The result of “%s” is an array with the result of its branch in it."),
                 name);
}

static gboolean
check_alone (const Wrapping *self,
             GError        **error)
{
  if (g_hash_table_size (self->block.set) > 1
      || (self->entry->type != SW_STATE_CHOICE && self->entry->type != SW_STATE_UNKNOWN))
    return TRUE;

  return sw_ops_refuse (error,
                        _ ("“%s” cannot be put into a %s alone: its arrows would lead out of it."),
                        self->entry->name, containers[self->row].name);
}

static gboolean
begin_wrapping (SwOpsChange       *change,
                const char *const *pointers,
                SwStateType        type,
                Wrapping          *self,
                GError           **error)
{
  g_autoptr (GHashTable) chosen = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) outermost = sw_ops_dup_outermost (change->model, pointers, chosen, error);

  if (outermost == NULL)
    return FALSE;

  sw_ops_block_init (&self->block, outermost);
  self->row = type == SW_STATE_PARALLEL ? 0 : 1;
  if (!sw_ops_block_require_scope (&self->block, error))
    return FALSE;

  self->entry = ((SwOpsPart *) g_ptr_array_index (self->block.parts, 0))->entry;

  return check_alone (self, error) && sw_ops_block_check_entries (&self->block, error)
         && check_choices (self, error);
}

static gboolean
wrap (SwOpsChange       *change,
      const char *const *pointers,
      SwStateType        type,
      GError           **error)
{
  g_auto (Wrapping) self = { 0 };
  g_autofree char *name = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *outside = NULL;
  g_autofree char *next = NULL;

  if (!begin_wrapping (change, pointers, type, &self, error) || !find_next (&self, &next, error))
    return FALSE;

  name = sw_ops_dup_unique_name (change->model, containers[self.row].name);
  quoted = sw_ops_dup_json_string (name);
  outside = sw_pointer_append (self.entry->scope->pointer, "States");
  self.container = sw_pointer_append (outside, name);
  self.states = g_strconcat (self.container, containers[self.row].scope, "/States", NULL);
  if (!lead_to (change, &self, quoted, error)
      || !sw_ops_insert_state (change, self.entry->scope, name, containers[self.row].text, NULL,
                               self.entry->name, error)
      || !take_exits (change, &self, next, error) || !put_inside (change, &self, error))
    return FALSE;

  sw_ops_select (change, self.container);
  note_data (change, &self, name);

  return TRUE;
}

/**
 * sw_ops_wrap:
 * @pointers: (array zero-terminated=1): states of one scope
 * @container: %SW_STATE_PARALLEL or %SW_STATE_MAP
 * @error: why it cannot be
 *
 * Puts states into a new container (of a Parallel into one branch) that takes their place: what led
 * to the first leads to the container, which goes on as they did. Inside they stay joined; what
 * does not hang together follows one another, and the last ends. The catchers of a state that lead
 * outside become the container's. Refused is what arrows would lead into or out of: a selection
 * that is entered or left in several ways.
 *
 * Returns: (transfer full) (nullable): edits that select the container
 */
SwOpsResult *
sw_ops_wrap (SwModel           *model,
             const char *const *pointers,
             SwStateType        container,
             GError           **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  g_return_val_if_fail (model != NULL && pointers != NULL, NULL);
  g_return_val_if_fail (container == SW_STATE_PARALLEL || container == SW_STATE_MAP, NULL);

  sw_ops_change_init (&change, model);
  done = wrap (&change, pointers, container, &failure);

  return sw_ops_change_end (&change, done, failure, error);
}
