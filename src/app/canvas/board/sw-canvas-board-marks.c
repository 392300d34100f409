/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

/* What is put on the states for a while: hovering, targets of a drag, selection, the state of a
 * run. */

static void
mark_hovered (SwCanvasBoard *self, SwHit hit, gboolean on)
{
  SwCanvasNode *widget = hit.kind == SW_HIT_NODE || hit.kind == SW_HIT_HANDLE
                             ? sw_canvas_board_get_widget (self, hit.id)
                             : NULL;

  if (widget != NULL)
    sw_canvas_node_set_flag (widget, SW_CARD_HOVERED, on);
}

/**
 * sw_canvas_board_set_hovered:
 * @hit: what is under the pointer
 *
 * Lights up what is under the pointer.
 */
void
sw_canvas_board_set_hovered (SwCanvasBoard *self, SwHit hit)
{
  if (hit.kind == self->hovered.kind && hit.id == self->hovered.id)
    return;
  mark_hovered (self, self->hovered, FALSE);
  self->hovered = hit;
  mark_hovered (self, self->hovered, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_set_marks:
 * @flag: a mark
 * @ids: (array length=n_ids): the nodes that bear it
 *
 * Marks these nodes, and no others.
 */
void
sw_canvas_board_set_marks (SwCanvasBoard *self, SwCardFlags flag, const guint *ids, guint n_ids)
{
  g_autofree gboolean *marked = g_new0 (gboolean, self->widgets->len + 1);

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] < self->widgets->len)
      marked[ids[i]] = TRUE;
  for (guint i = 0; i < self->widgets->len; i++)
    {
      SwCanvasNode *widget = g_ptr_array_index (self->widgets, i);
      SwCardFlags *flags = &g_array_index (self->terminal_flags, SwCardFlags, i);
      if (widget != NULL)
        sw_canvas_node_set_flag (widget, flag, marked[i]);
      else
        *flags = marked[i] ? *flags | flag : *flags & ~flag;
    }
  if (self->scene != NULL && !(flag & (SW_CARD_SELECTED | SW_CARD_LIFTED)))
    sw_scene_drop_rendered (self->scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_set_faded:
 * @faded: whether the picture is that of an earlier text
 *
 * Dims the picture.
 */
void
sw_canvas_board_set_faded (SwCanvasBoard *self, gboolean faded)
{
  if (self->faded == faded)
    return;
  self->faded = faded;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _sw_canvas_board_update_run:
 * @id: of a node
 *
 * Shows how a state stands in the run.
 */
void
_sw_canvas_board_update_run (SwCanvasBoard *self, guint id)
{
  SwCanvasNode *widget = id < self->widgets->len ? g_ptr_array_index (self->widgets, id) : NULL;
  const SwGraphNode *node = widget ? sw_canvas_node_get_node (widget) : NULL;

  if (node == NULL || node->state == NULL)
    return;
  if (self->run_status == NULL)
    {
      sw_canvas_node_set_run (widget, NULL, NULL);
      return;
    }
  SwRunStateInfo parts;
  gboolean has_parts =
      node->scopes->len > 0
      && sw_run_status_count_parts (self->run_status, node->state->pointer, &parts);
  sw_canvas_node_set_run (widget, sw_run_status_lookup (self->run_status, node->state->pointer),
                          has_parts ? &parts : NULL);
}

/* A state, and what it is inside of, which counts its parts */
static void
update_outwards (SwCanvasBoard *self, SwGraphNode *node)
{
  for (; node != NULL; node = node->scope->owner)
    _sw_canvas_board_update_run (self, node->id);
}

static void
run_changed_cb (SwCanvasBoard *self, const char *pointer)
{
  SwGraphNode *node = sw_canvas_board_find_pointer (self, pointer);

  update_outwards (self, node);
  for (guint i = 0; pointer == NULL && i < self->widgets->len; i++)
    _sw_canvas_board_update_run (self, i);
  if (self->scene != NULL)
    sw_scene_drop_rendered (self->scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_set_run_status:
 * @run_status: (nullable): the run to show
 *
 * Shows how the states stand in a run, or no run.
 */
void
sw_canvas_board_set_run_status (SwCanvasBoard *self, SwRunStatus *run_status)
{
  if (self->run_status == run_status)
    return;
  if (self->run_status != NULL)
    g_signal_handlers_disconnect_by_func (self->run_status, run_changed_cb, self);
  g_set_object (&self->run_status, run_status);
  if (self->run_status != NULL)
    g_signal_connect_object (self->run_status, "changed", G_CALLBACK (run_changed_cb), self,
                             G_CONNECT_SWAPPED);
  run_changed_cb (self, NULL);
}
