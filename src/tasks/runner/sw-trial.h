/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-patience.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* A single state that is tried (engine/test-state/sw-test-state.h), its task performed for real: who does it,
 * and what he tells. Cleared by sw_trial_clear(). */
typedef struct
{
  SwPerformer *performer; /* or NULL */
  SwTaskTrace  trace;
  SwPatience   patience;  /* with what the state computes */
} SwTrial;

void     sw_trial_init    (SwTrial              *self,
                           SwPerformer          *performer,
                           gboolean              reveals);
void     sw_trial_clear   (SwTrial              *self);
gboolean sw_trial_perform (const SwTaskRequest  *request,
                           SwValue              *output,
                           char                **error,
                           char                **cause,
                           gpointer              data);
void     sw_trial_tell    (SwTrial              *self,
                           SwValue              *response);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwTrial, sw_trial_clear)

G_END_DECLS
