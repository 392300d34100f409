/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/tests/sw-test-bench.h"

G_BEGIN_DECLS

struct _SwTestBench
{
  GObject parent_instance;

  SwDocument   *document;
  SwTestReport *report;      /* or NULL: nothing was run yet */
  GCancellable *cancellable; /* of the run that is under way; or NULL */
  GFileMonitor *monitor;
  guint         timeout;     /* a run that is due */
  gboolean      on_change;
};

G_END_DECLS
