/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

#include "app/runs/debug/sw-break-dialog.h"
#include "app/runs/debug/sw-break-gutter.h"
#include "app/runs/debug/sw-debug-breaks.h"

/* The breakpoints of a page: in its diagram and its code, set, taken away and edited. */

static void
show_breaks (SwPage *self)
{
  sw_debug_breaks_show (self->breakpoints, sw_diagram_get_canvas (self->diagram));
}

static void
toggle (SwPage     *self,
        const char *pointer)
{
  if (pointer != NULL)
    sw_breakpoints_toggle (self->breakpoints, SW_BREAK_BEFORE, pointer, NULL);
}

static void
toggle_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  toggle (data, sw_document_get_selected (SW_PAGE (data)->document));
}

static void
toggle_at_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  toggle (data, g_variant_get_string (parameter, NULL));
}

static const SwGraphEdge *
find_edge (SwPage     *self,
           const char *key)
{
  GPtrArray *edges = sw_graph_get_edges (sw_document_get_graph (self->document));

  for (guint i = 0; i < edges->len; i++)
    {
      const SwGraphEdge *edge = g_ptr_array_index (edges, i);

      if (g_str_equal (edge->key, key) && edge->from->state != NULL)
        return edge;
    }
  return NULL;
}

static void
toggle_edge_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  SwPage *self = data;
  const SwGraphEdge *edge = find_edge (self, g_variant_get_string (parameter, NULL));
  g_autofree char *name = edge != NULL ? sw_edge_dup_name (edge->kind, edge->index) : NULL;

  if (name != NULL)
    sw_breakpoints_toggle (self->breakpoints, SW_BREAK_EDGE, edge->from->state->pointer, name);
}

static void
edit (SwPage     *self,
      const char *pointer,
      const char *edge)
{
  const SwState *state
      = sw_model_find_pointer (sw_document_get_model (self->document), pointer);

  if (state != NULL)
    adw_dialog_present (sw_break_dialog_new (self->breakpoints, pointer, state->name, edge),
                        GTK_WIDGET (self));
}

static void
edit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  edit (data, g_variant_get_string (parameter, NULL), NULL);
}

static void
edit_edge_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  SwPage *self = data;
  const SwGraphEdge *edge = find_edge (self, g_variant_get_string (parameter, NULL));
  g_autofree char *name = edge != NULL ? sw_edge_dup_name (edge->kind, edge->index) : NULL;

  if (name != NULL)
    edit (self, edge->from->state->pointer, name);
}

/* A badge in the diagram was clicked. */
static void
badge_cb (SwPage     *self,
          const char *place)
{
  const SwBreakpoint *found = sw_debug_breaks_find_place (self->breakpoints, place);

  if (found != NULL)
    edit (self, found->state, found->edge);
}

static const GActionEntry entries[] = {
  { "toggle", toggle_cb },
  { "toggle-at", toggle_at_cb, "s" },
  { "toggle-edge", toggle_edge_cb, "s" },
  { "edit", edit_cb, "s" },
  { "edit-edge", edit_edge_cb, "s" },
};

/**
 * _sw_page_init_breaks:
 *
 * Shows the breakpoints, and adds to the page's actions what is done with them.
 */
void
_sw_page_init_breaks (SwPage *self)
{
  GtkSourceGutter *gutter
      = gtk_source_view_get_gutter (sw_page_get_code_view (self), GTK_TEXT_WINDOW_LEFT);

  g_action_map_add_action_entries (G_ACTION_MAP (self->debug_actions), entries,
                                   G_N_ELEMENTS (entries), self);
  gtk_source_gutter_insert (
      gutter, GTK_SOURCE_GUTTER_RENDERER (sw_break_gutter_new (self->document)), -60);
  g_signal_connect_object (self->breakpoints, "changed", G_CALLBACK (show_breaks), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (sw_diagram_get_canvas (self->diagram), "breakpoint-activated",
                           G_CALLBACK (badge_cb), self, G_CONNECT_SWAPPED);
  show_breaks (self);
}
