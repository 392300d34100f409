/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The process groups of the functions that run. The kernel ends a function's process with ours; what
 * that process has started itself, where there is no sandbox around it, a small process ends that is
 * left behind for that. */
void sw_lambda_groups_add    (GPid group);
void sw_lambda_groups_remove (GPid group);

G_END_DECLS
