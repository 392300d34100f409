/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/rules/sw-condition-change.h"

#include <glib/gi18n.h>

/* What a person does to a condition in its form, as changes of the tree. No widgets here. */

/**
 * sw_condition_change_find:
 * @path: the way from the root: the index of the part at each level, "0/2"
 * @parent: (out): the group the part is in; %NULL for the root
 *
 * Returns: (transfer none): the place that holds the part
 */
SwCondition **
sw_condition_change_find (SwCondition **root,
                          const char   *path,
                          SwCondition **parent)
{
  g_auto (GStrv) steps = g_strsplit (path, "/", -1);
  SwCondition **place = root;

  *parent = NULL;
  for (guint i = 0; steps[i] != NULL && *steps[i] != '\0'; i++)
    {
      guint index = (guint) g_ascii_strtoull (steps[i], NULL, 10);

      *parent = *place;
      place = (SwCondition **) &(*parent)->parts->pdata[index];
    }
  return place;
}

static SwCondition *
create_first (void)
{
  return sw_condition_new_comparison (
      "\"$.value\"", sw_operators_find_comparison (SW_OPERAND_TEST, "present", FALSE), "true");
}

/* What is done to a part: PLACE holds it, PARENT is the group it is in, or NULL. */
typedef void (*Change) (SwCondition **place,
                        SwCondition  *parent);

static void
negate (SwCondition **place,
        SwCondition  *parent)
{
  SwCondition *old = *place;

  if (old->kind == SW_CONDITION_NOT)
    {
      *place = g_ptr_array_steal_index (old->parts, 0);
      sw_condition_free (old);
    }
  else
    *place = sw_condition_new_group (SW_CONDITION_NOT, old);
}

static void
group (SwCondition **place,
       SwCondition  *parent)
{
  SwConditionKind kind
      = parent != NULL && parent->kind == SW_CONDITION_AND ? SW_CONDITION_OR : SW_CONDITION_AND;

  *place = sw_condition_new_group (kind, *place);
  g_ptr_array_add ((*place)->parts, create_first ());
}

static void
add_part (SwCondition **place,
          SwCondition  *parent)
{
  if ((*place)->kind == SW_CONDITION_AND || (*place)->kind == SW_CONDITION_OR)
    g_ptr_array_add ((*place)->parts, create_first ());
  else
    group (place, NULL);
}

/* A group with one part left is that part; Not goes with what it is of. */
static void
remove_part (SwCondition **place,
             SwCondition  *parent)
{
  guint index;

  if (parent == NULL || parent->kind == SW_CONDITION_NOT)
    return;
  if (g_ptr_array_find (parent->parts, *place, &index))
    g_ptr_array_remove_index (parent->parts, index);
}

static void
move_up (SwCondition **place,
         SwCondition  *parent)
{
  guint index;

  if (parent == NULL || !g_ptr_array_find (parent->parts, *place, &index) || index == 0)
    return;
  g_ptr_array_insert (parent->parts, (int) index - 1,
                      g_ptr_array_steal_index (parent->parts, index));
}

static void
move_down (SwCondition **place,
           SwCondition  *parent)
{
  guint index;

  if (parent == NULL || !g_ptr_array_find (parent->parts, *place, &index)
      || index + 1 >= parent->parts->len)
    return;
  g_ptr_array_insert (parent->parts, (int) index + 1,
                      g_ptr_array_steal_index (parent->parts, index));
}

/* A group of one part that is no Not says nothing: its part takes its place. */
static void
simplify (SwCondition **place)
{
  SwCondition *self = *place;

  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    simplify ((SwCondition **) &self->parts->pdata[i]);
  if ((self->kind == SW_CONDITION_AND || self->kind == SW_CONDITION_OR) && self->parts->len == 1)
    {
      *place = g_ptr_array_steal_index (self->parts, 0);
      sw_condition_free (self);
    }
}

static const struct
{
  Change      change;
  const char *label;    /* NULL: it is on no menu */
  gboolean    in_group; /* of use for a part of And or Or alone */
} changes[SW_CONDITION_N_CHANGES] = {
  [SW_CONDITION_NEGATE] = { negate, N_ ("Negate"), FALSE },
  [SW_CONDITION_GROUP] = { group, N_ ("Put into a Group"), FALSE },
  [SW_CONDITION_MOVE_UP] = { move_up, N_ ("Move Up"), TRUE },
  [SW_CONDITION_MOVE_DOWN] = { move_down, N_ ("Move Down"), TRUE },
  [SW_CONDITION_REMOVE] = { remove_part, N_ ("Remove"), TRUE },
  [SW_CONDITION_ADD] = { add_part, NULL, FALSE },
};

/**
 * sw_condition_change_get_label:
 * @parent: (nullable): the group the part is in
 *
 * Returns: (nullable): what the change is called on a menu, to translate; %NULL where it is of no
 *   use
 */
const char *
sw_condition_change_get_label (SwConditionChange  self,
                               const SwCondition *parent)
{
  gboolean in_group = parent != NULL && parent->kind != SW_CONDITION_NOT;

  return changes[self].in_group && !in_group ? NULL : changes[self].label;
}

/**
 * sw_condition_change_apply:
 * @root: (inout): a whole condition
 * @path: of the part that changes
 *
 * Changes the condition. What then says nothing, a group of one, is gone.
 */
void
sw_condition_change_apply (SwConditionChange  self,
                           SwCondition      **root,
                           const char        *path)
{
  SwCondition *parent;
  SwCondition **place = sw_condition_change_find (root, path, &parent);

  changes[self].change (place, parent);
  if (self == SW_CONDITION_REMOVE)
    simplify (root);
}

/**
 * sw_condition_count_comparisons:
 */
guint
sw_condition_count_comparisons (const SwCondition *condition)
{
  guint count = condition->kind == SW_CONDITION_COMPARISON ? 1 : 0;

  for (guint i = 0; condition->parts != NULL && i < condition->parts->len; i++)
    count += sw_condition_count_comparisons (condition->parts->pdata[i]);
  return count;
}

/* And and Or differ in a word. */
static SwConditionKind
get_look (const SwCondition *condition)
{
  return condition->kind == SW_CONDITION_OR ? SW_CONDITION_AND : condition->kind;
}

/**
 * sw_condition_has_shape_of:
 *
 * Returns: whether the same widgets can show both
 */
gboolean
sw_condition_has_shape_of (const SwCondition *one,
                           const SwCondition *other)
{
  guint n_parts = one->parts != NULL ? one->parts->len : 0;

  if (get_look (one) != get_look (other)
      || n_parts != (other->parts != NULL ? other->parts->len : 0))
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    if (!sw_condition_has_shape_of (one->parts->pdata[i], other->parts->pdata[i]))
      return FALSE;
  return TRUE;
}
