/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

/* The palette and the inspector: beside the view where there is room, over it where there is less,
 * and in a window as narrow as a phone in a sheet that comes up from below. The view itself stays
 * where it is in all three, so that nothing of it is lost on the way: it is the panels that
 * move. */

static const struct
{
  const char *key;   /* of the settings, and the action's name */
  const char *title;
} sides[SW_N_SIDES] = {
  [SW_SIDE_PALETTE] = { "show-palette", N_("Palette") },
  [SW_SIDE_INSPECTOR] = { "show-inspector", N_("Inspector") },
};

static AdwOverlaySplitView *
get_split (SwWindow *self,
           SwSide    side)
{
  return side == SW_SIDE_PALETTE ? self->palette_split : self->inspector_split;
}

static GtkWidget *
get_panel (SwWindow *self,
           SwSide    side)
{
  return side == SW_SIDE_PALETTE ? GTK_WIDGET (self->palette) : GTK_WIDGET (self->inspector);
}

static gboolean
is_wanted (SwWindow *self,
           SwSide    side)
{
  return self->settings == NULL || g_settings_get_boolean (self->settings, sides[side].key);
}

static gboolean
is_shown (SwWindow *self,
          SwSide    side)
{
  if (self->sheets)
    return adw_bottom_sheet_get_open (self->sheet)
           && sw_side_sheet_get_shown (self->sheet_panels) == get_panel (self, side);
  return adw_overlay_split_view_get_show_sidebar (get_split (self, side));
}

static void
update_actions (SwWindow *self)
{
  for (SwSide side = 0; side < SW_N_SIDES; side++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), sides[side].key);

      g_simple_action_set_state (G_SIMPLE_ACTION (action),
                                 g_variant_new_boolean (is_shown (self, side)));
    }
}

/**
 * _sw_window_show_side:
 *
 * Shows the palette or the inspector, where the width of the window has it, or hides it. A sheet
 * takes the focus, and gives it back when it closes.
 */
void
_sw_window_show_side (SwWindow *self,
                      SwSide    side,
                      gboolean  show)
{
  if (show == is_shown (self, side))
    return;
  if (!self->sheets)
    {
      adw_overlay_split_view_set_show_sidebar (get_split (self, side), show);
      return;
    }
  if (show)
    sw_side_sheet_show (self->sheet_panels, get_panel (self, side));
  adw_bottom_sheet_set_open (self->sheet, show);
  /* Not on the search, which would bring up the keyboard of a phone. */
  if (show && side == SW_SIDE_PALETTE)
    sw_stencil_palette_focus_list (self->palette);
  update_actions (self);
}

/**
 * _sw_window_uncover:
 *
 * Hides the palette or the inspector where it covers the view.
 */
void
_sw_window_uncover (SwWindow *self,
                    SwSide    side)
{
  if (self->sheets || adw_overlay_split_view_get_collapsed (get_split (self, side)))
    _sw_window_show_side (self, side, FALSE);
}

/* Eyes see it come up. */
static void
sheet_open_cb (SwWindow *self)
{
  if (adw_bottom_sheet_get_open (self->sheet))
    for (SwSide side = 0; side < SW_N_SIDES; side++)
      if (is_shown (self, side))
        gtk_accessible_announce (GTK_ACCESSIBLE (self->sheet), _(sides[side].title),
                                 GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  update_actions (self);
}

/* What the person chose is remembered; what a narrow window did is not. */
static void
sidebar_shown_cb (SwWindow            *self,
                  GParamSpec          *pspec,
                  AdwOverlaySplitView *split)
{
  SwSide side = split == self->palette_split ? SW_SIDE_PALETTE : SW_SIDE_INSPECTOR;

  if (self->settings != NULL && !adw_overlay_split_view_get_collapsed (split))
    g_settings_set_boolean (self->settings, sides[side].key,
                            adw_overlay_split_view_get_show_sidebar (split));
  update_actions (self);
}

/* Over the view, a side bar comes when it is asked for; beside it, as the person left it. */
static void
sidebar_collapsed_cb (SwWindow            *self,
                      GParamSpec          *pspec,
                      AdwOverlaySplitView *split)
{
  SwSide side = split == self->palette_split ? SW_SIDE_PALETTE : SW_SIDE_INSPECTOR;
  gboolean collapsed = adw_overlay_split_view_get_collapsed (split);

  adw_overlay_split_view_set_show_sidebar (split, !collapsed && is_wanted (self, side));
}

static void
move_to_sheet (SwWindow *self,
               SwSide    side)
{
  g_autoptr (GtkWidget) panel = g_object_ref (get_panel (self, side));
  AdwOverlaySplitView *split = get_split (self, side);

  if (adw_overlay_split_view_get_collapsed (split))
    adw_overlay_split_view_set_show_sidebar (split, FALSE);
  /* A swipe from the edge would bring an empty side bar. */
  adw_overlay_split_view_set_enable_show_gesture (split, FALSE);
  adw_overlay_split_view_set_sidebar (split, NULL);
  sw_side_sheet_add (self->sheet_panels, panel, _(sides[side].title));
}

static void
move_to_side (SwWindow *self,
              SwSide    side)
{
  g_autoptr (GtkWidget) panel = g_object_ref (get_panel (self, side));
  AdwOverlaySplitView *split = get_split (self, side);

  sw_side_sheet_remove (self->sheet_panels, panel);
  adw_overlay_split_view_set_sidebar (split, panel);
  adw_overlay_split_view_set_enable_show_gesture (split, TRUE);
}

/**
 * _sw_window_set_sheets:
 *
 * Has the palette and the inspector in a sheet, or back in their side bars. Whoever was at work in
 * one of them goes on in the view.
 */
void
_sw_window_set_sheets (SwWindow *self,
                       gboolean  sheets)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  SwPage *page = sw_window_get_page (self);

  for (SwSide side = 0; side < SW_N_SIDES; side++)
    if (focus != NULL && gtk_widget_is_ancestor (focus, get_panel (self, side)) && page != NULL)
      gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
  adw_bottom_sheet_set_open (self->sheet, FALSE);
  self->sheets = sheets;
  sw_stencil_palette_set_one_tap (self->palette, sheets);
  for (SwSide side = 0; side < SW_N_SIDES; side++)
    if (sheets)
      move_to_sheet (self, side);
    else
      move_to_side (self, side);
  update_actions (self);
}

static void
set_max_width (AdwBreakpoint *breakpoint,
               double         width)
{
  g_autoptr (AdwBreakpointCondition) condition = adw_breakpoint_condition_new_length (
      ADW_BREAKPOINT_CONDITION_MAX_WIDTH, width, ADW_LENGTH_UNIT_SP);

  adw_breakpoint_set_condition (breakpoint, condition);
}

/* The widths, in pixels at the usual size of text, below which the side bars no longer stand beside
 * the view: two views side by side need more room than one. */
void
_sw_window_update_breakpoints (SwWindow *self)
{
  gboolean split = g_str_equal (self->view_mode, "split");

  set_max_width (self->inspector_breakpoint, split ? 1340 : 1080);
  set_max_width (self->palette_breakpoint, split ? 1000 : 820);
}

/**
 * _sw_window_class_bind_sides:
 *
 * Binds what the template has for the side bars and the sheet that stands for them.
 */
void
_sw_window_class_bind_sides (GtkWidgetClass *widget_class)
{
  g_type_ensure (SW_TYPE_SIDE_SHEET);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, sheet);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, sheet_panels);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, palette_split);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, palette);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, inspector_split);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, inspector);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, inspector_breakpoint);
  gtk_widget_class_bind_template_child (widget_class, SwWindow, palette_breakpoint);
  gtk_widget_class_bind_template_callback (widget_class, sheet_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
}

/* At the beginning the side bars are as they were left. */
void
_sw_window_restore_sides (SwWindow *self)
{
  for (SwSide side = 0; side < SW_N_SIDES; side++)
    adw_overlay_split_view_set_show_sidebar (get_split (self, side), is_wanted (self, side));
}
