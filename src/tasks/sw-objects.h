/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "engine/execution/sw-execution.h"
#include "tasks/sw-performer.h"

G_BEGIN_DECLS

/* SwObjects: local files that stand in for the objects of S3 buckets, "objects" of a tasks file:
 *
 *   [ { "bucket": "orders", "key": "2030/may.csv", "file": "samples/may.csv" },
 *     { "bucket": "results", "key": "*", "file": "out", "write": true } ]
 *
 * `bucket` and `key` are globs (`*`, `?`); `file` is relative to the tasks file. Where it is a
 * folder, the object's key is the path inside it. The first row that matches serves an object;
 * nothing is ever written but into a folder whose row says "write". A file named .gz is
 * unpacked. */
typedef struct _SwObjects SwObjects;

SwObjects       *sw_objects_new     (SwValue               rows,
                                     GFile                *folder,
                                     GError              **error);
void             sw_objects_free    (SwObjects            *self);
SwPerformResult  sw_objects_perform (SwObjects            *self,
                                     const SwTaskRequest  *request,
                                     SwValue              *output,
                                     char                **error,
                                     char                **cause);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwObjects, sw_objects_free)

G_END_DECLS
