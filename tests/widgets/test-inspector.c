/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/inspector/fields/sw-field-row.h"
#include "app/inspector/sw-inspector.h"
#include "editors.h"

#define HEAD "{\n  \"StartAt\": \"A\",\n  \"States\": {\n"
#define STATE_B "    \"B\": {\n      \"Type\": \"Wait\",\n      \"Seconds\": 5,\n      \"Next\": \"C\"\n    },\n"
#define STATE_C "    \"C\": {\n      \"Type\": \"Succeed\"\n    }\n"
#define TAIL "  }\n}\n"
#define STATE_A(inner) \
  "    \"A\": {\n      \"Type\": \"Task\",\n" inner "      \"Next\": \"B\"\n    },\n"
#define RESOURCE(arn) "      \"Resource\": \"" arn "\",\n"
#define MACHINE HEAD STATE_A (RESOURCE ("arn:x")) STATE_B STATE_C TAIL

typedef struct
{
  SwDocument  *document;
  SwInspector *inspector;
  GtkWidget   *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->document = sw_document_new_from_text (MACHINE);
  fixture->inspector = g_object_ref_sink (g_object_new (SW_TYPE_INSPECTOR, NULL));
  fixture->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->inspector));
  sw_inspector_set_document (fixture->inspector, fixture->document);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_assert_finalize_object (fixture->inspector);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (fixture->document);
}

static GtkWidget *
get_row (Fixture    *fixture,
         const char *field)
{
  GtkWidget *row = sw_inspector_get_row (fixture->inspector, field);

  g_assert_nonnull (row);
  return row;
}

static void
type (Fixture    *fixture,
      const char *field,
      const char *text)
{
  editors_set (editors_get (get_row (fixture, field)), text);
}

static void
commit (Fixture *fixture)
{
  sw_document_flush (fixture->document);
}

#define assert_text(fixture, expected) \
  G_STMT_START \
  { \
    g_autofree char *text_ = sw_document_dup_text ((fixture)->document, NULL); \
    g_assert_cmpstr (text_, ==, expected); \
  } \
  G_STMT_END

static void
assert_one_step (Fixture *fixture)
{
  sw_document_undo (fixture->document);
  sw_document_settle (fixture->document);
  assert_text (fixture, MACHINE);
  g_assert_false (sw_document_can_undo (fixture->document));
}

static void
test_commit_is_one_edit (Fixture      *fixture,
                         gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/A");
  type (fixture, "Resource", "arn:y");
  assert_text (fixture, MACHINE);
  commit (fixture);
  assert_text (fixture, HEAD STATE_A (RESOURCE ("arn:y")) STATE_B STATE_C TAIL);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/A");
  assert_one_step (fixture);
  assert_editor (editors_get (get_row (fixture, "Resource")), "arn:x");
}

static void
test_same_text_is_no_edit (Fixture      *fixture,
                           gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/A");
  type (fixture, "Resource", "arn:y");
  type (fixture, "Resource", "arn:x");
  commit (fixture);
  g_assert_false (sw_document_can_undo (fixture->document));
}

static void
test_emptied_field_goes (Fixture      *fixture,
                         gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/A");
  type (fixture, "Resource", "");
  commit (fixture);
  assert_text (fixture, HEAD STATE_A ("") STATE_B STATE_C TAIL);
  assert_one_step (fixture);
}

static void
test_bad_value_stays_in_the_row (Fixture      *fixture,
                                 gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/B");
  type (fixture, "Seconds", "soon");
  commit (fixture);
  assert_text (fixture, MACHINE);
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, "Seconds"), "error"));
  assert_editor (editors_get (get_row (fixture, "Seconds")), "soon");
  type (fixture, "Seconds", "7");
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, "Seconds"), "error"));
  commit (fixture);
  assert_editor (editors_get (get_row (fixture, "Seconds")), "7");
  assert_one_step (fixture);
}

/* A change elsewhere in the text neither rebuilds the rows nor touches what is being typed. */
static void
test_typing_survives_other_edits (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkWidget *row;
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_document_set_selected (fixture->document, "/States/A");
  row = get_row (fixture, "Resource");
  type (fixture, "Resource", "half");
  sw_edits_add (edits, (SwSpan) { 0, 0 }, "\n", -1);
  g_assert_true (sw_document_apply (fixture->document, edits, NULL));
  g_assert_true (get_row (fixture, "Resource") == row);
  assert_editor (editors_get (row), "half");
}

static void
test_selecting_another_writes_what_was_typed (Fixture      *fixture,
                                              gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/A");
  type (fixture, "Resource", "arn:z");
  sw_document_set_selected (fixture->document, "/States/B");
  assert_text (fixture, HEAD STATE_A (RESOURCE ("arn:z")) STATE_B STATE_C TAIL);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/B");
  get_row (fixture, "Seconds");
}

static guint
find_item (AdwComboRow *row,
           const char  *word)
{
  GListModel *model = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word))
      return i;
  g_error ("there is no item “%s”", word);
}

static void
test_next_is_reconnected (Fixture      *fixture,
                          gconstpointer data)
{
  AdwComboRow *row;

  sw_document_set_selected (fixture->document, "/States/A");
  row = ADW_COMBO_ROW (get_row (fixture, "Next"));
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, find_item (row, "B"));
  adw_combo_row_set_selected (row, find_item (row, "C"));
  g_assert_cmpstr (sw_model_find_pointer (sw_document_get_model (fixture->document), "/States/A")
                       ->next.name,
                   ==, "C");
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/A");
  assert_one_step (fixture);

  adw_combo_row_set_selected (row, find_item (row, "End"));
  g_assert_true (
      sw_model_find_pointer (sw_document_get_model (fixture->document), "/States/A")->end);
  assert_one_step (fixture);
}

static void
test_showing_writes_nothing (Fixture      *fixture,
                             gconstpointer data)
{
  const char *const pointers[] = { "/States/A", "/States/B", "/States/C", NULL, "/States/A" };

  for (gsize i = 0; i < G_N_ELEMENTS (pointers); i++)
    sw_document_set_selected (fixture->document, pointers[i]);
  g_assert_false (sw_document_can_undo (fixture->document));
  assert_text (fixture, MACHINE);
}

static void
test_machine_without_a_selection (Fixture      *fixture,
                                  gconstpointer data)
{
  get_row (fixture, "StartAt");
  type (fixture, "TimeoutSeconds", "60");
  commit (fixture);
  g_assert_cmpint (sw_node_get_member (sw_tree_get_root (sw_document_get_tree (fixture->document)),
                                       "TimeoutSeconds")
                       != NULL,
                   ==, TRUE);
  assert_one_step (fixture);
}

static void
test_type_change_brings_its_fields (Fixture      *fixture,
                                    gconstpointer data)
{
  AdwComboRow *row;

  sw_document_set_selected (fixture->document, "/States/B");
  row = ADW_COMBO_ROW (get_row (fixture, "Type"));
  adw_combo_row_set_selected (row, find_item (row, "Pass"));
  g_assert_cmpint (sw_document_get_selected_state (fixture->document)->type, ==, SW_STATE_PASS);
  get_row (fixture, "Result");
}

/* A field from the menu takes the place of the one it excludes, in one step. */
static void
test_added_field_replaces_its_rival (Fixture      *fixture,
                                     gconstpointer data)
{
  const SwField *field = sw_fields_find_in (SW_FIELD_SET_STATE, "SecondsPath");
  g_autoptr (SwFieldRow) row = sw_field_row_new (fixture->document, SW_FIELD_SET_STATE, field);
  SwState *state;

  sw_document_set_selected (fixture->document, "/States/B");
  sw_field_row_show (row, "/States/B");
  sw_field_row_start (row);
  state = sw_document_get_selected_state (fixture->document);
  g_assert_nonnull (sw_node_get_member (state->node, "SecondsPath"));
  g_assert_null (sw_node_get_member (state->node, "Seconds"));
  get_row (fixture, "SecondsPath");
  g_assert_null (sw_inspector_get_row (fixture->inspector, "Seconds"));
  assert_one_step (fixture);
}

static GtkWidget *
find_text_view (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_TEXT_VIEW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_text_view (child);
  return found;
}

/* A comment of many lines is there to be seen, not only in the buffer. */
static void
test_long_comment_is_seen (Fixture      *fixture,
                           gconstpointer data)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();
  g_autofree char *words = g_strnfill (400, 'w');
  g_autofree char *member = NULL;
  GtkTextIter start, end;
  GtkWidget *view;

  for (gsize i = 9; i < 400; i += 10)
    words[i] = ' ';
  member = g_strdup_printf ("\"Comment\": \"%s\", ", words);
  sw_edits_add (edits, (SwSpan) { 1, 1 }, member, -1);
  g_assert_true (sw_document_apply (fixture->document, edits, NULL));
  view = find_text_view (get_row (fixture, "Comment"));
  gtk_text_buffer_get_bounds (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &start, &end);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, 400);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 320, 600);
  gtk_window_present (GTK_WINDOW (fixture->window));
  while (!gtk_widget_get_mapped (view) || gtk_widget_get_height (view) < 30)
    g_main_context_iteration (NULL, TRUE);
}

/* Only tabs with something in them are there. */
static void
test_tabs_follow_the_type (Fixture      *fixture,
                           gconstpointer data)
{
  GtkStack *pages;

  sw_document_set_selected (fixture->document, "/States/A");
  pages = GTK_STACK (gtk_widget_get_ancestor (get_row (fixture, "Type"), GTK_TYPE_STACK));
  g_assert_nonnull (gtk_stack_get_child_by_name (pages, "errors"));
  sw_document_set_selected (fixture->document, "/States/B");
  pages = GTK_STACK (gtk_widget_get_ancestor (get_row (fixture, "Type"), GTK_TYPE_STACK));
  g_assert_null (gtk_stack_get_child_by_name (pages, "errors"));
  g_assert_nonnull (gtk_stack_get_child_by_name (pages, "data"));
}

/* Which fields have a row: what is there, what is usual; what is rare waits in the menu. */
static void
test_rare_fields_have_no_row (Fixture      *fixture,
                              gconstpointer data)
{
  static const char *const shown[] = { "Type", "Resource", "TimeoutSeconds", "Next", "Comment" };
  static const char *const hidden[] = { "TimeoutSecondsPath", "Credentials", "End", "Arguments" };

  sw_document_set_selected (fixture->document, "/States/A");
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    get_row (fixture, shown[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_null (sw_inspector_get_row (fixture->inspector, hidden[i]));
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/inspector/commit-is-one-edit", test_commit_is_one_edit },
    { "/inspector/same-text-is-no-edit", test_same_text_is_no_edit },
    { "/inspector/emptied-field-goes", test_emptied_field_goes },
    { "/inspector/bad-value-stays", test_bad_value_stays_in_the_row },
    { "/inspector/typing-survives", test_typing_survives_other_edits },
    { "/inspector/selecting-commits", test_selecting_another_writes_what_was_typed },
    { "/inspector/next", test_next_is_reconnected },
    { "/inspector/showing-writes-nothing", test_showing_writes_nothing },
    { "/inspector/machine", test_machine_without_a_selection },
    { "/inspector/long-comment", test_long_comment_is_seen },
    { "/inspector/tabs", test_tabs_follow_the_type },
    { "/inspector/rival", test_added_field_replaces_its_rival },
    { "/inspector/rare-fields", test_rare_fields_have_no_row },
    { "/inspector/type", test_type_change_brings_its_fields },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
