/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gsk/gsk.h>

#include "app/canvas/sw-viewport.h"
#include "layout/sw-layout.h"

G_BEGIN_DECLS

/* SwScene: a layout as it stands on the canvas at this moment: what has moved from the layout
 * before it is on its way (`progress` 0 … 1), edges follow the states they join. Also the index
 * that answers "what is here" and "what can be seen" without asking every part. All lengths in
 * scene points.
 *
 * Nodes and edges are named by their id, the index in the layout's arrays. */
typedef struct _SwScene SwScene;

typedef enum
{
  SW_HIT_NOTHING,
  SW_HIT_NODE, /* a state, a slot, Start or End; of a container its header */
  SW_HIT_BODY, /* the inside of a container, where nothing stands */
  SW_HIT_EDGE,
  SW_HIT_TIP,    /* the arrow head of an edge */
  SW_HIT_TAIL,   /* where an edge leaves its state */
  SW_HIT_LABEL,  /* what is written on an edge */
  SW_HIT_PLUS,   /* the "+" on an edge under the pointer */
  SW_HIT_HANDLE, /* the mark of a state under the pointer, from which arrows are drawn */
  SW_HIT_LANE,   /* what a branch is taken hold of by: its Start, whose id it is */
} SwHitKind;

typedef struct
{
  SwHitKind kind;
  guint     id; /* of the node, or the edge */
} SwHit;

/* What is painted of an edge. Of edges that run side by side into the same state over a long way,
 * in the side channel, that way (the trunk) and what comes after it are painted once for all of
 * them. */
typedef enum
{
  SW_STRAND_WHOLE,
  SW_STRAND_STUB, /* up to the trunk, with the label */
  SW_STRAND_TAIL, /* behind the trunk, with the arrow */
} SwStrandPart;

typedef struct
{
  guint        edge;
  SwStrandPart part;
} SwStrand;

/* A piece of a trunk: a straight line */
typedef struct
{
  SwPoint  from;
  SwPoint  to;
  gboolean is_catch; /* dashed */
  double   offset;   /* of the dashes: how far it is from the trunk's beginning */
} SwTrunk;

/* A square of the plane with the nodes that hold no others, the edges, what is painted of edges and
 * the rings where a Catch leaves its state, whose middle lies in it. `bounds` covers nodes and edges
 * whole, `painted` nodes and what is painted (its width is below 0 where that is nothing). The
 * render nodes are the painter's, dropped when the scene or the theme changes. */
typedef struct
{
  SwRect         bounds;
  SwRect         painted;
  GArray        *nodes;   /* guint */
  GArray        *edges;   /* guint */
  GArray        *strands; /* SwStrand */
  GArray        *trunks;  /* SwTrunk */
  GArray        *rings;   /* guint: of edges */
  GskRenderNode *near_edges;
  GskRenderNode *taken_edges;
  GskRenderNode *far_edges;
  GskRenderNode *far_nodes;
} SwSceneTile;

gboolean    sw_hit_is_edge           (SwHit          hit);

SwScene    *sw_scene_new             (SwLayout      *layout,
                                      const SwScene *previous);
SwScene    *sw_scene_new_matched     (SwLayout      *layout,
                                      SwLayout      *former);
void        sw_scene_set_out         (SwScene       *self,
                                      const SwScene *previous);
void        sw_scene_take_over       (SwScene       *self,
                                      SwScene       *next);
void        sw_scene_free            (SwScene       *self);
void        sw_scene_free_later      (SwScene       *take_scene);
SwLayout   *sw_scene_get_layout      (const SwScene *self);
SwGraph    *sw_scene_get_graph       (const SwScene *self);
void        sw_scene_set_progress    (SwScene       *self,
                                      double         progress);
double      sw_scene_get_progress    (const SwScene *self);
gboolean    sw_scene_is_moving       (const SwScene *self);
double      sw_scene_get_width       (const SwScene *self);
double      sw_scene_get_height      (const SwScene *self);

guint       sw_scene_get_n_nodes     (const SwScene *self);
guint       sw_scene_get_n_edges     (const SwScene *self);
const SwLayoutNode *sw_scene_get_node (const SwScene *self,
                                      guint          id);
const SwLayoutEdge *sw_scene_get_edge (const SwScene *self,
                                      guint          id);
const SwGraphEdge *const *sw_scene_get_ways (const SwScene *self,
                                      guint          id,
                                      guint         *count);
gboolean    sw_scene_is_container    (const SwScene *self,
                                      guint          id);
SwRect      sw_scene_get_fold_rect   (const SwScene *self,
                                      guint          id,
                                      gboolean       rtl);
gboolean    sw_scene_is_new          (const SwScene *self,
                                      guint          id);
guint       sw_scene_get_former_id   (const SwScene *self,
                                      guint          id);
gboolean    sw_scene_is_same         (const SwScene *self,
                                      guint          id);
gboolean    sw_scene_is_congruent    (const SwScene *self,
                                      const SwScene *previous);
SwRect      sw_scene_get_node_rect   (const SwScene *self,
                                      guint          id);
GskPath    *sw_scene_get_edge_path   (SwScene       *self,
                                      guint          id);
GskPath    *sw_scene_dup_strand_path (SwScene       *self,
                                      const SwStrand *strand);
SwPoint     sw_scene_get_edge_base   (const SwScene *self,
                                      guint          id);
SwPoint     sw_scene_get_edge_start  (const SwScene *self,
                                      guint          id);
SwPoint     sw_scene_get_edge_tip    (const SwScene *self,
                                      guint          id);
SwRect      sw_scene_get_edge_label  (const SwScene *self,
                                      guint          id);
SwPoint     sw_scene_get_insertion   (const SwScene *self,
                                      guint          id,
                                      double        *angle);
SwHit       sw_scene_hit             (SwScene       *self,
                                      SwPoint        point,
                                      double         radius);
double      sw_scene_get_edge_distance (SwScene     *self,
                                      guint          id,
                                      SwPoint        point,
                                      double         limit);
gboolean    sw_scene_get_lane_rect   (const SwScene *self,
                                      const SwGraphScope *lane,
                                      SwRect        *rect);
const SwGraphScope *sw_scene_find_lane (const SwScene *self,
                                      SwPoint        point);
gboolean    sw_scene_find_edge_near  (SwScene       *self,
                                      SwPoint        point,
                                      double         radius,
                                      guint         *id);
GPtrArray  *sw_scene_get_tiles       (const SwScene *self);
GArray     *sw_scene_get_containers  (const SwScene *self);
GArray     *sw_scene_find_nodes_in   (const SwScene *self,
                                      SwRect         rect);
void        sw_scene_drop_rendered   (SwScene       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwScene, sw_scene_free)

G_END_DECLS
