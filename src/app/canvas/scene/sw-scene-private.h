/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-scene.h"

G_BEGIN_DECLS

#define SW_SCENE_ARROW_WIDTH 9.0

/* The side of a tile: a few states wide, so that a window shows about ten of them at scale 1. */
#define SW_SCENE_TILE_SIZE 768.0

/* Where a node set out from */
typedef struct
{
  SwRect   from;
  guint    former_id; /* in the layout before, where it is not new */
  gboolean is_new;
  gboolean is_same;   /* it is not new, and looks and reads as it did */
} SwSceneMove;

/* The edges of a layout, by the node they leave */
typedef struct
{
  const SwGraphEdge **edges;
  guint              *first; /* by node: index in `edges`; one more at the end */
} SwSceneWays;

struct _SwScene
{
  SwLayout           *layout;
  SwLayout           *former;      /* that it was matched with, or NULL */
  gboolean            congruent;   /* all stands where it stood there */
  const SwLayoutNode *nodes;       /* the layout's */
  const SwLayoutEdge *edges;
  guint               n_nodes;
  guint               n_edges;
  double              progress;
  double              from_width;
  double              from_height;
  SwSceneMove        *moves;       /* by node */
  GskPath           **paths;       /* by edge, made on demand */
  SwRect             *edge_bounds; /* by edge, at rest */
  guint              *trunk_segments; /* by edge: which of its curves is in a trunk, + 1; 0 for none */
  GPtrArray          *tiles;       /* SwSceneTile */
  GArray             *containers;  /* guint: open containers, outer first */
  SwSceneWays         ways;
};

/* sw-scene-strands.c */
void _sw_scene_fill_strands (SwScene    *self,
                             GHashTable *by_place);

/* sw-scene-build.c */
SwSceneTile *_sw_scene_ensure_tile (SwScene     *self,
                                    GHashTable  *by_place,
                                    SwRect       rect);
SwRect       _sw_scene_join        (SwRect       a,
                                    SwRect       b);
void         _sw_scene_add_painted (SwSceneTile *tile,
                                    SwRect       rect);
void         _sw_scene_build       (SwScene     *self);
void         _sw_scene_sort_ways   (SwSceneWays *ways,
                                    SwLayout    *layout);
void         _sw_scene_clear_ways  (SwSceneWays *ways);

/* sw-scene-match.c */
void _sw_scene_match (SwScene  *self,
                      SwLayout *former);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwSceneWays, _sw_scene_clear_ways)

G_END_DECLS
