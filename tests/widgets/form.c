/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "form.h"

#include "editors.h"

/* The state under test is A; B is there to be led to. */
char *
form_dup_machine (const char *language,
                  const char *state)
{
  return g_strdup_printf (
      "{ \"QueryLanguage\": \"%s\", \"StartAt\": \"A\", \"States\": { \"A\": %s, "
      "\"B\": { \"Type\": \"Succeed\" } } }",
      language, state);
}

void
form_open_machine (Form       *form,
                   const char *text)
{
  form->document = sw_document_new_from_text (text);
  form->inspector = g_object_ref_sink (g_object_new (SW_TYPE_INSPECTOR, NULL));
  form->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (form->window), 360, 800);
  adw_window_set_content (ADW_WINDOW (form->window), GTK_WIDGET (form->inspector));
  sw_inspector_set_document (form->inspector, form->document);
  sw_document_set_selected (form->document, "/States/A");
}

void
form_open (Form       *form,
           const char *language,
           const char *state)
{
  g_autofree char *text = form_dup_machine (language, state);

  form_open_machine (form, text);
}

void
form_close (Form *form)
{
  gtk_window_destroy (GTK_WINDOW (form->window));
  g_assert_finalize_object (form->inspector);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (form->document);
}

GtkWidget *
form_get_row (Form       *form,
              const char *field)
{
  GtkWidget *row = sw_inspector_get_row (form->inspector, field);

  g_assert_nonnull (row);
  return row;
}

GtkWidget *
form_find_by_tooltip (GtkWidget  *widget,
                      const char *tooltip)
{
  GtkWidget *found = g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = form_find_by_tooltip (child, tooltip);
  return found;
}

char *
form_dup_labels (GtkWidget *widget)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s|", gtk_label_get_label (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      g_autofree char *inner = form_dup_labels (child);

      g_string_append (text, inner);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
form_dup_state (Form *form)
{
  SwTree *tree = sw_document_get_tree (form->document);
  const SwNode *node = sw_tree_resolve (tree, "/States/A");

  return g_strndup (sw_tree_get_text (tree, NULL) + node->span.start, sw_span_length (node->span));
}

void
form_choose (GtkWidget  *row,
             const char *word)
{
  AdwComboRow *list =
      ADW_COMBO_ROW (ADW_IS_COMBO_ROW (row) ? row : editors_find (row, ADW_TYPE_COMBO_ROW, 0));
  GListModel *model = adw_combo_row_get_model (list);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), word))
      {
        adw_combo_row_set_selected (list, i);
        return;
      }
  g_error ("there is no item “%s”", word);
}

void
form_commit (Form *form)
{
  sw_document_flush (form->document);
}

void
form_act (Form       *form,
          GtkWidget  *row,
          FormGesture action,
          const char *text)
{
  switch (action)
    {
    case TYPE:
      editors_set (editors_get (row), text);
      form_commit (form);
      break;
    case CHOOSE:
      form_choose (row, text);
      break;
    case SWITCH:
      adw_expander_row_set_enable_expansion (
          ADW_EXPANDER_ROW (row), !adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)));
      break;
    case PRESS:
    default:
      g_signal_emit_by_name (form_find_by_tooltip (row, text), "clicked");
      break;
    }
}
