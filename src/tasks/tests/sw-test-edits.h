/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/sw-edits.h"
#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* Changes to "tests" of a tasks file, as edits of its text: the rest stays byte by byte. */

SwEdits *sw_test_edits_add     (SwTree      *tasks,
                                SwValue      tests,
                                GError     **error);
SwEdits *sw_test_edits_replace (SwTree      *tasks,
                                guint        index,
                                SwValue      test,
                                GError     **error);
SwEdits *sw_test_edits_remove  (SwTree      *tasks,
                                guint        index,
                                GError     **error);
char    *sw_test_dup_new_name  (SwTree      *tasks,
                                const char  *name);

G_END_DECLS
