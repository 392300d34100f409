/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/runs/sw-run-panel.h"
#include "app/source/sw-source-pane.h"
#include "app/sw-page.h"

G_BEGIN_DECLS

struct _SwPage
{
  AdwBin        parent_instance;

  AdwBanner    *outdated_banner;
  AdwBanner    *stale_banner;
  GtkPaned     *views_paned;
  GtkWidget    *diagram;
  GtkWidget    *canvas_scroller;
  GtkButton    *zoom_button;
  SwSourcePane *source_pane;
  SwRunPanel   *run_panel;

  SwDocument   *document;
  GtkWidget    *canvas;
  char         *view_mode;

  /* What the last run was begun with; the next question begins there. */
  char         *run_input;  /* JSON text; NULL before the first question */
  guint         run_choice;
  SwRunSpeed    run_speed;
};

G_END_DECLS
