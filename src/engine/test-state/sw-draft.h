/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* SwDraft: an input and results of tasks that are being made up, place by place. A place is a
 * source and the way into it. Belongs to one thread. */
typedef struct _SwDraft SwDraft;

/* The execution's input; results of states follow it */
#define SW_DRAFT_INPUT 0

/* A way into a value: "/name" for a member, "/#0" for an element; in names ~ / # are ~0 ~1 ~2.
 * Unlike a JSON pointer it says which of both a number is, so that what is not there yet can be
 * made. */
char        *sw_way_append_name    (const char     *way,
                                    const char     *name,
                                    gsize           length);
char        *sw_way_append_index   (const char     *way,
                                    guint           index);
gboolean     sw_way_step_is_index  (const char     *step,
                                    guint          *index);
char        *sw_way_step_dup_name  (const char     *step);

SwDraft     *sw_draft_new          (void);
void         sw_draft_free         (SwDraft        *self);
guint        sw_draft_add_source   (SwDraft        *self,
                                    SwState        *state);
guint        sw_draft_get_n_sources (const SwDraft *self);
SwState     *sw_draft_get_state    (const SwDraft  *self,
                                    guint           source);
SwValue      sw_draft_get          (const SwDraft  *self,
                                    guint           source,
                                    const char     *way);
void         sw_draft_set          (SwDraft        *self,
                                    guint           source,
                                    const char     *way,
                                    SwValue         take_value);
void         sw_draft_fix          (SwDraft        *self,
                                    guint           source,
                                    const char     *way);
gboolean     sw_draft_is_fixed     (const SwDraft  *self,
                                    guint           source,
                                    const char     *way);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwDraft, sw_draft_free)

G_END_DECLS
