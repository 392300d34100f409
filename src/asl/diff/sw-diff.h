/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"

G_BEGIN_DECLS

/* SwDiff: what two versions of a definition do differently, state by state. The order of keys, the
 * layout of the text and its syntax (JSON or YAML) make no difference, as they make none when the
 * machine runs; a reference that follows a renamed state is no change either.
 *
 * A state is the same in both when it has the same name in the same scope. What is left over is
 * told to be renamed where it says much the same as before, and moved where it stands in another
 * scope under its old name. */
typedef struct _SwDiff SwDiff;

typedef enum
{
  SW_CHANGE_NONE,
  SW_CHANGE_ADDED,
  SW_CHANGE_REMOVED,
  SW_CHANGE_CHANGED,
} SwChange;

/* A value that differs. Its path is relative to the state, or to the machine: "Choices[1].Next". */
typedef struct
{
  SwChange  change;
  char     *path;
  SwNode   *before; /* NULL where it was added */
  SwNode   *after;  /* NULL where it was removed */
} SwDiffField;

/* A state that differs, or the machine itself: then both states are NULL. */
typedef struct
{
  SwChange       change;
  const SwState *before;  /* NULL where it was added */
  const SwState *after;   /* NULL where it was removed */
  gboolean       renamed;
  gboolean       moved;   /* it stands in another scope */
  GPtrArray     *fields;  /* SwDiffField; empty for what was added or removed as a whole */
} SwDiffState;

/* A picture of both versions in one: the later one, with what was removed beside what replaced it.
 * `nodes` and `edges` tell what became of each, a SwChange by SwGraphNode.id and SwGraphEdge.id. */
typedef struct
{
  SwGraph *graph;
  guint8  *nodes;
  guint8  *edges;
} SwDiffGraph;

SwDiff            *sw_diff_new            (SwModel       *before,
                                           SwModel       *after);
SwDiff            *sw_diff_ref            (SwDiff        *self);
void               sw_diff_unref          (SwDiff        *self);
GPtrArray         *sw_diff_get_states     (const SwDiff  *self);
const SwState     *sw_diff_get_other      (const SwDiff  *self,
                                           const SwState *state);
SwChange           sw_diff_get_change     (const SwDiff  *self,
                                           const SwState *state);
SwDiffGraph       *sw_diff_graph_new      (const SwDiff  *self);
void               sw_diff_graph_free     (SwDiffGraph   *self);
char              *sw_diff_field_dup_text (const SwDiffField *field);
const char        *sw_change_get_name     (SwChange       change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwDiff, sw_diff_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwDiffGraph, sw_diff_graph_free)

G_END_DECLS
