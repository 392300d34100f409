/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* SwConditionComment: the comment of a part of a condition: out of sight where there is none.
 *
 * Signal
 *   changed   the person has written another one, see sw_condition_comment_dup_json() */
#define SW_TYPE_CONDITION_COMMENT (sw_condition_comment_get_type ())
G_DECLARE_FINAL_TYPE (SwConditionComment, sw_condition_comment, SW, CONDITION_COMMENT, AdwBin)

GtkWidget *sw_condition_comment_new      (void);
void       sw_condition_comment_show     (SwConditionComment *self,
                                          const char         *json);
char      *sw_condition_comment_dup_json (SwConditionComment *self);
void       sw_condition_comment_start    (SwConditionComment *self);
void       sw_condition_comment_commit   (SwConditionComment *self);

G_END_DECLS
