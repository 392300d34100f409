/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "engine/trace/sw-trace-sample.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* The last run of a document, for those who show what went through a state. */

void     sw_last_run_set         (SwDocument      *document,
                                  const SwHistory *history,
                                  const char      *execution_arn);
gboolean sw_last_run_find_sample (SwDocument *document,
                                  const char *pointer,
                                  SwSample   *sample);

G_END_DECLS
