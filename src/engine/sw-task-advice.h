/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* What a person who performs a task by hand is offered: the errors it can fail with, and what its
 * result looks like; and the errors that any state of a machine can fail with. */

char   **sw_task_dup_errors    (const SwState *state);
SwValue  sw_task_dup_sample    (const SwState *state);
char   **sw_machine_dup_errors (const SwModel *model);

G_END_DECLS
