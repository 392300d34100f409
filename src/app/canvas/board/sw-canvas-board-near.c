/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

/* What lies around the view. A large picture has thousands of tiles and a view shows ten of them:
 * those in and around it are looked for when the view comes to where none were looked for yet, not
 * in each frame. */

static void
find_near (SwCanvasBoard *self)
{
  GPtrArray *tiles = sw_scene_get_tiles (self->scene);
  GArray *containers = sw_scene_get_containers (self->scene);

  self->near_part = sw_rect_grow (self->visible, MAX (self->visible.width, self->visible.height));
  for (guint i = 0; i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (tile->painted.width >= 0 && sw_rect_intersects (tile->painted, self->near_part))
        g_ptr_array_add (self->near_tiles, tile);
      if (sw_rect_intersects (tile->bounds, self->near_part))
        g_ptr_array_add (self->near_ways, tile);
    }
  for (guint i = 0; i < containers->len; i++)
    {
      guint id = g_array_index (containers, guint, i);
      if (sw_rect_intersects (sw_scene_get_node (self->scene, id)->rect, self->near_part))
        g_array_append_val (self->near_containers, id);
    }
}

static void
ensure_near (SwCanvasBoard *self)
{
  SwRect part = self->near_part, visible = self->visible;

  if (self->near_tiles != NULL && visible.x >= part.x && visible.y >= part.y
      && visible.x + visible.width <= part.x + part.width
      && visible.y + visible.height <= part.y + part.height)
    return;
  _sw_canvas_board_forget_near (self);
  self->near_tiles = g_ptr_array_new ();
  self->near_ways = g_ptr_array_new ();
  self->near_containers = g_array_new (FALSE, FALSE, sizeof (guint));
  find_near (self);
}

/**
 * _sw_canvas_board_forget_near:
 *
 * To be called when the scene is another one.
 */
void
_sw_canvas_board_forget_near (SwCanvasBoard *self)
{
  g_clear_pointer (&self->near_tiles, g_ptr_array_unref);
  g_clear_pointer (&self->near_ways, g_ptr_array_unref);
  g_clear_pointer (&self->near_containers, g_array_unref);
}

/**
 * _sw_canvas_board_get_tiles:
 *
 * Returns: (transfer none): the tiles of which the view may show what is painted of them at rest;
 *   all of them while states are on their way
 */
GPtrArray *
_sw_canvas_board_get_tiles (SwCanvasBoard *self)
{
  if (sw_scene_is_moving (self->scene))
    return sw_scene_get_tiles (self->scene);
  ensure_near (self);
  return self->near_tiles;
}

/**
 * _sw_canvas_board_get_ways:
 *
 * Returns: (transfer none): the tiles of which an edge may lead through the view, however long it
 *   is; all of them while states are on their way
 */
GPtrArray *
_sw_canvas_board_get_ways (SwCanvasBoard *self)
{
  if (sw_scene_is_moving (self->scene))
    return sw_scene_get_tiles (self->scene);
  ensure_near (self);
  return self->near_ways;
}

/**
 * _sw_canvas_board_get_containers:
 *
 * Returns: (transfer none): the ids of the open containers that the view may show, outer ones first
 */
GArray *
_sw_canvas_board_get_containers (SwCanvasBoard *self)
{
  if (sw_scene_is_moving (self->scene))
    return sw_scene_get_containers (self->scene);
  ensure_near (self);
  return self->near_containers;
}
