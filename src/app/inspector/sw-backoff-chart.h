/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "asl/sw-backoff.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwBackoffChart: when a retrier tries again, as bars on a line of time, with the total in words
 * below. With jitter a bar shows the longest wait there may be. */
#define SW_TYPE_BACKOFF_CHART (sw_backoff_chart_get_type ())
G_DECLARE_FINAL_TYPE (SwBackoffChart, sw_backoff_chart, SW, BACKOFF_CHART, GtkBox)

GtkWidget *sw_backoff_chart_new          (void);
void       sw_backoff_chart_show         (SwBackoffChart  *self,
                                          const SwBackoff *backoff);
void       sw_backoff_chart_show_retrier (SwBackoffChart  *self,
                                          const SwNode    *retrier);
char      *sw_backoff_chart_dup_summary  (const SwBackoff *backoff);

G_END_DECLS
