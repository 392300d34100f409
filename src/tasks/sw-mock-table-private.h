/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/sw-mock-config-private.h"
#include "tasks/sw-mock-table.h"

G_BEGIN_DECLS

struct _SwMockTable
{
  char   *state;
  GArray *rows; /* SwMockAnswer: by invocation from 0, without gaps */
};

G_END_DECLS
