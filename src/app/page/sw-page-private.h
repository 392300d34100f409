/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/sw-diagram.h"
#include "app/page/sw-page.h"
#include "app/runs/debug/sw-debug-bar.h"
#include "app/runs/debug/sw-debug-view.h"
#include "app/runs/sw-run-panel.h"
#include "app/source/sw-source-pane.h"
#include "app/tests/sw-test-panel.h"

G_BEGIN_DECLS

/* What can be shown below the views; one of them at a time */
typedef enum
{
  SW_PAGE_RUNS,
  SW_PAGE_TESTS,
  SW_PAGE_N_PANELS
} SwPagePanel;

struct _SwPage
{
  AdwBin        parent_instance;

  AdwBanner    *file_banner; /* sw-page-disk.c */
  AdwBanner    *stale_banner;
  GtkPaned     *views_paned;
  SwDiagram    *diagram;
  SwSourcePane *source_pane;
  GtkPaned     *panels_paned;
  GtkBox       *panels;
  gboolean      cramped;        /* there was little room for panels when that was last looked at */
  SwRunPanel   *run_panel;      /* in `panels`, as the next; NULL until it is needed */
  SwTestPanel  *test_panel;     /* likewise */
  SwRunStatus  *run_status;     /* how each state stands in the run shown */

  SwDocument   *document;
  char         *view_mode;

  double        split_share;    /* of the width that the diagram has */
  int           split_width;    /* the width for which it was placed last, and where */
  int           split_position;
  guint         split_tick;     /* a placing that is due; 0 for none */

  /* What the last run was begun with; the next question begins there. */
  char         *run_input;  /* JSON text; NULL before the first question */
  SwPerformer  *run_performer; /* of the last one that was asked for; NULL: a person */
  char         *run_choice_name; /* or NULL: none was asked for */
  SwRunSpeed    run_speed;
  gboolean      run_express;

  SwBreakpoints      *breakpoints;   /* of the document */
  SwDebugger         *debugger;      /* of the last run, or NULL */
  SwPerformer        *performer;     /* of the last run's tasks, or NULL: a person */
  GSimpleActionGroup *debug_actions;
  GtkEventController *debug_keys;    /* the window's, while the page is seen; else NULL */
  SwDebugBar         *debug_bar;     /* both are the run panel's; NULL before it is made */
  SwDebugView        *debug_view;
};

/* The diagram is what one works on; the code is beside it. */
#define SW_PAGE_SPLIT_SHARE 0.58

void _sw_page_show_failure (SwPage     *self,
                            const char *heading,
                            const char *message);
SwProgram *_sw_page_compile (SwPage *self,
                             SwPerformer *performer);
gboolean _sw_page_keeps_run  (SwPage      *self);
void _sw_page_end_kept       (SwPage      *self);
void _sw_page_show_run       (SwPage      *self,
                              SwRunner    *runner,
                              SwPerformer *performer);
void _sw_page_init_debug     (SwPage      *self);
void _sw_page_add_debug_views (SwPage    *self);
void _sw_page_init_breaks    (SwPage      *self);
void _sw_page_update_debug   (SwPage      *self);
void _sw_page_clear_debug    (SwPage      *self);
void _sw_page_begin_debug    (SwPage      *self,
                              SwRunner    *runner,
                              SwPerformer *performer);
void _sw_page_init_split      (SwPage *self);
void _sw_page_set_split_share (SwPage *self,
                               double  share);
void _sw_page_answer_file     (SwPage    *self);
void _sw_page_follow_file     (SwPage    *self);
void _sw_page_show_problem    (SwPage    *self,
                               SwProblem *problem);
SwRunPanel  *_sw_page_ensure_run_panel  (SwPage *self);
SwTestPanel *_sw_page_ensure_test_panel (SwPage *self);
gboolean _sw_page_get_panel_shown (SwPage     *self,
                                   SwPagePanel which);
void _sw_page_set_panel_shown     (SwPage     *self,
                                   SwPagePanel which,
                                   gboolean    shown);
void _sw_page_clear_panels        (SwPage     *self);

G_END_DECLS
