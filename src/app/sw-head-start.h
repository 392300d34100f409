/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/canvas/scene/sw-layout-job.h"
#include "app/document/sw-loaded.h"

G_BEGIN_DECLS

/* SwHeadStart: a file that is read, and its diagram laid out, in threads, while the main thread
 * makes the window it is to be shown in. Held by whoever awaits it; handed to the document that the
 * file is opened in, and found there by its canvas. */
typedef struct _SwHeadStart SwHeadStart;

SwHeadStart *sw_head_start_new            (GFile               *file);
SwHeadStart *sw_head_start_ref            (SwHeadStart         *self);
void         sw_head_start_unref          (SwHeadStart         *self);
void         sw_head_start_cancel         (SwHeadStart         *self);
GFile       *sw_head_start_get_file       (SwHeadStart         *self);
void         sw_head_start_lay_out        (SwHeadStart         *self,
                                           SwDirection          direction,
                                           double               scale);
void         sw_head_start_await_async    (SwHeadStart         *self,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
SwLoaded    *sw_head_start_await_finish   (GAsyncResult        *result);
SwLayoutJob *sw_head_start_dup_job        (SwHeadStart         *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwHeadStart, sw_head_start_unref)

G_END_DECLS
