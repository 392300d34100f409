/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert-private.h"

#include <string.h>

/* The fields that say how data goes through a state of JSONPath, and what takes their place in one
 * of JSONata. */

#define INPUT "$states.input"

/* Changes OLD of OBJECT into NAME, whose value is DATUM. */
void
sw_convert_put (SwConvert    *self,
                const SwNode *object,
                const char   *old,
                const char   *name,
                SwDatum      *datum)
{
  const SwNode *node = old != NULL ? sw_node_get_member (object, old) : object;
  GError *error = NULL;
  g_autofree char *json = sw_datum_dup_field (datum, &error);

  if (json != NULL)
    sw_convert_change (self, object, old, name, json);
  else
    sw_convert_refuse_error (self, node, error);
}

/* What a path field finds in ROOT; NULL after a refusal */
static SwDatum *
follow (SwConvert    *self,
        SwDatum      *root,
        const SwNode *node)
{
  g_autofree char *path = sw_convert_dup_path (self, node);
  GError *error = NULL;
  SwDatum *found = path != NULL ? sw_datum_new_path (&self->data, root, path, &error) : NULL;

  if (error != NULL)
    sw_convert_refuse_error (self, node, error);
  return found;
}

/* Of InputPath and OutputPath: absent stands for all of ROOT, null for nothing of it. */
SwDatum *
sw_convert_filter (SwConvert  *self,
                   SwDatum    *root,
                   const char *name)
{
  SwNode *node = sw_convert_get_field (self, name);

  if (node == NULL)
    return root;
  if (node->kind == SW_NODE_NULL)
    return sw_datum_new_expression (&self->data, "{}", TRUE);
  return follow (self, root, node);
}

/* Changes the fields of OBJECT (or NULL) that take their value from a path in the input into the
 * ones that do it by an expression; TWINS end with NULL. */
void
sw_convert_twins (SwConvert           *self,
                  const SwNode        *object,
                  const SwConvertTwin *twins,
                  SwDatum             *input)
{
  for (; object != NULL && twins->path != NULL; twins++)
    {
      SwNode *node = sw_node_get_member (object, twins->path);
      SwDatum *value = node != NULL ? follow (self, input, node) : NULL;

      if (value != NULL)
        sw_convert_put (self, object, twins->path, twins->name, value);
    }
}

/* Whether something in a template is written as a path */
static gboolean
has_paths (const SwNode *node)
{
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if ((child->name != NULL && g_str_has_suffix (child->name, ".$")) || has_paths (child))
      return TRUE;
  return FALSE;
}

/* What stays as it is must not be taken for an expression. */
static void
check_literal (SwConvert    *self,
               const SwNode *node,
               SwDatum      *datum)
{
  GError *error = NULL;
  g_autofree char *json = sw_datum_dup_field (datum, &error);

  if (json == NULL)
    sw_convert_refuse_error (self, node, error);
}

/* Changes the template OLD of OBJECT (or NULL), if there is one, into NAME, which may be the
 * same. */
void
sw_convert_template (SwConvert    *self,
                     const SwNode *object,
                     const char   *old,
                     const char   *name,
                     SwDatum      *root)
{
  SwNode *node = object != NULL ? sw_node_get_member (object, old) : NULL;
  SwDatum *datum = node != NULL ? sw_datum_new_template (&self->data, node, root) : NULL;

  if (node == NULL)
    return;
  if (strcmp (old, name) == 0 && !has_paths (node))
    check_literal (self, node, datum);
  else
    sw_convert_put (self, object, old, name, datum);
}

/* What ResultPath of a state or a catcher makes of a result */
SwDatum *
sw_convert_write_result (SwConvert    *self,
                         const SwNode *object,
                         SwDatum      *result)
{
  SwNode *node = sw_node_get_member (object, "ResultPath");
  g_autofree char *path = NULL;
  GError *error = NULL;
  SwDatum *written;

  if (node == NULL)
    return result;
  if (node->kind == SW_NODE_NULL)
    return sw_datum_new_expression (&self->data, INPUT, TRUE);
  path = sw_convert_dup_path (self, node);
  if (path == NULL)
    return NULL;
  written = sw_datum_new_written (&self->data, path, result, &error);
  if (error != NULL)
    sw_convert_refuse_error (self, node, error);
  return written;
}

/* Puts an Output in the place of the last of FIELDS that stands, and removes the others. */
void
sw_convert_put_output (SwConvert         *self,
                       const SwNode      *object,
                       const char *const *fields,
                       SwDatum           *output,
                       const char        *otherwise)
{
  const char *place = NULL;
  gboolean needed = output != NULL && !sw_datum_is_expression (output, otherwise);

  for (guint i = 0; fields[i] != NULL; i++)
    if (sw_node_get_member (object, fields[i]) != NULL)
      place = fields[i];
  for (guint i = 0; fields[i] != NULL; i++)
    if (sw_node_get_member (object, fields[i]) != NULL && (!needed || fields[i] != place))
      sw_convert_change (self, object, fields[i], NULL, NULL);
  if (needed)
    sw_convert_put (self, object, place, "Output", output);
}

/* Removes what has gone into others. */
void
sw_convert_drop (SwConvert  *self,
                 const char *name)
{
  if (sw_convert_get_field (self, name) != NULL)
    sw_convert_change (self, self->state->node, name, NULL, NULL);
}
