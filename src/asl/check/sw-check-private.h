/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/check/sw-check.h"
#include "asl/check/sw-findings.h"
#include "asl/model/sw-fields.h"
#include "asl/sw-assignments.h"

G_BEGIN_DECLS

/* A check under way. */
typedef struct
{
  SwModel         *model;
  SwMachineType    type;
  GPtrArray       *diagnostics; /* SwDiagnostic, owned */
  GArray          *uses;        /* of variables, for sw_check_variables(); or NULL */
  GHashTable      *reachable;   /* the set of SwState, once the graph is checked */
  GHashTable      *dead;        /* nodes of rules, catchers and Defaults that are never taken */
  SwState         *state;       /* being checked, or NULL outside of states */
  SwStateType      state_type;  /* its type; UNKNOWN outside */
  SwQueryLanguage  language;    /* in force */
  gboolean
      any_language; /* the state's QueryLanguage is wrong itself: do not judge its fields by it */
} SwCheck;

void     sw_check_add         (SwCheck       *check,
                               SwFinding      finding,
                               SwNode        *node,
                               SwSpan         span,
                               const char    *format,
                               ...) G_GNUC_PRINTF (5, 6);
SwSpan   sw_check_get_span    (const SwNode  *node);
gboolean sw_check_is_unknown  (SwNode        *node);
void     sw_check_object      (SwCheck       *check,
                               SwNode        *node,
                               SwFieldSet     set);
void     sw_check_value       (SwCheck       *check,
                               SwNode        *node,
                               const SwField *field);
void     sw_check_rule        (SwCheck       *check,
                               SwNode        *node,
                               gboolean       outermost);
void     sw_check_template    (SwCheck       *check,
                               SwNode        *node);
void     sw_check_expression  (SwCheck       *check,
                               SwNode        *node);
void     sw_check_path        (SwCheck       *check,
                               SwNode        *node,
                               SwFieldKind    kind,
                               gboolean       callable);
void     sw_check_timestamp   (SwCheck       *check,
                               SwNode        *node);
void     sw_check_resource    (SwCheck       *check,
                               SwNode        *node);
void     sw_check_parts       (SwCheck       *check,
                               SwNode        *node,
                               SwFieldSet     set);
void     sw_check_credentials (SwCheck       *check,
                               SwNode        *node);
void     sw_check_graph       (SwCheck       *check);
gboolean sw_check_has_end     (SwScope       *scope);
void     sw_check_variables   (SwCheck       *check);
void     sw_check_choice      (SwCheck       *check,
                               SwState       *state);
void     sw_check_handlers    (SwCheck       *check,
                               SwState       *state);
void     sw_check_task        (SwCheck       *check,
                               SwState       *state);
void     sw_check_ways        (SwCheck       *check);
void     sw_check_texts       (SwCheck       *check);
void     sw_check_secret      (SwCheck       *check,
                               SwNode        *node);
void     sw_check_note_jsonata (SwCheck      *check,
                               SwNode        *node,
                               const char    *text,
                               gsize          length,
                               gsize          start);
void     sw_check_note_path   (SwCheck       *check,
                               SwNode        *node,
                               const char    *text);
void     sw_check_names       (SwCheck       *check);

G_END_DECLS
