/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-query-tokens.h"

#include <string.h>

#include "query/jsonata/sw-jsonata-ast.h"

/* Which variables an expression reads from outside. The nesting of expressions is bounded by the
 * parser, so that the walk may recurse. */

/* What a block or a function binds. A function's body runs later than what stands around it: it
 * sees names of the outer frames that are bound behind it, `$f := function ($n) { $f ($n - 1)
 * }`. */
typedef struct _Frame Frame;
struct _Frame
{
  Frame      *outer;
  GHashTable *names;       /* bound so far, in the order of evaluation */
  GHashTable *all;         /* bound at some time */
  gboolean    is_function;
};

typedef struct
{
  GArray     *uses;
  GHashTable *locals; /* nullable */
} Walk;

static void
variable_use_clear (gpointer data)
{
  g_free (((SwVariableUse *) data)->name);
}

/**
 * sw_variable_uses_new:
 *
 * Returns: (transfer full) (element-type SwVariableUse): an empty list that owns its names
 */
GArray *
sw_variable_uses_new (void)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (SwVariableUse));

  g_array_set_clear_func (uses, variable_use_clear);
  return uses;
}

static void
frame_init (Frame   *self,
            Frame   *outer,
            gboolean is_function)
{
  self->outer = outer;
  self->names = g_hash_table_new (g_str_hash, g_str_equal);
  self->all = g_hash_table_new (g_str_hash, g_str_equal);
  self->is_function = is_function;
}

static void
frame_clear (Frame *self)
{
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->all);
}

static gboolean
frame_has (const Frame *self,
           const char  *name)
{
  gboolean later = FALSE;

  for (; self != NULL; self = self->outer)
    {
      if (g_hash_table_contains (later ? self->all : self->names, name))
        return TRUE;
      later |= self->is_function;
    }

  return FALSE;
}

static void
bind (Walk       *walk,
      GHashTable *names,
      SwString   *name)
{
  const char *text = sw_string_get_text (name);

  g_hash_table_add (names, (gpointer) text);
  if (walk->locals != NULL)
    g_hash_table_add (walk->locals, g_strdup (text));
}

/* The names that NODE will have bound in the frame it stands in */
static void
collect (Walk                *walk,
         GHashTable          *names,
         const SwJsonataNode *node)
{
  if (node == NULL || node->kind == SW_JN_BLOCK || node->kind == SW_JN_LAMBDA)
    return;

  if (node->kind == SW_JN_BIND)
    bind (walk, names, node->name);
  if (node->kind == SW_JN_FOCUS || node->kind == SW_JN_INDEX)
    bind (walk, names, node->rhs->name);
  collect (walk, names, node->lhs);
  collect (walk, names, node->rhs);
  collect (walk, names, node->third);
  for (guint i = 0; node->items != NULL && i < node->items->len; i++)
    collect (walk, names, node->items->pdata[i]);
}

static void
add_use (Walk                *walk,
         const Frame         *frame,
         const SwJsonataNode *node,
         gboolean             called)
{
  const char *name = sw_string_get_text (node->name);
  gsize length = sw_string_get_length (node->name);
  SwVariableUse use = { .called = called };

  if (length == 0 || strcmp (name, "$") == 0 || strcmp (name, "states") == 0
      || frame_has (frame, name))
    return;

  use.name = g_strdup (name);
  use.span = (SwSpan) { node->position - length, node->position };
  g_array_append_val (walk->uses, use);
}

static void visit (Walk                *walk,
                   Frame               *frame,
                   const SwJsonataNode *node);

static void
visit_items (Walk                *walk,
             Frame               *frame,
             const SwJsonataNode *node)
{
  for (guint i = 0; node->items != NULL && i < node->items->len; i++)
    visit (walk, frame, node->items->pdata[i]);
}

static void
visit_block (Walk                *walk,
             Frame               *outer,
             const SwJsonataNode *block)
{
  Frame frame;

  frame_init (&frame, outer, FALSE);
  for (guint i = 0; block->items != NULL && i < block->items->len; i++)
    collect (walk, frame.all, block->items->pdata[i]);
  visit_items (walk, &frame, block);
  frame_clear (&frame);
}

static void
visit_function (Walk                *walk,
                Frame               *outer,
                const SwJsonataNode *function)
{
  Frame frame;

  frame_init (&frame, outer, TRUE);
  for (guint i = 0; function->items != NULL && i < function->items->len; i++)
    {
      const SwJsonataNode *parameter = function->items->pdata[i];

      bind (walk, frame.names, parameter->name);
      bind (walk, frame.all, parameter->name);
    }
  collect (walk, frame.all, function->lhs);
  visit (walk, &frame, function->lhs);
  frame_clear (&frame);
}

static void
visit (Walk                *walk,
       Frame               *frame,
       const SwJsonataNode *node)
{
  if (node == NULL)
    return;

  if (node->kind == SW_JN_VARIABLE)
    add_use (walk, frame, node, FALSE);
  else if (node->kind == SW_JN_BLOCK)
    visit_block (walk, frame, node);
  else if (node->kind == SW_JN_LAMBDA)
    visit_function (walk, frame, node);
  else if ((node->kind == SW_JN_CALL || node->kind == SW_JN_PARTIAL)
           && node->lhs->kind == SW_JN_VARIABLE)
    {
      add_use (walk, frame, node->lhs, TRUE);
      visit_items (walk, frame, node);
    }
  else if (node->kind == SW_JN_FOCUS || node->kind == SW_JN_INDEX)
    {
      visit (walk, frame, node->lhs);
      bind (walk, frame->names, node->rhs->name);
    }
  else
    {
      visit (walk, frame, node->lhs);
      visit_items (walk, frame, node);
      visit (walk, frame, node->rhs);
      visit (walk, frame, node->third);
      if (node->kind == SW_JN_BIND)
        bind (walk, frame->names, node->name);
    }
}

/**
 * sw_jsonata_dup_uses:
 * @text: (array length=length): an expression without its {% %}
 * @length: in bytes
 * @locals: (nullable): a set that owns its strings; gets the names that the expression binds itself
 *
 * Returns: (transfer full) (nullable) (element-type SwVariableUse): the variables that it reads
 * from outside, but for `$`, `$$` and `$states`, in the order of evaluation; NULL where the text is
 * no expression
 */
GArray *
sw_jsonata_dup_uses (const char *text,
                     gsize       length,
                     GHashTable *locals)
{
  g_autoptr (SwJsonata) expression = sw_jsonata_read (text, length, NULL);
  Walk walk = { .locals = locals };
  Frame frame;

  if (expression == NULL)
    return NULL;

  walk.uses = sw_variable_uses_new ();
  frame_init (&frame, NULL, FALSE);
  collect (&walk, frame.all, expression->root);
  visit (&walk, &frame, expression->root);
  frame_clear (&frame);

  return walk.uses;
}
