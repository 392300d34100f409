/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* What a tasks file's mistakes are called */
#define SW_TASKS_FILE_INVALID "SW_TASKS_FILE_INVALID"

/* What a tasks file is called: NAME.asl.json has NAME.tasks.json beside it. */
#define SW_TASKS_FILE_SUFFIX ".tasks.json"

GPtrArray *sw_tasks_check (SwTree *tree,
                           GFile  *folder);

G_END_DECLS
