/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/rows/sw-row-sources.h"

#include <string.h>

#include "json/tree/sw-tree.h"

/* Lambda functions of an AWS SAM or CloudFormation template */

static const char *const template_names[]
    = { "template.yaml", "template.yml", "template.json", "sam.yaml", "cloudformation.yaml" };

static char *
dup_text (const SwNode *object,
          const char   *member)
{
  SwNode *node = object != NULL ? sw_node_get_member (object, member) : NULL;

  return node != NULL && node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
}

/* What a template says of a function: its own properties, and those that "Globals" of AWS SAM gives
 * to all of them */
typedef struct
{
  const SwNode *own;
  const SwNode *global; /* or NULL */
} Properties;

static char *
dup_property (const Properties *self,
              const char       *member)
{
  char *own = dup_text (self->own, member);

  return own != NULL ? own : dup_text (self->global, member);
}

static gint64
get_property (const Properties *self,
              const char       *member)
{
  SwNode *node = sw_node_get_member (self->own, member);
  g_auto (SwValue) value = SW_VALUE_INIT;
  gint64 number = 0;

  if (node == NULL && self->global != NULL)
    node = sw_node_get_member (self->global, member);
  if (node == NULL || node->kind != SW_NODE_NUMBER)
    return 0;
  value = sw_node_to_value (node);
  return sw_value_get_integer (value, &number) ? number : 0;
}

/* Only what is written out: a reference to another resource, "!Ref Table" or "!Sub ${Table}-x", has
 * no value here. */
static void
add_env (SwValue      *env,
         const SwNode *properties)
{
  SwNode *environment
      = properties != NULL ? sw_node_get_member (properties, "Environment") : NULL;
  SwNode *variables = environment != NULL ? sw_node_get_member (environment, "Variables") : NULL;

  if (variables == NULL || variables->kind != SW_NODE_OBJECT)
    return;
  for (const SwNode *child = variables->first; child != NULL; child = child->next)
    {
      g_autofree char *value = NULL;

      if (child->name == NULL || child->kind != SW_NODE_STRING)
        continue;
      value = sw_node_dup_string (child, NULL);
      if (strstr (value, "${") != NULL)
        continue;
      if (sw_value_is (*env, SW_TYPE_UNDEFINED))
        *env = sw_value_new_object (4);
      sw_value_set_member (env, child->name, sw_value_new_string (value));
    }
}

/* "!GetAtt Put.Arn", "{Ref: Put}", "!Sub ${Put.Arn}": the logical name of the resource that is
 * meant */
static char *
dup_referred (const SwNode *node)
{
  g_autofree char *text = NULL;
  const char *start, *literal;
  gsize length;

  while (node != NULL && (node->kind == SW_NODE_OBJECT || node->kind == SW_NODE_ARRAY))
    node = node->first;
  if (node == NULL || (node->kind != SW_NODE_STRING && node->kind != SW_NODE_PLACEHOLDER))
    return NULL;
  literal = sw_node_get_literal (node, &length);
  text = node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL)
                                      : g_strndup (literal, length);
  start = text + strspn (text, "${");
  return g_strndup (start, strcspn (start, ".}"));
}

/* What the state machines of the template have a placeholder, "${PutArn}", stand for: the logical
 * name of a resource, or NULL */
static char *
dup_substituted (const SwNode *resources,
                 const char   *name)
{
  g_autofree char *inner = g_str_has_prefix (name, "${") && g_str_has_suffix (name, "}")
                               ? g_strndup (name + 2, strlen (name) - 3)
                               : NULL;

  for (const SwNode *child = resources->first; inner != NULL && child != NULL; child = child->next)
    {
      SwNode *properties = sw_node_get_member (child, "Properties");
      SwNode *values = properties != NULL
                           ? sw_node_get_member (properties, "DefinitionSubstitutions")
                           : NULL;
      SwNode *value = values != NULL ? sw_node_get_member (values, inner) : NULL;

      if (value != NULL)
        return dup_referred (value);
    }
  return NULL;
}

/* The names agree where the template gives the function that name, or where the deployed name holds
 * the logical one: "stack-PutFunction-UAK78Ex7vK1x". A name that is a placeholder,
 * "${PutFunctionArn}", holds it, too. */
static gboolean
is_named (const SwNode *resource,
          const SwNode *properties,
          const char   *name)
{
  g_autofree char *given = dup_text (properties, "FunctionName");

  return g_strcmp0 (given, name) == 0 || strstr (name, resource->name) != NULL;
}

/* A path within the folder, as the row has it; NULL for one that leads out of it */
static char *
dup_path (GFile      *folder,
          const char *relative)
{
  g_autoptr (GFile) file = g_file_resolve_relative_path (folder, relative);

  return g_file_equal (file, folder) ? g_strdup (".") : g_file_get_relative_path (folder, file);
}

static SwFunctionSource *
read_function (GFile            *folder,
               const char       *origin,
               const SwNode     *resource,
               const Properties *properties)
{
  g_autoptr (SwFunctionSource) self = g_new0 (SwFunctionSource, 1);
  g_autofree char *code = dup_property (properties, "CodeUri");
  g_autofree char *built = g_strdup_printf (".aws-sam/build/%s/bootstrap", resource->name);
  g_autoptr (GFile) bootstrap = g_file_resolve_relative_path (folder, built);

  self->origin = g_strdup (origin);
  add_env (&self->env, properties->global);
  add_env (&self->env, properties->own);
  self->runtime = dup_property (properties, "Runtime");
  self->handler = dup_property (properties, "Handler");
  self->timeout = get_property (properties, "Timeout");
  self->memory = get_property (properties, "MemorySize");
  if (g_file_query_exists (bootstrap, NULL)
      || (self->runtime != NULL && g_str_has_prefix (self->runtime, "provided")))
    self->bootstrap = g_strdup (built);
  else if (code != NULL)
    self->dir = dup_path (folder, code);
  return self->bootstrap != NULL || (self->dir != NULL && self->handler != NULL)
             ? g_steal_pointer (&self)
             : NULL;
}

static SwFunctionSource *
find_in_template (GFile      *folder,
                  const char *origin,
                  const char *text,
                  gsize       length,
                  const char *name)
{
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, (gssize) length, sw_syntax_from_name (origin));
  SwNode *resources = sw_tree_resolve (tree, "/Resources");
  g_autofree char *meant = NULL;

  if (resources == NULL || resources->kind != SW_NODE_OBJECT)
    return NULL;
  meant = dup_substituted (resources, name);
  for (const SwNode *child = resources->first; child != NULL; child = child->next)
    {
      g_autofree char *type = dup_text (child, "Type");
      gboolean sam = g_strcmp0 (type, "AWS::Serverless::Function") == 0;
      const Properties properties
          = { sw_node_get_member (child, "Properties"),
              sam ? sw_tree_resolve (tree, "/Globals/Function") : NULL };

      if (child->name != NULL && properties.own != NULL
          && (sam || g_strcmp0 (type, "AWS::Lambda::Function") == 0)
          && (meant != NULL ? g_str_equal (child->name, meant)
                            : is_named (child, properties.own, name)))
        return read_function (folder, origin, child, &properties);
    }
  return NULL;
}

/**
 * sw_template_find_function:
 * @folder: where templates are looked for
 * @name: of a function, as a definition calls it
 *
 * Looks for a function in an AWS SAM or CloudFormation template.
 *
 * Returns: (transfer full) (nullable): what it is made of
 */
SwFunctionSource *
sw_template_find_function (GFile      *folder,
                           const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (template_names); i++)
    {
      g_autoptr (GFile) file = g_file_get_child (folder, template_names[i]);
      g_autofree char *text = NULL;
      SwFunctionSource *found;
      gsize length;

      if (!g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
        continue;
      found = find_in_template (folder, template_names[i], text, length, name);
      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * sw_function_source_free:
 *
 * Frees it.
 */
void
sw_function_source_free (SwFunctionSource *self)
{
  g_free (self->origin);
  g_free (self->dir);
  g_free (self->handler);
  g_free (self->runtime);
  g_free (self->bootstrap);
  sw_value_clear (&self->env);
  g_free (self);
}
