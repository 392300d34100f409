/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-model.h"

G_BEGIN_DECLS

typedef enum
{
  SW_MACHINE_STANDARD,
  SW_MACHINE_EXPRESS,
} SwMachineType;

GPtrArray *sw_check              (SwModel            *model,
                                  SwMachineType       type);
char      *sw_check_dup_location (SwModel            *model,
                                  const SwDiagnostic *diagnostic);

G_END_DECLS
