/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* SwAssignments: which variables have a value where, for every state of a model, by following every
 * path. Where they are named is in sw-variables.h. */
typedef struct _SwAssignments SwAssignments;

typedef enum
{
  SW_ASSIGNED_NEVER,     /* on no path to the state */
  SW_ASSIGNED_SOMETIMES, /* on some */
  SW_ASSIGNED_ALWAYS,    /* on every one */
  SW_ASSIGNED_UNKNOWN,   /* no path leads to the state */
} SwAssigned;

SwAssignments *sw_assignments_new         (SwModel             *model);
void           sw_assignments_free        (SwAssignments       *self);
SwAssigned     sw_assignments_get         (const SwAssignments *self,
                                           const SwState       *state,
                                           const char          *name);
gboolean       sw_assignments_is_assigned (const SwAssignments *self,
                                           const char          *name);
GPtrArray     *sw_assignments_dup_names   (const SwAssignments *self,
                                           const SwState       *state);
gboolean       sw_scope_is_uncertain      (const SwScope       *scope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAssignments, sw_assignments_free)

G_END_DECLS
