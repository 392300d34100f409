/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include "asl/check/sw-check.h"
#include "asl/ops/sw-ops.h"
#include "json/sw-convert.h"
#include "json/sw-text.h"

#include <string.h>

/* Real definitions (*.asl.json) in YAML: each converts there and back to the same value, in the
 * same order, with the same findings; and an operation on the YAML makes of it what the same
 * operation on the JSON makes of that. */

typedef struct
{
  SwTree *tree;
  SwModel *model;
} Version;

static void
version_clear (Version *self)
{
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->tree, sw_tree_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Version, version_clear)

static void
version_init (Version    *self,
              const char *text,
              SwSyntax    syntax)
{
  self->tree = sw_tree_parse_as (text, -1, syntax);
  self->model = sw_model_new (self->tree);
}

/* The value as text on one line: order and spelling count too. */
static char *
dup_value (const SwTree *tree)
{
  g_auto (SwValue) value = sw_node_to_value (sw_tree_get_root (tree));

  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}

static char *
dup_value_difference (const Version *json,
                      const Version *yaml,
                      const char    *when)
{
  g_autofree char *wanted = dup_value (json->tree);
  g_autofree char *found = dup_value (yaml->tree);

  if (!sw_tree_is_valid (yaml->tree))
    {
      const SwDiagnostic *first = g_ptr_array_index (sw_tree_get_diagnostics (yaml->tree), 0);

      return g_strdup_printf ("%s the YAML has a fault: %s", when, first->message);
    }

  return strcmp (wanted, found) == 0 ? NULL : g_strdup_printf ("%s the values differ", when);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What the checker says, without where */
static char *
dup_findings (const Version *version)
{
  g_autoptr (GPtrArray) found = sw_check (version->model, SW_MACHINE_STANDARD);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < found->len; i++)
    {
      const SwDiagnostic *diagnostic = g_ptr_array_index (found, i);

      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s", diagnostic->code, diagnostic->pointer,
                                               diagnostic->message));
    }
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static char *
dup_conversion_difference (const Version *json,
                           const Version *yaml)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *back = sw_tree_dup_converted (yaml->tree, SW_SYNTAX_JSON, &error);
  g_autofree char *wanted = dup_findings (json);
  g_autofree char *found = dup_findings (yaml);
  g_auto (Version) again = { NULL };
  char *difference = dup_value_difference (json, yaml, "after conversion");

  if (difference != NULL)
    return difference;
  if (back == NULL)
    return g_strdup_printf ("it does not convert back: %s", error->message);
  if (strcmp (wanted, found) != 0)
    return g_strdup_printf ("the findings are\n%s\ninstead of\n%s", found, wanted);

  version_init (&again, back, SW_SYNTAX_JSON);
  return dup_value_difference (json, &again, "after conversion back");
}

static SwOpsResult *
add_first (SwModel  *model,
           GError  **error)
{
  SwPlace place = { .kind = SW_PLACE_START, .pointer = "" };

  return sw_ops_add (model, sw_stencils_find ("lambda:invoke"), &place, error);
}

static SwState *
get_state (SwModel *model,
           guint    from_end)
{
  GPtrArray *states = sw_model_get_states (model);

  return g_ptr_array_index (states, states->len - 1 - from_end % states->len);
}

static SwOpsResult *
rename_last (SwModel  *model,
             GError  **error)
{
  return sw_ops_rename (model, get_state (model, 0)->pointer, "It's: a \"new\" one #1", error);
}

static SwOpsResult *
delete_one (SwModel  *model,
            GError  **error)
{
  const char *const pointers[] = { get_state (model, 1)->pointer, NULL };

  return sw_ops_delete (model, pointers, error);
}

static SwOpsResult *
set_comment (SwModel  *model,
             GError  **error)
{
  return sw_ops_set_field (model, get_state (model, 2)->pointer, "Comment",
                           "\"Two\\nlines, {\\\"a\\\": 1}\"", error);
}

static SwOpsResult *
wrap_first (SwModel  *model,
            GError  **error)
{
  const SwScope *root = sw_model_get_root (model);
  const char *const pointers[] = { root->start.target != NULL ? root->start.target->pointer : "",
                                   NULL };

  return sw_ops_wrap (model, pointers, SW_STATE_PARALLEL, error);
}

static SwOpsResult *
duplicate_one (SwModel  *model,
               GError  **error)
{
  const char *const pointers[] = { get_state (model, 0)->pointer, NULL };

  return sw_ops_duplicate (model, pointers, error);
}

static const struct
{
  const char *name;
  SwOpsResult *(*run) (SwModel *model, GError **error);
} operations[] = {
  { "adding a task", add_first }, { "renaming", rename_last },
  { "deleting", delete_one },     { "setting a comment", set_comment },
  { "wrapping", wrap_first },     { "duplicating", duplicate_one },
};

static void
apply (const Version *version,
       SwOpsResult   *result,
       Version       *after)
{
  gsize length;
  const char *text = sw_tree_get_text (version->tree, &length);
  g_autofree char *changed = sw_edits_apply (result->edits, text, length, &length);

  version_init (after, changed, sw_tree_get_syntax (version->tree));
}

static char *
dup_operation_difference (const Version *json,
                          const Version *yaml,
                          guint          operation)
{
  g_autoptr (GError) json_error = NULL;
  g_autoptr (GError) yaml_error = NULL;
  g_autoptr (SwOpsResult) json_result = operations[operation].run (json->model, &json_error);
  g_autoptr (SwOpsResult) yaml_result = operations[operation].run (yaml->model, &yaml_error);
  g_autofree char *when = g_strdup_printf ("after %s", operations[operation].name);
  g_auto (Version) json_after = { NULL };
  g_auto (Version) yaml_after = { NULL };

  if (json_result == NULL && yaml_result == NULL)
    return NULL;
  if (json_result == NULL || yaml_result == NULL)
    return g_strdup_printf ("%s: %s refuses: %s", when, json_result == NULL ? "JSON" : "YAML",
                            json_result == NULL ? json_error->message : yaml_error->message);

  apply (json, json_result, &json_after);
  apply (yaml, yaml_result, &yaml_after);
  return dup_value_difference (&json_after, &yaml_after, when);
}

static void
run_file (Conform    *conform,
          const char *folder,
          const char *file)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *text = NULL;
  g_autofree char *converted = NULL;
  g_autofree char *difference = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (Version) json = { NULL };
  g_auto (Version) yaml = { NULL };

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      conform_report (conform, file, "it cannot be read");
      return;
    }

  version_init (&json, text, SW_SYNTAX_JSON);
  converted = sw_tree_dup_converted (json.tree, SW_SYNTAX_YAML, &error);
  if (converted == NULL)
    {
      conform_report (conform, file, error->message);
      return;
    }

  version_init (&yaml, converted, SW_SYNTAX_YAML);
  difference = dup_conversion_difference (&json, &yaml);
  for (guint i = 0; i < G_N_ELEMENTS (operations) && difference == NULL; i++)
    if (sw_model_get_states (json.model)->len > 0)
      difference = dup_operation_difference (&json, &yaml, i);
  conform_report (conform, file, difference);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "definitions");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  Conform conform;
  const char *name;

  conform_init (&conform, KNOWN_DIFFERENCES);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".asl.json"))
      g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_texts);

  for (guint i = 0; i < files->len; i++)
    run_file (&conform, folder, g_ptr_array_index (files, i));

  return conform_finish (&conform);
}
