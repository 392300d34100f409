/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/trace/sw-trace.h"

G_BEGIN_DECLS

/* SwStages: what becomes of the data in one visit of a state, stage by stage. What the history has
 * is taken from there; what lies between is made again by the state's own fields, for AWS's
 * histories too, which have none of it. */
typedef enum
{
  SW_DATA_INPUT,           /* of the state, as it came */
  SW_DATA_INPUT_PATH,      /* after InputPath */
  SW_DATA_ITEMS,           /* of a Map: after ItemsPath, or Items */
  SW_DATA_PARAMETERS,      /* after Parameters, or Arguments: what the task was given */
  SW_DATA_RESULT,          /* of the task, the branches or the iterations; of a Pass its Result */
  SW_DATA_ERROR,           /* what a catcher sees, in place of a result: {"Error", "Cause"} */
  SW_DATA_RESULT_SELECTOR, /* after ResultSelector */
  SW_DATA_RESULT_PATH,     /* after ResultPath */
  SW_DATA_ASSIGN,          /* the variables that were assigned */
  SW_DATA_OUTPUT,          /* of the state: after OutputPath, or Output */
  SW_N_DATA_STAGES
} SwDataStageKind;

typedef struct
{
  SwDataStageKind  kind;
  const char      *field;    /* that makes it, "Parameters"; NULL: none does */
  gboolean         stands;   /* the definition has the field, or the state does work; else the data
                              * passes through unchanged */
  gboolean         recorded; /* the history has it; else it was made again */
  SwValue          value;    /* undefined: not known, or not come to */
  char            *reason;   /* why it is not known, a sentence; or NULL */
} SwDataStage;

typedef struct
{
  GArray  *stages;   /* SwDataStage, in the order in which they are come to */
  SwValue  before;   /* object of the variables the state sees */
  SwValue  after;    /* the same, when it is left; undefined while it is open */
  GArray  *attempts; /* SwAttempt */
  char    *warning;  /* why what was made again may not be what it was, a sentence; or NULL */
} SwStages;

SwStages          *sw_stages_new  (SwTrace         *trace,
                                   const SwVisit   *visit,
                                   const char      *execution_arn);
void               sw_stages_free (SwStages        *self);
const SwDataStage *sw_stages_find (const SwStages  *self,
                                   SwDataStageKind  kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwStages, sw_stages_free)

G_END_DECLS
