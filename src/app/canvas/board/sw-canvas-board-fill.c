/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

/* The first picture of a large machine does not wait for the widgets of states that are out of
 * view: those in view are made for it, the others when they come into view or somebody asks for
 * them, and else while nothing more urgent is to be done, until all are there. They are what
 * assistive technology and the keyboard find; what is painted from afar needs none. Later pictures
 * have theirs at once: most stay from the one before. */

/* So many take a millisecond or two. */
#define MAX_AT_ONCE 300
#define SLICE 120

/* A little more than what is in view, as edges and shadows reach out of it */
#define MARGIN 24

static gboolean
has_widget (const SwLayoutNode *placed)
{
  return placed->visible && placed->node->kind != SW_GRAPH_NODE_START
         && placed->node->kind != SW_GRAPH_NODE_END;
}

/* Reading order: that of the graph's walk */
static GtkWidget *
find_previous_sibling (SwCanvasBoard *self, guint id)
{
  for (guint i = id; i-- > 0;)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      return g_ptr_array_index (self->widgets, i);
  return NULL;
}

/* What it is marked with was kept for it. */
static void
take_marks (SwCanvasBoard *self, SwCanvasNode *widget, guint id)
{
  SwCardFlags *flags = &g_array_index (self->terminal_flags, SwCardFlags, id);

  for (guint bit = 0; *flags >> bit != 0; bit++)
    if (*flags & (1u << bit))
      sw_canvas_node_set_flag (widget, (SwCardFlags) (1u << bit), TRUE);
  *flags = 0;
}

/**
 * _sw_canvas_board_make:
 * @id: of a node of the scene
 *
 * Makes the widget of a node, where it has none yet.
 *
 * Returns: (transfer none) (nullable): the widget; Start and End have none
 */
SwCanvasNode *
_sw_canvas_board_make (SwCanvasBoard *self, guint id)
{
  SwCanvasNode *widget;

  if (g_ptr_array_index (self->widgets, id) != NULL
      || !has_widget (sw_scene_get_node (self->scene, id)))
    return g_ptr_array_index (self->widgets, id);
  widget = SW_CANVAS_NODE (sw_canvas_node_new (&self->theme));
  gtk_widget_insert_after (GTK_WIDGET (widget), GTK_WIDGET (self),
                           find_previous_sibling (self, id));
  g_ptr_array_index (self->widgets, id) = widget;
  sw_canvas_node_set_node (widget, self->scene, id, self->font_scale, FALSE);
  sw_canvas_node_set_detail (widget, self->detail);
  take_marks (self, widget, id);
  _sw_canvas_board_update_run (self, id);
  return widget;
}

/* All are there: now it can be told what leads where. */
static void
complete (SwCanvasBoard *self)
{
  g_clear_handle_id (&self->fill_source, g_source_remove);
  self->filled = TRUE;
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      _sw_canvas_board_relate (self, i);
  _sw_canvas_board_tell_breaks (self);
  _sw_canvas_board_tell_badges (self);
}

static gboolean
fill_cb (gpointer user_data)
{
  SwCanvasBoard *self = user_data;
  guint made = 0;

  for (; self->fill_next < self->widgets->len && made < SLICE; self->fill_next++)
    if (g_ptr_array_index (self->widgets, self->fill_next) == NULL)
      made += _sw_canvas_board_make (self, self->fill_next) != NULL;
  if (self->fill_next < self->widgets->len)
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  complete (self);
  return G_SOURCE_REMOVE;
}

/**
 * _sw_canvas_board_begin_fill:
 *
 * To be called with the first scene, which has no widgets yet.
 */
void
_sw_canvas_board_begin_fill (SwCanvasBoard *self)
{
  self->filled = FALSE;
  self->fill_next = 0;
  if (self->widgets->len <= MAX_AT_ONCE)
    _sw_canvas_board_end_fill (self);
  else
    self->fill_source = g_idle_add (fill_cb, self);
}

/**
 * _sw_canvas_board_end_fill:
 *
 * Makes what is still to be made, now.
 */
void
_sw_canvas_board_end_fill (SwCanvasBoard *self)
{
  if (self->filled)
    return;
  for (guint i = 0; i < self->widgets->len; i++)
    _sw_canvas_board_make (self, i);
  complete (self);
}

/**
 * _sw_canvas_board_make_seen:
 *
 * Makes what can be seen of the states. From afar they are boxes, which need no widgets; containers
 * are painted by theirs in any case.
 */
void
_sw_canvas_board_make_seen (SwCanvasBoard *self)
{
  SwRect seen = sw_rect_grow (self->visible, MARGIN);

  if (self->filled || self->scene == NULL)
    return;
  for (guint i = 0; i < sw_scene_get_n_nodes (self->scene); i++)
    if ((self->detail != SW_DETAIL_BOX || sw_scene_is_container (self->scene, i))
        && sw_rect_intersects (sw_scene_get_node_rect (self->scene, i), seen))
      _sw_canvas_board_make (self, i);
}
