/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "json/sw-tree.h"

G_BEGIN_DECLS

/* SwModel: what a definition says, typed, read off its syntax tree. Constant once built; the tree it
 * was read from stays alive with it, and every part points at the node it stands in. A broken or unknown part
 * is kept as its node; the model of a half-written definition is simply smaller.
 *
 *   SwModel -> SwScope (a StartAt and its States) -> SwState -> SwScope (branches, item processor) … */

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

/* A reference to a state by its name: Next, Default, StartAt. */
typedef struct
{
  char    *name;   /* NULL where the field is absent or no string */
  SwNode  *node;   /* the string's node, or NULL */
  SwState *target; /* the state of the same scope, or NULL where there is none */
} SwTarget;

/* One rule of a Choice's Choices, from 0 */
typedef struct
{
  SwTarget next;
  SwNode  *node; /* the rule's object */
} SwRule;

/* One catcher or retrier, from 0 */
typedef struct
{
  SwTarget  next;   /* empty for a retrier */
  char    **errors; /* ErrorEquals, NULL-terminated */
  SwNode   *node;
} SwHandler;

struct _SwScope
{
  SwScopeKind kind;
  guint       index;   /* of a branch, from 0 */
  SwModel    *model;   /* not owned */
  SwState    *parent;  /* the Parallel or Map it stands in, or NULL */
  SwNode     *node;    /* the object with StartAt and States; NULL where it is missing */
  SwNode     *states_node; /* the States object, or NULL */
  SwTarget    start;
  GPtrArray  *states;  /* SwState, in the order of the text */
};

struct _SwState
{
  char            *name;
  char            *pointer; /* JSON pointer of the state: its identity across edits of the text */
  SwStateType      type;
  SwQueryLanguage  language; /* in force: its own, or the machine's */
  SwScope         *scope;    /* the scope it belongs to; not owned */
  guint            index;    /* in scope->states */
  guint            serial;   /* in sw_model_get_states(), parents before what they hold */
  SwNode          *node;     /* the state's object; its `key` span is the name in the text */
  SwTarget         next;
  gboolean         end;      /* "End": true */
  GArray          *rules;    /* SwRule */
  SwTarget         default_next;
  GArray          *retriers; /* SwHandler */
  GArray          *catchers; /* SwHandler */
  GPtrArray       *scopes;   /* SwScope: a Parallel's branches, a Map's one processor; empty otherwise */
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
