/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/sw-model.h"

G_BEGIN_DECLS

/* The ONE table of fields: which fields a state, a rule, a retrier … may have, of what kind, in which query
 * language, with a line of help. The checker, the completion and the inspector all read it, so they never disagree. */

typedef enum
{
  SW_FIELD_TEXT,           /* any string */
  SW_FIELD_LONG_TEXT,      /* a string worth several lines: Comment, Cause */
  SW_FIELD_BOOLEAN,
  SW_FIELD_INTEGER,        /* whole number >= minimum */
  SW_FIELD_NUMBER,         /* number >= minimum */
  SW_FIELD_CHOICE,         /* one of `choices` */
  SW_FIELD_STATE,          /* the name of a state of the same scope */
  SW_FIELD_RESOURCE,       /* ARN of a task */
  SW_FIELD_PATH,           /* JSONPath, or null */
  SW_FIELD_REFERENCE_PATH, /* JSONPath to exactly one place */
  SW_FIELD_RESULT_PATH,    /* where to write, or null */
  SW_FIELD_TIMESTAMP,      /* RFC 3339 */
  SW_FIELD_TEMPLATE,       /* payload template: any JSON, "x.$" members (JSONPath), {% %} (JSONata) */
  SW_FIELD_JSON,           /* any JSON, taken literally */
  SW_FIELD_EXPRESSION,     /* a {% %} string, or a literal of another kind */
  SW_FIELD_CONDITION,      /* a Choice rule's Condition */
  SW_FIELD_ERRORS,         /* array of error names */
  SW_FIELD_RULES,          /* Choices */
  SW_FIELD_RETRIERS,
  SW_FIELD_CATCHERS,
  SW_FIELD_BRANCHES,
  SW_FIELD_PROCESSOR,
  SW_FIELD_OBJECT,         /* an object with a row set of its own */
} SwFieldKind;

/* Where a field is shown in the inspector */
typedef enum
{
  SW_FIELD_TAB_CONFIGURATION,
  SW_FIELD_TAB_DATA,      /* Input/Output, or Arguments & Output */
  SW_FIELD_TAB_VARIABLES,
  SW_FIELD_TAB_ERRORS,
} SwFieldTab;

typedef enum
{
  SW_FIELD_REQUIRED = 1 << 0,
  SW_FIELD_JSONPATH = 1 << 1, /* legal in JSONPath states only */
  SW_FIELD_JSONATA  = 1 << 2, /* legal in JSONata states only; neither bit: legal in both */
  SW_FIELD_EXPRESSIBLE = 1 << 3, /* in JSONata a {% %} string may stand in its place */
} SwFieldFlags;

typedef struct
{
  const char        *name;
  SwFieldKind        kind;
  guint              types; /* bit set of (1 << SwStateType) that may have it */
  SwFieldFlags       flags;
  SwFieldTab         tab;
  double             minimum;
  const char *const *choices; /* NULL-terminated, or NULL */
  const char        *label;   /* header capitals, to translate */
  const char        *help;    /* one sentence, to translate */
  const char        *exclusive; /* group of fields of which at most one may stand, e.g. "wait"; or NULL */
} SwField;

const SwField *sw_fields_get_all    (guint           *count);
const SwField *sw_fields_find       (SwStateType      type,
                                     const char      *name);
gboolean       sw_field_is_legal    (const SwField   *field,
                                     SwStateType      type,
                                     SwQueryLanguage  language);

G_END_DECLS
