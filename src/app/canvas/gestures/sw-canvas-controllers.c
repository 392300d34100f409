/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <math.h>

/* The event controllers: wheel, pinch, keys, menu and hovering; what is pressed and dragged goes to
 * sw-canvas-gestures.c. */

static void
pressed_cb (SwCanvas *self, int n_press)
{
  self->n_press = n_press;
}

/* The menu of what is under the pointer, which is selected first */
static void
open_menu (SwCanvas *self, SwPoint point)
{
  _sw_canvas_settle (self);
  SwHit hit = _sw_canvas_hit_at (self, point);
  const SwState *state = _sw_canvas_hit_state (self, hit);

  if (state == NULL)
    _sw_canvas_select_only (self, NULL);
  else if (!g_hash_table_contains (self->selection, state->pointer))
    _sw_canvas_select_only (self, state->pointer);
  _sw_canvas_focus_hit (self, hit);
  g_autoptr (GMenuModel) menu = _sw_canvas_make_menu (self, hit, _sw_canvas_to_scene (self, point));
  _sw_canvas_popup_menu (self, menu, point);
}

static void
menu_pressed_cb (SwCanvas *self, int n_press, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  open_menu (self, (SwPoint) { x, y });
}

static void
long_press_cb (SwCanvas *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  _sw_canvas_cancel (self);
  open_menu (self, (SwPoint) { x, y });
}

static void
motion_cb (SwCanvas *self, double x, double y)
{
  self->pointer = (SwPoint) { x, y };
  _sw_canvas_update_hover (self);
}

static void
leave_cb (SwCanvas *self)
{
  if (sw_canvas_tool_is_dragging (&self->tool))
    return;
  self->pointer = (SwPoint) { -1, -1 };
  _sw_canvas_update_hover (self);
}

/* Ctrl and the wheel zoom about the pointer; the wheel alone is the scrolled window's. */
static gboolean
scroll_cb (SwCanvas *self, double dx, double dy, GtkEventController *controller)
{
  GdkModifierType state = gtk_event_controller_get_current_event_state (controller);
  GdkScrollUnit unit =
      gtk_event_controller_scroll_get_unit (GTK_EVENT_CONTROLLER_SCROLL (controller));
  double steps = unit == GDK_SCROLL_UNIT_SURFACE ? dy / 20 : dy;

  if (!(state & GDK_CONTROL_MASK))
    return GDK_EVENT_PROPAGATE;
  _sw_canvas_zoom_at (self, self->viewport.scale * pow (1.15, -steps), self->pointer, FALSE);
  _sw_canvas_update_hover (self);
  return GDK_EVENT_STOP;
}

/**
 * _sw_canvas_pinch_begin:
 *
 * Two fingers are on the diagram: whatever one of them began ends.
 */
void
_sw_canvas_pinch_begin (SwCanvas *self)
{
  _sw_canvas_cancel (self);
  self->pinch_start = self->viewport.scale;
}

/**
 * _sw_canvas_pinch:
 * @scale: how much further apart the fingers are than when they began
 * @between: the point between them, in pixels of the view; it stays where it is
 *
 * Zooms with the fingers, at once.
 */
void
_sw_canvas_pinch (SwCanvas *self, double scale, SwPoint between)
{
  _sw_canvas_zoom_at (self, self->pinch_start * scale, between, FALSE);
}

static void
pinch_begin_cb (SwCanvas *self, GdkEventSequence *sequence, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  _sw_canvas_pinch_begin (self);
}

static void
pinch_cb (SwCanvas *self, double scale, GtkGesture *gesture)
{
  SwPoint between;

  if (gtk_gesture_get_bounding_box_center (gesture, &between.x, &between.y))
    _sw_canvas_pinch (self, scale, between);
}

static gboolean
key_pressed_cb (SwCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_space || state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return GDK_EVENT_PROPAGATE;
  self->space = TRUE;
  _sw_canvas_update_cursor (self);
  return GDK_EVENT_STOP;
}

/* Before any other use of the key */
static gboolean
aim_key_cb (SwCanvas *self, guint keyval, guint keycode, GdkModifierType state)
{
  return _sw_canvas_aim_key (self, keyval, state);
}

static void
key_released_cb (SwCanvas *self, guint keyval)
{
  if (keyval != GDK_KEY_space)
    return;
  self->space = FALSE;
  _sw_canvas_update_cursor (self);
}

static void
focus_left_cb (SwCanvas *self)
{
  self->space = FALSE;
  if (self->aiming)
    _sw_canvas_cancel (self);
}

static GtkEventController *
add (SwCanvas *self, GtkEventController *controller)
{
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  return controller;
}

#define ON(controller, signal, callback) \
  g_signal_connect_swapped (controller, signal, G_CALLBACK (callback), self)

static void
add_pointer_controllers (SwCanvas *self)
{
  GtkEventController *press = add (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()));
  GtkEventController *menu = add (self, GTK_EVENT_CONTROLLER (gtk_gesture_click_new ()));
  GtkEventController *hold = add (self, GTK_EVENT_CONTROLLER (gtk_gesture_long_press_new ()));
  GtkEventController *motion = add (self, gtk_event_controller_motion_new ());

  ON (press, "pressed", pressed_cb);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  ON (menu, "pressed", menu_pressed_cb);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  ON (hold, "pressed", long_press_cb);
  ON (motion, "motion", motion_cb);
  ON (motion, "enter", motion_cb);
  ON (motion, "leave", leave_cb);
}

/**
 * _sw_canvas_add_controllers:
 *
 * Listens to pointer, wheel, touch and keys.
 */
void
_sw_canvas_add_controllers (SwCanvas *self)
{
  _sw_canvas_add_drag_gesture (self);
  add_pointer_controllers (self);

  GtkEventController *wheel
      = add (self, gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES));
  gtk_event_controller_set_propagation_phase (wheel, GTK_PHASE_CAPTURE);
  ON (wheel, "scroll", scroll_cb);

  GtkEventController *pinch = add (self, GTK_EVENT_CONTROLLER (gtk_gesture_zoom_new ()));
  gtk_event_controller_set_propagation_phase (pinch, GTK_PHASE_CAPTURE);
  ON (pinch, "begin", pinch_begin_cb);
  ON (pinch, "scale-changed", pinch_cb);

  GtkEventController *aim = add (self, gtk_event_controller_key_new ());
  gtk_event_controller_set_propagation_phase (aim, GTK_PHASE_CAPTURE);
  ON (aim, "key-pressed", aim_key_cb);
  GtkEventController *key = add (self, gtk_event_controller_key_new ());
  ON (key, "key-pressed", key_pressed_cb);
  ON (key, "key-released", key_released_cb);
  GtkEventController *focus = add (self, gtk_event_controller_focus_new ());
  ON (focus, "leave", focus_left_cb);
  self->pointer = (SwPoint) { -1, -1 };
}
