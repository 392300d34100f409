/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* What a person writing an expression may call or read, with a line of help: the functions of
 * JSONata as AWS runs it, the intrinsic functions of JSONPath, the context object. */

typedef struct
{
  const char *name;      /* "$sum", "States.Format" */
  const char *arguments; /* "array, separator?": with ? those that may be left out, … for more */
  const char *help;      /* one sentence, to translate */
} SwFunction;

/* A member of the context object, or of $states */
typedef struct
{
  const char *path; /* "Execution.Id" */
  const char *help; /* one sentence, to translate */
} SwContextMember;

const SwFunction      *sw_functions_get_all       (SwQueryLanguage  language,
                                                   guint           *count);
const SwFunction      *sw_functions_find          (SwQueryLanguage  language,
                                                   const char      *name);
const SwContextMember *sw_context_members_get_all (guint           *count);
const SwContextMember *sw_context_members_find    (const char      *path);

G_END_DECLS
