/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"

G_BEGIN_DECLS

/* SwTaskGroup: what a Task calls, as the catalogue of integrations knows it: its name and what it
 * does, how the state waits for it, and the parameters it must have. Out of sight where the
 * resource is no call of a service. */
#define SW_TYPE_TASK_GROUP (sw_task_group_get_type ())
G_DECLARE_FINAL_TYPE (SwTaskGroup, sw_task_group, SW, TASK_GROUP, GObject)

SwTaskGroup *sw_task_group_new           (SwDocument    *document);
GtkWidget   *sw_task_group_get_widget    (SwTaskGroup   *self);
void         sw_task_group_show          (SwTaskGroup   *self,
                                          const SwState *state);
void         sw_task_group_show_problems (SwTaskGroup   *self,
                                          GPtrArray     *problems);
void         sw_task_group_commit        (SwTaskGroup   *self);

G_END_DECLS
