/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "query/jsonata/sw-jsonata-ast.h"
#include "query/jsonata/sw-jsonata-error.h"
#include "query/jsonata/sw-jsonata-regex.h"

G_BEGIN_DECLS

/* What the parts of the evaluator share. Functions that evaluate return an owned value; after each
 * call the caller looks at `failed`. */

/* Kinds of array, kept in SwValue.user: they travel with the value, not with the shared array. */
typedef enum
{
  SW_JS_SEQUENCE = 1 << 0, /* made by the evaluator: one item stands for itself, none for nothing */
  SW_JS_KEEP     = 1 << 1, /* … but this one stays an array: a[] */
  SW_JS_CONS     = 1 << 2, /* built by [ ]: not flattened into the result of a path */
  SW_JS_OUTER    = 1 << 3, /* wraps an input that is an array itself */
  SW_JS_TUPLES   = 1 << 4, /* items are objects of bindings: "@" the value, others by name */
} SwJsonataArrayFlags;

/* What the reference's own guard says of an evaluation that takes too long */
#define SW_JS_TIMEOUT "Expression evaluation timeout: Check for infinite loop"

typedef struct _SwJsonataFrame SwJsonataFrame;
typedef struct _SwJsonataEval SwJsonataEval;
typedef struct _SwJsonataNative SwJsonataNative;
typedef struct _SwJsonataFunction SwJsonataFunction;

struct _SwJsonataEval
{
  const SwJsonata      *expression;
  const SwJsonataScope *scope;
  SwJsonataFault        fault;
  gboolean              failed;
  gboolean              infinite; /* a number that is not finite was made */
  SwJsonataLimits       limits;
  guint                 depth;
  guint64               steps;
  guint64               check;  /* steps at which to look at limit and interrupt again */
  guint64               told;   /* steps that the interrupt knows of */
  gsize                 bytes;  /* made so far */
  SwJsonataFrame       *frames; /* all that live: their cycles with closures are broken at the end */
  SwJsonataFrame       *root;
};

/* ARGUMENTS are borrowed; a missing one is UNDEFINED (see sw_js_argument()). INPUT is the context
 * value. */
typedef SwValue (*SwJsonataNativeFunc) (SwJsonataEval *e,
                                        SwValue       *arguments,
                                        guint          n_arguments,
                                        SwValue        input);

struct _SwJsonataNative
{
  const char          *name;
  const char          *signature; /* or NULL */
  guint                arity;     /* how many of value, index, array it wants as a callback */
  SwJsonataNativeFunc  call;
};

typedef enum
{
  SW_JF_LAMBDA,
  SW_JF_NATIVE,
  SW_JF_PARTIAL,   /* `function` with some arguments given */
  SW_JF_CHAIN,     /* `function`, then `second` */
  SW_JF_TRANSFORM,
  SW_JF_MATCHER,   /* a regular expression */
  SW_JF_NEXT,      /* `next` of a match: searches further in `input` from `offset` */
} SwJsonataFunctionKind;

struct _SwJsonataFunction
{
  SwJsonataFunctionKind  kind;
  const SwJsonataNode   *node;
  SwJsonataFrame        *frame;
  SwValue                input;
  const SwJsonataNative *native;
  SwValue                function;
  SwValue                second;
  GArray                *arguments; /* SwValue of a partial application */
  guint64                holes;     /* bit i: argument i is still missing */
  SwJsonataRegex        *regex;
  gsize                  offset; /* of a `next`: byte to search from, */
  double                 units;  /* … and the UTF-16 units before it */
};

/* Frames */
SwJsonataFrame *sw_js_frame_new        (SwJsonataEval  *e,
                                        SwJsonataFrame *parent);
SwJsonataFrame *sw_js_frame_ref        (SwJsonataFrame *self);
void            sw_js_frame_unref      (SwJsonataFrame *self);
void            sw_js_frame_bind       (SwJsonataFrame *self,
                                        SwString       *name,
                                        SwValue         value);
SwValue         sw_js_frame_lookup     (SwJsonataEval  *e,
                                        SwJsonataFrame *self,
                                        SwString       *name);
SwJsonataFrame *sw_js_frame_from_tuple (SwJsonataEval  *e,
                                        SwJsonataFrame *parent,
                                        SwValue         tuple);

void               sw_js_frames_clear    (SwJsonataEval        *e);

/* Evaluation */
SwValue sw_js_evaluate            (SwJsonataEval       *e,
                                   const SwJsonataNode *node,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_evaluate_path       (SwJsonataEval       *e,
                                   const SwJsonataNode *node,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_evaluate_binary     (SwJsonataEval       *e,
                                   const SwJsonataNode *node,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_evaluate_group      (SwJsonataEval       *e,
                                   const SwJsonataNode *object,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_evaluate_sort       (SwJsonataEval       *e,
                                   const SwJsonataNode *node,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_filter              (SwJsonataEval       *e,
                                   const SwJsonataNode *filter,
                                   SwValue              input,
                                   SwJsonataFrame      *frame);
SwValue sw_js_apply_stages        (SwJsonataEval       *e,
                                   const SwJsonataNode *step,
                                   SwValue              take_value,
                                   SwJsonataFrame      *frame);
SwValue sw_js_evaluate_tuple_step (SwJsonataEval       *e,
                                   const SwJsonataNode *step,
                                   SwValue              input,
                                   gboolean             single,
                                   SwValue              tuples,
                                   SwJsonataFrame      *frame);
SwValue sw_js_values_of_tuples    (SwJsonataEval       *e,
                                   SwValue              tuples);
SwValue sw_js_lookup_name         (SwJsonataEval       *e,
                                   SwValue              input,
                                   SwString            *name);
SwValue sw_js_transform           (SwJsonataEval       *e,
                                   SwJsonataFunction   *function,
                                   SwValue              object);

/* Functions */
SwValue            sw_js_function_new     (SwJsonataFunction   *take_function);
SwJsonataFunction *sw_js_get_function     (SwValue              value);
guint              sw_js_get_arity        (SwValue              function);
SwValue            sw_js_evaluate_call    (SwJsonataEval       *e,
                                           const SwJsonataNode *node,
                                           SwValue              input,
                                           SwJsonataFrame      *frame,
                                           const SwValue       *first);
SwValue            sw_js_evaluate_partial (SwJsonataEval       *e,
                                           const SwJsonataNode *node,
                                           SwValue              input,
                                           SwJsonataFrame      *frame);
SwValue            sw_js_evaluate_apply   (SwJsonataEval       *e,
                                           const SwJsonataNode *node,
                                           SwValue              input,
                                           SwJsonataFrame      *frame);
/* Calls FUNCTION with ARGUMENTS (borrowed) */
SwValue            sw_js_apply           (SwJsonataEval        *e,
                                          SwValue               function,
                                          const SwValue        *arguments,
                                          guint                 n_arguments,
                                          SwValue               input);
/* The same for a callback: passes as many of VALUE, INDEX, ARRAY as it takes */
SwValue            sw_js_call_back       (SwJsonataEval        *e,
                                          SwValue               function,
                                          SwValue               value,
                                          SwValue               index,
                                          SwValue               array);
const SwJsonataNative *sw_js_find_native (SwString             *name);

/* Values */
SwValue            sw_js_sequence        (void);
gboolean           sw_js_push            (SwJsonataEval        *e,
                                          SwValue              *array,
                                          SwValue               take_value);
gboolean           sw_js_set_member      (SwJsonataEval        *e,
                                          SwValue              *object,
                                          SwString             *name,
                                          SwValue               take_value);
gboolean           sw_js_push_all        (SwJsonataEval        *e,
                                          SwValue              *array,
                                          SwValue               values);
SwValue            sw_js_append          (SwJsonataEval        *e,
                                          SwValue               first,
                                          SwValue               second);
SwValue            sw_js_wrap            (SwValue               value);
SwValue            sw_js_unwrap          (SwValue               take_value);
gboolean           sw_js_truth           (SwJsonataEval        *e,
                                          SwValue               value,
                                          gboolean             *defined);
gboolean           sw_js_equal           (SwJsonataEval        *e,
                                          SwValue               a,
                                          SwValue               b);
gboolean           sw_js_is_number       (SwJsonataEval        *e,
                                          SwValue               value);
int                sw_js_compare_strings (SwValue               a,
                                          SwValue               b);
SwValue            sw_js_string_of       (SwJsonataEval        *e,
                                          SwValue               value,
                                          gboolean              pretty);
SwValue            sw_js_new_string      (SwJsonataEval        *e,
                                          const char           *text,
                                          gsize                 length);

/* Faults: each sets `failed` and returns UNDEFINED */
SwValue            sw_js_fail            (SwJsonataEval        *e,
                                          const char           *code,
                                          SwValue               value);
SwValue            sw_js_fail_at         (SwJsonataEval        *e,
                                          const char           *code,
                                          SwValue               value,
                                          const SwJsonataNode  *node,
                                          const char           *token);
SwValue            sw_js_fail_message    (SwJsonataEval        *e,
                                          const char           *code,
                                          const char           *message);
gboolean           sw_js_ask             (SwJsonataEval        *e);
gboolean           sw_js_spend           (SwJsonataEval        *e,
                                          gsize                 bytes,
                                          gsize                 size);

static inline SwValue
sw_js_argument (const SwValue *arguments,
                guint          n_arguments,
                guint          index)
{
  return index < n_arguments ? arguments[index] : SW_VALUE_INIT;
}

static inline gboolean
sw_js_is_missing (SwValue value)
{
  return sw_value_is (value, SW_TYPE_UNDEFINED);
}

/* A tuple's member that is the value itself */
#define SW_JS_TUPLE_VALUE "@"

static inline gboolean
sw_js_is_tuples (SwValue value)
{
  return sw_value_is (value, SW_TYPE_ARRAY) && (value.user & SW_JS_TUPLES) != 0;
}

static inline SwValue
sw_js_get_tuple_value (SwValue tuple)
{
  return sw_value_get_member (tuple, SW_JS_TUPLE_VALUE);
}

static inline gboolean
sw_js_is_sequence (SwValue value)
{
  return sw_value_is (value, SW_TYPE_ARRAY) && (value.user & SW_JS_SEQUENCE) != 0;
}

/* Counts work that no evaluation of a node stands for, in the measure of those, and lets the outside
 * have its say. FALSE: the evaluation is given up, with a fault set. */
static inline gboolean
sw_js_work (SwJsonataEval *e,
            gsize          units)
{
  SwInterrupt *interrupt = e->scope->interrupt;

  if (interrupt == NULL)
    return TRUE;
  interrupt->spent += units;
  return interrupt->spent < SW_INTERRUPT_UNITS || sw_js_ask (e);
}

G_END_DECLS
