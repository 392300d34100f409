/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/sw-substitutions.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-tasks-error.h"
#include "tasks/sw-tasks-file.h"

struct _SwSubstitutions
{
  SwTree       *tree;
  char         *environment; /* "environment", or NULL */
  gboolean      has_type;
  SwMachineType type; /* "type" */
};

/* What a new file begins with */
static const char empty_file[] = "{\n  \"version\": 1\n}\n";

static SwNode *
get_member (SwSubstitutions *self,
            const char      *name)
{
  return sw_node_get_member (sw_tree_get_root (self->tree), name);
}

#define refuse(error, where, ...) \
  sw_tasks_refuse (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_INVALID, where, __VA_ARGS__)

/* STANDARD or EXPRESS; null is neither. */
static gboolean
read_type (SwSubstitutions  *self,
           GError          **error)
{
  SwNode *node = get_member (self, "type");
  g_autofree char *name = NULL;

  if (node == NULL || node->kind == SW_NODE_NULL)
    return TRUE;
  name = sw_node_dup_string (node, NULL);
  self->has_type = name != NULL && sw_machine_type_from_name (name, &self->type);
  return self->has_type || refuse (error, "type", _ ("must be “STANDARD” or “EXPRESS”"));
}

static gboolean
check_shape (SwSubstitutions  *self,
             GError          **error)
{
  SwNode *values = get_member (self, "substitutions");
  SwNode *environments = get_member (self, "environments");
  SwNode *environment = get_member (self, "environment");

  if (values != NULL && values->kind != SW_NODE_OBJECT)
    return refuse (error, "substitutions", _ ("must be an object of values by placeholder"));
  if (environments != NULL && environments->kind != SW_NODE_OBJECT)
    return refuse (error, "environments", _ ("must be an object of environments by name"));
  for (SwNode *each = environments != NULL ? environments->first : NULL; each; each = each->next)
    if (each->kind != SW_NODE_OBJECT)
      return refuse (error, "environments", _ ("“%s” must be an object of values by placeholder"),
                     each->name);
  if (environment == NULL || environment->kind == SW_NODE_NULL)
    return TRUE;
  self->environment = sw_node_dup_string (environment, NULL);
  return self->environment != NULL
         || refuse (error, "environment", _ ("must be the name of an environment"));
}

/**
 * sw_substitutions_new_from_text:
 * @text: a tasks file; empty for a new one
 * @length: bytes, or -1 where @text ends with NUL
 * @error: what is wrong, and where
 *
 * Reads the values of a tasks file.
 *
 * Returns: (transfer full) (nullable): the values
 */
SwSubstitutions *
sw_substitutions_new_from_text (const char  *text,
                                gssize       length,
                                GError     **error)
{
  g_autoptr (SwSubstitutions) self = g_new0 (SwSubstitutions, 1);
  SwNode *root;

  if (length == 0 || text[0] == '\0')
    self->tree = sw_tree_parse (empty_file, -1);
  else
    self->tree = sw_tree_parse (text, length);
  root = sw_tree_get_root (self->tree);
  if (!sw_tree_is_valid (self->tree))
    {
      const SwDiagnostic *fault = g_ptr_array_index (sw_tree_get_diagnostics (self->tree), 0);
      guint line, column;

      sw_tree_locate (self->tree, fault->span.start, &line, &column);
      g_set_error (error, SW_TASKS_FILE_ERROR, SW_TASKS_FILE_ERROR_SYNTAX, "%u:%u: %s", line,
                   column, fault->message);
    }
  else if (root->kind != SW_NODE_OBJECT)
    refuse (error, "/", _ ("must be an object"));
  else if (check_shape (self, error) && read_type (self, error))
    return g_steal_pointer (&self);
  return NULL;
}

/**
 * sw_substitutions_load:
 * @file: a tasks file
 * @error: why it cannot be read; begins with the file's name
 *
 * Reads the values of a tasks file from where it lies.
 *
 * Returns: (transfer full) (nullable): the values
 */
SwSubstitutions *
sw_substitutions_load (GFile   *file,
                       GError **error)
{
  g_autofree char *text = NULL, *name = g_file_get_parse_name (file);
  SwSubstitutions *self;
  gsize length;

  if (!g_file_load_contents (file, NULL, &text, &length, NULL, error))
    return NULL;
  self = sw_substitutions_new_from_text (text, (gssize) length, error);
  if (self == NULL)
    g_prefix_error (error, "%s: ", name);
  return self;
}

/**
 * sw_substitutions_free:
 *
 * Frees what was read; the file stays.
 */
void
sw_substitutions_free (SwSubstitutions *self)
{
  sw_tree_unref (self->tree);
  g_free (self->environment);
  g_free (self);
}

/**
 * sw_substitutions_get_tree:
 *
 * Returns: (transfer none): the tasks file's text, located
 */
SwTree *
sw_substitutions_get_tree (SwSubstitutions *self)
{
  return self->tree;
}

/**
 * sw_substitutions_dup_environments:
 *
 * Returns: (transfer full): the environments' names in the file's order; empty where it has none
 */
char **
sw_substitutions_dup_environments (SwSubstitutions *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  SwNode *environments = get_member (self, "environments");

  for (SwNode *each = environments != NULL ? environments->first : NULL; each; each = each->next)
    g_strv_builder_add (names, each->name);
  return g_strv_builder_end (names);
}

/**
 * sw_substitutions_get_environment:
 *
 * Returns: (nullable): the environment that the file chooses
 */
const char *
sw_substitutions_get_environment (SwSubstitutions *self)
{
  return self->environment;
}

/**
 * sw_substitutions_get_type:
 * @type: (out): what the machine is checked and run as on this computer; untouched where the file
 *   does not say
 *
 * Returns: whether the file says so
 */
gboolean
sw_substitutions_get_type (SwSubstitutions *self,
                           SwMachineType   *type)
{
  if (self->has_type)
    *type = self->type;
  return self->has_type;
}

static void
copy_values (SwValue      *values,
             const SwNode *object)
{
  for (const SwNode *member = object->first; member != NULL; member = member->next)
    sw_value_set_member (values, member->name, sw_node_to_value (member));
}

/**
 * sw_substitutions_dup_values:
 * @environment: (nullable): which values go before those of everywhere; %NULL: of the one that the
 *   file chooses
 * @values: (out): owned: an object of values by placeholder; undefined where the file has neither
 *   "substitutions" nor "environments"
 * @error: there is no such environment
 *
 * Returns: whether it went well
 */
gboolean
sw_substitutions_dup_values (SwSubstitutions  *self,
                             const char       *environment,
                             SwValue          *values,
                             GError          **error)
{
  SwNode *base = get_member (self, "substitutions");
  SwNode *environments = get_member (self, "environments");
  const char *chosen = environment != NULL ? environment : self->environment;
  SwNode *own = NULL;

  *values = (SwValue) { .type = SW_TYPE_UNDEFINED };
  if (chosen != NULL && environments != NULL)
    own = sw_node_get_member (environments, chosen);
  if (chosen != NULL && own == NULL)
    return refuse (error, "environments", _ ("there is no environment “%s”"), chosen);
  if (base == NULL && environments == NULL)
    return TRUE;

  *values = sw_value_new_object (8);
  if (base != NULL)
    copy_values (values, base);
  if (own != NULL)
    copy_values (values, own);
  return TRUE;
}

static void
check_object (GPtrArray    *found,
              const SwNode *object,
              GHashTable   *used)
{
  for (const SwNode *member = object->first; member != NULL; member = member->next)
    {
      g_autofree char *pointer = NULL;

      if (g_hash_table_contains (used, member->name))
        continue;
      pointer = sw_node_dup_pointer (member);
      g_ptr_array_add (found,
                       sw_diagnostic_new (SW_SEVERITY_WARNING, SW_SUBSTITUTIONS_UNUSED, pointer,
                                          member->key,
                                          _ ("The definition has no placeholder ${%s} that could "
                                             "take this value"),
                                          member->name));
    }
}

/**
 * sw_substitutions_check:
 * @placeholders: (element-type SwPlaceholder): all that a definition has
 *
 * Returns: (transfer full) (element-type SwDiagnostic): a warning for each value that nothing uses,
 * by places of the tasks file
 */
GPtrArray *
sw_substitutions_check (SwSubstitutions *self,
                        GPtrArray       *placeholders)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) sw_diagnostic_free);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  SwNode *base = get_member (self, "substitutions");
  SwNode *environments = get_member (self, "environments");

  for (guint i = 0; i < placeholders->len; i++)
    {
      const SwPlaceholder *placeholder = g_ptr_array_index (placeholders, i);

      if (!placeholder->literal)
        g_hash_table_add (used, placeholder->name);
    }
  if (base != NULL)
    check_object (found, base, used);
  for (SwNode *each = environments != NULL ? environments->first : NULL; each; each = each->next)
    check_object (found, each, used);
  return found;
}

/* The object where the value of NAME is kept: in the chosen environment if it has one of its own,
 * else with those of everywhere. */
static char *
dup_home (SwSubstitutions *self,
          const char      *name)
{
  SwNode *environments = get_member (self, "environments");
  SwNode *own = environments != NULL && self->environment != NULL
                    ? sw_node_get_member (environments, self->environment)
                    : NULL;

  if (own != NULL && sw_node_get_member (own, name) != NULL)
    return sw_node_dup_pointer (own);
  return g_strdup ("/substitutions");
}

/* Sets a member that may or may not be there; NULL removes it. */
static gboolean
set_member (SwRewriter  *rewriter,
            const char  *object,
            const char  *name,
            const char  *json,
            GError     **error)
{
  g_autofree char *pointer = sw_pointer_append (object, name);
  gboolean exists = sw_tree_resolve (sw_rewriter_get_tree (rewriter), pointer) != NULL;

  if (json == NULL)
    return !exists || sw_rewriter_remove (rewriter, pointer, error);
  if (exists)
    return sw_rewriter_set (rewriter, pointer, json, error);
  return sw_rewriter_insert_member (rewriter, object, name, json, NULL, NULL, error);
}

/**
 * sw_substitutions_set_value:
 * @name: of a placeholder
 * @json: (nullable): its value as JSON text; %NULL takes it away
 * @error: why it cannot be written
 *
 * Gives a placeholder a value: in the chosen environment where that has one of its own, else with
 * those of everywhere.
 *
 * Returns: (transfer full) (nullable): edits against the text of sw_substitutions_get_tree()
 */
SwEdits *
sw_substitutions_set_value (SwSubstitutions  *self,
                            const char       *name,
                            const char       *json,
                            GError          **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (self->tree);
  g_autofree char *home = dup_home (self, name);

  if (json != NULL && sw_tree_resolve (self->tree, home) == NULL
      && !sw_rewriter_insert_member (rewriter, "", "substitutions", "{}", NULL, NULL, error))
    return NULL;
  if (!set_member (rewriter, home, name, json, error))
    return NULL;
  return sw_rewriter_finish (rewriter);
}

/**
 * sw_substitutions_set_environment:
 * @environment: (nullable): the one whose values go first; %NULL for none
 * @error: why it cannot be written
 *
 * Chooses an environment.
 *
 * Returns: (transfer full) (nullable): edits against the text of sw_substitutions_get_tree()
 */
SwEdits *
sw_substitutions_set_environment (SwSubstitutions  *self,
                                  const char       *environment,
                                  GError          **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (self->tree);
  g_autoptr (GString) json = g_string_new (NULL);

  if (environment != NULL)
    sw_json_string_print (environment, strlen (environment), json);
  if (!set_member (rewriter, "", "environment", environment != NULL ? json->str : NULL, error))
    return NULL;
  return sw_rewriter_finish (rewriter);
}

/**
 * sw_substitutions_set_type:
 * @type: (nullable): what the machine is checked and run as; %NULL: the file does not say
 * @error: why it cannot be written
 *
 * Returns: (transfer full) (nullable): edits against the text of sw_substitutions_get_tree()
 */
SwEdits *
sw_substitutions_set_type (SwSubstitutions      *self,
                           const SwMachineType  *type,
                           GError              **error)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (self->tree);
  g_autofree char *json
      = type != NULL ? g_strdup_printf ("\"%s\"", sw_machine_type_get_name (*type)) : NULL;

  if (!set_member (rewriter, "", "type", json, error))
    return NULL;
  return sw_rewriter_finish (rewriter);
}

/**
 * sw_substitutions_find_file:
 * @definition: a file such as order.asl.json or order.asl.yaml
 *
 * Returns: (transfer full) (nullable): the tasks file beside it, order.tasks.json, be it there or
 * not; %NULL where @definition lies nowhere
 */
GFile *
sw_substitutions_find_file (GFile *definition)
{
  g_autofree char *name = g_file_get_basename (definition);
  g_autofree char *stem = sw_definition_dup_stem (name);
  g_autoptr (GFile) folder = g_file_get_parent (definition);
  g_autofree char *beside = g_strconcat (stem, ".tasks.json", NULL);

  return folder != NULL ? g_file_get_child (folder, beside) : NULL;
}
