/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/model/sw-model.h"

G_BEGIN_DECLS

/* The error names that Step Functions reserves for itself: what stands in ErrorEquals beside the
 * services' own (sw-catalogue.h). */

typedef struct
{
  const char *name;       /* "States.Timeout" */
  const char *help;       /* one sentence, to translate */
  guint       types;      /* bits (1 << SwStateType) of the states that can fail with it */
  gboolean    retriable;  /* whether a retrier can do anything about it */
  gboolean    in_all;     /* whether States.ALL takes it in */
} SwErrorName;

const SwErrorName *sw_error_names_get_all (guint      *count);
const SwErrorName *sw_error_names_find    (const char *name);
const char        *sw_error_names_find_near (const char *name);

G_END_DECLS
