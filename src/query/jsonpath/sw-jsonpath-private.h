/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonpath/sw-jsonpath.h"

G_BEGIN_DECLS

/* The compiled form of a path, for the files of this folder alone. */

typedef struct _SwPathFilter SwPathFilter;
typedef struct _SwPathFunction SwPathFunction;

typedef enum
{
  SW_STEP_MEMBER,   /* .name */
  SW_STEP_MEMBERS,  /* ['a','b'] */
  SW_STEP_INDEX,    /* [3], [-1] */
  SW_STEP_INDEXES,  /* [0,2] */
  SW_STEP_SLICE,    /* [1:3] */
  SW_STEP_WILDCARD, /* .* */
  SW_STEP_SCAN,     /* .. : the step behind it is tried at every container below */
  SW_STEP_FILTER,   /* [?( … )] */
  SW_STEP_FUNCTION, /* .length() */
} SwStepKind;

/* A function's argument: a path over the document, or a constant. */
typedef struct
{
  SwJsonPath *path; /* or NULL */
  SwValue     value;
} SwPathArgument;

typedef struct
{
  SwStepKind kind;
  gboolean   upstream_definite; /* no step before this one can yield several values */
  union
  {
    SwString *name;
    gint      index;   /* below 0: from the end */
    GPtrArray *names;  /* SwString, at least two */
    GArray    *indexes; /* gint, at least two */
    struct
    {
      gboolean has_from;
      gboolean has_to;
      gint     from;
      gint     to;
    } slice;
    SwPathFilter *filter;
    struct
    {
      char                 *name;
      const SwPathFunction *function;  /* NULL: none of that name */
      GArray               *arguments; /* SwPathArgument */
    } call;
  };
} SwPathStep;

struct _SwJsonPath
{
  gatomicrefcount count;
  char           *text;
  gboolean        at_item;  /* begins with `@`: relative to the value a filter tests */
  gboolean        plain;    /* members and single indexes alone: no walk needed */
  gboolean        definite; /* yields one value, not an array of matches */
  GArray         *steps;    /* SwPathStep */
};

/* One evaluation. Borrows everything. */
typedef struct
{
  SwValue  root;    /* `$` */
  gboolean require; /* an existence test: a missing member is an error even behind a wildcard */
  guint64  steps;   /* places visited so far */
  SwInterrupt *interrupt; /* or NULL */
} SwPathWalk;

/* sw-jsonpath.c */
char         *sw_path_dup_prefix      (const SwJsonPath *self,
                                       guint             n_steps);
gboolean      sw_path_lookup          (const SwJsonPath *self,
                                       SwValue           root,
                                       SwValue          *borrowed,
                                       guint            *failed);

/* sw-jsonpath-reader.c */
void          sw_path_set_syntax_error (GError         **error,
                                       gsize             offset,
                                       const char       *format,
                                       ...) G_GNUC_PRINTF (3, 4);
gboolean      sw_query_spend          (SwInterrupt      *interrupt,
                                       gsize             units,
                                       GError          **error);
gboolean      sw_query_refuse         (GError          **error,
                                       const char       *format,
                                       ...) G_GNUC_PRINTF (2, 3);
void          sw_query_error_shift    (GError          **error,
                                       gsize             by,
                                       gsize             back);
gsize         sw_path_skip_spaces     (const char       *text,
                                       gsize             length,
                                       gsize             at);
gssize        sw_path_find_unescaped  (const char       *text,
                                       gsize             length,
                                       gsize             at,
                                       char              sought);
gssize        sw_path_find_closing    (const char       *text,
                                       gsize             length,
                                       gsize             at,
                                       gboolean          skip_patterns);
SwString     *sw_path_unescape        (const char       *text,
                                       gsize             length,
                                       char              kept,
                                       gsize             offset,
                                       GError          **error);

/* sw-jsonpath-parser.c */
SwJsonPath   *sw_path_parse           (const char       *text,
                                       gsize             length,
                                       guint             nesting,
                                       GError          **error);

/* sw-jsonpath-walk.c */
gboolean      sw_path_walk            (const SwJsonPath *self,
                                       SwPathWalk       *walk,
                                       SwValue           root,
                                       SwValue          *result,
                                       GError          **error);
gboolean      sw_path_walk_tick       (SwPathWalk       *walk,
                                       GError          **error);
gboolean      sw_path_walk_spend      (SwPathWalk       *walk,
                                       guint64           steps,
                                       GError          **error);

/* sw-jsonpath-filter-parser.c, sw-jsonpath-filter.c */
SwPathFilter *sw_path_filter_parse    (const char       *text,
                                       gsize             length,
                                       gsize             offset,
                                       guint             nesting,
                                       GError          **error);
void          sw_path_filter_free     (SwPathFilter     *self);
gboolean      sw_path_filter_accepts  (const SwPathFilter *self,
                                       SwPathWalk       *walk,
                                       SwValue           item,
                                       gboolean         *accepted,
                                       GError          **error);

/* sw-jsonpath-functions.c */
const SwPathFunction *sw_path_function_find (const char *name);
gboolean      sw_path_function_counts (const SwPathFunction *self);
gboolean      sw_path_function_call   (const SwPathFunction *self,
                                       GArray           *arguments,
                                       SwPathWalk       *walk,
                                       SwValue           model,
                                       SwValue          *result,
                                       GError          **error);

G_END_DECLS
