/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-marks.h"

#include "app/source/sw-source-runs.h"

/* What is drawn into the code: waves under problems, signs in the gutter, a band behind the
 * selected state. */

typedef struct
{
  const char    *name; /* of the tag in the buffer's tag table, and of the category of marks */
  PangoUnderline underline;
} Look;

static const Look looks[] = {
  [SW_SEVERITY_ERROR] = { "problem-error", PANGO_UNDERLINE_ERROR },
  [SW_SEVERITY_WARNING] = { "problem-warning", PANGO_UNDERLINE_ERROR },
  [SW_SEVERITY_HINT] = { "problem-hint", PANGO_UNDERLINE_SINGLE },
};

#define SELECTED_TAG "selected-state"

static GtkTextTag *
lookup_tag (SwDocument *document,
            const char *name)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));

  return gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), name);
}

/**
 * sw_source_marks_get_category:
 *
 * Returns: (transfer none): of the marks at the lines with problems of a severity
 */
const char *
sw_source_marks_get_category (SwSeverity severity)
{
  return looks[severity].name;
}

/**
 * sw_source_marks_dup_text:
 * @line: of the buffer, from 0
 *
 * Returns: (transfer full) (nullable): the messages of all problems that begin in a line
 */
char *
sw_source_marks_dup_text (SwDocument *document,
                          guint       line)
{
  GListModel *problems = sw_document_get_diagnostics (document);
  g_autoptr (GString) text = g_string_new (NULL);

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
  return text->len > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

/**
 * sw_source_marks_attach:
 *
 * Prepares the document's buffer for the drawing of problems and selection; once per document.
 */
void
sw_source_marks_attach (SwDocument *document)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));

  gtk_text_buffer_create_tag (buffer, SELECTED_TAG, NULL);
  for (int severity = G_N_ELEMENTS (looks) - 1; severity >= 0; severity--)
    gtk_text_buffer_create_tag (buffer, looks[severity].name, "underline",
                                looks[severity].underline, NULL);
}

/**
 * sw_source_marks_set_colors:
 * @problems: (array fixed-size=3): by severity
 * @selected: of the band behind the selected state, with its own opacity
 */
void
sw_source_marks_set_colors (SwDocument    *document,
                            const GdkRGBA *problems,
                            const GdkRGBA *selected)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    g_object_set (lookup_tag (document, looks[i].name), "underline-rgba", &problems[i], NULL);
  g_object_set (lookup_tag (document, SELECTED_TAG), "paragraph-background-rgba", selected, NULL);
}

/* A problem without extent (something is missing there) is shown on the character before; one of
 * many lines, an object say, on its first. */
static void
get_range (SwDocument  *document,
           SwSpan       span,
           GtkTextIter *start,
           GtkTextIter *end)
{
  sw_document_get_iter_at_byte (document, span.start, start);
  *end = *start;
  if (span.end > span.start)
    {
      GtkTextIter line_end = *start;

      sw_document_get_iter_at_byte (document, span.end, end);
      if (!gtk_text_iter_ends_line (&line_end))
        gtk_text_iter_forward_to_line_end (&line_end);
      if (gtk_text_iter_compare (&line_end, end) < 0
          && gtk_text_iter_compare (start, &line_end) < 0)
        *end = line_end;
    }
  else if (!gtk_text_iter_backward_char (start))
    gtk_text_iter_forward_char (end);
}

static void
clear_between (GtkTextBuffer     *buffer,
               const GtkTextIter *start,
               const GtkTextIter *end)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      GtkTextTag *tag
          = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), looks[i].name);

      sw_source_runs_clear (buffer, tag, start, end);
      gtk_source_buffer_remove_source_marks (GTK_SOURCE_BUFFER (buffer), start, end, looks[i].name);
    }
}

/* Draws problem INDEX unless it begins outside of the range. Returns: whether it begins in it. */
static gboolean
draw_within (SwDocument        *document,
             guint              index,
             const GtkTextIter *from,
             const GtkTextIter *to)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (sw_document_get_buffer (document));
  g_autoptr (SwProblem) problem
      = g_list_model_get_item (sw_document_get_diagnostics (document), index);
  const Look *look = &looks[sw_problem_get_severity (problem)];
  GtkTextIter start, end;

  get_range (document, sw_problem_get_span (problem), &start, &end);
  if (gtk_text_iter_compare (&start, from) < 0 || gtk_text_iter_compare (&start, to) > 0)
    return FALSE;
  gtk_text_buffer_apply_tag_by_name (buffer, look->name, &start, &end);
  /* The gutter draws marks at the start of a line only. */
  gtk_text_iter_set_line_offset (&start, 0);
  gtk_source_buffer_create_source_mark (GTK_SOURCE_BUFFER (buffer), NULL, look->name, &start);
  return TRUE;
}

/* The lines from that of the problem before what has changed to that of the one behind it: what is
 * drawn for a problem does not leave its line. */
static void
get_changed_lines (SwDocument  *document,
                   guint        position,
                   guint        added,
                   GtkTextIter *from,
                   GtkTextIter *to)
{
  GListModel *problems = sw_document_get_diagnostics (document);
  g_autoptr (SwProblem) before
      = position > 0 ? g_list_model_get_item (problems, position - 1) : NULL;
  g_autoptr (SwProblem) behind = g_list_model_get_item (problems, position + added);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (sw_document_get_buffer (document)), from, to);
  if (before != NULL)
    sw_document_get_iter_at_byte (document, sw_problem_get_span (before).start, from);
  if (behind != NULL)
    sw_document_get_iter_at_byte (document, sw_problem_get_span (behind).start, to);
  /* One without extent is drawn on the character before, which may be in the line before. */
  gtk_text_iter_backward_line (from);
  gtk_text_iter_set_line_offset (from, 0);
  if (!gtk_text_iter_ends_line (to))
    gtk_text_iter_forward_to_line_end (to);
}

/**
 * sw_source_marks_update:
 * @position: of the first problem that has changed in the list
 * @removed: how many there were
 * @added: how many there are now
 *
 * Draws the document's present problems in place of the earlier ones; of the others nothing is
 * touched, their marks moved with the text.
 */
void
sw_source_marks_update (SwDocument *document,
                        guint       position,
                        guint       removed,
                        guint       added)
{
  guint count = g_list_model_get_n_items (sw_document_get_diagnostics (document));
  GtkTextIter from, to;

  get_changed_lines (document, position, added, &from, &to);
  clear_between (GTK_TEXT_BUFFER (sw_document_get_buffer (document)), &from, &to);
  for (guint i = position; i > 0 && draw_within (document, i - 1, &from, &to);)
    i--;
  for (guint i = position; i < position + added; i++)
    draw_within (document, i, &from, &to);
  for (guint i = position + added; i < count && draw_within (document, i, &from, &to);)
    i++;
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
      sw_source_runs_clear (buffer, tag, &first, &last);
      return;
    }
  sw_document_get_iter_at_byte (document, state->node->key.start, &start);
  sw_document_get_iter_at_byte (document, state->node->span.end, &end);
  gtk_text_iter_set_line_offset (&start, 0);
  if (is_tagged (tag, &start, &end))
    return;
  sw_source_runs_clear (buffer, tag, &first, &last);
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
