/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/canvas/board/sw-canvas-board.h"
#include "app/canvas/sw-canvas.h"

#define TEXT                                                                        \
  "{\n"                                                                             \
  "  \"StartAt\": \"A\",\n"                                                         \
  "  \"States\": {\n"                                                               \
  "    \"A\": { \"Type\": \"Task\", \"Resource\": \"arn:aws:states:::lambda:invoke\", \"Next\": \"B\"," \
  " \"Catch\": [{ \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"C\" }] },\n"       \
  "    \"B\": { \"Type\": \"Pass\", \"Next\": \"C\" },\n"                           \
  "    \"C\": { \"Type\": \"Pass\", \"End\": true }\n"                              \
  "  }\n"                                                                           \
  "}\n"

typedef struct
{
  SwDocument *document;
  GtkWidget  *window;
  SwCanvas   *canvas;
  SwCanvasBoard *board;
} Fixture;

static void
wait_for (gboolean (*condition) (Fixture *), Fixture *fixture)
{
  gint64 limit = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, g_main_context_pending (NULL));
    }
}

static gboolean
has_size (Fixture *fixture)
{
  return gtk_widget_get_width (GTK_WIDGET (fixture->board)) > 1;
}

static void
show (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->document = sw_document_new_from_text (data != NULL ? data : TEXT);
  fixture->canvas = SW_CANVAS (sw_canvas_new (fixture->document));
  fixture->board = SW_CANVAS_BOARD (gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)));
  fixture->window = gtk_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (fixture->canvas));
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 640, 480);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  show (fixture, data);
  wait_for (has_size, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->canvas), (gpointer *) &fixture->canvas);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  g_assert_null (fixture->canvas);
  g_assert_finalize_object (fixture->document);
}

static char *
dup_text (Fixture *fixture)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static SwCanvasNode *
get_state (Fixture *fixture, const char *name)
{
  g_autofree char *pointer = g_strconcat ("/States/", name, NULL);
  SwGraphNode *node = sw_canvas_board_find_pointer (fixture->board, pointer);

  return node != NULL ? sw_canvas_board_get_widget (fixture->board, node->id) : NULL;
}

static char *
dup_names (Fixture *fixture)
{
  GString *names = g_string_new (NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->board)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      const SwGraphNode *node = sw_canvas_node_get_node (SW_CANVAS_NODE (child));
      g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "",
                              node->state != NULL ? node->state->name : "-");
    }
  return g_string_free (names, FALSE);
}

static void
assert_names (Fixture *fixture, const char *expected)
{
  g_autofree char *names = dup_names (fixture);

  g_assert_cmpstr (names, ==, expected);
}

static void
activate (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
}

static void
test_speaks (Fixture *fixture, gconstpointer data)
{
  GtkAccessible *a = GTK_ACCESSIBLE (get_state (fixture, "A"));

  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (fixture->board), GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (a, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  gtk_test_accessible_assert_property (a, GTK_ACCESSIBLE_PROPERTY_LABEL, "A");
  gtk_test_accessible_assert_property (a, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Task, next: B; on error: C");
  gtk_test_accessible_assert_property (a, GTK_ACCESSIBLE_PROPERTY_ROLE_DESCRIPTION, "Task");
  g_assert_true (gtk_test_accessible_has_relation (a, GTK_ACCESSIBLE_RELATION_FLOW_TO));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (get_state (fixture, "C")),
                                                    GTK_ACCESSIBLE_RELATION_FLOW_TO));
  sw_document_set_selected (fixture->document, "/States/A");
  gtk_test_accessible_assert_state (a, GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

/* Breakpoints are said of a state, last as long as they are set, and come along when the picture
 * changes. */
static void
test_breakpoints_are_told (Fixture *fixture, gconstpointer data)
{
  const SwBreakSign sign = { "/States/C", SW_BREAK_ON, "Stops before it" };
  GtkAccessible *c = GTK_ACCESSIBLE (get_state (fixture, "C"));

  sw_canvas_set_breakpoints (fixture->canvas, &sign, 1);
  gtk_test_accessible_assert_property (c, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Pass, then the end\nBreakpoint: Stops before it");
  sw_document_set_selected (fixture->document, "/States/B");
  activate (fixture, "canvas.delete");
  gtk_test_accessible_assert_property (c, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Pass, then the end\nBreakpoint: Stops before it");
  sw_canvas_set_breakpoints (fixture->canvas, NULL, 0);
  gtk_test_accessible_assert_property (c, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Pass, then the end");
}

static void
test_tooltip_says_what_is_cut_short (Fixture *fixture, gconstpointer data)
{
  SwCanvasNode *a = get_state (fixture, "A");
  g_autofree char *near = NULL;
  g_autofree char *far = NULL;
  g_autofree char *by_key = NULL;

  sw_canvas_node_set_detail (a, SW_DETAIL_FULL);
  near = sw_canvas_node_dup_tooltip (a, &(SwPoint) { 4, 4 });
  g_assert_null (near);
  by_key = sw_canvas_node_dup_tooltip (a, NULL);
  g_assert_cmpstr (by_key, ==, "catches errors");
  sw_canvas_node_set_detail (a, SW_DETAIL_BOX);
  far = sw_canvas_node_dup_tooltip (a, &(SwPoint) { 4, 4 });
  g_assert_cmpstr (far, ==, "A\nLambda: Invoke");
}

static void
test_selection_goes_both_ways (Fixture *fixture, gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/B");
  g_assert_true (sw_canvas_node_get_flags (get_state (fixture, "B")) & SW_CARD_SELECTED);
  sw_document_set_selected (fixture->document, "/States/C");
  g_assert_false (sw_canvas_node_get_flags (get_state (fixture, "B")) & SW_CARD_SELECTED);
  gtk_widget_grab_focus (GTK_WIDGET (fixture->canvas));
  g_assert_true (gtk_widget_child_focus (GTK_WIDGET (fixture->board), GTK_DIR_UP));
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/A");
}

static void
test_tab_enters_once_and_arrows_follow_the_graph (Fixture *fixture, gconstpointer data)
{
  GtkWidget *board = GTK_WIDGET (fixture->board);

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (board, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_state (fixture, "A"))));
  g_assert_true (gtk_widget_child_focus (board, GTK_DIR_DOWN));
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_state (fixture, "B"))));
  g_assert_false (gtk_widget_child_focus (board, GTK_DIR_TAB_FORWARD));
  activate (fixture, "canvas.last");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_state (fixture, "C"))));
  activate (fixture, "canvas.first");
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (get_state (fixture, "A"))));
}

static void
test_each_command_is_one_undo_step (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dup_text (fixture);
  const struct
  {
    const char *action;
    const char *names;
  } rows[] = {
    { "canvas.delete", "A C" },
    { "canvas.duplicate", "A B B (1) C" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      sw_document_set_selected (fixture->document, "/States/B");
      activate (fixture, rows[i].action);
      assert_names (fixture, rows[i].names);
      sw_document_undo (fixture->document);
      sw_document_settle (fixture->document);
      g_autofree char *after = dup_text (fixture);
      g_assert_cmpstr (after, ==, before);
      assert_names (fixture, "A B C");
    }
  sw_document_set_selected (fixture->document, "/States/B");
  sw_canvas_add (fixture->canvas, "Wait");
  assert_names (fixture, "A B Wait C");
  g_assert_cmpstr (sw_document_get_selected (fixture->document), ==, "/States/Wait");
  sw_document_undo (fixture->document);
  sw_document_settle (fixture->document);
  g_autofree char *after = dup_text (fixture);
  g_assert_cmpstr (after, ==, before);
}

static void
replace (Fixture *fixture, const char *old, const char *new)
{
  g_autofree char *text = dup_text (fixture);
  g_auto (GStrv) parts = g_strsplit (text, old, 2);
  g_autofree char *changed = g_strjoinv (new, parts);

  gtk_text_buffer_set_text (GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document)), changed,
                            -1);
  sw_document_settle (fixture->document);
}

static void
test_broken_text_keeps_the_picture_and_stops_gestures (Fixture *fixture, gconstpointer data)
{
  sw_document_set_selected (fixture->document, "/States/B");
  replace (fixture, "\"End\": true", "\"End\": tr");
  g_assert_true (sw_document_get_stale (fixture->document));
  assert_names (fixture, "A B C");
  g_autofree char *before = dup_text (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.delete", NULL);
  sw_canvas_add (fixture->canvas, "Pass");
  g_autofree char *after = dup_text (fixture);
  g_assert_cmpstr (after, ==, before);
  replace (fixture, "\"End\": tr ", "\"End\": true ");
  assert_names (fixture, "A B C");
  g_assert_false (sw_document_get_stale (fixture->document));
}

static void
test_a_state_keeps_its_widget_through_edits (Fixture *fixture, gconstpointer data)
{
  SwCanvasNode *b = get_state (fixture, "B");

  replace (fixture, "\"Next\": \"C\" },\n", "\"Comment\": \"x\", \"Next\": \"C\" },\n");
  g_assert_true (get_state (fixture, "B") == b);
  gtk_widget_grab_focus (GTK_WIDGET (b));
  g_autoptr (GError) error = NULL;
  SwOpsResult *result =
      sw_ops_rename (sw_document_get_model (fixture->document), "/States/B", "Middle", &error);
  g_assert_no_error (error);
  g_assert_true (sw_document_take_result (fixture->document, result, NULL, "renamed"));
  g_assert_true (get_state (fixture, "Middle") == b);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (b)));
}

static void
test_zoom_and_fit (Fixture *fixture, gconstpointer data)
{
  GtkAdjustment *adjustment = NULL;

  sw_canvas_set_zoom (fixture->canvas, 4);
  g_assert_cmpfloat (sw_canvas_get_zoom (fixture->canvas), ==, 4);
  g_object_get (fixture->canvas, "vadjustment", &adjustment, NULL);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), >,
                     gtk_adjustment_get_page_size (adjustment) * 2);
  sw_canvas_set_zoom (fixture->canvas, 99);
  g_assert_cmpfloat (sw_canvas_get_zoom (fixture->canvas), ==, 4);
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.zoom-in", NULL);
  g_assert_cmpfloat (sw_canvas_get_zoom (fixture->canvas), ==, 4);
  sw_canvas_fit (fixture->canvas);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), ==,
                     gtk_adjustment_get_page_size (adjustment));
  activate (fixture, "canvas.zoom-reset");
  g_assert_cmpfloat (sw_canvas_get_zoom (fixture->canvas), ==, 1);
  g_object_unref (adjustment);
}

static void
test_direction_turns_the_picture (Fixture *fixture, gconstpointer data)
{
  SwScene *scene = sw_canvas_board_get_scene (fixture->board);

  g_assert_cmpfloat (sw_scene_get_height (scene), >, sw_scene_get_width (scene));
  sw_canvas_set_direction (fixture->canvas, SW_DIRECTION_RIGHT);
  SwLayout *layout = sw_scene_get_layout (sw_canvas_board_get_scene (fixture->board));
  g_assert_cmpfloat (sw_layout_get_width (layout), >, sw_layout_get_height (layout));
}

static void
test_an_empty_document_offers_a_place (Fixture *fixture, gconstpointer data)
{
  GtkWidget *slot = gtk_widget_get_first_child (GTK_WIDGET (fixture->board));

  assert_names (fixture, "-");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (slot), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Drop a state here");
  sw_canvas_add (fixture->canvas, "Pass");
  assert_names (fixture, "Pass");
}

/* More states than are laid out at once */
static char *
dup_chain (guint n_states)
{
  GString *text = g_string_new ("{ \"StartAt\": \"S0\", \"States\": {\n");

  for (guint i = 0; i + 1 < n_states; i++)
    g_string_append_printf (text, "\"S%u\": { \"Type\": \"Pass\", \"Next\": \"S%u\" },\n", i,
                            i + 1);
  g_string_append_printf (text, "\"S%u\": { \"Type\": \"Pass\", \"End\": true } } }", n_states - 1);
  return g_string_free_and_steal (text);
}

static gboolean
is_laid_out (Fixture *fixture)
{
  return !sw_canvas_get_laying_out (fixture->canvas)
         && !sw_document_get_pending (fixture->document);
}

static void
insert_at_start (Fixture *fixture, const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (fixture->document));
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, text, -1);
}

/* The picture before stays until the next one is ready; a gesture does not wait for it. */
static void
test_large_layouts_wait_for_a_thread (Fixture *fixture, gconstpointer data)
{
  SwScene *scene;

  wait_for (is_laid_out, fixture);
  scene = sw_canvas_board_get_scene (fixture->board);
  g_assert_nonnull (scene);
  insert_at_start (fixture, " ");
  sw_document_settle (fixture->document);
  g_assert_true (sw_canvas_get_laying_out (fixture->canvas));
  g_assert_true (sw_canvas_board_get_scene (fixture->board) == scene);
  wait_for (is_laid_out, fixture);
  g_assert_true (sw_scene_get_graph (sw_canvas_board_get_scene (fixture->board))
                 == sw_document_get_graph (fixture->document));

  insert_at_start (fixture, " ");
  sw_document_settle (fixture->document);
  g_assert_true (sw_canvas_get_laying_out (fixture->canvas));
  sw_document_set_selected (fixture->document, "/States/S7");
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.delete", NULL);
  g_assert_false (sw_canvas_get_laying_out (fixture->canvas));
  g_assert_null (sw_model_find_pointer (sw_document_get_model (fixture->document), "/States/S7"));
  g_assert_true (sw_scene_get_graph (sw_canvas_board_get_scene (fixture->board))
                 == sw_document_get_graph (fixture->document));
}

static guint
count_widgets (Fixture *fixture)
{
  guint count = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->board)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count++;
  return count;
}

/* To be waited for from the very beginning: they come a few at a time, and all may be there before
 * the document has been checked. */
static gboolean
has_first_widgets (Fixture *fixture)
{
  return count_widgets (fixture) > 0;
}

/* When the last one is there, it is told what leads where. */
static gboolean
has_all_widgets (Fixture *fixture)
{
  return count_widgets (fixture) == 400
         && gtk_test_accessible_has_relation (GTK_ACCESSIBLE (get_state (fixture, "S0")),
                                              GTK_ACCESSIBLE_RELATION_FLOW_TO);
}

/* A large picture is shown before all of its states have widgets; who asks for one gets it, and in
 * the end they stand in reading order, with what they were marked with. */
static void
test_states_out_of_view_are_made_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) expected = g_string_new ("S0");

  wait_for (has_first_widgets, fixture);
  g_assert_cmpuint (count_widgets (fixture), <, 400);
  sw_document_set_selected (fixture->document, "/States/S399");
  g_assert_nonnull (get_state (fixture, "S200"));
  wait_for (has_all_widgets, fixture);
  for (guint i = 1; i < 400; i++)
    g_string_append_printf (expected, " S%u", i);
  assert_names (fixture, expected->str);
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (get_state (fixture, "S399")),
                                    GTK_ACCESSIBLE_STATE_SELECTED, TRUE);
}

/* An edit does not wait for them: what has no widget yet gets it then. */
static void
test_an_edit_makes_what_is_missing (Fixture *fixture, gconstpointer data)
{
  wait_for (has_first_widgets, fixture);
  g_assert_cmpuint (count_widgets (fixture), <, 400);
  sw_document_set_selected (fixture->document, "/States/S7");
  gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.delete", NULL);
  g_assert_cmpuint (count_widgets (fixture), ==, 399);
}

#define ADD_FROM(set_up, name, data, function) \
  g_test_add ("/canvas/widget/" name, Fixture, data, set_up, function, tear_down)
#define ADD(name, data, function) ADD_FROM (set_up, name, data, function)

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  ADD ("speaks", NULL, test_speaks);
  ADD ("breakpoints-are-told", NULL, test_breakpoints_are_told);
  ADD ("tooltip-says-what-is-cut-short", NULL, test_tooltip_says_what_is_cut_short);
  ADD ("selection-goes-both-ways", NULL, test_selection_goes_both_ways);
  ADD ("tab-enters-once-and-arrows-follow-the-graph", NULL,
       test_tab_enters_once_and_arrows_follow_the_graph);
  ADD ("each-command-is-one-undo-step", NULL, test_each_command_is_one_undo_step);
  ADD ("broken-text-keeps-the-picture-and-stops-gestures", NULL,
       test_broken_text_keeps_the_picture_and_stops_gestures);
  ADD ("a-state-keeps-its-widget-through-edits", NULL, test_a_state_keeps_its_widget_through_edits);
  ADD ("zoom-and-fit", NULL, test_zoom_and_fit);
  ADD ("direction-turns-the-picture", NULL, test_direction_turns_the_picture);
  ADD ("an-empty-document-offers-a-place", "{\"StartAt\": \"\", \"States\": {}}",
       test_an_empty_document_offers_a_place);
  g_autofree char *chain = dup_chain (400);
  ADD ("large-layouts-wait-for-a-thread", chain, test_large_layouts_wait_for_a_thread);
  ADD_FROM (show, "states-out-of-view-are-made-later", chain,
            test_states_out_of_view_are_made_later);
  ADD_FROM (show, "an-edit-makes-what-is-missing", chain, test_an_edit_makes_what_is_missing);
  return g_test_run ();
}
