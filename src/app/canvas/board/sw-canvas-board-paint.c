/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-canvas-board-private.h"

#include "app/canvas/sw-canvas-words.h"

/* Painting in layers: containers from the outside in, edges, Start and End, states. At rest the
 * edges of a tile are one kept render node; while a layout is on its way they are painted anew each
 * frame. */

/**
 * _sw_canvas_board_make_text:
 * @size: of the font in scene points
 *
 * Returns: (transfer full): @text, laid out in one line
 */
PangoLayout *
_sw_canvas_board_make_text (SwCanvasBoard *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, size * self->font_scale * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

/**
 * _sw_canvas_board_drop_text:
 *
 * Forgets laid-out texts, after fonts or colours have changed.
 */
void
_sw_canvas_board_drop_text (SwCanvasBoard *self)
{
  for (guint i = 0; i < self->terminals->len; i++)
    g_clear_object (&g_ptr_array_index (self->terminals, i));
  g_ptr_array_set_size (self->terminals, 0);
  g_hash_table_remove_all (self->labels);
}

static PangoLayout *
get_terminal_text (SwCanvasBoard *self, const SwGraphNode *node)
{
  if (self->terminals->len <= node->kind)
    g_ptr_array_set_size (self->terminals, (int) node->kind + 1);
  if (g_ptr_array_index (self->terminals, node->kind) == NULL)
    {
      g_autofree char *text = sw_words_dup_name (node);
      g_ptr_array_index (self->terminals, node->kind)
          = _sw_canvas_board_make_text (self, text, SW_LOOK_SUBTITLE_SIZE, PANGO_WEIGHT_SEMIBOLD);
    }
  return g_ptr_array_index (self->terminals, node->kind);
}

/* An End that nothing leads to yet would only puzzle. */
static gboolean
is_lonely_end (const SwGraphNode *node)
{
  if (node->kind != SW_GRAPH_NODE_END)
    return FALSE;
  for (guint i = 0; i < node->scope->edges->len; i++)
    if (((const SwGraphEdge *) g_ptr_array_index (node->scope->edges, i))->to == node)
      return FALSE;
  return TRUE;
}

static void
paint_terminals (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->nodes->len; i++)
    {
      guint id = g_array_index (tile->nodes, guint, i);
      const SwGraphNode *node = sw_scene_get_node (self->scene, id)->node;
      SwRect rect = sw_scene_get_node_rect (self->scene, id);
      gboolean named =
          self->detail == SW_DETAIL_FULL && rect.width >= SW_LAYOUT_TERMINAL_SIZE * 0.9;
      if (node->kind == SW_GRAPH_NODE_START
          || (node->kind == SW_GRAPH_NODE_END && !is_lonely_end (node)))
        sw_paint_terminal (snapshot, &self->theme, node->kind == SW_GRAPH_NODE_END, rect,
                           named ? get_terminal_text (self, node) : NULL,
                           g_array_index (self->terminal_flags, SwCardFlags, id));
    }
}

static void
paint_tile (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  if (sw_scene_is_moving (self->scene))
    _sw_canvas_board_paint_moving_edges (self, snapshot, tile);
  else
    _sw_canvas_board_paint_strands (self, snapshot, tile);
  paint_terminals (self, snapshot, tile);
}

static const GdkRGBA *
far_colour (SwCanvasBoard *self, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (self->scene, id)->node;
  SwCanvasNode *widget = g_ptr_array_index (self->widgets, id);
  SwCardFlags flags = widget != NULL ? sw_canvas_node_get_flags (widget)
                                     : g_array_index (self->terminal_flags, SwCardFlags, id);
  const SwRunStateInfo *info = NULL;

  if (node->state == NULL)
    return &self->theme.terminal;
  if (flags & SW_CARD_SELECTED)
    return &self->theme.accent;
  if (self->run_status != NULL)
    info = sw_run_status_lookup (self->run_status, node->state->pointer);
  if (info != NULL && info->state != SW_RUN_STATE_IDLE)
    return &self->theme.runs[info->state];
  return &self->theme.tiles[node->state->type];
}

static void
paint_far_nodes (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->nodes->len; i++)
    {
      guint id = g_array_index (tile->nodes, guint, i);
      SwRect rect = sw_scene_get_node_rect (self->scene, id);
      gtk_snapshot_append_color (snapshot, far_colour (self, id),
                                 &GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y,
                                                      (float) rect.width, (float) rect.height));
    }
}

typedef void (*TilePainter) (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile);

/* Paints TILE by PAINTER, or appends what *KEPT kept of the last time. */
static void
append_kept (SwCanvasBoard     *self,
             GtkSnapshot       *snapshot,
             const SwSceneTile *tile,
             TilePainter        painter,
             GskRenderNode    **kept)
{
  if (sw_scene_is_moving (self->scene))
    {
      painter (self, snapshot, tile);
      return;
    }
  if (*kept == NULL)
    {
      GtkSnapshot *own = gtk_snapshot_new ();
      painter (self, own, tile);
      *kept = gtk_snapshot_free_to_node (own);
    }
  if (*kept != NULL)
    gtk_snapshot_append_node (snapshot, *kept);
}

static gboolean
is_seen (SwCanvasBoard *self, SwRect bounds)
{
  return sw_scene_is_moving (self->scene)
         || (bounds.width >= 0 && sw_rect_intersects (bounds, self->visible));
}

/* Branches are told apart by a border each; a single one needs none beside its container's. */
static void
paint_lanes (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id)
{
  const SwLayoutNode *placed = sw_scene_get_node (self->scene, id);
  SwRect now = sw_scene_get_node_rect (self->scene, id);
  guint n_lanes = placed->node->scopes->len;

  for (guint i = 0; n_lanes > 1 && self->detail == SW_DETAIL_FULL && i < n_lanes; i++)
    {
      SwRect rect;
      if (!sw_scene_get_lane_rect (self->scene, g_ptr_array_index (placed->node->scopes, i), &rect))
        continue;
      rect.x += now.x - placed->rect.x;
      rect.y += now.y - placed->rect.y;
      sw_paint_lane (snapshot, &self->theme, rect, self->font_scale);
    }
}

static void
paint_containers (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  GArray *containers = _sw_canvas_board_get_containers (self);

  for (guint i = 0; i < containers->len; i++)
    {
      guint id = g_array_index (containers, guint, i);
      SwCanvasNode *widget = g_ptr_array_index (self->widgets, id);
      if (widget != NULL
          && is_seen (self, sw_rect_grow (sw_scene_get_node_rect (self->scene, id), 12)))
        {
          gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (widget), snapshot);
          paint_lanes (self, snapshot, id);
        }
    }
}

static void
paint_leaves (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->nodes->len; i++)
    {
      guint id = g_array_index (tile->nodes, guint, i);
      SwCanvasNode *widget = g_ptr_array_index (self->widgets, id);
      if (widget != NULL
          && is_seen (self, sw_rect_grow (sw_scene_get_node_rect (self->scene, id), 12)))
        gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (widget), snapshot);
    }
}

/* The ways a run took, which are painted whole */
static void
paint_run (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  GPtrArray *tiles = _sw_canvas_board_get_ways (self);

  for (guint i = 0; i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (is_seen (self, tile->bounds))
        append_kept (self, snapshot, tile, _sw_canvas_board_paint_taken_edges, &tile->taken_edges);
    }
}

static void
paint_scene (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  GPtrArray *tiles = _sw_canvas_board_get_tiles (self);
  gboolean far = self->detail == SW_DETAIL_BOX;
  guint hovered = self->hovered.id;

  paint_containers (self, snapshot);
  for (guint i = 0; i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (!is_seen (self, tile->painted))
        continue;
      if (far)
        append_kept (self, snapshot, tile, _sw_canvas_board_paint_far_edges, &tile->far_edges);
      else
        append_kept (self, snapshot, tile, paint_tile, &tile->near_edges);
    }
  if (!far && self->run_status != NULL && !sw_scene_is_moving (self->scene))
    paint_run (self, snapshot);
  if (sw_hit_is_edge (self->hovered))
    {
      _sw_canvas_board_paint_edge (self, snapshot, hovered, SW_LINE_HOVERED);
      _sw_canvas_board_paint_edge_label (self, snapshot, hovered);
    }
  for (guint i = 0; i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (tile->nodes->len == 0 || !is_seen (self, sw_rect_grow (tile->painted, 12)))
        continue;
      if (far)
        append_kept (self, snapshot, tile, paint_far_nodes, &tile->far_nodes);
      else
        paint_leaves (self, snapshot, tile);
    }
  for (guint i = 0; self->detail == SW_DETAIL_FULL && i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (is_seen (self, tile->painted))
        _sw_canvas_board_paint_rings (self, snapshot, tile);
    }
}

/**
 * _sw_canvas_board_snapshot:
 *
 * Paints what can be seen of the scene. Cost: that of the tiles in view.
 */
void
_sw_canvas_board_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (widget);

  if (self->scene == NULL)
    return;
  if (self->faded)
    gtk_snapshot_push_opacity (snapshot, 0.5);
  paint_scene (self, snapshot);
  _sw_canvas_board_paint_breaks (self, snapshot);
  _sw_canvas_board_paint_badges (self, snapshot);
  if (self->faded)
    gtk_snapshot_pop (snapshot);
}
