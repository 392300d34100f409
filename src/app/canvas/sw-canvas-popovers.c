/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-rename.h"
#include "app/palette/sw-stencil-palette.h"
#include "tasks/sw-mentions.h"

/* The popovers of the canvas; one is open at a time. */

static gboolean
unparent_cb (gpointer popover)
{
  gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
closed_cb (SwCanvas *self, GtkPopover *popover)
{
  if (self->popover == GTK_WIDGET (popover))
    self->popover = NULL;
  sw_canvas_target_free (g_steal_pointer (&self->add_target));
  /* Not while it still handles the click that closed it; the canvas may be gone by then. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unparent_cb, g_object_ref (popover), g_object_unref);
}

/**
 * _sw_canvas_popdown:
 *
 * Closes what is open.
 */
void
_sw_canvas_popdown (SwCanvas *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);

  if (popover == NULL)
    return;
  g_signal_handlers_disconnect_by_func (popover, closed_cb, self);
  gtk_widget_unparent (popover);
}

/**
 * _sw_canvas_popup:
 * @popover: (transfer floating): what is to open
 * @at: what it points at, in view pixels
 *
 * Opens a popover in place of the one that is open.
 */
void
_sw_canvas_popup (SwCanvas *self, GtkWidget *popover, SwRect at)
{
  GdkRectangle rect = { (int) at.x, (int) at.y, MAX (1, (int) at.width), MAX (1, (int) at.height) };

  _sw_canvas_popdown (self);
  self->popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &rect);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (closed_cb), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
renamed_cb (SwCanvas *self, const char *name)
{
  SwState *state = sw_document_get_selected_state (self->document);
  GError *error = NULL;

  if (state == NULL)
    return;
  /* Translators: both are names of a state */
  g_autofree char *label = g_strdup_printf (_("Renamed %s to %s"), state->name, name);
  g_autofree char *pointer = g_strdup (state->pointer);
  SwOpsResult *result = sw_ops_rename (state->scope->model, pointer, name, &error);
  sw_mentions_note (sw_document_get_file (self->document), state->name, result);
  _sw_canvas_popdown (self);
  _sw_canvas_apply (self, result, error, label);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * _sw_canvas_popup_rename:
 *
 * Lets the person change the name of the selected state, right where it stands.
 */
void
_sw_canvas_popup_rename (SwCanvas *self)
{
  SwState *state = sw_document_get_selected_state (self->document);
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwGraphNode *node
      = sw_canvas_board_find_pointer (self->board, sw_document_get_selected (self->document));

  if (state == NULL || node == NULL)
    return;
  _sw_canvas_reveal (self, node->id, FALSE);
  SwRect at = _sw_canvas_rect_to_view (self, sw_scene_get_node_rect (scene, node->id));
  if (sw_scene_is_container (scene, node->id))
    at.height = SW_LAYOUT_HEADER_HEIGHT * self->view.scale;
  GtkWidget *popover = sw_canvas_rename_new (state);
  g_signal_connect_swapped (popover, "renamed", G_CALLBACK (renamed_cb), self);
  _sw_canvas_popup (self, popover, at);
}

/**
 * _sw_canvas_popup_menu:
 * @model: what it offers
 * @at: where, in view pixels
 *
 * Opens a menu.
 */
void
_sw_canvas_popup_menu (SwCanvas *self, GMenuModel *model, SwPoint at)
{
  GtkWidget *popover = gtk_popover_menu_new_from_model_full (model, GTK_POPOVER_MENU_NESTED);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  _sw_canvas_popup (self, popover, (SwRect) { at.x, at.y, 1, 1 });
}

/**
 * _sw_canvas_popup_stencils:
 * @take_target: (transfer full) (nullable): where the chosen one goes; %NULL for after the
 *   selection
 * @at: what the list points at, in view pixels
 *
 * Opens the list of stencils.
 */
void
_sw_canvas_popup_stencils (SwCanvas *self, SwCanvasTarget *take_target, SwRect at)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *palette = sw_stencil_palette_new ("canvas.add");

  gtk_widget_set_size_request (palette, 280, 320);
  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_child (GTK_POPOVER (popover), palette);
  _sw_canvas_popup (self, popover, at);
  sw_canvas_target_free (self->add_target);
  self->add_target = take_target;
  sw_stencil_palette_focus_search (SW_STENCIL_PALETTE (palette));
}
