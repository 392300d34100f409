/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-model.h"

G_BEGIN_DECLS

typedef enum
{
  SW_MACHINE_STANDARD,
  SW_MACHINE_EXPRESS,
} SwMachineType;

/* Everything there is to say about a definition: syntax, what CreateStateMachine would refuse
 * (AWS's codes and words), and our own warnings. Returns owned SwDiagnostic, sorted by span. */
GPtrArray *sw_check (SwModel       *model,
                     SwMachineType  type);

G_END_DECLS
