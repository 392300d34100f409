/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/debug/sw-breakpoints-private.h"

#include <string.h>

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SwBreakpoints, sw_breakpoints, G_TYPE_OBJECT)
G_DEFINE_QUARK (sw-break-error-quark, sw_break_error)

static void
item_free (SwBreakpointItem *item)
{
  g_free (item->public.state);
  g_free (item->public.edge);
  g_free (item->public.name);
  g_free (item->public.condition);
  g_clear_pointer (&item->condition, sw_jsonata_free);
  g_free (item);
}

static void
sw_breakpoints_finalize (GObject *object)
{
  g_ptr_array_unref (SW_BREAKPOINTS (object)->items);
  G_OBJECT_CLASS (sw_breakpoints_parent_class)->finalize (object);
}

static void
sw_breakpoints_class_init (SwBreakpointsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_breakpoints_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", SW_TYPE_BREAKPOINTS, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_breakpoints_init (SwBreakpoints *self)
{
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

/**
 * sw_breakpoints_changed:
 *
 * Tells that what is set is another.
 */
void
sw_breakpoints_changed (SwBreakpoints *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * sw_breakpoints_new:
 *
 * Returns: (transfer full): no breakpoints
 */
SwBreakpoints *
sw_breakpoints_new (void)
{
  return g_object_new (SW_TYPE_BREAKPOINTS, NULL);
}

/**
 * sw_breakpoints_get_count:
 *
 * Returns: how many are set, be they enabled or not
 */
guint
sw_breakpoints_get_count (SwBreakpoints *self)
{
  return self->items->len;
}

/**
 * sw_breakpoints_get:
 * @index: 0..count
 *
 * Returns: (transfer none): the breakpoint, valid until the next change
 */
const SwBreakpoint *
sw_breakpoints_get (SwBreakpoints *self,
                    guint          index)
{
  g_return_val_if_fail (index < self->items->len, NULL);

  return g_ptr_array_index (self->items, index);
}

/* The breakpoint of that number, or NULL */
static SwBreakpointItem *
find_item (SwBreakpoints *self,
           guint          id)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      SwBreakpointItem *item = g_ptr_array_index (self->items, i);

      if (item->public.id == id)
        return item;
    }
  return NULL;
}

/**
 * sw_breakpoints_get_id:
 *
 * Returns: (nullable) (transfer none): the breakpoint of that number, valid until the next change
 */
const SwBreakpoint *
sw_breakpoints_get_id (SwBreakpoints *self,
                       guint          id)
{
  SwBreakpointItem *item = find_item (self, id);

  return item != NULL ? &item->public : NULL;
}

/* The text that tells breakpoints of one kind at one state apart */
static const char *
get_detail (const SwBreakpoint *breakpoint)
{
  return breakpoint->kind == SW_BREAK_EDGE ? breakpoint->edge : breakpoint->name;
}

/**
 * sw_breakpoints_find:
 * @state: (nullable): JSON pointer; %NULL: any state
 * @detail: (nullable): of an edge its name, of an error or a variable likewise
 *
 * Returns: (nullable) (transfer none): the breakpoint of exactly that place, valid until the next
 * change
 */
const SwBreakpoint *
sw_breakpoints_find (SwBreakpoints *self,
                     SwBreakKind    kind,
                     const char    *state,
                     const char    *detail)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const SwBreakpoint *found = g_ptr_array_index (self->items, i);

      if (found->kind == kind && g_strcmp0 (found->state, state) == 0
          && g_strcmp0 (get_detail (found), detail) == 0)
        return found;
    }
  return NULL;
}

/**
 * sw_breakpoints_add:
 * @state: (nullable): JSON pointer; for an error or a variable %NULL is any state
 * @detail: (nullable): of an edge its name (sw_edge_dup_name()); of an error its name, or %NULL for
 * any; of a variable its name
 *
 * Sets a breakpoint, enabled and without condition. Where there is one already, that is enabled.
 *
 * Returns: its number
 */
guint
sw_breakpoints_add (SwBreakpoints *self,
                    SwBreakKind    kind,
                    const char    *state,
                    const char    *detail)
{
  const SwBreakpoint *found = sw_breakpoints_find (self, kind, state, detail);
  SwBreakpointItem *item;

  g_return_val_if_fail (state != NULL || kind >= SW_BREAK_ERROR, 0);
  g_return_val_if_fail (detail != NULL || (kind != SW_BREAK_EDGE && kind != SW_BREAK_VARIABLE), 0);

  if (found != NULL)
    {
      guint id = found->id;

      sw_breakpoints_set_enabled (self, id, TRUE);
      return id;
    }
  item = g_new0 (SwBreakpointItem, 1);
  item->public.id = ++self->last_id;
  item->public.kind = kind;
  item->public.enabled = TRUE;
  item->public.state = g_strdup (state);
  if (kind == SW_BREAK_EDGE)
    item->public.edge = g_strdup (detail);
  else
    item->public.name = g_strdup (detail);
  g_ptr_array_add (self->items, item);
  sw_breakpoints_changed (self);
  return item->public.id;
}

/**
 * sw_breakpoints_remove:
 *
 * Takes a breakpoint away.
 *
 * Returns: whether there was one of that number
 */
gboolean
sw_breakpoints_remove (SwBreakpoints *self,
                       guint          id)
{
  SwBreakpointItem *item = find_item (self, id);

  if (item == NULL)
    return FALSE;
  g_ptr_array_remove (self->items, item);
  sw_breakpoints_changed (self);
  return TRUE;
}

/**
 * sw_breakpoints_toggle:
 *
 * Sets a breakpoint, or takes it away where it stands; as sw_breakpoints_add().
 *
 * Returns: whether it is set now
 */
gboolean
sw_breakpoints_toggle (SwBreakpoints *self,
                       SwBreakKind    kind,
                       const char    *state,
                       const char    *detail)
{
  const SwBreakpoint *found = sw_breakpoints_find (self, kind, state, detail);

  if (found != NULL)
    return !sw_breakpoints_remove (self, found->id);
  return sw_breakpoints_add (self, kind, state, detail) != 0;
}

/**
 * sw_breakpoints_clear:
 *
 * Takes all breakpoints away.
 */
void
sw_breakpoints_clear (SwBreakpoints *self)
{
  if (self->items->len == 0)
    return;
  g_ptr_array_set_size (self->items, 0);
  sw_breakpoints_changed (self);
}

/**
 * sw_breakpoints_set_enabled:
 *
 * Says whether a breakpoint has an effect.
 */
void
sw_breakpoints_set_enabled (SwBreakpoints *self,
                            guint          id,
                            gboolean       enabled)
{
  SwBreakpointItem *item = find_item (self, id);

  if (item == NULL || item->public.enabled == !!enabled)
    return;
  item->public.enabled = !!enabled;
  sw_breakpoints_changed (self);
}

/**
 * sw_breakpoints_set_uncaught:
 * @uncaught: whether an error counts only where neither Retry nor Catch takes it
 *
 * Says which errors a breakpoint is for.
 */
void
sw_breakpoints_set_uncaught (SwBreakpoints *self,
                             guint          id,
                             gboolean       uncaught)
{
  SwBreakpointItem *item = find_item (self, id);

  if (item == NULL || item->public.uncaught == !!uncaught)
    return;
  item->public.uncaught = !!uncaught;
  sw_breakpoints_changed (self);
}

/**
 * sw_breakpoints_set_skip:
 * @skip: so many times in a run it is passed by
 *
 * Says from which time on a breakpoint stops.
 */
void
sw_breakpoints_set_skip (SwBreakpoints *self,
                         guint          id,
                         guint          skip)
{
  SwBreakpointItem *item = find_item (self, id);

  if (item == NULL || item->public.skip == skip)
    return;
  item->public.skip = skip;
  sw_breakpoints_changed (self);
}

/* The expression alone, without "{%" and "%}"; NULL where nothing stands there */
static char *
dup_expression (const char *condition)
{
  g_autofree char *text = condition != NULL ? g_strstrip (g_strdup (condition)) : NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length >= 4 && g_str_has_prefix (text, "{%") && g_str_has_suffix (text, "%}"))
    {
      text[length - 2] = '\0';
      memset (text, ' ', 2);
      g_strstrip (text);
    }
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * sw_breakpoints_set_condition:
 * @condition: (nullable): JSONata on what is seen there, with or without "{%" and "%}"; %NULL or ""
 * takes it away
 * @error: set where it is no JSONata; the breakpoint stays as it was then
 *
 * Says under which condition a breakpoint stops.
 *
 * Returns: whether it was set
 */
gboolean
sw_breakpoints_set_condition (SwBreakpoints  *self,
                              guint           id,
                              const char     *condition,
                              GError        **error)
{
  SwBreakpointItem *item = find_item (self, id);
  g_autofree char *text = dup_expression (condition);
  g_auto (SwJsonataError) problem = { 0 };
  SwJsonata *compiled = NULL;

  if (item == NULL)
    return TRUE;
  if (text != NULL)
    compiled = sw_jsonata_new (text, -1, &problem);
  if (text != NULL && compiled == NULL)
    {
      g_set_error (error, SW_BREAK_ERROR_DOMAIN, SW_BREAK_ERROR_CONDITION,
                   "The condition '%s' is no JSONata: %s", text, problem.message);
      return FALSE;
    }
  g_clear_pointer (&item->condition, sw_jsonata_free);
  item->condition = compiled;
  g_free (item->public.condition);
  item->public.condition = g_steal_pointer (&text);
  sw_breakpoints_changed (self);
  return TRUE;
}

/**
 * sw_breakpoints_is_active:
 *
 * Returns: whether any breakpoint has an effect
 */
gboolean
sw_breakpoints_is_active (SwBreakpoints *self)
{
  for (guint i = 0; i < self->items->len; i++)
    if (((const SwBreakpoint *) g_ptr_array_index (self->items, i))->enabled)
      return TRUE;
  return FALSE;
}

/**
 * sw_breakpoints_reset_hits:
 *
 * Begins to count anew, for another run.
 */
void
sw_breakpoints_reset_hits (SwBreakpoints *self)
{
  for (guint i = 0; i < self->items->len; i++)
    ((SwBreakpointItem *) g_ptr_array_index (self->items, i))->public.hits = 0;
}
