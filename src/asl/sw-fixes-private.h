/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-fields.h"
#include "asl/sw-findings.h"
#include "asl/sw-fixes.h"
#include "asl/sw-ops.h"
#include "json/sw-rewriter.h"

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

/* The finders, by what they are about; each looks at the diagnostic's kind. */
void     sw_fixes_find_syntax   (SwFixing     *fixing);

G_END_DECLS
