/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/serve/sw-serving.h"
#include "app/window/sw-window.h"

G_BEGIN_DECLS

/* SwExecutionsDialog: the executions that are kept, those of the definition in front or all, the
 * newest first, as they come and go: each can be opened as a run, and those that ended deleted. */
#define SW_TYPE_EXECUTIONS_DIALOG (sw_executions_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SwExecutionsDialog, sw_executions_dialog, SW, EXECUTIONS_DIALOG, AdwDialog)

AdwDialog *sw_executions_dialog_new (SwWindow  *window,
                                     SwServing *serving,
                                     gboolean   all);

G_END_DECLS
