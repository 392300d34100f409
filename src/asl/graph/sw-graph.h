/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwGraph: the picture a model draws, before it has places: nodes (states, and a Start and an End
 * per scope), edges, nested scopes. Plain data, constant, shares the model. Its order does not
 * depend on the order of the keys in States: nodes are numbered by a walk from Start along Next,
 * rules, Default, Catch; unreachable ones follow by name. A container's inner nodes follow it at
 * once.
 *
 * Every terminal state (Succeed, Fail, "End": true) joins its scope's End. A reference that names
 * no state of the scope has no edge. A reference that is still open (StartAt, a state's, rule's or
 * catcher's Next that is absent or "", a Default that is "") leads to a slot of its own, where a
 * state can be dropped. */
typedef struct _SwGraph SwGraph;

typedef enum
{
  SW_GRAPH_NODE_STATE,
  SW_GRAPH_NODE_START,
  SW_GRAPH_NODE_END,
  SW_GRAPH_NODE_SLOT, /* "Drop a state here": an empty scope, or the open end of an edge */
} SwGraphNodeKind;

typedef enum
{
  SW_EDGE_START,   /* Start -> StartAt */
  SW_EDGE_NEXT,
  SW_EDGE_RULE,    /* a Choice's rule `index` */
  SW_EDGE_DEFAULT,
  SW_EDGE_CATCH,   /* catcher `index` */
  SW_EDGE_END,     /* terminal state -> End; also Start -> slot -> End of an empty scope */
} SwEdgeKind;

typedef struct _SwGraphScope SwGraphScope;

/* A node's key is its identity across edits: "/Outer/0/Inner" (container, branch, state),
 * "…/^start", "…/^end", "…/^slot", "…/Choice^rule/0^slot"; in names ~ / ^ are written ~0 ~1 ~2. */
typedef struct
{
  SwGraphNodeKind kind;
  guint           id;        /* index in the graph's nodes */
  SwState        *state;     /* for STATE */
  SwGraphScope   *scope;     /* that holds it */
  char           *key;
  GPtrArray      *scopes;    /* SwGraphScope inside a Parallel or Map; empty otherwise */
  gboolean        reachable; /* from the machine's Start */
} SwGraphNode;

/* An edge's key is its identity across edits: the key of `from`, then "^next", "^rule/0",
 * "^default" or "^catch/0". Its label is a short text to draw: "Default", a rule's condition, the
 * errors caught. */
typedef struct
{
  SwEdgeKind   kind;
  guint        id;        /* index in the graph's edges */
  guint        index;     /* of the rule or catcher, from 0 */
  SwGraphNode *from;
  SwGraphNode *to;
  char        *key;
  char        *label;     /* or NULL */
  SwNode      *reference; /* the value that names the target (Next, StartAt …), or NULL */
} SwGraphEdge;

struct _SwGraphScope
{
  SwScope     *scope;
  SwGraphNode *owner; /* the Parallel or Map, or NULL at the top */
  GPtrArray   *nodes; /* SwGraphNode of this scope alone: Start, states in walk order, End, slots */
  GPtrArray   *edges; /* SwGraphEdge: an edge never leaves its scope */
};

/* Labels are cut to this many characters, with an ellipsis. */
#define SW_GRAPH_LABEL_LENGTH 48

SwGraph      *sw_graph_new          (SwModel        *model);
SwGraph      *sw_graph_ref          (SwGraph        *self);
void          sw_graph_unref        (SwGraph        *self);
SwModel      *sw_graph_get_model    (const SwGraph  *self);
SwGraphScope *sw_graph_get_root     (const SwGraph  *self);
GPtrArray    *sw_graph_get_nodes    (const SwGraph  *self);
GPtrArray    *sw_graph_get_edges    (const SwGraph  *self);
SwGraphNode  *sw_graph_find_state   (const SwGraph  *self,
                                     const SwState  *state);
SwGraphNode  *sw_graph_find_key     (const SwGraph  *self,
                                     const char     *key);
char         *sw_rule_dup_summary   (const SwRule   *rule,
                                     SwQueryLanguage language);
char         *sw_rule_dup_condition (const SwRule   *rule,
                                     SwQueryLanguage language);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwGraph, sw_graph_unref)

G_END_DECLS
