/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "document.h"

/* Loading, saving, and others who write the same file. */

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
      SwSaveFlags  flags,
      GError     **error)
{
  Answer answer = { NULL };
  gboolean saved;

  sw_document_save_async (document, file, flags, NULL, answer_cb, &answer);
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
  document_type (document, 0, "x");
  g_assert_true (sw_document_get_modified (document));
  sw_document_undo (document);
  g_assert_false (sw_document_get_modified (document));
  g_assert_true (save (document, file, SW_SAVE_DEFAULT, &error));
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
  document_type (document, 0, " ");
  write_as_somebody_else (file, "{}");
  g_assert_false (save (document, file, SW_SAVE_DEFAULT, &error));
  g_assert_error (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_CHANGED);
  g_assert_true (sw_document_get_outdated (document));
  g_assert_true (sw_document_get_modified (document));
  g_clear_error (&error);

  g_assert_true (save (document, file, SW_SAVE_OVERWRITE, &error));
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

/* What is nowhere else counts as changed, until it is somewhere again. */
static void
test_a_file_that_is_gone_is_noticed (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();

  g_assert_true (load (document, file, NULL));
  g_assert_false (sw_document_get_modified (document));
  g_assert_true (g_file_delete (file, NULL, NULL));
  while (!sw_document_get_file_gone (document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sw_document_get_modified (document));
  write_as_somebody_else (file, MACHINE);
  while (sw_document_get_file_gone (document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (sw_document_get_modified (document));
  g_assert_false (sw_document_get_outdated (document));
}

/* What was typed while the file was written is still to save. */
static void
test_typing_while_saving_stays_modified (void)
{
  g_autoptr (GFile) file = create_file ("", 0);
  g_autoptr (SwDocument) document = sw_document_new_from_text ("{}");
  Answer answer = { NULL };

  sw_document_save_async (document, file, SW_SAVE_OVERWRITE, NULL, answer_cb, &answer);
  document_type (document, 2, " ");
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
      document_type (document, 1, i % 2 == 0 ? " " : "\n");
      sw_document_save_async (document, file, SW_SAVE_DEFAULT, NULL, answer_cb, &answers[i]);
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
  sw_document_save_async (document, file, SW_SAVE_DEFAULT, NULL, answer_cb, &answers[0]);
  sw_document_save_async (document, other, SW_SAVE_OVERWRITE, NULL, answer_cb, &answers[1]);
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
  document_type (document, 1, " ");
  sw_document_save_async (document, file, SW_SAVE_DEFAULT, NULL, answer_cb, &answers[0]);
  sw_document_undo (document);
  sw_document_save_async (document, file, SW_SAVE_DEFAULT, NULL, answer_cb, &answers[1]);
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

  document_type (document, 1, " ");
  sw_document_save_async (document, file, SW_SAVE_OVERWRITE, NULL, answer_cb, &answer);
  sw_document_set_values (document, "{\"a\":1}");
  g_assert_true (sw_document_save_finish (document, wait_for (&answer), NULL));
  g_object_unref (answer.result);
  g_assert_false (sw_document_get_modified (document));
}

/* A file with several names is asked about once: the choice holds while the document has that file. */
static void
test_names_are_asked_about_once (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *other = g_strconcat (path, ".other", NULL), *saved = NULL;
  g_autoptr (SwDocument) document = sw_document_new ();
  g_autoptr (GError) error = NULL;

  g_unlink (other);
  g_assert_cmpint (link (path, other), ==, 0);
  g_assert_true (load (document, file, NULL));
  document_type (document, 0, " ");
  g_assert_false (save (document, file, SW_SAVE_DEFAULT, &error));
  g_assert_error (error, SW_DOCUMENT_ERROR, SW_DOCUMENT_ERROR_LINKED);
  g_assert_true (sw_document_get_modified (document));
  g_assert_false (sw_document_get_outdated (document));
  g_clear_error (&error);
  g_assert_true (save (document, file, SW_SAVE_ALL_NAMES, &error));
  document_type (document, 0, " ");
  g_assert_true (save (document, file, SW_SAVE_DEFAULT, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (other, &saved, NULL, NULL));
  g_assert_cmpstr (saved, ==, "  " MACHINE);
  g_unlink (other);
}

/* What is opened by a link is followed where that leads. */
static void
test_changes_behind_a_link_are_noticed (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autofree char *folder = g_dir_make_tmp ("stepwright-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "link.asl.json", NULL);
  g_autoptr (GFile) shortcut = g_file_new_for_path (path);
  g_autoptr (SwDocument) document = sw_document_new ();

  g_assert_true (g_file_make_symbolic_link (shortcut, g_file_peek_path (file), NULL, NULL));
  g_assert_true (load (document, shortcut, NULL));
  write_as_somebody_else (file, "{}");
  while (!sw_document_get_outdated (document))
    g_main_context_iteration (NULL, TRUE);
  g_unlink (path);
  g_rmdir (folder);
}

/* Without a monitor's help: as a window does that gets the keyboard back */
static void
test_a_file_is_looked_at_when_asked (void)
{
  g_autoptr (GFile) file = create_file (MACHINE, -1);
  g_autoptr (SwDocument) document = sw_document_new ();
  g_autofree char *path = g_file_get_path (file), *folder = g_path_get_dirname (path);
  g_autofree char *moved = g_strconcat (folder, "-moved", NULL);

  g_assert_true (load (document, file, NULL));
  /* The monitor stays with the folder that has gone. */
  g_assert_cmpint (g_rename (folder, moved), ==, 0);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "{}", -1, NULL));
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, FALSE);
  sw_document_check_file (document);
  while (!sw_document_get_outdated (document))
    g_main_context_iteration (NULL, TRUE);
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
add_tables (void)
{
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
  g_test_add_func ("/document/file/saves-wait", test_saves_wait_for_each_other);
  g_test_add_func ("/document/file/a-failed-save", test_a_failed_save_lets_the_next_one_try);
  g_test_add_func ("/document/file/undone-while-saving", test_undone_while_saving);
  g_test_add_func ("/document/file/values-while-saving", test_values_while_saving_change_nothing);
  g_test_add_func ("/document/file/not-over-others", test_save_does_not_overwrite_others);
  g_test_add_func ("/document/file/noticed", test_changes_on_disk_are_noticed);
  g_test_add_func ("/document/file/gone", test_a_file_that_is_gone_is_noticed);
  g_test_add_func ("/document/file/reload", test_reload_is_an_undo_step);
  g_test_add_func ("/document/file/typing-while-saving", test_typing_while_saving_stays_modified);
  g_test_add_func ("/document/file/names-are-asked-about-once", test_names_are_asked_about_once);
  g_test_add_func ("/document/file/noticed-behind-a-link", test_changes_behind_a_link_are_noticed);
  g_test_add_func ("/document/file/looked-at", test_a_file_is_looked_at_when_asked);
  g_test_add_func ("/document/file/example", test_an_example_has_no_file);
  return g_test_run ();
}
