/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/assist/sw-assist.h"
#include "asl/sw-embedded.h"

G_BEGIN_DECLS

/* What may stand at a place of the text */
typedef enum
{
  SW_SPOT_NONE,
  SW_SPOT_KEY,   /* a member's name */
  SW_SPOT_VALUE, /* a member's value, or an element */
} SwSpotRole;

/* SwAssistSpot: a place of a document, broken or not, and what the grammar says of it. */
typedef struct
{
  SwSpotRole      role;
  SwModel        *model;
  gsize           offset;
  const SwNode   *container; /* the object or array it is in */
  const SwNode   *self;      /* the node whose name or value is at the place, or NULL */
  char           *name;      /* of the member whose value it is; NULL of an element */
  SwSpan          token;     /* what stands there already; empty where nothing does */
  gboolean        string;    /* the token has an opening quote */
  gboolean        closed;    /* and a closing one */
  SwSpan          content;   /* of the string, without its quotes */
  gboolean        has_colon; /* a name that a colon follows already */
  gboolean        comma_before; /* none stands behind the sibling before, at `comma_at` */
  gsize           comma_at;
  gboolean        comma_after;  /* none stands between the place and the sibling behind */
  SwFieldSet      set;       /* what the container is to the grammar; NONE: data */
  const SwField  *around;    /* the innermost field around the container, its own included */
  const SwNode   *around_value; /* the value of that field */
  const SwField  *field;     /* of a member's value; NULL for data */
  SwState        *state;     /* or NULL outside of states */
  SwScope        *scope;
  SwStateType     type;
  SwQueryLanguage language;
} SwAssistSpot;

void     sw_assist_spot_init            (SwAssistSpot       *self,
                                         SwModel            *model,
                                         gsize               offset);
void     sw_assist_spot_clear           (SwAssistSpot       *self);
gboolean sw_assist_spot_is_among_states (const SwAssistSpot *self);

/* sw-assist-yaml.c */
gboolean sw_assist_yaml_find      (SwAssistSpot *self,
                                   SwModel      *model,
                                   gsize         offset,
                                   SwModel     **probed);
char    *sw_assist_yaml_dup_block (const char   *marked);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwAssistSpot, sw_assist_spot_clear)

/* A list of proposals under way */
struct _SwAssist
{
  SwSpan      span;
  char       *typed;
  gboolean    comma_before;
  gsize       comma_at;
  GPtrArray  *proposals; /* SwProposal */
  SwModel    *model;
  char       *following;
  SwQueryLanguage language;
  char       *after;     /* what goes behind every insertion, such as a quote that is missing */
  char       *indent;    /* of the siblings, or NULL */
  gboolean    block;     /* members are written in YAML, by lines and indents */
};

SwAssist   *sw_assist_new_empty   (SwModel           *model);
SwProposal *sw_assist_add         (SwAssist          *self,
                                   SwProposalKind     kind,
                                   const char        *label,
                                   const char        *help);
void        sw_assist_add_text    (SwAssist          *self,
                                   SwProposalKind     kind,
                                   const char        *label,
                                   const char        *detail,
                                   const char        *help);
void        sw_assist_keys        (SwAssist          *self,
                                   const SwAssistSpot      *spot);
void        sw_assist_values      (SwAssist          *self,
                                   const SwAssistSpot      *spot,
                                   const SwAssistData *data);
gboolean    sw_assist_expression  (SwAssist          *self,
                                   const SwAssistSpot      *spot,
                                   const SwAssistData *data);
/* The piece of an expression that is being typed: "$states.input.or", "States.Fo", "$.a.b" */
typedef struct
{
  const SwAssistSpot       *spot;
  const SwAssistData *data;
  const char         *text;     /* the document */
  gsize               start;    /* byte of it where the piece begins */
  char               *head;     /* up to the last point, with it: "$states.input." */
  gboolean            callable; /* a function may stand there */
} SwAssistPiece;

void        sw_assist_names       (SwAssist          *self,
                                   const SwAssistPiece *piece);
const SwIntegration *sw_assist_spot_get_integration (const SwAssistSpot *self);

G_END_DECLS
