/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>

#include "app/preferences/sw-preferences-dialog.h"
#include "app/preferences/sw-preferences.h"
#include "app/sw-paths.h"

/* What an Express machine may not have */
#define CALLBACK \
  "{ \"StartAt\": \"A\", \"States\": { \"A\": { \"Type\": \"Task\"," \
  " \"Resource\": \"arn:aws:states:::sqs:sendMessage.waitForTaskToken\", \"End\": true," \
  " \"TimeoutSeconds\": 60, \"Parameters\": { \"QueueUrl\": \"https://sqs.us-east-1.amazonaws.com/1/q\"," \
  "   \"MessageBody\": { \"Token.$\": \"$$.Task.Token\" } } } } }"

static GSettings *settings;

static void
test_documents_are_checked_as_their_type (void)
{
  g_autoptr (SwDocument) document = sw_document_new_from_text (CALLBACK);
  GListModel *problems = sw_document_get_diagnostics (document);

  sw_preferences_bind_document (settings, document);
  sw_document_settle (document);
  g_assert_cmpuint (g_list_model_get_n_items (problems), ==, 0);
  g_settings_set_string (settings, "machine-type", "express");
  sw_document_settle (document);
  g_assert_cmpuint (g_list_model_get_n_items (problems), ==, 1);
  g_settings_reset (settings, "machine-type");
  sw_document_settle (document);
  g_assert_cmpuint (g_list_model_get_n_items (problems), ==, 0);
}

static void
test_editors_follow (void)
{
  g_autoptr (GtkWidget) view = g_object_ref_sink (gtk_source_view_new ());

  sw_preferences_bind_view (settings, GTK_SOURCE_VIEW (view));
  g_assert_true (gtk_source_view_get_show_line_numbers (GTK_SOURCE_VIEW (view)));
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (view)), ==, GTK_WRAP_NONE);
  g_settings_set_boolean (settings, "show-line-numbers", FALSE);
  g_settings_set_boolean (settings, "wrap-lines", TRUE);
  g_assert_false (gtk_source_view_get_show_line_numbers (GTK_SOURCE_VIEW (view)));
  g_assert_cmpint (gtk_text_view_get_wrap_mode (GTK_TEXT_VIEW (view)), ==, GTK_WRAP_WORD_CHAR);
  g_settings_reset (settings, "show-line-numbers");
  g_settings_reset (settings, "wrap-lines");
}

static void
test_fonts_become_style_sheets (void)
{
  static const struct
  {
    const char *font;
    const char *css;
  } rows[] = {
    { "", "" },
    { "Source Code Pro 11",
      ":root { --monospace-font-family: \"Source Code Pro\", monospace; --monospace-font-size: 11.00pt; }" },
    { "Mono 10.5", ":root { --monospace-font-family: \"Mono\", monospace; --monospace-font-size: 10.50pt; }" },
    { "Fira \"Q\" 9", ":root { --monospace-font-family: \"Fira \\\"Q\\\"\", monospace; --monospace-font-size: 9.00pt; }" },
    { "Hack", ":root { --monospace-font-family: \"Hack\", monospace; }" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *css = sw_preferences_dup_font_css (rows[i].font);
      g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

      g_assert_cmpstr (css, ==, rows[i].css);
      /* A mistake in it would be a warning, which is fatal here. */
      gtk_css_provider_load_from_string (provider, css);
    }
}

static AdwComboRow *
get_row (GtkWidget *dialog, const char *name)
{
  return ADW_COMBO_ROW (gtk_widget_get_template_child (dialog, SW_TYPE_PREFERENCES_DIALOG, name));
}

/* Each choice of each list is written, and what is written is shown. */
static void
test_choices_go_both_ways (void)
{
  static const struct
  {
    const char *name;
    const char *key;
    const char *values[5];
  } rows[] = {
    { "language_row", "query-language", { "'jsonpath'", "'jsonata'" } },
    { "indent_row", "code-indent", { "uint32 2", "uint32 4", "uint32 8", "uint32 0" } },
    { "machine_row", "machine-type", { "'standard'", "'express'" } },
    { "direction_row", "diagram-direction", { "'down'", "'right'" } },
  };
  g_autoptr (GtkWidget) dialog =
      g_object_ref_sink (GTK_WIDGET (sw_preferences_dialog_new (settings)));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AdwComboRow *row = get_row (dialog, rows[i].name);

      for (guint j = 0; rows[i].values[j] != NULL; j++)
        {
          g_autoptr (GVariant) value =
              g_variant_ref_sink (g_variant_new_parsed (rows[i].values[j]));
          g_autoptr (GVariant) written = NULL;

          adw_combo_row_set_selected (row, j);
          written = g_settings_get_value (settings, rows[i].key);
          g_assert_true (g_variant_equal (written, value));
          g_settings_reset (settings, rows[i].key);
          g_settings_set_value (settings, rows[i].key, value);
          g_assert_cmpuint (adw_combo_row_get_selected (row), ==, j);
        }
      g_settings_reset (settings, rows[i].key);
    }
}

/* A value that the list does not have shows the next one, and stays. */
static void
test_an_unlisted_indentation_stays (void)
{
  g_autoptr (GtkWidget) dialog = NULL;

  g_settings_set_uint (settings, "code-indent", 3);
  dialog = g_object_ref_sink (GTK_WIDGET (sw_preferences_dialog_new (settings)));
  g_assert_cmpuint (adw_combo_row_get_selected (get_row (dialog, "indent_row")), ==, 1);
  g_assert_cmpuint (g_settings_get_uint (settings, "code-indent"), ==, 3);
  g_settings_reset (settings, "code-indent");
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  adw_init ();
  gtk_source_init ();
  settings = sw_paths_dup_settings ();
  g_assert_true (settings != NULL);
  g_test_add_func ("/preferences/machine-type", test_documents_are_checked_as_their_type);
  g_test_add_func ("/preferences/view", test_editors_follow);
  g_test_add_func ("/preferences/font", test_fonts_become_style_sheets);
  g_test_add_func ("/preferences/choices", test_choices_go_both_ways);
  g_test_add_func ("/preferences/unlisted", test_an_unlisted_indentation_stays);
  status = g_test_run ();
  g_object_unref (settings);
  return status;
}
