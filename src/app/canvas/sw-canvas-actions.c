/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* The commands of the canvas, each an action with its keys; menus name the same actions. */

/**
 * _sw_canvas_is_editable:
 *
 * Returns: whether gestures may change the document: its text can be read
 */
gboolean
_sw_canvas_is_editable (SwCanvas *self)
{
  return sw_canvas_board_get_scene (self->board) != NULL && !sw_document_get_stale (self->document);
}

/**
 * _sw_canvas_apply:
 * @take_result: (transfer full) (nullable): what an operation answered
 * @take_error: (transfer full) (nullable): why it refused
 * @label: what the gesture did, in words
 *
 * The end of every gesture: one edit, one undo step, and the state that is selected gets the focus
 * if the canvas has it. The window that holds the document announces @label.
 *
 * Returns: whether the text was changed
 */
gboolean
_sw_canvas_apply (SwCanvas *self, SwOpsResult *take_result, GError *take_error, const char *label)
{
  gboolean had_focus = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  g_auto (GStrv) also = take_result != NULL ? g_strdupv (take_result->also) : NULL;

  if (!_sw_canvas_take_result (self, take_result, take_error, label))
    return FALSE;
  for (guint i = 0; also != NULL && also[i] != NULL; i++)
    g_hash_table_add (self->selection, g_strdup (also[i]));
  if (also != NULL)
    _sw_canvas_selection_sync (self);
  const SwGraphNode *node
      = sw_canvas_board_find_pointer (self->board, sw_document_get_selected (self->document));
  if (node == NULL)
    return TRUE;
  sw_canvas_board_set_current (self->board, node->id);
  if (had_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self->board));
  return TRUE;
}

static void
rename_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);

  if (_sw_canvas_prepare_edit (self))
    _sw_canvas_popup_rename (self);
}

static void
select_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _sw_canvas_select_all (SW_CANVAS (widget));
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  double zoom = self->viewport.scale;

  if (g_str_equal (name, "canvas.zoom-fit"))
    {
      sw_canvas_fit (self);
      return;
    }
  if (g_str_equal (name, "canvas.zoom-in"))
    zoom = sw_viewport_get_next_scale (zoom, 1);
  else if (g_str_equal (name, "canvas.zoom-out"))
    zoom = sw_viewport_get_next_scale (zoom, -1);
  else
    zoom = 1;
  sw_canvas_set_zoom (self, zoom);
}

/**
 * _sw_canvas_dup_add_target:
 *
 * Returns: (transfer full) (nullable): where a state goes that is added without pointing: after the
 *   current state, else at the end of the machine
 */
SwCanvasTarget *
_sw_canvas_dup_add_target (SwCanvas *self)
{
  SwGraph *graph = sw_scene_get_graph (sw_canvas_board_get_scene (self->board));
  SwGraphNode *current
      = sw_canvas_board_find_pointer (self->board, sw_document_get_selected (self->document));
  SwGraphScope *root = sw_graph_get_root (graph);
  SwCanvasTarget *target = sw_canvas_target_for_empty (graph);

  if (target != NULL)
    return target;
  if (current == NULL)
    current = sw_canvas_board_get_focused (self->board);
  if (current != NULL)
    return sw_canvas_target_after (graph, current);
  for (guint i = root->edges->len; i > 0 && target == NULL; i--)
    {
      const SwGraphEdge *edge = g_ptr_array_index (root->edges, i - 1);
      if (edge->kind == SW_EDGE_END
          && !(edge->from->state != NULL && sw_state_type_is_terminal (edge->from->state->type)))
        target = sw_canvas_target_from_edge (edge);
    }
  return target;
}

/**
 * sw_canvas_add:
 * @stencil_id: of a stencil (`SwStencil.id`)
 *
 * Adds a state after the selected one, or where the list of stencils was opened.
 */
void
sw_canvas_add (SwCanvas *self, const char *stencil_id)
{
  const SwStencil *stencil = sw_stencils_find (stencil_id);
  GError *error = NULL;

  g_return_if_fail (SW_IS_CANVAS (self));
  g_return_if_fail (stencil != NULL);

  g_autoptr (SwCanvasTarget) target = g_steal_pointer (&self->add_target);
  _sw_canvas_popdown (self);
  if (!_sw_canvas_prepare_edit (self))
    {
      sw_document_report (self->document, _("Mend the errors in the code first"));
      return;
    }
  if (target == NULL)
    target = _sw_canvas_dup_add_target (self);
  if (target == NULL)
    {
      sw_document_report (self->document, _("Select the state after which to add"));
      return;
    }
  g_autofree char *label = g_strdup_printf (_("Added %s"), _(stencil->label));
  SwOpsResult *result = sw_ops_add (_sw_canvas_get_model (self), stencil, &target->place, &error);
  _sw_canvas_apply (self, result, error, label);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
add_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sw_canvas_add (SW_CANVAS (widget), g_variant_get_string (parameter, NULL));
}

static void
add_menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  gboolean editable = _sw_canvas_prepare_edit (self);
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwGraphNode *current = _sw_canvas_get_current (self);
  SwRect at = { self->viewport.view_width / 2, self->viewport.view_height / 2, 1, 1 };

  if (!editable)
    return;
  if (current != NULL)
    at = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, current->id));
  _sw_canvas_popup_stencils (
      self, current ? sw_canvas_target_after (sw_scene_get_graph (scene), current) : NULL, at);
}

static void
inspect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwGraphNode *current = _sw_canvas_get_current (self);

  if (current != NULL && current->kind == SW_GRAPH_NODE_SLOT)
    {
      gtk_widget_activate_action (widget, "canvas.add-menu", NULL);
      return;
    }
  if (current != NULL && current->state != NULL)
    _sw_canvas_select_only (self, current->state->pointer);
  gtk_widget_activate_action (widget, "win.focus-inspector", NULL);
}

static void
step_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sw_canvas_board_step (SW_CANVAS (widget)->board,
                        g_str_equal (name, "canvas.first") ? SW_STEP_FIRST : SW_STEP_LAST);
}

static void
go_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  sw_canvas_board_go_to (SW_CANVAS (widget)->board, g_variant_get_uint32 (parameter));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwGraphNode *current = _sw_canvas_get_current (self);
  SwPoint at = { self->viewport.view_width / 2, self->viewport.view_height / 2 };

  if (current != NULL)
    {
      SwRect rect = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, current->id));
      at =
          (SwPoint) { rect.x + rect.width / 2, rect.y + MIN (rect.height, SW_LAYOUT_STATE_HEIGHT) };
    }
  SwHit hit = { current != NULL ? SW_HIT_NODE : SW_HIT_NOTHING, current != NULL ? current->id : 0 };
  g_autoptr (GMenuModel) menu = _sw_canvas_make_menu (self, hit, _sw_canvas_to_scene (self, at));
  _sw_canvas_popup_menu (self, menu, at);
}

static void
problems_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  _sw_canvas_popup_problems (SW_CANVAS (widget));
}

static void
cancel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);

  if (!_sw_canvas_cancel (self))
    _sw_canvas_select_only (self, NULL);
}

static const struct
{
  const char               *name;
  const char               *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "canvas.rename", NULL, rename_cb },
  { "canvas.select-all", NULL, select_all_cb },
  { "canvas.add", "s", add_cb },
  { "canvas.add-menu", NULL, add_menu_cb },
  { "canvas.inspect", NULL, inspect_cb },
  { "canvas.first", NULL, step_cb },
  { "canvas.last", NULL, step_cb },
  { "canvas.menu", NULL, menu_cb },
  { "canvas.problems", NULL, problems_cb },
  { "canvas.go-to", "u", go_to_cb },
  { "canvas.cancel", NULL, cancel_cb },
  { "canvas.zoom-in", NULL, zoom_cb },
  { "canvas.zoom-out", NULL, zoom_cb },
  { "canvas.zoom-reset", NULL, zoom_cb },
  { "canvas.zoom-fit", NULL, zoom_cb },
};

static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
} keys[] = {
  { GDK_KEY_F2, 0, "canvas.rename" },
  { GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all" },
  { GDK_KEY_a, 0, "canvas.add-menu" },
  { GDK_KEY_Insert, 0, "canvas.add-menu" },
  { GDK_KEY_Return, 0, "canvas.inspect" },
  { GDK_KEY_KP_Enter, 0, "canvas.inspect" },
  { GDK_KEY_Home, 0, "canvas.first" },
  { GDK_KEY_End, 0, "canvas.last" },
  { GDK_KEY_Menu, 0, "canvas.menu" },
  { GDK_KEY_F10, GDK_SHIFT_MASK, "canvas.menu" },
  { GDK_KEY_period, GDK_CONTROL_MASK, "canvas.problems" },
  { GDK_KEY_Escape, 0, "canvas.cancel" },
  { GDK_KEY_plus, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_equal, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_KP_Add, GDK_CONTROL_MASK, "canvas.zoom-in" },
  { GDK_KEY_minus, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "canvas.zoom-out" },
  { GDK_KEY_0, GDK_CONTROL_MASK, "canvas.zoom-reset" },
  { GDK_KEY_KP_0, GDK_CONTROL_MASK, "canvas.zoom-reset" },
  { GDK_KEY_9, GDK_CONTROL_MASK, "canvas.zoom-fit" },
};

/**
 * _sw_canvas_install_actions:
 *
 * Gives the class its actions and keys.
 */
void
_sw_canvas_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
  _sw_canvas_install_edit_actions (widget_class);
  _sw_canvas_install_arrow_actions (widget_class);
  _sw_canvas_install_clipboard_actions (widget_class);
}

/**
 * _sw_canvas_update_actions:
 *
 * Switches off what makes no sense at the moment.
 */
void
_sw_canvas_update_actions (SwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = _sw_canvas_is_editable (self);
  guint selected = g_hash_table_size (self->selection);

  gtk_widget_action_set_enabled (widget, "canvas.rename", editable && selected == 1);
  gtk_widget_action_set_enabled (widget, "canvas.add-menu", editable);
  _sw_canvas_update_edit_actions (self);
  _sw_canvas_update_clipboard_actions (self);
  gtk_widget_action_set_enabled (widget, "canvas.zoom-in",
                                 self->viewport.scale < SW_VIEWPORT_MAX_SCALE);
  gtk_widget_action_set_enabled (widget, "canvas.zoom-out",
                                 self->viewport.scale > SW_VIEWPORT_MIN_SCALE);
}
