/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/tests/sw-test-private.h"

#include <glib/gi18n.h>

/* Which states a run came by, held against what its test expects. */

/* Names of the states that were entered on the machine's own level, in order */
static GPtrArray *
dup_path (const SwTestCheck *self)
{
  GPtrArray *path = g_ptr_array_new ();

  for (guint i = 0; i < sw_history_get_count (self->history); i++)
    {
      const SwHistoryEvent *event = sw_history_get (self->history, i);
      const SwState *state = sw_history_event_get_state (event);

      if (sw_history_event_get_type (event) == SW_EVENT_STATE_ENTERED
          && state->scope->kind == SW_SCOPE_MACHINE)
        g_ptr_array_add (path, state->name);
    }
  g_ptr_array_add (path, NULL);
  return path;
}

/* Where two paths part: the index of the first state that differs; G_MAXUINT for equal ones */
static guint
find_parting (char **wanted,
              char **got)
{
  guint i = 0;

  while (wanted[i] != NULL && got[i] != NULL && g_str_equal (wanted[i], got[i]))
    i++;
  return wanted[i] == NULL && got[i] == NULL ? G_MAXUINT : i;
}

/**
 * sw_test_check_path:
 *
 * Compares the states of the machine's own level, in the order they were entered.
 */
void
sw_test_check_path (const SwTestCheck *self)
{
  g_autoptr (GPtrArray) path = NULL;
  g_auto (SwValue) wanted = SW_VALUE_INIT;
  g_auto (SwValue) got = SW_VALUE_INIT;
  g_autofree char *pointer = NULL, *taken = NULL;
  char **names;
  guint index;

  if (self->expect->path == NULL)
    return;
  path = dup_path (self);
  names = (char **) path->pdata;
  index = find_parting (self->expect->path, names);
  if (index == G_MAXUINT)
    return;
  if (self->expect->path[index] != NULL)
    wanted = sw_value_new_string (self->expect->path[index]);
  if (names[index] != NULL)
    got = sw_value_new_string (names[index]);
  pointer = g_strdup_printf ("/%u", index);
  taken = g_strjoinv (" → ", names);
  if (self->expect->path[index] == NULL)
    sw_test_check_report (self, "path", pointer, wanted, got,
                          _ ("path: expected to end there, went on to “%s” (%s)"), names[index],
                          taken);
  else if (names[index] == NULL)
    sw_test_check_report (self, "path", pointer, wanted, got,
                          _ ("path%s: expected “%s”, ended before it (%s)"), pointer,
                          self->expect->path[index], taken);
  else
    sw_test_check_report (self, "path", pointer, wanted, got,
                          _ ("path%s: expected “%s”, got “%s” (%s)"), pointer,
                          self->expect->path[index], names[index], taken);
}

/* How often a state was entered, or called */
static guint
count (const SwTestCheck *self,
       const char        *name,
       gboolean           calls)
{
  const SwCoverage *coverage = sw_execution_get_coverage (self->execution);
  GPtrArray *states = sw_model_get_states (sw_coverage_get_model (coverage));
  guint counted = 0;

  for (guint i = 0; i < states->len; i++)
    {
      const SwState *state = g_ptr_array_index (states, i);

      if (sw_state_is_named (state, name))
        counted += calls ? sw_coverage_get_called (coverage, state)
                         : sw_coverage_get_entered (coverage, state);
    }
  return counted;
}

static void
check_entered (const SwTestCheck  *self,
               const char         *what,
               char              **names,
               gboolean            wanted)
{
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *pointer = g_strdup_printf ("/%u", i);
      g_auto (SwValue) name = sw_value_new_string (names[i]);
      gboolean entered = count (self, names[i], FALSE) > 0;

      if (entered == wanted)
        continue;
      sw_test_check_report (
          self, what, pointer, wanted ? name : SW_VALUE_INIT, wanted ? SW_VALUE_INIT : name,
          wanted ? _ ("%s: “%s” was not entered") : _ ("%s: “%s” was entered"), what, names[i]);
    }
}

/**
 * sw_test_check_states:
 *
 * Looks whether states were entered that were to be, and none that were not.
 */
void
sw_test_check_states (const SwTestCheck *self)
{
  check_entered (self, "passes", self->expect->passes, TRUE);
  check_entered (self, "avoids", self->expect->avoids, FALSE);
}

/* "3", "2 to 5", "at least 2" */
static char *
dup_range (const SwTestCount *count)
{
  if (count->least == count->most)
    return g_strdup_printf ("%u", count->least);
  if (count->most == G_MAXUINT)
    return g_strdup_printf (_ ("at least %u"), count->least);
  return g_strdup_printf (_ ("%u to %u"), count->least, count->most);
}

/**
 * sw_test_check_counts:
 *
 * Compares how often states were called.
 */
void
sw_test_check_counts (const SwTestCheck *self)
{
  for (guint i = 0; i < self->expect->counts->len; i++)
    {
      const SwTestCount *each = &g_array_index (self->expect->counts, SwTestCount, i);
      guint called = count (self, each->state, TRUE);
      g_autofree char *pointer = NULL, *range = NULL;
      g_auto (SwValue) wanted = SW_VALUE_INIT;
      g_auto (SwValue) got = sw_value_new_integer (called);

      if (called >= each->least && called <= each->most)
        continue;
      pointer = sw_pointer_append ("", each->state);
      range = dup_range (each);
      wanted = sw_value_new_string (range);
      sw_test_check_report (self, "calls", pointer, wanted, got, _ ("calls%s: expected %s, got %u"),
                            pointer, range, called);
    }
}
