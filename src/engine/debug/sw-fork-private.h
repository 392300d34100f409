/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-fork.h"
#include "engine/execution/sw-execution-private.h"

G_BEGIN_DECLS

/* Where a frame stands in the record */
typedef struct
{
  const SwVisit *scope;    /* the machine, branch or iteration it is */
  guint          position; /* of the next visit among the scope's children */
  const SwVisit *visit;    /* of the state it is at, or NULL before the first */
  GArray        *attempts; /* SwAttempt of that visit */
  guint          begun;    /* attempts whose worker has begun */
  guint          submitted; /* attempts whose request was accepted */
} SwForkPlace;

/* A record being told again */
typedef struct
{
  SwTrace         *trace;
  const SwHistory *history;
  guint            limit;     /* events up to this one have happened */
  const SwVisit   *target;    /* stands before it in the end, or NULL */
  SwExecution     *execution;
  GHashTable      *places;    /* id of a frame -> SwForkPlace */
  GPtrArray       *parked;    /* SwFrame that have come as far as the record goes */
  SwFrame         *found;     /* at `target` */
  GError          *error;
} SwFork;

static inline gboolean
sw_fork_has_happened (const SwFork *self,
                      guint         event)
{
  return event != 0 && event <= self->limit;
}

/* sw-fork.c */
void         sw_fork_refuse    (SwFork        *self,
                                SwForkError    code,
                                const char    *format,
                                ...) G_GNUC_PRINTF (3, 4);

/* sw-fork-place.c */
void         sw_fork_place_free (SwForkPlace  *place);
SwForkPlace *sw_fork_get_place (SwFork        *self,
                                const SwFrame *frame);
void         sw_fork_decide    (SwFork        *self,
                                SwFrame       *frame);

/* sw-fork-turn.c */
gboolean     sw_fork_take_turn (SwFork        *self);

G_END_DECLS
