/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* SwTaskDesk: tasks that somebody outside answers by name: with the token that .waitForTaskToken
 * hands out, or as a worker that asks an activity for its next task. Shared by all the runs whose
 * performers were made by sw_task_desk_new_performer(); one thread. */
typedef struct _SwTaskDesk SwTaskDesk;
typedef struct _SwTaskPoll SwTaskPoll;

/* A worker gets a task. Returns FALSE where it cannot take it any more: the next one gets it. */
typedef gboolean (*SwTaskHandOut) (SwTaskCall *call,
                                   gpointer    data);

/* What a token stands for */
typedef enum
{
  SW_TASK_TOKEN_OPEN,
  SW_TASK_TOKEN_CLOSED,  /* its task has ended */
  SW_TASK_TOKEN_UNKNOWN,
} SwTaskTokenState;

SwTaskDesk       *sw_task_desk_new           (void);
SwTaskDesk       *sw_task_desk_ref           (SwTaskDesk     *self);
void              sw_task_desk_unref         (SwTaskDesk     *self);
SwPerformer      *sw_task_desk_new_performer (SwTaskDesk     *self,
                                              SwPerformer    *inner);
SwTaskTokenState  sw_task_desk_find          (SwTaskDesk     *self,
                                              const char     *token,
                                              SwTaskCall    **call);
SwTaskPoll       *sw_task_desk_poll          (SwTaskDesk     *self,
                                              const char     *activity,
                                              SwTaskHandOut   hand_out,
                                              gpointer        data);
void              sw_task_desk_leave         (SwTaskDesk     *self,
                                              SwTaskPoll     *take_poll);
guint             sw_task_desk_get_waiting   (SwTaskDesk     *self,
                                              const char     *activity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwTaskDesk, sw_task_desk_unref)

G_END_DECLS
