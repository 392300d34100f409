/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

void sw_cli_log_follow (SwRunner *runner);

G_END_DECLS
