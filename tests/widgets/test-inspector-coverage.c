/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

#include "app/inspector/sw-inspector.h"
#include "asl/model/sw-fields.h"
#include "editors.h"
#include "json/rewriter/sw-rewriter.h"

/* The table of fields against the inspector: every field that is legal in an object, in either
 * query language, has a row there whose editor writes it, and nothing but it. */

#define FLOW ", \"End\": true"
#define SCOPE "{ \"StartAt\": \"P\", \"States\": { \"P\": { \"Type\": \"Succeed\" }, "               \
              "\"Q\": { \"Type\": \"Succeed\" } } }"
#define MAP(members) "{ \"Type\": \"Map\", \"ItemProcessor\": { \"ProcessorConfig\": "              \
                     "{ \"Mode\": \"DISTRIBUTED\", \"ExecutionType\": \"STANDARD\" }, "             \
                     "\"StartAt\": \"P\", \"States\": { \"P\": { \"Type\": \"Succeed\" }, "         \
                     "\"Q\": { \"Type\": \"Succeed\" } } }" members FLOW " }"
#define TASK(members) "{ \"Type\": \"Task\", \"Resource\": \"r\"" members FLOW " }"

/* An object of each kind, in a state of its own. @at is its place, from the state. */
static const struct
{
  SwFieldSet set;
  const char *state;
  const char *at;
} hosts[] = {
  { SW_FIELD_SET_STATE, TASK (""), "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Pass\"" FLOW " }", "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Choice\", \"Choices\": [] }", "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Wait\"" FLOW " }", "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Succeed\" }", "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Fail\" }", "" },
  { SW_FIELD_SET_STATE, "{ \"Type\": \"Parallel\", \"Branches\": [" SCOPE "]" FLOW " }", "" },
  { SW_FIELD_SET_STATE, MAP (""), "" },
  { SW_FIELD_SET_MACHINE, "{ \"Type\": \"Succeed\" }", "" },
  { SW_FIELD_SET_BRANCH, "{ \"Type\": \"Parallel\", \"Branches\": [" SCOPE ", " SCOPE "]" FLOW " }",
    "/Branches/1" },
  { SW_FIELD_SET_PROCESSOR, MAP (""), "/ItemProcessor" },
  { SW_FIELD_SET_PROCESSOR_CONFIG, MAP (""), "/ItemProcessor/ProcessorConfig" },
  { SW_FIELD_SET_RULE, "{ \"Type\": \"Choice\", \"Choices\": [{ }] }", "/Choices/0" },
  { SW_FIELD_SET_RETRIER, TASK (", \"Retry\": [{ }]"), "/Retry/0" },
  { SW_FIELD_SET_CATCHER, TASK (", \"Catch\": [{ }, { }]"), "/Catch/1" },
  { SW_FIELD_SET_CREDENTIALS, TASK (", \"Credentials\": { }"), "/Credentials" },
  { SW_FIELD_SET_ITEM_READER, MAP (", \"ItemReader\": { }"), "/ItemReader" },
  { SW_FIELD_SET_READER_CONFIG, MAP (", \"ItemReader\": { \"ReaderConfig\": { } }"),
    "/ItemReader/ReaderConfig" },
  { SW_FIELD_SET_ITEM_BATCHER, MAP (", \"ItemBatcher\": { }"), "/ItemBatcher" },
  { SW_FIELD_SET_RESULT_WRITER, MAP (", \"ResultWriter\": { }"), "/ResultWriter" },
  { SW_FIELD_SET_WRITER_CONFIG, MAP (", \"ResultWriter\": { \"WriterConfig\": { } }"),
    "/ResultWriter/WriterConfig" },
};

/* Fields that other means than a row of their own edit */
static const struct
{
  SwFieldSet set; /* NONE: any */
  const char *name;
} elsewhere[] = {
  { SW_FIELD_SET_NONE, "States" },   /* the diagram */
  { SW_FIELD_SET_STATE, "End" },     /* an item of Next */
  { SW_FIELD_SET_RULE, "Variable" }, /* the rule's condition: a line of text and a form */
  { SW_FIELD_SET_RULE, "And" },
  { SW_FIELD_SET_RULE, "Or" },
  { SW_FIELD_SET_RULE, "Not" },
  /* What stands inside is edited by rows of its own. */
  { SW_FIELD_SET_STATE, "ItemProcessor" },
  { SW_FIELD_SET_STATE, "Iterator" },
};

static gboolean
is_elsewhere (SwFieldSet set, const SwField *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (elsewhere); i++)
    if ((elsewhere[i].set == SW_FIELD_SET_NONE || elsewhere[i].set == set)
        && g_str_equal (elsewhere[i].name, field->name))
      return TRUE;
  return FALSE;
}

/* What the field says first, and what is typed into its row then. Kinds that are not named are
 * chosen from a list, or have a button. */
static const struct
{
  const char *value;
  const char *typed;
} samples[] = {
  [SW_FIELD_TEXT] = { "\"a\"", "b" },
  [SW_FIELD_LONG_TEXT] = { "\"a\"", "b" },
  [SW_FIELD_INTEGER] = { "1", "2" },
  [SW_FIELD_NUMBER] = { "1", "2.5" },
  [SW_FIELD_RESOURCE] = { "\"a\"", "b" },
  [SW_FIELD_PATH] = { "\"$.a\"", "$.b" },
  [SW_FIELD_REFERENCE_PATH] = { "\"$.a\"", "$.b" },
  [SW_FIELD_RESULT_PATH] = { "\"$.a\"", "$.b" },
  [SW_FIELD_TIMESTAMP] = { "\"2030-01-01T00:00:00Z\"", "2031-01-01T00:00:00Z" },
  [SW_FIELD_TEMPLATE] = { "{ \"a\": 1 }", "{ \"a\": 2 }" },
  [SW_FIELD_JSON] = { "{ \"a\": 1 }", "[]" },
  [SW_FIELD_EXPRESSION] = { "[1]", "{% $a %}" },
  [SW_FIELD_CONDITION] = { "\"{% true %}\"", "{% false %}" },
  [SW_FIELD_TEXTS] = { "[\"a\"]", "a, b" },
  [SW_FIELD_ERRORS] = { "[\"a\"]", NULL },
  [SW_FIELD_OBJECT] = { "{ }", NULL },
  [SW_FIELD_RULES] = { "[]", NULL },
  [SW_FIELD_RETRIERS] = { "[]", NULL },
  [SW_FIELD_CATCHERS] = { "[]", NULL },
  [SW_FIELD_BRANCHES] = { "[" SCOPE "]", NULL },
};

typedef struct
{
  SwDocument *document;
  SwInspector *inspector;
  GtkWidget *window;
} Fixture;

/* One inspector for all fields of an object: its forms are made once. */
static void
open_inspector (Fixture *fixture)
{
  fixture->document = sw_document_new_from_text ("{}");
  fixture->inspector = g_object_ref_sink (g_object_new (SW_TYPE_INSPECTOR, NULL));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->inspector));
  sw_inspector_set_document (fixture->inspector, fixture->document);
}

static void
close_inspector (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->inspector);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

/* Puts TEXT in the place of the machine that was there. */
static void
show_machine (Fixture *fixture, const char *text, gboolean of_state)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *old = NULL;
  gsize length;

  old = sw_document_dup_text (fixture->document, &length);
  sw_edits_add (edits, (SwSpan) { 0, length }, text, -1);
  sw_document_set_selected (fixture->document, NULL);
  sw_document_apply (fixture->document, edits, NULL);
  sw_document_settle (fixture->document);
  sw_document_set_selected (fixture->document, of_state ? "/States/A" : NULL);
}

static char *
dup_field_text (Fixture *fixture, const char *pointer)
{
  const SwNode *node = sw_tree_resolve (sw_document_get_tree (fixture->document), pointer);

  return node != NULL ? sw_node_dup_json (node) : NULL;
}

static void
choose_another (GtkWidget *row)
{
  AdwComboRow *list = ADW_COMBO_ROW (editors_find (row, ADW_TYPE_COMBO_ROW, 0));
  guint count = g_list_model_get_n_items (adw_combo_row_get_model (list));
  guint selected = adw_combo_row_get_selected (list);

  g_assert_cmpuint (count, >, 1);
  adw_combo_row_set_selected (list, selected == count - 1 ? selected - 1 : selected + 1);
}

/* Does with the row of a field what a person would to change it. */
static void
change (Fixture *fixture, GtkWidget *row, const SwField *field)
{
  if (field->kind < G_N_ELEMENTS (samples) && samples[field->kind].typed != NULL)
    editors_set (editors_get (row), samples[field->kind].typed);
  else if (field->kind == SW_FIELD_CHOICE || field->kind == SW_FIELD_STATE)
    choose_another (row);
  else if (field->kind == SW_FIELD_ERRORS)
    g_signal_emit_by_name (editors_find (row, g_type_from_name ("SwErrorPicker"), 0), "picked",
                           "My.Error");
  else if (field->kind == SW_FIELD_OBJECT)
    adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  else
    g_signal_emit_by_name (editors_find (row, GTK_TYPE_BUTTON, 0), "clicked");
  sw_document_flush (fixture->document);
}

/* The text of a machine whose A is STATE, with FIELD in the object at POINTER and without those it
 * excludes */
static char *
dup_machine (const char *language, const char *state, SwFieldSet set, const SwField *field,
             const char *pointer)
{
  g_autofree char *plain =
      g_strdup_printf ("{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", \"States\": { \"A\": %s, "
                       "\"B\": { \"Type\": \"Succeed\" }, \"C\": { \"Type\": \"Succeed\" } } }",
                       language, state);
  g_autoptr (SwTree) tree = sw_tree_parse (plain, -1);
  g_autoptr (SwRewriter) rewriter = sw_rewriter_new (tree);
  g_autoptr (SwEdits) edits = NULL;
  g_autofree char *place = sw_pointer_append (pointer, field->name);
  const char *value = field->kind < G_N_ELEMENTS (samples) ? samples[field->kind].value : NULL;
  g_autofree char *choice
      = field->kind == SW_FIELD_CHOICE ? g_strdup_printf ("\"%s\"", field->choices[0]) : NULL;
  SwNode *object = sw_tree_resolve (tree, pointer);
  guint count;
  const SwField *fields = sw_fields_get_set (set, &count);
  gsize length;

  for (guint i = 0; i < count && field->exclusive != NULL; i++)
    if (&fields[i] != field && g_strcmp0 (fields[i].exclusive, field->exclusive) == 0
        && sw_node_get_member (object, fields[i].name) != NULL)
      {
        g_autofree char *rival = sw_pointer_append (pointer, fields[i].name);

        sw_rewriter_remove (rewriter, rival, NULL);
      }
  if (value == NULL)
    value = choice != NULL ? choice : "\"B\"";
  /* What the object has already is as good, and its type it must keep. */
  if (sw_node_get_member (object, field->name) == NULL)
    g_assert_true (sw_rewriter_set (rewriter, place, value, NULL));
  edits = sw_rewriter_finish (rewriter);
  return sw_edits_apply (edits, plain, strlen (plain), &length);
}

static void
check_field (Fixture *fixture, const char *language, gsize host, const SwField *field)
{
  gboolean of_state = hosts[host].set != SW_FIELD_SET_MACHINE;
  g_autofree char *object =
      of_state ? g_strconcat ("/States/A", hosts[host].at, NULL) : g_strdup ("");
  g_autofree char *pointer = sw_pointer_append (object, field->name);
  g_autofree char *text
      = dup_machine (language, hosts[host].state, hosts[host].set, field, object);
  g_autofree char *before = NULL, *after = NULL, *undone = NULL;
  GtkWidget *row;

  g_test_message ("%s, %s: %s", language, pointer, text);
  show_machine (fixture, text, of_state);
  row = sw_inspector_find_row (fixture->inspector, pointer);
  g_assert_nonnull (row);
  before = dup_field_text (fixture, pointer);
  change (fixture, row, field);
  after = dup_field_text (fixture, pointer);
  g_assert_cmpstr (after, !=, before);
  sw_document_undo (fixture->document);
  sw_document_settle (fixture->document);
  undone = sw_document_dup_text (fixture->document, NULL);
  g_assert_cmpstr (undone, ==, text);
}

static void
test_host (gconstpointer data)
{
  gsize host = GPOINTER_TO_SIZE (data);
  g_autoptr (SwTree) tree = sw_tree_parse (hosts[host].state, -1);
  g_autofree char *type
      = sw_node_dup_string (sw_node_get_member (sw_tree_get_root (tree), "Type"), NULL);
  guint count, checked = 0;
  const SwField *fields = sw_fields_get_set (hosts[host].set, &count);
  Fixture fixture;

  open_inspector (&fixture);
  for (SwQueryLanguage language = SW_QUERY_JSONPATH; language <= SW_QUERY_JSONATA; language++)
    for (guint i = 0; i < count; i++)
      if (sw_field_is_legal (&fields[i], sw_state_type_from_name (type), language)
          && !is_elsewhere (hosts[host].set, &fields[i]))
        {
          check_field (&fixture, language == SW_QUERY_JSONATA ? "JSONata" : "JSONPath", host,
                       &fields[i]);
          checked++;
        }
  g_assert_cmpuint (checked, >, 0);
  close_inspector (&fixture);
}

/* Every kind of object of the table is among the hosts, but the parts of a condition, which the
 * form of conditions edits. */
static void
test_every_set_has_a_host (void)
{
  for (SwFieldSet set = SW_FIELD_SET_NONE + 1; set < SW_FIELD_N_SETS; set++)
    {
      gboolean found = set == SW_FIELD_SET_CONDITION;

      for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
        found |= hosts[i].set == set;
      g_test_message ("set %d", set);
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  g_test_add_func ("/coverage/sets", test_every_set_has_a_host);
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autofree char *name = g_strdup_printf ("/coverage/fields/%" G_GSIZE_FORMAT, i);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_host);
    }
  return g_test_run ();
}
