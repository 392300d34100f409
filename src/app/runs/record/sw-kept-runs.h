/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tasks/durable/sw-durable.h"

G_BEGIN_DECLS

/* The runs of the designer that outlive it, and those that an earlier end of it has left. They are in
 * the program's store: app/kept/sw-keeping. */
SwRunner  *sw_kept_runs_begin            (SwProgram                 *program,
                                          const SwExecutionOptions  *options,
                                          SwPerformer               *performer,
                                          GFile                     *file,
                                          const char                *choice);
SwRunner  *sw_kept_runs_begin_fork       (SwProgram                 *program,
                                          const SwExecutionOptions  *options,
                                          SwPerformer               *performer,
                                          GFile                     *file,
                                          const char                *choice,
                                          SwTrace                   *trace,
                                          guint                      event,
                                          const char                *parent);
SwRunner  *sw_kept_runs_find_runner      (gint64                     id);
GPtrArray *sw_kept_runs_dup_interrupted  (void);
void       sw_kept_runs_stop             (const SwInterrupted       *run,
                                          GAsyncReadyCallback        callback,
                                          gpointer                   data);
SwRunner  *sw_kept_runs_take_up          (const SwInterrupted       *run,
                                          SwPerformer              **performer,
                                          GError                   **error);
SwRunner  *sw_kept_runs_redrive          (gint64                     id,
                                          SwPerformer              **performer,
                                          GError                   **error);
GFile     *sw_kept_runs_dup_file         (const SwInterrupted       *run);

G_END_DECLS
