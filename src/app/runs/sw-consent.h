/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "tasks/sw-tasks-file.h"

G_BEGIN_DECLS

gboolean sw_consent_is_missing (SwTasksFile    *tasks);
void     sw_consent_ask        (GtkWidget      *parent,
                                SwTasksFile    *tasks,
                                GSourceOnceFunc done,
                                gpointer        data);

G_END_DECLS
