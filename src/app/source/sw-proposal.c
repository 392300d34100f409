/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-proposal.h"

#include <string.h>

/* Characters of TEXT between two bytes of it */
static int
count (const char *text,
       gsize       start,
       gsize       end)
{
  return (int) g_utf8_strlen (text + start, (gssize) (end - start));
}

/**
 * sw_proposals_new:
 * @buffer: with the caret where it is asked about
 *
 * Returns: (transfer full): the place, which is still to be answered
 */
SwProposals *
sw_proposals_new (GtkTextBuffer *buffer)
{
  SwProposals *self = g_new0 (SwProposals, 1);
  GtkTextIter caret;

  g_ref_count_init (&self->count);
  self->buffer = g_object_ref (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  self->left = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &caret, TRUE));
  self->right = g_object_ref (gtk_text_buffer_create_mark (buffer, NULL, &caret, FALSE));
  self->comma = -1;

  return self;
}

/**
 * sw_proposals_answer:
 * @take_assist: what is proposed
 * @text: of the buffer when it was asked
 * @offset: byte of the caret in @text
 *
 * Says once what can stand at the place.
 */
void
sw_proposals_answer (SwProposals *self,
                     SwAssist    *take_assist,
                     const char  *text,
                     gsize        offset)
{
  SwSpan span = sw_assist_get_span (take_assist);
  gsize comma;

  g_return_if_fail (self->assist == NULL);

  self->assist = take_assist;
  self->before = count (text, span.start, offset);
  self->after = count (text, offset, span.end);
  if (sw_assist_wants_comma (take_assist, &comma))
    self->comma = count (text, comma, offset);
}

/**
 * sw_proposals_answer_inner:
 * @take_assist: what is proposed in the whole of @text
 * @text: with what stood in the buffer when it was asked
 * @offset: byte of the caret in the buffer
 *
 * The same for a buffer that holds one field. What would be changed outside of it is not.
 */
void
sw_proposals_answer_inner (SwProposals       *self,
                           SwAssist          *take_assist,
                           const SwInnerText *text,
                           gsize              offset)
{
  const char *typed = sw_inner_text_get_typed (text);
  SwSpan span = sw_assist_get_span (take_assist);
  gsize start, end, comma, outer;

  g_return_if_fail (self->assist == NULL);

  self->assist = take_assist;
  self->bare = sw_inner_text_is_string (text);
  sw_inner_text_to_inner (text, span.start, &start);
  sw_inner_text_to_inner (text, span.end, &end);
  self->before = count (typed, MIN (start, offset), offset);
  self->after = count (typed, offset, MAX (end, offset));
  if (sw_assist_wants_comma (take_assist, &outer) && sw_inner_text_to_inner (text, outer, &comma))
    self->comma = count (typed, MIN (comma, offset), offset);
}

/**
 * sw_proposals_ref:
 *
 * Returns: (transfer full): @self
 */
SwProposals *
sw_proposals_ref (SwProposals *self)
{
  g_ref_count_inc (&self->count);

  return self;
}

/* The buffer of an editor that has gone took its marks along. */
static void
delete_mark (SwProposals *self,
             GtkTextMark *mark)
{
  if (!gtk_text_mark_get_deleted (mark))
    gtk_text_buffer_delete_mark (self->buffer, mark);
}

/**
 * sw_proposals_unref:
 *
 * Gives up one reference.
 */
void
sw_proposals_unref (SwProposals *self)
{
  if (!g_ref_count_dec (&self->count))
    return;

  delete_mark (self, self->left);
  delete_mark (self, self->right);
  g_object_unref (self->left);
  g_object_unref (self->right);
  g_object_unref (self->buffer);
  sw_assist_free (self->assist);
  g_free (self);
}

/**
 * sw_proposals_get_range:
 * @start: (out): where what a proposal replaces begins now
 * @end: (out): and where it ends
 *
 * Says where the place is, with what was typed since.
 */
void
sw_proposals_get_range (const SwProposals *self,
                        GtkTextIter       *start,
                        GtkTextIter       *end)
{
  gtk_text_buffer_get_iter_at_mark (self->buffer, start, self->left);
  gtk_text_iter_backward_chars (start, self->before);
  gtk_text_buffer_get_iter_at_mark (self->buffer, end, self->right);
  gtk_text_iter_forward_chars (end, self->after);
}

/**
 * sw_proposals_dup_typed:
 *
 * Returns: (transfer full): what labels are to be filtered by: what stands before the caret, with
 * what was typed since
 */
char *
sw_proposals_dup_typed (const SwProposals *self)
{
  g_autofree char *since = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, self->left);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &end,
                                    gtk_text_buffer_get_insert (self->buffer));
  if (gtk_text_iter_compare (&start, &end) > 0)
    return g_strdup (sw_assist_get_typed (self->assist));
  since = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);

  /* Of a quote typed by hand the labels know nothing. */
  return g_strconcat (sw_assist_get_typed (self->assist), *since == '"' ? since + 1 : since, NULL);
}

struct _SwProposalItem
{
  GObject           parent_instance;

  SwProposals      *all;
  const SwProposal *proposal; /* of `all` */
  guint             index;    /* in it */
  guint             distance; /* from what is typed; 0: as good as can be */
};

static void
proposal_init (GtkSourceCompletionProposalInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SwProposalItem, sw_proposal_item, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_SOURCE_TYPE_COMPLETION_PROPOSAL,
                                                      proposal_init))

static void
sw_proposal_item_finalize (GObject *object)
{
  sw_proposals_unref (SW_PROPOSAL_ITEM (object)->all);
  G_OBJECT_CLASS (sw_proposal_item_parent_class)->finalize (object);
}

static void
sw_proposal_item_class_init (SwProposalItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sw_proposal_item_finalize;
}

static void
sw_proposal_item_init (SwProposalItem *self)
{
}

/**
 * sw_proposal_item_new:
 * @proposals: shared
 * @proposal: one of them
 * @index: which
 *
 * Returns: (transfer full): the item
 */
SwProposalItem *
sw_proposal_item_new (SwProposals      *proposals,
                      const SwProposal *proposal,
                      guint             index)
{
  SwProposalItem *self = g_object_new (SW_TYPE_PROPOSAL_ITEM, NULL);

  self->all = sw_proposals_ref (proposals);
  self->proposal = proposal;
  self->index = index;

  return self;
}

/**
 * sw_proposal_item_get_all:
 *
 * Returns: (transfer none): the proposals it is one of
 */
SwProposals *
sw_proposal_item_get_all (SwProposalItem *self)
{
  return self->all;
}

/**
 * sw_proposal_item_get:
 *
 * Returns: (transfer none): the proposal
 */
const SwProposal *
sw_proposal_item_get (SwProposalItem *self)
{
  return self->proposal;
}

/* Whether a word of LABEL begins with WORD */
static gboolean
has_word (const char *label,
          const char *word)
{
  for (const char *p = strstr (label, word); p != NULL; p = strstr (p + 1, word))
    if (p == label || !g_ascii_isalnum (p[-1]))
      return TRUE;

  return FALSE;
}

/**
 * sw_proposal_item_match:
 * @folded: what is typed, case-folded
 *
 * Measures how far the label is from what is typed: where a word of it begins so it comes before
 * what holds it somewhere, and that before what has its letters, in their order.
 *
 * Returns: whether it has them at all
 */
gboolean
sw_proposal_item_match (SwProposalItem *self,
                        const char     *folded)
{
  g_autofree char *label = g_utf8_casefold (self->proposal->label, -1);
  guint priority;

  if (*folded == '\0' || has_word (label, folded))
    self->distance = 0;
  else if (strstr (label, folded) != NULL)
    self->distance = 1;
  else if (gtk_source_completion_fuzzy_match (self->proposal->label, folded, &priority))
    self->distance = 2 + priority;
  else
    return FALSE;

  return TRUE;
}

/**
 * sw_proposal_item_compare:
 *
 * Orders items, the nearest first, and the equally near as the core has them.
 */
int
sw_proposal_item_compare (gconstpointer a,
                          gconstpointer b,
                          gpointer      user_data)
{
  SwProposalItem *first = SW_PROPOSAL_ITEM ((gpointer) a);
  SwProposalItem *second = SW_PROPOSAL_ITEM ((gpointer) b);

  if (first->distance != second->distance)
    return first->distance < second->distance ? -1 : 1;

  return first->index < second->index ? -1 : first->index > second->index;
}
