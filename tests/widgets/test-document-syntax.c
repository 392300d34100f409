/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/document/sw-document.h"

#include <string.h>

/* What a document is written in. */

#define YAML                                                                                       \
  "# A machine\nStartAt: A\nStates:\n  A:\n    Type: Pass   # x\n    Next: B\n  B: {Type: Succeed}\n"
#define JSON "{\"StartAt\": \"A\", \"States\": {\"A\": {\"Type\": \"Succeed\"}}}"

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  GAsyncResult **answer = user_data;

  *answer = g_object_ref (result);
}

/* A document loaded from a file of this name */
static SwDocument *
open_file (const char *name,
           const char *text)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  SwDocument *document = sw_document_new ();

  g_mkdir_with_parents (g_get_user_data_dir (), 0700);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  sw_document_load_async (document, file, NULL, answer_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (sw_document_load_finish (document, result, NULL));
  return document;
}

/* NULL for JSON, which the pane colours itself */
static const char *
get_language (SwDocument *document)
{
  GtkSourceLanguage *language = gtk_source_buffer_get_language (sw_document_get_buffer (document));

  return language != NULL ? gtk_source_language_get_id (language) : NULL;
}

static void
test_the_name_says_the_syntax (void)
{
  static const struct
  {
    const char *name;
    const char *text;
    SwSyntax    syntax;
    const char *language;
  } cases[] = {
    { "a.asl.yaml", YAML, SW_SYNTAX_YAML, "yaml" },
    { "a.yml", YAML, SW_SYNTAX_YAML, "yaml" },
    { "a.asl.json", JSON, SW_SYNTAX_JSON, NULL },
    { "b.asl.yaml", JSON, SW_SYNTAX_YAML, "yaml" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (SwDocument) document = open_file (cases[i].name, cases[i].text);

      g_assert_cmpint (sw_document_get_syntax (document), ==, cases[i].syntax);
      g_assert_cmpstr (get_language (document), ==, cases[i].language);
      g_assert_false (sw_document_get_stale (document));
      g_assert_false (sw_document_get_modified (document));
      g_assert_nonnull (sw_model_find_state (sw_document_get_model (document), "A"));
    }
}

static void
test_a_copy_in_json_is_new (void)
{
  g_autoptr (SwDocument) document = open_file ("order.asl.yaml", YAML);
  g_autoptr (SwDocument) copy = sw_document_new_converted (document, SW_SYNTAX_JSON, NULL);
  g_autofree char *text = sw_document_dup_text (document, NULL);
  g_autofree char *copied = sw_document_dup_text (copy, NULL);

  g_assert_cmpstr (text, ==, YAML);
  g_assert_true (g_str_has_prefix (copied, "{\n  \"StartAt\": \"A\",\n"));
  g_assert_cmpstr (sw_document_get_title (copy), ==, "order.asl.json");
  g_assert_cmpint (sw_document_get_syntax (copy), ==, SW_SYNTAX_JSON);
  g_assert_null (sw_document_get_file (copy));
  g_assert_true (sw_document_get_modified (copy));
  g_assert_false (sw_document_get_modified (document));
}

static void
test_what_is_converted_stays_so (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (JSON);
  g_autofree char *text = NULL;

  g_assert_true (sw_document_convert (document, SW_SYNTAX_YAML, NULL));
  text = sw_document_dup_text (document, NULL);
  g_assert_cmpstr (text, ==, "StartAt: A\nStates:\n  A:\n    Type: Succeed\n");
  g_assert_cmpstr (get_language (document), ==, "yaml");
  g_assert_false (sw_document_get_stale (document));
  g_assert_false (sw_document_can_undo (document));
  g_assert_true (sw_document_get_modified (document));
}

static void
test_a_broken_text_is_not_converted (void)
{
  g_autoptr (SwDocument) document = open_file ("broken.asl.yaml", "StartAt: \"A\nStates: {}\n");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_null (sw_document_new_converted (document, SW_SYNTAX_JSON, &error));
  g_assert_nonnull (strstr (error->message, "Line 1, column 10"));
  g_assert_false (sw_document_convert (document, SW_SYNTAX_JSON, NULL));
  text = sw_document_dup_text (document, NULL);
  g_assert_cmpstr (text, ==, "StartAt: \"A\nStates: {}\n");
}

static void
refused_cb (SwDocument *document,
            const char *text,
            char      **told)
{
  g_set_str (told, text);
}

static void
test_an_operation_on_shared_yaml_is_refused (void)
{
  g_autoptr (SwDocument) document = open_file (
      "shared.asl.yaml", "StartAt: A\nStates:\n  A: &a\n    Type: Succeed\n  B: *a\n");
  g_autofree char *told = NULL;
  GError *error = NULL;
  SwOpsResult *result =
      sw_ops_set_field (sw_document_get_model (document), "/States/A", "Comment", "\"x\"", &error);

  g_signal_connect (document, "refused", G_CALLBACK (refused_cb), &told);
  g_assert_null (result);
  g_assert_false (sw_document_take_result (document, NULL, error, NULL));
  g_assert_nonnull (strstr (told, "&a"));
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document-syntax/by-name", test_the_name_says_the_syntax);
  g_test_add_func ("/document-syntax/copy", test_a_copy_in_json_is_new);
  g_test_add_func ("/document-syntax/converted", test_what_is_converted_stays_so);
  g_test_add_func ("/document-syntax/broken", test_a_broken_text_is_not_converted);
  g_test_add_func ("/document-syntax/refused", test_an_operation_on_shared_yaml_is_refused);
  return g_test_run ();
}
