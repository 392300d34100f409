/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/check/sw-findings.h"
#include "asl/fixes/sw-fixes.h"
#include "asl/model/sw-fields.h"
#include "asl/ops/sw-ops.h"
#include "json/rewriter/sw-rewriter.h"

G_BEGIN_DECLS

/* Looking for the fixes of one diagnostic. */
typedef struct
{
  SwModel            *model;
  SwTree             *tree;
  const char         *text;
  const SwDiagnostic *diagnostic;
  SwNode             *node;  /* what is underlined: the innermost node whose name or value holds the
                                span's start; or NULL */
  SwNode             *owner; /* what the location names; or NULL */
  GPtrArray          *fixes; /* SwFix, owned */
} SwFixing;

typedef enum
{
  SW_FIX_MAYBE, /* one of several ways, or a guess: a person decides */
  SW_FIX_SAFE,
} SwFixSafety;

/* Each adds a fix and takes its TITLE, or adds none where the change cannot be made. */
void     sw_fixing_add          (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwEdits      *take_edits);
void     sw_fixing_add_text     (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwSpan        span,
                                 const char   *text);
void     sw_fixing_add_rewrite  (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwRewriter   *take_rewriter);
void     sw_fixing_add_set      (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwNode       *node,
                                 const char   *json);
void     sw_fixing_replace      (SwFixing     *self,
                                 SwFixSafety   safety,
                                 const char   *json);
void     sw_fixing_replace_text (SwFixing     *self,
                                 SwFixSafety   safety,
                                 const char   *text);
void     sw_fixing_add_member   (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwNode       *object,
                                 const char   *name,
                                 const char   *json);
void     sw_fixing_add_rename   (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwNode       *member,
                                 const char   *name);
void     sw_fixing_add_remove   (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwNode       *node);
void     sw_fixing_add_result   (SwFixing     *self,
                                 SwFixSafety   safety,
                                 char         *title,
                                 SwOpsResult  *take_result);

/* Errors of syntax, by their kind */
void     sw_fixes_find_syntax   (SwFixing     *fixing);

/* One for each finding that can be mended; sw-fixes.c has the table */
void     sw_fix_arn_partition (SwFixing *fixing);
void     sw_fix_callback_timeout (SwFixing *fixing);
void     sw_fix_concurrency (SwFixing *fixing);
void     sw_fix_duplicate_label (SwFixing *fixing);
void     sw_fix_duplicate_state (SwFixing *fixing);
void     sw_fix_duration (SwFixing *fixing);
void     sw_fix_empty (SwFixing *fixing);
void     sw_fix_error_needless (SwFixing *fixing);
void     sw_fix_error_taken (SwFixing *fixing);
void     sw_fix_error_unknown (SwFixing *fixing);
void     sw_fix_exclusive_fields (SwFixing *fixing);
void     sw_fix_function (SwFixing *fixing);
void     sw_fix_heartbeat (SwFixing *fixing);
void     sw_fix_jsonata_delimiters (SwFixing *fixing);
void     sw_fix_jsonata_in_path (SwFixing *fixing);
void     sw_fix_jsonata_name (SwFixing *fixing);
void     sw_fix_label (SwFixing *fixing);
void     sw_fix_missing_alternative (SwFixing *fixing);
void     sw_fix_missing_field (SwFixing *fixing);
void     sw_fix_missing_target (SwFixing *fixing);
void     sw_fix_no_default (SwFixing *fixing);
void     sw_fix_no_dollar (SwFixing *fixing);
void     sw_fix_no_end (SwFixing *fixing);
void     sw_fix_number_range (SwFixing *fixing);
void     sw_fix_other_language (SwFixing *fixing);
void     sw_fix_path (SwFixing *fixing);
void     sw_fix_path_in_jsonata (SwFixing *fixing);
void     sw_fix_rule_never (SwFixing *fixing);
void     sw_fix_state_name (SwFixing *fixing);
void     sw_fix_states_all (SwFixing *fixing);
void     sw_fix_static_result (SwFixing *fixing);
void     sw_fix_template_conflict (SwFixing *fixing);
void     sw_fix_template_path (SwFixing *fixing);
void     sw_fix_timestamp (SwFixing *fixing);
void     sw_fix_unreachable (SwFixing *fixing);
void     sw_fix_unsupported_field (SwFixing *fixing);
void     sw_fix_value_choice (SwFixing *fixing);
void     sw_fix_variable (SwFixing *fixing);
void     sw_fix_wrong_type (SwFixing *fixing);

/* sw-fixes-fields.c */
SwState   *sw_fixing_get_neighbour (const SwState  *state);
SwFieldSet sw_fixing_get_set       (const SwNode   *node);
gboolean   sw_fixing_may_add       (const SwFixing *fixing,
                                    SwNode         *object,
                                    const SwField  *field);
gboolean   sw_fixing_rename_slip   (SwFixing       *fixing,
                                    SwNode         *object,
                                    const char     *name);

G_END_DECLS
