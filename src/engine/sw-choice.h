/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/sw-program.h"
#include "json/sw-value.h"

G_BEGIN_DECLS

/* A Choice by itself: which way it goes with given data. */

int sw_choice_try (SwProgram     *program,
                   const SwState *state,
                   SwValue        input,
                   SwValue        variables,
                   SwValue        execution_input,
                   gint64         now);

G_END_DECLS
