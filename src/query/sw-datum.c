/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-datum-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-placeholders.h"
#include "query/jsonpath/sw-jsonpath-private.h"

static void
datum_free (SwDatum *self)
{
  g_free (self->text);
  g_free (self->base);
  g_clear_pointer (&self->path, sw_json_path_unref);
  g_free (self);
}

/**
 * sw_data_init:
 * @conditions: see SwJsonataWriter; must outlive @self
 *
 * Begins without data.
 */
void
sw_data_init (SwData    *self,
              GPtrArray *conditions)
{
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) datum_free);
  self->conditions = conditions;
}

/**
 * sw_data_clear:
 *
 * Frees all data made in it.
 */
void
sw_data_clear (SwData *self)
{
  g_clear_pointer (&self->data, g_ptr_array_unref);
}

static SwDatum *
datum_new (SwData      *data,
           SwDatumKind  kind)
{
  SwDatum *self = g_new0 (SwDatum, 1);

  self->kind = kind;
  self->data = data;
  g_ptr_array_add (data->data, self);
  return self;
}

/**
 * sw_datum_new_expression:
 * @text: an expression that a path can go on from
 * @certain: whether it always yields something
 *
 * Returns: (transfer none): owned by @data, as all that follow
 */
SwDatum *
sw_datum_new_expression (SwData     *data,
                         const char *text,
                         gboolean    certain)
{
  SwDatum *self = datum_new (data, SW_DATUM_EXPRESSION);

  self->text = g_strdup (text);
  self->certain = certain;
  return self;
}

/**
 * sw_datum_new_template:
 * @node: a payload template; outlives @data
 * @root: what its `$` is
 *
 * Returns: (transfer none): what the template makes
 */
SwDatum *
sw_datum_new_template (SwData       *data,
                       const SwNode *node,
                       SwDatum      *root)
{
  SwDatum *self = datum_new (data, SW_DATUM_TEMPLATE);

  self->node = node;
  self->root = root;
  return self;
}

/**
 * sw_datum_new_literal:
 * @node: any value, as it stands; outlives @data
 *
 * Returns: (transfer none): the value
 */
SwDatum *
sw_datum_new_literal (SwData       *data,
                      const SwNode *node)
{
  SwDatum *self = datum_new (data, SW_DATUM_LITERAL);

  self->node = node;
  return self;
}

static SwDatum *get (SwDatum           *self,
                     const SwJsonPath  *path,
                     guint              step,
                     GError           **error);

/* `x.b` behind an expression */
static SwDatum *
get_in_expression (SwDatum           *self,
                   const SwJsonPath  *path,
                   guint              step,
                   GError           **error)
{
  g_autoptr (GString) out = g_string_new (self->text);

  if (g_str_equal (self->text, "{}"))
    {
      sw_query_refuse (error, _ ("%s leads nowhere: nothing is left of the data here"),
                       sw_json_path_get_text (path));
      return NULL;
    }
  if (!sw_jsonata_append_steps (out, path, step, error))
    return NULL;
  return sw_datum_new_expression (self->data, out->str, FALSE);
}

/* The expression of a member "x.$" */
static SwDatum *
get_dynamic (SwDatum       *self,
             const SwNode  *member,
             GError       **error)
{
  g_autofree char *text = sw_node_dup_string (member, NULL);
  g_autofree char *written = NULL;
  g_autofree char *enclosed = NULL;
  SwJsonataWriter writer;

  if (text == NULL || sw_node_has_placeholder (member))
    {
      sw_query_refuse (error, _ ("The path at “%s” is not known before deployment"), member->name);
      return NULL;
    }
  sw_datum_init_writer (self->root, &writer);
  written = sw_jsonata_writer_write (&writer, text, error);
  if (written == NULL)
    return NULL;
  if (g_str_has_prefix (text, "States."))
    enclosed = g_strdup_printf ("(%s)", written);
  return sw_datum_new_expression (self->data, enclosed != NULL ? enclosed : written, FALSE);
}

static SwDatum *
get_in_node (SwDatum           *self,
             const SwJsonPath  *path,
             guint              step,
             GError           **error)
{
  const SwPathStep *at = &g_array_index (path->steps, SwPathStep, step);
  const SwNode *child = NULL;
  SwDatum *below;

  if (at->kind == SW_STEP_MEMBER && self->node->kind == SW_NODE_OBJECT)
    {
      const char *name = sw_string_get_text (at->name);
      g_autofree char *dynamic = g_strconcat (name, ".$", NULL);
      const SwNode *member = sw_node_get_member (self->node, dynamic);

      if (member != NULL && self->kind == SW_DATUM_TEMPLATE)
        {
          below = get_dynamic (self, member, error);
          return below != NULL ? get (below, path, step + 1, error) : NULL;
        }
      child = sw_node_get_member (self->node, name);
    }
  else if (at->kind == SW_STEP_INDEX && at->index >= 0)
    child = sw_node_get_element (self->node, (guint) at->index);

  if (child == NULL)
    {
      sw_query_refuse (error, _ ("%s leads nowhere in what the state makes"),
                       sw_json_path_get_text (path));
      return NULL;
    }
  below = datum_new (self->data, self->kind);
  below->node = child;
  below->root = self->root;
  return get (below, path, step + 1, error);
}

static gboolean
same_step (const SwJsonPath *a,
           guint             a_step,
           const SwJsonPath *b,
           guint             b_step)
{
  const SwPathStep *first = &g_array_index (a->steps, SwPathStep, a_step);
  const SwPathStep *second = &g_array_index (b->steps, SwPathStep, b_step);

  return first->kind == SW_STEP_MEMBER && second->kind == SW_STEP_MEMBER
         && sw_string_equal (first->name, second->name);
}

/* Into what was written, beside it, or to a part that holds it */
static SwDatum *
get_in_written (SwDatum           *self,
                const SwJsonPath  *path,
                guint              step,
                GError           **error)
{
  guint written = self->path->steps->len - self->first, wanted = path->steps->len - step;
  guint common = 0;
  g_autoptr (GString) base = g_string_new (self->base);
  SwDatum *part;

  while (common < MIN (written, wanted)
         && same_step (self->path, self->first + common, path, step + common))
    common++;
  if (common == written)
    return get (self->value, path, step + common, error);
  if (common < wanted)
    {
      if (!sw_jsonata_append_steps (base, path, step, error))
        return NULL;
      return sw_datum_new_expression (self->data, base->str, FALSE);
    }
  if (!sw_jsonata_append_steps (base, path, step, error))
    return NULL;
  part = datum_new (self->data, SW_DATUM_WRITTEN);
  part->base = g_strdup (base->str);
  part->path = sw_json_path_ref (self->path);
  part->first = self->first + common;
  part->value = self->value;
  return part;
}

/* What PATH finds in it from STEP on */
static SwDatum *
get (SwDatum           *self,
     const SwJsonPath  *path,
     guint              step,
     GError           **error)
{
  if (step == path->steps->len)
    return self;
  if (self->kind == SW_DATUM_EXPRESSION)
    return get_in_expression (self, path, step, error);
  if (self->kind == SW_DATUM_WRITTEN)
    return get_in_written (self, path, step, error);
  return get_in_node (self, path, step, error);
}

static char *
resolve (gpointer           data,
         const SwJsonPath  *path,
         GError           **error)
{
  SwDatum *found = get (data, path, 0, error);

  return found != NULL ? sw_datum_dup_expression (found, error) : NULL;
}

/**
 * sw_datum_init_writer:
 * @writer: (out): writes expressions whose `$` is the datum
 *
 * Prepares to write expressions over a datum.
 */
void
sw_datum_init_writer (SwDatum         *self,
                      SwJsonataWriter *writer)
{
  *writer = (SwJsonataWriter) { resolve, self, self->data->conditions };
}

/**
 * sw_datum_new_path:
 * @root: what `$` is
 * @path: a path or a call, of InputPath, OutputPath …
 * @error: why JSONata has no such thing
 *
 * Returns: (transfer none) (nullable): what it finds
 */
SwDatum *
sw_datum_new_path (SwData      *data,
                   SwDatum     *root,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new (path, strlen (path), error);
  g_autofree char *text = NULL;
  g_autofree char *enclosed = NULL;
  SwJsonataWriter writer;

  if (expression == NULL)
    return NULL;
  if (expression->kind == SW_EXPRESSION_INPUT)
    return get (root, expression->path, 0, error);
  sw_datum_init_writer (root, &writer);
  text = sw_jsonata_writer_write (&writer, path, error);
  if (text == NULL)
    return NULL;
  if (expression->kind == SW_EXPRESSION_CALL)
    enclosed = g_strdup_printf ("(%s)", text);
  return sw_datum_new_expression (data, enclosed != NULL ? enclosed : text, FALSE);
}

/**
 * sw_datum_new_written:
 * @path: a ResultPath
 * @value: what it writes into the state's input
 * @error: why JSONata has no such thing
 *
 * Returns: (transfer none) (nullable): the input with @value in it
 */
SwDatum *
sw_datum_new_written (SwData      *data,
                      const char  *path,
                      SwDatum     *value,
                      GError     **error)
{
  g_autoptr (SwJsonPath) compiled = sw_json_path_new (path, error);
  SwDatum *self;

  if (compiled == NULL)
    return NULL;
  if (compiled->steps->len == 0)
    return value;
  for (guint i = 0; i < compiled->steps->len; i++)
    if (g_array_index (compiled->steps, SwPathStep, i).kind != SW_STEP_MEMBER)
      {
        sw_query_refuse (error, _ ("JSONata has no way to write into the array element at %s"),
                         path);
        return NULL;
      }

  self = datum_new (data, SW_DATUM_WRITTEN);
  self->base = g_strdup ("$states.input");
  self->path = g_steal_pointer (&compiled);
  self->value = value;
  return self;
}

/**
 * sw_datum_is_expression:
 *
 * Returns: whether it is this very expression
 */
gboolean
sw_datum_is_expression (const SwDatum *self,
                        const char    *text)
{
  return self->kind == SW_DATUM_EXPRESSION && g_str_equal (self->text, text);
}
