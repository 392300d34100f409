/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "json/value/sw-value.h"

G_BEGIN_DECLS

typedef enum
{
  SW_DIFF_SAME,
  SW_DIFF_ADDED,
  SW_DIFF_REMOVED,
  SW_DIFF_CHANGED,
  SW_DIFF_FOLDED, /* a stretch of equal parts that is not spelt out */
} SwDiffKind;

/* SwDiffLine: a part of two values as a row: what is equal in short, what differs in full. */
#define SW_TYPE_DIFF_LINE (sw_diff_line_get_type ())
G_DECLARE_FINAL_TYPE (SwDiffLine, sw_diff_line, SW, DIFF_LINE, GObject)

/* Longer comparisons end with a line that says so. */
#define SW_DIFF_MAX_LINES 5000

SwDiffKind  sw_diff_line_get_kind   (SwDiffLine *self);
guint       sw_diff_line_get_depth  (SwDiffLine *self);
const char *sw_diff_line_get_key    (SwDiffLine *self);
const char *sw_diff_line_get_before (SwDiffLine *self);
const char *sw_diff_line_get_after  (SwDiffLine *self);
GListModel *sw_diff_lines_new       (SwValue     before,
                                     SwValue     after,
                                     guint      *n_differences);

G_END_DECLS
