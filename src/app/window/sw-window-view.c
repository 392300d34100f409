/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/window/sw-window-private.h"

#include <glib/gi18n.h>

/* What is seen of the document in front, and what others ask the window to do with it. */

/* While a run stands still, it is that one that runs on. */
void
_sw_window_run (SwWindow *self)
{
  SwPage *page = sw_window_get_page (self);

  if (!sw_page_continue (page))
    sw_page_ask_run (page);
}

/**
 * _sw_window_show_runs:
 *
 * Shows or hides the panel of executions, in this page and the next window.
 */
void
_sw_window_show_runs (SwWindow *self,
                      gboolean  show)
{
  g_object_set (sw_window_get_page (self), "show-runs", show, NULL);
  if (self->settings != NULL)
    g_settings_set_boolean (self->settings, "show-runs", show);
  _sw_window_update_actions (self);
}

/**
 * _sw_window_show_tests:
 *
 * Shows or hides the panel of tests, in this page.
 */
void
_sw_window_show_tests (SwWindow *self,
                       gboolean  show)
{
  g_object_set (sw_window_get_page (self), "show-tests", show, NULL);
  _sw_window_update_actions (self);
}

/**
 * _sw_window_show_palette:
 *
 * Shows or hides the palette, wherever it stands at this width.
 */
void
_sw_window_show_palette (SwWindow *self,
                         gboolean  show)
{
  _sw_window_show_side (self, SW_SIDE_PALETTE, show);
}

/**
 * _sw_window_show_inspector:
 *
 * Shows or hides the inspector, wherever it stands at this width.
 */
void
_sw_window_show_inspector (SwWindow *self,
                           gboolean  show)
{
  _sw_window_show_side (self, SW_SIDE_INSPECTOR, show);
}

/* What is dragged out of the palette is to land in the diagram. */
void
_sw_window_uncover_view (SwWindow *self)
{
  for (SwSide side = 0; side < SW_N_SIDES; side++)
    _sw_window_uncover (self, side);
}

/* The new state is to be seen. */
void
_sw_window_add_state (SwWindow   *self,
                      const char *stencil_id)
{
  _sw_window_uncover (self, SW_SIDE_PALETTE);
  sw_page_add_state (sw_window_get_page (self), stencil_id);
}

/**
 * _sw_window_focus_inspector:
 *
 * Shows the inspector, with the name of the selected state ready to be typed.
 */
void
_sw_window_focus_inspector (SwWindow *self)
{
  _sw_window_show_side (self, SW_SIDE_INSPECTOR, TRUE);
  sw_inspector_focus_name (self->inspector);
}

/* The place is chosen in the diagram. */
void
_sw_window_lead_elsewhere (SwWindow   *self,
                           const char *edge)
{
  _sw_window_uncover (self, SW_SIDE_INSPECTOR);
  sw_page_lead_elsewhere (sw_window_get_page (self), edge);
}

/**
 * _sw_window_activate_canvas:
 * @action: name of an action of the canvas, without its group
 *
 * Activates it on the diagram in front.
 */
void
_sw_window_activate_canvas (SwWindow   *self,
                            const char *action)
{
  sw_page_activate_canvas (sw_window_get_page (self), action);
}

/**
 * _sw_window_show_part:
 * @pointer: JSON pointer of a part of the selected state, such as a rule
 *
 * Shows it in the inspector.
 */
void
_sw_window_show_part (SwWindow   *self,
                      const char *pointer)
{
  sw_inspector_show_part (self->inspector, pointer);
}

/**
 * _sw_window_insert_expression:
 * @expression: a path or an expression of JSONata
 *
 * Puts it where the person last typed one; says so where that is nowhere.
 */
void
_sw_window_insert_expression (SwWindow   *self,
                              const char *expression)
{
  if (!sw_path_target_insert (self->path_target, expression))
    _sw_window_toast (self, _("Click into a field of the inspector or into the code first"));
}
