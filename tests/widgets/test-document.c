/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/source/sw-problem.h"
#include "app/sw-document.h"

#define MACHINE \
  "{\n" \
  "  \"StartAt\": \"A\",\n" \
  "  \"States\": {\n" \
  "    \"A\": { \"Type\": \"Pass\", \"Next\": \"B\" },\n" \
  "    \"B\": { \"Type\": \"Pass\", \"End\": true }\n" \
  "  }\n" \
  "}\n"

static char *
dup_text (SwDocument *document)
{
  return sw_document_dup_text (document, NULL);
}

#define assert_text(document, expected) \
  G_STMT_START \
  { \
    g_autofree char *text_ = dup_text (document); \
    g_assert_cmpstr (text_, ==, expected); \
  } \
  G_STMT_END

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

static void
type (SwDocument *document,
      int         offset,
      const char *text)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GtkTextIter place;

  gtk_text_buffer_get_iter_at_offset (buffer, &place, offset);
  gtk_text_buffer_place_cursor (buffer, &place);
  for (const char *p = text; *p != '\0'; p++)
    {
      gtk_text_buffer_begin_user_action (buffer);
      gtk_text_buffer_insert_interactive_at_cursor (buffer, p, 1, TRUE);
      gtk_text_buffer_end_user_action (buffer);
    }
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
          type (document, step->offset, step->text);
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
  type (document, 0, "     ");
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
      type (document, 0, " ");
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
  type (document, 0, " ");
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
  type (document, 0, "  ");
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
  type (document, 1, "12, ");
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

  type (document, 4, "x");
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
  type (document, 0, " ");
  g_assert_false (sw_document_apply (document, edits, NULL));
  sw_document_settle (document);
  g_assert_true (sw_document_apply (document, edits, NULL));
}

static void
place_caret (SwDocument *document,
             const char *before)
{
  g_autofree char *text = dup_text (document);
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
  g_autofree char *text = dup_text (document);
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
  g_autofree char *text = dup_text (document);

  place_caret (document, "\"Pass\", \"Next\"");
  g_assert_cmpstr (sw_document_get_selected (document), ==, "/States/A");
  type (document, g_utf8_pointer_to_offset (text, strstr (text, "\"Pass\", \"Next\"")), "\"");
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

/* Files */

typedef struct
{
  GAsyncResult *result;
} Answer;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  ((Answer *) user_data)->result = g_object_ref (result);
}

static GAsyncResult *
wait_for (Answer *answer)
{
  while (answer->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return answer->result;
}

static gboolean
load (SwDocument  *document,
      GFile       *file,
      GError     **error)
{
  Answer answer = { NULL };
  gboolean loaded;

  sw_document_load_async (document, file, NULL, answer_cb, &answer);
  loaded = sw_document_load_finish (document, wait_for (&answer), error);
  g_object_unref (answer.result);
  return loaded;
}

static gboolean
save (SwDocument  *document,
      GFile       *file,
      gboolean     overwrite,
      GError     **error)
{
  Answer answer = { NULL };
  gboolean saved;

  sw_document_save_async (document, file, overwrite, NULL, answer_cb, &answer);
  saved = sw_document_save_finish (document, wait_for (&answer), error);
  g_object_unref (answer.result);
  return saved;
}

static GFile *
create_file (const char *bytes,
             gssize      length)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "machine.asl.json", NULL);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return g_file_new_for_path (path);
}

static const struct
{
  const char *name;
  const char *bytes;
} files[] = {
  { "plain", MACHINE },
  { "empty", "" },
  { "no-line-end", "{ \"StartAt\": \"A\", \"States\": {} }" },
  { "crlf", "{\r\n\t\"StartAt\": \"A\",\r\n\t\"States\": {}\r\n}\r\n" },
  { "mixed-line-ends", "{\r\n \"a\": 1,\n \"b\": 2\r}" },
  { "byte-order-mark", "\xEF\xBB\xBF{ \"StartAt\": \"A\" }\n" },
  { "line-separators", "{ \"a\": \"\u2028\u2029\xC2\x85\" }" },
  { "broken", "{ \"StartAt\": ${Start}, oops" },
  { "number-spelling", "{ \"a\": 1.50e+3, \"b\": 100000000000000000000001 }   " },
};

static void
test_bytes_survive (gconstpointer data)
{
  const char *bytes = files[GPOINTER_TO_SIZE (data)].bytes;
  g_autoptr (GFile) file = create_file (bytes, -1);
  g_autoptr (SwDocument) document = sw_document_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = NULL;
  gsize length;

  g_assert_true (load (document, file, &error));
  g_assert_no_error (error);
  g_assert_false (sw_document_get_modified (document));
  g_assert_false (sw_document_can_undo (document));
  g_assert_cmpstr (sw_document_get_title (document), ==, "machine.asl.json");
  type (document, 0, "x");
  g_assert_true (sw_document_get_modified (document));
  sw_document_undo (document);
  g_assert_false (sw_document_get_modified (document));
  g_assert_true (save (document, file, FALSE, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_load_contents (file, NULL, &saved, &length, NULL, NULL));
  g_assert_cmpmem (saved, length, bytes, strlen (bytes));
}

static const struct
{
  const char *name;
  const char *bytes;
  gssize      length;
  const char *says;
} refused[] = {
  { "latin-1", "{\n \"a\": \"\xE4\" }", -1, "0xE4 in line 2" },
  { "utf-16", "\xFF\xFE{\0}\0", 6, "UTF-16" },
  { "nul", "{}\0", 3, "0x00 in line 1" },
};

static void
test_no_text_is_refused (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GFile) file = create_file (refused[i].bytes, refused[i].length);
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  g_autoptr (GError) error = NULL;

  g_assert_false (load (document, file, &error));
  g_assert_error (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_ENCODING);
  g_assert_nonnull (strstr (error->message, refused[i].says));
  assert_text (document, MACHINE);
  g_assert_null (sw_document_get_file (document));
}

/* The entity tag of a file is its time of change; the new one is set far from the old one. */
static void
write_as_somebody_else (GFile      *file,
                        const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_replace_contents (file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE,
                                          NULL, NULL, &error));
  g_file_set_attribute_uint64 (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, 1000000, G_FILE_QUERY_INFO_NONE,
                               NULL, &error);
  g_assert_no_error (error);
}

static void
test_save_does_not_overwrite_others (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *saved = NULL;

  g_assert_true (load (document, file, NULL));
  type (document, 0, " ");
  write_as_somebody_else (file, "{}");
  g_assert_false (save (document, file, FALSE, &error));
  g_assert_error (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_CHANGED);
  g_assert_true (sw_document_get_outdated (document));
  g_assert_true (sw_document_get_modified (document));
  g_clear_error (&error);

  g_assert_true (save (document, file, TRUE, &error));
  g_assert_no_error (error);
  g_assert_false (sw_document_get_outdated (document));
  g_assert_true (g_file_load_contents (file, NULL, &saved, NULL, NULL, NULL));
  g_assert_cmpstr (saved, ==, " " MACHINE);
}

static void
test_reload_is_an_undo_step (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();
  Answer answer = { NULL };

  g_assert_true (load (document, file, NULL));
  write_as_somebody_else (file, "{ \"StartAt\": \"ü\" }");
  sw_document_reload_async (document, NULL, answer_cb, &answer);
  g_assert_true (sw_document_reload_finish (document, wait_for (&answer), NULL));
  g_object_unref (answer.result);
  assert_text (document, "{ \"StartAt\": \"ü\" }");
  g_assert_false (sw_document_get_modified (document));
  sw_document_undo (document);
  assert_text (document, MACHINE);
  g_assert_true (sw_document_get_modified (document));
}

/* The notice comes by itself, and goes when the file says again what was read. */
static void
test_changes_on_disk_are_noticed (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();

  g_assert_true (load (document, file, NULL));
  write_as_somebody_else (file, "{}");
  while (!sw_document_get_outdated (document))
    g_main_context_iteration (NULL, TRUE);
  write_as_somebody_else (file, MACHINE);
  while (sw_document_get_outdated (document))
    g_main_context_iteration (NULL, TRUE);
}

/* What was typed while the file was written is still to save. */
static void
test_typing_while_saving_stays_modified (void)
{
  g_autoptr (GFile) file = create_file ("", 0);
  g_autoptr (SwDocument) document = sw_document_new_from_text ("{}");
  Answer answer = { NULL };

  sw_document_save_async (document, file, TRUE, NULL, answer_cb, &answer);
  type (document, 2, " ");
  g_assert_true (sw_document_save_finish (document, wait_for (&answer), NULL));
  g_object_unref (answer.result);
  g_assert_true (sw_document_get_modified (document));
}

/* A second save does not take what the first one writes for somebody else's change, nor lose what is newer. */
static void
test_saves_wait_for_each_other (void)
{
  g_autoptr (GFile) file = create_file ("{}", 2);
  g_autoptr (SwDocument) document = sw_document_new ();
  g_autofree char *saved = NULL;
  Answer answers[3] = { { NULL } };

  g_assert_true (load (document, file, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      type (document, 1, i % 2 == 0 ? " " : "\n");
      sw_document_save_async (document, file, FALSE, NULL, answer_cb, &answers[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (sw_document_save_finish (document, wait_for (&answers[i]), &error));
      g_assert_no_error (error);
      g_object_unref (answers[i].result);
    }
  g_assert_false (sw_document_get_modified (document));
  g_assert_false (sw_document_get_outdated (document));
  g_assert_true (g_file_load_contents (file, NULL, &saved, NULL, NULL, NULL));
  g_assert_cmpstr (saved, ==, "{ \n }");
}

/* One that fails does not hold up those behind it. */
static void
test_a_failed_save_lets_the_next_one_try (void)
{
  g_autoptr (GFile) file = create_file ("{}", 2);
  g_autoptr (GFile) other = create_file ("", 0);
  g_autoptr (SwDocument) document = sw_document_new ();
  Answer answers[2] = { { NULL } };

  g_assert_true (load (document, file, NULL));
  write_as_somebody_else (file, "[]");
  sw_document_save_async (document, file, FALSE, NULL, answer_cb, &answers[0]);
  sw_document_save_async (document, other, TRUE, NULL, answer_cb, &answers[1]);
  g_assert_false (sw_document_save_finish (document, wait_for (&answers[0]), NULL));
  g_assert_true (sw_document_save_finish (document, wait_for (&answers[1]), NULL));
  g_assert_true (g_file_equal (sw_document_get_file (document), other));
  g_object_unref (answers[0].result);
  g_object_unref (answers[1].result);
}

/* Saved, taken back, and saved again at once: what the title says is of the text. */
static void
test_undone_while_saving (void)
{
  g_autoptr (GFile) file = create_file ("{}", 2);
  g_autoptr (SwDocument) document = sw_document_new ();
  Answer answers[2] = { { NULL } };

  g_assert_true (load (document, file, NULL));
  type (document, 1, " ");
  sw_document_save_async (document, file, FALSE, NULL, answer_cb, &answers[0]);
  sw_document_undo (document);
  sw_document_save_async (document, file, FALSE, NULL, answer_cb, &answers[1]);
  g_assert_true (sw_document_save_finish (document, wait_for (&answers[0]), NULL));
  g_assert_true (sw_document_get_modified (document));
  g_assert_true (sw_document_save_finish (document, wait_for (&answers[1]), NULL));
  g_assert_false (sw_document_get_modified (document));
  sw_document_redo (document);
  g_assert_true (sw_document_get_modified (document));
  g_object_unref (answers[0].result);
  g_object_unref (answers[1].result);
}

/* Values of placeholders are no part of the text, whenever they become known. */
static void
test_values_while_saving_change_nothing (void)
{
  g_autoptr (GFile) file = create_file ("", 0);
  g_autoptr (SwDocument) document = sw_document_new_from_text (MACHINE);
  Answer answer = { NULL };

  type (document, 1, " ");
  sw_document_save_async (document, file, TRUE, NULL, answer_cb, &answer);
  sw_document_set_values (document, "{\"a\":1}");
  g_assert_true (sw_document_save_finish (document, wait_for (&answer), NULL));
  g_object_unref (answer.result);
  g_assert_false (sw_document_get_modified (document));
}

static void
test_an_example_has_no_file (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();

  g_assert_true (load (document, file, NULL));
  sw_document_detach (document, "Hello");
  g_assert_null (sw_document_get_file (document));
  g_assert_true (g_file_equal (sw_document_get_origin (document), file));
  g_assert_cmpstr (sw_document_get_title (document), ==, "Hello");
}

static void
test_a_document_goes_away (void)
{
  SwDocument *document = sw_document_new_from_text (MACHINE);

  type (document, 0, " ");
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
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strconcat ("/document/file/keeps-bytes/", files[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_bytes_survive);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *path = g_strconcat ("/document/file/refuses/", refused[i].name, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_no_text_is_refused);
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
  g_test_add_func ("/document/file/saves-wait", test_saves_wait_for_each_other);
  g_test_add_func ("/document/file/a-failed-save", test_a_failed_save_lets_the_next_one_try);
  g_test_add_func ("/document/file/undone-while-saving", test_undone_while_saving);
  g_test_add_func ("/document/file/values-while-saving", test_values_while_saving_change_nothing);
  g_test_add_func ("/document/file/not-over-others", test_save_does_not_overwrite_others);
  g_test_add_func ("/document/file/noticed", test_changes_on_disk_are_noticed);
  g_test_add_func ("/document/file/reload", test_reload_is_an_undo_step);
  g_test_add_func ("/document/file/typing-while-saving", test_typing_while_saving_stays_modified);
  g_test_add_func ("/document/file/example", test_an_example_has_no_file);
  g_test_add_func ("/document/finalize", test_a_document_goes_away);
  return g_test_run ();
}
