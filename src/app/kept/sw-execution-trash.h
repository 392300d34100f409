/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/kept/sw-kept-execution.h"
#include "app/kept/sw-kept-list.h"

G_BEGIN_DECLS

/* SwExecutionTrash: executions that a person deleted in a list. What is in it is to be hidden at
 * once; the last one can be had back from a toast until that is dismissed, and is deleted then.
 * Signal: `changed`, when something came in or was taken back. */
#define SW_TYPE_EXECUTION_TRASH (sw_execution_trash_get_type ())
G_DECLARE_FINAL_TYPE (SwExecutionTrash, sw_execution_trash, SW, EXECUTION_TRASH, GObject)

SwExecutionTrash *sw_execution_trash_new         (AdwToastOverlay  *toasts,
                                                  SwKeptList       *kept);
gboolean          sw_execution_trash_has         (SwExecutionTrash *self,
                                                  SwKeptExecution  *item);
void              sw_execution_trash_throw       (SwExecutionTrash *self,
                                                  SwKeptExecution  *item);
void              sw_execution_trash_throw_ended (SwExecutionTrash *self,
                                                  GListModel       *items);
guint             sw_execution_trash_count_ended (GListModel       *items);
void              sw_execution_trash_empty       (SwExecutionTrash *self);

G_END_DECLS
