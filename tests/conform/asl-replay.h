/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl-compare.h"
#include "conform.h"

#include "engine/execution/sw-execution.h"

G_BEGIN_DECLS

/* A case being replayed */
typedef struct
{
  SwValue      test_case;
  SwValue      expected;
  SwValue      mocks;
  gboolean    *used;    /* by mock */
  SwExecution *execution;
  AslMasks     masks;
  gint64       now;
  guint        n_begun; /* activities taken by a worker */
  char        *difference;
} AslReplay;

gboolean   asl_needs        (SwValue              test_case,
                             const char          *what);
void       asl_answer       (AslReplay           *replay,
                             const SwTaskRequest *request);
void       asl_print_spaced (SwValue              value,
                             GString             *out);
SwHistory *asl_read_history (AslReplay           *replay,
                             const char          *clock,
                             GError             **error);

G_END_DECLS
