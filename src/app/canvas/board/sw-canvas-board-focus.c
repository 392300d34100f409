/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

#include "app/canvas/sw-canvas-navigate.h"

/* The board is one stop for Tab; within it the arrow keys follow the graph. */

static gboolean
focus_id (SwCanvasBoard *self, guint id)
{
  SwCanvasNode *widget = sw_canvas_board_get_widget (self, id);

  return widget != NULL && gtk_widget_grab_focus (GTK_WIDGET (widget));
}

/**
 * _sw_canvas_board_grab_focus:
 *
 * Gives the focus to the current state, else to the first.
 */
gboolean
_sw_canvas_board_grab_focus (GtkWidget *widget)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (widget);
  guint first;

  if (self->scene == NULL || sw_scene_get_n_nodes (self->scene) == 0)
    return FALSE;
  if (focus_id (self, self->current))
    return TRUE;
  return sw_canvas_navigate (self->scene, self->direction, 0, SW_STEP_FIRST, &first)
         && focus_id (self, first);
}

/* Which step an arrow key is */
static gboolean
direction_to_step (SwDirection flow, GtkDirectionType direction, SwStep *step)
{
  static const struct
  {
    GtkDirectionType direction;
    SwStep           down;
    SwStep           right;
  } steps[] = {
    { GTK_DIR_DOWN, SW_STEP_NEXT, SW_STEP_BEHIND },
    { GTK_DIR_UP, SW_STEP_PREVIOUS, SW_STEP_BEFORE },
    { GTK_DIR_LEFT, SW_STEP_BEFORE, SW_STEP_PREVIOUS },
    { GTK_DIR_RIGHT, SW_STEP_BEHIND, SW_STEP_NEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].direction == direction)
      {
        *step = flow == SW_DIRECTION_RIGHT ? steps[i].right : steps[i].down;
        return TRUE;
      }
  return FALSE;
}

/**
 * _sw_canvas_board_focus:
 * @direction: Tab or an arrow
 *
 * Moves the focus: Tab enters at the current state and leaves again, arrows follow the graph.
 */
gboolean
_sw_canvas_board_focus (GtkWidget *widget, GtkDirectionType direction)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (widget);
  SwGraphNode *focused = sw_canvas_board_get_focused (self);
  SwStep step;
  guint to;

  if (focused == NULL)
    return _sw_canvas_board_grab_focus (widget);
  if (!direction_to_step (self->direction, direction, &step))
    return FALSE;
  if (sw_canvas_navigate (self->scene, self->direction, focused->id, step, &to))
    sw_canvas_board_go_to (self, to);
  return TRUE;
}

/**
 * sw_canvas_board_go_to:
 * @id: of a state or a slot
 *
 * Moves the focus as the person asked by a key, or assistive technology for them, and says so: the
 * selection goes along.
 */
void
sw_canvas_board_go_to (SwCanvasBoard *self, guint id)
{
  if (self->scene != NULL && id < sw_scene_get_n_nodes (self->scene) && focus_id (self, id))
    g_signal_emit_by_name (self, "moved", id);
}

/**
 * sw_canvas_board_step:
 * @step: which way
 *
 * Moves the focus from where it is, or from the current state.
 */
void
sw_canvas_board_step (SwCanvasBoard *self, SwStep step)
{
  const SwGraphNode *focused = sw_canvas_board_get_focused (self);
  guint from = focused != NULL ? focused->id : self->current;
  guint to;

  if (self->scene != NULL && from < sw_scene_get_n_nodes (self->scene)
      && sw_canvas_navigate (self->scene, self->direction, from, step, &to))
    sw_canvas_board_go_to (self, to);
}
