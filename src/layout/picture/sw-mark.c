/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "layout/picture/sw-mark.h"

#include <glib/gi18n.h>

/* In the order in which they are shown */
static const struct
{
  SwMarks     mark;
  const char *label;
  const char *icon;
} marks[SW_MARK_N] = {
  { SW_MARK_RETRY, N_ ("retries"),
    "M14.01 6.21 C14.71 8.14 14.45 10.28 13.31 11.98 C12.16 13.68 10.27 14.72 8.22 14.8 C6.18 "
    "14.87 4.22 13.95 2.96 12.34 C1.7 10.73 1.28 8.61 1.85 6.64 C2.41 4.67 3.89 3.09 5.81 "
    "2.39 L6.5 4.27 C5.17 4.75 4.16 5.83 3.77 7.19 C3.38 8.54 3.67 10 4.53 11.11 C5.4 12.22 "
    "6.75 12.85 8.15 12.8 C9.56 12.75 10.86 12.03 11.65 10.86 C12.44 9.69 12.62 8.22 12.13 "
    "6.9 Z M4.6 0.2 L10.6 2.9 L5.2 6.6 Z" },
  { SW_MARK_CATCH, N_ ("catches errors"),
    "M8 0.8 L14.2 3 V8 C14.2 11.4 11.8 14 8 15.2 C4.2 14 1.8 11.4 1.8 8 V3 Z M8 3 L3.8 4.5 V8 "
    "C3.8 10.3 5.4 12.1 8 13.1 C10.6 12.1 12.2 10.3 12.2 8 V4.5 Z" },
  { SW_MARK_TIMEOUT, N_ ("has a time limit"),
    "M8 1 C11.87 1 15 4.13 15 8 C15 11.87 11.87 15 8 15 C4.13 15 1 11.87 1 8 C1 4.13 4.13 1 8 "
    "1 Z M8 2.9 C5.18 2.9 2.9 5.18 2.9 8 C2.9 10.82 5.18 13.1 8 13.1 C10.82 13.1 13.1 10.82 "
    "13.1 8 C13.1 5.18 10.82 2.9 8 2.9 Z M7.1 3.8 L9 3.8 L9 9.2 L7.1 9.2 Z M7.1 7.4 L11.9 7.4 "
    "L11.9 9.2 L7.1 9.2 Z" },
  { SW_MARK_VARIABLES, N_ ("assigns variables"),
    "M4 1 L5.4 2 C2.2 5.6 2.2 10.4 5.4 14 L4 15 C0.2 10.8 0.2 5.2 4 1 Z M12 1 C15.8 5.2 15.8 "
    "10.8 12 15 L10.6 14 C13.8 10.4 13.8 5.6 10.6 2 Z M6.28 4.61 L11.08 10.21 L9.72 11.39 "
    "L4.92 5.79 Z M11.08 5.79 L6.28 11.39 L4.92 10.21 L9.72 4.61 Z" },
};

static gboolean
has (const SwNode *node, const char *name)
{
  return node && sw_node_get_member (node, name) != NULL;
}

static gboolean
any_has (GArray *handlers, const char *name)
{
  for (guint i = 0; i < handlers->len; i++)
    if (has (g_array_index (handlers, SwHandler, i).node, name))
      return TRUE;
  return FALSE;
}

static gboolean
assigns (const SwState *state)
{
  for (guint i = 0; i < state->rules->len; i++)
    if (has (g_array_index (state->rules, SwRule, i).node, "Assign"))
      return TRUE;
  return has (state->node, "Assign") || any_has (state->catchers, "Assign");
}

/**
 * sw_state_get_marks:
 * @state: a state
 *
 * Finds what of the things that have a sign @state has.
 *
 * Returns: the signs
 */
SwMarks
sw_state_get_marks (const SwState *state)
{
  static const char *const limits[]
      = { "TimeoutSeconds", "TimeoutSecondsPath", "HeartbeatSeconds", "HeartbeatSecondsPath" };
  SwMarks found = 0;

  g_return_val_if_fail (state != NULL, 0);

  if (state->retriers->len > 0)
    found |= SW_MARK_RETRY;
  if (state->catchers->len > 0)
    found |= SW_MARK_CATCH;
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (has (state->node, limits[i]))
      found |= SW_MARK_TIMEOUT;
  if (assigns (state))
    found |= SW_MARK_VARIABLES;
  return found;
}

/**
 * sw_marks_count:
 * @set: some signs
 *
 * Returns: how many they are
 */
guint
sw_marks_count (SwMarks set)
{
  guint count = 0;

  for (guint i = 0; i < SW_MARK_N; i++)
    count += (set & marks[i].mark) != 0;
  return count;
}

/**
 * sw_mark_get_icon:
 * @mark: one sign
 *
 * Returns: (transfer none): SVG path data on a square of %SW_LOOK_ICON_GRID, to be filled by the
 * nonzero rule; static
 */
const char *
sw_mark_get_icon (SwMarks mark)
{
  for (guint i = 0; i < SW_MARK_N; i++)
    if (marks[i].mark == mark)
      return marks[i].icon;
  g_return_val_if_reached (NULL);
}

/**
 * sw_mark_get_label:
 * @mark: one sign
 *
 * Returns: (transfer none): what it says of a state, as a verb, to be translated; static
 */
const char *
sw_mark_get_label (SwMarks mark)
{
  for (guint i = 0; i < SW_MARK_N; i++)
    if (marks[i].mark == mark)
      return marks[i].label;
  g_return_val_if_reached (NULL);
}
