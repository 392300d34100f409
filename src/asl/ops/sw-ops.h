/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/catalogue/sw-catalogue.h"
#include "asl/graph/sw-graph.h"
#include "asl/rules/sw-condition.h"
#include "base/sw-edits.h"

G_BEGIN_DECLS

/* The operations behind every gesture of the canvas and every field of the inspector: pure
 * functions (model, intent) -> text edits. The caller applies the edits as one undo step. What each
 * does in which case is said above it in its .c; tests/asl/data/ops has an example of every case.
 */

#define SW_OPS_ERROR (sw_ops_error_quark ())
GQuark sw_ops_error_quark (void);

typedef enum
{
  SW_OPS_ERROR_REFUSED, /* not possible in ASL; the message says why and what to do instead */
  SW_OPS_ERROR_BROKEN,  /* the text has a syntax error in the way */
  SW_OPS_ERROR_YAML,    /* this YAML cannot be changed so without changing more; as JSON it could */
} SwOpsError;

/* Where in a scope something goes or ends. Edges are named by what the text says, not by the
 * picture. */
typedef enum
{
  SW_PLACE_START,   /* on the edge from Start: StartAt of the scope at `pointer` */
  SW_PLACE_NEXT,    /* on the Next (or End) edge of the state at `pointer` */
  SW_PLACE_RULE,    /* on the edge of rule `index` of the Choice at `pointer` */
  SW_PLACE_DEFAULT, /* on the Default edge (or the missing one) of the Choice at `pointer` */
  SW_PLACE_CATCH,   /* on the edge of catcher `index` of the state at `pointer` */
  SW_PLACE_NEW_RULE,  /* on a rule that the Choice at `pointer` gets for it */
  SW_PLACE_NEW_CATCH, /* on a catcher that the Task, Parallel or Map at `pointer` gets for it */
  SW_PLACE_N_KINDS
} SwPlaceKind;

/* `pointer` is the JSON pointer of a scope (SW_PLACE_START; "" is the machine) or of a state. */
typedef struct
{
  SwPlaceKind kind;
  const char *pointer;
  guint       index;
} SwPlace;

/* States have names of at most this many characters. */
#define SW_STATE_NAME_LENGTH 80

/* What an operation answers. */
typedef struct
{
  SwEdits   *edits;  /* against the model's text */
  char      *select; /* pointer, in the new text, of the state to select; or NULL */
  char     **also;   /* pointers of the other states to select with it; NULL for none */
  GPtrArray *notes; /* char *: what the person should know ("B is now unreachable"); may be empty */
} SwOpsResult;

void         sw_ops_result_free (SwOpsResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwOpsResult, sw_ops_result_free)

/* A stencil of the palette: a state type, or a task of the catalogue. */
typedef struct
{
  const char *id;      /* "Pass", "Task", "Choice" …, "lambda:invoke", "sns:publish" … */
  const char *label;   /* what the palette shows */
  SwStateType type;
  const char *name;    /* default name of the state */
  const char *jsonpath; /* the state as JSON text, without Next, End or Default */
  const char *jsonata;  /* the same for a machine in JSONata */
  const char *help;     /* what it does, one sentence, to translate */
  const SwIntegration *integration; /* what a task of the catalogue calls, else NULL */
} SwStencil;

const SwStencil *sw_stencils_get_all   (guint      *count);
const SwStencil *sw_stencils_find      (const char *id);
const SwStencil *sw_stencils_find_call (const char *text);

char        *sw_ops_dup_new_document (SwQueryLanguage language);
char        *sw_ops_dup_unique_name  (SwModel     *model,
                                      const char  *stem);

SwOpsResult *sw_ops_add      (SwModel          *model,
                              const SwStencil *stencil,
                              const SwPlace    *place,
                              GError          **error);
SwOpsResult *sw_ops_delete   (SwModel          *model,
                              const char *const *pointers,
                              GError          **error);
SwOpsResult *sw_ops_rename   (SwModel          *model,
                              const char       *pointer,
                              const char       *name,
                              GError          **error);
/* The place an edge of the graph is; FALSE for the edges of an empty scope's slot to its End. The
 * pointer is borrowed from the model. */
gboolean     sw_place_from_edge (const SwGraphEdge *edge,
                                 SwPlace           *place);
/* Lets the edge at PLACE lead to the state at TARGET (same scope), or to the End (NULL). */
SwOpsResult *sw_ops_connect  (SwModel          *model,
                              const SwPlace    *place,
                              const char       *target,
                              GError          **error);
/* Takes the edge at PLACE away: a Next becomes End, a rule, Default or catcher goes. */
SwOpsResult *sw_ops_disconnect (SwModel       *model,
                                const SwPlace *place,
                                GError       **error);
/* Lets the edge at PLACE, with all that it is (a rule's condition, a catcher's errors), begin at
 * the state at POINTER instead. */
SwOpsResult *sw_ops_reattach (SwModel          *model,
                              const SwPlace    *place,
                              const char       *pointer,
                              GError          **error);
/* Takes the states at POINTERS out (healing as delete does) and puts them, joined to each other as
 * before, on the edge at PLACE, in any scope. */
SwOpsResult *sw_ops_move      (SwModel           *model,
                               const char *const *pointers,
                               const SwPlace     *place,
                               GError           **error);
SwOpsResult *sw_ops_duplicate (SwModel           *model,
                               const char *const *pointers,
                               GError           **error);
/* The states at POINTERS as the text of a state machine of their own, for the clipboard. */
char        *sw_ops_dup_copy (SwModel          *model,
                              const char *const *pointers,
                              GError          **error);
/* Puts the states that TEXT holds on the edge at PLACE. */
SwOpsResult *sw_ops_paste    (SwModel          *model,
                              const char       *text,
                              const SwPlace    *place,
                              GError          **error);
/* Puts the states at POINTERS into a new Parallel or Map that takes their place. */
SwOpsResult *sw_ops_wrap     (SwModel          *model,
                              const char *const *pointers,
                              SwStateType       container,
                              GError          **error);
/* Puts what is inside the Parallel or Map at POINTER in its place. */
SwOpsResult *sw_ops_unwrap   (SwModel          *model,
                              const char       *pointer,
                              GError          **error);
/* Makes the state at POINTER one of another type, which keeps what both types have. */
SwOpsResult *sw_ops_convert  (SwModel          *model,
                              const char       *pointer,
                              SwStateType       type,
                              GError          **error);
/* Gives the Parallel at POINTER an empty branch, as its INDEX-th. */
SwOpsResult *sw_ops_add_branch (SwModel    *model,
                                const char *pointer,
                                guint       index,
                                GError    **error);
/* Deletes the branch at POINTER, with what is in it. */
SwOpsResult *sw_ops_remove_branch (SwModel    *model,
                                   const char *pointer,
                                   GError    **error);
/* Makes the rule, catcher, retrier or branch at POINTER the INDEX-th of its array. */
SwOpsResult *sw_ops_reorder  (SwModel          *model,
                              const char       *pointer,
                              guint             index,
                              GError          **error);
/* Sets the member FIELD of the object at POINTER (a state, "" for the machine, a rule …) to the
 * JSON text JSON, or removes it (NULL). */
SwOpsResult *sw_ops_set_field (SwModel    *model,
                               const char *pointer,
                               const char *field,
                               const char *json,
                               GError    **error);
/* Lets the Choice rule at POINTER, or the condition inside one, ask CONDITION. */
SwOpsResult *sw_ops_set_condition (SwModel           *model,
                                   const char        *pointer,
                                   const SwCondition *condition,
                                   GError           **error);

G_END_DECLS
