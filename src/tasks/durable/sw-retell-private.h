/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-redrive.h"
#include "tasks/durable/sw-durable.h"
#include "tasks/durable/sw-journal.h"

G_BEGIN_DECLS

/* What is stored of an execution */
typedef struct
{
  gint64      id;
  SwStore    *store;
  gboolean    found;
  gboolean    ended;
  gboolean    children; /* those of distributed Maps are wanted, too, whoever began it */
  guint       first_child; /* of these alone what they had and did, */
  guint       n_children;  /* 0: of those that ended last */
  char       *arn;
  char       *revision;
  SwValue     settings;
  SwValue     input;
  SwValue     fork;     /* what it was begun from in place of its beginning, or undefined */
  gint64      start;
  SwRedriveFacts facts;
  SwJournal  *journal;
  GPtrArray  *bodies;   /* of its events */
  GPtrArray  *entries;  /* texts */
  SwProgram  *program;  /* once it was made */
  gboolean    in_turn;  /* told, it stands still in the middle of a turn: a debugger held it */
  GError     *error;
} SwStored;

void         sw_stored_clear         (SwStored        *self);
gboolean     sw_stored_read          (SwStored        *self,
                                      SwStore         *store,
                                      gint64           id,
                                      GError         **error);
gboolean     sw_stored_check_open    (const SwStored  *self,
                                      GError         **error);
gboolean     sw_stored_is_express    (const SwStored  *self);
SwExecution *sw_stored_new_fork      (SwValue                    fork,
                                      SwProgram                 *program,
                                      const SwExecutionOptions  *options,
                                      GError                   **error);
gboolean     sw_stored_is_fork       (const SwStored  *self);
SwExecution *sw_stored_new_execution (SwStored        *self,
                                      GError         **error);
gboolean     sw_stored_tell          (SwStored        *self,
                                      SwExecution     *execution,
                                      GHashTable      *submitted,
                                      GError         **error);
GPtrArray   *sw_stored_dup_jobs      (SwStored        *self,
                                      guint           *n_unknown);
GHashTable  *sw_stored_new_answers   (void);
SwRunner    *sw_stored_make_runner   (SwStored        *self,
                                      SwExecution     *take_execution,
                                      SwPerformer     *performer);
void         sw_durable_refuse       (GError         **error,
                                      SwDurableError   code,
                                      const char      *format,
                                      ...) G_GNUC_PRINTF (3, 4);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwStored, sw_stored_clear)

G_END_DECLS
