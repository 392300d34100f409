/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-breaks.h"

#include <glib/gi18n.h>

#include "app/canvas/board/sw-badges.h"

/* Where in the picture the breakpoints are, as sw-badges.c finds the problems. */

static void
sign_free (SwBreakSign *self)
{
  g_free ((char *) self->pointer);
  g_free ((char *) self->text);
  g_free (self);
}

static void
badge_free (SwBreakBadge *self)
{
  g_free (self->pointer);
  g_free (self->text);
  g_free (self);
}

/**
 * sw_break_signs_copy:
 * @signs: (array length=n_signs): breakpoints
 *
 * Returns: (transfer full) (element-type SwBreakSign): a copy of them
 */
GPtrArray *
sw_break_signs_copy (const SwBreakSign *signs, guint n_signs)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sign_free);

  for (guint i = 0; i < n_signs; i++)
    {
      SwBreakSign *copy = g_new0 (SwBreakSign, 1);
      copy->pointer = g_strdup (signs[i].pointer);
      copy->look = signs[i].look;
      copy->text = g_strdup (signs[i].text);
      g_ptr_array_add (copies, copy);
    }
  return copies;
}

static const char *
get_word (SwBreakLook look)
{
  switch (look)
    {
    case SW_BREAK_CONDITION:
      return _("Breakpoint with a condition");
    case SW_BREAK_OFF:
      return _("Breakpoint, switched off");
    case SW_BREAK_ON:
    case SW_BREAK_N_LOOKS:
    default:
      return _("Breakpoint");
    }
}

static SwBreakBadge *
ensure_badge (GPtrArray *badges, gboolean on_edge, guint id, const SwBreakSign *sign)
{
  for (guint i = 0; i < badges->len; i++)
    {
      SwBreakBadge *badge = g_ptr_array_index (badges, i);
      if (badge->on_edge == on_edge && badge->id == id)
        return badge;
    }
  SwBreakBadge *badge = g_new0 (SwBreakBadge, 1);
  badge->on_edge = on_edge;
  badge->id = id;
  badge->look = sign->look;
  badge->pointer = g_strdup (sign->pointer);
  badge->text = g_strdup ("");
  g_ptr_array_add (badges, badge);
  return badge;
}

/* Adds a line to TEXT, which is taken. */
static char *
append_line (char *text, const char *line)
{
  g_autofree char *before = text;

  return g_strconcat (before ? before : "", before && *before ? "\n" : "", line, NULL);
}

/**
 * sw_break_badges_new:
 * @scene: the picture
 * @signs: (element-type SwBreakSign): breakpoints; those of what is not in the picture are left out
 *
 * Finds where in the picture the breakpoints are.
 *
 * Returns: (transfer full) (element-type SwBreakBadge): one for each place that has any
 */
GPtrArray *
sw_break_badges_new (const SwScene *scene, GPtrArray *signs)
{
  GPtrArray *badges = g_ptr_array_new_with_free_func ((GDestroyNotify) badge_free);

  for (guint i = 0; i < signs->len; i++)
    {
      const SwBreakSign *sign = g_ptr_array_index (signs, i);
      gboolean on_edge;
      guint id;
      if (!sw_badges_find_place (scene, sign->pointer, &on_edge, &id))
        continue;
      SwBreakBadge *badge = ensure_badge (badges, on_edge, id, sign);
      /* Translators: of a breakpoint: the first %s is its kind, the second a sentence about it */
      g_autofree char *line =
          sign->text == NULL
              ? g_strdup (get_word (sign->look))
              : g_strdup_printf (C_("breakpoint", "%s: %s"), get_word (sign->look), sign->text);
      badge->look = MIN (badge->look, sign->look);
      badge->text = append_line (badge->text, line);
    }
  return badges;
}

/**
 * sw_break_badges_dup_texts:
 * @badges: (element-type SwBreakBadge): of @scene
 *
 * Returns: (transfer full) (element-type utf8): by node id, what assistive technology is told of
 *   the breakpoints at the state and its ways out; %NULL where there are none
 */
GPtrArray *
sw_break_badges_dup_texts (GPtrArray *badges, const SwScene *scene)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_set_size (texts, (int) sw_scene_get_n_nodes (scene));
  for (guint i = 0; i < badges->len; i++)
    {
      const SwBreakBadge *badge = g_ptr_array_index (badges, i);
      guint id = badge->on_edge ? sw_scene_get_edge (scene, badge->id)->edge->from->id : badge->id;
      g_ptr_array_index (texts, id) = append_line (g_ptr_array_index (texts, id), badge->text);
    }
  return texts;
}
