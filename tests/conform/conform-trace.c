/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "conform.h"

#include <string.h>

#include "engine/history/sw-history-read.h"
#include "trace-invariants.h"

/* Reads recorded histories as a person would hand them over: as the text GetExecutionHistory
 * answers. The visits made of them must fit the definition and the outcome, and the history that is
 * written again must be the one that was read. The cases are those of conform-asl. */

static SwValue
to_json_text (SwValue value)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);

  return sw_value_new_string (text);
}

/* The recordings have values where the API has JSON texts. */
static SwValue
encode_details (SwValue details)
{
  static const char *const texts[] = { "input", "output", "parameters" };
  SwValue encoded = sw_value_ref (details);
  SwValue assigned = sw_value_get_member (details, "assignedVariables");
  SwValue cause = sw_value_get_member (details, "cause");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      SwValue value = sw_value_get_member (details, texts[i]);

      if (!sw_value_is (value, SW_TYPE_UNDEFINED))
        sw_value_set_member (&encoded, texts[i], to_json_text (value));
    }
  if (sw_value_is (assigned, SW_TYPE_OBJECT))
    {
      SwValue variables = sw_value_ref (assigned);

      for (guint i = 0; i < sw_value_get_length (assigned); i++)
        sw_value_set_member_string (&variables, sw_value_get_key (assigned, i),
                                    to_json_text (sw_value_get_member_at (assigned, i)));
      sw_value_set_member (&encoded, "assignedVariables", variables);
    }
  if (sw_value_is (cause, SW_TYPE_OBJECT))
    sw_value_set_member (&encoded, "cause", to_json_text (cause));
  return encoded;
}

static SwValue
encode_event (SwValue event, guint index)
{
  SwValue encoded = sw_value_ref (event);

  for (guint i = 0; i < sw_value_get_length (event); i++)
    if (sw_value_is (sw_value_get_member_at (event, i), SW_TYPE_OBJECT))
      sw_value_set_member_string (&encoded, sw_value_get_key (event, i),
                                  encode_details (sw_value_get_member_at (event, i)));
  sw_value_set_member (&encoded, "timestamp", sw_value_new_number (1700000000.25 + index));
  return encoded;
}

static SwValue
encode (SwValue history)
{
  SwValue page = sw_value_new_object (1), events = sw_value_new_array (16);

  for (guint i = 0; i < sw_value_get_length (history); i++)
    sw_value_append (&events, encode_event (sw_value_get_element (history, i), i));
  sw_value_set_member (&page, "events", events);
  return page;
}

/* Every member of WANTED is in GOT, and the same; "…Details" beside data are constant, and may be
 * missing in the recording. */
static gboolean
contains (SwValue wanted, SwValue got)
{
  if (!sw_value_is (wanted, SW_TYPE_OBJECT) || !sw_value_is (got, SW_TYPE_OBJECT))
    return sw_value_equal (wanted, got);
  for (guint i = 0; i < sw_value_get_length (wanted); i++)
    {
      SwString *key = sw_value_get_key (wanted, i);

      if (g_str_equal (sw_string_get_text (key), "timestamp"))
        continue;
      if (!contains (sw_value_get_member_at (wanted, i), sw_value_get_member_string (got, key)))
        return FALSE;
    }
  return TRUE;
}

static char *
check_written (const SwHistory *history, SwValue page)
{
  SwValue events = sw_value_get_member (page, "events");

  if (sw_history_get_count (history) != sw_value_get_length (events))
    return g_strdup_printf ("%u events were read", sw_history_get_count (history));
  for (guint i = 0; i < sw_value_get_length (events); i++)
    {
      g_auto (SwValue) written = sw_history_event_to_value (sw_history_get (history, i), TRUE);
      g_autofree char *wanted = NULL, *got = NULL;

      if (contains (sw_value_get_element (events, i), written))
        continue;
      wanted = sw_value_to_text (sw_value_get_element (events, i), SW_TEXT_DEFAULT, NULL);
      got = sw_value_to_text (written, SW_TEXT_DEFAULT, NULL);
      return g_strdup_printf ("read %s, wrote %s", wanted, got);
    }
  return NULL;
}

static SwModel *
read_model (SwValue test_case)
{
  const char *given = conform_get_text (test_case, "definition_text");
  g_autofree char *text =
      given != NULL
          ? g_strdup (given)
          : sw_value_to_text (sw_value_get_member (test_case, "definition"), SW_TEXT_DEFAULT, NULL);
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);

  return sw_model_new (tree);
}

/* All states were found in the definition. */
static char *
check_states (const SwTrace *trace)
{
  for (guint i = 0; i < sw_trace_get_n_states (trace); i++)
    if (sw_trace_get_state (trace, i)->state == NULL)
      return g_strdup_printf ("the state '%s' was not found", sw_trace_get_state (trace, i)->name);
  return NULL;
}

static char *
check_case (SwValue test_case, SwValue recorded)
{
  SwValue expected = sw_value_get_member (test_case, "expected");
  g_auto (SwValue) page = encode (recorded);
  g_autofree char *text = sw_value_to_text (page, SW_TEXT_DEFAULT, NULL);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwHistory) history = sw_history_new_from_text (text, -1, notes, &error);
  g_autoptr (SwModel) model = read_model (test_case);
  g_autoptr (SwTrace) trace = NULL, nameless = NULL;
  char *problem = NULL;

  if (history == NULL)
    return g_strdup (error->message);
  if (notes->len > 0 && strstr (notes->pdata[0], "cut off") == NULL)
    return g_strdup (notes->pdata[0]);
  trace = sw_trace_new (history, model);
  nameless = sw_trace_new (history, NULL);
  if (g_strcmp0 (sw_execution_status_get_name (sw_trace_get_status (trace)),
                 conform_get_text (expected, "status")) != 0)
    return g_strdup_printf ("the status is %s",
                            sw_execution_status_get_name (sw_trace_get_status (trace)));
  problem = check_written (history, page);
  if (problem == NULL)
    problem = trace_check (trace);
  if (problem == NULL)
    problem = check_states (trace);
  if (problem == NULL)
    problem = trace_check_snapshot (trace);
  if (problem == NULL)
    problem = trace_check (nameless);
  if (problem == NULL && sw_trace_get_n_visits (trace) != sw_trace_get_n_visits (nameless))
    problem = g_strdup ("without the definition there are other visits");
  return problem;
}

static void
run_case (Conform *conform, SwValue test_case)
{
  SwValue history = sw_value_get_member (sw_value_get_member (test_case, "expected"), "history");
  SwValue ordered = sw_value_get_member (test_case, "history_ordered");
  const char *id = conform_get_text (test_case, "id");
  g_autofree char *problem = NULL;

  if (!sw_value_is (history, SW_TYPE_ARRAY))
    return;
  if (sw_value_is (ordered, SW_TYPE_BOOLEAN) && !sw_value_get_boolean (ordered))
    {
      conform_skip (conform, id, "the recorder took the ids of its events away");
      return;
    }
  problem = check_case (test_case, history);
  conform_report (conform, id, problem);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/execution");
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GDir) dir = NULL;
  Conform conform;
  const char *name;

  if (folder == NULL)
    return 77;
  dir = g_dir_open (folder, 0, NULL);
  g_assert_true (dir != NULL);
  names = g_ptr_array_new_with_free_func (g_free);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) strcmp);
  conform_init (&conform, KNOWN_DIFFERENCES);
  for (guint i = 0; i < names->len; i++)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      if (!conform_load (folder, names->pdata[i], &cases))
        continue;
      for (guint j = 0; j < sw_value_get_length (cases); j++)
        run_case (&conform, sw_value_get_element (cases, j));
    }
  return conform_finish (&conform);
}
