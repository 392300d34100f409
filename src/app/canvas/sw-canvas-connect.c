/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/canvas/sw-canvas-words.h"

/* Aiming an arrow by keys: arrow keys go to the nearest node that it may lead to, Tab through all of them, letters to
 * the one of that name. Enter draws it, Escape gives up. What is aimed at is spoken. */

static SwScene *
get_scene (SwCanvas *self)
{
  return sw_canvas_board_get_scene (self->board);
}

static char *
dup_node_name (SwCanvas *self, guint id)
{
  return sw_words_dup_name (sw_scene_get_node (get_scene (self), id)->node);
}

static void
announce (SwCanvas *self, const char *text)
{
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
aim_at (SwCanvas *self, guint id)
{
  g_autofree char *name = dup_node_name (self, id);

  sw_canvas_drag_aim_node (self->drag, get_scene (self), id);
  _sw_canvas_drag_show_aim (self);
  _sw_canvas_reveal (self, id, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  announce (self, name);
}

/**
 * _sw_canvas_connect_begin:
 * @take_drag: (transfer full): an arrow, or an end of one
 *
 * Lets keys aim it.
 */
void
_sw_canvas_connect_begin (SwCanvas *self, SwCanvasDrag *take_drag)
{
  _sw_canvas_cancel (self);
  _sw_canvas_drag_begin (self, take_drag);
  self->candidates = sw_canvas_drag_find_nodes (take_drag, get_scene (self));
  if (self->candidates->len == 0)
    {
      _sw_canvas_drag_end (self);
      sw_document_report (self->document, _("There is no state that this arrow could lead to"));
      return;
    }
  self->connecting = TRUE;
  if (self->typed == NULL)
    self->typed = g_string_new (NULL);
  g_string_truncate (self->typed, 0);
  g_autofree char *hint = _sw_canvas_dup_connect_hint (self);
  announce (self, hint);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * _sw_canvas_dup_connect_hint:
 *
 * Returns: (transfer full): what is to be done, with what has been typed
 */
char *
_sw_canvas_dup_connect_hint (SwCanvas *self)
{
  gboolean tail = sw_canvas_drag_get_kind (self->drag) == SW_DRAG_TAIL;
  g_autofree char *from = dup_node_name (self, sw_canvas_drag_get_from (self->drag));

  if (self->typed->len > 0)
    /* Translators: what is typed to find a state */
    return g_strdup_printf (_("Search: %s"), self->typed->str);
  if (tail)
    return g_strdup (_("Choose where the arrow comes from. Enter connects, Esc cancels."));
  /* Translators: %s is the name of a state */
  return g_strdup_printf (_("Choose where the arrow from %s leads. Enter connects, Esc cancels."), from);
}

static gboolean
find_current (SwCanvas *self, guint *index)
{
  guint node = sw_canvas_drag_get_node (self->drag);

  for (guint i = 0; i < self->candidates->len; i++)
    if (g_array_index (self->candidates, guint, i) == node)
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
  aim_at (self, g_array_index (self->candidates, guint, index));
}

/* The nearest candidate in a direction; what lies aside of it counts double. */
static void
go (SwCanvas *self, double dx, double dy)
{
  guint node = sw_canvas_drag_get_node (self->drag);
  guint start = node != SW_CANVAS_NO_ID ? node : sw_canvas_drag_get_from (self->drag);
  SwPoint here = sw_rect_get_center (sw_scene_get_node_rect (get_scene (self), start));
  guint best = SW_CANVAS_NO_ID;
  double nearest = INFINITY;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      guint id = g_array_index (self->candidates, guint, i);
      SwPoint there = sw_rect_get_center (sw_scene_get_node_rect (get_scene (self), id));
      double along = (there.x - here.x) * dx + (there.y - here.y) * dy;
      double aside = fabs ((there.x - here.x) * dy) + fabs ((there.y - here.y) * dx);
      if (id != start && along > 1 && along + 2 * aside < nearest)
        {
          nearest = along + 2 * aside;
          best = id;
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
        g_autofree char *name = dup_node_name (self, g_array_index (self->candidates, guint, i));
        g_autofree char *folded = g_utf8_casefold (name, -1);
        if (pass == 0 ? g_str_has_prefix (folded, typed) : strstr (folded, typed) != NULL)
          {
            *found = g_array_index (self->candidates, guint, i);
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
    g_string_truncate (self->typed, (gsize) (g_utf8_prev_char (self->typed->str + self->typed->len) - self->typed->str));
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
 * _sw_canvas_connect_key:
 * @keyval: a key
 * @state: what is held with it
 *
 * Takes a key while an arrow is aimed by keys. All are, but those with Ctrl or Alt, which give up.
 *
 * Returns: whether it was one for this
 */
gboolean
_sw_canvas_connect_key (SwCanvas *self, guint keyval, GdkModifierType state)
{
  if (!self->connecting)
    return FALSE;
  if (state & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    {
      _sw_canvas_cancel (self);
      return FALSE;
    }
  return steer (self, keyval) || type (self, keyval);
}
