/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* A tasks file as text: what is changed in it leaves the rest as it stands. */

/* What a tasks file begins as */
#define SW_TASKS_TEXT_EMPTY "{\n  \"version\": 1\n}\n"

/* Returns: (transfer full) (nullable): edits against the tree's text, or NULL with an error */
typedef SwEdits *(*SwTasksTextFunc) (SwTree   *tasks,
                                     gpointer  data,
                                     GError  **error);

gboolean sw_tasks_text_change (GFile            *file,
                               SwTasksTextFunc   change,
                               gpointer          data,
                               GError          **error);

G_END_DECLS
