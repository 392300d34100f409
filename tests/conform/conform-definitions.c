/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"
#include "layout-fixture.h"
#include "layout-metrics.h"

#include "asl/graph/sw-graph.h"
#include "asl/ops/sw-ops.h"
#include "json/rewriter/sw-rewriter.h"

#include <string.h>

/* Real definitions (*.asl.json): each must load, have a graph, stay byte for byte the same under an
 * empty change and under a change that is undone, keep all its states when one is added, and be
 * laid out without a fault, the same whatever the order of its keys. What they mean is not judged:
 * some are published with mistakes. */

typedef struct
{
  char    *text;
  gsize    length;
  SwTree  *tree;
  SwModel *model;
} Definition;

static void
definition_clear (Definition *self)
{
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->tree, sw_tree_unref);
  g_clear_pointer (&self->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Definition, definition_clear)

/* How many states index.json counts in the file; -1 where it does not tell. */
static gint64
get_expected_states (SwValue     index,
                     const char *file)
{
  for (guint i = 0; i < sw_value_get_length (index); i++)
    {
      SwValue entry = sw_value_get_element (index, i);
      const char *name = sw_value_get_text (sw_value_get_member (entry, "file"), NULL);
      gint64 states;

      if (g_strcmp0 (name, file) == 0
          && sw_value_get_integer (sw_value_get_member (entry, "states"), &states))
        return states;
    }

  return -1;
}

static char *
dup_shape_difference (const Definition *self,
                      gint64            expected_states)
{
  g_autoptr (SwGraph) graph = sw_graph_new (self->model);
  GPtrArray *states = sw_model_get_states (self->model);
  gint64 n_objects = 0;

  /* index.json does not count members of States that are no objects. */
  for (guint i = 0; i < states->len; i++)
    if (((SwState *) g_ptr_array_index (states, i))->node->kind == SW_NODE_OBJECT)
      n_objects++;

  if (!sw_tree_is_valid (self->tree))
    return g_strdup ("the text is not valid");
  if (expected_states >= 0 && n_objects != expected_states)
    return g_strdup_printf ("%" G_GINT64_FORMAT " states instead of %" G_GINT64_FORMAT, n_objects,
                            expected_states);

  for (guint i = 0; i < states->len; i++)
    if (sw_graph_find_state (graph, g_ptr_array_index (states, i)) == NULL)
      return g_strdup_printf ("state %u is not in the graph", i);

  return NULL;
}

static char *
dup_untouched_difference (const Definition *self)
{
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (self->tree);
  g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);
  g_autofree char *same = sw_edits_apply (edits, self->text, self->length, NULL);

  return strcmp (same, self->text) == 0 ? NULL : g_strdup ("an empty change changes the text");
}

/* A Pass is put before the first state, and the change undone. */
static char *
dup_change_difference (const Definition *self)
{
  SwPlace place = { .kind = SW_PLACE_START, .pointer = "" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result =
      sw_ops_add (self->model, sw_stencils_find ("Pass"), &place, &error);
  g_autoptr (SwEdits) undo = NULL;
  g_autofree char *changed = NULL;
  g_autofree char *back = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  gsize length;

  if (result == NULL)
    return g_strdup_printf ("no state can be added: %s", error->message);

  changed = sw_edits_apply (result->edits, self->text, self->length, &length);
  tree = sw_tree_parse (changed, (gssize) length);
  model = sw_model_new (tree);
  if (!sw_tree_is_valid (tree))
    return g_strdup ("the text is not valid after a state was added");
  if (sw_model_get_states (model)->len != sw_model_get_states (self->model)->len + 1)
    return g_strdup ("adding a state changed the number of states by other than one");
  if (sw_model_find_pointer (model, result->select) != sw_model_get_root (model)->start.target)
    return g_strdup ("the added state is not the first");

  undo = sw_edits_invert (result->edits, self->text);
  back = sw_edits_apply (undo, changed, length, NULL);

  return strcmp (back, self->text) == 0 ? NULL : g_strdup ("undoing does not give back the text");
}

static char *
dup_fault (SwGraph     *graph,
           SwDirection  direction)
{
  SwLayoutOptions options = { .direction = direction, .scale = 1 };
  g_autoptr (SwLayout) layout = sw_layout_new (graph, &options, NULL);
  LayoutFaults faults = layout_faults_count (layout);

  return layout_faults_sum (&faults) > 0 ? layout_faults_dup_text (&faults) : NULL;
}

static char *
dup_layout_difference (const Definition *self)
{
  g_autoptr (SwGraph) graph = sw_graph_new (self->model);
  g_autofree char *shuffled = fixture_shuffle (self->text, 1);
  g_autoptr (SwGraph) other = fixture_graph_new (shuffled);
  g_autoptr (SwLayout) layout = sw_layout_new (graph, NULL, NULL);
  g_autoptr (SwLayout) same = sw_layout_new (other, NULL, NULL);
  char *fault = dup_fault (graph, SW_DIRECTION_DOWN);

  if (fault == NULL)
    fault = dup_fault (graph, SW_DIRECTION_RIGHT);
  return fault != NULL ? fault : layout_dup_difference (layout, same);
}

static void
run_file (Conform    *conform,
          const char *folder,
          const char *file,
          SwValue     index)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_auto (Definition) definition = { NULL };
  g_autofree char *difference = NULL;

  if (!g_file_get_contents (path, &definition.text, &definition.length, NULL))
    {
      conform_report (conform, file, "it cannot be read");
      return;
    }

  definition.tree = sw_tree_parse (definition.text, (gssize) definition.length);
  definition.model = sw_model_new (definition.tree);
  difference = dup_shape_difference (&definition, get_expected_states (index, file));
  if (difference == NULL)
    difference = dup_untouched_difference (&definition);
  if (difference == NULL)
    difference = dup_change_difference (&definition);
  if (difference == NULL)
    difference = dup_layout_difference (&definition);
  conform_report (conform, file, difference);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "definitions");
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  g_auto (SwValue) index = SW_VALUE_INIT;
  Conform conform;
  const char *name;

  conform_init (&conform, KNOWN_DIFFERENCES);
  conform_load (folder, "index.json", &index);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".asl.json"))
      g_ptr_array_add (files, g_strdup (name));
  g_ptr_array_sort (files, compare_names);

  for (guint i = 0; i < files->len; i++)
    run_file (&conform, folder, g_ptr_array_index (files, i), index);

  return conform_finish (&conform);
}
