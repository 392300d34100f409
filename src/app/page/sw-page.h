/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/canvas/sw-canvas.h"
#include "app/document/sw-document.h"
#include "app/runs/record/sw-run-record.h"
#include "tasks/runner/sw-runner.h"

G_BEGIN_DECLS

/* SwPage: what a tab holds: the diagram and the code of one document, side by side or alone, the
 * run below.
 *
 * Properties
 *   view-mode  "diagram", "split" or "code"
 *   narrow     the two views stand one above the other
 *   show-runs  whether the run panel is open
 *   show-tests  whether the tests are open, in its place
 *   split-share  how much of the width the diagram has beside the code, 0.1 to 0.9
 *   direction  SwDirection: which way the diagram flows
 *   running    whether a run is under way; read-only */
#define SW_TYPE_PAGE (sw_page_get_type ())
G_DECLARE_FINAL_TYPE (SwPage, sw_page, SW, PAGE, AdwBin)

SwPage     *sw_page_new             (SwDocument *document);
SwDocument *sw_page_get_document    (SwPage     *self);
GtkSourceView *sw_page_get_code_view (SwPage    *self);
SwCanvas   *sw_page_get_canvas      (SwPage     *self);
void        sw_page_find            (SwPage     *self);
void        sw_page_next_problem    (SwPage     *self);
void        sw_page_previous_problem (SwPage    *self);
void        sw_page_go_to_state     (SwPage     *self);
void        sw_page_activate_canvas (SwPage     *self,
                                     const char *action);
void        sw_page_lead_elsewhere  (SwPage     *self,
                                     const char *edge);
void        sw_page_ask_run         (SwPage     *self);
void        sw_page_run             (SwPage     *self,
                                     const char *input,
                                     SwPerformer *performer,
                                     SwRunSpeed  speed);
gboolean    sw_page_continue        (SwPage     *self);
void        sw_page_stop            (SwPage     *self);
void        sw_page_show_history    (SwPage     *self,
                                     SwKeptExecution *execution,
                                     const SwHistory *history,
                                     GPtrArray  *notes);
const SwHistory *sw_page_get_history (SwPage    *self);
SwRunRecord *sw_page_get_record      (SwPage     *self);
SwRunRecord *sw_page_get_previous_record (SwPage *self);
void        sw_page_make_test       (SwPage     *self);
void        sw_page_record_mocks    (SwPage     *self);
void        sw_page_add_state       (SwPage     *self,
                                     const char *stencil_id);

G_END_DECLS
