/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/mocks/sw-mock-config-private.h"
#include "tasks/mocks/sw-mock-table.h"

G_BEGIN_DECLS

struct _SwMockTable
{
  char   *state;
  GArray *rows; /* SwMockAnswer: by invocation from 0, without gaps */
};

G_END_DECLS
