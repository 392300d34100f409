/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/inspector/fields/sw-field-live.h"
#include "editors.h"
#include "form.h"
#include "json/sw-text.h"

/* Choice rules, typed as a line and in a form, and what expressions make of the last run. */

/* Choice rules */

#define CHOICE(condition)                                                                          \
  "{ \"Type\": \"Choice\", \"Choices\": [{ " condition ", \"Next\": \"B\" }] }"
#define A_IS_1 "\"Variable\": \"$.a\", \"NumericEquals\": 1"

static GtkWidget *
get_line (Form *form)
{
  return editors_find (form_get_row (form, "Choices"), GTK_TYPE_TEXT_VIEW, 0);
}

static void
test_rule_is_typed_as_a_line (void)
{
  Form form;

  form_open (&form, "JSONPath", CHOICE (A_IS_1));
  assert_editor (get_line (&form), "$.a == 1");
  form_act (&form, get_line (&form), TYPE, "$.a == 1 and not($.b is present)");
  assert_state (&form, CHOICE ("\"And\": [{ \"Variable\": \"$.a\", \"NumericEquals\": 1 }, "
                                  "{ \"Not\": { \"Variable\": \"$.b\", \"IsPresent\": true } }]"));
  /* The editor below shows both. */
  assert_editor (editors_find (form_get_row (&form, "Choices"), GTK_TYPE_TEXT_VIEW, 3), "$.b");
  form_close (&form);
}

static gboolean
is_wrong (GtkWidget *line)
{
  return gtk_widget_has_css_class (gtk_widget_get_ancestor (line, ADW_TYPE_PREFERENCES_ROW),
                                   "error");
}

static void
test_wrong_line_says_where (void)
{
  Form form;
  GtkWidget *line;

  form_open (&form, "JSONPath", CHOICE (A_IS_1));
  line = get_line (&form);
  form_act (&form, line, TYPE, "$.a == 1 or");
  assert_state (&form, CHOICE (A_IS_1));
  g_assert_true (is_wrong (line));
  assert_editor (line, "$.a == 1 or");
  form_act (&form, line, TYPE, "$.a == 2");
  g_assert_false (is_wrong (line));
  assert_state (&form, CHOICE ("\"Variable\": \"$.a\", \"NumericEquals\": 2"));
  form_close (&form);
}

/* What stands in the editor, what is done to it, what the line says then */
typedef enum
{
  VARIABLE, /* text */
  VALUE,
  RELATION, /* index in the list */
  KIND,
  BUTTON, /* the button labelled so in the menu of the comparison, or the tooltip */
  ADD,
} ConditionAction;

static const struct
{
  const char *before;
  ConditionAction action;
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
act_in_form (GtkWidget *editor, ConditionAction action, const char *text)
{
  switch (action)
    {
    case VARIABLE:
    case VALUE:
      editors_set (editors_find (editor, GTK_TYPE_TEXT_VIEW, action == VALUE ? 1 : 0), text);
      break;
    case RELATION:
    case KIND:
      gtk_drop_down_set_selected (
          GTK_DROP_DOWN (editors_find (editor, GTK_TYPE_DROP_DOWN, action == KIND ? 1 : 0)),
          (guint) g_ascii_strtoull (text, NULL, 10));
      break;
    case BUTTON:
    case ADD:
    default:
      g_signal_emit_by_name (find_labelled (editor, text != NULL ? text : "Add a Condition"),
                             "clicked");
      break;
    }
}

static void
test_form (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  Form form;
  GtkWidget *editor, *line;

  form_open (&form, "JSONPath", CHOICE (A_IS_1));
  line = get_line (&form);
  form_act (&form, line, TYPE, forms[i].before);
  editor =
      editors_find (form_get_row (&form, "Choices"), g_type_from_name ("SwConditionEditor"), 0);
  if (forms[i].action == BUTTON && strstr (forms[i].before, " and ") != NULL)
    editor = editors_find (editor, g_type_from_name ("SwComparisonView"), 0);
  act_in_form (editor, forms[i].action, forms[i].text);
  form_commit (&form);
  assert_editor (get_line (&form), forms[i].after);
  form_close (&form);
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
  g_autofree char *machine = form_dup_machine (lives[i].language, lives[i].state);
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

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  form_add_table ("/rule/form", forms, test_form)
  form_add_table ("/live/try", lives, test_live)
  g_test_add_func ("/rule/line", test_rule_is_typed_as_a_line);
  g_test_add_func ("/rule/wrong-line", test_wrong_line_says_where);
  return g_test_run ();
}
