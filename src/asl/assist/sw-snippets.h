/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/ops/sw-insertion.h"

G_BEGIN_DECLS

/* Texts for the code editor: a whole state with a name that is free, a retrier, a catcher. */

/* What a snippet is put into */
typedef struct
{
  SwModel         *model;     /* whose names are taken */
  SwQueryLanguage  language;  /* of the machine */
  const char      *following; /* the state to go on with, or NULL: the state is the last */
} SwSnippetPlace;

typedef enum
{
  SW_SNIPPET_STATE,   /* a member of States: name and state */
  SW_SNIPPET_RETRIER, /* an element of Retry */
  SW_SNIPPET_CATCHER, /* an element of Catch */
  SW_SNIPPET_RULE,    /* an element of Choices */
} SwSnippetKind;

typedef struct
{
  SwSnippetKind    kind;
  SwStateType      type;     /* of a state */
  const char      *id;       /* "Pass", "lambda:invoke", "retry" */
  const char      *label;    /* to translate */
  const char      *help;     /* one sentence, to translate */
  const char      *name;     /* of a state: its stem */
  const char      *jsonpath; /* JSON; see the table for its marks */
  const char      *jsonata;
} SwSnippet;

const SwSnippet *sw_snippets_get_all (guint                *count);
const SwSnippet *sw_snippets_find    (const char           *id);
SwInsertion     *sw_snippet_dup_text (const SwSnippet      *self,
                                      const SwSnippetPlace *place);

G_END_DECLS
