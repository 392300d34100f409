/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert-private.h"

#include <glib/gi18n.h>

#include "asl/ops/sw-ops-private.h"
#include "json/sw-placeholders.h"

static void
change_clear (gpointer data)
{
  SwConvertChange *change = data;

  g_free (change->object);
  g_free (change->old);
  g_free (change->name);
  g_free (change->json);
}

static void
obstacle_free (SwConversionObstacle *self)
{
  g_free (self->pointer);
  g_free (self->reason);
  g_free (self);
}

static SwConvertedState *
converted_state_new (const SwState *state)
{
  SwConvertedState *self = g_new0 (SwConvertedState, 1);

  self->pointer = g_strdup (state->pointer);
  self->name = g_strdup (state->name);
  self->obstacles = g_ptr_array_new_with_free_func ((GDestroyNotify) obstacle_free);
  self->conditions = g_ptr_array_new_with_free_func (g_free);
  self->changes = g_array_new (FALSE, FALSE, sizeof (SwConvertChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

static void
converted_state_free (SwConvertedState *self)
{
  g_free (self->pointer);
  g_free (self->name);
  g_ptr_array_unref (self->obstacles);
  g_ptr_array_unref (self->conditions);
  g_array_unref (self->changes);
  g_free (self);
}

/* OLD and NAME may be NULL; see SwConvertChange */
void
sw_convert_change (SwConvert    *self,
                   const SwNode *object,
                   const char   *old,
                   const char   *name,
                   const char   *json)
{
  SwConvertChange change = { .object = sw_node_dup_pointer (object),
                             .old = g_strdup (old),
                             .name = g_strdup (name),
                             .json = g_strdup (json) };

  g_array_append_val (self->to->changes, change);
}

/* NODE: what stands in the way */
void
sw_convert_refuse (SwConvert    *self,
                   const SwNode *node,
                   const char   *format,
                   ...)
{
  SwConversionObstacle *obstacle = g_new0 (SwConversionObstacle, 1);
  va_list arguments;

  va_start (arguments, format);
  obstacle->reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  obstacle->pointer = sw_node_dup_pointer (node);
  g_ptr_array_add (self->to->obstacles, obstacle);
}

/**
 * sw_convert_refuse_error:
 * @node: what cannot be said in the other query language
 * @take_error: (transfer full): why
 *
 * Notes that, and goes on, so that all is told at once.
 */
void
sw_convert_refuse_error (SwConvert    *self,
                         const SwNode *node,
                         GError       *take_error)
{
  sw_convert_refuse (self, node, "%s", take_error->message);
  g_error_free (take_error);
}

/* The text of a path; NULL after a refusal where it is none, or not known yet */
char *
sw_convert_dup_path (SwConvert    *self,
                     const SwNode *node)
{
  if (node->kind == SW_NODE_STRING && !sw_node_has_placeholder (node) && !node->broken)
    return sw_node_dup_string (node, NULL);
  if (sw_node_has_placeholder (node))
    sw_convert_refuse (self, node, _ ("The path is not known before deployment"));
  else
    sw_convert_refuse (self, node, _ ("This is no path"));
  return NULL;
}

/* Plans one state. */
static SwConvertedState *
plan_state (SwState         *state,
            SwQueryLanguage  to)
{
  SwConvertedState *planned = converted_state_new (state);
  SwConvert convert = { .state = state, .to = planned };

  sw_data_init (&convert.data, planned->conditions);
  if (state->node->kind != SW_NODE_OBJECT || state->type == SW_STATE_UNKNOWN || state->too_deep)
    sw_convert_refuse (&convert, state->node, _ ("The state is not complete"));
  else if (to == SW_QUERY_JSONATA)
    sw_convert_to_jsonata (&convert);
  else
    sw_convert_to_jsonpath (&convert);
  sw_data_clear (&convert.data);
  planned->converts = planned->obstacles->len == 0;
  return planned;
}

static SwState *
require_state (SwModel          *model,
               const char       *pointer,
               SwQueryLanguage   to,
               GError          **error)
{
  SwState *state = sw_ops_require_state (model, pointer, error);

  if (state == NULL)
    return NULL;
  if (state->language == to)
    {
      sw_ops_refuse (error, _ ("“%s” is of that query language already."), state->name);
      return NULL;
    }
  if (to == SW_QUERY_JSONPATH && sw_model_get_language (model) == SW_QUERY_JSONATA)
    {
      sw_ops_refuse (error, _ ("A machine whose query language is JSONata can hold no state of "
                               "JSONPath. Convert the whole machine."));
      return NULL;
    }
  return state;
}

/**
 * sw_conversion_new:
 * @pointer: (nullable): of one state; %NULL: all of the machine
 * @to: the language to bring it to
 * @error: there is nothing to convert
 *
 * Plans a conversion; changes nothing.
 *
 * Returns: (transfer full) (nullable): what would be converted, and what not
 */
SwConversion *
sw_conversion_new (SwModel          *model,
                   const char       *pointer,
                   SwQueryLanguage   to,
                   GError          **error)
{
  g_autoptr (SwConversion) self = g_new0 (SwConversion, 1);
  SwState *one = pointer != NULL ? require_state (model, pointer, to, error) : NULL;
  GPtrArray *states = sw_model_get_states (model);

  self->model = sw_model_ref (model);
  self->to = to;
  self->pointer = g_strdup (pointer);
  self->states = g_ptr_array_new_with_free_func ((GDestroyNotify) converted_state_free);
  if (pointer != NULL && one == NULL)
    return NULL;
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = g_ptr_array_index (states, i);

      if (state->language != to && (one == NULL || state == one))
        g_ptr_array_add (self->states, plan_state (state, to));
    }
  for (guint i = 0; i < self->states->len; i++)
    self->n_converted += ((SwConvertedState *) g_ptr_array_index (self->states, i))->converts;
  self->whole = pointer == NULL && sw_model_get_language (model) != to
                && (to == SW_QUERY_JSONPATH || self->n_converted == self->states->len);
  if (self->states->len > 0 || self->whole)
    return g_steal_pointer (&self);
  sw_ops_refuse (error, _ ("Everything is of that query language already."));
  return NULL;
}

/**
 * sw_conversion_free:
 *
 * Frees the plan.
 */
void
sw_conversion_free (SwConversion *self)
{
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->states, g_ptr_array_unref);
  g_free (self->pointer);
  g_free (self);
}

/* A new member goes before the Next or End that closes most states. */
static const char *
find_closing (const SwNode *object)
{
  const char *name = object != NULL && object->last != NULL ? object->last->name : NULL;

  return g_strcmp0 (name, "Next") == 0 || g_strcmp0 (name, "End") == 0 ? name : NULL;
}

static gboolean
apply_change (SwRewriter             *rewriter,
              const SwConvertChange  *change,
              GError                **error)
{
  g_autofree char *old = change->old != NULL ? sw_pointer_append (change->object, change->old)
                                             : NULL;
  g_autofree char *now = change->name != NULL ? sw_pointer_append (change->object, change->name)
                                              : NULL;
  SwNode *object = sw_tree_resolve (sw_rewriter_get_tree (rewriter), change->object);

  if (now == NULL)
    return sw_rewriter_remove (rewriter, old, error);
  if (old == NULL)
    return sw_rewriter_insert_member (rewriter, change->object, change->name, change->json,
                                      find_closing (object), NULL, error);
  if (g_strcmp0 (change->old, change->name) != 0
      && !sw_rewriter_rename (rewriter, old, change->name, error))
    return FALSE;
  return change->json == NULL || sw_rewriter_set (rewriter, now, change->json, error);
}

static const char *
get_language_json (SwQueryLanguage language)
{
  return language == SW_QUERY_JSONATA ? "\"JSONata\"" : "\"JSONPath\"";
}

/* A state's own QueryLanguage: needed where it is not the machine's */
static gboolean
apply_language (SwConversion            *self,
                const SwConvertedState  *state,
                SwRewriter              *rewriter,
                GError                 **error)
{
  SwNode *object = sw_tree_resolve (sw_rewriter_get_tree (rewriter), state->pointer);
  SwNode *own = sw_node_get_member (object, "QueryLanguage");
  SwQueryLanguage machine = self->whole ? self->to : sw_model_get_language (self->model);
  SwQueryLanguage language = state->converts == (self->to == SW_QUERY_JSONATA)
                                 ? SW_QUERY_JSONATA
                                 : SW_QUERY_JSONPATH;
  const char *json = get_language_json (language);
  g_autofree char *pointer = sw_pointer_append (state->pointer, "QueryLanguage");

  if (object->kind != SW_NODE_OBJECT)
    return TRUE;
  if (machine == language)
    return own == NULL || sw_rewriter_remove (rewriter, pointer, error);
  if (own != NULL)
    return sw_rewriter_set (rewriter, pointer, json, error);
  return sw_rewriter_insert_member (rewriter, state->pointer, "QueryLanguage", json, NULL, "Type",
                                    error);
}

static gboolean
apply_state (SwConversion            *self,
             const SwConvertedState  *state,
             SwRewriter              *rewriter,
             GError                 **error)
{
  for (guint i = 0; state->converts && i < state->changes->len; i++)
    if (!apply_change (rewriter, &g_array_index (state->changes, SwConvertChange, i), error))
      return FALSE;
  return apply_language (self, state, rewriter, error);
}

/* The machine's language, first among its members where it is new */
static gboolean
apply_machine (SwConversion  *self,
               SwRewriter    *rewriter,
               GError       **error)
{
  SwNode *root = sw_tree_get_root (sw_rewriter_get_tree (rewriter));
  const char *json = get_language_json (self->to);

  if (!self->whole)
    return TRUE;
  if (sw_node_get_member (root, "QueryLanguage") != NULL)
    return sw_rewriter_set (rewriter, "/QueryLanguage", json, error);
  return sw_rewriter_insert_member (rewriter, "", "QueryLanguage", json,
                                    sw_node_get_member (root, "StartAt") != NULL ? "StartAt" : NULL,
                                    NULL, error);
}

/* The conditions and, of a machine, the obstacles, for those who do not see the plan */
static void
add_notes (SwConversion *self,
           SwOpsChange  *change)
{
  for (guint i = 0; i < self->states->len; i++)
    {
      const SwConvertedState *state = g_ptr_array_index (self->states, i);

      for (guint j = 0; j < state->obstacles->len; j++)
        {
          const SwConversionObstacle *obstacle = g_ptr_array_index (state->obstacles, j);

          sw_ops_note (change, _ ("“%s” stays as it is: %s (at %s)."), state->name,
                       obstacle->reason, obstacle->pointer);
        }
      for (guint j = 0; state->converts && j < state->conditions->len; j++)
        sw_ops_note (change, _ ("“%s” does the same as long as %s."), state->name,
                     (const char *) g_ptr_array_index (state->conditions, j));
    }
}

/* Why nothing at all can be converted */
static gboolean
refuse_all (SwConversion  *self,
            GError       **error)
{
  const SwConvertedState *state = g_ptr_array_index (self->states, 0);
  const SwConversionObstacle *obstacle = g_ptr_array_index (state->obstacles, 0);

  return sw_ops_refuse (error, _ ("“%s” cannot be converted: %s (at %s)."), state->name,
                        obstacle->reason, obstacle->pointer);
}

/**
 * sw_conversion_apply:
 * @error: nothing can be converted, or the text has a fault in the way
 *
 * Makes the planned changes. The notes tell what stays as it is, and on what conditions the rest
 * means the same.
 *
 * Returns: (transfer full) (nullable): the edits
 */
SwOpsResult *
sw_conversion_apply (SwConversion  *self,
                     GError       **error)
{
  g_auto (SwOpsChange) change = { NULL };
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (self->n_converted == 0 && self->states->len > 0)
    {
      refuse_all (self, error);
      return NULL;
    }
  sw_ops_change_init (&change, self->model);
  done = apply_machine (self, change.rewriter, &failure);
  for (guint i = 0; done && i < self->states->len; i++)
    done = apply_state (self, g_ptr_array_index (self->states, i), change.rewriter, &failure);
  add_notes (self, &change);
  change.select = g_strdup (self->pointer);
  return sw_ops_change_end (&change, done, failure, error);
}
