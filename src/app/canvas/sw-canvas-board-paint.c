/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-board-private.h"

#include "app/canvas/sw-canvas-words.h"

/* Painting in layers: containers from the outside in, edges, Start and End, states. At rest the edges of a tile are
 * one kept render node; while a layout is on its way they are painted anew each frame. */

static PangoLayout *
make_text (SwCanvasBoard *self, const char *text, double size, PangoWeight weight)
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
          = make_text (self, text, SW_LOOK_SUBTITLE_SIZE, PANGO_WEIGHT_SEMIBOLD);
    }
  return g_ptr_array_index (self->terminals, node->kind);
}

static PangoLayout *
get_label_text (SwCanvasBoard *self, const char *text, double room)
{
  PangoLayout *layout = g_hash_table_lookup (self->labels, text);

  if (layout == NULL)
    {
      layout = make_text (self, text, SW_LOOK_LABEL_SIZE, PANGO_WEIGHT_NORMAL);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
      g_hash_table_insert (self->labels, g_strdup (text), layout);
    }
  return layout;
}

/**
 * _sw_canvas_board_get_line_state:
 *
 * Returns: how @edge is to look when nothing points at it
 */
SwLineState
_sw_canvas_board_get_line_state (SwCanvasBoard *self, const SwGraphEdge *edge)
{
  return self->run_status != NULL && sw_run_status_edge_count (self->run_status, edge) > 0
             ? SW_LINE_TAKEN
             : SW_LINE_PLAIN;
}

static void
paint_edge (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id, SwLineState state)
{
  const SwLayoutEdge *edge = sw_scene_get_edge (self->scene, id);

  sw_paint_line (snapshot, &self->theme, sw_scene_get_edge_path (self->scene, id),
                 sw_scene_get_edge_base (self->scene, id), sw_scene_get_edge_tip (self->scene, id),
                 edge->edge->kind == SW_EDGE_CATCH, state);
}

static void
paint_edge_label (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id)
{
  const SwGraphEdge *edge = sw_scene_get_edge (self->scene, id)->edge;
  SwRect rect = sw_scene_get_edge_label (self->scene, id);

  if (edge->label == NULL || rect.width <= 0)
    return;
  sw_paint_label (snapshot, &self->theme, rect,
                  get_label_text (self, edge->label, rect.width - SW_LOOK_LABEL_PADDING),
                  edge->kind == SW_EDGE_CATCH);
}

/**
 * sw_canvas_board_dup_hidden_label:
 * @id: of an edge
 *
 * Returns: (transfer full) (nullable): what is written on it, where that is cut short or cannot be read from afar
 */
char *
sw_canvas_board_dup_hidden_label (SwCanvasBoard *self, guint id)
{
  const char *label = sw_scene_get_edge (self->scene, id)->edge->label;
  double room = sw_scene_get_edge_label (self->scene, id).width - SW_LOOK_LABEL_PADDING;

  if (label == NULL)
    return NULL;
  if (self->detail == SW_DETAIL_FULL && room > 0 && !pango_layout_is_ellipsized (get_label_text (self, label, room)))
    return NULL;
  return g_strdup (label);
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
      gboolean named = self->detail == SW_DETAIL_FULL && rect.width >= SW_LAYOUT_TERMINAL_SIZE * 0.9;
      if (node->kind == SW_GRAPH_NODE_START || (node->kind == SW_GRAPH_NODE_END && !is_lonely_end (node)))
        sw_paint_terminal (snapshot, &self->theme, node->kind == SW_GRAPH_NODE_END, rect,
                           named ? get_terminal_text (self, node) : NULL,
                           g_array_index (self->terminal_flags, SwCardFlags, id));
    }
}

/* Edges on their way, each by itself */
static void
paint_moving_edges (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->edges->len; i++)
    {
      guint id = g_array_index (tile->edges, guint, i);
      const SwGraphEdge *edge = sw_scene_get_edge (self->scene, id)->edge;
      paint_edge (self, snapshot, id, _sw_canvas_board_get_line_state (self, edge));
    }
  for (guint i = 0; self->detail == SW_DETAIL_FULL && i < tile->edges->len; i++)
    paint_edge_label (self, snapshot, g_array_index (tile->edges, guint, i));
}

static GskPath *
make_trunk_path (const SwTrunk *trunk)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  gsk_path_builder_move_to (builder, (float) trunk->from.x, (float) trunk->from.y);
  gsk_path_builder_line_to (builder, (float) trunk->to.x, (float) trunk->to.y);
  return gsk_path_builder_free_to_path (builder);
}

static void
paint_strand (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwStrand *strand)
{
  gboolean is_catch = sw_scene_get_edge (self->scene, strand->edge)->edge->kind == SW_EDGE_CATCH;
  g_autoptr (GskPath) path = sw_scene_dup_strand_path (self->scene, strand);

  if (strand->part == SW_STRAND_STUB)
    sw_paint_strand (snapshot, &self->theme, path, is_catch, 0);
  else
    sw_paint_line (snapshot, &self->theme, path, sw_scene_get_edge_base (self->scene, strand->edge),
                   sw_scene_get_edge_tip (self->scene, strand->edge), is_catch, SW_LINE_PLAIN);
}

static void
paint_strands (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->trunks->len; i++)
    {
      const SwTrunk *trunk = &g_array_index (tile->trunks, SwTrunk, i);
      g_autoptr (GskPath) path = make_trunk_path (trunk);
      sw_paint_strand (snapshot, &self->theme, path, trunk->is_catch, trunk->offset);
    }
  for (guint i = 0; i < tile->strands->len; i++)
    paint_strand (self, snapshot, &g_array_index (tile->strands, SwStrand, i));
  for (guint i = 0; self->detail == SW_DETAIL_FULL && i < tile->strands->len; i++)
    if (g_array_index (tile->strands, SwStrand, i).part != SW_STRAND_TAIL)
      paint_edge_label (self, snapshot, g_array_index (tile->strands, SwStrand, i).edge);
}

#define COUNT_HEIGHT 16.0   /* of the pill with an edge's count, in points */
#define COUNT_FROM_TIP 20.0 /* how far its middle is from the tip */

/* How often the run went along an edge, where that was more than once: near its tip, where edges that meet are told
 * apart by what they come from. */
static void
paint_edge_count (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id)
{
  guint count = sw_run_status_edge_count (self->run_status, sw_scene_get_edge (self->scene, id)->edge);
  GskPath *path = sw_scene_get_edge_path (self->scene, id);
  g_autofree char *text = g_strdup_printf ("%u", count);
  GskPathMeasure *measure;
  GskPathPoint at;
  graphene_point_t middle;

  if (count < 2 || path == NULL)
    return;
  measure = gsk_path_measure_new (path);
  if (gsk_path_measure_get_point (
          measure, MAX (0, gsk_path_measure_get_length (measure) - (float) COUNT_FROM_TIP), &at))
    {
      g_autoptr (PangoLayout) layout = make_text (self, text, SW_LOOK_LABEL_SIZE - 1, PANGO_WEIGHT_BOLD);
      double width;
      int text_width;

      pango_layout_get_pixel_size (layout, &text_width, NULL);
      gsk_path_point_get_position (&at, path, &middle);
      width = MAX (COUNT_HEIGHT, text_width + 8);
      sw_paint_taken_count (snapshot, &self->theme,
                            (SwRect) { middle.x - width / 2, middle.y - COUNT_HEIGHT / 2, width, COUNT_HEIGHT },
                            layout);
    }
  gsk_path_measure_unref (measure);
}

/* The edges that the run took, over the others */
static void
paint_taken_edges (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->edges->len; i++)
    {
      guint id = g_array_index (tile->edges, guint, i);
      SwLineState state
          = _sw_canvas_board_get_line_state (self, sw_scene_get_edge (self->scene, id)->edge);
      if (state == SW_LINE_PLAIN)
        continue;
      paint_edge (self, snapshot, id, state);
      if (self->detail == SW_DETAIL_FULL)
        paint_edge_label (self, snapshot, id);
      if (self->detail == SW_DETAIL_FULL)
        paint_edge_count (self, snapshot, id);
    }
}

static void
paint_tile (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  if (sw_scene_is_moving (self->scene))
    paint_moving_edges (self, snapshot, tile);
  else
    paint_strands (self, snapshot, tile);
  paint_terminals (self, snapshot, tile);
}

/* All edges of a tile as one stroke: from far away nothing more can be made out. */
static void
paint_far_edges (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  for (guint i = 0; sw_scene_is_moving (self->scene) && i < tile->edges->len; i++)
    gsk_path_builder_add_path (builder, sw_scene_get_edge_path (self->scene, g_array_index (tile->edges, guint, i)));
  for (guint i = 0; !sw_scene_is_moving (self->scene) && i < tile->strands->len; i++)
    {
      g_autoptr (GskPath) part
          = sw_scene_dup_strand_path (self->scene, &g_array_index (tile->strands, SwStrand, i));
      gsk_path_builder_add_path (builder, part);
    }
  for (guint i = 0; i < tile->trunks->len; i++)
    {
      g_autoptr (GskPath) trunk = make_trunk_path (&g_array_index (tile->trunks, SwTrunk, i));
      gsk_path_builder_add_path (builder, trunk);
    }
  g_autoptr (GskPath) path = gsk_path_builder_free_to_path (builder);
  GskStroke *stroke = gsk_stroke_new (3);
  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (snapshot, path, stroke, &self->theme.edge);
  gsk_stroke_free (stroke);
}

static const GdkRGBA *
far_colour (SwCanvasBoard *self, guint id)
{
  const SwGraphNode *node = sw_scene_get_node (self->scene, id)->node;
  SwCanvasNode *widget = sw_canvas_board_get_widget (self, id);
  const SwRunStateInfo *info = NULL;

  if (node->state == NULL)
    return &self->theme.terminal;
  if (widget != NULL && sw_canvas_node_get_flags (widget) & SW_CARD_SELECTED)
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
append_kept (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile,
             TilePainter painter, GskRenderNode **kept)
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
  return sw_scene_is_moving (self->scene) ||
         (bounds.width >= 0 && sw_rect_intersects (bounds, self->visible));
}

static void
paint_containers (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  GArray *containers = sw_scene_get_containers (self->scene);

  for (guint i = 0; i < containers->len; i++)
    {
      guint id = g_array_index (containers, guint, i);
      SwCanvasNode *widget = sw_canvas_board_get_widget (self, id);
      if (widget != NULL && is_seen (self, sw_rect_grow (sw_scene_get_node_rect (self->scene, id), 12)))
        gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (widget), snapshot);
    }
}

static void
paint_leaves (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->nodes->len; i++)
    {
      guint id = g_array_index (tile->nodes, guint, i);
      SwCanvasNode *widget = sw_canvas_board_get_widget (self, id);
      if (widget != NULL && is_seen (self, sw_rect_grow (sw_scene_get_node_rect (self->scene, id), 12)))
        gtk_widget_snapshot_child (GTK_WIDGET (self), GTK_WIDGET (widget), snapshot);
    }
}

static void
paint_scene (SwCanvasBoard *self, GtkSnapshot *snapshot)
{
  GPtrArray *tiles = sw_scene_get_tiles (self->scene);
  gboolean far = self->detail == SW_DETAIL_BOX;
  guint hovered = self->hovered.id;

  paint_containers (self, snapshot);
  for (guint i = 0; i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (!is_seen (self, tile->painted))
        continue;
      if (far)
        append_kept (self, snapshot, tile, paint_far_edges, &tile->far_edges);
      else
        append_kept (self, snapshot, tile, paint_tile, &tile->near_edges);
    }
  for (guint i = 0; !far && self->run_status != NULL && i < tiles->len; i++)
    {
      SwSceneTile *tile = g_ptr_array_index (tiles, i);
      if (!sw_scene_is_moving (self->scene) && is_seen (self, tile->bounds))
        append_kept (self, snapshot, tile, paint_taken_edges, &tile->taken_edges);
    }
  if (sw_hit_is_edge (self->hovered))
    {
      paint_edge (self, snapshot, hovered, SW_LINE_HOVERED);
      paint_edge_label (self, snapshot, hovered);
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
