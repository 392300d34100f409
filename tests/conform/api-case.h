/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl-compare.h"
#include "server/sw-api.h"

G_BEGIN_DECLS

/* A recorded sequence of calls, for the files that deal with it. */

#define API_ACCOUNT "111111111111"
#define API_ARN "arn:aws:states:us-east-1:" API_ACCOUNT ":"

/* One case under way */
typedef struct
{
  SwApi      *api;
  SwValue     steps;
  AslMasks    masks;
  GPtrArray  *responses; /* SwValue *, of each step so far; undefined where it was refused */
  GHashTable *tokens;    /* what the recording hides -> what it stands for here */
  char       *error;     /* of the last call */
  char       *message;
  SwValue     response;
} ApiCase;

/* api-request.c */
const char *api_get_text       (SwValue     object,
                                const char *name);
/* Names that the recording hides, made ones that can be used; owned */
char       *api_dup_concrete   (ApiCase    *self,
                                const char *text);
SwValue     api_make_request   (ApiCase    *self,
                                SwValue     arguments);

/* api-compare.c */
/* How the last answer differs from a recorded one, or NULL; owned */
char       *api_compare_answer (ApiCase    *self,
                                SwValue     recorded);

G_END_DECLS
