/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/execution/sw-execution.h"
#include "store/sw-store.h"

G_BEGIN_DECLS

/* SwJournal: what happens in one execution, written down in a store: what came from outside, the
 * events that followed, the tasks that are open. It listens to the execution; whoever drives that
 * hands over what has come together as one transaction, and holds back every effect until it is on
 * the disk.
 *
 * Of an Express execution it writes only that it was begun and how it ended: AWS keeps no more. */
typedef struct _SwJournal SwJournal;

/* How far a task has come, as it is on the disk */
typedef enum
{
  SW_JOURNAL_SCHEDULED, /* nobody outside knows of it */
  SW_JOURNAL_STARTED,   /* its performer was called, or is about to be */
  SW_JOURNAL_SUBMITTED, /* its request was accepted */
} SwJournalPhase;

/* sw-journal.c */
SwJournal   *sw_journal_new        (SwStore                  *store,
                                    const char               *origin,
                                    SwValue                   about,
                                    const SwExecutionOptions *options);
SwJournal   *sw_journal_new_again  (SwStore                  *store,
                                    const SwStoreExecution   *row,
                                    GError                  **error);
void         sw_journal_set_fork   (SwJournal                *self,
                                    SwValue                   take_fork);
void         sw_journal_free       (SwJournal                *self);
gint64       sw_journal_get_id     (const SwJournal          *self);
gboolean     sw_journal_is_light   (const SwJournal          *self);
SwRandomFunc sw_journal_get_random (SwJournal                *self,
                                    gpointer                 *data);

/* sw-journal-entries.c */
void sw_journal_follow (SwJournal   *self,
                        SwExecution *execution);
void sw_journal_go_on  (SwJournal   *self,
                        SwExecution *execution,
                        gint64       n_entries);
void sw_journal_redrive (SwJournal  *self,
                         const char *token,
                         gint64      now);

/* sw-journal-tasks.c */
void           sw_journal_put_task       (SwJournal      *self,
                                          guint64         id,
                                          SwJournalPhase  phase,
                                          const char     *kind,
                                          const char     *external_id);
void           sw_journal_adopt_task     (SwJournal      *self,
                                          guint64         id,
                                          SwJournalPhase  phase,
                                          const char     *kind,
                                          const char     *external_id);
SwJournalPhase sw_journal_get_phase      (SwJournal      *self,
                                          guint64         id);
void           sw_journal_task_ended     (SwJournal      *self,
                                          guint64         id);
gboolean       sw_journal_phase_find     (const char     *name,
                                          SwJournalPhase *phase);

/* sw-journal-commit.c */
gboolean sw_journal_has_news (const SwJournal *self);
void     sw_journal_commit   (SwJournal       *self,
                              SwStoreDoneFunc  done,
                              gpointer         data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwJournal, sw_journal_free)

G_END_DECLS
