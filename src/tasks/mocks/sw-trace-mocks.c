/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/mocks/sw-trace-mocks.h"

#include <glib/gi18n.h>
#include <stdarg.h>

/* A call of a state's task: mocks are by the number of the call, retries counted */
typedef struct
{
  const SwVisit *visit;
  guint scheduled; /* event; calls are in their order */
  guint ended;     /* event, or 0 */
  guint failed;    /* likewise */
} Call;

static int
compare_calls (gconstpointer a, gconstpointer b)
{
  const Call *first = a, *second = b;

  return first->scheduled < second->scheduled ? -1 : first->scheduled > second->scheduled;
}

static void
add_calls (const SwTrace *trace, const SwVisit *visit, GArray *calls)
{
  g_autoptr (GArray) attempts = sw_trace_dup_attempts (trace, visit, 0);

  for (guint i = 0; i < attempts->len; i++)
    {
      const SwAttempt *attempt = &g_array_index (attempts, SwAttempt, i);
      const Call call = { visit, attempt->scheduled, attempt->ended, attempt->failed };

      /* Arguments that could not be evaluated called nobody. */
      if (attempt->scheduled != 0)
        g_array_append_val (calls, call);
    }
}

static SwValue
make_throw (const SwTrace *trace, guint event)
{
  const char *error = sw_trace_get_event_error (trace, event);
  const char *cause = sw_trace_get_event_cause (trace, event);
  SwValue thrown = sw_value_new_object (2), answer = sw_value_new_object (1);

  /* The format wants both. */
  sw_value_set_member (&thrown, "Error", sw_value_new_string (error != NULL ? error : ""));
  sw_value_set_member (&thrown, "Cause", sw_value_new_string (cause != NULL ? cause : ""));
  sw_value_set_member (&answer, "Throw", thrown);
  return answer;
}

static SwValue
make_return (SwValue output)
{
  SwValue answer = sw_value_new_object (1);

  sw_value_set_member (&answer, "Return",
                       sw_value_is (output, SW_TYPE_UNDEFINED) ? sw_value_new_object (0)
                                                               : sw_value_ref (output));
  return answer;
}

G_GNUC_PRINTF (2, 3)
static void
note (GPtrArray *notes, const char *format, ...)
{
  va_list arguments;

  if (notes == NULL)
    return;
  va_start (arguments, format);
  g_ptr_array_add (notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* The event by which the task itself answered: what was made of a good answer may have failed later
 * in the same try. */
static const SwHistoryEvent *
find_answer (const SwTrace *trace, const Call *call)
{
  const SwHistory *history = sw_trace_get_history (trace);

  for (guint id = call->scheduled; id != 0 && id <= call->ended;
       id = sw_trace_get_next_event (trace, id))
    {
      const SwHistoryEvent *event = sw_history_get (history, id - 1);
      SwEventType type = sw_history_event_get_type (event);

      if (type == SW_EVENT_TASK_SUCCEEDED || type == SW_EVENT_LAMBDA_FUNCTION_SUCCEEDED
          || type == SW_EVENT_ACTIVITY_SUCCEEDED)
        return event;
    }
  return NULL;
}

static SwValue
make_answer (const SwTrace *trace, const Call *call, guint number, GPtrArray *notes)
{
  const SwHistoryEvent *answered = find_answer (trace, call);
  const char *name = call->visit->state->name;

  if (answered == NULL && call->failed != 0)
    return make_throw (trace, call->failed);
  if (answered == NULL)
    note (notes, _ ("Call %2$u of “%1$s” was never answered; {} stands in for an answer."), name,
          number);
  else if (sw_value_is (sw_history_event_get_data (answered), SW_TYPE_UNDEFINED))
    note (notes,
          _ ("The history does not have what call %2$u of “%1$s” answered; {} stands in for it."),
          name, number);
  return make_return (answered != NULL ? sw_history_event_get_data (answered) : SW_VALUE_INIT);
}

static void
add_range (SwValue *response, guint first, guint last, SwValue take_answer)
{
  g_autofree char *range =
      first == last ? g_strdup_printf ("%u", first) : g_strdup_printf ("%u-%u", first, last);

  sw_value_set_member (response, range, take_answer);
}

/* {"0": {"Throw": …}, "1-3": {"Return": …}}: equal answers in a row stand together. */
static SwValue
make_response (const SwTrace *trace, GArray *calls, GPtrArray *notes)
{
  SwValue response = sw_value_new_object (calls->len);
  g_auto (SwValue) held = SW_VALUE_INIT;
  guint first = 0;

  for (guint i = 0; i < calls->len; i++)
    {
      SwValue answer = make_answer (trace, &g_array_index (calls, Call, i), i, notes);

      if (i > 0 && !sw_value_equal (held, answer))
        {
          add_range (&response, first, i - 1, sw_value_ref (held));
          first = i;
        }
      sw_value_set (&held, answer);
    }
  if (calls->len > 0)
    add_range (&response, first, calls->len - 1, sw_value_ref (held));
  return response;
}

static void
add_state (const SwTrace      *trace,
           const SwTraceState *state,
           GArray             *calls,
           const char         *test_case,
           SwValue            *cases,
           SwValue            *responses,
           GPtrArray          *notes)
{
  g_autofree char *id = g_strdup_printf ("%s %s", test_case, state->name);

  g_array_sort (calls, compare_calls);
  sw_value_set_member (cases, state->name, sw_value_new_string (id));
  sw_value_set_member (responses, id, make_response (trace, calls, notes));
}

static void
note_map_runs (const SwTrace *trace, const SwVisit *visit, GPtrArray *notes)
{
  if (visit->state->type == SW_STATE_MAP && sw_trace_get_map_run (trace, visit) != NULL)
    note (notes,
          _ ("What tasks inside the distributed Map “%s” answered is in the histories of its child "
             "executions, not in this one."),
          visit->state->name);
}

/* Wraps OBJECT in another: {NAME: OBJECT} */
static SwValue
wrap (const char *name, SwValue take_object)
{
  SwValue outer = sw_value_new_object (1);

  sw_value_set_member (&outer, name, take_object);
  return outer;
}

/**
 * sw_mocks_from_trace:
 * @machine: name of the state machine in the file
 * @test_case: name of the case in the file
 * @notes: (nullable): takes what cannot be had from the history, a sentence each, to be freed
 *
 * Derives mocks from what was answered: for each state, by the number of the call, in the order in
 * which calls were scheduled. A task that timed out throws States.Timeout. The input of the run is
 * sw_trace_get_input() of the root.
 *
 * Returns: (transfer full): the document of a MockConfigFile.json with one machine and one case
 */
SwValue
sw_mocks_from_trace (const SwTrace *trace,
                     const char    *machine,
                     const char    *test_case,
                     GPtrArray     *notes)
{
  g_autoptr (GHashTable) by_state =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  SwValue cases = sw_value_new_object (8), responses = sw_value_new_object (8);
  SwValue document = sw_value_new_object (2);

  for (guint i = 1; i < sw_trace_get_n_visits (trace); i++)
    {
      const SwVisit *visit = sw_trace_get_visit (trace, i);
      GArray *calls;

      if (visit->kind != SW_VISIT_STATE)
        continue;
      note_map_runs (trace, visit, notes);
      if (visit->state->type != SW_STATE_TASK)
        continue;
      calls = g_hash_table_lookup (by_state, visit->state);
      if (calls == NULL)
        {
          calls = g_array_new (FALSE, FALSE, sizeof (Call));
          g_hash_table_insert (by_state, (gpointer) visit->state, calls);
        }
      add_calls (trace, visit, calls);
    }
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    {
      const SwTraceState *state = sw_trace_get_state (trace, i);
      GArray *calls = g_hash_table_lookup (by_state, state);

      if (calls != NULL && calls->len > 0)
        add_state (trace, state, calls, test_case, &cases, &responses, notes);
    }
  sw_value_set_member (&document, "StateMachines",
                       wrap (machine, wrap ("TestCases", wrap (test_case, cases))));
  sw_value_set_member (&document, "MockedResponses", responses);
  return document;
}
