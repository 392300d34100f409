/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "query/jsonpath/sw-jsonpath-private.h"

G_BEGIN_DECLS

/* The compiled form of a filter, for its parser and its evaluator. */

/* One side of a comparison: a constant, a regular expression, or a path */
typedef struct
{
  SwJsonPath *path;    /* or NULL */
  gboolean    negated; /* of a path that stands alone: "!" is before it */
  pcre2_code *pattern; /* or NULL; whole strings must match it */
  SwValue     value;   /* a constant */
  char       *digits;  /* of a number: as Java's BigDecimal prints what was written; or NULL */
} SwFilterTerm;

/* What a term is worth for one item */
typedef struct
{
  SwValue           value;   /* borrowed; undefined where a path leads nowhere */
  const char       *digits;  /* of the constant, or NULL */
  const pcre2_code *pattern; /* or NULL */
  SwPathWalk       *walk;    /* for comparisons that may take long */
} SwFilterOperand;

typedef gboolean (*SwFilterCompare) (const SwFilterOperand *left,
                                     const SwFilterOperand *right);

typedef struct
{
  const char     *name; /* compared without regard to case */
  SwFilterCompare compare;
} SwFilterOperator;

typedef enum
{
  SW_FILTER_OR,
  SW_FILTER_AND,
  SW_FILTER_NOT,
  SW_FILTER_EXISTS,  /* left.path alone */
  SW_FILTER_COMPARE, /* left operator right */
} SwFilterKind;

struct _SwPathFilter
{
  SwFilterKind            kind;
  GPtrArray              *parts; /* SwPathFilter, of OR, AND and NOT */
  SwFilterTerm            left;
  SwFilterTerm            right;
  const SwFilterOperator *operator;
};

/* A filter while it is read */
typedef struct
{
  const char *text;
  gsize       length;
  gsize       at;      /* byte of `text`, 0..length */
  gsize       offset;  /* of `text` in the whole path, for messages */
  guint       nesting; /* filters and arguments it stands in, itself included */
  guint       depth;   /* of parentheses and "!" */
} SwFilterReader;

/* sw-jsonpath-terms.c */
char     sw_filter_reader_peek        (const SwFilterReader *reader);
void     sw_filter_reader_skip_spaces (SwFilterReader       *reader);
gboolean sw_filter_reader_take        (SwFilterReader       *reader,
                                       const char           *word);
gboolean sw_filter_reader_at_operator (const SwFilterReader *reader);
void     sw_filter_reader_fail        (SwFilterReader       *reader,
                                       const char           *message,
                                       GError              **error);
gboolean sw_filter_read_term          (SwFilterReader       *reader,
                                       SwFilterTerm         *term,
                                       GError              **error);
void     sw_filter_term_clear         (SwFilterTerm         *term);

/* sw-jsonpath-operators.c */
const SwFilterOperator *sw_filter_operator_find (const char *name,
                                                 gsize       length);

/* sw-jsonpath-pattern.c */
gboolean sw_filter_match    (const SwFilterOperand *left,
                             const SwFilterOperand *right);

/* sw-jsonpath-number.c */
char *sw_decimal_to_java (const char *text,
                          gsize       length);

G_END_DECLS
