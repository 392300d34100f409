/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-node-private.h"

#include "app/canvas/sw-canvas-words.h"

/* What assistive technology is told of a state: name, description, problems, and where it leads. */

/**
 * _sw_canvas_node_tell_description:
 *
 * Tells assistive technology how the state stands in a run, then what it is, and what the badges
 * say. As the value of a list item the first would not reach it: GTK hands a value on for ranges
 * alone.
 */
void
_sw_canvas_node_tell_description (SwCanvasNode *self)
{
  const char *parts[] = { self->badge_text, self->description, self->problems, self->breakpoints };
  g_autofree char *role = sw_words_dup_role (self->node);
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_strv_builder_add (lines, parts[i]);
  g_auto (GStrv) words = g_strv_builder_end (lines);
  g_autofree char *text = g_strjoinv ("\n", words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION, role, -1);
}

/**
 * _sw_canvas_node_tell:
 * @scene: the scene that its node is of
 *
 * Tells assistive technology name and description: only what has changed, since each update goes
 * out.
 */
void
_sw_canvas_node_tell (SwCanvasNode *self, const SwScene *scene)
{
  guint n_ways;
  const SwGraphEdge *const *ways = sw_scene_get_ways (scene, self->node->id, &n_ways);
  g_autofree char *label = sw_words_dup_name (self->node);
  g_autofree char *description = sw_words_dup_description (self->node, ways, n_ways);

  if (g_set_str (&self->label, label))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
  if (g_set_str (&self->description, description))
    _sw_canvas_node_tell_description (self);
}

/**
 * sw_canvas_node_set_problems:
 * @text: (nullable): what is wrong with it
 *
 * Tells assistive technology what the badge tells the eye.
 */
void
sw_canvas_node_set_problems (SwCanvasNode *self, const char *text)
{
  if (g_set_str (&self->problems, text))
    _sw_canvas_node_tell_description (self);
}

/**
 * sw_canvas_node_set_breakpoints:
 * @text: (nullable): how a run is to stop at it
 *
 * Tells assistive technology what the badge tells the eye.
 */
void
sw_canvas_node_set_breakpoints (SwCanvasNode *self, const char *text)
{
  if (g_set_str (&self->breakpoints, text))
    _sw_canvas_node_tell_description (self);
}

static gboolean
is_told (const guint *told, const GPtrArray *following)
{
  guint i = 0;

  while (i < following->len && told != NULL && told[i] != 0
         && told[i] == SW_CANVAS_NODE (following->pdata[i])->serial)
    i++;
  return i == following->len && (told == NULL || told[i] == 0);
}

/**
 * sw_canvas_node_set_following:
 * @following: (element-type SwCanvasNode): the nodes that the ways out of it lead to, each once
 *
 * Tells assistive technology where a state leads; GTK adds the way back itself, in a list per node
 * that it walks through, so that this is done only where something has changed.
 */
void
sw_canvas_node_set_following (SwCanvasNode *self, GPtrArray *following)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_FLOW_TO;
  GValue value = G_VALUE_INIT;
  GList *list = NULL;

  if (is_told (self->following, following))
    return;
  g_free (self->following);
  self->following = g_new0 (guint, following->len + 1);
  for (guint i = following->len; i-- > 0;)
    {
      self->following[i] = SW_CANVAS_NODE (following->pdata[i])->serial;
      list = g_list_prepend (list, following->pdata[i]);
    }
  if (list == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), relation);
      return;
    }
  gtk_accessible_relation_init_value (relation, &value);
  g_value_set_pointer (&value, list); /* which takes the list; a GtkAccessibleList would leak in GTK 4.18 */
  gtk_accessible_update_relation_value (GTK_ACCESSIBLE (self), 1, &relation, &value);
  g_value_unset (&value);
}
