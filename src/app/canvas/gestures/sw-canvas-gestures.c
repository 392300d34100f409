/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

/* Pressing and dragging: events are handed to the tool (sw-canvas-tool.c), its answers acted
 * upon. */

#define EDGE_SCROLL_ZONE 32.0  /* view pixels along the border in which a drag scrolls */
#define EDGE_SCROLL_SPEED 12.0 /* view pixels a frame, at the very border */

static SwToolModifiers
get_modifiers (SwCanvas *self, GtkGesture *gesture)
{
  GdkModifierType state =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  SwToolModifiers modifiers = 0;

  if (state & GDK_CONTROL_MASK)
    modifiers |= SW_TOOL_TOGGLE;
  if (state & GDK_SHIFT_MASK)
    modifiers |= SW_TOOL_EXTEND;
  if (self->space)
    modifiers |= SW_TOOL_SPACE;
  return modifiers;
}

static void
stop_edge_scroll (SwCanvas *self)
{
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
}

static double
edge_speed (double at, double length)
{
  if (at < EDGE_SCROLL_ZONE)
    return -EDGE_SCROLL_SPEED * MIN (1, (EDGE_SCROLL_ZONE - at) / EDGE_SCROLL_ZONE);
  if (at > length - EDGE_SCROLL_ZONE)
    return EDGE_SCROLL_SPEED * MIN (1, (at - length + EDGE_SCROLL_ZONE) / EDGE_SCROLL_ZONE);
  return 0;
}

static gboolean
edge_scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SwCanvas *self = SW_CANVAS (widget);
  double dx = edge_speed (self->pointer.x, self->viewport.view_width);
  double dy = edge_speed (self->pointer.y, self->viewport.view_height);
  SwPoint before = { self->viewport.scroll_x, self->viewport.scroll_y };

  if (dx == 0 && dy == 0)
    return G_SOURCE_CONTINUE;
  _sw_canvas_scroll_by (self, dx, dy);
  /* What is pressed on the scene stays there: a rubber band grows as the view goes on. */
  self->tool.start.x -= self->viewport.scroll_x - before.x;
  self->tool.start.y -= self->viewport.scroll_y - before.y;
  if (self->drag != NULL)
    _sw_canvas_drag_update (self, self->pointer);
  return G_SOURCE_CONTINUE;
}

/* The state that is pressed, with the rest of the selection where it is part of it; the pressed one
 * first */
static SwCanvasDrag *
take_states (SwCanvas *self)
{
  const SwState *state = _sw_canvas_hit_state (self, self->tool.hit);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) selected = NULL;
  g_auto (GStrv) pointers = NULL;

  if (state == NULL)
    return NULL;
  if (!g_hash_table_contains (self->selection, state->pointer))
    _sw_canvas_select_only (self, state->pointer);
  selected = _sw_canvas_dup_selection (self);
  g_strv_builder_add (builder, state->pointer);
  for (guint i = 0; selected[i] != NULL; i++)
    if (!g_str_equal (selected[i], state->pointer))
      g_strv_builder_add (builder, selected[i]);
  pointers = g_strv_builder_end (builder);
  return sw_canvas_drag_new_move ((const char *const *) pointers);
}

/* What the press has taken hold of, NULL for nothing */
static SwCanvasDrag *
take_hold (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwHit hit = self->tool.hit;
  const SwGraphEdge *edge = sw_hit_is_edge (hit) ? sw_scene_get_edge (scene, hit.id)->edge : NULL;

  switch (self->tool.mode)
    {
    case SW_TOOL_MOVE:
      return take_states (self);
    case SW_TOOL_RECONNECT:
      return hit.kind == SW_HIT_TAIL ? sw_canvas_drag_new_tail (edge)
                                     : sw_canvas_drag_new_head (edge);
    case SW_TOOL_CONNECT:
      return sw_canvas_drag_new_arrow (sw_scene_get_node (scene, hit.id)->node);
    case SW_TOOL_ORDER:
      return edge != NULL
                 ? sw_canvas_drag_new_order_edge (edge)
                 : sw_canvas_drag_new_order_lane (sw_scene_get_node (scene, hit.id)->node->scope);
    case SW_TOOL_IDLE:
    case SW_TOOL_PRESSED:
    case SW_TOOL_PAN:
    case SW_TOOL_BAND:
    default:
      return NULL;
    }
}

static void
begin_drag (SwCanvas *self)
{
  SwCanvasDrag *drag = take_hold (self);

  _sw_canvas_view_stop (self);
  if (self->tool.mode == SW_TOOL_PAN)
    self->scroll_start = (SwPoint) { self->viewport.scroll_x, self->viewport.scroll_y };
  if (drag != NULL)
    _sw_canvas_drag_begin (self, drag);
  if (self->tool.mode != SW_TOOL_PAN && self->scroll_tick == 0)
    self->scroll_tick =
        gtk_widget_add_tick_callback (GTK_WIDGET (self), edge_scroll_cb, NULL, NULL);
  _sw_canvas_update_hover (self);
}

static void
update_drag (SwCanvas *self)
{
  if (self->tool.mode == SW_TOOL_PAN)
    _sw_canvas_scroll_by (
        self,
        self->scroll_start.x + self->tool.start.x - self->tool.point.x - self->viewport.scroll_x,
        self->scroll_start.y + self->tool.start.y - self->tool.point.y - self->viewport.scroll_y);
  else if (self->drag != NULL)
    _sw_canvas_drag_update (self, self->tool.point);
  _sw_canvas_update_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
select_band (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwRect band = sw_canvas_tool_get_band (&self->tool);
  SwPoint from = _sw_canvas_to_scene (self, (SwPoint) { band.x, band.y });
  SwPoint to = _sw_canvas_to_scene (self, (SwPoint) { band.x + band.width, band.y + band.height });
  g_autoptr (GArray) ids = sw_scene_find_nodes_in (scene, sw_rect_from_points (from, to));

  if (!(self->tool.modifiers & (SW_TOOL_EXTEND | SW_TOOL_TOGGLE)))
    g_hash_table_remove_all (self->selection);
  for (guint i = 0; i < ids->len; i++)
    {
      const SwGraphNode *node = sw_scene_get_node (scene, g_array_index (ids, guint, i))->node;
      g_hash_table_add (self->selection, g_strdup (node->state->pointer));
    }
  _sw_canvas_selection_sync (self);
}

static void
focus_node (SwCanvas *self, guint id)
{
  SwCanvasNode *widget = sw_canvas_board_get_widget (self->board, id);

  if (widget == NULL)
    return;
  sw_canvas_board_set_current (self->board, id);
  gtk_widget_grab_focus (GTK_WIDGET (widget));
}

/**
 * _sw_canvas_focus_hit:
 *
 * Brings the keyboard along with a press: to the state that is pressed, else to the canvas at
 * large.
 */
void
_sw_canvas_focus_hit (SwCanvas *self, SwHit hit)
{
  if (hit.kind == SW_HIT_NODE || hit.kind == SW_HIT_BODY)
    focus_node (self, hit.id);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Whether the button that closes a container was pressed */
static gboolean
is_on_fold (SwCanvas *self, guint id)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  SwRect button = sw_scene_get_fold_rect (sw_canvas_board_get_scene (self->board), id, rtl);

  return sw_rect_contains (button, _sw_canvas_to_scene (self, self->tool.start));
}

/* An arrow is a part of the state it comes from: that is selected, and the inspector shows the rule
 * or the catcher that leads along it. */
static void
inspect_edge (SwCanvas *self, const SwGraphEdge *edge)
{
  g_autofree char *element = sw_canvas_dup_element (edge);

  _sw_canvas_select_only (self, edge->from->state != NULL ? edge->from->state->pointer : NULL);
  if (element != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-part", "s", element);
}

/* The branch that was clicked beside its states */
static void
activate_branch (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwHit hit = self->tool.hit;
  const SwGraphScope *lane =
      hit.kind == SW_HIT_LANE
          ? sw_scene_get_node (scene, hit.id)->node->scope
          : sw_scene_find_lane (scene, _sw_canvas_to_scene (self, self->tool.start));

  if (lane == NULL || lane->owner == NULL || lane->scope->kind != SW_SCOPE_BRANCH)
    return;
  g_autofree char *container = g_strdup (lane->owner->state->pointer);
  g_signal_emit_by_name (self, "branch-activated", container, lane->scope->index);
}

static void
click (SwCanvas *self)
{
  SwHit hit = self->tool.hit;
  const SwState *state = _sw_canvas_hit_state (self, hit);
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwBreakBadge *stop;

  if (_sw_canvas_press_badge (self, self->tool.start))
    return;
  stop = sw_canvas_board_find_break (self->board, _sw_canvas_to_scene (self, self->tool.start));
  if (stop != NULL)
    {
      g_autofree char *pointer = g_strdup (stop->pointer);
      g_signal_emit_by_name (self, "breakpoint-activated", pointer);
      return;
    }
  if (hit.kind == SW_HIT_PLUS)
    {
      SwPoint at = _sw_canvas_to_view (self, self->plus);
      _sw_canvas_popup_stencils (
          self, sw_canvas_target_from_edge (sw_scene_get_edge (scene, hit.id)->edge),
          (SwRect) { at.x - SW_CANVAS_PLUS_RADIUS, at.y - SW_CANVAS_PLUS_RADIUS,
                     2 * SW_CANVAS_PLUS_RADIUS, 2 * SW_CANVAS_PLUS_RADIUS });
      return;
    }
  if (hit.kind == SW_HIT_HANDLE)
    {
      _sw_canvas_select_only (self, state->pointer);
      _sw_canvas_aim_begin (self,
                            sw_canvas_drag_new_arrow (sw_scene_get_node (scene, hit.id)->node));
      return;
    }
  if (hit.kind == SW_HIT_NODE && is_on_fold (self, hit.id)
      && _sw_canvas_turn (self, sw_scene_get_node (scene, hit.id)->node))
    return;
  if (state != NULL && self->tool.modifiers & SW_TOOL_TOGGLE)
    _sw_canvas_select_toggle (self, state->pointer);
  else if (state != NULL && self->tool.modifiers & SW_TOOL_EXTEND)
    _sw_canvas_select_add (self, state->pointer);
  else if (sw_hit_is_edge (hit) && self->tool.modifiers == 0)
    inspect_edge (self, sw_scene_get_edge (scene, hit.id)->edge);
  else if (!(self->tool.modifiers & (SW_TOOL_TOGGLE | SW_TOOL_EXTEND)))
    _sw_canvas_select_only (self, state ? state->pointer : NULL);
  if (hit.kind == SW_HIT_LANE || hit.kind == SW_HIT_BODY)
    activate_branch (self);
  if (self->n_press == 2 && hit.kind == SW_HIT_NODE && state != NULL
      && _sw_canvas_is_editable (self))
    _sw_canvas_popup_rename (self);
}

/* A finger on the ground scrolls, which is the scrolled window's. */
static gboolean
is_for_scrolling (GtkGesture *gesture, SwHit hit)
{
  GdkDevice *device = gtk_gesture_get_device (gesture);

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN
         && (hit.kind == SW_HIT_NOTHING || hit.kind == SW_HIT_BODY || hit.kind == SW_HIT_EDGE);
}

/* A click chooses what keys aim at else. */
static void
pick (SwCanvas *self, SwPoint point)
{
  _sw_canvas_drag_update (self, point);
  if (sw_canvas_drag_is_allowed (self->drag))
    _sw_canvas_drag_drop (self);
  else
    _sw_canvas_cancel (self);
}

static void
drag_begin_cb (SwCanvas *self, double x, double y, GtkGesture *gesture)
{
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  SwPoint point = { x, y };

  _sw_canvas_settle (self);
  SwHit hit = _sw_canvas_hit_at (self, point);
  if ((button != GDK_BUTTON_PRIMARY && button != GDK_BUTTON_MIDDLE)
      || is_for_scrolling (gesture, hit))
    {
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  if (self->aiming)
    {
      pick (self, point);
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
      return;
    }
  _sw_canvas_popdown (self);
  _sw_canvas_focus_hit (self, hit);
  const SwState *state = hit.kind == SW_HIT_NODE ? _sw_canvas_hit_state (self, hit) : NULL;
  gboolean editable = _sw_canvas_is_editable (self);
  SwToolAnswer answer = sw_canvas_tool_press (
      &self->tool, hit, state != NULL && editable, point,
      button == GDK_BUTTON_MIDDLE ? SW_TOOL_BUTTON_MIDDLE : SW_TOOL_BUTTON_PRIMARY,
      get_modifiers (self, gesture));
  if (answer == SW_TOOL_ANSWER_BEGIN)
    begin_drag (self);
}

static void
drag_update_cb (SwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  double x;
  double y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  self->pointer = (SwPoint) { x + dx, y + dy };
  switch (sw_canvas_tool_move (&self->tool, self->pointer))
    {
    case SW_TOOL_ANSWER_BEGIN:
      gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
      begin_drag (self);
      update_drag (self);
      break;
    case SW_TOOL_ANSWER_UPDATE:
      update_drag (self);
      break;
    case SW_TOOL_ANSWER_NONE:
    case SW_TOOL_ANSWER_CLICK:
    case SW_TOOL_ANSWER_DROP:
    case SW_TOOL_ANSWER_CANCEL:
    default:
      break;
    }
}

static void
drag_end_cb (SwCanvas *self, double dx, double dy, GtkGesture *gesture)
{
  SwToolMode ended;
  double x;
  double y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  SwPoint point = { x + dx, y + dy };
  SwToolAnswer answer = sw_canvas_tool_release (&self->tool, point, &ended);
  stop_edge_scroll (self);
  if (answer == SW_TOOL_ANSWER_CLICK)
    click (self);
  else if (answer == SW_TOOL_ANSWER_DROP && ended == SW_TOOL_BAND)
    select_band (self);
  else if (answer == SW_TOOL_ANSWER_DROP && self->drag != NULL)
    _sw_canvas_drag_drop (self);
  _sw_canvas_update_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _sw_canvas_cancel:
 *
 * Gives up the gesture under way.
 *
 * Returns: whether there was one
 */
gboolean
_sw_canvas_cancel (SwCanvas *self)
{
  gboolean was_dragging = sw_canvas_tool_is_dragging (&self->tool) || self->drag != NULL;

  sw_canvas_tool_cancel (&self->tool);
  stop_edge_scroll (self);
  _sw_canvas_drag_end (self);
  _sw_canvas_update_hover (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return was_dragging;
}

static void
drag_cancel_cb (SwCanvas *self)
{
  _sw_canvas_cancel (self);
}

/**
 * _sw_canvas_add_drag_gesture:
 *
 * Listens to pressing and dragging.
 */
void
_sw_canvas_add_drag_gesture (SwCanvas *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (drag), 0);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (drag, "cancel", G_CALLBACK (drag_cancel_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}
