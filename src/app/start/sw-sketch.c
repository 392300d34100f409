/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-sketch.h"

#include "asl/graph/sw-graph.h"

/* What is kept between two starts of the program: width, height, the boxes (kind, x, y, width, height), the lines
 * (whether of a Catch, the curve's points, the tip). What was written by another version of this format does not
 * parse, and is made anew. */
#define FORMAT "(sdda(udddd)a(ba(dd)(dd)))"
#define VERSION "sketch 1"

struct _SwSketch
{
  gatomicrefcount ref_count;
  double          width;
  double          height;
  GArray         *boxes; /* SwSketchBox; what holds others before what it holds */
  GArray         *lines; /* SwSketchLine, whose points are in `data` */
  GVariant       *data;
};

static SwSketchBox
make_box (guint kind, SwRect rect)
{
  return (SwSketchBox) { rect, kind };
}

static gboolean
has_entry (const SwGraphNode *node)
{
  for (guint i = 0; i < node->scope->edges->len; i++)
    if (((const SwGraphEdge *) g_ptr_array_index (node->scope->edges, i))->to == node)
      return TRUE;
  return FALSE;
}

static guint
get_kind (const SwLayoutNode *node)
{
  switch (node->node->kind)
    {
    case SW_GRAPH_NODE_STATE:
      return node->node->state->type | (node->open ? SW_SKETCH_OPEN : 0);
    case SW_GRAPH_NODE_SLOT:
      return SW_SKETCH_SLOT;
    case SW_GRAPH_NODE_START:
    case SW_GRAPH_NODE_END:
    default:
      return SW_SKETCH_TERMINAL;
    }
}

static void
add_box (GVariantBuilder *builder, SwSketchBox box)
{
  g_variant_builder_add (builder, "(udddd)", box.kind, box.rect.x, box.rect.y, box.rect.width, box.rect.height);
}

static GVariant *
make_boxes (SwLayout *layout)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(udddd)"));
  guint n_nodes, n_scopes;
  const SwLayoutNode *nodes = sw_layout_get_nodes (layout, &n_nodes);
  const SwLayoutScope *scopes = sw_layout_get_scopes (layout, &n_scopes);
  guint deepest = 0;

  for (guint i = 0; i < n_nodes; i++)
    deepest = MAX (deepest, nodes[i].depth);
  for (guint depth = 0; depth <= deepest; depth++)
    for (guint i = 0; i < n_nodes; i++)
      {
        const SwLayoutNode *node = &nodes[i];
        gboolean is_end = node->node->kind == SW_GRAPH_NODE_END;

        if (!node->visible || node->depth != depth || (is_end && !has_entry (node->node)))
          continue;
        add_box (&builder, make_box (get_kind (node), node->rect));
        for (guint j = 0; node->open && j < n_scopes; j++)
          if (scopes[j].scope->owner == node->node)
            add_box (&builder, make_box (SW_SKETCH_LANE, scopes[j].rect));
      }
  return g_variant_builder_end (&builder);
}

static GVariant *
make_lines (SwLayout *layout)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ba(dd)(dd))"));
  guint count;
  const SwLayoutEdge *edges = sw_layout_get_edges (layout, &count);

  for (guint i = 0; i < count; i++)
    {
      GVariantBuilder points = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(dd)"));

      if (!edges[i].visible || edges[i].n_points == 0)
        continue;
      for (guint j = 0; j < edges[i].n_points; j++)
        g_variant_builder_add (&points, "(dd)", edges[i].points[j].x, edges[i].points[j].y);
      g_variant_builder_add (&builder, "(ba(dd)(dd))", edges[i].edge->kind == SW_EDGE_CATCH, &points,
                             edges[i].tip.x, edges[i].tip.y);
    }
  return g_variant_builder_end (&builder);
}

static GArray *
read_boxes (GVariant *boxes)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SwSketchBox));
  GVariantIter iter;
  SwSketchBox box;

  g_variant_iter_init (&iter, boxes);
  while (g_variant_iter_next (&iter, "(udddd)", &box.kind, &box.rect.x, &box.rect.y, &box.rect.width,
                              &box.rect.height))
    if ((box.kind & ~(guint) SW_SKETCH_OPEN) <= SW_SKETCH_SLOT)
      g_array_append_val (array, box);
  return array;
}

static GArray *
read_lines (GVariant *lines)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (SwSketchLine));

  for (gsize i = 0; i < g_variant_n_children (lines); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (lines, i);
      g_autoptr (GVariant) points = g_variant_get_child_value (child, 1);
      SwSketchLine line = { .points = NULL };

      g_variant_get_child (child, 0, "b", &line.is_catch);
      g_variant_get_child (child, 2, "(dd)", &line.tip.x, &line.tip.y);
      /* Points in the memory of `data`, which lives as long. */
      line.points = g_variant_get_fixed_array (points, &line.n_points, sizeof (SwPoint));
      if (line.n_points % 3 == 1)
        g_array_append_val (array, line);
    }
  return array;
}

static SwSketch *
new_from_data (GVariant *take_data)
{
  SwSketch *self = g_new0 (SwSketch, 1);
  g_autoptr (GVariant) boxes = g_variant_get_child_value (take_data, 3);
  g_autoptr (GVariant) lines = g_variant_get_child_value (take_data, 4);

  g_atomic_ref_count_init (&self->ref_count);
  self->data = take_data;
  g_variant_get_child (take_data, 1, "d", &self->width);
  g_variant_get_child (take_data, 2, "d", &self->height);
  self->boxes = read_boxes (boxes);
  self->lines = read_lines (lines);
  return self;
}

/**
 * sw_sketch_new_from_layout:
 *
 * Returns: (transfer full): the sketch of a diagram
 */
SwSketch *
sw_sketch_new_from_layout (SwLayout *layout)
{
  GVariant *parts[] = {
    g_variant_new_string (VERSION),
    g_variant_new_double (sw_layout_get_width (layout)),
    g_variant_new_double (sw_layout_get_height (layout)),
    make_boxes (layout),
    make_lines (layout),
  };
  g_autoptr (GVariant) data = g_variant_ref_sink (g_variant_new_tuple (parts, G_N_ELEMENTS (parts)));
  g_autoptr (GBytes) bytes = g_variant_get_data_as_bytes (data);

  /* All parts in one piece of memory, as if read from a file */
  return new_from_data (g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), bytes, TRUE)));
}

/**
 * sw_sketch_new_from_text:
 * @text: a definition, valid UTF-8
 * @length: in bytes
 * @syntax: what it is written in
 * @cancellable: (nullable): looked at between the steps
 *
 * Reads and lays out a definition. Touches nothing shared, so that it can work in any thread.
 *
 * Returns: (transfer full) (nullable): its sketch; %NULL where the text has a syntax error, is no state machine, or
 *   this was cancelled
 */
SwSketch *
sw_sketch_new_from_text (const char *text, gsize length, SwSyntax syntax, GCancellable *cancellable)
{
  const SwLayoutOptions options = { .direction = SW_DIRECTION_DOWN, .scale = 1.0, .cancellable = cancellable };
  g_autoptr (SwTree) tree = sw_tree_parse_as (text, (gssize) length, syntax);
  g_autoptr (SwModel) model = NULL;
  g_autoptr (SwGraph) graph = NULL;
  g_autoptr (SwLayout) layout = NULL;

  if (!sw_tree_is_valid (tree) || sw_node_get_member (sw_tree_get_root (tree), "States") == NULL)
    return NULL;
  model = sw_model_new (tree);
  graph = sw_graph_new (model);
  layout = sw_layout_new (graph, &options, NULL);
  return layout != NULL ? sw_sketch_new_from_layout (layout) : NULL;
}

/**
 * sw_sketch_new_from_bytes:
 * @bytes: of sw_sketch_get_bytes(), or anything
 *
 * Returns: (transfer full) (nullable): the sketch; %NULL where the bytes are none
 */
SwSketch *
sw_sketch_new_from_bytes (GBytes *bytes)
{
  g_autoptr (GVariant) data
      = g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (FORMAT), bytes, FALSE));
  const char *version = NULL;

  if (!g_variant_is_normal_form (data))
    return NULL;
  g_variant_get_child (data, 0, "&s", &version);
  return g_str_equal (version, VERSION) ? new_from_data (g_steal_pointer (&data)) : NULL;
}

/**
 * sw_sketch_get_bytes:
 *
 * Returns: (transfer full): what sw_sketch_new_from_bytes() reads, for this computer alone: its numbers are as the
 *   processor has them
 */
GBytes *
sw_sketch_get_bytes (const SwSketch *self)
{
  return g_variant_get_data_as_bytes (self->data);
}

/**
 * sw_sketch_ref:
 *
 * Returns: @self, which lives until all that hold it have let go
 */
SwSketch *
sw_sketch_ref (SwSketch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * sw_sketch_unref:
 *
 * Lets go of @self, from any thread.
 */
void
sw_sketch_unref (SwSketch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->boxes);
  g_array_unref (self->lines);
  g_variant_unref (self->data);
  g_free (self);
}

/**
 * sw_sketch_get_width:
 *
 * Returns: width of the diagram, in the units of its boxes
 */
double
sw_sketch_get_width (const SwSketch *self)
{
  return self->width;
}

/**
 * sw_sketch_get_height:
 *
 * Returns: height of the diagram, in the units of its boxes
 */
double
sw_sketch_get_height (const SwSketch *self)
{
  return self->height;
}

/**
 * sw_sketch_get_n_states:
 *
 * Returns: how many states there are, those that hold others included
 */
guint
sw_sketch_get_n_states (const SwSketch *self)
{
  guint count = 0;

  for (guint i = 0; i < self->boxes->len; i++)
    count += (g_array_index (self->boxes, SwSketchBox, i).kind & ~(guint) SW_SKETCH_OPEN) < SW_STATE_N_TYPES;
  return count;
}

/**
 * sw_sketch_get_boxes:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): boxes, those that hold others before what is in
 *   them
 */
const SwSketchBox *
sw_sketch_get_boxes (const SwSketch *self, guint *count)
{
  *count = self->boxes->len;
  return (const SwSketchBox *) (gpointer) self->boxes->data;
}

/**
 * sw_sketch_get_lines:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the curves between the boxes
 */
const SwSketchLine *
sw_sketch_get_lines (const SwSketch *self, guint *count)
{
  *count = self->lines->len;
  return (const SwSketchLine *) (gpointer) self->lines->data;
}
