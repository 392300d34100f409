/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-ops.h"
#include "json/rewriter/sw-rewriter.h"

G_BEGIN_DECLS

/* What the operations share: a change being made, places resolved, references set. */

/* A change being made to a model's text. */
typedef struct
{
  SwModel    *model;    /* as it was; not owned */
  SwEdits    *first;    /* edits before the rewriter's, or NULL */
  SwRewriter *rewriter;
  GPtrArray  *notes;
  char       *select;   /* see SwOpsResult */
  GPtrArray  *also;     /* char *: the other pointers to select */
} SwOpsChange;

/* Where a place is in the model. */
typedef struct
{
  SwPlaceKind     kind;
  guint           index;
  SwScope        *scope;   /* that the edge is in */
  SwState        *state;   /* the edge comes from; NULL for START */
  const SwTarget *target;  /* the reference; NULL for a new rule or catcher */
  gboolean        is_end;  /* the edge leads to the End */
} SwOpsPort;

/* What a reference is to be set to: a name as JSON text, or nothing (the End, or an open place). */
typedef struct
{
  char    *json; /* `"Name"`, a bare ${placeholder}, or NULL */
  SwState *state; /* the state it names, or NULL */
} SwOpsTarget;

void         sw_ops_change_init      (SwOpsChange       *self,
                                      SwModel           *model);
void         sw_ops_change_clear     (SwOpsChange       *self);
SwOpsResult *sw_ops_change_end       (SwOpsChange       *self,
                                      gboolean           done,
                                      GError            *failure,
                                      GError           **error);
void         sw_ops_change_begin     (SwOpsChange       *self,
                                      SwEdits           *take_edits);
void         sw_ops_note             (SwOpsChange       *self,
                                      const char        *format,
                                      ...) G_GNUC_PRINTF (2, 3);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwOpsChange, sw_ops_change_clear)

gboolean     sw_ops_refuse           (GError           **error,
                                      const char        *format,
                                      ...) G_GNUC_PRINTF (2, 3);
SwState     *sw_ops_require_state    (SwModel           *model,
                                      const char        *pointer,
                                      GError           **error);
SwScope     *sw_model_find_scope     (SwModel           *model,
                                      const char        *pointer);

gboolean     sw_ops_port_resolve     (SwModel           *model,
                                      const SwPlace     *place,
                                      SwOpsPort         *port,
                                      GError           **error);
char        *sw_ops_port_dup_label   (const SwOpsPort   *port);
void         sw_ops_port_get_target  (const SwOpsPort   *port,
                                      SwOpsTarget       *target);
gboolean     sw_ops_port_set         (SwOpsChange       *change,
                                      const SwOpsPort   *port,
                                      const char        *json,
                                      GError           **error);

SwPlaceKind  sw_ops_get_flow         (const SwState     *state,
                                      const SwTarget   **target);
gboolean     sw_ops_take_away        (SwOpsChange       *change,
                                      const SwOpsPort   *port,
                                      GError           **error);
void         sw_ops_target_clear     (SwOpsTarget       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwOpsTarget, sw_ops_target_clear)

/* One reference to be set: see sw_ops_port_set(). */
typedef struct
{
  SwOpsPort  port;
  char      *json;
} SwOpsSetting;

GArray      *sw_ops_settings_new     (void);
void         sw_ops_settings_add     (GArray            *settings,
                                      const SwOpsPort   *port,
                                      const char        *json);
gboolean     sw_ops_settings_apply   (SwOpsChange       *change,
                                      GArray            *settings,
                                      GError           **error);

/* Every port of SCOPE whose reference names one of STATES (a set of SwState). */
GArray      *sw_ops_dup_ports_to     (const SwScope     *scope,
                                      GHashTable        *states);
void         sw_ops_heal             (SwOpsChange       *change,
                                      const SwScope     *scope,
                                      GHashTable        *gone,
                                      GArray            *settings);
void         sw_ops_find_successor   (const SwState     *state,
                                      GHashTable        *gone,
                                      SwOpsTarget       *successor);
GPtrArray   *sw_ops_dup_outermost    (SwModel           *model,
                                      const char *const *pointers,
                                      GHashTable        *chosen,
                                      GError           **error);
gboolean     sw_ops_remove_state     (SwOpsChange       *change,
                                      const SwState     *state,
                                      GError           **error);
gboolean     sw_ops_set_flow         (SwOpsChange       *change,
                                      const char        *pointer,
                                      SwStateType        type,
                                      const char        *json,
                                      GError           **error);
gboolean     sw_ops_refuse_lost      (SwOpsChange       *change,
                                      const char        *name,
                                      GError           **error);
gboolean     sw_ops_ensure_states    (SwOpsChange       *change,
                                      SwScope           *scope,
                                      GError           **error);
gboolean     sw_ops_insert_state     (SwOpsChange       *change,
                                      SwScope           *scope,
                                      const char        *name,
                                      const char        *json,
                                      const char        *before,
                                      const char        *after,
                                      GError           **error);
SwEdits     *sw_ops_dup_renaming     (SwModel           *model,
                                      GHashTable        *names,
                                      GError           **error);

char        *sw_ops_dup_name_list    (GPtrArray         *names);
void         sw_ops_select           (SwOpsChange       *change,
                                      const char        *pointer);
char        *sw_ops_dup_json_string  (const char        *text);
char        *sw_ops_dup_free_name    (SwModel           *model,
                                      GHashTable        *taken,
                                      const char        *stem);

/* States that are handled as one, in parts. */

/* States of one scope that hang together. */
typedef struct
{
  GPtrArray *states; /* SwState, in the order in which a reader follows them */
  SwState   *entry;  /* where the part is entered */
  SwState   *second; /* another of its states that no state of the part leads to, or NULL */
  GPtrArray *tails;  /* SwState that go on to what follows the part */
} SwOpsPart;

typedef struct
{
  GHashTable *set;   /* all its SwState */
  GPtrArray  *parts; /* SwOpsPart, one following the other; those that nothing can follow last */
} SwOpsBlock;

void           sw_ops_block_init          (SwOpsBlock       *self,
                                           GPtrArray        *states);
void           sw_ops_block_clear         (SwOpsBlock       *self);
GPtrArray     *sw_ops_block_dup_states    (const SwOpsBlock *self);
gboolean       sw_ops_block_has_end       (const SwOpsBlock *self);
gboolean       sw_ops_block_check_entries (const SwOpsBlock *self,
                                           GError          **error);
const SwScope *sw_ops_block_get_scope     (const SwOpsBlock *self);
gboolean       sw_ops_block_require_scope (const SwOpsBlock *self,
                                           GError          **error);
gboolean       sw_ops_block_lead_on       (SwOpsChange      *change,
                                           const SwOpsBlock *self,
                                           const char       *states,
                                           const char       *json,
                                           GError          **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwOpsBlock, sw_ops_block_clear)

/* States on their way into a change: the places that are to lead to them, and what they lead on
 * to. */
typedef struct
{
  SwModel    *model;  /* of the states alone, with the names they will have */
  SwOpsBlock  block;  /* of that model */
  SwScope    *scope;  /* that they go into */
  const char *before; /* name of the state they go before in the text, or NULL */
  const char *after;  /* … behind */
} SwOpsPasting;

gboolean     sw_ops_pasting_init     (SwOpsPasting      *self,
                                      SwOpsChange       *change,
                                      SwModel           *fragment,
                                      SwScope           *scope,
                                      GError           **error);
void         sw_ops_pasting_clear    (SwOpsPasting      *self);
gboolean     sw_ops_pasting_put      (SwOpsChange       *change,
                                      const SwOpsPasting *self,
                                      GArray            *ports,
                                      const char        *next,
                                      GError           **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SwOpsPasting, sw_ops_pasting_clear)

G_END_DECLS
