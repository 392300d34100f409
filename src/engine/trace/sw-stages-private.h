/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution-private.h"
#include "engine/trace/sw-stages.h"
#include "engine/trace/sw-trace-private.h"

G_BEGIN_DECLS

/* What is being put together */
typedef struct
{
  SwTrace       *trace;
  const SwVisit *visit;
  SwStages      *stages;
  SwExecution   *bench; /* or NULL: only what the history has is known */
  SwFrame       *frame; /* of the bench */
  const SwStep  *step;  /* likewise */
  char          *refusal; /* why there is no bench */
} SwStagesBuilder;

/* sw-stages.c */
SwDataStage *sw_stages_add            (SwStagesBuilder       *builder,
                                       SwDataStageKind        kind,
                                       const char            *field,
                                       gboolean               stands,
                                       SwValue                take_value);
void         sw_stages_add_recorded   (SwStagesBuilder       *builder,
                                       SwDataStageKind        kind,
                                       const char            *field,
                                       gboolean               stands,
                                       SwValue                value);
void         sw_stages_add_failed     (SwStagesBuilder       *builder,
                                       SwDataStageKind        kind,
                                       const char            *field);
const char  *sw_stages_choose         (const SwStagesBuilder *builder,
                                       const char            *path_field,
                                       const char            *jsonata_field);
gboolean     sw_stages_evaluate       (SwStagesBuilder       *builder,
                                       const SwFormula       *expression,
                                       SwValue                input,
                                       SwValue                result,
                                       SwValue                error_output,
                                       SwValue               *value);

/* sw-stages-work.c */
gboolean     sw_stages_begin          (SwStagesBuilder       *builder);
gboolean     sw_stages_add_items      (SwStagesBuilder       *builder);
gboolean     sw_stages_add_parameters (SwStagesBuilder       *builder);
gboolean     sw_stages_add_result     (SwStagesBuilder       *builder,
                                       SwValue               *result);

/* sw-stages-output.c */
void         sw_stages_add_output     (SwStagesBuilder       *builder,
                                       const char            *field,
                                       gboolean               stands,
                                       SwValue                take_made);
void         sw_stages_add_assign     (SwStagesBuilder       *builder,
                                       const SwFormula       *assign);
void         sw_stages_add_success    (SwStagesBuilder       *builder,
                                       SwValue                result);
void         sw_stages_add_failure    (SwStagesBuilder       *builder);

G_END_DECLS
