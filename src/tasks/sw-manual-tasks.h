/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* SwManualTasks: the tasks of an execution that wait for a person, oldest first. */
typedef struct _SwManualTasks SwManualTasks;

SwManualTasks *sw_manual_tasks_new        (void);
void           sw_manual_tasks_free       (SwManualTasks     *self);
void           sw_manual_tasks_add        (SwManualTasks     *self,
                                           guint64            id,
                                           char              *take_reason);
guint          sw_manual_tasks_prune      (SwManualTasks     *self,
                                           const SwExecution *execution);
GPtrArray     *sw_manual_tasks_get        (SwManualTasks     *self);
const char    *sw_manual_tasks_get_reason (SwManualTasks     *self,
                                           guint64            id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwManualTasks, sw_manual_tasks_free)

G_END_DECLS
