/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-completion-question.h"

#include <string.h>

#include "app/source/sw-last-run.h"
#include "asl/rules/sw-rule-text-scan.h"

struct _SwQuestion
{
  SwProposals *proposals;
  SwInnerText *inner;  /* of an editor of one field; else NULL */
  char        *text;   /* of the code, or of an editor that holds a line of its own; else NULL */
  gboolean     is_rule; /* it is such a line */
  gsize        length; /* of the whole text */
  gsize        caret;  /* byte of what the view shows */
  gsize        offset; /* byte of the whole text */
  SwSyntax     syntax;
  SwSample     sample; /* of the state that the caret is in, from the last run */
};

/* The code: the caret selects the state it is in. */
static char *
ask_code (SwQuestion *self,
          SwDocument *document)
{
  SwState *state = sw_document_get_selected_state (document);

  self->offset = self->caret;
  self->text = sw_document_dup_text (document, &self->length);
  self->syntax = sw_tree_get_syntax (sw_document_get_tree (document));
  return state != NULL ? g_strdup (state->pointer) : NULL;
}

static char *
dup_whole (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_slice (buffer, &start, &end, TRUE);
}

/* One field, at its place in the code; nothing where that is gone */
static char *
ask_inner (SwQuestion        *self,
           GtkTextBuffer     *buffer,
           const SwInnerView *inner,
           GObject           *owner)
{
  self->syntax = SW_SYNTAX_JSON;
  self->inner = owner != NULL ? inner->dup_text (owner, self->caret) : NULL;
  if (self->inner == NULL)
    {
      self->is_rule = inner->is_rule;
      self->text = self->is_rule ? dup_whole (buffer) : g_strdup ("");
      self->offset = self->is_rule ? self->caret : 0;
      return NULL;
    }
  sw_inner_text_get (self->inner, &self->length);
  self->offset = sw_inner_text_to_outer (self->inner, self->caret);
  return inner->dup_state (owner);
}

/**
 * sw_question_new:
 * @buffer: with the caret at the place: that of @document, or of an editor of one of its fields
 * @inner: (nullable): of such an editor
 * @owner: (nullable): of it, where it still lives
 *
 * Returns: (transfer full): the question
 */
SwQuestion *
sw_question_new (SwDocument        *document,
                 GtkTextBuffer     *buffer,
                 const SwInnerView *inner,
                 GObject           *owner)
{
  SwQuestion *self = g_new0 (SwQuestion, 1);
  GtkTextIter start, caret;
  g_autofree char *before = NULL;
  g_autofree char *state = NULL;

  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  before = gtk_text_buffer_get_slice (buffer, &start, &caret, TRUE);
  self->proposals = sw_proposals_new (buffer);
  self->caret = strlen (before);
  state = inner != NULL ? ask_inner (self, buffer, inner, owner) : ask_code (self, document);
  if (state != NULL)
    sw_last_run_find_sample (document, state, &self->sample);
  return self;
}

/**
 * sw_question_free:
 *
 * Frees the question; its proposals live on with whoever shows them.
 */
void
sw_question_free (SwQuestion *self)
{
  sw_proposals_unref (self->proposals);
  sw_inner_text_free (self->inner);
  g_free (self->text);
  sw_sample_clear (&self->sample);
  g_free (self);
}

/**
 * sw_question_get_length:
 *
 * Returns: bytes that are to be read for an answer
 */
gsize
sw_question_get_length (const SwQuestion *self)
{
  return self->length;
}

/**
 * sw_question_get_proposals:
 *
 * Returns: (transfer none): the proposals, once answered
 */
SwProposals *
sw_question_get_proposals (SwQuestion *self)
{
  return self->proposals;
}

/**
 * sw_question_forget_run:
 *
 * Leaves out what the last run tells: its values are not counted for threads.
 */
void
sw_question_forget_run (SwQuestion *self)
{
  sw_sample_clear (&self->sample);
}

/**
 * sw_question_answer:
 *
 * Reads the text and finds out. May be called in a thread.
 *
 * Returns: (transfer full): the answer
 */
SwAssist *
sw_question_answer (const SwQuestion *self)
{
  gsize length = self->length;
  const char *text = self->inner != NULL ? sw_inner_text_get (self->inner, &length) : self->text;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (SwModel) model = NULL;
  SwAssistData data = { .input = self->sample.input,
                        .result = self->sample.result,
                        .output = self->sample.output,
                        .variables = self->sample.variables,
                        .context = self->sample.context };

  if (self->is_rule)
    return sw_rule_text_assist (self->text, self->offset);
  tree = sw_tree_parse_as (text, (gssize) length, self->syntax);
  model = sw_model_new (tree);
  return sw_assist_new (model, self->offset, &data);
}

/**
 * sw_question_take_answer:
 * @take_assist: (transfer full): of sw_question_answer()
 *
 * Gives the proposals their answer, once.
 */
void
sw_question_take_answer (SwQuestion *self,
                         SwAssist   *take_assist)
{
  if (self->inner != NULL)
    sw_proposals_answer_inner (self->proposals, take_assist, self->inner, self->caret);
  else
    sw_proposals_answer (self->proposals, take_assist, self->text, self->offset);
}
