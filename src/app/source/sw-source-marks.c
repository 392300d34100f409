/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-marks.h"

/* What is drawn into the code: waves under problems, signs in the gutter, a band behind the
 * selected state. */

typedef struct
{
  const char *tag;      /* in the buffer's tag table */
  const char *category; /* of marks in the gutter */
  const char *icon;
} Look;

static const Look looks[] = {
  [SW_SEVERITY_ERROR] = { "problem-error", "problem-error", "dialog-error-symbolic" },
  [SW_SEVERITY_WARNING] = { "problem-warning", "problem-warning", "dialog-warning-symbolic" },
  [SW_SEVERITY_HINT] = { "problem-hint", "problem-hint", "dialog-information-symbolic" },
};

#define SELECTED_TAG "selected-state"

static GtkTextTag *
lookup_tag (SwDocument *document,
            const char *name)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));

  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
}

/* All messages of the line MARK stands in. */
static char *
query_mark_tooltip_cb (GtkSourceMarkAttributes *attributes,
                       GtkSourceMark           *mark,
                       gpointer                 user_data)
{
  SwDocument *document = user_data;
  GListModel *problems = sw_document_get_diagnostics (document);
  GString *text = g_string_new (NULL);
  GtkTextIter place;
  guint line;

  gtk_text_buffer_get_iter_at_mark (GTK_TEXT_BUFFER (sw_document_get_buffer (document)), &place,
                                    GTK_TEXT_MARK (mark));
  line = gtk_text_iter_get_line (&place);
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);
      GtkTextIter start;

      sw_document_get_iter_at_byte (document, sw_problem_get_span (problem).start, &start);
      if (gtk_text_iter_get_line (&start) != (int) line)
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, sw_problem_get_message (problem));
    }
  return g_string_free_and_steal (text);
}

/**
 * sw_source_marks_attach:
 *
 * Prepares the document's buffer and the view for the drawing of problems and selection; once per
 * document.
 */
void
sw_source_marks_attach (GtkSourceView *view,
                        SwDocument    *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));

  gtk_text_buffer_create_tag (buffer, SELECTED_TAG, NULL);
  for (int severity = G_N_ELEMENTS (looks) - 1; severity >= 0; severity--)
    {
      g_autoptr (GtkSourceMarkAttributes) attributes = gtk_source_mark_attributes_new ();

      gtk_text_buffer_create_tag (buffer, looks[severity].tag, "underline", PANGO_UNDERLINE_ERROR,
                                  NULL);
      gtk_source_mark_attributes_set_icon_name (attributes, looks[severity].icon);
      g_signal_connect_object (attributes, "query-tooltip-text", G_CALLBACK (query_mark_tooltip_cb),
                               document, 0);
      gtk_source_view_set_mark_attributes (view, looks[severity].category, attributes,
                                           G_N_ELEMENTS (looks) - severity);
    }
}

/**
 * sw_source_marks_set_colors:
 * @selected: of the band behind the selected state, with its own opacity
 */
void
sw_source_marks_set_colors (SwDocument    *document,
                            const GdkRGBA *error,
                            const GdkRGBA *warning,
                            const GdkRGBA *selected)
{
  g_object_set (lookup_tag (document, looks[SW_SEVERITY_ERROR].tag), "underline-rgba", error, NULL);
  g_object_set (lookup_tag (document, looks[SW_SEVERITY_WARNING].tag), "underline-rgba", warning,
                NULL);
  g_object_set (lookup_tag (document, SELECTED_TAG), "paragraph-background-rgba", selected, NULL);
}

/* A problem without extent (something is missing there) is shown on the character before. */
static void
get_range (SwDocument  *document,
           SwSpan       span,
           GtkTextIter *start,
           GtkTextIter *end)
{
  sw_document_get_iter_at_byte (document, span.start, start);
  *end = *start;
  if (span.end > span.start)
    sw_document_get_iter_at_byte (document, span.end, end);
  else if (!gtk_text_iter_backward_char (start))
    gtk_text_iter_forward_char (end);
}

/**
 * sw_source_marks_update:
 *
 * Draws the document's present problems in place of the earlier ones.
 */
void
sw_source_marks_update (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  GListModel *problems = sw_document_get_diagnostics (document);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      gtk_text_buffer_remove_tag_by_name (buffer, looks[i].tag, &start, &end);
      gtk_source_buffer_remove_source_marks (GTK_SOURCE_BUFFER (buffer), &start, &end,
                                             looks[i].category);
    }
  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);
      const Look *look = &looks[sw_problem_get_severity (problem)];

      get_range (document, sw_problem_get_span (problem), &start, &end);
      gtk_text_buffer_apply_tag_by_name (buffer, look->tag, &start, &end);
      /* The gutter draws marks at the start of a line only. */
      gtk_text_iter_set_line_offset (&start, 0);
      gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (buffer), NULL, look->category,
                                            &start);
    }
}

/* The band moves with the text; drawing it anew lays all its lines out anew. */
static gboolean
is_tagged (GtkTextTag        *tag,
           const GtkTextIter *start,
           const GtkTextIter *end)
{
  GtkTextIter toggle = *start;

  return gtk_text_iter_starts_tag (start, tag) && gtk_text_iter_forward_to_tag_toggle (&toggle, tag)
         && gtk_text_iter_equal (&toggle, end);
}

/**
 * sw_source_marks_select:
 *
 * Draws the band behind the lines of the selected state, and behind nothing else.
 */
void
sw_source_marks_select (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  const char *selected = sw_document_get_selected (document);
  GtkTextTag *tag = lookup_tag (document, SELECTED_TAG);
  GtkTextIter start, end, first, last;
  SwState *state = NULL;

  if (selected != NULL)
    state = sw_model_find_pointer (sw_document_get_live_model (document), selected);
  gtk_text_buffer_get_bounds (buffer, &first, &last);
  if (state == NULL)
    {
      gtk_text_buffer_remove_tag (buffer, tag, &first, &last);
      return;
    }
  sw_document_get_iter_at_byte (document, state->node->key.start, &start);
  sw_document_get_iter_at_byte (document, state->node->span.end, &end);
  gtk_text_iter_set_line_offset (&start, 0);
  if (is_tagged (tag, &start, &end))
    return;
  gtk_text_buffer_remove_tag (buffer, tag, &first, &last);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/**
 * sw_source_marks_dup_at:
 *
 * Returns: (transfer full) (nullable): the narrowest problem drawn at a place
 */
SwProblem *
sw_source_marks_dup_at (SwDocument        *document,
                        const GtkTextIter *iter)
{
  GListModel *problems = sw_document_get_diagnostics (document);
  g_autoptr (SwProblem) found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (SwProblem) problem = g_list_model_get_item (problems, i);
      GtkTextIter start, end;

      get_range (document, sw_problem_get_span (problem), &start, &end);
      if (gtk_text_iter_in_range (iter, &start, &end)
          && (found == NULL
              || sw_span_length (sw_problem_get_span (problem))
                     < sw_span_length (sw_problem_get_span (found))))
        g_set_object (&found, problem);
    }
  return g_steal_pointer (&found);
}
