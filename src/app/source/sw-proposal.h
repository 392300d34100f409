/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

#include "asl/assist/sw-assist.h"
#include "asl/assist/sw-inner-text.h"

G_BEGIN_DECLS

/* SwProposals: what the core proposes at a place, and where that place is now: the text may have
 * been typed on since. Counted by reference. */
typedef struct
{
  grefcount      count;
  SwAssist      *assist; /* NULL until answered */
  GtkTextBuffer *buffer; /* owned */
  GtkTextMark   *left;   /* where the caret was, before and behind what was typed since; owned */
  GtkTextMark   *right;
  int            before; /* characters of what is replaced before the caret, and behind it */
  int            after;
  int            comma;  /* characters from where a comma goes in to the caret; -1: none */
  gboolean       bare;   /* the buffer shows what a string says: what goes in has no escapes */
} SwProposals;

SwProposals *sw_proposals_new          (GtkTextBuffer     *buffer);
void         sw_proposals_answer       (SwProposals       *self,
                                        SwAssist          *take_assist,
                                        const char        *text,
                                        gsize              offset);
void         sw_proposals_answer_inner (SwProposals       *self,
                                        SwAssist          *take_assist,
                                        const SwInnerText *text,
                                        gsize              offset);
SwProposals *sw_proposals_ref          (SwProposals       *self);
void         sw_proposals_unref        (SwProposals       *self);
void         sw_proposals_get_range    (const SwProposals *self,
                                        GtkTextIter       *start,
                                        GtkTextIter       *end);
char        *sw_proposals_dup_typed    (const SwProposals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwProposals, sw_proposals_unref)

/* SwProposalItem: one of them in a list model. */
#define SW_TYPE_PROPOSAL_ITEM (sw_proposal_item_get_type ())
G_DECLARE_FINAL_TYPE (SwProposalItem, sw_proposal_item, SW, PROPOSAL_ITEM, GObject)

SwProposalItem   *sw_proposal_item_new       (SwProposals      *proposals,
                                              const SwProposal *proposal,
                                              guint             index);
SwProposals      *sw_proposal_item_get_all   (SwProposalItem   *self);
const SwProposal *sw_proposal_item_get       (SwProposalItem   *self);
gboolean          sw_proposal_item_match     (SwProposalItem   *self,
                                              const char       *folded);
int               sw_proposal_item_compare   (gconstpointer     a,
                                              gconstpointer     b,
                                              gpointer          user_data);

G_END_DECLS
