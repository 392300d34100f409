/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/document/sw-document.h"
#include "app/source/sw-inner-view.h"
#include "app/source/sw-proposal.h"

G_BEGIN_DECLS

/* SwQuestion: what can stand where the caret is, with all that is needed for an answer: texts of
 * its own, so that it can be answered in a thread. */
typedef struct _SwQuestion SwQuestion;

SwQuestion  *sw_question_new           (SwDocument        *document,
                                        GtkTextBuffer     *buffer,
                                        const SwInnerView *inner,
                                        GObject           *owner);
void         sw_question_free          (SwQuestion        *self);
gsize        sw_question_get_length    (const SwQuestion  *self);
SwProposals *sw_question_get_proposals (SwQuestion        *self);
void         sw_question_forget_run    (SwQuestion        *self);
SwAssist    *sw_question_answer        (const SwQuestion  *self);
void         sw_question_take_answer   (SwQuestion        *self,
                                        SwAssist          *take_assist);

G_END_DECLS
