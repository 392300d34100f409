/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/document/sw-document.h"
#include "app/source/sw-problem.h"

G_BEGIN_DECLS

/* SwSourcePane: the code of a document: editor, search bar, and a foot with the problems, the
 * outline and the way to the part under the caret.
 *
 * Actions: `source.define`, `source.references`, `source.rename`: of the name under the caret;
 * `source.back`, `source.forward`: to where jumps came from; `source.match-bracket`;
 * `source.states`: the outline; `source.problems`: the list; `source.fixes`: what is wrong here. */
#define SW_TYPE_SOURCE_PANE (sw_source_pane_get_type ())
G_DECLARE_FINAL_TYPE (SwSourcePane, sw_source_pane, SW, SOURCE_PANE, AdwBin)

void           sw_source_pane_set_document     (SwSourcePane *self,
                                                SwDocument   *document);
GtkSourceView *sw_source_pane_get_view         (SwSourcePane *self);
void           sw_source_pane_find             (SwSourcePane *self);
void           sw_source_pane_show_problem     (SwSourcePane *self,
                                                SwProblem    *problem);
void           sw_source_pane_next_problem     (SwSourcePane *self);
void           sw_source_pane_previous_problem (SwSourcePane *self);
void           sw_source_pane_show_states      (SwSourcePane *self);

G_END_DECLS
