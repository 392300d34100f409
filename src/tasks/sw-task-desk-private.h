/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-desk.h"

G_BEGIN_DECLS

/* How tasks come to the desk: what its performer asks of it. */

void sw_task_desk_put      (SwTaskDesk *self,
                            SwTaskCall *call,
                            SwTaskCall *part);
void sw_task_desk_take_off (SwTaskDesk *self,
                            const char *token);
void sw_task_desk_offer    (SwTaskDesk *self,
                            const char *activity);

G_END_DECLS
