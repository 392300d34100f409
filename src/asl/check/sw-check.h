/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

typedef enum
{
  SW_MACHINE_STANDARD,
  SW_MACHINE_EXPRESS,
} SwMachineType;

/* A placeholder has no value, while others have: see sw_check_substituted() */
#define SW_CHECK_NO_VALUE "SW_PLACEHOLDER_NO_VALUE"

const char *sw_machine_type_get_name  (SwMachineType  type);
gboolean    sw_machine_type_from_name (const char    *name,
                                       SwMachineType *type);

GPtrArray *sw_check              (SwModel            *model,
                                  SwMachineType       type);
GPtrArray *sw_check_substituted  (SwModel            *model,
                                  SwMachineType       type,
                                  SwValue             values);
char      *sw_check_dup_location (SwModel            *model,
                                  const SwDiagnostic *diagnostic);
gboolean   sw_check_is_variable_name (const char      *name);

G_END_DECLS
