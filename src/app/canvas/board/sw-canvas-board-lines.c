/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board-private.h"

/* The edges on the board, with what is written on them: at rest, on their way, taken by a run, from
 * afar. */

static PangoLayout *
get_label_text (SwCanvasBoard *self, const char *text, double room)
{
  PangoLayout *layout = g_hash_table_lookup (self->labels, text);

  if (layout == NULL)
    {
      layout = _sw_canvas_board_make_text (self, text, SW_LOOK_LABEL_SIZE, PANGO_WEIGHT_NORMAL);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
      pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
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

/**
 * _sw_canvas_board_paint_edge:
 * @state: how it is to look
 *
 * Paints an edge.
 */
void
_sw_canvas_board_paint_edge (SwCanvasBoard *self,
                             GtkSnapshot   *snapshot,
                             guint          id,
                             SwLineState    state)
{
  const SwLayoutEdge *edge = sw_scene_get_edge (self->scene, id);

  sw_paint_line (snapshot, &self->theme, sw_scene_get_edge_path (self->scene, id),
                 sw_scene_get_edge_base (self->scene, id), sw_scene_get_edge_tip (self->scene, id),
                 edge->edge->kind == SW_EDGE_CATCH, state);
}

/**
 * _sw_canvas_board_paint_edge_label:
 *
 * Paints what is written on an edge.
 */
void
_sw_canvas_board_paint_edge_label (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id)
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
 * Returns: (transfer full) (nullable): what is written on it, where that is cut short or cannot be
 *   read from afar
 */
char *
sw_canvas_board_dup_hidden_label (SwCanvasBoard *self, guint id)
{
  const char *label = sw_scene_get_edge (self->scene, id)->edge->label;
  double room = sw_scene_get_edge_label (self->scene, id).width - SW_LOOK_LABEL_PADDING;

  if (label == NULL)
    return NULL;
  if (self->detail == SW_DETAIL_FULL && room > 0
      && !pango_layout_is_ellipsized (get_label_text (self, label, room)))
    return NULL;
  return g_strdup (label);
}

/**
 * _sw_canvas_board_paint_moving_edges:
 *
 * Paints the edges of a tile on their way, each by itself.
 */
void
_sw_canvas_board_paint_moving_edges (SwCanvasBoard     *self,
                                     GtkSnapshot       *snapshot,
                                     const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->edges->len; i++)
    {
      guint id = g_array_index (tile->edges, guint, i);
      const SwGraphEdge *edge = sw_scene_get_edge (self->scene, id)->edge;
      _sw_canvas_board_paint_edge (self, snapshot, id,
                                   _sw_canvas_board_get_line_state (self, edge));
    }
  for (guint i = 0; self->detail == SW_DETAIL_FULL && i < tile->edges->len; i++)
    _sw_canvas_board_paint_edge_label (self, snapshot, g_array_index (tile->edges, guint, i));
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

/**
 * _sw_canvas_board_paint_strands:
 *
 * Paints the edges of a tile at rest, what they share once.
 */
void
_sw_canvas_board_paint_strands (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
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
      _sw_canvas_board_paint_edge_label (self, snapshot,
                                         g_array_index (tile->strands, SwStrand, i).edge);
}

#define COUNT_HEIGHT 16.0   /* of the pill with an edge's count, in points */
#define COUNT_FROM_TIP 20.0 /* how far its middle is from the tip */

/* How often the run went along an edge, where that was more than once: behind its label, else near
 * its tip. */
static void
paint_edge_count (SwCanvasBoard *self, GtkSnapshot *snapshot, guint id)
{
  guint count =
      sw_run_status_edge_count (self->run_status, sw_scene_get_edge (self->scene, id)->edge);
  GskPath *path = sw_scene_get_edge_path (self->scene, id);
  g_autofree char *text = g_strdup_printf ("%u", count);
  SwRect label = sw_scene_get_edge (self->scene, id)->edge->label != NULL
                     ? sw_scene_get_edge_label (self->scene, id)
                     : (SwRect) { 0 };
  GskPathMeasure *measure;
  GskPathPoint at;
  graphene_point_t middle;

  if (count < 2 || path == NULL)
    return;
  measure = gsk_path_measure_new (path);
  if (gsk_path_measure_get_point (
          measure, MAX (0, gsk_path_measure_get_length (measure) - (float) COUNT_FROM_TIP), &at))
    {
      g_autoptr (PangoLayout) layout =
          _sw_canvas_board_make_text (self, text, SW_LOOK_LABEL_SIZE - 1, PANGO_WEIGHT_BOLD);
      double width;
      int text_width;

      pango_layout_get_pixel_size (layout, &text_width, NULL);
      gsk_path_point_get_position (&at, path, &middle);
      width = MAX (COUNT_HEIGHT, text_width + 8);
      if (label.width > 0)
        middle = GRAPHENE_POINT_INIT ((float) (label.x + label.width + width / 2 + 2),
                                      (float) (label.y + label.height / 2));
      sw_paint_taken_count (
          snapshot, &self->theme,
          (SwRect) { middle.x - width / 2, middle.y - COUNT_HEIGHT / 2, width, COUNT_HEIGHT },
          layout);
    }
  gsk_path_measure_unref (measure);
}

/**
 * _sw_canvas_board_paint_taken_edges:
 *
 * Paints the edges that the run took, over the others.
 */
void
_sw_canvas_board_paint_taken_edges (SwCanvasBoard     *self,
                                    GtkSnapshot       *snapshot,
                                    const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->edges->len; i++)
    {
      guint id = g_array_index (tile->edges, guint, i);
      SwLineState state
          = _sw_canvas_board_get_line_state (self, sw_scene_get_edge (self->scene, id)->edge);
      if (state == SW_LINE_PLAIN)
        continue;
      _sw_canvas_board_paint_edge (self, snapshot, id, state);
      if (self->detail == SW_DETAIL_FULL)
        _sw_canvas_board_paint_edge_label (self, snapshot, id);
      if (self->detail == SW_DETAIL_FULL)
        paint_edge_count (self, snapshot, id);
    }
}

/**
 * _sw_canvas_board_paint_far_edges:
 *
 * Paints all edges of a tile as one stroke: from far away nothing more can be made out.
 */
void
_sw_canvas_board_paint_far_edges (SwCanvasBoard     *self,
                                  GtkSnapshot       *snapshot,
                                  const SwSceneTile *tile)
{
  GskPathBuilder *builder = gsk_path_builder_new ();

  for (guint i = 0; sw_scene_is_moving (self->scene) && i < tile->edges->len; i++)
    gsk_path_builder_add_path (
        builder, sw_scene_get_edge_path (self->scene, g_array_index (tile->edges, guint, i)));
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

/**
 * _sw_canvas_board_paint_rings:
 *
 * Paints where what is caught leaves its state, over the states.
 */
void
_sw_canvas_board_paint_rings (SwCanvasBoard *self, GtkSnapshot *snapshot, const SwSceneTile *tile)
{
  for (guint i = 0; i < tile->rings->len; i++)
    sw_paint_ring (snapshot, &self->theme,
                   sw_scene_get_edge_start (self->scene, g_array_index (tile->rings, guint, i)),
                   self->font_scale);
}
