/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-snippets.h"
#include "asl/catalogue/sw-catalogue.h"
#include "asl/ops/sw-insertion.h"

G_BEGIN_DECLS

/* SwAssist: what can stand at a place of a definition, be its text whole or broken: the fields that
 * are legal there and missing, the values of a field, states, errors, resources, what an expression
 * can call and read. Made by reading alone; nothing is changed. */
typedef struct _SwAssist SwAssist;

typedef enum
{
  SW_PROPOSAL_FIELD,
  SW_PROPOSAL_VALUE,       /* a word of a list, a boolean, a number */
  SW_PROPOSAL_STATE,
  SW_PROPOSAL_ERROR,
  SW_PROPOSAL_RESOURCE,
  SW_PROPOSAL_VARIABLE,
  SW_PROPOSAL_FUNCTION,
  SW_PROPOSAL_MEMBER,      /* of the data an expression reads */
  SW_PROPOSAL_PLACEHOLDER,
  SW_PROPOSAL_SNIPPET,
  SW_PROPOSAL_N_KINDS
} SwProposalKind;

/* One of them. Owned by its list; texts for people are translated already. */
typedef struct
{
  SwProposalKind   kind;
  char            *label;   /* what is shown, and what typing filters by */
  char            *detail;  /* beside it: a signature, a type, what a name stands for; or NULL */
  char            *help;    /* one sentence, or NULL */
  gboolean         again;   /* once it stands there, the next choice is at hand: open the list */
  const SwSnippet *snippet; /* or NULL; static */
  SwInsertion     *text;    /* what is inserted; NULL of a snippet */
} SwProposal;

/* What is known of the data, from the last run of the state the place is in. Borrowed; undefined
 * where nothing is known. */
typedef struct
{
  SwValue input;     /* of the state */
  SwValue result;    /* of what it did */
  SwValue output;
  SwValue variables; /* object: name -> value */
  SwValue context;   /* the context object */
  SwValue placeholders; /* object: name -> value, in the environment that is chosen */
  gint64  now;       /* for $now(): microseconds since the epoch */
} SwAssistData;

SwAssist    *sw_assist_new           (SwModel            *model,
                                      gsize               offset,
                                      const SwAssistData *data);
void         sw_assist_free          (SwAssist           *self);
GPtrArray   *sw_assist_get_proposals (const SwAssist     *self);
SwSpan       sw_assist_get_span      (const SwAssist     *self);
const char  *sw_assist_get_typed     (const SwAssist     *self);
gboolean     sw_assist_wants_comma   (const SwAssist     *self,
                                      gsize              *at);
const char  *sw_assist_get_indent    (const SwAssist     *self);
SwInsertion *sw_assist_dup_insertion (const SwAssist     *self,
                                      const SwProposal   *proposal);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAssist, sw_assist_free)

G_END_DECLS
