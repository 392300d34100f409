/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* The ONE table of fields: which fields a state, a rule, a retrier … may have, of what kind, in
 * which query language, with a line of help. The checker, the completion and the inspector all read
 * it, so they never disagree. */

typedef enum
{
  SW_FIELD_TEXT,      /* any string */
  SW_FIELD_LONG_TEXT, /* a string worth several lines: Comment, Cause */
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
  SW_FIELD_TEMPLATE,   /* payload template: any JSON, "x.$" members (JSONPath), {% %} (JSONata) */
  SW_FIELD_JSON,       /* any JSON, taken literally */
  SW_FIELD_EXPRESSION, /* a {% %} string, or a literal of another kind */
  SW_FIELD_CONDITION,  /* a Choice rule's Condition */
  SW_FIELD_ERRORS,     /* array of error names */
  SW_FIELD_RULES,      /* Choices: array of objects, `set` */
  SW_FIELD_RETRIERS,   /* array of objects, `set` */
  SW_FIELD_CATCHERS,   /* array of objects, `set` */
  SW_FIELD_BRANCHES,   /* array of objects, `set` */
  SW_FIELD_PROCESSOR,  /* an object, `set` */
  SW_FIELD_OBJECT,     /* an object, `set` */
  SW_FIELD_STATES,     /* the States object: name -> state */
  SW_FIELD_TEXTS,      /* array of strings */
  SW_FIELD_RULE,       /* one condition inside a rule (Not): an object, `set` */
  SW_FIELD_RULE_LIST,  /* conditions inside a rule (And, Or): array of objects, `set` */
} SwFieldKind;

/* The kinds of objects a definition is made of, each with its own fields. */
typedef enum
{
  SW_FIELD_SET_NONE,
  SW_FIELD_SET_STATE,     /* a state; `types` says of which types */
  SW_FIELD_SET_MACHINE,   /* the whole definition */
  SW_FIELD_SET_BRANCH,    /* an element of Branches */
  SW_FIELD_SET_PROCESSOR, /* ItemProcessor, Iterator */
  SW_FIELD_SET_PROCESSOR_CONFIG,
  SW_FIELD_SET_RULE, /* an element of Choices; its comparison operators are in sw-operators.h */
  SW_FIELD_SET_CONDITION, /* an element of And or Or, the value of Not: as a rule, but leads nowhere
                           */
  SW_FIELD_SET_RETRIER,
  SW_FIELD_SET_CATCHER,
  SW_FIELD_SET_CREDENTIALS,
  SW_FIELD_SET_ITEM_READER,
  SW_FIELD_SET_READER_CONFIG,
  SW_FIELD_SET_ITEM_BATCHER,
  SW_FIELD_SET_RESULT_WRITER,
  SW_FIELD_SET_WRITER_CONFIG,
  SW_FIELD_N_SETS
} SwFieldSet;

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
  SW_FIELD_REQUIRED = 1 << 0,    /* of a group `exclusive`: exactly one of the group must stand */
  SW_FIELD_JSONPATH = 1 << 1,    /* legal in JSONPath states only */
  SW_FIELD_JSONATA = 1 << 2,     /* legal in JSONata states only; neither bit: legal in both */
  SW_FIELD_EXPRESSIBLE = 1 << 3, /* in JSONata a {% %} string may stand in its place */
  SW_FIELD_NOT_EMPTY = 1 << 4,   /* an array that must hold something */
  SW_FIELD_DISTRIBUTED = 1 << 5, /* of use in a Map of mode DISTRIBUTED alone */
  SW_FIELD_CALLABLE = 1 << 6,    /* a path: or an intrinsic function that yields text */
} SwFieldFlags;

typedef struct
{
  const char        *name;
  SwFieldKind        kind;
  guint              types;     /* bits (1 << SwStateType) of who may have it; else 0 */
  SwFieldFlags       flags;
  SwFieldTab         tab;
  double             minimum;
  double             maximum;   /* 0: none */
  const char *const *choices;   /* NULL-terminated, or NULL */
  const char        *label;     /* header capitals, to translate */
  const char        *help;      /* one sentence, to translate */
  const char        *exclusive; /* group of which at most one may stand ("wait"), or NULL */
  SwFieldSet         set;       /* which object stands inside, or SW_FIELD_SET_NONE */
  const char        *reveal;    /* what a switch says that adds it, to translate; or NULL */
} SwField;

const SwField *sw_fields_get_all    (guint           *count);
const SwField *sw_fields_get_set    (SwFieldSet       set,
                                     guint           *count);
const SwField *sw_fields_find       (SwStateType      type,
                                     const char      *name);
const SwField *sw_fields_find_in    (SwFieldSet       set,
                                     const char      *name);
char          *sw_field_dup_first   (const SwField   *field,
                                     SwStateType      type);
gboolean       sw_field_is_legal    (const SwField   *field,
                                     SwStateType      type,
                                     SwQueryLanguage  language);

G_END_DECLS
