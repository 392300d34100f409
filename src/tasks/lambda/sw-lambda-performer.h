/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-task-use.h"

G_BEGIN_DECLS

SwPerformer *sw_lambda_performer_new (const SwTaskRowSource  *source,
                                      GError                **error);

G_END_DECLS
