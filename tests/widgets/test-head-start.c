/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-board.h"
#include "app/canvas/sw-canvas.h"
#include "app/document/sw-document.h"

#include <glib/gstdio.h>

/* Files that are read, and laid out, before there is a window. */

#define PASS "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Pass\", \"Next\": \"B\"}, \"B\": {\"Type\": \"Succeed\"}}}"

typedef struct
{
  char        *path;
  GFile       *file;
  SwHeadStart *head_start;
  SwDocument  *document;
  GAsyncResult *result;
} Fixture;

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  fixture->result = g_object_ref (result);
}

/* A chain of so many states, in the order of their numbers */
static char *
make_chain (guint count)
{
  GString *text = g_string_new ("{\"StartAt\": \"S0\", \"States\": {");

  for (guint i = 0; i + 1 < count; i++)
    g_string_append_printf (text, "\"S%u\": {\"Type\": \"Pass\", \"Next\": \"S%u\"},\n", i, i + 1);
  g_string_append_printf (text, "\"S%u\": {\"Type\": \"Succeed\"}}}", count - 1);
  return g_string_free (text, FALSE);
}

static void
begin (Fixture    *fixture,
       const char *name,
       const char *text,
       gssize      length)
{
  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  fixture->path = g_build_filename (g_get_user_data_dir (), name, NULL);
  fixture->file = g_file_new_for_path (fixture->path);
  g_remove (fixture->path);
  if (text != NULL)
    g_assert_true (g_file_set_contents (fixture->path, text, length, NULL));
  fixture->head_start = sw_head_start_new (fixture->file);
  fixture->document = sw_document_new ();
}

static gboolean
load (Fixture *fixture,
      GError **error)
{
  sw_document_load_ahead_async (fixture->document, fixture->head_start, NULL, answer_cb, fixture);
  while (fixture->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return sw_document_load_finish (fixture->document, fixture->result, error);
}

static void
end (Fixture *fixture)
{
  g_object_unref (fixture->result);
  g_assert_finalize_object (fixture->document);
  sw_head_start_unref (fixture->head_start);
  g_object_unref (fixture->file);
  g_free (fixture->path);
}

static void
assert_text (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *text = sw_document_dup_text (fixture->document, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static SwLayout *
get_layout (SwCanvas *canvas)
{
  SwCanvasBoard *board = SW_CANVAS_BOARD (gtk_widget_get_first_child (GTK_WIDGET (canvas)));

  return sw_scene_get_layout (sw_canvas_board_get_scene (board));
}

static gboolean
is_laid_out (Fixture *fixture)
{
  g_autoptr (SwLayoutJob) job = sw_head_start_dup_job (fixture->head_start);

  return job != NULL && sw_layout_job_is_done (job);
}

/* A canvas has the picture that was laid out ahead from its first moment, and it is the picture it
 * would have made. */
static void
test_the_picture_is_there_with_the_canvas (void)
{
  Fixture fixture = { NULL };
  g_autofree char *text = make_chain (400);
  g_autoptr (SwDocument) same = sw_document_new_from_text (text);
  g_autoptr (GtkWidget) canvas = NULL;
  g_autoptr (GtkWidget) other = NULL;
  guint count, other_count;

  begin (&fixture, "chain.asl.json", text, -1);
  sw_head_start_lay_out (fixture.head_start, SW_DIRECTION_DOWN,
                         sw_layout_terms_find_scale (gtk_settings_get_default ()));
  g_assert_true (load (&fixture, NULL));
  assert_text (&fixture, text);
  g_assert_false (sw_document_get_modified (fixture.document));
  g_assert_true (g_file_equal (sw_document_get_file (fixture.document), fixture.file));
  while (!is_laid_out (&fixture))
    g_main_context_iteration (NULL, TRUE);
  canvas = g_object_ref_sink (sw_canvas_new (fixture.document));
  g_assert_false (sw_canvas_get_laying_out (SW_CANVAS (canvas)));
  g_assert_null (sw_document_dup_layout_begun (fixture.document));

  other = g_object_ref_sink (sw_canvas_new (same));
  while (sw_canvas_get_laying_out (SW_CANVAS (other)))
    g_main_context_iteration (NULL, TRUE);
  const SwLayoutNode *nodes = sw_layout_get_nodes (get_layout (SW_CANVAS (canvas)), &count);
  const SwLayoutNode *others = sw_layout_get_nodes (get_layout (SW_CANVAS (other)), &other_count);
  g_assert_cmpuint (count, ==, other_count);
  for (guint i = 0; i < count; i++)
    g_assert_cmpmem (&nodes[i].rect, sizeof nodes[i].rect, &others[i].rect, sizeof others[i].rect);
  g_clear_object (&canvas);
  end (&fixture);
}

/* What was laid out the other way is of no use, and in nobody's way. */
static void
test_another_direction_is_laid_out_anew (void)
{
  Fixture fixture = { NULL };
  g_autofree char *text = make_chain (400);
  g_autoptr (GtkWidget) canvas = NULL;

  begin (&fixture, "right.asl.json", text, -1);
  sw_head_start_lay_out (fixture.head_start, SW_DIRECTION_RIGHT, 1);
  g_assert_true (load (&fixture, NULL));
  canvas = g_object_ref_sink (sw_canvas_new (fixture.document));
  g_assert_true (sw_canvas_get_laying_out (SW_CANVAS (canvas)));
  while (sw_canvas_get_laying_out (SW_CANVAS (canvas)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (sw_layout_get_direction (get_layout (SW_CANVAS (canvas))), ==,
                   SW_DIRECTION_DOWN);
  while (!is_laid_out (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&canvas);
  end (&fixture);
}

/* A file that changes after it was read is opened as it is now. */
static void
test_a_file_that_changed_is_read_again (void)
{
  Fixture fixture = { NULL };

  begin (&fixture, "changed.asl.json", PASS, -1);
  sw_head_start_lay_out (fixture.head_start, SW_DIRECTION_DOWN, 1);
  while (!is_laid_out (&fixture))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_file_set_contents (fixture.path, "{\"StartAt\": \"Other\"}", -1, NULL));
  g_assert_true (load (&fixture, NULL));
  assert_text (&fixture, "{\"StartAt\": \"Other\"}");
  g_assert_null (sw_document_dup_layout_begun (fixture.document));
  end (&fixture);
}

/* What is wrong with a file is said as if nothing had been done ahead. */
static void
test_errors_are_those_of_loading (void)
{
  static const struct
  {
    const char *name;
    const char *text; /* NULL for no file */
    const char *message;
  } cases[] = {
    { "missing.asl.json", NULL, "*No such file*" },
    { "latin.asl.json", "{\n\"Comment\": \"\xe9\"}", "*not UTF-8*line 2*" },
    { "wide.asl.json", "\xff\xfe{", "*UTF-16*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };
      g_autoptr (GError) error = NULL;

      begin (&fixture, cases[i].name, cases[i].text, -1);
      g_assert_false (load (&fixture, &error));
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
      assert_text (&fixture, "");
      end (&fixture);
    }
}

/* Broken text and YAML are read ahead as they are read else. */
static void
test_texts_are_read_as_their_names_say (void)
{
  static const struct
  {
    const char *name;
    const char *text;
    SwSyntax    syntax;
    gboolean    broken;
    guint       n_states;
  } cases[] = {
    { "a.asl.yaml", "StartAt: A\nStates:\n  A: {Type: Succeed}\n", SW_SYNTAX_YAML, FALSE, 1 },
    { "a.asl.json", "\xEF\xBB\xBF" PASS, SW_SYNTAX_JSON, FALSE, 2 },
    { "b.asl.json", "{\"StartAt\": \"A\",", SW_SYNTAX_JSON, TRUE, 0 },
    { "empty.asl.json", "", SW_SYNTAX_JSON, TRUE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { NULL };

      begin (&fixture, cases[i].name, cases[i].text, -1);
      g_assert_true (load (&fixture, NULL));
      g_assert_cmpint (sw_document_get_syntax (fixture.document), ==, cases[i].syntax);
      g_assert_false (sw_document_get_pending (fixture.document));
      g_assert_cmpint (sw_document_get_stale (fixture.document), ==, cases[i].broken);
      g_assert_cmpuint (sw_model_get_states (sw_document_get_model (fixture.document))->len, ==,
                        cases[i].n_states);
      end (&fixture);
    }
}

/* Nobody asks for it: it ends by itself. */
static void
test_what_is_cancelled_is_let_go (void)
{
  g_autofree char *text = make_chain (2000);
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "cancelled.asl.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (SwHeadStart) head_start = sw_head_start_new (file);

      if (i % 2 == 1)
        sw_head_start_lay_out (head_start, SW_DIRECTION_DOWN, 1);
      sw_head_start_cancel (head_start);
    }
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/head-start/picture", test_the_picture_is_there_with_the_canvas);
  g_test_add_func ("/head-start/direction", test_another_direction_is_laid_out_anew);
  g_test_add_func ("/head-start/changed", test_a_file_that_changed_is_read_again);
  g_test_add_func ("/head-start/errors", test_errors_are_those_of_loading);
  g_test_add_func ("/head-start/texts", test_texts_are_read_as_their_names_say);
  g_test_add_func ("/head-start/cancelled", test_what_is_cancelled_is_let_go);
  return g_test_run ();
}
