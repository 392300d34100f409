/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-rename.h"
#include "app/palette/sw-stencil-palette.h"

/* The popovers of the canvas; one is open at a time. */

static void
closed_cb (SwCanvas *self, GtkPopover *popover)
{
  if (self->popover == GTK_WIDGET (popover))
    self->popover = NULL;
  sw_canvas_target_free (g_steal_pointer (&self->add_target));
  /* Not while it still handles the click that closed it */
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
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
 * @popover: (transfer floating): to be opened in place of what is open
 * @at: what it points at, in view pixels
 *
 * Opens a popover; it goes when it closes.
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

static void
append (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (SwCanvas *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) view = g_menu_new ();

  if (g_hash_table_size (self->selection) > 0)
    {
      g_autoptr (GMenu) remove = g_menu_new ();
      append (edit, _("_Rename…"), "canvas.rename", "F2");
      append (edit, _("D_uplicate"), "canvas.duplicate", "<Control>d");
      append (edit, _("_Add After…"), "canvas.add-menu", "a");
      if (_sw_canvas_has_problems (self))
        append (edit, _("Show _Problems"), "canvas.problems", "<Control>period");
      append (remove, _("_Delete"), "canvas.delete", "Delete");
      g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
      g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
      return G_MENU_MODEL (menu);
    }
  append (edit, _("_Add State…"), "canvas.add-menu", "a");
  append (edit, _("Select _All"), "canvas.select-all", "<Control>a");
  append (view, _("Zoom _In"), "canvas.zoom-in", "<Control>plus");
  append (view, _("Zoom _Out"), "canvas.zoom-out", "<Control>minus");
  append (view, _("Zoom to _Fit"), "canvas.zoom-fit", "<Control>9");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (view));
  return G_MENU_MODEL (menu);
}

/**
 * _sw_canvas_popup_menu:
 * @at: where, in view pixels
 *
 * Opens the context menu of what is selected, or of the empty canvas.
 */
void
_sw_canvas_popup_menu (SwCanvas *self, SwPoint at)
{
  g_autoptr (GMenuModel) model = make_menu (self);
  GtkWidget *popover = gtk_popover_menu_new_from_model (model);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  _sw_canvas_popup (self, popover, (SwRect) { at.x, at.y, 1, 1 });
}

/**
 * _sw_canvas_popup_stencils:
 * @take_target: (transfer full) (nullable): where the chosen one goes; %NULL for after the selection
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
