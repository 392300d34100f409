/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/jsonpath/sw-jsonpath-filter-private.h"

/* So much text is looked through in about the time that visiting a place takes. */
#define BYTES_PER_STEP 256

/* What a path in a filter yields for ITEM; undefined where it leads nowhere. Only a limit is an
 * error. */
static gboolean
evaluate_path (const SwJsonPath *path,
               SwPathWalk       *walk,
               SwValue           item,
               gboolean          require,
               SwValue          *value,
               GError          **error)
{
  SwValue root = path->at_item || require ? item : walk->root;
  gboolean outer = walk->require;
  gboolean found_any;
  g_autoptr (GError) failure = NULL;
  SwValue found;
  guint failed;

  *value = SW_VALUE_INIT;
  if (!sw_path_walk_tick (walk, error))
    return FALSE;

  if (path->plain)
    {
      if (sw_path_lookup (path, root, &found, &failed))
        *value = sw_value_ref (found);
      return TRUE;
    }

  walk->require = require;
  found_any = sw_path_walk (path, walk, root, value, &failure);
  walk->require = outer;

  if (found_any || !g_error_matches (failure, SW_QUERY_ERROR, SW_QUERY_ERROR_LIMIT))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
test_exists (const SwPathFilter *self,
             SwPathWalk         *walk,
             SwValue             item,
             gboolean           *accepted,
             GError            **error)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  /* Jayway tests a path from `$` against the item as well. */
  if (!evaluate_path (self->left.path, walk, item, TRUE, &value, error))
    return FALSE;

  *accepted = sw_value_is (value, SW_TYPE_UNDEFINED) == self->left.negated;
  return TRUE;
}

static gboolean
evaluate_term (const SwFilterTerm *term,
               SwPathWalk         *walk,
               SwValue             item,
               SwFilterOperand    *operand,
               SwValue            *owned,
               GError            **error)
{
  guint failed;

  operand->value = term->value;
  operand->digits = term->digits;
  operand->pattern = term->pattern;
  operand->walk = walk;
  if (term->path == NULL)
    return TRUE;

  /* The common case: what a plain path leads to lives as long as the document. */
  if (term->path->plain)
    {
      if (!sw_path_lookup (term->path, term->path->at_item ? item : walk->root, &operand->value,
                           &failed))
        operand->value = SW_VALUE_INIT;
      return sw_path_walk_tick (walk, error);
    }

  if (!evaluate_path (term->path, walk, item, FALSE, owned, error))
    return FALSE;

  operand->value = *owned;
  return TRUE;
}

/* What a comparison looks through, in places visited */
static guint64
weigh (const SwFilterOperand *operand)
{
  if (!sw_value_is (operand->value, SW_TYPE_STRING))
    return 0;
  return sw_string_get_length (sw_value_get_string (operand->value)) / BYTES_PER_STEP;
}

static gboolean
test_comparison (const SwPathFilter *self,
                 SwPathWalk         *walk,
                 SwValue             item,
                 gboolean           *accepted,
                 GError            **error)
{
  g_auto (SwValue) left_value = SW_VALUE_INIT;
  g_auto (SwValue) right_value = SW_VALUE_INIT;
  SwFilterOperand left;
  SwFilterOperand right;

  if (!evaluate_term (&self->left, walk, item, &left, &left_value, error)
      || !evaluate_term (&self->right, walk, item, &right, &right_value, error))
    return FALSE;

  *accepted = self->operator->compare (&left, &right);
  return sw_path_walk_spend (walk, 1 + weigh (&left) + weigh (&right), error);
}

/* The first part that says STOP decides. */
static gboolean
test_parts (const SwPathFilter *self,
            gboolean            stop,
            SwPathWalk         *walk,
            SwValue             item,
            gboolean           *accepted,
            GError            **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (!sw_path_filter_accepts (self->parts->pdata[i], walk, item, accepted, error))
        return FALSE;
      if (*accepted == stop)
        break;
    }

  return TRUE;
}

/**
 * sw_path_filter_accepts:
 * @item: `@`
 * @accepted: (out): whether the filter is true of @item
 *
 * Returns: FALSE with SW_QUERY_ERROR_LIMIT when the evaluation has used up its steps; a path in the
 * filter
 * that leads nowhere is no error
 */
gboolean
sw_path_filter_accepts (const SwPathFilter *self,
                        SwPathWalk         *walk,
                        SwValue             item,
                        gboolean           *accepted,
                        GError            **error)
{
  switch (self->kind)
    {
    case SW_FILTER_OR:
      return test_parts (self, TRUE, walk, item, accepted, error);
    case SW_FILTER_AND:
      return test_parts (self, FALSE, walk, item, accepted, error);
    case SW_FILTER_NOT:
      if (!sw_path_filter_accepts (self->parts->pdata[0], walk, item, accepted, error))
        return FALSE;
      *accepted = !*accepted;
      return TRUE;
    case SW_FILTER_EXISTS:
      return test_exists (self, walk, item, accepted, error);
    case SW_FILTER_COMPARE:
      return test_comparison (self, walk, item, accepted, error);
    default:
      g_assert_not_reached ();
    }
}
