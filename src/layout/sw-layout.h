/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* SwLayout: where everything of a graph is drawn. Points, origin top left, y down; constant;
 * shares the graph. The same definition always gives the same layout, whatever the order of its
 * keys. */
typedef struct _SwLayout SwLayout;

typedef struct
{
  double x;
  double y;
} SwPoint;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} SwRect;

typedef enum
{
  SW_DIRECTION_DOWN,
  SW_DIRECTION_RIGHT,
} SwDirection;

/* What a picture is made of, in points at scale 1 */
typedef struct
{
  double   state_width;
  double   state_height;
  double   terminal_size; /* Start and End of the machine */
  double   channel;       /* between two rows of states: room for arrows, and for what is done with them */
  gboolean labels;        /* whether room is kept for what edges say */
} SwLayoutMeasures;

/* Sizes are constants times `scale` (a font scale): no text is measured, so the command line and
 * the designer draw the same picture. */
typedef struct
{
  SwDirection direction;
  double      scale;     /* 1.0 = a state of SW_LAYOUT_STATE_WIDTH x SW_LAYOUT_STATE_HEIGHT */
  const SwLayoutMeasures *measures; /* or NULL for those of cards, see sw_layout_new() */
  gboolean  (*is_collapsed) (const SwGraphNode *node,
                             gpointer           user_data); /* or NULL: containers all open */
  gpointer    user_data;
  GCancellable *cancellable; /* or NULL; another thread may cancel it, see sw_layout_new() */
} SwLayoutOptions;

#define SW_LAYOUT_STATE_WIDTH 200.0
#define SW_LAYOUT_STATE_HEIGHT 56.0
#define SW_LAYOUT_TERMINAL_SIZE 40.0 /* Start and End of the machine: a circle's diameter */
#define SW_LAYOUT_PORT_SIZE 12.0 /* Start and End inside a container: plain dots */
#define SW_LAYOUT_HEADER_HEIGHT 44.0 /* of an open container */

typedef struct
{
  SwGraphNode *node;
  SwRect       rect;    /* a container's covers all it holds */
  gboolean     open;    /* a container that shows what it holds */
  gboolean     visible; /* FALSE inside a collapsed container */
  guint        depth;   /* of nesting, 0 at the top */
} SwLayoutNode;

/* The frame of one scope inside its container (a branch's lane) */
typedef struct
{
  SwGraphScope *scope;
  SwRect        rect;
} SwLayoutScope;

typedef struct
{
  SwGraphEdge *edge;
  SwPoint     *points;   /* cubic Bézier: 1 + 3n, from the border of `from` to the arrow's base */
  guint        n_points;
  SwPoint      tip;      /* the arrow's point; the curve ends at its base */
  double       angle;    /* direction of the arrow in radians, 0 = right, clockwise (y is down) */
  SwRect       label;    /* where the label goes; width 0 without one */
  gboolean     bundled;  /* one of many into the same state, drawn in the side channel */
  gboolean     visible;
} SwLayoutEdge;

/* A cache of laid-out pieces kept from one layout to the next: what did not change is not laid out
 * again and does not move sideways. */
typedef struct _SwLayoutCache SwLayoutCache;

SwLayoutCache *sw_layout_cache_new  (void);
void           sw_layout_cache_free (SwLayoutCache *self);

SwLayout *sw_layout_new       (SwGraph               *graph,
                               const SwLayoutOptions *options,
                               SwLayoutCache         *cache);
SwLayout *sw_layout_ref       (SwLayout              *self);
void      sw_layout_unref     (SwLayout              *self);
SwGraph  *sw_layout_get_graph (const SwLayout        *self);
double    sw_layout_get_width (const SwLayout        *self);
double    sw_layout_get_height (const SwLayout       *self);
double    sw_layout_get_scale (const SwLayout        *self);
SwDirection sw_layout_get_direction (const SwLayout  *self);
/* Indexed by SwGraphNode.id and SwGraphEdge.id */
const SwLayoutNode  *sw_layout_get_nodes  (const SwLayout *self,
                                           guint          *count);
const SwLayoutEdge  *sw_layout_get_edges  (const SwLayout *self,
                                           guint          *count);
const SwLayoutScope *sw_layout_get_scopes (const SwLayout *self,
                                           guint          *count);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLayout, sw_layout_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwLayoutCache, sw_layout_cache_free)

G_END_DECLS
