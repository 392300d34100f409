/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "engine/history/sw-origin.h"
#include "engine/survey/sw-survey.h"

G_BEGIN_DECLS

/* What a value that is read must be for the reading to go well; the later, the surer */
typedef enum
{
  SW_HINT_OBJECT,
  SW_HINT_TEXT,
  SW_HINT_BOOLEAN,
  SW_HINT_NUMBER,
  SW_HINT_TIMESTAMP,
  SW_HINT_ARRAY,
} SwHint;

typedef struct
{
  SwEdgeKind  edge;
  guint       index;
  char       *error; /* of CATCH: what the state fails with */
  gboolean    soft;  /* a wish: it may come otherwise */
} SwDecision;

/* What is decided of a state, visit by visit */
typedef struct
{
  GPtrArray *list; /* SwDecision */
  guint      next; /* visit */
} SwDecisions;

/* A value that a Choice further on needs */
typedef struct
{
  guint    source;
  char    *way;
  SwValue  value;
} SwPreference;

struct _SwSurvey
{
  SwProgram  *program;
  SwDraft    *draft;
  GHashTable *decisions; /* SwState -> SwDecisions */
  GArray     *preferences; /* SwPreference, found by a walk that failed, for the next */
  gboolean    again;     /* there are new ones */
  char       *why;       /* the first decision that cannot come out, in words; or NULL */
};

/* The data at the entry of a state */
typedef struct
{
  SwOrigin   *input;
  GHashTable *variables; /* name -> SwOrigin */
  SwOrigin   *item;      /* of the Map around it, or NULL */
} SwStand;

/* What an expression sees */
typedef struct
{
  SwSurvey *survey;
  SwStand  *stand;
  gboolean  jsonata;
  SwOrigin *root;   /* `$` of JSONPath */
  SwOrigin *result; /* $states.result, or NULL */
  SwOrigin *caught; /* $states.errorOutput, or NULL */
} SwView;

/* Called with each reference in an expression */
typedef void (*SwReferenceFunc) (const SwView *view,
                                 SwOrigin     *origin,
                                 SwHint        hint,
                                 gpointer      data);

/* sw-survey.c */
SwStand  *sw_stand_new           (SwOrigin      *take_input,
                                  const SwStand *from);
void      sw_stand_free          (SwStand       *self);
void      sw_survey_read         (SwSurvey      *self,
                                  const SwOrigin *origin,
                                  SwHint         hint);
void      sw_survey_refuse       (SwSurvey      *self,
                                  const char    *format,
                                  ...) G_GNUC_PRINTF (2, 3);

/* sw-survey-walk.c */
guint     sw_survey_add_source   (SwSurvey      *self,
                                  const SwState *state);
SwOrigin *sw_survey_scope        (SwSurvey      *self,
                                  const SwScope *scope,
                                  SwStand       *take_stand);

/* sw-survey-expressions.c */
SwOrigin *sw_view_evaluate       (const SwView  *view,
                                  const char    *text,
                                  SwHint         hint);
SwOrigin *sw_view_template       (const SwView  *view,
                                  const SwNode  *node);
SwOrigin *sw_view_field          (const SwView  *view,
                                  const SwState *state,
                                  const char    *field,
                                  SwHint         hint);
void      sw_view_scan           (const SwView  *view,
                                  const char    *text,
                                  SwReferenceFunc function,
                                  gpointer       data);
char     *sw_expression_dup_inside (const char  *text);
char     *sw_path_dup_way        (const char    *text);

/* sw-survey-state.c */
SwStand  *sw_survey_pass         (SwSurvey      *self,
                                  SwStand       *stand,
                                  const SwState *state,
                                  SwEdgeKind     edge,
                                  guint          index,
                                  const char    *error);

/* sw-survey-choice.c */
void      sw_survey_solve        (SwSurvey      *self,
                                  SwStand       *stand,
                                  const SwState *state,
                                  guint          wanted,
                                  gboolean       soft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwStand, sw_stand_free)

G_END_DECLS
