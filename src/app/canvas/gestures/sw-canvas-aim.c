/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/canvas/sw-canvas-words.h"

/* Aiming by keys: an arrow at a node, states at the place they are moved to. Arrow keys go to the
 * nearest of what may be aimed at, Tab through all of it, letters to the one of that name. Enter
 * drops, Escape gives up. What is aimed at is spoken. */

static SwScene *
get_scene (SwCanvas *self)
{
  return sw_canvas_board_get_scene (self->board);
}

static gboolean
is_move (SwCanvas *self)
{
  return sw_canvas_drag_get_kind (self->drag) == SW_DRAG_MOVE;
}

static SwCanvasAim
get_candidate (SwCanvas *self, guint index)
{
  return g_array_index (self->candidates, SwCanvasAim, index);
}

/* In scene points */
static SwPoint
get_point (SwCanvas *self, SwCanvasAim aim)
{
  if (aim.on_edge)
    return sw_scene_get_insertion (get_scene (self), aim.id, NULL);
  return sw_rect_get_center (sw_scene_get_node_rect (get_scene (self), aim.id));
}

static char *
dup_name (SwCanvas *self, SwCanvasAim aim)
{
  if (aim.on_edge)
    return sw_words_dup_way (sw_scene_get_edge (get_scene (self), aim.id)->edge);
  const SwGraphNode *node = sw_scene_get_node (get_scene (self), aim.id)->node;
  return is_move (self) ? sw_words_dup_description (node, NULL, 0) : sw_words_dup_name (node);
}

static void
announce (SwCanvas *self, const char *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static SwCanvasTarget *
make_target (SwCanvas *self, SwCanvasAim aim)
{
  if (aim.on_edge)
    return sw_canvas_target_from_edge (sw_scene_get_edge (get_scene (self), aim.id)->edge);
  return sw_canvas_target_from_slot (sw_scene_get_node (get_scene (self), aim.id)->node);
}

static void
aim_at (SwCanvas *self, guint index)
{
  SwCanvasAim aim = get_candidate (self, index);
  g_autofree char *name = dup_name (self, aim);
  const SwGraphEdge *edge = aim.on_edge ? sw_scene_get_edge (get_scene (self), aim.id)->edge : NULL;

  if (is_move (self))
    sw_canvas_drag_aim_target (self->drag, get_scene (self), make_target (self, aim));
  else
    sw_canvas_drag_aim_node (self->drag, get_scene (self), aim.id);
  _sw_canvas_drag_show_aim (self);
  _sw_canvas_reveal (self, edge != NULL ? edge->to->id : aim.id, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  const char *refusal = sw_canvas_drag_get_refusal (self->drag);
  g_autofree char *spoken = g_strjoin (". ", name, refusal, NULL);
  announce (self, spoken);
}

static void
add_candidates (GArray *candidates, gboolean on_edge, GArray *take_ids)
{
  for (guint i = 0; i < take_ids->len; i++)
    {
      SwCanvasAim aim = { on_edge, g_array_index (take_ids, guint, i) };
      g_array_append_val (candidates, aim);
    }
  g_array_unref (take_ids);
}

static int
compare_points (gconstpointer a, gconstpointer b, gpointer user_data)
{
  SwCanvas *self = user_data;
  SwPoint x = get_point (self, *(const SwCanvasAim *) a);
  SwPoint y = get_point (self, *(const SwCanvasAim *) b);
  gboolean down = self->direction == SW_DIRECTION_DOWN;
  double along = down ? x.y - y.y : x.x - y.x;
  double across = down ? x.x - y.x : x.y - y.y;

  return along != 0 ? (along > 0) - (along < 0) : (across > 0) - (across < 0);
}

static void
find_candidates (SwCanvas *self)
{
  self->candidates = g_array_new (FALSE, FALSE, sizeof (SwCanvasAim));
  add_candidates (self->candidates, FALSE,
                  sw_canvas_drag_find_nodes (self->drag, get_scene (self)));
  if (!is_move (self))
    return;
  add_candidates (self->candidates, TRUE, sw_canvas_drag_find_edges (self->drag, get_scene (self)));
  g_array_sort_with_data (self->candidates, compare_points, self);
}

/* The node that was taken hold of, or that the arrow leaves; SW_CANVAS_NO_ID where it is not
 * shown */
static guint
get_origin (SwCanvas *self)
{
  if (!is_move (self))
    return sw_canvas_drag_get_from (self->drag);
  const SwGraphNode *node
      = sw_canvas_board_find_pointer (self->board, sw_canvas_drag_get_pointers (self->drag)[0]);
  return node != NULL && sw_scene_get_node (get_scene (self), node->id)->visible ? node->id
                                                                                 : SW_CANVAS_NO_ID;
}

/**
 * _sw_canvas_aim_begin:
 * @take_drag: (transfer full): an arrow, an end of one, or states
 *
 * Lets keys aim it.
 */
void
_sw_canvas_aim_begin (SwCanvas *self, SwCanvasDrag *take_drag)
{
  _sw_canvas_cancel (self);
  _sw_canvas_drag_begin (self, take_drag);
  find_candidates (self);
  if (self->candidates->len == 0 || get_origin (self) == SW_CANVAS_NO_ID)
    {
      const char *reason = is_move (self) ? _("There is no other place that this could be moved to")
                                          : _("There is no state that this arrow could lead to");
      _sw_canvas_drag_end (self);
      sw_document_report (self->document, reason);
      return;
    }
  self->aiming = TRUE;
  if (self->typed == NULL)
    self->typed = g_string_new (NULL);
  g_string_truncate (self->typed, 0);
  g_autofree char *hint = _sw_canvas_dup_aim_hint (self);
  announce (self, hint);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _sw_canvas_get_hand:
 *
 * Returns: where what is in the hand is held, in view pixels: at the pointer, or where keys aim it
 */
SwPoint
_sw_canvas_get_hand (SwCanvas *self)
{
  const SwCanvasTarget *target = self->drag != NULL ? sw_canvas_drag_get_target (self->drag) : NULL;
  SwCanvasAim aim = { FALSE, SW_CANVAS_NO_ID };

  if (!self->aiming || !is_move (self))
    return self->pointer;
  if (target == NULL)
    aim.id = get_origin (self);
  else
    aim = (SwCanvasAim) { target->edge != SW_CANVAS_NO_ID, MIN (target->edge, target->slot) };
  return aim.id != SW_CANVAS_NO_ID ? _sw_canvas_to_view (self, get_point (self, aim))
                                   : self->pointer;
}

/**
 * _sw_canvas_dup_aim_hint:
 *
 * Returns: (transfer full): what is to be done, with what has been typed
 */
char *
_sw_canvas_dup_aim_hint (SwCanvas *self)
{
  g_autofree char *from =
      sw_words_dup_name (sw_scene_get_node (get_scene (self), get_origin (self))->node);

  if (self->typed->len > 0)
    /* Translators: what is typed to find a state */
    return g_strdup_printf (_("Search: %s"), self->typed->str);
  if (is_move (self))
    /* Translators: %s is the name of a state */
    return g_strdup_printf (
        _("Choose where %s goes by the arrow keys or Tab. Enter moves, Esc cancels."), from);
  if (sw_canvas_drag_get_kind (self->drag) == SW_DRAG_TAIL)
    return g_strdup (_("Choose where the arrow comes from. Enter connects, Esc cancels."));
  /* Translators: %s is the name of a state */
  return g_strdup_printf (_("Choose where the arrow from %s leads. Enter connects, Esc cancels."),
                          from);
}

static gboolean
is_aimed_at (SwCanvas *self, SwCanvasAim aim)
{
  const SwCanvasTarget *target = sw_canvas_drag_get_target (self->drag);

  if (!is_move (self))
    return sw_canvas_drag_get_node (self->drag) == aim.id;
  return target != NULL && (aim.on_edge ? target->edge : target->slot) == aim.id;
}

static gboolean
find_current (SwCanvas *self, guint *index)
{
  for (guint i = 0; i < self->candidates->len; i++)
    if (is_aimed_at (self, get_candidate (self, i)))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

static void
step (SwCanvas *self, int by)
{
  guint count = self->candidates->len;
  guint index = 0;

  if (find_current (self, &index))
    index = (guint) ((int) index + by + (int) count) % count;
  aim_at (self, index);
}

/* The nearest candidate in a direction; what lies aside of it counts double. */
static void
go (SwCanvas *self, double dx, double dy)
{
  guint current = SW_CANVAS_NO_ID;
  SwPoint here = find_current (self, &current)
                     ? get_point (self, get_candidate (self, current))
                     : get_point (self, (SwCanvasAim) { FALSE, get_origin (self) });
  guint best = SW_CANVAS_NO_ID;
  double nearest = INFINITY;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      SwPoint there = get_point (self, get_candidate (self, i));
      double along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      double aside = fabs ((there.x - here.x) * dy) + fabs ((there.y - here.y) * dx);
      if (i != current && along > 1 && along + 2 * aside < nearest)
        {
          nearest = along + 2 * aside;
          best = i;
        }
    }
  if (best != SW_CANVAS_NO_ID)
    aim_at (self, best);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

/* The first candidate whose name begins with what was typed, else has it inside */
static gboolean
find_typed (SwCanvas *self, guint *found)
{
  g_autofree char *typed = g_utf8_casefold (self->typed->str, -1);

  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->candidates->len; i++)
      {
        g_autofree char *name = dup_name (self, get_candidate (self, i));
        g_autofree char *folded = g_utf8_casefold (name, -1);
        if (pass == 0 ? g_str_has_prefix (folded, typed) : strstr (folded, typed) != NULL)
          {
            *found = i;
            return TRUE;
          }
      }
  return FALSE;
}

static gboolean
type (SwCanvas *self, guint keyval)
{
  gunichar letter = gdk_keyval_to_unicode (keyval);
  guint found;

  if (keyval == GDK_KEY_BackSpace && self->typed->len > 0)
    g_string_truncate (self->typed, (gsize) (g_utf8_prev_char (self->typed->str + self->typed->len)
                                             - self->typed->str));
  else if (letter != 0 && g_unichar_isprint (letter))
    g_string_append_unichar (self->typed, letter);
  else
    return FALSE;
  if (self->typed->len > 0 && find_typed (self, &found))
    aim_at (self, found);
  else if (self->typed->len > 0)
    gtk_widget_error_bell (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return TRUE;
}

/* What keys do that are no letters; FALSE for others */
static gboolean
steer (SwCanvas *self, guint keyval)
{
  static const struct
  {
    guint  key;
    guint  pad;
    double dx;
    double dy;
  } directions[] = {
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1 },
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (directions); i++)
    if (keyval == directions[i].key || keyval == directions[i].pad)
      {
        go (self, directions[i].dx, directions[i].dy);
        return TRUE;
      }
  if (keyval == GDK_KEY_Escape)
    {
      _sw_canvas_cancel (self);
      announce (self, _("Canceled"));
    }
  else if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    _sw_canvas_drag_drop (self);
  else if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_ISO_Left_Tab)
    step (self, keyval == GDK_KEY_Tab ? 1 : -1);
  else
    return FALSE;
  return TRUE;
}

/**
 * _sw_canvas_aim_key:
 * @keyval: a key
 * @state: what is held with it
 *
 * Takes a key while something is aimed by keys. All are, but those with Ctrl or Alt, which give up.
 *
 * Returns: whether it was one for this
 */
gboolean
_sw_canvas_aim_key (SwCanvas *self, guint keyval, GdkModifierType state)
{
  if (!self->aiming)
    return FALSE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    {
      _sw_canvas_cancel (self);
      return FALSE;
    }
  return steer (self, keyval) || type (self, keyval);
}
