/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/sw-failure-bar.h"
#include "app/runs/sw-run-header.h"
#include "app/runs/sw-run-lists.h"
#include "app/runs/sw-run-panel.h"
#include "app/runs/sw-step-detail.h"
#include "app/runs/time/sw-travel-bar.h"

G_BEGIN_DECLS

/* How the files of a panel share it */
struct _SwRunPanel
{
  AdwBin           parent_instance;

  SwRunHeader     *header;
  GtkWidget       *redrive_button;
  GtkToggleButton *coverage_button;
  SwFailureBar    *failure_bar;
  GtkBox          *bars;
  SwTravelBar     *travel_bar;
  SwRunLists      *lists;
  GtkWidget       *detail_box;
  SwStepDetail    *detail;

  SwRunRecord     *record;   /* what is shown; NULL before the first run */
  SwRunRecord     *previous; /* what was shown before it, or NULL */
  GSignalGroup    *signals;  /* of its runner */
  SwRunStatus     *status;
  guint            tick;     /* an update is due at the next frame; 0: none */
  gboolean         narrow;
  gboolean         showing;  /* what is chosen is being told to others */
};

void _sw_run_panel_watch         (SwRunPanel *self);
void _sw_run_panel_tell_selected (SwRunPanel *self);
void _sw_run_panel_show_coverage (SwRunPanel *self);

G_END_DECLS
