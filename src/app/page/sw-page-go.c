/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/page/sw-page-private.h"

/* Ways about the document: to what is looked for, in the diagram or in the code. */

static void
show_code (SwPage *self)
{
  if (g_str_equal (self->view_mode, "diagram"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view-mode", "s", "split");
}

/* Whether the focus is in the diagram, or can be nowhere else */
static gboolean
is_at_diagram (SwPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return g_str_equal (self->view_mode, "diagram")
         || (!g_str_equal (self->view_mode, "code") && focus != NULL
             && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->diagram)));
}

/**
 * sw_page_find:
 *
 * Opens the search: for states where the focus is in the diagram, else in the code.
 */
void
sw_page_find (SwPage *self)
{
  if (is_at_diagram (self))
    sw_diagram_find (self->diagram);
  else
    sw_source_pane_find (self->source_pane);
}

/**
 * sw_page_next_problem:
 *
 * Goes to the next problem in the code, where there is one.
 */
void
sw_page_next_problem (SwPage *self)
{
  if (g_list_model_get_n_items (sw_document_get_diagnostics (self->document)) == 0)
    return;
  show_code (self);
  sw_source_pane_next_problem (self->source_pane);
}

/**
 * sw_page_previous_problem:
 *
 * Goes to the problem before, where there is one.
 */
void
sw_page_previous_problem (SwPage *self)
{
  if (g_list_model_get_n_items (sw_document_get_diagnostics (self->document)) == 0)
    return;
  show_code (self);
  sw_source_pane_previous_problem (self->source_pane);
}

/**
 * sw_page_go_to_state:
 *
 * Opens the list of the states.
 */
void
sw_page_go_to_state (SwPage *self)
{
  show_code (self);
  sw_source_pane_show_states (self->source_pane);
}

/**
 * sw_page_activate_canvas:
 * @action: an action of the canvas: "canvas.zoom-in", "canvas.wrap::Map"
 */
void
sw_page_activate_canvas (SwPage     *self,
                         const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  if (g_action_parse_detailed_name (action, &name, &target, &error))
    gtk_widget_activate_action_variant (GTK_WIDGET (sw_diagram_get_canvas (self->diagram)), name,
                                        target);
  else
    g_warning ("%s", error->message);
}

/**
 * sw_page_lead_elsewhere:
 * @edge: the key of an edge of the diagram
 *
 * Lets the person choose in the diagram where the edge leads; Escape gives up.
 */
void
sw_page_lead_elsewhere (SwPage     *self,
                        const char *edge)
{
  if (g_str_equal (self->view_mode, "code"))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.view-mode", "s", "split");
  gtk_widget_activate_action (GTK_WIDGET (sw_diagram_get_canvas (self->diagram)), "canvas.edge-to",
                              "s", edge);
}

/**
 * sw_page_add_state:
 * @stencil_id: of the palette
 *
 * Adds a state behind the selected one.
 */
void
sw_page_add_state (SwPage     *self,
                   const char *stencil_id)
{
  sw_canvas_add (sw_diagram_get_canvas (self->diagram), stencil_id);
}
