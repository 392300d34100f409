/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* The commands about arrows, each named by its edge's key, and about branches, named by their
 * pointer; and the keys that put a thing before or behind its neighbours. */

/**
 * _sw_canvas_find_edge:
 * @key: of an edge
 *
 * Returns: (transfer none) (nullable): that edge of what is shown
 */
const SwGraphEdge *
_sw_canvas_find_edge (SwCanvas *self, const char *key)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  for (guint i = 0; scene != NULL && i < sw_scene_get_n_edges (scene); i++)
    if (g_str_equal (sw_scene_get_edge (scene, i)->edge->key, key))
      return sw_scene_get_edge (scene, i)->edge;
  return NULL;
}

/* The edge that PARAMETER names, where it can be changed */
static const SwGraphEdge *
begin (SwCanvas *self, GVariant *parameter)
{
  return _sw_canvas_prepare_edit (self)
             ? _sw_canvas_find_edge (self, g_variant_get_string (parameter, NULL))
             : NULL;
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const SwGraphEdge *edge = begin (self, parameter);

  if (edge == NULL)
    return;
  SwPoint at = _sw_canvas_get_plus (self, edge->id);
  _sw_canvas_popup_stencils (self, sw_canvas_target_from_edge (edge),
                             (SwRect) { at.x, at.y, 1, 1 });
}

static void
aim_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const SwGraphEdge *edge = begin (self, parameter);
  SwCanvasDrag *drag = NULL;

  if (edge != NULL)
    drag = g_str_equal (name, "canvas.edge-from") ? sw_canvas_drag_new_tail (edge)
                                                  : sw_canvas_drag_new_head (edge);
  if (drag != NULL)
    _sw_canvas_aim_begin (self, drag);
}

static void
end_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const SwGraphEdge *edge = begin (self, parameter);
  GError *error = NULL;
  SwOpsResult *result;
  SwPlace place;

  if (edge == NULL || !sw_place_from_edge (edge, &place))
    return;
  if (g_str_equal (name, "canvas.edge-remove"))
    result = sw_ops_disconnect (_sw_canvas_get_model (self), &place, &error);
  else
    result = sw_ops_connect (_sw_canvas_get_model (self), &place, NULL, &error);
  gboolean silent = result != NULL && result->notes->len == 0;
  if (_sw_canvas_apply (self, result, error, _("Removed an arrow")) && silent)
    sw_document_offer_undo (self->document, _("Removed an arrow"));
}

/* What SELECTED is called when the element at POINTER has gone to INDEX; what is selected stays
 * so */
static char *
dup_carried (const char *selected, const char *pointer, guint index)
{
  const char *slash = strrchr (pointer, '/');
  gsize length = strlen (pointer);

  if (selected == NULL || !g_str_has_prefix (selected, pointer) || selected[length] != '/')
    return g_strdup (selected);
  return g_strdup_printf ("%.*s/%u%s", (int) (slash - pointer), pointer, index, selected + length);
}

static void
reorder (SwCanvas *self, const char *pointer, guint index, int by)
{
  GError *error = NULL;

  if ((int) index + by < 0)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  guint to = (guint) ((int) index + by);
  g_autofree char *selected = dup_carried (sw_document_get_selected (self->document), pointer, to);
  SwOpsResult *result = sw_ops_reorder (_sw_canvas_get_model (self), pointer, to, &error);
  if (result != NULL && selected != NULL)
    g_set_str (&result->select, selected);
  _sw_canvas_apply (self, result, error, _("Changed the order"));
}

static int
get_sense (const char *name)
{
  return g_str_has_suffix (name, "-earlier") || g_str_has_suffix (name, "-before") ? -1 : 1;
}

static void
edge_order_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const SwGraphEdge *edge = begin (self, parameter);
  g_autofree char *pointer = edge != NULL ? sw_canvas_dup_element (edge) : NULL;

  if (pointer != NULL)
    reorder (self, pointer, edge->index, get_sense (name));
}

/* The branch at POINTER */
static const SwScope *
find_branch (SwCanvas *self, const char *pointer)
{
  GPtrArray *states = sw_model_get_states (_sw_canvas_get_model (self));

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);
      for (guint j = 0; j < state->scopes->len; j++)
        {
          const SwScope *scope = g_ptr_array_index (state->scopes, j);
          if (scope->kind == SW_SCOPE_BRANCH && g_str_equal (scope->pointer, pointer))
            return scope;
        }
    }
  return NULL;
}

static void
branch_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const SwScope *branch = _sw_canvas_prepare_edit (self)
                              ? find_branch (self, g_variant_get_string (parameter, NULL))
                              : NULL;
  GError *error = NULL;

  if (branch == NULL)
    return;
  if (g_str_equal (name, "canvas.branch-remove"))
    {
      SwOpsResult *result =
          sw_ops_remove_branch (_sw_canvas_get_model (self), branch->pointer, &error);
      gboolean silent = result != NULL && result->notes->len == 0;
      if (_sw_canvas_apply (self, result, error, _("Removed a branch")) && silent)
        sw_document_offer_undo (self->document, _("Removed a branch"));
    }
  else
    reorder (self, branch->pointer, branch->index, get_sense (name));
}

/* A branch for the Parallel at the pointer; behind the branch where it is one's */
static void
add_branch_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const char *pointer = g_variant_get_string (parameter, NULL);
  GError *error = NULL;

  if (!_sw_canvas_prepare_edit (self))
    return;
  const SwScope *branch = find_branch (self, pointer);
  SwOpsResult *result = sw_ops_add_branch (_sw_canvas_get_model (self),
                                           branch != NULL ? branch->parent->pointer : pointer,
                                           branch != NULL ? branch->index + 1 : G_MAXUINT, &error);
  _sw_canvas_apply (self, result, error, _("Added a branch"));
}

/* The rule that alone leads to the state */
static const SwGraphEdge *
find_own_rule (const SwGraphNode *node)
{
  const SwGraphEdge *edge = sw_canvas_find_way_in (node);

  return edge != NULL && edge->kind == SW_EDGE_RULE ? edge : NULL;
}

/* What has neighbours, from a state outwards: the rule that leads to it, else the branch it is
 * in */
static void
shift (SwCanvas *self, const SwGraphNode *node, int by)
{
  const SwGraphEdge *rule = find_own_rule (node);
  const SwGraphScope *lane = node->scope;

  if (rule != NULL)
    {
      g_autofree char *pointer = sw_canvas_dup_element (rule);
      reorder (self, pointer, rule->index, by);
      return;
    }
  while (lane->owner != NULL && lane->scope->kind != SW_SCOPE_BRANCH)
    lane = lane->owner->scope;
  if (lane->owner != NULL)
    reorder (self, lane->scope->pointer, lane->scope->index, by);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* Ctrl+Shift and an arrow: along the flow the state itself, across it its rule or branch */
static void
nudge_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const char *side = g_variant_get_string (parameter, NULL);
  gboolean vertical = g_str_equal (side, "up") || g_str_equal (side, "down");
  gboolean back = g_str_equal (side, "up") || g_str_equal (side, "left");
  SwGraphNode *node = _sw_canvas_prepare_edit (self) ? _sw_canvas_get_current (self) : NULL;

  if (node == NULL)
    return;
  if (vertical == (self->direction == SW_DIRECTION_DOWN))
    gtk_widget_activate_action (widget, back ? "canvas.move-earlier" : "canvas.move-later", NULL);
  else
    shift (self, node, back ? -1 : 1);
}

static const struct
{
  const char                 *name;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "canvas.edge-add", add_cb },
  { "canvas.edge-to", aim_cb },
  { "canvas.edge-from", aim_cb },
  { "canvas.edge-end", end_cb },
  { "canvas.edge-remove", end_cb },
  { "canvas.edge-earlier", edge_order_cb },
  { "canvas.edge-later", edge_order_cb },
  { "canvas.branch-add", add_branch_cb },
  { "canvas.branch-before", branch_cb },
  { "canvas.branch-behind", branch_cb },
  { "canvas.branch-remove", branch_cb },
  { "canvas.nudge", nudge_cb },
};

static const struct
{
  guint       key;
  const char *side;
} sides[] = {
  { GDK_KEY_Up, "up" },
  { GDK_KEY_Down, "down" },
  { GDK_KEY_Left, "left" },
  { GDK_KEY_Right, "right" },
};

/**
 * _sw_canvas_install_arrow_actions:
 *
 * Gives the class its actions and keys. All take a string.
 */
void
_sw_canvas_install_arrow_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, "s", actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    gtk_widget_class_add_binding_action (widget_class, sides[i].key,
                                         GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.nudge", "s",
                                         sides[i].side);
}
