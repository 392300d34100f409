/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout-fixture.h"

#include "asl/ops/sw-ops.h"
#include "json/sw-text.h"

#include <string.h>

SwGraph *
fixture_graph_new (const char *text)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  return sw_graph_new (model);
}

SwGraph *
fixture_load (const char *file_name)
{
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_file_get_contents (file_name, &text, NULL, &error);
  g_assert_no_error (error);
  return fixture_graph_new (text);
}

/**
 * fixture_insert:
 * @text: a definition
 * @edit: which of the possible changes, from 0; any number will do
 *
 * Returns: (transfer full): @text with a Pass put on one of its edges
 */
char *
fixture_insert (const char *text,
                guint       edit)
{
  g_autoptr (SwGraph) graph = fixture_graph_new (text);
  GPtrArray *edges = sw_graph_get_edges (graph);

  for (guint i = edit * 37;; i++)
    {
      SwPlace place;
      if (!sw_place_from_edge (g_ptr_array_index (edges, i % edges->len), &place))
        continue;
      g_autoptr (SwOpsResult) result = sw_ops_add (sw_graph_get_model (graph),
                                                   sw_stencils_find ("Pass"), &place, NULL);
      if (result) /* nothing can follow a Fail */
        return sw_edits_apply (result->edits, text, strlen (text), NULL);
    }
}

static SwValue
shuffle (SwValue value,
         GRand  *rand)
{
  guint n = sw_value_get_length (value);
  if (sw_value_is (value, SW_TYPE_ARRAY))
    {
      SwValue array = sw_value_new_array (n);
      for (guint i = 0; i < n; i++)
        sw_value_append (&array, shuffle (sw_value_get_element (value, i), rand));
      return array;
    }
  if (!sw_value_is (value, SW_TYPE_OBJECT))
    return sw_value_ref (value);

  SwValue object = sw_value_new_object (n);
  g_autofree guint *order = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) i + 1);
      order[i] = order[other];
      order[other] = i;
    }
  for (guint i = 0; i < n; i++)
    sw_value_set_member_string (&object, sw_value_get_key (value, order[i]),
                                shuffle (sw_value_get_member_at (value, order[i]), rand));
  return object;
}

/**
 * fixture_shuffle:
 * @text: JSON
 * @seed: of the chances
 *
 * Returns: (transfer full): the same value with the members of every object in another order
 */
char *
fixture_shuffle (const char *text,
                 guint       seed)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  GRand *rand = g_rand_new_with_seed (seed);

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  g_auto (SwValue) shuffled = shuffle (value, rand);
  g_rand_free (rand);
  return sw_value_to_text (shuffled, SW_TEXT_PRETTY, NULL);
}
