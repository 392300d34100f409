/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/tree/sw-tree.h"

G_BEGIN_DECLS

/* SwModel: what a definition says, typed, read off its syntax tree. Constant once built; the tree
 * it was read from stays alive with it, and every part points at the node it stands in. A broken or
 * unknown part is kept as its node; the model of a half-written definition is simply smaller.
 *
 *   SwModel -> SwScope (a StartAt and its States) -> SwState -> SwScope (branches, item processor)
 * … */

typedef struct _SwModel SwModel;
typedef struct _SwScope SwScope;
typedef struct _SwState SwState;

typedef enum
{
  SW_STATE_UNKNOWN, /* no Type, or none that exists */
  SW_STATE_TASK,
  SW_STATE_PASS,
  SW_STATE_CHOICE,
  SW_STATE_WAIT,
  SW_STATE_SUCCEED,
  SW_STATE_FAIL,
  SW_STATE_PARALLEL,
  SW_STATE_MAP,
  SW_STATE_N_TYPES
} SwStateType;

typedef enum
{
  SW_QUERY_JSONPATH,
  SW_QUERY_JSONATA,
} SwQueryLanguage;

typedef enum
{
  SW_SCOPE_MACHINE,   /* the whole definition */
  SW_SCOPE_BRANCH,    /* an element of a Parallel's Branches */
  SW_SCOPE_PROCESSOR, /* a Map's ItemProcessor, or Iterator */
} SwScopeKind;

/* Scopes nested deeper than this are not read: their state is marked `too_deep`. Real definitions
 * nest up to 5 deep. */
#define SW_MODEL_MAX_DEPTH 100

/* A reference to a state by its name: Next, Default, StartAt. */
typedef struct
{
  char    *name;   /* NULL where the field is absent or no string (a number, a bare ${x}) */
  SwNode  *node;   /* the field's value, of whatever kind, or NULL where the field is absent */
  SwState *target; /* the state of the same scope, or NULL where there is none */
} SwTarget;

/* One rule of a Choice's Choices. Its index is the element's; an element that is no object is kept,
 * with empty `next`. */
typedef struct
{
  SwTarget next;
  SwNode  *node; /* the element */
} SwRule;

/* One catcher or retrier. Its index is the element's, as with a rule. */
typedef struct
{
  SwTarget  next;   /* empty for a retrier */
  char    **errors; /* the strings of ErrorEquals, NULL-terminated; never NULL */
  SwNode   *node;   /* the element */
} SwHandler;

struct _SwScope
{
  SwScopeKind kind;
  guint       index;       /* of a branch: the element's, from 0 */
  guint       depth;       /* of nesting: 0 for the machine */
  char       *pointer;     /* JSON pointer of the object ("": the machine), be it there or not */
  SwModel    *model;       /* not owned */
  SwState    *parent;      /* the Parallel or Map it stands in, or NULL */
  SwNode     *node;        /* the object with StartAt and States; NULL where none stands */
  SwNode     *states_node; /* the States object, or NULL */
  SwTarget    start;
  GPtrArray  *states;      /* SwState, in the order of the text; of a repeated name the last */
  GHashTable *by_name;     /* for sw_scope_find_state() */
};

struct _SwState
{
  char            *name;     /* as the text has it: perhaps empty, perhaps a "${placeholder}" */
  char            *pointer;  /* JSON pointer of the state: its identity across edits of the text */
  SwStateType      type;
  SwQueryLanguage  language; /* in force: its own, or the machine's */
  SwScope         *scope;    /* the scope it belongs to; not owned */
  guint            index;    /* in scope->states */
  guint            serial;   /* in sw_model_get_states(), parents before what they hold */
  SwNode          *node;     /* the state's value, of whatever kind; its `key` is the name's span */
  SwTarget         next;
  gboolean         end;      /* "End": true */
  GArray          *rules;    /* SwRule; like the next two never NULL */
  SwTarget         default_next;
  GArray          *retriers; /* SwHandler */
  GArray          *catchers; /* SwHandler */
  GPtrArray       *scopes;   /* SwScope: a Parallel's branches, a Map's one processor (be it there
                                or not); empty otherwise */
  gboolean         too_deep; /* it holds scopes beyond the limits, which were not read */
  char            *resource; /* a Task's Resource, or NULL */
  char            *comment;  /* or NULL */
};

SwModel         *sw_model_new           (SwTree        *tree);
SwModel         *sw_model_ref           (SwModel       *self);
void             sw_model_unref         (SwModel       *self);
SwTree          *sw_model_get_tree      (const SwModel *self);
SwScope         *sw_model_get_root      (const SwModel *self);
SwQueryLanguage  sw_model_get_language  (const SwModel *self);
GPtrArray       *sw_model_get_states    (const SwModel *self);
SwState         *sw_model_find_state    (const SwModel *self,
                                         const char    *name);
SwState         *sw_model_find_pointer  (const SwModel *self,
                                         const char    *pointer);
SwState         *sw_model_find_at       (const SwModel *self,
                                         gsize          offset);
SwState         *sw_scope_find_state    (const SwScope *self,
                                         const char    *name);
gboolean         sw_scope_contains      (const SwScope *self,
                                         const SwState *state);
const char      *sw_state_type_get_name (SwStateType    type);
SwStateType      sw_state_type_from_name (const char   *name);
gboolean         sw_state_type_is_terminal (SwStateType type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwModel, sw_model_unref)

G_END_DECLS
