/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/inspector/fields/sw-field-help.h"
#include "app/inspector/sw-backoff-chart.h"
#include "app/inspector/sw-machine-group.h"
#include "editors.h"
#include "form.h"

/* Every field of every state, by form: which rows stand, and what each kind of edit writes. */

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
  Form form;
  const SwField *fields = sw_fields_get_all (&count);
  g_autoptr (GString) rows = g_string_new (NULL);

  form_open (&form, stands[i].language, stands[i].state);
  for (guint field = 0; field < count; field++)
    if (sw_inspector_get_row (form.inspector, fields[field].name) != NULL)
      g_string_append_printf (rows, "%s%s", rows->len > 0 ? " " : "", fields[field].name);
  g_assert_cmpstr (rows->str, ==, stands[i].rows);
  /* To look is not to touch. */
  assert_state (&form, stands[i].state);
  g_assert_false (sw_document_can_undo (form.document));
  form_close (&form);
}

/* What each kind of edit writes */

static const struct
{
  const char *language;
  const char *before;
  const char *field;
  FormGesture action;
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
test_edits (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Form form;

  form_open (&form, edits[i].language, edits[i].before);
  form_act (&form, form_get_row (&form, edits[i].field), edits[i].action, edits[i].text);
  assert_state (&form, edits[i].after);
  /* One step of undo, and the row follows it. */
  sw_document_undo (form.document);
  sw_document_settle (form.document);
  assert_state (&form, edits[i].before);
  g_assert_false (sw_document_can_undo (form.document));
  sw_document_redo (form.document);
  sw_document_settle (form.document);
  assert_state (&form, edits[i].after);
  form_close (&form);
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
  Form form;

  form_open (&form, "JSONPath", RETRY (R1, R2));
  g_signal_emit_by_name (form_find_by_tooltip (form_get_row (&form, "Retry"), "Try Later"),
                         "clicked");
  assert_state (&form, RETRY (R2, R1));
  form_close (&form);
}

static void
test_errors_are_chips (void)
{
  Form form;
  GtkWidget *picker, *offered;
  g_autofree char *words = NULL;

  form_open (&form, "JSONPath", RETRY (R1, R2));
  picker = editors_find (form_get_row (&form, "Retry"), g_type_from_name ("SwErrorPicker"), 0);
  g_signal_emit_by_name (picker, "picked", "My.Error");
  assert_state (&form, RETRY ("{ \"ErrorEquals\": [\"E1\", \"My.Error\"] }", R2));
  g_signal_emit_by_name (form_find_by_tooltip (form_get_row (&form, "Retry"), "Remove E1"),
                         "clicked");
  assert_state (&form, RETRY ("{ \"ErrorEquals\": [\"My.Error\"] }", R2));
  /* What is offered: the service's own errors, and none that cannot be retried. */
  g_signal_emit_by_name (picker, "open");
  offered = gtk_widget_get_ancestor (GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (
                                         editors_find (picker, GTK_TYPE_MENU_BUTTON, 0)))),
                                     GTK_TYPE_POPOVER);
  words = form_dup_labels (offered);
  g_assert_nonnull (strstr (words, "Lambda.TooManyRequestsException|"));
  g_assert_nonnull (strstr (words, "States.Timeout|"));
  g_assert_null (strstr (words, "States.Runtime|"));
  g_assert_null (strstr (words, "My.Error|"));
  form_close (&form);
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

  if (ADW_IS_PREFERENCES_ROW (widget) && gtk_widget_get_visible (widget)
      && g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_titled (child, title);
  return found;
}

static void
test_task_waits_and_takes_from_input (void)
{
  Form form;
  GtkWidget *inspector;

  form_open (&form, "JSONPath", INVOKE ("", "{ \"FunctionName\": \"f\" }"));
  inspector = GTK_WIDGET (form.inspector);
  form_choose (find_titled (inspector, "Wait For"), "A callback with the task token");
  assert_state (&form, INVOKE (".waitForTaskToken", "{ \"FunctionName\": \"f\" }"));
  form_choose (find_titled (inspector, "Wait For"), "The answer");
  form_act (&form, find_titled (inspector, "FunctionName"), TYPE, "g");
  assert_state (&form, INVOKE ("", "{ \"FunctionName\": \"g\" }"));
  form_act (&form, find_titled (inspector, "FunctionName"), PRESS,
            "Take It from the State’s Input");
  assert_state (&form, INVOKE ("", "{ \"FunctionName.$\": \"$.FunctionName\" }"));
  form_act (&form, find_titled (inspector, "FunctionName.$"), TYPE, "$.fn");
  assert_state (&form, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\" }"));
  g_assert_null (find_titled (inspector, "FunctionName"));
  /* What is handed over: from elsewhere, and what was entered comes back. */
  form_choose (find_titled (inspector, "Payload"), "The state’s input");
  assert_state (&form, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\", \"Payload.$\": \"$\" }"));
  form_choose (find_titled (inspector, "Payload"), "Entered here");
  form_choose (find_titled (inspector, "Payload"), "Nothing");
  assert_state (&form, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\" }"));
  form_choose (find_titled (inspector, "Payload"), "Entered here");
  assert_state (&form, INVOKE ("", "{ \"FunctionName.$\": \"$.fn\", "
                                      "\"Payload\": { \"Input.$\": \"$\" } }"));
  form_close (&form);
}

/* Problems */

/* What the checker finds is said below the row of the field, and goes with its cause. */
static void
test_problems_stand_at_their_row (void)
{
  Form form;
  GtkWidget *note;
  g_autofree char *words = NULL;

  form_open (&form, "JSONPath",
              "{ \"Type\": \"Wait\", \"SecondsPath\": \"$.a[\", \"End\": true }");
  note = gtk_widget_get_next_sibling (form_get_row (&form, "SecondsPath"));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (note), ==, "SwFieldNote");
  g_assert_true (gtk_widget_get_visible (note));
  words = form_dup_labels (note);
  g_assert_cmpuint (strlen (words), >, 10);
  form_act (&form, form_get_row (&form, "SecondsPath"), TYPE, "$.a");
  g_assert_false (gtk_widget_get_visible (note));
  form_close (&form);
}

/* An arrow that is clicked shows its rule; several states show what can be done with them. */
static void
test_part_is_opened (void)
{
  Form form;
  GtkWidget *retry;

  form_open (&form, "JSONPath", RETRY (R1, R2));
  retry = form_get_row (&form, "Retry");
  sw_inspector_show_part (form.inspector, "/States/A/Retry/1");
  g_assert_false (adw_expander_row_get_expanded (
      ADW_EXPANDER_ROW (editors_find (retry, ADW_TYPE_EXPANDER_ROW, 0))));
  g_assert_true (adw_expander_row_get_expanded (
      ADW_EXPANDER_ROW (editors_find (retry, ADW_TYPE_EXPANDER_ROW, 1))));
  g_assert_cmpstr (adw_toggle_group_get_active_name (ADW_TOGGLE_GROUP (
                       editors_find (GTK_WIDGET (form.inspector), ADW_TYPE_TOGGLE_GROUP, 0))),
                   ==, "errors");
  sw_document_set_n_selected (form.document, 2);
  g_assert_cmpstr (adw_status_page_get_title (ADW_STATUS_PAGE (
                       editors_find (GTK_WIDGET (form.inspector), ADW_TYPE_STATUS_PAGE, 0))),
                   ==, "2 States Selected");
  form_close (&form);
}

static void
test_machine_is_counted (void)
{
  Form form;
  g_autofree char *types = NULL;

  form_open (&form, "JSONPath", "{ \"Type\": \"Pass\", \"Next\": \"B\" }");
  types = sw_machine_group_dup_types (sw_document_get_model (form.document));
  g_assert_cmpstr (types, ==, "1 Pass, 1 Succeed");
  form_close (&form);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  form_add_table ("/fields/rows", stands, test_rows)
  form_add_table ("/fields/edit", edits, test_edits)
  g_test_add_func ("/list/move", test_parts_change_places);
  g_test_add_func ("/list/open", test_part_is_opened);
  g_test_add_func ("/list/errors", test_errors_are_chips);
  g_test_add_func ("/list/timetable", test_timetable_in_words);
  g_test_add_func ("/task/catalogue", test_task_waits_and_takes_from_input);
  g_test_add_func ("/problems/row", test_problems_stand_at_their_row);
  g_test_add_func ("/machine/counts", test_machine_is_counted);
  g_test_add_func ("/help/every-field", test_every_field_has_help);
  return g_test_run ();
}
