/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/inspector/sw-backoff-chart.h"
#include "app/inspector/sw-field-help.h"
#include "app/inspector/sw-field-live.h"
#include "app/inspector/sw-inspector.h"
#include "app/inspector/sw-machine-group.h"
#include "editors.h"
#include "json/sw-text.h"

/* Every field of every state, by form: which rows stand, and what each kind of edit writes. */

typedef struct
{
  SwDocument *document;
  SwInspector *inspector;
  GtkWidget *window;
} Fixture;

/* The state under test is A; B is there to be led to. */
static char *
dup_machine (const char *language, const char *state)
{
  return g_strdup_printf (
      "{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", \"States\": { \"A\": %s, "
      "\"B\": { \"Type\": \"Succeed\" } } }",
      language, state);
}

static void
open_machine (Fixture *fixture, const char *text)
{
  fixture->document = sw_document_new_from_text (text);
  fixture->inspector = g_object_ref_sink (g_object_new (SW_TYPE_INSPECTOR, NULL));
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 800);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->inspector));
  sw_inspector_set_document (fixture->inspector, fixture->document);
  sw_document_set_selected (fixture->document, "/States/A");
}

static void
open_state (Fixture *fixture, const char *language, const char *state)
{
  g_autofree char *text = dup_machine (language, state);

  open_machine (fixture, text);
}

static void
close_machine (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->inspector);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

static GtkWidget *
get_row (Fixture *fixture, const char *field)
{
  GtkWidget *row = sw_inspector_get_row (fixture->inspector, field);

  g_assert_nonnull (row);
  return row;
}

static GtkWidget *
find_by_tooltip (GtkWidget *widget, const char *tooltip)
{
  GtkWidget *found = g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_by_tooltip (child, tooltip);
  return found;
}

static char *
dup_labels (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *inner = dup_labels (child);

      g_string_append (text, inner);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dup_state_text (Fixture *fixture)
{
  SwTree *tree = sw_document_get_tree (fixture->document);
  const SwNode *node = sw_tree_resolve (tree, "/States/A");

  return g_strndup (sw_tree_get_text (tree, NULL) + node->span.start, sw_span_length (node->span));
}

#define assert_state(fixture, expected)                                                            \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *state_ = dup_state_text (fixture);                                            \
    g_assert_cmpstr (state_, ==, expected);                                                        \
  }                                                                                                \
  G_STMT_END

/* Which rows stand */

static const struct
{
  const char *language;
  const char *state;
  const char *rows;
} stands[] = {
  { "JSONPath", "{ \"Type\": \"Task\", \"End\": true }",
    "Type Resource TimeoutSeconds HeartbeatSeconds QueryLanguage Next Comment InputPath Parameters "
    "ResultSelector ResultPath OutputPath Assign Retry Catch" },
  { "JSONata", "{ \"Type\": \"Task\", \"End\": true }",
    "Type Resource TimeoutSeconds HeartbeatSeconds QueryLanguage Next Comment Arguments Output "
    "Assign Retry Catch" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }",
    "Type QueryLanguage Next Comment InputPath Parameters Result ResultPath OutputPath Assign" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }",
    "Type QueryLanguage Next Comment Output Assign" },
  { "JSONPath", "{ \"Type\": \"Choice\", \"Choices\": [] }",
    "Type Choices Default QueryLanguage Comment InputPath OutputPath Assign" },
  { "JSONata", "{ \"Type\": \"Choice\", \"Choices\": [] }",
    "Type Choices Default QueryLanguage Comment Output Assign" },
  { "JSONPath", "{ \"Type\": \"Wait\", \"End\": true }",
    "Type Seconds QueryLanguage Next Comment InputPath OutputPath Assign" },
  { "JSONata", "{ \"Type\": \"Wait\", \"Timestamp\": \"2026-03-14T01:59:00Z\", \"End\": true }",
    "Type Timestamp QueryLanguage Next Comment Output Assign" },
  { "JSONPath", "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.s\", \"End\": true }",
    "Type SecondsPath QueryLanguage Next Comment InputPath OutputPath Assign" },
  { "JSONPath", "{ \"Type\": \"Succeed\" }", "Type QueryLanguage Comment InputPath OutputPath" },
  { "JSONata", "{ \"Type\": \"Succeed\" }", "Type QueryLanguage Comment Output" },
  { "JSONPath", "{ \"Type\": \"Fail\" }", "Type Error Cause QueryLanguage Comment" },
  { "JSONPath", "{ \"Type\": \"Fail\", \"ErrorPath\": \"$.e\" }",
    "Type ErrorPath Cause QueryLanguage Comment" },
  { "JSONata", "{ \"Type\": \"Fail\" }", "Type Error Cause QueryLanguage Comment" },
  { "JSONPath", "{ \"Type\": \"Parallel\", \"Branches\": [], \"End\": true }",
    "Type Branches QueryLanguage Next Comment InputPath Parameters ResultSelector ResultPath "
    "OutputPath Assign Retry Catch" },
  { "JSONata", "{ \"Type\": \"Parallel\", \"Branches\": [], \"End\": true }",
    "Type Branches QueryLanguage Next Comment Arguments Output Assign Retry Catch" },
  { "JSONPath", "{ \"Type\": \"Map\", \"ItemProcessor\": {}, \"End\": true }",
    "Type ItemProcessor ItemsPath MaxConcurrency QueryLanguage Next Comment InputPath Parameters "
    "ItemSelector ResultSelector ResultPath OutputPath Assign Retry Catch" },
  { "JSONata",
    "{ \"Type\": \"Map\", \"ItemProcessor\": { \"ProcessorConfig\": { \"Mode\": \"DISTRIBUTED\" } "
    "}, "
    "\"End\": true }",
    "Type ItemProcessor Items ItemReader ItemBatcher MaxConcurrency ToleratedFailurePercentage "
    "ToleratedFailureCount Label ResultWriter QueryLanguage Next Comment ItemSelector Output "
    "Assign Retry Catch" },
};

static void
test_rows (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data), count;
  Fixture fixture;
  const SwField *fields = sw_fields_get_all (&count);
  g_autoptr (GString) rows = g_string_new (NULL);

  open_state (&fixture, stands[i].language, stands[i].state);
  for (guint field = 0; field < count; field++)
    if (sw_inspector_get_row (fixture.inspector, fields[field].name) != NULL)
      g_string_append_printf (rows, "%s%s", rows->len > 0 ? " " : "", fields[field].name);
  g_assert_cmpstr (rows->str, ==, stands[i].rows);
  /* To look is not to touch. */
  assert_state (&fixture, stands[i].state);
  g_assert_false (sw_document_can_undo (fixture.document));
  close_machine (&fixture);
}

/* What each kind of edit writes */

typedef enum
{
  TYPE,   /* TEXT into the row's entry or editor, and away */
  CHOOSE, /* the item TEXT */
  SWITCH, /* the row's switch */
  PRESS,  /* the button with the tooltip TEXT */
} Action;

static const struct
{
  const char *language;
  const char *before;
  const char *field;
  Action action;
  const char *text;
  const char *after;
} edits[] = {
  { "JSONPath", "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }", "Seconds", TYPE, "70",
    "{ \"Type\": \"Wait\", \"Seconds\": 70, \"End\": true }" },
  { "JSONata", "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }", "Seconds", TYPE, "{% $s %}",
    "{ \"Type\": \"Wait\", \"Seconds\": \"{% $s %}\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }", "Seconds", PRESS,
    "Increase", "{ \"Type\": \"Wait\", \"Seconds\": 6, \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "Comment", TYPE, "a \"b\"",
    "{ \"Type\": \"Pass\", \"Comment\": \"a \\\"b\\\"\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "Next", CHOOSE, "B",
    "{ \"Type\": \"Pass\", \"Next\": \"B\" }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"Next\": \"B\" }", "Next", CHOOSE, "End",
    "{ \"Type\": \"Pass\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "QueryLanguage", CHOOSE, "JSONPath",
    "{ \"Type\": \"Pass\", \"QueryLanguage\": \"JSONPath\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "InputPath", SWITCH, NULL,
    "{ \"Type\": \"Pass\", \"InputPath\": \"$\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"InputPath\": \"$.a\", \"End\": true }", "InputPath",
    SWITCH, NULL, "{ \"Type\": \"Pass\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"InputPath\": \"$.a\", \"End\": true }", "InputPath", TYPE,
    "$.b", "{ \"Type\": \"Pass\", \"InputPath\": \"$.b\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"InputPath\": \"$.a\", \"End\": true }", "InputPath", TYPE,
    "null", "{ \"Type\": \"Pass\", \"InputPath\": null, \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"ResultPath\": \"$.a\", \"End\": true }", "ResultPath",
    CHOOSE, "Is discarded, the input is kept",
    "{ \"Type\": \"Pass\", \"ResultPath\": null, \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"ResultPath\": null, \"End\": true }", "ResultPath", CHOOSE,
    "Is put into the input",
    "{ \"Type\": \"Pass\", \"ResultPath\": \"$.result\", \"End\": true }" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "Output", SWITCH, NULL,
    "{ \"Type\": \"Pass\", \"Output\": \"{% $states.input %}\", \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"Parameters\": {}, \"End\": true }", "Parameters", TYPE,
    "{ \"a.$\": \"$.b\" }",
    "{ \"Type\": \"Pass\", \"Parameters\": { \"a.$\": \"$.b\" }, \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Task\", \"Credentials\": { \"RoleArn\": \"r\" }, \"End\": true }",
    "Credentials", TYPE, "s",
    "{ \"Type\": \"Task\", \"Credentials\": { \"RoleArn\": \"s\" }, \"End\": true }" },
  { "JSONPath", "{ \"Type\": \"Fail\", \"Error\": \"E\" }", "Error", TYPE, "F",
    "{ \"Type\": \"Fail\", \"Error\": \"F\" }" },
};

static void
choose (GtkWidget *row, const char *word)
{
  AdwComboRow *list =
      ADW_COMBO_ROW (ADW_IS_COMBO_ROW (row) ? row : editors_find (row, ADW_TYPE_COMBO_ROW, 0));
  GListModel *model = adw_combo_row_get_model (list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word))
      {
        adw_combo_row_set_selected (list, i);
        return;
      }
  g_error ("there is no item “%s”", word);
}

static void
commit_by_flush (Fixture *fixture)
{
  sw_document_flush (fixture->document);
}

static void
act (Fixture *fixture, GtkWidget *row, Action action, const char *text)
{
  switch (action)
    {
    case TYPE:
      editors_set (editors_get (row), text);
      commit_by_flush (fixture);
      break;
    case CHOOSE:
      choose (row, text);
      break;
    case SWITCH:
      adw_expander_row_set_enable_expansion (
          ADW_EXPANDER_ROW (row), !adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)));
      break;
    case PRESS:
    default:
      g_signal_emit_by_name (find_by_tooltip (row, text), "clicked");
      break;
    }
}

static void
test_edits (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Fixture fixture;

  open_state (&fixture, edits[i].language, edits[i].before);
  act (&fixture, get_row (&fixture, edits[i].field), edits[i].action, edits[i].text);
  assert_state (&fixture, edits[i].after);
  /* One step of undo, and the row follows it. */
  sw_document_undo (fixture.document);
  sw_document_settle (fixture.document);
  assert_state (&fixture, edits[i].before);
  g_assert_false (sw_document_can_undo (fixture.document));
  sw_document_redo (fixture.document);
  sw_document_settle (fixture.document);
  assert_state (&fixture, edits[i].after);
  close_machine (&fixture);
}

/* Choice rules */

#define CHOICE(condition)                                                                          \
  "{ \"Type\": \"Choice\", \"Choices\": [{ " condition ", \"Next\": \"B\" }] }"
#define A_IS_1 "\"Variable\": \"$.a\", \"NumericEquals\": 1"

static GtkWidget *
get_line (Fixture *fixture)
{
  return editors_find (get_row (fixture, "Choices"), GTK_TYPE_TEXT_VIEW, 0);
}

static void
test_rule_is_typed_as_a_line (void)
{
  Fixture fixture;

  open_state (&fixture, "JSONPath", CHOICE (A_IS_1));
  assert_editor (get_line (&fixture), "$.a == 1");
  act (&fixture, get_line (&fixture), TYPE, "$.a == 1 and not($.b is present)");
  assert_state (&fixture, CHOICE ("\"And\": [{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }, "
                                  "{ \"Not\": { \"Variable\": \"$.b\", \"IsPresent\": true } }]"));
  /* The form below shows both. */
  assert_editor (editors_find (get_row (&fixture, "Choices"), GTK_TYPE_TEXT_VIEW, 3), "$.b");
  close_machine (&fixture);
}

static gboolean
is_wrong (GtkWidget *line)
{
  return gtk_widget_has_css_class (gtk_widget_get_ancestor (line, ADW_TYPE_PREFERENCES_ROW), "error");
}

static void
test_wrong_line_says_where (void)
{
  Fixture fixture;
  GtkWidget *line;

  open_state (&fixture, "JSONPath", CHOICE (A_IS_1));
  line = get_line (&fixture);
  act (&fixture, line, TYPE, "$.a == 1 or");
  assert_state (&fixture, CHOICE (A_IS_1));
  g_assert_true (is_wrong (line));
  assert_editor (line, "$.a == 1 or");
  act (&fixture, line, TYPE, "$.a == 2");
  g_assert_false (is_wrong (line));
  assert_state (&fixture, CHOICE ("\"Variable\": \"$.a\", \"NumericEquals\": 2"));
  close_machine (&fixture);
}

/* What stands in the form, what is done to it, what the line says then */
typedef enum
{
  VARIABLE, /* text */
  VALUE,
  RELATION, /* index in the list */
  KIND,
  BUTTON, /* the button labelled so in the menu of the comparison, or the tooltip */
  ADD,
} FormAction;

static const struct
{
  const char *before;
  FormAction action;
  const char *text;
  const char *after;
} forms[] = {
  { "$.a == 1", VARIABLE, "$.b", "$.b == 1" },
  { "$.a == 1", VALUE, "2", "$.a == 2" },
  { "$.a == 1", VALUE, "two", "$.a == 1" },
  { "$.a == 1", RELATION, "2", "$.a > 1" },
  { "$.a == 1", RELATION, "5", "$.a matches \"1\"" },
  { "$.a == 1", RELATION, "7", "$.a is not present" },
  /* The value that was there last is still there. */
  { "$.a is present", RELATION, "0", "$.a == 1" },
  { "$.a == 1", KIND, "0", "$.a == \"1\"" },
  { "$.a < 1", KIND, "2", "$.a == true" },
  { "$.a == 1", KIND, "5", "$.a == number $.value" },
  { "$.a == 1", BUTTON, "Negate", "not($.a == 1)" },
  { "$.a == 1", BUTTON, "Put into a Group", "$.a == 1 and $.value is present" },
  { "$.a == 1 and $.b == 2", BUTTON, "Remove", "$.b == 2" },
  { "$.a == 1 and $.b == 2", BUTTON, "Move Down", "$.b == 2 and $.a == 1" },
  { "$.a == 1 and $.b == 2", BUTTON, "Put into a Group",
    "($.a == 1 or $.value is present) and $.b == 2" },
  { "$.a == 1", ADD, NULL, "$.a == 1 and $.value is present" },
  { "$.a == 1 or $.b == 2", ADD, NULL, "$.a == 1 or $.b == 2 or $.value is present" },
};

/* Menus are surfaces of their own, but widgets below their button all the same. */
static GtkWidget *
find_labelled (GtkWidget *widget, const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    return widget;
  if (GTK_IS_MENU_BUTTON (widget) && gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget)) != NULL)
    found =
        find_labelled (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (widget))), label);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_labelled (child, label);
  return found;
}

static void
act_in_form (GtkWidget *form, FormAction action, const char *text)
{
  switch (action)
    {
    case VARIABLE:
    case VALUE:
      editors_set (editors_find (form, GTK_TYPE_TEXT_VIEW, action == VALUE ? 1 : 0), text);
      break;
    case RELATION:
    case KIND:
      gtk_drop_down_set_selected (
          GTK_DROP_DOWN (editors_find (form, GTK_TYPE_DROP_DOWN, action == KIND ? 1 : 0)),
          (guint) g_ascii_strtoull (text, NULL, 10));
      break;
    case BUTTON:
    case ADD:
    default:
      g_signal_emit_by_name (find_labelled (form, text != NULL ? text : "Add a Condition"),
                             "clicked");
      break;
    }
}

static void
test_form (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Fixture fixture;
  GtkWidget *form, *line;

  open_state (&fixture, "JSONPath", CHOICE (A_IS_1));
  line = get_line (&fixture);
  act (&fixture, line, TYPE, forms[i].before);
  form = editors_find (get_row (&fixture, "Choices"), g_type_from_name ("SwConditionEditor"), 0);
  if (forms[i].action == BUTTON && strstr (forms[i].before, " and ") != NULL)
    form = editors_find (form, g_type_from_name ("SwComparisonView"), 0);
  act_in_form (form, forms[i].action, forms[i].text);
  commit_by_flush (&fixture);
  assert_editor (get_line (&fixture), forms[i].after);
  close_machine (&fixture);
}

/* Lists */

#define RETRY(first, second)                                                                       \
  "{ \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Retry\": [" first     \
  ", " second "], \"End\": true }"
#define R1 "{ \"ErrorEquals\": [\"E1\"] }"
#define R2 "{ \"ErrorEquals\": [\"States.ALL\"] }"

static void
test_parts_change_places (void)
{
  Fixture fixture;

  open_state (&fixture, "JSONPath", RETRY (R1, R2));
  g_signal_emit_by_name (find_by_tooltip (get_row (&fixture, "Retry"), "Try Later"), "clicked");
  assert_state (&fixture, RETRY (R2, R1));
  close_machine (&fixture);
}

static void
test_errors_are_chips (void)
{
  Fixture fixture;
  GtkWidget *picker, *offered;
  g_autofree char *words = NULL;

  open_state (&fixture, "JSONPath", RETRY (R1, R2));
  picker = editors_find (get_row (&fixture, "Retry"), g_type_from_name ("SwErrorPicker"), 0);
  g_signal_emit_by_name (picker, "picked", "My.Error");
  assert_state (&fixture, RETRY ("{ \"ErrorEquals\": [\"E1\", \"My.Error\"] }", R2));
  g_signal_emit_by_name (find_by_tooltip (get_row (&fixture, "Retry"), "Remove E1"), "clicked");
  assert_state (&fixture, RETRY ("{ \"ErrorEquals\": [\"My.Error\"] }", R2));
  /* What is offered: the service's own errors, and none that cannot be retried. */
  g_signal_emit_by_name (picker, "open");
  offered = gtk_widget_get_ancestor (GTK_WIDGET (gtk_menu_button_get_popover (
                                         GTK_MENU_BUTTON (editors_find (picker, GTK_TYPE_MENU_BUTTON, 0)))),
                                     GTK_TYPE_POPOVER);
  words = dup_labels (offered);
  g_assert_nonnull (strstr (words, "Lambda.TooManyRequestsException|"));
  g_assert_nonnull (strstr (words, "States.Timeout|"));
  g_assert_null (strstr (words, "States.Runtime|"));
  g_assert_null (strstr (words, "My.Error|"));
  close_machine (&fixture);
}

static const struct
{
  SwBackoff backoff;
  const char *words;
} timetables[] = {
  { { 1, 2, 0, 3, FALSE }, "Tries again after 1 s, 2 s, 4 s; 7 s in all" },
  { { 1, 2, 0, 0, FALSE }, "Never tries again" },
  { { 60, 2, 0, 3, FALSE }, "Tries again after 60 s, 2 min, 4 min; 7 min in all" },
  { { 1, 2, 0, 6, TRUE }, "Tries again after up to 1 s, 2 s, 4 s, 8 s, …; at most 63 s in all" },
  { { 3600, 1, 0, 99999999, FALSE },
    "Tries again after 60 min, 60 min, 60 min, 60 min, …; 4.167e+06 d in all" },
};

static void
test_timetable_in_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (timetables); i++)
    {
      g_autofree char *words = sw_backoff_chart_dup_summary (&timetables[i].backoff);

      g_assert_cmpstr (words, ==, timetables[i].words);
    }
}

/* Tasks of the catalogue */

#define INVOKE(suffix, parameters)                                                                 \
  "{ \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke" suffix                    \
  "\", \"Parameters\": " parameters ", \"End\": true }"

static GtkWidget *
find_titled (GtkWidget *widget, const char *title)
{
  GtkWidget *found = NULL;

  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget) &&
      g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_titled (child, title);
  return found;
}

static void
test_task_waits_and_takes_from_input (void)
{
  Fixture fixture;
  GtkWidget *inspector;

  open_state (&fixture, "JSONPath", INVOKE ("", "{ \"FunctionName\": \"f\" }"));
  inspector = GTK_WIDGET (fixture.inspector);
  choose (find_titled (inspector, "Wait For"), "A callback with the task token");
  assert_state (&fixture, INVOKE (".waitForTaskToken", "{ \"FunctionName\": \"f\" }"));
  choose (find_titled (inspector, "Wait For"), "The answer");
  act (&fixture, find_titled (inspector, "FunctionName"), TYPE, "g");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName\": \"g\" }"));
  act (&fixture, find_titled (inspector, "FunctionName"), PRESS, "Take It from the State’s Input");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName.$\": \"$.FunctionName\" }"));
  act (&fixture, find_titled (inspector, "FunctionName.$"), TYPE, "$.fn");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\" }"));
  g_assert_null (find_titled (inspector, "FunctionName"));
  /* What is handed over: from elsewhere, and what was entered comes back. */
  choose (find_titled (inspector, "Payload"), "The state’s input");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\", \"Payload.$\": \"$\" }"));
  choose (find_titled (inspector, "Payload"), "Entered here");
  choose (find_titled (inspector, "Payload"), "Nothing");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\" }"));
  choose (find_titled (inspector, "Payload"), "Entered here");
  assert_state (&fixture, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\", "
                                      "\"Payload\": { \"Input.$\": \"$\" } }"));
  close_machine (&fixture);
}

/* Typing */

static void
passed_cb (gpointer done)
{
  *(gboolean *) done = TRUE;
}

/* What is under test is what happens when no key comes for a while. */
static void
wait_for_pause (void)
{
  gboolean done = FALSE;

  g_timeout_add_once (700, passed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
focus_editor (Fixture *fixture, const char *field)
{
  GtkWidget *entry = editors_get (get_row (fixture, field));

  gtk_window_present (GTK_WINDOW (fixture->window));
  /* A window that appears chooses a focus by itself. */
  while (!gtk_widget_get_mapped (entry) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (entry);
  g_assert_true (gtk_widget_get_state_flags (entry) & GTK_STATE_FLAG_FOCUS_WITHIN);
  return entry;
}

/* A burst of typing is one step; focus and caret stay through it, its undo and its redo: in an
 * entry, a line that is completed, and an editor of several. */
static const struct
{
  const char *state; /* with the text abcd in the field */
  const char *field;
} typed_in[] = {
  { "{ \"Type\": \"Map\", \"Label\": \"%s\", \"End\": true }", "Label" },
  { "{ \"Type\": \"Fail\", \"Error\": \"%s\" }", "Error" },
  { "{ \"Type\": \"Fail\", \"Cause\": \"%s\" }", "Cause" },
  { "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.%s\", \"End\": true }", "SecondsPath" },
};

static char *
fill (const char *state, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (state, "%s", 2);

  return g_strjoinv (text, parts);
}

static void
test_pause_is_one_step_and_keeps_the_caret (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *before = fill (typed_in[row].state, "abcd");
  g_autofree char *after = fill (typed_in[row].state, "abxyzcd");
  g_autofree char *shown = NULL, *now = NULL;
  Fixture fixture;
  GtkWidget *editor;
  int at;

  open_state (&fixture, "JSONPath", before);
  editor = focus_editor (&fixture, typed_in[row].field);
  shown = editors_dup (editor);
  at = (int) (strstr (shown, "abcd") - shown) + 2;
  editors_set_caret (editor, at);
  for (const char *letter = "x\0y\0z\0"; *letter != '\0'; letter += 2)
    editors_type (editor, letter);
  wait_for_pause ();
  assert_state (&fixture, after);
  g_assert_cmpint (editors_get_caret (editor), ==, at + 3);
  sw_document_undo (fixture.document);
  sw_document_settle (fixture.document);
  assert_state (&fixture, before);
  assert_editor (editor, shown);
  g_assert_cmpint (editors_get_caret (editor), ==, at);
  g_assert_false (sw_document_can_undo (fixture.document));
  sw_document_redo (fixture.document);
  sw_document_settle (fixture.document);
  now = editors_dup (editor);
  g_assert_nonnull (strstr (now, "abxyzcd"));
  g_assert_true (gtk_widget_get_state_flags (editor) & GTK_STATE_FLAG_FOCUS_WITHIN);
  close_machine (&fixture);
}

/* While a person types, others change the text around: what he types, his caret and his focus
 * stay, and his edit and theirs are steps of their own. */
static void
test_changes_elsewhere_leave_typing_alone (gconstpointer data)
{
  guint row = GPOINTER_TO_UINT (data);
  g_autofree char *before = fill (typed_in[row].state, "abcd");
  g_autofree char *after = fill (typed_in[row].state, "abxcd");
  g_autoptr (GError) error = NULL;
  Fixture fixture;
  GtkWidget *editor;
  int at;

  open_state (&fixture, "JSONPath", before);
  editor = focus_editor (&fixture, typed_in[row].field);
  at = editors_get_caret (editor);
  editors_set_caret (editor, 2);
  at = 2;
  editors_type (editor, "x");
  sw_document_take_result (fixture.document,
                           sw_ops_set_field (sw_document_get_model (fixture.document), "",
                                             "Comment", "\"theirs\"", &error),
                           NULL, "Theirs");
  sw_document_settle (fixture.document);
  g_assert_cmpint (editors_get_caret (editor), ==, at + 1);
  g_assert_true (gtk_widget_get_state_flags (editor) & GTK_STATE_FLAG_FOCUS_WITHIN);
  wait_for_pause ();
  if (g_str_has_prefix (typed_in[row].field, "Seconds"))
    assert_state (&fixture, "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.xabcd\", \"End\": true }");
  else
    assert_state (&fixture, after);
  sw_document_undo (fixture.document);
  sw_document_settle (fixture.document);
  assert_state (&fixture, before);
  g_assert_true (sw_document_can_undo (fixture.document));
  sw_document_undo (fixture.document);
  g_assert_false (sw_document_can_undo (fixture.document));
  close_machine (&fixture);
}

/* Undo with typing under way takes back just that. */
static void
test_undo_while_typing (void)
{
  Fixture fixture;
  GtkWidget *editor;

  open_state (&fixture, "JSONPath", "{ \"Type\": \"Fail\", \"Error\": \"a\" }");
  editor = focus_editor (&fixture, "Error");
  editors_set (editor, "b");
  wait_for_pause ();
  editors_set (editor, "bc");
  sw_document_undo (fixture.document);
  sw_document_settle (fixture.document);
  assert_editor (editor, "b");
  sw_document_undo (fixture.document);
  sw_document_settle (fixture.document);
  assert_editor (editor, "a");
  g_assert_false (sw_document_can_undo (fixture.document));
  close_machine (&fixture);
}

/* Half a value is not written, and an emptied field stays until the person leaves. */
static void
test_pause_writes_no_half_value (void)
{
  Fixture fixture;
  GtkWidget *editor;

  open_state (&fixture, "JSONPath", "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  editor = focus_editor (&fixture, "Seconds");
  editors_set (editor, "");
  wait_for_pause ();
  assert_state (&fixture, "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  editors_set (editor, "-");
  wait_for_pause ();
  assert_state (&fixture, "{ \"Type\": \"Wait\", \"Seconds\": 5, \"End\": true }");
  g_assert_true (gtk_widget_has_css_class (get_row (&fixture, "Seconds"), "error"));
  assert_editor (editor, "-");
  close_machine (&fixture);
}

/* The code is spelled in its own way; who types goes on in his, until he leaves. */
static void
test_own_spelling_stays_while_typing (void)
{
  Fixture fixture;
  GtkWidget *view;
  GtkTextBuffer *buffer;
  g_autofree char *typed = NULL, *left = NULL;
  GtkTextIter start, end;

  open_state (&fixture, "JSONPath", "{ \"Type\": \"Pass\", \"Result\": 1, \"End\": true }");
  adw_toggle_group_set_active_name (
      ADW_TOGGLE_GROUP (editors_find (GTK_WIDGET (fixture.inspector), ADW_TYPE_TOGGLE_GROUP, 0)), "data");
  view = editors_find (get_row (&fixture, "Result"), GTK_TYPE_TEXT_VIEW, 0);
  gtk_window_present (GTK_WINDOW (fixture.window));
  while (!gtk_widget_get_mapped (view) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (view);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_set_text (buffer, " {\"a\":[1,\n2]} ", -1);
  wait_for_pause ();
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  typed = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (typed, ==, " {\"a\":[1,\n2]} ");
  gtk_window_set_focus (GTK_WINDOW (fixture.window), NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  left = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  g_assert_cmpstr (left, !=, typed);
  g_assert_nonnull (strstr (left, "\"a\""));
  close_machine (&fixture);
}

/* Problems */

/* What the checker finds is said below the row of the field, and goes with its cause. */
static void
test_problems_stand_at_their_row (void)
{
  Fixture fixture;
  GtkWidget *note;
  g_autofree char *words = NULL;

  open_state (&fixture, "JSONPath",
              "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.a[\", \"End\": true }");
  note = gtk_widget_get_next_sibling (get_row (&fixture, "SecondsPath"));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (note), ==, "SwFieldNote");
  g_assert_true (gtk_widget_get_visible (note));
  words = dup_labels (note);
  g_assert_cmpuint (strlen (words), >, 10);
  act (&fixture, get_row (&fixture, "SecondsPath"), TYPE, "$.a");
  g_assert_false (gtk_widget_get_visible (note));
  close_machine (&fixture);
}

/* What an expression makes of the data of a run: NULL for nothing to tell */
static const struct
{
  const char *language;
  const char *state;
  const char *field;
  const char *json;
  SwLiveKind kind;
  const char *text;
} lives[] = {
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "Output", "\"{% $states.input.a + $v %}\"",
    SW_LIVE_RESULT, "3" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "Output",
    "{ \"x\": \"{% $states.context.Id %}\", \"y\": 1 }", SW_LIVE_RESULT, "{\"x\":\"c\",\"y\":1}" },
  { "JSONata", "{ \"Type\": \"Task\", \"End\": true }", "Output", "\"{% $states.result.r %}\"",
    SW_LIVE_RESULT, "7" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "Output", "\"{% 1 + 'x' %}\"",
    SW_LIVE_FAILURE, "*" },
  { "JSONata", "{ \"Type\": \"Pass\", \"End\": true }", "Output", "{ \"plain\": true }",
    SW_LIVE_NOTHING, NULL },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "InputPath", "\"$.a\"", SW_LIVE_RESULT,
    "1" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "InputPath", "\"$.z\"", SW_LIVE_FAILURE,
    "*" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"InputPath\": \"$.o\", \"End\": true }", "Parameters",
    "{ \"x.$\": \"$.b\" }", SW_LIVE_RESULT, "{\"x\":2}" },
  { "JSONPath", "{ \"Type\": \"Task\", \"End\": true }", "ResultSelector", "{ \"x.$\": \"$.r\" }",
    SW_LIVE_RESULT, "{\"x\":7}" },
  { "JSONPath", "{ \"Type\": \"Pass\", \"End\": true }", "OutputPath", "\"$.a\"", SW_LIVE_NOTHING,
    NULL },
};

static SwValue
read_value (const char *text)
{
  SwValue value = SW_VALUE_INIT;

  g_assert_true (sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL));
  return value;
}

static void
test_live (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *machine = dup_machine (lives[i].language, lives[i].state);
  g_autoptr (SwTree) tree = sw_tree_parse (machine, -1);
  g_autoptr (SwModel) model = sw_model_new (tree);
  g_auto (SwSample) sample = {
    .input = read_value ("{ \"a\": 1, \"o\": { \"b\": 2 } }"),
    .result = read_value ("{ \"r\": 7 }"),
    .variables = read_value ("{ \"v\": 2 }"),
    .context = read_value ("{ \"Id\": \"c\" }"),
  };
  g_autofree char *text = NULL;
  SwLiveKind kind =
      sw_field_live_try (sw_fields_find_in (SW_FIELD_SET_STATE, lives[i].field), SW_FIELD_SET_STATE,
                         sw_model_find_pointer (model, "/States/A"), lives[i].json, &sample, &text);

  g_test_message ("%s", text);
  g_assert_cmpint (kind, ==, lives[i].kind);
  if (lives[i].text != NULL)
    g_assert_true (g_pattern_match_simple (lives[i].text, text));
  else
    g_assert_null (text);
}

/* An arrow that is clicked shows its rule; several states show what can be done with them. */
static void
test_part_is_opened (void)
{
  Fixture fixture;
  GtkWidget *retry;

  open_state (&fixture, "JSONPath", RETRY (R1, R2));
  retry = get_row (&fixture, "Retry");
  sw_inspector_show_part (fixture.inspector, "/States/A/Retry/1");
  g_assert_false (
      adw_expander_row_get_expanded (ADW_EXPANDER_ROW (editors_find (retry, ADW_TYPE_EXPANDER_ROW, 0))));
  g_assert_true (
      adw_expander_row_get_expanded (ADW_EXPANDER_ROW (editors_find (retry, ADW_TYPE_EXPANDER_ROW, 1))));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (
                       editors_find (GTK_WIDGET (fixture.inspector), ADW_TYPE_TOGGLE_GROUP, 0))),
                   ==, "errors");
  sw_document_set_n_selected (fixture.document, 2);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (
                       editors_find (GTK_WIDGET (fixture.inspector), ADW_TYPE_STATUS_PAGE, 0))),
                   ==, "2 States Selected");
  close_machine (&fixture);
}

static void
test_machine_is_counted (void)
{
  Fixture fixture;
  g_autofree char *types = NULL;

  open_state (&fixture, "JSONPath", "{ \"Type\": \"Pass\", \"Next\": \"B\" }");
  types = sw_machine_group_dup_types (sw_document_get_model (fixture.document));
  g_assert_cmpstr (types, ==, "1 Pass, 1 Succeed");
  close_machine (&fixture);
}

static void
test_every_field_has_help (void)
{
  for (guint set = SW_FIELD_SET_STATE; set < SW_FIELD_N_SETS; set++)
    {
      guint count;
      const SwField *fields = sw_fields_get_set (set, &count);

      for (guint i = 0; i < count; i++)
        {
          g_autofree char *help = sw_field_help_dup (&fields[i]);

          g_assert_cmpuint (strlen (help), >, 10);
        }
    }
}

#define ADD_TABLE(path, table, test)                                                               \
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)                                                 \
    {                                                                                              \
      g_autofree char *name_ = g_strdup_printf (path "/%" G_GSIZE_FORMAT, i);                      \
      g_test_add_data_func (name_, GSIZE_TO_POINTER (i), test);                                    \
    }

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  ADD_TABLE ("/fields/rows", stands, test_rows)
  ADD_TABLE ("/fields/edit", edits, test_edits)
  ADD_TABLE ("/rule/form", forms, test_form)
  ADD_TABLE ("/live/try", lives, test_live)
  g_test_add_func ("/rule/line", test_rule_is_typed_as_a_line);
  g_test_add_func ("/rule/wrong-line", test_wrong_line_says_where);
  g_test_add_func ("/list/move", test_parts_change_places);
  g_test_add_func ("/list/open", test_part_is_opened);
  g_test_add_func ("/list/errors", test_errors_are_chips);
  g_test_add_func ("/list/timetable", test_timetable_in_words);
  g_test_add_func ("/task/catalogue", test_task_waits_and_takes_from_input);
  ADD_TABLE ("/typing/pause", typed_in, test_pause_is_one_step_and_keeps_the_caret)
  ADD_TABLE ("/typing/others", typed_in, test_changes_elsewhere_leave_typing_alone)
  g_test_add_func ("/typing/undo", test_undo_while_typing);
  g_test_add_func ("/typing/half", test_pause_writes_no_half_value);
  g_test_add_func ("/typing/spelling", test_own_spelling_stays_while_typing);
  g_test_add_func ("/problems/row", test_problems_stand_at_their_row);
  g_test_add_func ("/machine/counts", test_machine_is_counted);
  g_test_add_func ("/help/every-field", test_every_field_has_help);
  return g_test_run ();
}
