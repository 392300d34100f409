/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-check-private.h"
#include "asl/sw-variables.h"
#include "json/sw-string-cursor.h"
#include "query/jsonata/sw-jsonata.h"
#include "query/sw-query-tokens.h"

#include <string.h>

/* Variables that are read before any path to the state has assigned them.
 */

/* A variable that a state reads */
typedef struct
{
  SwState *state;
  SwNode  *node; /* the string it stands in */
  char    *name;
  SwSpan   span; /* of `$` and the name in the text */
  gboolean called;
} SwUse;

static void
use_clear (gpointer data)
{
  g_free (((SwUse *) data)->name);
}

/* Adds the uses of the string NODE's expression, which begins at its decoded byte START. */
static void
add_uses (SwCheck *check,
          SwNode  *node,
          GArray  *found,
          gsize    start)
{
  if (check->uses == NULL)
    {
      check->uses = g_array_new (FALSE, FALSE, sizeof (SwUse));
      g_array_set_clear_func (check->uses, use_clear);
    }

  for (guint i = 0; i < found->len; i++)
    {
      const SwVariableUse *variable = &g_array_index (found, SwVariableUse, i);
      SwUse use = { .state = check->state, .node = node, .called = variable->called };
      SwStringCursor cursor;

      /* of `$$` AWS itself says what is wrong */
      if (strcmp (variable->name, "states") == 0 || variable->name[0] == '$')
        continue;

      sw_string_cursor_init (&cursor, node);
      use.name = g_strdup (variable->name);
      use.span = sw_string_cursor_locate (&cursor, start + variable->span.start - 1,
                                          start + variable->span.end);
      g_array_append_val (check->uses, use);
    }
}

/* TRUE where a name may stand behind some `$` of TEXT, but for $states */
static gboolean
may_use (const char *text,
         gsize       length)
{
  const char *end = text + length;

  for (const char *p = memchr (text, '$', length); p != NULL;
       p = memchr (p + 1, '$', (gsize) (end - p) - 1))
    if (p + 1 < end && (g_ascii_isalpha (p[1]) || p[1] == '_' || (guchar) p[1] >= 0x80)
        && (strncmp (p, "$states", 7) != 0 || g_ascii_isalnum (p[7]) || p[7] == '_'))
      return TRUE;

  return FALSE;
}

/* Notes which variables an expression reads: TEXT, LENGTH bytes, which is what the string NODE says
 * from its byte START on. */
void
sw_check_note_jsonata (SwCheck    *check,
                       SwNode     *node,
                       const char *text,
                       gsize       length,
                       gsize       start)
{
  g_autoptr (GArray) found = NULL;

  if (check->state == NULL || !may_use (text, length))
    return;

  found = sw_jsonata_dup_uses (text, length, NULL);
  if (found != NULL)
    add_uses (check, node, found, start);
}

/* The same for a path or an intrinsic function */
void
sw_check_note_path (SwCheck    *check,
                    SwNode     *node,
                    const char *text)
{
  g_autoptr (GArray) found = NULL;

  if (check->state == NULL || !may_use (text, strlen (text)))
    return;

  found = sw_expression_dup_uses (text, strlen (text));
  if (found != NULL)
    add_uses (check, node, found, 0);
}

/* TRUE where STATE is inside a distributed Map */
static gboolean
is_in_distributed (const SwState *state)
{
  for (const SwScope *scope = state->scope; scope->parent != NULL; scope = scope->parent->scope)
    if (sw_scope_is_isolated (scope))
      return TRUE;

  return FALSE;
}

static void
report_unassigned (SwCheck             *check,
                   const SwAssignments *assignments,
                   const SwUse         *use)
{
  gboolean elsewhere = sw_assignments_is_assigned (assignments, use->name);

  if (elsewhere && is_in_distributed (use->state))
    sw_check_add (check, SW_FINDING_VARIABLE_UNASSIGNED, use->node, use->span,
                  "The variable $%s is assigned on no path to the state \"%s\": a distributed Map "
                  "does not see the variables outside of it",
                  use->name, use->state->name);
  else if (elsewhere || !sw_jsonata_has_function (use->name))
    sw_check_add (check, SW_FINDING_VARIABLE_UNASSIGNED, use->node, use->span,
                  "The variable $%s is assigned on no path to the state \"%s\"", use->name,
                  use->state->name);
}

static void
judge_use (SwCheck             *check,
           const SwAssignments *assignments,
           const SwUse         *use)
{
  SwAssigned assigned = sw_assignments_get (assignments, use->state, use->name);

  if (assigned == SW_ASSIGNED_SOMETIMES)
    sw_check_add (check, SW_FINDING_VARIABLE_MAYBE_UNASSIGNED, use->node, use->span,
                  "The variable $%s is not assigned on every path to the state \"%s\"", use->name,
                  use->state->name);
  else if (assigned == SW_ASSIGNED_NEVER && !use->called)
    report_unassigned (check, assignments, use);
  else if (assigned == SW_ASSIGNED_NEVER && !sw_jsonata_has_function (use->name))
    sw_check_add (check, SW_FINDING_UNKNOWN_FUNCTION, use->node, use->span,
                  "There is no function $%s", use->name);
}

/* Judges all uses that were noted. States that cannot be reached are told of elsewhere. */
void
sw_check_variables (SwCheck *check)
{
  g_autoptr (SwAssignments) assignments = NULL;

  if (check->uses == NULL)
    return;

  assignments = sw_assignments_new (check->model);
  for (guint i = 0; i < check->uses->len; i++)
    judge_use (check, assignments, &g_array_index (check->uses, SwUse, i));
}
