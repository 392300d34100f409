/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/rules/sw-condition.h"

#include <string.h>

/* The member that makes a condition of this kind */
static const char *const selectors[] = {
  [SW_CONDITION_COMPARISON] = "Variable",
  [SW_CONDITION_AND] = "And",
  [SW_CONDITION_OR] = "Or",
  [SW_CONDITION_NOT] = "Not",
};

static SwCondition *read_condition (const SwNode *node,
                                    guint         depth);

/**
 * sw_condition_new:
 *
 * Returns: (transfer full): a condition of @kind without anything in it
 */
SwCondition *
sw_condition_new (SwConditionKind kind)
{
  SwCondition *self = g_new0 (SwCondition, 1);

  self->kind = kind;
  if (kind == SW_CONDITION_AND || kind == SW_CONDITION_OR || kind == SW_CONDITION_NOT)
    self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_condition_free);

  return self;
}

/**
 * sw_condition_new_comparison:
 * @variable: JSON text of a string, `"$.size"` with its quotes
 * @operand: JSON text of the value beside the operator
 *
 * Returns: (transfer full): the comparison
 */
SwCondition *
sw_condition_new_comparison (const char       *variable,
                             const SwOperator *operator,
                             const char       *operand)
{
  SwCondition *self = sw_condition_new (SW_CONDITION_COMPARISON);

  self->variable = g_strdup (variable);
  self->operator = operator;
  self->operand = g_strdup (operand);

  return self;
}

/**
 * sw_condition_new_group:
 * @kind: And, Or or Not
 * @take_part: (transfer full): its first part
 *
 * Returns: (transfer full): the group
 */
SwCondition *
sw_condition_new_group (SwConditionKind  kind,
                        SwCondition     *take_part)
{
  SwCondition *self = sw_condition_new (kind);

  g_ptr_array_add (self->parts, take_part);

  return self;
}

/**
 * sw_condition_free:
 *
 * Frees it with its parts.
 */
void
sw_condition_free (SwCondition *self)
{
  if (self == NULL)
    return;

  g_free (self->variable);
  g_free (self->operand);
  g_free (self->source);
  g_free (self->comment);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

static char *
dup_source (const SwNode *node)
{
  if (node == NULL || node->kind == SW_NODE_MISSING)
    return NULL;

  return sw_node_dup_json (node);
}

/**
 * sw_condition_is_member:
 * @name: (nullable): a member's name
 *
 * Returns: whether a member of that name is a part of a rule's condition, and not of what follows
 *   from it (Next, Assign, Comment)
 */
gboolean
sw_condition_is_member (const char *name)
{
  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (selectors); i++)
    if (strcmp (name, selectors[i]) == 0)
      return TRUE;

  return sw_operators_find (name) != NULL;
}

/* The kind of what stands in OBJECT. A comparison may lack its variable or its operator; two
 * selectors or two operators make none. */
static SwConditionKind
find_kind (const SwNode *object)
{
  SwConditionKind kind = SW_CONDITION_OTHER;
  guint n_selectors = 0, n_operators = 0;

  if (object->kind != SW_NODE_OBJECT)
    return SW_CONDITION_OTHER;
  for (const SwNode *member = object->first; member != NULL; member = member->next)
    {
      for (guint i = 0; i < G_N_ELEMENTS (selectors); i++)
        if (g_strcmp0 (member->name, selectors[i]) == 0)
          {
            kind = i;
            n_selectors++;
          }
      n_operators += member->name != NULL && sw_operators_find (member->name) != NULL;
    }
  if (n_selectors == 0 && n_operators == 1)
    return SW_CONDITION_COMPARISON;
  if (n_selectors != 1 || n_operators > (kind == SW_CONDITION_COMPARISON ? 1u : 0u))
    return SW_CONDITION_OTHER;

  return kind;
}

static void
read_comparison (SwCondition  *self,
                 const SwNode *object)
{
  self->variable = dup_source (sw_node_get_member (object, "Variable"));
  for (const SwNode *member = object->first; member != NULL; member = member->next)
    {
      const SwOperator *operator = member->name != NULL ? sw_operators_find (member->name) : NULL;

      if (operator == NULL)
        continue;
      self->operator = operator;
      self->operand = dup_source (member);
    }
}

static void
read_parts (SwCondition  *self,
            const SwNode *value,
            guint         depth)
{
  if (self->kind == SW_CONDITION_NOT)
    {
      g_ptr_array_add (self->parts, read_condition (value, depth + 1));
      return;
    }
  for (const SwNode *part = value->first; part != NULL; part = part->next)
    g_ptr_array_add (self->parts, read_condition (part, depth + 1));
}

static SwCondition *
read_condition (const SwNode *node,
                guint         depth)
{
  SwConditionKind kind = depth < SW_CONDITION_MAX_DEPTH ? find_kind (node) : SW_CONDITION_OTHER;
  const SwNode *value =
      kind != SW_CONDITION_OTHER ? sw_node_get_member (node, selectors[kind]) : NULL;
  SwCondition *self;

  if ((kind == SW_CONDITION_AND || kind == SW_CONDITION_OR) && value->kind != SW_NODE_ARRAY)
    kind = SW_CONDITION_OTHER;
  self = sw_condition_new (kind);
  if (kind == SW_CONDITION_OTHER)
    self->source = dup_source (node);
  else if (kind == SW_CONDITION_COMPARISON)
    read_comparison (self, node);
  else
    read_parts (self, value, depth);
  if (depth > 0 && kind != SW_CONDITION_OTHER)
    self->comment = dup_source (sw_node_get_member (node, "Comment"));

  return self;
}

/**
 * sw_condition_from_node:
 * @node: a rule of Choices, or a condition inside one
 *
 * Returns: (transfer full): what it asks
 */
SwCondition *
sw_condition_from_node (const SwNode *node)
{
  return read_condition (node, 0);
}

/**
 * sw_condition_copy:
 *
 * Returns: (transfer full): the same once more
 */
SwCondition *
sw_condition_copy (const SwCondition *self)
{
  SwCondition *copy = sw_condition_new (self->kind);

  copy->variable = g_strdup (self->variable);
  copy->operator = self->operator;
  copy->operand = g_strdup (self->operand);
  copy->source = g_strdup (self->source);
  copy->comment = g_strdup (self->comment);
  for (guint i = 0; self->parts != NULL && i < self->parts->len; i++)
    g_ptr_array_add (copy->parts, sw_condition_copy (self->parts->pdata[i]));

  return copy;
}

static gboolean
compare (const SwCondition *self,
         const SwCondition *other,
         gboolean           with_comments)
{
  guint n_parts = self->parts != NULL ? self->parts->len : 0;

  if (self->kind != other->kind || self->operator != other->operator
      || g_strcmp0 (self->variable, other->variable) != 0
      || g_strcmp0 (self->operand, other->operand) != 0
      || g_strcmp0 (self->source, other->source) != 0
      || (with_comments && g_strcmp0 (self->comment, other->comment) != 0)
      || n_parts != (other->parts != NULL ? other->parts->len : 0))
    return FALSE;
  for (guint i = 0; i < n_parts; i++)
    if (!compare (self->parts->pdata[i], other->parts->pdata[i], with_comments))
      return FALSE;

  return TRUE;
}

/**
 * sw_condition_equal:
 *
 * Returns: whether both ask the same in the same words: numbers and strings are compared as they
 *   are spelled; comments ask nothing
 */
gboolean
sw_condition_equal (const SwCondition *self,
                    const SwCondition *other)
{
  return compare (self, other, FALSE);
}

/**
 * sw_condition_is_same:
 *
 * Returns: whether both ask the same in the same words, with the same comments
 */
gboolean
sw_condition_is_same (const SwCondition *self,
                      const SwCondition *other)
{
  return compare (self, other, TRUE);
}

/* Which part of OTHER the part INDEX was: one that asks the same, else the one in its place. */
static const SwCondition *
find_former (const SwCondition *self,
             guint              index,
             const SwCondition *other)
{
  const SwCondition *part = self->parts->pdata[index];
  const SwCondition *beside = index < other->parts->len ? other->parts->pdata[index] : NULL;

  for (guint i = 0; i < other->parts->len; i++)
    if (sw_condition_equal (part, other->parts->pdata[i]))
      return other->parts->pdata[i];

  return beside != NULL && beside->kind == part->kind ? beside : NULL;
}

/**
 * sw_condition_take_comments:
 * @self: one that was typed where comments cannot be
 * @other: what it takes the place of
 *
 * Has each part that was there before keep its comment.
 */
void
sw_condition_take_comments (SwCondition       *self,
                            const SwCondition *other)
{
  if (self->comment == NULL)
    self->comment = g_strdup (other->comment);
  for (guint i = 0; self->parts != NULL && other->parts != NULL && i < self->parts->len; i++)
    {
      const SwCondition *former = find_former (self, i, other);

      if (former != NULL)
        sw_condition_take_comments (self->parts->pdata[i], former);
    }
}

static void
print_comment (const SwCondition *self,
               GString           *out)
{
  if (self->comment != NULL)
    g_string_append_printf (out, ", \"Comment\": %s", self->comment);
  g_string_append (out, " }");
}

static void
print_json (const SwCondition *self,
            GString           *out)
{
  if (self->kind == SW_CONDITION_OTHER)
    {
      g_string_append (out, self->source != NULL ? self->source : "{}");
      return;
    }
  if (self->kind == SW_CONDITION_COMPARISON)
    {
      g_string_append_printf (out, "{ \"Variable\": %s",
                              self->variable != NULL ? self->variable : "\"\"");
      if (self->operator != NULL)
        g_string_append_printf (out, ", \"%s\": %s", self->operator->name,
                                self->operand != NULL ? self->operand : "null");
      print_comment (self, out);
      return;
    }
  g_string_append_printf (out, "{ \"%s\": ", selectors[self->kind]);
  if (self->kind != SW_CONDITION_NOT)
    g_string_append_c (out, '[');
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (i > 0)
        g_string_append (out, ", ");
      print_json (self->parts->pdata[i], out);
    }
  if (self->kind != SW_CONDITION_NOT)
    g_string_append_c (out, ']');
  print_comment (self, out);
}

/**
 * sw_condition_to_json:
 *
 * Returns: (transfer full): the condition as a JSON object on one line
 */
char *
sw_condition_to_json (const SwCondition *self)
{
  GString *out = g_string_new (NULL);

  print_json (self, out);

  return g_string_free (out, FALSE);
}
