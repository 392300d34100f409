/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/debug/sw-stop.h"

G_BEGIN_DECLS

typedef enum
{
  SW_BREAK_BEFORE,   /* a state is entered, nothing is evaluated */
  SW_BREAK_AFTER,    /* a state's result is known, it is not left */
  SW_BREAK_EDGE,     /* a transition is taken */
  SW_BREAK_ERROR,    /* a state fails */
  SW_BREAK_VARIABLE, /* a state changes a variable */
} SwBreakKind;

/* Where a run is to stand still. The first part says what it is, and never changes. */
typedef struct
{
  guint        id;        /* from 1; unique within its SwBreakpoints */
  SwBreakKind  kind;
  char        *state;     /* BEFORE, AFTER, EDGE: JSON pointer of the state; ERROR, VARIABLE: likewise,
                             or NULL: any state */
  char        *edge;      /* EDGE: "next", "default", "rule/0", "catch/1"; else NULL */
  char        *name;      /* ERROR: name of the error, or NULL: any; VARIABLE: of the variable */

  gboolean     enabled;
  gboolean     uncaught;  /* ERROR: only what neither Retry nor Catch takes */
  char        *condition; /* JSONata on the paused scope, or NULL */
  guint        skip;      /* so many times it is passed by */

  guint        hits;      /* in the present run, those passed by included */
} SwBreakpoint;

/* SwBreakpoints: the breakpoints of a definition, in the order they were set. They are kept by JSON
 * pointer or name; one whose state is not there stays, without effect, so that an undo brings it
 * back. Signal: changed. */
#define SW_TYPE_BREAKPOINTS (sw_breakpoints_get_type ())
G_DECLARE_FINAL_TYPE (SwBreakpoints, sw_breakpoints, SW, BREAKPOINTS, GObject)

#define SW_BREAK_ERROR_DOMAIN (sw_break_error_quark ())
GQuark sw_break_error_quark (void);

typedef enum
{
  SW_BREAK_ERROR_CONDITION, /* no JSONata; the message says why */
  SW_BREAK_ERROR_FORMAT,    /* the text does not describe breakpoints */
} SwBreakError;

SwBreakpoints      *sw_breakpoints_new           (void);
guint               sw_breakpoints_get_count     (SwBreakpoints       *self);
const SwBreakpoint *sw_breakpoints_get           (SwBreakpoints       *self,
                                                  guint                index);
const SwBreakpoint *sw_breakpoints_get_id        (SwBreakpoints       *self,
                                                  guint                id);
const SwBreakpoint *sw_breakpoints_find          (SwBreakpoints       *self,
                                                  SwBreakKind          kind,
                                                  const char          *state,
                                                  const char          *detail);
guint               sw_breakpoints_add           (SwBreakpoints       *self,
                                                  SwBreakKind          kind,
                                                  const char          *state,
                                                  const char          *detail);
gboolean            sw_breakpoints_remove        (SwBreakpoints       *self,
                                                  guint                id);
gboolean            sw_breakpoints_toggle        (SwBreakpoints       *self,
                                                  SwBreakKind          kind,
                                                  const char          *state,
                                                  const char          *detail);
void                sw_breakpoints_clear         (SwBreakpoints       *self);
void                sw_breakpoints_set_enabled   (SwBreakpoints       *self,
                                                  guint                id,
                                                  gboolean             enabled);
void                sw_breakpoints_set_uncaught  (SwBreakpoints       *self,
                                                  guint                id,
                                                  gboolean             uncaught);
void                sw_breakpoints_set_skip      (SwBreakpoints       *self,
                                                  guint                id,
                                                  guint                skip);
gboolean            sw_breakpoints_set_condition (SwBreakpoints       *self,
                                                  guint                id,
                                                  const char          *condition,
                                                  GError             **error);
gboolean            sw_breakpoints_is_active     (SwBreakpoints       *self);
void                sw_breakpoints_reset_hits    (SwBreakpoints       *self);
const SwBreakpoint *sw_breakpoints_match         (SwBreakpoints       *self,
                                                  SwExecution         *execution,
                                                  const SwStop        *stop,
                                                  char               **trouble);
void                sw_breakpoints_follow        (SwBreakpoints       *self,
                                                  SwModel             *before,
                                                  SwModel             *after);
char               *sw_breakpoints_dup_text      (SwBreakpoints       *self);
gboolean            sw_breakpoints_set_text      (SwBreakpoints       *self,
                                                  const char          *text,
                                                  GError             **error);
char               *sw_breakpoint_dup_title      (const SwBreakpoint  *self);
char               *sw_edge_dup_name             (SwEdgeKind           kind,
                                                  guint                index);

G_END_DECLS
