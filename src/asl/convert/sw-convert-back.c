/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/convert/sw-convert-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-writer.h"

/* A JSONata state as one of JSONPath: the part that has such a form. Arguments become Parameters,
 * Output becomes ResultSelector, ResultPath or OutputPath by what it is made of, and expressions
 * that are paths become paths. */

typedef struct
{
  const char *name;
  const char *path;
} Twin;

static const Twin state_twins[] = {
  { "TimeoutSeconds", "TimeoutSecondsPath" },
  { "HeartbeatSeconds", "HeartbeatSecondsPath" },
  { "Seconds", "SecondsPath" },
  { "Timestamp", "TimestampPath" },
  { "Error", "ErrorPath" },
  { "Cause", "CausePath" },
  { "Items", "ItemsPath" },
  { "MaxConcurrency", "MaxConcurrencyPath" },
  { "ToleratedFailureCount", "ToleratedFailureCountPath" },
  { "ToleratedFailurePercentage", "ToleratedFailurePercentagePath" },
  { NULL, NULL },
};

static const Twin reader_twins[] = { { "MaxItems", "MaxItemsPath" }, { NULL, NULL } };

static const Twin batcher_twins[] = {
  { "MaxItemsPerBatch", "MaxItemsPerBatchPath" },
  { "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath" },
  { NULL, NULL },
};

/* The expression between {% and %}; NULL where NODE is something else */
static char *
dup_expression (const SwNode *node)
{
  g_autofree char *text = node != NULL ? sw_node_dup_string (node, NULL) : NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (length < 4 || !g_str_has_prefix (text, "{%") || !g_str_has_suffix (text, "%}"))
    return NULL;
  text[length - 2] = '\0';
  return g_strdup (g_strstrip (text + 2));
}

/* JSONata goes into the elements of an array where JSONPath fails. */
static void
add_condition (SwConvert *self)
{
  const char *condition = _ ("paths meet arrays only where an index follows");

  if (!g_ptr_array_find_with_equal_func (self->to->conditions, condition, g_str_equal, NULL))
    g_ptr_array_add (self->to->conditions, g_strdup (condition));
}

static char *
dup_json (const char *text)
{
  GString *out = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), out);
  return g_string_free_and_steal (out);
}

/* The path at NODE, whose `$` must be WANTED; NULL after a refusal */
static char *
write_path (SwConvert     *self,
            const SwNode  *node,
            SwJsonataRoot  wanted)
{
  g_autofree char *expression = dup_expression (node);
  g_autofree char *path = NULL;
  SwJsonataRoot root;
  GError *error = NULL;

  if (sw_node_has_placeholder (node))
    {
      sw_convert_refuse (self, node, _ ("The expression is not known before deployment"));
      return NULL;
    }
  path = sw_jsonpath_write_path (expression, &root, &error);
  if (path == NULL)
    {
      sw_convert_refuse_error (self, node, error);
      return NULL;
    }
  if (root != wanted && root != SW_JSONATA_ROOT_CONTEXT && root != SW_JSONATA_ROOT_VARIABLE)
    {
      sw_convert_refuse (self, node, _ ("JSONPath does not see %s here"), expression);
      return NULL;
    }
  if (strpbrk (path, ".[") != NULL)
    add_condition (self);
  return g_steal_pointer (&path);
}

static gboolean
has_expressions (const SwNode *node)
{
  g_autofree char *own = dup_expression (node);

  if (own != NULL)
    return TRUE;
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    if (has_expressions (child))
      return TRUE;
  return FALSE;
}

/* An object whose expressions are paths, as a payload template. Recurses as deep as the definition
 * is nested, which the JSON reader bounds. */
static gboolean
append_template (SwConvert     *self,
                 const SwNode  *node,
                 SwJsonataRoot  root,
                 GString       *out)
{
  if (!has_expressions (node))
    {
      g_autofree char *json = sw_node_dup_json (node);

      g_string_append (out, json);
      return TRUE;
    }
  if (node->kind != SW_NODE_OBJECT)
    {
      sw_convert_refuse (self, node, _ ("A payload template has paths in objects alone"));
      return FALSE;
    }
  g_string_append_c (out, '{');
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      g_autofree char *expression = dup_expression (child);
      g_autofree char *path = expression != NULL ? write_path (self, child, root) : NULL;
      g_autofree char *name = g_strconcat (child->name, expression != NULL ? ".$" : "", NULL);
      g_autofree char *key = dup_json (name);
      g_autofree char *value = path != NULL ? dup_json (path) : NULL;

      if (expression != NULL && path == NULL)
        return FALSE;
      g_string_append_printf (out, "%s%s: %s", child->previous != NULL ? ", " : "", key,
                              value != NULL ? value : "");
      if (expression == NULL && !append_template (self, child, root, out))
        return FALSE;
    }
  g_string_append_c (out, '}');
  return TRUE;
}

static void
convert_template (SwConvert     *self,
                  const SwNode  *object,
                  const char    *old,
                  const char    *name,
                  SwJsonataRoot  root)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const SwNode *node = object != NULL ? sw_node_get_member (object, old) : NULL;

  if (node == NULL || (g_str_equal (old, name) && !has_expressions (node)))
    return;
  if (append_template (self, node, root, out))
    sw_convert_change (self, object, old, name, out->str);
}

static void
convert_twins (SwConvert    *self,
               const SwNode *object,
               const Twin   *twins)
{
  for (; object != NULL && twins->name != NULL; twins++)
    {
      const SwNode *node = sw_node_get_member (object, twins->name);
      g_autofree char *expression = node != NULL ? dup_expression (node) : NULL;
      g_autofree char *path
          = expression != NULL ? write_path (self, node, SW_JSONATA_ROOT_INPUT) : NULL;
      g_autofree char *json = path != NULL ? dup_json (path) : NULL;

      if (json != NULL)
        sw_convert_change (self, object, twins->name, twins->path, json);
      else if (node != NULL && g_str_equal (twins->name, "Items") && expression == NULL)
        sw_convert_refuse (self, node, _ ("JSONPath has no items that are written out"));
    }
}

/* Output of what has a result (or, of a catcher, an error), which is WHAT */
static void
convert_output (SwConvert     *self,
                const SwNode  *object,
                SwJsonataRoot  what,
                gboolean       selects)
{
  const SwNode *node = sw_node_get_member (object, "Output");
  g_autofree char *expression = dup_expression (node);
  g_autofree char *path = NULL, *merged = NULL, *json = NULL;
  SwJsonataRoot root;

  if (node == NULL)
    return;
  if (expression == NULL && selects)
    {
      convert_template (self, object, "Output", "ResultSelector", what);
      return;
    }
  if (expression != NULL && !sw_node_has_placeholder (node))
    {
      merged = sw_jsonpath_write_merge (expression, &root, NULL);
      path = sw_jsonpath_write_path (expression, &root, NULL);
    }
  json = merged != NULL ? dup_json (merged) : path != NULL ? dup_json (path) : NULL;
  if (merged != NULL && root == what)
    sw_convert_change (self, object, "Output", "ResultPath", json);
  else if (path != NULL && root == what && g_str_equal (path, "$"))
    sw_convert_change (self, object, "Output", NULL, NULL);
  else if (path != NULL && root == SW_JSONATA_ROOT_INPUT && g_str_equal (path, "$"))
    sw_convert_change (self, object, "Output", "ResultPath", "null");
  else if (path != NULL && root == what && selects)
    {
      add_condition (self);
      sw_convert_change (self, object, "Output", "OutputPath", json);
    }
  else
    sw_convert_refuse (self, node,
                       _ ("No ResultSelector, ResultPath and OutputPath make this Output"));
}

/* Output of what passes its input on */
static void
convert_through (SwConvert  *self,
                 const char *name)
{
  const SwNode *object = self->state->node;
  const SwNode *node = sw_node_get_member (object, "Output");
  g_autofree char *expression = dup_expression (node);
  g_autofree char *path = NULL, *json = NULL;

  if (node == NULL)
    return;
  if (expression == NULL && name != NULL)
    {
      /* Only objects can be made by paths; what is none of them is a constant. */
      if (node->kind != SW_NODE_OBJECT)
        name = "Result";
      convert_template (self, object, "Output", name, SW_JSONATA_ROOT_INPUT);
      return;
    }
  if (expression != NULL)
    path = write_path (self, node, SW_JSONATA_ROOT_INPUT);
  json = path != NULL ? dup_json (path) : NULL;
  if (path != NULL && g_str_equal (path, "$"))
    sw_convert_change (self, object, "Output", NULL, NULL);
  else if (json != NULL)
    sw_convert_change (self, object, "Output", "OutputPath", json);
  else if (expression == NULL)
    sw_convert_refuse (self, node, _ ("JSONPath can only take a part of the input on here"));
}

/* Arguments: a template, or all of the input */
static void
convert_arguments (SwConvert    *self,
                   const SwNode *object)
{
  const SwNode *node = object != NULL ? sw_node_get_member (object, "Arguments") : NULL;
  g_autofree char *expression = dup_expression (node);

  if (expression == NULL)
    convert_template (self, object, "Arguments", "Parameters", SW_JSONATA_ROOT_INPUT);
  else if (g_str_equal (expression, "$states.input"))
    sw_convert_change (self, object, "Arguments", NULL, NULL);
  else
    sw_convert_refuse (self, node, _ ("Parameters cannot be one path; write them as an object"));
}

static void
convert_catchers (SwConvert *self)
{
  for (guint i = 0; i < self->state->catchers->len; i++)
    {
      const SwNode *catcher = g_array_index (self->state->catchers, SwHandler, i).node;

      if (catcher->kind != SW_NODE_OBJECT)
        continue;
      convert_template (self, catcher, "Assign", "Assign", SW_JSONATA_ROOT_ERROR);
      convert_output (self, catcher, SW_JSONATA_ROOT_ERROR, FALSE);
    }
}

static void
check_errors (SwConvert *self,
              GArray    *handlers)
{
  for (guint i = 0; i < handlers->len; i++)
    {
      const SwHandler *handler = &g_array_index (handlers, SwHandler, i);

      if (g_strv_contains ((const char *const *) handler->errors, "States.QueryEvaluationError"))
        sw_convert_refuse (self, handler->node,
                           _ ("A state of JSONPath never fails with States.QueryEvaluationError, "
                              "which is handled here"));
    }
}

/* Members of the rule that the condition becomes, in its place */
static void
convert_rule (SwConvert    *self,
              const SwNode *rule)
{
  const SwNode *condition = sw_node_get_member (rule, "Condition");
  g_autofree char *expression = dup_expression (condition);
  g_autofree char *json = NULL;
  g_autoptr (SwTree) tree = NULL;
  const char *place = "Condition";
  GError *error = NULL;

  if (expression == NULL || sw_node_has_placeholder (condition))
    {
      sw_convert_refuse (self, rule, _ ("JSONPath has no form for this condition"));
      return;
    }
  if (sw_node_get_member (rule, "Output") != NULL)
    sw_convert_refuse (self, rule, _ ("A rule of JSONPath has no Output"));
  json = sw_jsonpath_write_rule (expression, &error);
  if (json == NULL)
    {
      sw_convert_refuse_error (self, condition, error);
      return;
    }
  add_condition (self);
  tree = sw_tree_parse (json, -1);
  for (const SwNode *member = sw_tree_get_root (tree)->first; member; member = member->next)
    {
      g_autofree char *value = sw_node_dup_json (member);

      sw_convert_change (self, rule, place, member->name, value);
      place = NULL;
    }
  convert_template (self, rule, "Assign", "Assign", SW_JSONATA_ROOT_INPUT);
}

static void
convert_map (SwConvert *self)
{
  const SwNode *node = self->state->node;
  const SwNode *reader = sw_node_get_member (node, "ItemReader");
  const SwNode *batcher = sw_node_get_member (node, "ItemBatcher");

  convert_template (self, node, "ItemSelector", "ItemSelector", SW_JSONATA_ROOT_INPUT);
  convert_arguments (self, reader);
  convert_arguments (self, sw_node_get_member (node, "ResultWriter"));
  convert_template (self, batcher, "BatchInput", "BatchInput", SW_JSONATA_ROOT_INPUT);
  convert_twins (self, batcher, batcher_twins);
  if (reader != NULL)
    convert_twins (self, sw_node_get_member (reader, "ReaderConfig"), reader_twins);
}

/* Sets the changes of a state that may become one of JSONPath, or says what is in the way. */
void
sw_convert_to_jsonpath (SwConvert *self)
{
  const SwNode *node = self->state->node;
  SwStateType type = self->state->type;
  gboolean works = type == SW_STATE_TASK || type == SW_STATE_PARALLEL || type == SW_STATE_MAP;

  check_errors (self, self->state->retriers);
  check_errors (self, self->state->catchers);
  convert_twins (self, node, state_twins);
  convert_template (self, node, "Assign", "Assign",
                    works ? SW_JSONATA_ROOT_RESULT : SW_JSONATA_ROOT_INPUT);
  convert_template (self, node, "Credentials", "Credentials", SW_JSONATA_ROOT_INPUT);
  if (type == SW_STATE_MAP)
    convert_map (self);
  if (works)
    {
      convert_arguments (self, node);
      convert_output (self, node, SW_JSONATA_ROOT_RESULT, TRUE);
    }
  else if (type != SW_STATE_FAIL)
    convert_through (self, type == SW_STATE_PASS ? "Parameters" : NULL);
  for (guint i = 0; i < self->state->rules->len; i++)
    convert_rule (self, g_array_index (self->state->rules, SwRule, i).node);
  convert_catchers (self);
}
