/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <string.h>

#include "app/source/sw-source-pane-private.h"
#include "fixture.h"

/* The code's pane: names, jumps, problems, colours of expressions. */

#define MACHINE \
  "{\n" \
  "  \"QueryLanguage\": \"JSONata\",\n" \
  "  \"Comment\": \"c\",\n" \
  "  \"StartAt\": \"A\",\n" \
  "  \"States\": {\n" \
  "    \"A\": { \"Type\": \"Pass\", \"Assign\": { \"n\": 1 }, \"Next\": \"C\" },\n" \
  "    \"C\": {\n" \
  "      \"Type\": \"Choice\",\n" \
  "      \"Choices\": [ { \"Condition\": \"{% $n > 0 and $sum([$n]) < 5 %}\", \"Next\": \"P\" } ],\n" \
  "      \"Default\": \"P\"\n" \
  "    },\n" \
  "    \"P\": { \"Type\": \"Parallel\", \"End\": true, \"Branches\": [\n" \
  "      { \"StartAt\": \"I\", \"States\": { \"I\": { \"Type\": \"Pass\", \"End\": true } } } ] }\n" \
  "  }\n" \
  "}\n"

typedef struct
{
  SwDocument   *document;
  SwSourcePane *pane;
  GtkWidget    *window;
  char         *message; /* the last one reported */
} Fixture;

static void
message_cb (Fixture    *fixture,
            const char *message)
{
  g_set_str (&fixture->message, message);
}

static gboolean
frame_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       flag)
{
  *(gboolean *) flag = TRUE;
  return G_SOURCE_REMOVE;
}

/* Until two frames have been painted: what was queued for one is done. */
static void
wait_frames (Fixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    {
      gboolean painted = FALSE;

      gtk_widget_add_tick_callback (fixture->window, frame_cb, &painted, NULL);
      gtk_widget_queue_draw (fixture->window);
      while (!painted)
        g_main_context_iteration (NULL, TRUE);
    }
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->document = sw_document_new_from_text (MACHINE);
  fixture->pane = g_object_ref_sink (g_object_new (SW_TYPE_SOURCE_PANE, NULL));
  sw_source_pane_set_document (fixture->pane, fixture->document);
  g_signal_connect_swapped (fixture->document, "message", G_CALLBACK (message_cb), fixture);
  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
  adw_window_set_content (ADW_WINDOW (fixture->window), GTK_WIDGET (fixture->pane));
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_frames (fixture);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  iterate ();
  g_assert_finalize_object (fixture->pane);
  iterate ();
  g_assert_finalize_object (fixture->document);
  g_free (fixture->message);
}

static GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
}

/* The offset behind the first BEFORE, from which AFTER follows: "\"Next\": \"" and "C" */
static int
find (Fixture    *fixture,
      const char *before,
      const char *after)
{
  g_autofree char *text = sw_document_dup_text (fixture->document, NULL);
  g_autofree char *both = g_strconcat (before, after, NULL);
  const char *found = strstr (text, both);

  g_assert_nonnull (found);
  return (int) (found - text + strlen (before));
}

static void
place_caret (Fixture    *fixture,
             const char *before,
             const char *after)
{
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &place, find (fixture, before, after));
  gtk_text_buffer_place_cursor (get_buffer (fixture), &place);
}

static int
get_caret (Fixture *fixture)
{
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (get_buffer (fixture), &caret,
                                    gtk_text_buffer_get_insert (get_buffer (fixture)));
  return gtk_text_iter_get_offset (&caret);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->pane), action, NULL));
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type,
             guint     *skip)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (root, type) && (*skip)-- == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, skip);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_widget (gpointer root,
            GType    type,
            guint    nth)
{
  GtkWidget *found = find_widget (root, type, &nth);

  g_assert_nonnull (found);
  return found;
}

/* Where F12 leads; NULL: to a list, or to a message. */
static const struct
{
  const char *name;
  const char *before;
  const char *after;
  const char *to_before;
  const char *to_after;
  const char *message;
} definitions[] = {
  { "a transition", "\"Next\": \"", "C\"", "    \"", "C\": {", NULL },
  { "a default", "\"Default\": \"", "P", "    \"", "P\": {", NULL },
  { "the start", "\"StartAt\": \"", "A", "    \"", "A\": {", NULL },
  { "the start of a branch", "\"StartAt\": \"", "I", "\"States\": { \"", "I\":", NULL },
  { "a variable", "{% $", "n >", "\"Assign\": { \"", "n\"", NULL },
  { "a function", "$s", "um", NULL, NULL, "No state assigns “$sum”" },
  { "nothing", "\"Ty", "pe\"", NULL, NULL,
    "There is no name of a state, variable or placeholder here" },
};

static void
test_definition (gconstpointer data)
{
  gsize row = GPOINTER_TO_SIZE (data);
  Fixture fixture = { 0 };

  set_up (&fixture, NULL);
  place_caret (&fixture, definitions[row].before, definitions[row].after);
  act (&fixture, "source.define");
  if (definitions[row].message != NULL)
    g_assert_cmpstr (fixture.message, ==, definitions[row].message);
  else
    g_assert_cmpint (get_caret (&fixture), ==,
                     find (&fixture, definitions[row].to_before, definitions[row].to_after));
  tear_down (&fixture, NULL);
}

static void
test_back_and_forward (Fixture      *fixture,
                       gconstpointer data)
{
  int from = find (fixture, "\"Next\": \"", "C\"");
  int to = find (fixture, "    \"", "C\": {");

  place_caret (fixture, "\"Next\": \"", "C\"");
  act (fixture, "source.define");
  g_assert_cmpint (get_caret (fixture), ==, to);
  act (fixture, "source.back");
  g_assert_cmpint (get_caret (fixture), ==, from);
  act (fixture, "source.forward");
  g_assert_cmpint (get_caret (fixture), ==, to);
}

static void
test_history_moves_with_the_text (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkTextIter start;

  place_caret (fixture, "\"Next\": \"", "C\"");
  act (fixture, "source.define");
  gtk_text_buffer_get_start_iter (get_buffer (fixture), &start);
  gtk_text_buffer_insert (get_buffer (fixture), &start, "\n\n", -1);
  sw_document_settle (fixture->document);
  act (fixture, "source.back");
  g_assert_cmpint (get_caret (fixture), ==, find (fixture, "\"Next\": \"", "C\""));
}

static guint
count_rows (gpointer popover)
{
  GtkListView *list = GTK_LIST_VIEW (get_widget (popover, GTK_TYPE_LIST_VIEW, 0));

  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

static void
test_references (Fixture      *fixture,
                 gconstpointer data)
{
  place_caret (fixture, "{% $", "n >");
  act (fixture, "source.references");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->pane->references)));
  g_assert_cmpuint (count_rows (fixture->pane->references), ==, 3);
  g_signal_emit_by_name (get_widget (fixture->pane->references, GTK_TYPE_LIST_VIEW, 0), "activate",
                         0);
  g_assert_cmpint (get_caret (fixture), ==, find (fixture, "\"Assign\": { \"", "n\""));
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->pane->references)));
}

static void
test_rename (Fixture      *fixture,
             gconstpointer data)
{
  GtkWidget *rename = GTK_WIDGET (fixture->pane->rename);
  GtkWidget *entry = get_widget (rename, GTK_TYPE_ENTRY, 0);
  GtkWidget *button = get_widget (rename, GTK_TYPE_BUTTON, 0);
  g_autofree char *before = sw_document_dup_text (fixture->document, NULL);
  g_autofree char *after = NULL;

  place_caret (fixture, "{% $", "n >");
  act (fixture, "source.rename");
  g_assert_true (gtk_widget_get_visible (rename));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "n");

  gtk_editable_set_text (GTK_EDITABLE (entry), "sum");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (entry), "count");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (gtk_widget_get_visible (rename));
  after = sw_document_dup_text (fixture->document, NULL);
  g_assert_nonnull (strstr (after, "\"Assign\": { \"count\": 1 }"));
  g_assert_nonnull (strstr (after, "{% $count > 0 and $sum([$count]) < 5 %}"));

  sw_document_undo (fixture->document);
  g_free (after);
  after = sw_document_dup_text (fixture->document, NULL);
  g_assert_cmpstr (after, ==, before);
}

static void
test_rename_of_nothing_says_so (Fixture      *fixture,
                                gconstpointer data)
{
  place_caret (fixture, "\"Ty", "pe\"");
  act (fixture, "source.rename");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->pane->rename)));
  g_assert_nonnull (fixture->message);
}

static void
test_outline_has_every_state (Fixture      *fixture,
                              gconstpointer data)
{
  SwSpotPopover *outline = fixture->pane->states_popover;

  sw_source_pane_show_states (fixture->pane);
  g_assert_cmpuint (count_rows (outline), ==, 4);
  g_signal_emit_by_name (get_widget (outline, GTK_TYPE_LIST_VIEW, 0), "activate", 3);
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==,
                   "/States/P/Branches/0/States/I");
}

static void
test_matching_bracket (Fixture      *fixture,
                       gconstpointer data)
{
  place_caret (fixture, "$sum(", "[");
  act (fixture, "source.match-bracket");
  g_assert_cmpint (get_caret (fixture), ==, find (fixture, "[$n", "]"));
  act (fixture, "source.match-bracket");
  g_assert_cmpint (get_caret (fixture), ==, find (fixture, "$sum(", "["));
}

static void
replace (Fixture    *fixture,
         const char *what,
         const char *by)
{
  int offset = find (fixture, "", what);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &start, offset);
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &end, offset + (int) strlen (what));
  gtk_text_buffer_delete (get_buffer (fixture), &start, &end);
  gtk_text_buffer_insert (get_buffer (fixture), &start, by, -1);
  sw_document_settle (fixture->document);
}

/* A comma that is missing is put there by the fix; broken text can be mended, too. */
static void
test_fix_mends (Fixture      *fixture,
                gconstpointer data)
{
  g_autofree char *text = NULL;

  replace (fixture, "\"Choice\",", "\"Choice\"");
  g_assert_true (sw_document_get_stale (fixture->document));
  sw_source_pane_next_problem (fixture->pane);
  act (fixture, "source.fixes");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->pane->problem)));
  g_signal_emit_by_name (get_widget (fixture->pane->problem, GTK_TYPE_BUTTON, 0), "clicked");
  g_assert_false (sw_document_get_stale (fixture->document));
  text = sw_document_dup_text (fixture->document, NULL);
  g_assert_cmpstr (text, ==, MACHINE);
}

static void
test_no_fixes_where_nothing_is_wrong (Fixture      *fixture,
                                      gconstpointer data)
{
  place_caret (fixture, "\"Ty", "pe\"");
  act (fixture, "source.fixes");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->pane->problem)));
  g_assert_cmpstr (fixture->message, ==, "There is no problem here");
}

static void
test_problems_are_filtered (Fixture      *fixture,
                            gconstpointer data)
{
  GtkWidget *button = GTK_WIDGET (fixture->pane->problems_button);
  GtkWidget *list = get_widget (button, GTK_TYPE_LIST_VIEW, 0);
  GtkWidget *stack = get_widget (button, GTK_TYPE_STACK, 0);
  /* The first toggle is the menu button's own. */
  GtkWidget *errors = get_widget (button, GTK_TYPE_TOGGLE_BUTTON, 1);
  GListModel *rows = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)));

  sw_problems_button_popup (fixture->pane->problems_button);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "none");
  replace (fixture, "\"Default\": \"P\"", "\"Default\": \"X\"");
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "some");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (errors), FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (stack)), ==, "hidden");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (errors), TRUE);
  g_signal_emit_by_name (list, "activate", 0);
  g_assert_cmpint (get_caret (fixture), ==, find (fixture, "\"Default\": ", "\"X\""));
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/C");
  /* Closed, it is of no problems: nobody sees them. */
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 0);
}

static char *
dup_crumbs (Fixture *fixture)
{
  GString *out = g_string_new (NULL);
  GtkWidget *first = get_widget (fixture->pane->breadcrumbs, GTK_TYPE_BUTTON, 0);

  for (GtkWidget *child = first; child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      g_string_append_printf (out, "/%s",
                              gtk_label_get_label (GTK_LABEL (
                                  gtk_button_get_child (GTK_BUTTON (child)))));
  return g_string_free_and_steal (out);
}

static void
test_breadcrumbs (Fixture      *fixture,
                  gconstpointer data)
{
  g_autofree char *crumbs = NULL;
  g_autofree char *others = NULL;

  place_caret (fixture, "{% $", "n >");
  iterate ();
  crumbs = dup_crumbs (fixture);
  g_assert_cmpstr (crumbs, ==, "/States/C/Choices/0/Condition");
  /* Beside the state C there are A and P. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->pane->breadcrumbs), "crumbs.open", "s",
                              "/States/C");
  g_signal_emit_by_name (get_widget (fixture->pane->breadcrumbs, GTK_TYPE_LIST_VIEW, 0), "activate",
                         2);
  iterate ();
  others = dup_crumbs (fixture);
  g_assert_cmpstr (others, ==, "/States/P");
}

static gboolean
has_tag (Fixture    *fixture,
         const char *tag,
         const char *before,
         const char *after)
{
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (get_buffer (fixture));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &place, find (fixture, before, after));
  return gtk_text_iter_has_tag (&place, gtk_text_tag_table_lookup (table, tag));
}

static void
test_json_has_colours (Fixture      *fixture,
                       gconstpointer data)
{
  g_assert_true (has_tag (fixture, "json-key", "", "\"StartAt\""));
  g_assert_true (has_tag (fixture, "json-string", "\"StartAt\": ", "\""));
  g_assert_false (has_tag (fixture, "json-key", "\"StartAt\": ", "\""));
  g_assert_false (has_tag (fixture, "json-string", "\"StartAt\"", ": "));

  /* A name is a name by what follows it, an escape and a word by what they are now. */
  replace (fixture, "\"c\"", "[\"c\\n\", true, null, 12, ${p}]");
  wait_frames (fixture);
  g_assert_true (has_tag (fixture, "json-escape", "[\"c", "\\n"));
  g_assert_true (has_tag (fixture, "json-string", "[", "\"c\\n"));
  g_assert_true (has_tag (fixture, "json-boolean", "", "true"));
  g_assert_true (has_tag (fixture, "json-null", "", "null"));
  g_assert_true (has_tag (fixture, "json-number", "", "12"));
  g_assert_true (has_tag (fixture, "json-placeholder", "12, ", "${p}"));
  replace (fixture, "true", "tru");
  replace (fixture, "\"StartAt\": ", "\"StartAt\" ");
  wait_frames (fixture);
  g_assert_false (has_tag (fixture, "json-boolean", "", "tru,"));
  g_assert_false (has_tag (fixture, "json-key", "", "\"StartAt\""));
  g_assert_true (has_tag (fixture, "json-string", "", "\"StartAt\""));
}

/* A tag costs as much as its line is long: a definition all in one line would not come up. */
static void
test_a_very_long_line_has_colours_at_its_beginning (Fixture      *fixture,
                                                    gconstpointer data)
{
  g_autoptr (GString) line = g_string_new ("[true, ");

  for (guint i = 0; i < 3000; i++)
    g_string_append (line, "12, ");
  g_string_append (line, "false]");
  replace (fixture, "\"c\"", line->str);
  wait_frames (fixture);
  g_assert_true (has_tag (fixture, "json-key", "", "\"Comment\""));
  g_assert_true (has_tag (fixture, "json-boolean", "[", "true"));
  g_assert_false (has_tag (fixture, "json-boolean", "12, ", "false]"));
  g_assert_true (has_tag (fixture, "json-key", "", "\"StartAt\""));
  g_assert_true (has_tag (fixture, "json-string", "\"StartAt\": ", "\""));
}

/* GtkSourceView shows the match of a bracket; one in a string has none outside of it. */
static void
test_brackets_in_strings_are_text (Fixture      *fixture,
                                   gconstpointer data)
{
  GtkTextIter place;

  replace (fixture, "\"c\"", "\"c {\"");
  wait_frames (fixture);
  gtk_text_buffer_get_iter_at_offset (get_buffer (fixture), &place, find (fixture, "\"c ", "{"));
  g_assert_true (gtk_source_buffer_iter_has_context_class (GTK_SOURCE_BUFFER (get_buffer (fixture)),
                                                           &place, "string"));
}

static void
test_expressions_have_colours (Fixture      *fixture,
                               gconstpointer data)
{
  g_assert_true (has_tag (fixture, "expression-variable", "{% ", "$n >"));
  g_assert_true (has_tag (fixture, "expression-keyword", "0 ", "and"));
  g_assert_true (has_tag (fixture, "expression-function", "and ", "$sum"));
  g_assert_true (has_tag (fixture, "expression-number", "< ", "5"));
  g_assert_false (has_tag (fixture, "expression-variable", "", "\"StartAt\""));

  /* What is an expression no longer loses them. */
  replace (fixture, "{% $n", "{ $n");
  wait_frames (fixture);
  g_assert_false (has_tag (fixture, "expression-variable", "{ ", "$n >"));
  g_assert_false (has_tag (fixture, "expression-function", "and ", "$sum"));
  replace (fixture, "{ $n", "{% $n");
  wait_frames (fixture);
  g_assert_true (has_tag (fixture, "expression-variable", "{% ", "$n >"));
}

static void
count_cb (GtkTextBuffer *buffer,
          GtkTextTag    *tag,
          GtkTextIter   *start,
          GtkTextIter   *end,
          guint         *count)
{
  g_autofree char *name = NULL;

  g_object_get (tag, "name", &name, NULL);
  *count += name != NULL && g_str_has_prefix (name, "expression-");
}

/* Typing elsewhere leaves the tags alone: each one taken away and put back has its line laid out
 * anew. */
static void
test_typing_touches_no_other_colours (Fixture      *fixture,
                                      gconstpointer data)
{
  guint count = 0;

  g_signal_connect (get_buffer (fixture), "apply-tag", G_CALLBACK (count_cb), &count);
  g_signal_connect (get_buffer (fixture), "remove-tag", G_CALLBACK (count_cb), &count);
  replace (fixture, "\"c\"", "\"a comment\"");
  wait_frames (fixture);
  g_assert_cmpuint (count, ==, 0);
  g_assert_true (has_tag (fixture, "expression-function", "and ", "$sum"));
  replace (fixture, "< 5", "< 55");
  wait_frames (fixture);
  g_assert_cmpuint (count, >, 0);
  g_assert_cmpuint (count, <, 4);
  g_signal_handlers_disconnect_by_data (get_buffer (fixture), &count);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *name;
    void       (*run) (Fixture      *fixture,
                 gconstpointer data);
  } tests[] = {
    { "/source/back-and-forward", test_back_and_forward },
    { "/source/history-moves-with-the-text", test_history_moves_with_the_text },
    { "/source/references", test_references },
    { "/source/rename", test_rename },
    { "/source/rename-of-nothing-says-so", test_rename_of_nothing_says_so },
    { "/source/outline-has-every-state", test_outline_has_every_state },
    { "/source/matching-bracket", test_matching_bracket },
    { "/source/fix-mends", test_fix_mends },
    { "/source/no-fixes-where-nothing-is-wrong", test_no_fixes_where_nothing_is_wrong },
    { "/source/problems-are-filtered", test_problems_are_filtered },
    { "/source/breadcrumbs", test_breadcrumbs },
    { "/source/json-has-colours", test_json_has_colours },
    { "/source/a-very-long-line-has-colours-at-its-beginning",
      test_a_very_long_line_has_colours_at_its_beginning },
    { "/source/brackets-in-strings-are-text", test_brackets_in_strings_are_text },
    { "/source/expressions-have-colours", test_expressions_have_colours },
    { "/source/typing-touches-no-other-colours", test_typing_touches_no_other_colours },
  };

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  FIXTURE_ADD_TABLE ("/source/definition/", definitions, test_definition)
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
