/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-window-private.h"

/* The side bars: beside the view where there is room, else over it. */

static const char *
get_sidebar_key (SwWindow            *self,
                 AdwOverlaySplitView *split)
{
  return split == self->palette_split ? "show-palette" : "show-inspector";
}

/* What the person chose is remembered; what a narrow window did is not. */
static void
sidebar_shown_cb (SwWindow            *self,
                  GParamSpec          *pspec,
                  AdwOverlaySplitView *split)
{
  if (self->settings != NULL && !adw_overlay_split_view_get_collapsed (split))
    g_settings_set_boolean (self->settings, get_sidebar_key (self, split),
                            adw_overlay_split_view_get_show_sidebar (split));
}

/* Over the view, a side bar comes when it is asked for; beside it, as the person left it. */
static void
sidebar_collapsed_cb (SwWindow            *self,
                      GParamSpec          *pspec,
                      AdwOverlaySplitView *split)
{
  gboolean collapsed = adw_overlay_split_view_get_collapsed (split);
  gboolean wanted
      = self->settings == NULL || g_settings_get_boolean (self->settings, get_sidebar_key (self, split));

  adw_overlay_split_view_set_show_sidebar (split, !collapsed && wanted);
}

static void
set_max_width (AdwBreakpoint *breakpoint,
               double         width)
{
  g_autoptr (AdwBreakpointCondition) condition = adw_breakpoint_condition_new_length (
      ADW_BREAKPOINT_CONDITION_MAX_WIDTH, width, ADW_LENGTH_UNIT_SP);

  adw_breakpoint_set_condition (breakpoint, condition);
}

/* The widths, in pixels at the usual size of text, below which the side bars no longer stand beside the view: two
 * views side by side need more room than one. */
void
_sw_window_update_breakpoints (SwWindow *self)
{
  gboolean split = g_str_equal (self->view_mode, "split");

  set_max_width (self->inspector_breakpoint, split ? 1340 : 1080);
  set_max_width (self->palette_breakpoint, split ? 1000 : 820);
}

void
_sw_window_class_bind_sides (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, sidebar_collapsed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_shown_cb);
}
