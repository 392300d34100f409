/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* What is said of what is pointed at: what a badge, a sign or a control means, and every text that
 * is cut short or too far away to be read. With Ctrl+F1, of the state that has the focus. */

static void
add_part (GStrvBuilder *parts, char *take_text)
{
  if (take_text != NULL)
    g_strv_builder_take (parts, take_text);
}

static void
add_badges (SwCanvas *self, GStrvBuilder *parts, gboolean on_edge, guint id)
{
  const SwBadge *badge = sw_canvas_board_get_badge (self->board, on_edge, id);
  const SwBreakBadge *stop = sw_canvas_board_get_break (self->board, on_edge, id);

  add_part (parts, badge != NULL ? sw_badge_dup_text (badge) : NULL);
  add_part (parts, stop != NULL ? g_strdup (stop->text) : NULL);
}

static const char *
get_fold_text (SwCanvas *self, guint id)
{
  return sw_scene_is_container (sw_canvas_board_get_scene (self->board), id) ? _("Collapse")
                                                                             : _("Expand");
}

/* @at: in scene points, or NULL for what is not pointed at */
static void
tell_node (SwCanvas *self, GStrvBuilder *parts, guint id, const SwPoint *at)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwCanvasNode *widget = sw_canvas_board_get_widget (self->board, id);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  SwRect rect = sw_scene_get_node_rect (scene, id);

  if (at != NULL && sw_rect_contains (sw_scene_get_fold_rect (scene, id, rtl), *at))
    {
      add_part (parts, g_strdup (get_fold_text (self, id)));
      return;
    }
  SwPoint inside = at != NULL ? (SwPoint) { at->x - rect.x, at->y - rect.y } : (SwPoint) { 0, 0 };
  if (widget != NULL)
    add_part (parts, sw_canvas_node_dup_tooltip (widget, at != NULL ? &inside : NULL));
  if (self->run_status != NULL && sw_scene_get_node (scene, id)->node->state != NULL)
    add_part (parts, sw_run_status_dup_data (self->run_status,
                                             sw_scene_get_node (scene, id)->node->state->pointer));
  add_badges (self, parts, FALSE, id);
}

/* The data that went along an edge */
static void
add_flow (SwCanvas *self, GStrvBuilder *parts, guint id)
{
  if (self->run_status != NULL)
    add_part (parts, sw_run_status_dup_flow (
                         self->run_status,
                         sw_scene_get_edge (sw_canvas_board_get_scene (self->board), id)->edge));
}

static void
tell_hit (SwCanvas *self, GStrvBuilder *parts, SwHit hit, SwPoint at)
{
  switch (hit.kind)
    {
    case SW_HIT_PLUS:
      add_part (parts, g_strdup (_("Add a State Here")));
      break;
    case SW_HIT_HANDLE:
      add_part (parts, g_strdup (_("Draw an Arrow: Drag to a State, or Click and Choose")));
      break;
    case SW_HIT_LANE:
      add_part (parts, g_strdup (_("Drag to Change the Order of the Branches")));
      break;
    case SW_HIT_NODE:
      tell_node (self, parts, hit.id, &at);
      break;
    case SW_HIT_EDGE:
    case SW_HIT_TIP:
    case SW_HIT_TAIL:
    case SW_HIT_LABEL:
      add_part (parts, sw_canvas_board_dup_hidden_label (self->board, hit.id));
      add_flow (self, parts, hit.id);
      add_badges (self, parts, TRUE, hit.id);
      break;
    case SW_HIT_NOTHING:
    case SW_HIT_BODY:
    default:
      break;
    }
}

static void
tell_pointed (SwCanvas *self, GStrvBuilder *parts, SwPoint view)
{
  SwPoint at = _sw_canvas_to_scene (self, view);
  const SwBadge *badge = sw_canvas_board_find_badge (self->board, at, NULL);
  const SwBreakBadge *stop = sw_canvas_board_find_break (self->board, at);

  if (badge != NULL)
    add_part (parts, sw_badge_dup_text (badge));
  else if (stop != NULL)
    add_part (parts, g_strdup (stop->text));
  else
    tell_hit (self, parts, _sw_canvas_hit_at (self, view), at);
}

static gboolean
query_tooltip_cb (SwCanvas *self, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  SwGraphNode *current = keyboard ? _sw_canvas_get_current (self) : NULL;

  if (sw_canvas_tool_is_dragging (&self->tool) || self->drag != NULL || self->popover != NULL
      || sw_canvas_board_get_scene (self->board) == NULL)
    return FALSE;
  if (current != NULL)
    tell_node (self, parts, current->id, NULL);
  else if (!keyboard)
    tell_pointed (self, parts, (SwPoint) { x, y });
  g_auto (GStrv) texts = g_strv_builder_end (parts);
  g_autofree char *text = g_strjoinv ("\n", texts);
  if (*text == '\0')
    return FALSE;
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

/**
 * _sw_canvas_add_tooltips:
 *
 * Answers what things on the canvas are.
 */
void
_sw_canvas_add_tooltips (SwCanvas *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}
