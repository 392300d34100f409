/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/graph/sw-graph.h"
#include "engine/program/sw-program.h"
#include "engine/test-state/sw-draft.h"

G_BEGIN_DECLS

/* SwSurvey: a walk through a definition without running it: it follows where data come from, and
 * drafts an input and results of tasks that have whatever the states read. Decisions can be laid
 * down: which rule a Choice is to take, which catcher a state; the draft is then made so that they
 * come out, as far as that can be worked out. Whether they do, a run has to show. */
typedef struct _SwSurvey SwSurvey;

SwSurvey   *sw_survey_new       (SwProgram     *program);
void        sw_survey_free      (SwSurvey      *self);
void        sw_survey_decide    (SwSurvey      *self,
                                 const SwState *state,
                                 SwEdgeKind     edge,
                                 guint          index,
                                 const char    *error,
                                 gboolean       soft);
gboolean    sw_survey_walk      (SwSurvey      *self);
SwDraft    *sw_survey_get_draft (SwSurvey      *self);
const char *sw_survey_get_why   (SwSurvey      *self);

SwValue     sw_sample_input_new (SwProgram     *program);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwSurvey, sw_survey_free)

G_END_DECLS
