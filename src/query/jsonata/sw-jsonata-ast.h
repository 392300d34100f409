/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata.h"

G_BEGIN_DECLS

/* The syntax tree of a JSONata expression, as the parser leaves it: paths flattened to steps,
 * predicates and group-by attached to their step, `%` resolved to slots, tail calls marked. Every
 * part lives in the arena of its expression. */

typedef struct _SwJsonataNode SwJsonataNode;
typedef struct _SwJsonataSignature SwJsonataSignature;

typedef enum
{
  SW_JN_NAME,
  SW_JN_LITERAL,    /* string, number, true, false, null: `value` */
  SW_JN_VARIABLE,   /* `name`; "" is `$`, "$" is `$$` */
  SW_JN_WILDCARD,
  SW_JN_DESCENDANT,
  SW_JN_PARENT,     /* `slot` */
  SW_JN_REGEX,
  SW_JN_PATH,       /* items: steps */
  SW_JN_BINARY,     /* op, lhs, rhs */
  SW_JN_NEGATE,     /* lhs */
  SW_JN_ARRAY,      /* items */
  SW_JN_OBJECT,     /* items: key, value, key, value … */
  SW_JN_BLOCK,      /* items */
  SW_JN_CONDITION,  /* lhs ? rhs : third (third may be NULL) */
  SW_JN_BIND,       /* name := rhs */
  SW_JN_CALL,       /* lhs ( items ) */
  SW_JN_PARTIAL,    /* the same with `?` among the items */
  SW_JN_HOLE,       /* the `?` itself */
  SW_JN_LAMBDA,     /* items: parameters (VARIABLE); lhs: body */
  SW_JN_APPLY,      /* lhs ~> rhs */
  SW_JN_SORT,       /* items: terms; `descending` on each term's wrapper */
  SW_JN_TERM,       /* lhs, descending */
  SW_JN_TRANSFORM,  /* | lhs | rhs , third | */
  /* before the second pass only: */
  SW_JN_FILTER,     /* lhs [ rhs ] */
  SW_JN_GROUP,      /* lhs { items } */
  SW_JN_ORDER,      /* lhs ^( items ) */
  SW_JN_FOCUS,      /* lhs @$name */
  SW_JN_INDEX,      /* lhs #$name */
  SW_JN_DOT,        /* lhs . rhs */
  SW_JN_WORD,       /* `and`, `or`, `in` where a name stands */
} SwJsonataKind;

typedef enum
{
  SW_JO_NONE,
  SW_JO_ADD,
  SW_JO_SUBTRACT,
  SW_JO_MULTIPLY,
  SW_JO_DIVIDE,
  SW_JO_MODULO,
  SW_JO_EQUAL,
  SW_JO_NOT_EQUAL,
  SW_JO_LESS,
  SW_JO_LESS_EQUAL,
  SW_JO_GREATER,
  SW_JO_GREATER_EQUAL,
  SW_JO_CONCAT,
  SW_JO_RANGE,
  SW_JO_IN,
  SW_JO_AND,
  SW_JO_OR,
} SwJsonataOperator;

/* The binding by which `%` reaches the parent of a step. Slots that turn out to be the same share
 * `label`. */
typedef struct
{
  SwString *label;
  int       level;
} SwJsonataSlot;

/* What follows a step: a filter in brackets, or `#$name` behind one */
typedef struct
{
  SwJsonataNode *filter; /* or NULL: */
  SwString      *index;
} SwJsonataStage;

struct _SwJsonataNode
{
  SwJsonataKind       kind;
  SwJsonataOperator   op;
  gsize               position;   /* byte behind the token, as the reference counts */
  SwValue             value;
  SwString           *name;
  SwJsonataNode      *lhs;
  SwJsonataNode      *rhs;
  SwJsonataNode      *third;
  GPtrArray          *items;      /* SwJsonataNode */
  GArray             *stages;     /* SwJsonataStage: filters behind this part */
  SwJsonataNode      *group;      /* OBJECT node of a group-by */
  SwString           *focus;      /* @$name */
  SwString           *index;      /* #$name directly on the step */
  SwJsonataSlot      *slot;       /* of PARENT; of a step: the slot it binds (`ancestor`) */
  GPtrArray          *seeking;    /* SwJsonataSlot that still look for their parent further left */
  SwJsonataSignature *signature;
  gpointer            regex;      /* compiled, owned by the expression */
  gboolean            staged;               /* the path applies `stages` item by item */
  gboolean            keep_array;           /* [] behind this part */
  gboolean            keep_singleton_array; /* [] behind some step of this path */
  gboolean            cons_array;           /* an array constructor at either end of a path */
  gboolean            tuple;                /* the step carries bindings along */
  gboolean            thunk;                /* lambda made for a tail call */
  gboolean            descending;
};

/* The parsed expression; owns every node. */
struct _SwJsonata
{
  char          *text;
  gsize          length;
  SwJsonataNode *root;
  GPtrArray     *nodes;      /* SwJsonataNode, with what they own */
  GPtrArray     *slots;
  guint          n_labels;
};

SwJsonataNode *sw_jsonata_node_new   (SwJsonata      *owner,
                                      SwJsonataKind   kind,
                                      gsize           position);
void           sw_jsonata_node_add   (SwJsonataNode  *self,
                                      SwJsonataNode  *item);
const char    *sw_jsonata_operator_get_text (SwJsonataOperator op);

SwJsonata     *sw_jsonata_read      (const char     *text,
                                     gsize           length,
                                     SwJsonataError *error);

/* First pass (Pratt) and second pass; NULL with ERROR set where the text is no expression. */
SwJsonataNode *sw_jsonata_parse      (SwJsonata      *owner,
                                      SwJsonataError *error);
SwJsonataNode *sw_jsonata_resolve    (SwJsonata      *owner,
                                      SwJsonataNode  *node,
                                      SwJsonataError *error);

G_END_DECLS
