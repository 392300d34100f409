/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/source/sw-problem.h"
#include "document.h"

/* The text, its steps and what is read off it. */

/* One replacement of LENGTH bytes at OFFSET as a gesture */
static void
gesture (SwDocument *document,
         gsize       offset,
         gsize       length,
         const char *text)
{
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_document_settle (document);
  sw_edits_add (edits, (SwSpan) { offset, offset + length }, text, -1);
  g_assert_true (sw_document_apply (document, edits, NULL));
}

/* Undo: what a person does to the text "[1]" and what one undo after the other gives back. Steps:
 *   g OFFSET LENGTH TEXT  a gesture      t OFFSET TEXT  typing, a letter a user action
 *   u  undo                              r  redo
 * States after each step are compared, so every undo must take back exactly one gesture. */
typedef struct
{
  char        what;
  int         offset;
  int         length;
  const char *text;
  const char *expected;
} Step;

typedef struct
{
  const char *name;
  Step        steps[12];
} UndoCase;

static const UndoCase undo_cases[] = {
  { "adjacent-insertions", {
      { 'g', 2, 0, ",2", "[1,2]" },
      { 'g', 4, 0, ",3", "[1,2,3]" },
      { 'u', .expected = "[1,2]" },
      { 'u', .expected = "[1]" },
  } },
  { "adjacent-removals", {
      { 'g', 2, 0, ",2,3", "[1,2,3]" },
      { 'g', 4, 2, "", "[1,2]" },
      { 'g', 2, 2, "", "[1]" },
      { 'u', .expected = "[1,2]" },
      { 'u', .expected = "[1,2,3]" },
      { 'u', .expected = "[1]" },
  } },
  { "insertion-after-typing", {
      { 't', 2, 0, "0", "[10]" },
      { 'g', 3, 0, ",2", "[10,2]" },
      { 'u', .expected = "[10]" },
      { 'u', .expected = "[1]" },
  } },
  { "typing-after-insertion", {
      { 'g', 2, 0, "0", "[10]" },
      { 't', 3, 0, "0", "[100]" },
      { 'u', .expected = "[10]" },
      { 'u', .expected = "[1]" },
  } },
  { "after-undo-and-redo", {
      { 'g', 2, 0, ",2", "[1,2]" },
      { 'u', .expected = "[1]" },
      { 'r', .expected = "[1,2]" },
      { 'g', 4, 0, ",3", "[1,2,3]" },
      { 'u', .expected = "[1,2]" },
      { 'u', .expected = "[1]" },
  } },
  { "replacement-after-undo-and-redo", {
      { 'g', 1, 1, "8", "[8]" },
      { 'u', .expected = "[1]" },
      { 'r', .expected = "[8]" },
      { 'g', 1, 1, "9", "[9]" },
      { 'u', .expected = "[8]" },
      { 'u', .expected = "[1]" },
  } },
  { "at-the-start", {
      { 'g', 0, 0, " ", " [1]" },
      { 'g', 0, 0, " ", "  [1]" },
      { 'u', .expected = " [1]" },
      { 'u', .expected = "[1]" },
  } },
  { "whole-text", {
      { 'g', 0, 3, "{}", "{}" },
      { 'g', 0, 2, "[2]", "[2]" },
      { 'u', .expected = "{}" },
      { 'u', .expected = "[1]" },
  } },
};

static void
test_undo (gconstpointer data)
{
  const UndoCase *test = data;
  g_autoptr (SwDocument) document = sw_document_new_from_text ("[1]");

  for (const Step *step = test->steps; step->what != '\0'; step++)
    {
      switch (step->what)
        {
        case 'g':
          gesture (document, step->offset, step->length, step->text);
          break;
        case 't':
          document_type (document, step->offset, step->text);
          break;
        case 'u':
          sw_document_undo (document);
          break;
        case 'r':
          sw_document_redo (document);
          break;
        default:
          g_assert_not_reached ();
        }
      assert_text (document, step->expected);
    }
  g_assert_false (sw_document_can_undo (document));
  g_assert_false (sw_document_get_modified (document));
}

/* Several edits of one gesture are one step, whatever their order in the text. */
static void
test_one_gesture_one_step (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text ("[\"ä\", 2, 3]");
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_edits_add (edits, (SwSpan) { 1, 5 }, "\"öö\"", -1);
  sw_edits_add (edits, (SwSpan) { 7, 7 }, "1, ", -1);
  sw_edits_add (edits, (SwSpan) { 8, 11 }, "", -1);
  g_assert_true (sw_document_apply (document, edits, NULL));
  assert_text (document, "[\"öö\", 1, 2]");
  sw_document_undo (document);
  assert_text (document, "[\"ä\", 2, 3]");
  g_assert_false (sw_document_can_undo (document));
  sw_document_redo (document);
  assert_text (document, "[\"öö\", 1, 2]");
}

static void
spin_until_settled (SwDocument *document,
                    guint64     revision)
{
  while (sw_document_get_revision (document) <= revision)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (guint *count)
{
  (*count)++;
}

static void
test_changes_are_read_once (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  guint64 revision = sw_document_get_revision (document);
  guint readings = 0;

  g_signal_connect_swapped (document, "notify::model", G_CALLBACK (count_cb), &readings);
  document_type (document, 0, "     ");
  g_assert_cmpuint (readings, ==, 0);
  spin_until_settled (document, revision);
  g_assert_cmpuint (readings, ==, 1);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (readings, ==, 1);
}

/* Above the limit a thread reads; its answer for a text that has changed meanwhile is not taken. */
static void
test_large_text_is_read_in_a_thread (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autofree char *padding = g_strnfill (250000, ' ');
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  guint64 revision = sw_document_get_revision (document);
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_insert (buffer, &start, padding, -1);
  spin_until_settled (document, revision);
  g_assert_false (sw_document_get_stale (document));
  g_assert_cmpuint (sw_model_get_states (sw_document_get_model (document))->len, ==, 2);
  g_assert_cmpuint (sw_model_find_pointer (sw_document_get_model (document), "/States/A")
                        ->node->key.start,
                    >, 250000);
}

/* A key while a thread reads: what it reads is of no use, and the newest text is the one shown. */
static void
test_the_newest_text_wins (void)
{
  g_autofree char *padding = g_strnfill (250000, ' ');
  g_autofree char *text = g_strconcat (padding, MACHINE, NULL);
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);
  guint64 revision = sw_document_get_revision (document);
  guint readings = 0;

  g_signal_connect_swapped (document, "notify::revision", G_CALLBACK (count_cb), &readings);
  for (guint key = 0; key < 3; key++)
    {
      document_type (document, 0, " ");
      g_main_context_iteration (NULL, FALSE); /* the thread begins */
    }
  g_assert_cmpuint (readings, ==, 0);
  g_assert_true (sw_document_get_pending (document));
  spin_until_settled (document, revision);
  g_assert_false (sw_document_get_pending (document));
  g_assert_cmpuint (readings, ==, 1);
  g_assert_cmpuint (sw_tree_get_root (sw_document_get_tree (document))->span.start, ==, 250003);
}

/* Whoever cannot wait is given the present text, and the thread's answer comes too late. */
static void
test_settle_overtakes_the_thread (void)
{
  g_autofree char *padding = g_strnfill (250000, ' ');
  g_autofree char *text = g_strconcat (padding, MACHINE, NULL);
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);
  guint readings = 0;

  g_signal_connect_swapped (document, "notify::revision", G_CALLBACK (count_cb), &readings);
  document_type (document, 0, " ");
  g_main_context_iteration (NULL, FALSE);
  sw_document_settle (document);
  g_assert_false (sw_document_get_pending (document));
  g_assert_cmpuint (sw_tree_get_root (sw_document_get_tree (document))->span.start, ==, 250001);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (readings, ==, 1);
}

static void
test_pending_between_key_and_reading (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  guint changes = 0;

  g_signal_connect_swapped (document, "notify::pending", G_CALLBACK (count_cb), &changes);
  g_assert_false (sw_document_get_pending (document));
  document_type (document, 0, "  ");
  g_assert_true (sw_document_get_pending (document));
  g_assert_cmpuint (changes, ==, 1);
  sw_document_settle (document);
  g_assert_false (sw_document_get_pending (document));
  g_assert_cmpuint (changes, ==, 2);
}

/* Until the text is read again, places of the text before stay with the characters they were at. */
static void
test_places_move_with_the_text (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text ("[\"\u00e9\u20ac\", 12, 345]");
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  const SwNode *last = sw_tree_get_root (sw_document_get_tree (document))->last;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, 2);
  gtk_text_buffer_insert (buffer, &start, "\u00e4", -1);
  document_type (document, 1, "12, ");
  gtk_text_buffer_get_iter_at_offset (buffer, &start, 11);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, 14);
  gtk_text_buffer_delete (buffer, &start, &end);
  g_assert_true (sw_document_get_pending (document));
  sw_document_get_iter_at_byte (document, last->span.start, &start);
  sw_document_get_iter_at_byte (document, last->span.end, &end);
  {
    g_autofree char *found = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);

    g_assert_cmpstr (found, ==, "345");
  }
  g_assert_cmpuint (sw_document_get_byte_at_iter (document, &start), ==, last->span.start);
  g_assert_cmpuint (sw_document_get_byte_at_iter (document, &end), ==, last->span.end);
}

/* The copy of the text that is kept beside the buffer is the buffer's, whatever is done to it. */
static void
test_text_follows_the_buffer (void)
{
  static const char *const pieces[] = { "a", "\u00e9\u20ac", "\U0001f600 b", "\r\n", "\u2029x" };
  g_autofree char *padding = g_strnfill (9000, '.');
  g_autoptr (SwDocument) document = sw_document_new_from_text (padding);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint step = 0; step < 400; step++)
    {
      int count = gtk_text_buffer_get_char_count (buffer);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, g_rand_int_range (rand, 0, count + 1));
      gtk_text_buffer_get_iter_at_offset (buffer, &end, g_rand_int_range (rand, 0, count + 1));
      switch (step % 7)
        {
        case 3:
          gtk_text_iter_order (&start, &end);
          if (gtk_text_iter_get_offset (&end) - gtk_text_iter_get_offset (&start) < 600)
            gtk_text_buffer_delete (buffer, &start, &end);
          break;
        case 5:
          sw_document_undo (document);
          break;
        case 6:
          sw_document_redo (document);
          break;
        default:
          gtk_text_buffer_insert (buffer, &start, pieces[step % G_N_ELEMENTS (pieces)], -1);
        }
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      g_autofree char *expected = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
      assert_text (document, expected);
    }
}

static void
test_broken_text_keeps_the_last_good_model (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  SwModel *good = sw_document_get_model (document);
  SwGraph *graph = sw_document_get_graph (document);
  g_autoptr (SwEdits) edits = sw_edits_new ();

  document_type (document, 4, "x");
  sw_document_settle (document);
  g_assert_true (sw_document_get_stale (document));
  g_assert_true (sw_document_get_model (document) == good);
  g_assert_true (sw_document_get_graph (document) == graph);
  g_assert_true (sw_document_get_live_model (document) != good);
  g_assert_cmpuint (g_list_model_get_n_items (sw_document_get_diagnostics (document)), >, 0);

  /* Edits made against the good text have no place in the broken one. */
  sw_edits_add (edits, (SwSpan) { 0, 0 }, " ", -1);
  g_assert_false (sw_document_apply (document, edits, NULL));

  sw_document_undo (document);
  sw_document_settle (document);
  g_assert_false (sw_document_get_stale (document));
  g_assert_true (sw_document_get_model (document) == sw_document_get_live_model (document));
}

static void
test_unsettled_text_refuses_gestures (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autoptr (SwEdits) edits = sw_edits_new ();

  sw_edits_add (edits, (SwSpan) { 0, 0 }, " ", -1);
  document_type (document, 0, " ");
  g_assert_false (sw_document_apply (document, edits, NULL));
  sw_document_settle (document);
  g_assert_true (sw_document_apply (document, edits, NULL));
}

static void
place_caret (SwDocument *document,
             const char *before)
{
  g_autofree char *text = sw_document_dup_text (document, NULL);
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter place;
  const char *found = strstr (text, before);

  g_assert_nonnull (found);
  gtk_text_buffer_get_iter_at_offset (buffer, &place, g_utf8_pointer_to_offset (text, found));
  gtk_text_buffer_place_cursor (buffer, &place);
}

static int
get_caret_line (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  return gtk_text_iter_get_line (&caret);
}

static void
test_caret_selects_and_selecting_moves_the_caret (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  guint changes = 0;

  g_assert_null (sw_document_get_selected (document));
  place_caret (document, "\"Next\"");
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/A");
  g_assert_cmpstr (sw_document_get_selected_state (document)->name, ==, "A");

  g_signal_connect_swapped (document, "notify::selected", G_CALLBACK (count_cb), &changes);
  sw_document_set_selected (document, "/States/B");
  g_assert_cmpint (get_caret_line (document), ==, 4);
  g_assert_cmpuint (changes, ==, 1);

  /* The caret in the state already stays where it is. */
  place_caret (document, "\"End\"");
  g_assert_cmpuint (changes, ==, 1);
  sw_document_set_selected (document, NULL);
  sw_document_set_selected (document, "/States/B");
  g_assert_cmpint (get_caret_line (document), ==, 4);

  place_caret (document, "\"StartAt\"");
  g_assert_null (sw_document_get_selected (document));
}

static void
test_selection_survives_rename_and_undo (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autofree char *text = sw_document_dup_text (document, NULL);
  gsize key = strstr (text, "\"B\": ") - text;

  sw_document_set_selected (document, "/States/B");
  gesture (document, key, 3, "\"Longer\"");
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/Longer");
  gesture (document, 0, 0, "\n\n");
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/Longer");
  sw_document_undo (document);
  sw_document_undo (document);
  sw_document_settle (document);
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/B");
}

static void
test_breaking_the_text_keeps_the_selection (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autofree char *text = sw_document_dup_text (document, NULL);

  place_caret (document, "\"Pass\", \"Next\"");
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/A");
  document_type (document, g_utf8_pointer_to_offset (text, strstr (text, "\"Pass\", \"Next\"")),
                 "\"");
  sw_document_settle (document);
  g_assert_true (sw_document_get_stale (document));
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/A");
}

static void
test_bytes_and_characters (void)
{
  const char *text = "{ \"ä\u2029\": \"\r\n😀\" }";
  g_autoptr (SwDocument) document = sw_document_new_from_text (text);
  gsize length = strlen (text);

  for (gsize offset = 0; offset <= length; offset++)
    {
      GtkTextIter iter;

      if (((guchar) text[offset] & 0xC0) == 0x80)
        continue;
      sw_document_get_iter_at_byte (document, offset, &iter);
      g_assert_cmpint (gtk_text_iter_get_offset (&iter), ==,
                       g_utf8_pointer_to_offset (text, text + offset));
      g_assert_cmpuint (sw_document_get_byte_at_iter (document, &iter), ==, offset);
    }
}

static void
test_a_document_goes_away (void)
{
  SwDocument *document = sw_document_new_from_text (MACHINE);

  document_type (document, 0, " ");
  g_assert_finalize_object (document);
}

static void
add_tables (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (undo_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/document/undo/", undo_cases[i].name, NULL);

      g_test_add_data_func (path, &undo_cases[i], test_undo);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();

  add_tables ();
  g_test_add_func ("/document/undo/many-edits-one-step", test_one_gesture_one_step);
  g_test_add_func ("/document/settle/once", test_changes_are_read_once);
  g_test_add_func ("/document/settle/large-in-a-thread", test_large_text_is_read_in_a_thread);
  g_test_add_func ("/document/settle/newest-text-wins", test_the_newest_text_wins);
  g_test_add_func ("/document/settle/overtakes-the-thread", test_settle_overtakes_the_thread);
  g_test_add_func ("/document/settle/pending", test_pending_between_key_and_reading);
  g_test_add_func ("/document/text/places-move-with-it", test_places_move_with_the_text);
  g_test_add_func ("/document/text/follows-the-buffer", test_text_follows_the_buffer);
  g_test_add_func ("/document/settle/unsettled-refuses", test_unsettled_text_refuses_gestures);
  g_test_add_func ("/document/stale/keeps-model", test_broken_text_keeps_the_last_good_model);
  g_test_add_func ("/document/stale/keeps-selection", test_breaking_the_text_keeps_the_selection);
  g_test_add_func ("/document/selection/both-ways",
                   test_caret_selects_and_selecting_moves_the_caret);
  g_test_add_func ("/document/selection/survives-rename", test_selection_survives_rename_and_undo);
  g_test_add_func ("/document/offsets", test_bytes_and_characters);
  g_test_add_func ("/document/finalize", test_a_document_goes_away);
  return g_test_run ();
}
