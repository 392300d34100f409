/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-words.h"
#include "app/palette/sw-stencil-drag.h"

/* What is in the hand: a stencil from the palette (the system's drag and drop), or something of
 * this canvas. Where it may land is lit up at once, where it would land follows the pointer. */

static double
drop_radius (SwCanvas *self)
{
  return SW_CANVAS_DROP_RADIUS / MAX (self->view.scale, 0.4);
}

static void
lift (SwCanvas *self, const char *const *pointers)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; pointers != NULL && pointers[i] != NULL; i++)
    {
      const SwGraphNode *node = sw_canvas_board_find_pointer (self->board, pointers[i]);
      if (node != NULL)
        g_array_append_val (ids, node->id);
    }
  sw_canvas_board_set_marks (self->board, SW_CARD_LIFTED, (const guint *) (gpointer) ids->data,
                             ids->len);
}

/**
 * _sw_canvas_drag_begin:
 * @take_drag: (transfer full): what is in the hand
 *
 * Lights up where it may land.
 */
void
_sw_canvas_drag_begin (SwCanvas *self, SwCanvasDrag *take_drag)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  g_autoptr (GArray) nodes = NULL;

  _sw_canvas_drag_end (self);
  self->drag = take_drag;
  self->drop_edges = sw_canvas_drag_find_edges (take_drag, scene);
  nodes = sw_canvas_drag_find_nodes (take_drag, scene);
  sw_canvas_board_set_marks (self->board, SW_CARD_LEGAL, (const guint *) (gpointer) nodes->data,
                             nodes->len);
  lift (self, sw_canvas_drag_get_pointers (take_drag));
}

/**
 * _sw_canvas_drag_show_aim:
 *
 * Marks what is aimed at.
 */
void
_sw_canvas_drag_show_aim (SwCanvas *self)
{
  guint node = SW_CANVAS_NO_ID;

  if (sw_canvas_drag_is_allowed (self->drag))
    {
      const SwCanvasTarget *target = sw_canvas_drag_get_target (self->drag);
      node = target != NULL ? target->slot : sw_canvas_drag_get_node (self->drag);
    }
  sw_canvas_board_set_marks (self->board, SW_CARD_TARGET, &node, 1);
}

/**
 * _sw_canvas_drag_update:
 * @point: where it is held, in view pixels
 *
 * Aims.
 */
void
_sw_canvas_drag_update (SwCanvas *self, SwPoint point)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  self->pointer = point;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (sw_canvas_drag_aim (self->drag, scene, _sw_canvas_to_scene (self, point), drop_radius (self)))
    _sw_canvas_drag_show_aim (self);
}

/**
 * _sw_canvas_drag_end:
 *
 * Lets go without doing anything.
 */
void
_sw_canvas_drag_end (SwCanvas *self)
{
  if (self->drag == NULL)
    return;
  self->aiming = FALSE;
  g_clear_pointer (&self->drag, sw_canvas_drag_free);
  g_clear_pointer (&self->drop_edges, g_array_unref);
  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_object (&self->ghost_text);
  if (self->board == NULL)
    return;
  sw_canvas_board_set_marks (self->board, SW_CARD_LEGAL | SW_CARD_TARGET | SW_CARD_LIFTED, NULL, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static char *
dup_moved (SwCanvas *self, const char *const *pointers)
{
  const SwGraphNode *node = sw_canvas_board_find_pointer (self->board, pointers[0]);
  guint count = g_strv_length ((char **) pointers);

  if (count > 1)
    return g_strdup_printf (ngettext ("Moved %u state", "Moved %u states", count), count);
  /* Translators: %s is the name of a state */
  return g_strdup_printf (_("Moved %s"), node != NULL ? node->state->name : "");
}

static char *
dup_label (SwCanvas *self, const SwCanvasDrag *drag)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphNode *to = NULL;

  if (sw_canvas_drag_get_node (drag) != SW_CANVAS_NO_ID)
    to = sw_scene_get_node (scene, sw_canvas_drag_get_node (drag))->node;
  switch (sw_canvas_drag_get_kind (drag))
    {
    case SW_DRAG_ADD:
      /* Translators: %s is what the palette calls a kind of state */
      return g_strdup_printf (_("Added %s"), _(sw_canvas_drag_get_stencil (drag)->label));
    case SW_DRAG_MOVE:
      return dup_moved (self, sw_canvas_drag_get_pointers (drag));
    case SW_DRAG_ORDER_EDGE:
    case SW_DRAG_ORDER_LANE:
      return g_strdup (_("Changed the order"));
    case SW_DRAG_TAIL:
      return sw_words_dup_connected (
          to, sw_scene_get_edge (scene, sw_canvas_drag_get_edge (drag))->edge->to);
    case SW_DRAG_HEAD:
    case SW_DRAG_ARROW:
    default:
      return sw_words_dup_connected (
          sw_scene_get_node (scene, sw_canvas_drag_get_from (drag))->node, to);
    }
}

/* A new arrow that may be a Next, a rule or a catcher: the person says which. */
static gboolean
ask_which (SwCanvas *self, SwPoint at)
{
  g_autoptr (GArray) ways =
      sw_canvas_drag_dup_ways (self->drag, sw_canvas_board_get_scene (self->board));

  if (ways->len < 2)
    return FALSE;
  g_autoptr (GMenuModel) menu = _sw_canvas_make_ways_menu (self, self->drag, ways);
  _sw_canvas_drag_end (self);
  _sw_canvas_popup_menu (self, menu, at);
  return TRUE;
}

/* Where a question about what is aimed at stands: at the pointer, or at the node that keys have
 * chosen */
static SwPoint
get_question_point (SwCanvas *self)
{
  guint node = sw_canvas_drag_get_node (self->drag);

  if (!self->aiming || node == SW_CANVAS_NO_ID)
    return self->pointer;
  return sw_rect_get_center (_sw_canvas_rect_to_view (
      self, sw_scene_get_node_rect (sw_canvas_board_get_scene (self->board), node)));
}

/**
 * _sw_canvas_drag_drop:
 *
 * Does what a drop means here, or says why it is not possible.
 */
void
_sw_canvas_drag_drop (SwCanvas *self)
{
  const SwCanvasDrag *drag = self->drag;
  g_autofree char *label = NULL;
  SwOpsResult *result = NULL;
  GError *error = NULL;
  gboolean aimed = sw_canvas_drag_is_aimed (drag);

  if (aimed && ask_which (self, get_question_point (self)))
    return;
  if (aimed)
    {
      label = dup_label (self, drag);
      result = sw_canvas_drag_perform (drag, sw_canvas_board_get_scene (self->board), &error);
    }
  _sw_canvas_drag_end (self);
  if (aimed)
    _sw_canvas_apply (self, result, error, label);
}

static const SwStencil *
get_dragged_stencil (GtkDropTarget *target)
{
  const GValue *value = gtk_drop_target_get_value (target);

  if (value == NULL || !G_VALUE_HOLDS (value, SW_TYPE_STENCIL_DRAG))
    return NULL;
  SwStencilDrag *drag = g_value_get_boxed (value);
  return drag != NULL ? sw_stencil_drag_get_stencil (drag) : NULL;
}

static GdkDragAction
drop_motion_cb (SwCanvas *self, double x, double y, GtkDropTarget *target)
{
  const SwStencil *stencil = get_dragged_stencil (target);

  if (stencil == NULL || !_sw_canvas_is_editable (self)
      || (self->drag == NULL && !_sw_canvas_prepare_edit (self)))
    return 0;
  if (self->drag == NULL)
    _sw_canvas_drag_begin (self, sw_canvas_drag_new_add (stencil));
  _sw_canvas_drag_update (self, (SwPoint) { x, y });
  return sw_canvas_drag_is_allowed (self->drag) ? GDK_ACTION_COPY : 0;
}

static void
drop_leave_cb (SwCanvas *self)
{
  self->pointer = (SwPoint) { -1, -1 };
  _sw_canvas_drag_end (self);
}

static gboolean
drop_cb (SwCanvas *self, const GValue *value, double x, double y)
{
  if (self->drag == NULL)
    return FALSE;
  _sw_canvas_drag_update (self, (SwPoint) { x, y });
  gboolean allowed = sw_canvas_drag_is_allowed (self->drag);
  _sw_canvas_drag_drop (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return allowed;
}

/**
 * _sw_canvas_add_drop_target:
 *
 * Takes stencils from the palette.
 */
void
_sw_canvas_add_drop_target (SwCanvas *self)
{
  GtkDropTarget *target = gtk_drop_target_new (SW_TYPE_STENCIL_DRAG, GDK_ACTION_COPY);

  gtk_drop_target_set_preload (target, TRUE);
  g_signal_connect_swapped (target, "enter", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "motion", G_CALLBACK (drop_motion_cb), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (drop_leave_cb), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
