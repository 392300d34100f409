/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/piece/sw-piece.h"

#include "config.h"

#include <dlfcn.h>
#include <string.h>
#include <graphviz/gvc.h>

/* Graphviz as a library, kept on a short leash:
 *
 *  - it holds its state in static variables, so only one thread may be in it at a time (a lock
 *    below sees to that), and while it works the process's LC_NUMERIC is "C": a program that lays
 *    out in one thread and prints numbers by the locale in another gives that other a locale of its
 *    own, as the designer does;
 *  - the ordinary context loads every plugin, with pango, cairo and X11 behind it; the context here
 *    holds the one plugin that is needed, and is the ordinary one where that plugin is not found;
 *  - no text is measured (labels are empty, sizes fixed) and no splines are drawn: edges are routed
 *    by us in the channels between ranks, where no box stands;
 *  - a piece is small, see sw_piece_place(): dot cannot be cancelled. */

#define ORDERED_WEIGHT 16 /* of links, against the edges that keep an order: dot wants both short */
#define SLOW_PIECE 300 /* items from which the network simplex is limited */

static GMutex lock;

static int
swallow_message (char *message)
{
  return 0;
}

static gpointer
load_dot_plugin (void)
{
  static const char *const names[] = {
    GRAPHVIZ_PLUGIN_DIR "/libgvplugin_dot_layout.so." GRAPHVIZ_PLUGIN_VERSION,
    GRAPHVIZ_PLUGIN_DIR "/libgvplugin_dot_layout.so",
    "libgvplugin_dot_layout.so." GRAPHVIZ_PLUGIN_VERSION,
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      void *handle = dlopen (names[i], RTLD_NOW | RTLD_LOCAL);
      void *library = handle ? dlsym (handle, "gvplugin_dot_layout_LTX_library") : NULL;
      if (library)
        return library;
      if (handle)
        dlclose (handle);
    }
  return NULL;
}

/* One for the life of the process: making one is dearer than a layout. */
static GVC_t *
get_context (void)
{
  static lt_symlist_t plugins[] = { { "gvplugin_dot_layout_LTX_library", NULL }, { NULL, NULL } };
  static GVC_t *context;

  if (!context)
    {
      plugins[0].address = load_dot_plugin ();
      context = plugins[0].address ? gvContextPlugins (plugins, FALSE) : gvContext ();
    }
  return context;
}

/* The memory of one graph. Graphviz takes and gives back each of its small things by itself, which
 * is a tenth of all time: here it takes them from large blocks, and all are given back together. */
typedef struct
{
  Agdisc_t   discipline; /* first: what Graphviz hands to heap_open() */
  GPtrArray *blocks;
  char      *next;       /* free memory in the last block, and how much of it */
  gsize      left;
} Heap;

#define BLOCK_SIZE (64 * 1024) /* less than what the C library fetches from the system each time */
#define ALIGNMENT 16

static void *
heap_open (Agdisc_t *discipline)
{
  return discipline;
}

/* Graphviz expects memory to be zero. */
static void *
heap_alloc (void   *state,
            size_t  size)
{
  Heap *self = state;
  gsize room = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  char *memory;

  if (room > self->left)
    {
      self->left = MAX (room, BLOCK_SIZE);
      self->next = g_malloc0 (self->left);
      g_ptr_array_add (self->blocks, self->next);
    }
  memory = self->next;
  self->next += room;
  self->left -= room;
  return memory;
}

static void *
heap_resize (void   *state,
             void   *memory,
             size_t  old_size,
             size_t  size)
{
  void *larger;

  if (size <= old_size)
    return memory;
  larger = heap_alloc (state, size);
  if (memory != NULL)
    memcpy (larger, memory, old_size);
  return larger;
}

static void
heap_free (void *state,
           void *memory)
{
}

static Agmemdisc_t heap_discipline = { heap_open, heap_alloc, heap_resize, heap_free, NULL };

/* The attributes that differ from item to item and from link to link. What they are is told by
 * text, and most of the time goes into looking their names up and keeping the texts: so that is
 * done once for a graph, and what none needs or is as most are is left out. */
typedef struct
{
  Agsym_t *rank;
  Agsym_t *width;
  Agsym_t *ordering; /* NULL where the order is given */
  Agsym_t *weight;
  Agsym_t *minlen;
  Agsym_t *tailport; /* NULL where no link has a side, as is the next */
  Agsym_t *headport;
} Attributes;

static Agsym_t *
declare (Agraph_t   *graph,
         int         kind,
         const char *name,
         const char *value)
{
  return agattr (graph, kind, (char *) name, (char *) value);
}

static void
set_text (void       *object,
          Agsym_t    *attribute,
          const char *value)
{
  agxset (object, attribute, (char *) value);
}

static void
set_number (void    *object,
            Agsym_t *attribute,
            double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (text, sizeof text, "%.4f", value);
  set_text (object, attribute, text);
}

static void
set_side (Agedge_t   *edge,
          Agsym_t    *attribute,
          SwPieceSide side)
{
  if (side != SW_PIECE_MIDDLE)
    set_text (edge, attribute, side == SW_PIECE_LEFT ? "w" : "e");
}

static gboolean
has_sides (const SwPiece *piece)
{
  for (guint i = 0; i < piece->links->len; i++)
    {
      const SwPieceLink *link = &g_array_index (piece->links, SwPieceLink, i);
      if (link->from_side != SW_PIECE_MIDDLE || link->to_side != SW_PIECE_MIDDLE)
        return TRUE;
    }
  return FALSE;
}

/* How high boxes are is the same to us: only their places across are read. */
static Agraph_t *
open_graph (const SwPiece *piece,
            gboolean       ordered,
            Heap          *heap,
            Attributes    *attributes)
{
  char gap[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd (gap, sizeof gap, "%.4f", SW_PIECE_GAP / POINTS_PER_INCH);

  *attributes = (Attributes) { 0 };
  Agraph_t *graph = agopen ((char *) "piece", Agdirected, &heap->discipline);
  declare (graph, AGRAPH, "nodesep", gap);
  declare (graph, AGRAPH, "splines", "none");
  declare (graph, AGRAPH, "label", "");
  attributes->rank = declare (graph, AGRAPH, "rank", "");
  if (piece->items->len > SLOW_PIECE)
    {
      declare (graph, AGRAPH, "nslimit", "4");
      declare (graph, AGRAPH, "nslimit1", "4");
      declare (graph, AGRAPH, "mclimit", "0.3");
    }
  declare (graph, AGNODE, "shape", "box");
  declare (graph, AGNODE, "fixedsize", "true");
  declare (graph, AGNODE, "label", "");
  attributes->width = declare (graph, AGNODE, "width", "1");
  attributes->weight = declare (graph, AGEDGE, "weight", "1");
  attributes->minlen = declare (graph, AGEDGE, "minlen", "1");
  if (has_sides (piece))
    {
      attributes->tailport = declare (graph, AGEDGE, "tailport", "");
      attributes->headport = declare (graph, AGEDGE, "headport", "");
    }
  /* The ranks are all told then, and this way to find them out again takes half as long. */
  if (ordered)
    declare (graph, AGRAPH, "newrank", "true");
  else
    attributes->ordering = declare (graph, AGNODE, "ordering", "");
  return graph;
}

/* dot lets the edges within a rank run from left to right; it heeds them where the rank is asked
 * for. */
static void
keep_order (Agraph_t      *graph,
            const SwPiece *piece,
            const guint   *order,
            Agnode_t     **nodes,
            Attributes    *attributes)
{
  Agraph_t *rank = NULL;

  for (guint i = 0; i < piece->items->len; i++)
    {
      guint left = order[i > 0 ? i - 1 : 0];
      if (i == 0 || g_array_index (piece->items, SwPieceItem, left).rank
                        != g_array_index (piece->items, SwPieceItem, order[i]).rank)
        {
          rank = agsubg (graph, NULL, TRUE);
          set_text (rank, attributes->rank, "same");
        }
      else
        agedge (graph, nodes[left], nodes[order[i]], NULL, TRUE);
      agsubnode (rank, nodes[order[i]], TRUE);
    }
}

static void
fill_graph (Agraph_t      *graph,
            const SwPiece *piece,
            const guint   *order,
            Agnode_t     **nodes,
            Attributes    *attributes)
{
  guint weight = order ? ORDERED_WEIGHT : 1;

  for (guint i = 0; i < piece->items->len; i++)
    {
      const SwPieceItem *item = &g_array_index (piece->items, SwPieceItem, i);
      nodes[i] = agnode (graph, NULL, TRUE);
      set_number (nodes[i], attributes->width, item->width / POINTS_PER_INCH);
      if (item->ordered && !order)
        set_text (nodes[i], attributes->ordering, "out");
    }
  for (guint i = 0; i < piece->links->len; i++)
    {
      const SwPieceLink *link = &g_array_index (piece->links, SwPieceLink, i);
      if (order && link->length > 1 && link->weight > 0)
        continue; /* it has no place in the order, and dot would lead it around the outside */
      Agedge_t *edge = agedge (graph, nodes[link->from], nodes[link->to], NULL, TRUE);
      if (link->weight * weight != 1)
        set_number (edge, attributes->weight, link->weight * weight);
      if (link->length != 1)
        set_number (edge, attributes->minlen, link->length);
      set_side (edge, attributes->tailport, link->from_side);
      set_side (edge, attributes->headport, link->to_side);
    }
  if (order)
    keep_order (graph, piece, order, nodes, attributes);
}

/* To free a layout, Graphviz looks for each node in each subgraph: a quarter of all time, while
 * they still stand. */
static void
forget_ranks (Agraph_t *graph)
{
  Agraph_t *rank;

  while ((rank = agfstsubg (graph)) != NULL)
    agclose (rank);
}

/**
 * sw_dot_place:
 * @piece: a piece
 * @order: (nullable): the items rank by rank, from left to right; %NULL to let dot find an order
 * @places: (out caller-allocates): an item's middle across, by index, in points
 *
 * Lets Graphviz's dot order the items of each rank and place them.
 *
 * Returns: whether it did; @places are untouched otherwise
 */
gboolean
sw_dot_place (const SwPiece *piece,
              const guint   *order,
              double        *places)
{
  g_mutex_lock (&lock);
  agusererrf old_handler = agseterrf (swallow_message);
  GVC_t *context = get_context ();
  Attributes attributes;
  Heap heap = {
    { &heap_discipline, &AgIdDisc, &AgIoDisc }, g_ptr_array_new_with_free_func (g_free), NULL, 0
  };
  Agraph_t *graph = open_graph (piece, order != NULL, &heap, &attributes);
  g_autofree Agnode_t **nodes = g_new (Agnode_t *, piece->items->len);
  fill_graph (graph, piece, order, nodes, &attributes);

  gboolean placed = context && gvLayout (context, graph, "dot") == 0;
  if (placed)
    {
      for (guint i = 0; i < piece->items->len; i++)
        places[i] = ND_coord (nodes[i]).x;
      forget_ranks (graph);
      gvFreeLayout (context, graph);
    }
  agclose (graph);
  g_ptr_array_unref (heap.blocks);
  agseterrf (old_handler);
  g_mutex_unlock (&lock);
  return placed;
}
