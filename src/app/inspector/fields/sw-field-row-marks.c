/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <string.h>

#include "app/inspector/fields/sw-field-colors.h"
#include "app/inspector/fields/sw-field-text.h"

/* Waves in a row's editor under what is wrong: with what was typed, as far as it cannot be written;
 * with what is written, as the checker finds. */

/* Draws what is wrong between two bytes of what was typed; ERROR is NULL where nothing is: then
 * what was drawn goes, as places in the text have changed. */
void
_sw_field_row_mark_error (SwFieldRow *self,
                          gsize       start,
                          gsize       end,
                          const char *error)
{
  GtkTextBuffer *buffer = _sw_field_row_get_buffer (self);
  GArray *marks = NULL;

  if (buffer == NULL)
    return;
  if (error != NULL)
    {
      marks = _sw_field_marks_new ();
      _sw_field_marks_add (marks, (SwSpan) { start, end }, SW_SEVERITY_ERROR, error);
    }
  _sw_field_colors_mark (buffer, SW_FIELD_MARKS_TYPED, marks);
}

/* The path in a line of text that is NODE's */
static gboolean
find_in_rule (const char   *text,
              const SwNode *node,
              SwSpan       *span)
{
  g_autofree char *path = node->kind == SW_NODE_STRING ? sw_node_dup_string (node, NULL) : NULL;
  const char *found = path != NULL && *path == '$' ? strstr (text, path) : NULL;

  if (found == NULL)
    return FALSE;
  span->start = (gsize) (found - text);
  span->end = span->start + strlen (path);
  return TRUE;
}

/* Bytes of WITHIN, which says the same as NODE, that are SPAN of NODE; of what is spelled over
 * several lines, or in YAML, all of it */
static SwSpan
move_span (SwSpan        span,
           const SwNode *node,
           const SwNode *within)
{
  gsize length = sw_span_length (within->span);

  if (node->kind != SW_NODE_STRING || sw_span_length (node->span) != length
      || span.start < node->span.start || span.end > node->span.end)
    return within->span;
  return (SwSpan) { within->span.start + (span.start - node->span.start),
                    within->span.start + (span.end - node->span.start) };
}

/* What is typed, at its place in the whole definition */
typedef struct
{
  SwInnerText *text;
  SwTree      *tree;
} Placed;

static gboolean
place (SwFieldRow *self,
       const char *typed,
       Placed     *placed)
{
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  const char *whole;
  gsize length;

  *placed = (Placed) { NULL };
  if (*self->field->name == '\0')
    return FALSE;
  placed->text = sw_inner_text_new (tree, self->pointer, self->field->name, typed,
                                    sw_field_text_get_inner_kind (self->field, typed));
  if (placed->text == NULL)
    return FALSE;
  whole = sw_inner_text_get (placed->text, &length);
  placed->tree = sw_tree_parse (whole, (gssize) length);
  return TRUE;
}

static void
clear_placed (Placed *placed)
{
  g_clear_pointer (&placed->text, sw_inner_text_free);
  g_clear_pointer (&placed->tree, sw_tree_unref);
}

static gboolean
find_in_field (const Placed *placed,
               SwProblem    *problem,
               const SwNode *node,
               SwSpan       *span)
{
  const SwNode *within = sw_tree_resolve (placed->tree, sw_problem_get_pointer (problem));
  SwSpan outer;

  if (within == NULL)
    return FALSE;
  outer = move_span (sw_problem_get_span (problem), node, within);
  /* The quotes of a string that is shown without them are no part of what is typed. */
  sw_inner_text_to_inner (placed->text, outer.start, &span->start);
  sw_inner_text_to_inner (placed->text, outer.end, &span->end);
  return span->start < span->end;
}

/* Draws what the checker found of what is shown. PROBLEMS: SwProblem */
void
_sw_field_row_mark_problems (SwFieldRow *self,
                             GPtrArray  *problems)
{
  GtkTextBuffer *buffer = _sw_field_row_get_buffer (self);
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  g_autofree char *typed = buffer != NULL ? _sw_field_row_dup_typed (self) : NULL;
  g_autoptr (GArray) marks = NULL;
  Placed placed = { NULL };
  gboolean is_rule = self->kind == &_sw_field_row_rule;

  if (buffer == NULL)
    return;
  if (problems->len > 0 && !self->dirty && (is_rule || place (self, typed, &placed)))
    marks = _sw_field_marks_new ();
  for (guint i = 0; marks != NULL && i < problems->len; i++)
    {
      SwProblem *problem = problems->pdata[i];
      const SwNode *node = sw_tree_resolve (tree, sw_problem_get_pointer (problem));
      SwSpan span;

      if (node != NULL
          && (is_rule ? find_in_rule (typed, node, &span)
                      : find_in_field (&placed, problem, node, &span)))
        _sw_field_marks_add (marks, span, sw_problem_get_severity (problem),
                             sw_problem_get_message (problem));
    }
  clear_placed (&placed);
  _sw_field_colors_mark (buffer, SW_FIELD_MARKS_CHECKED, g_steal_pointer (&marks));
}
