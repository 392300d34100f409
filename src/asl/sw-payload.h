/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "asl/catalogue/sw-catalogue.h"
#include "asl/ops/sw-ops.h"

G_BEGIN_DECLS

/* What a Task hands to whom it calls: the Payload of a function, the Message of a topic, the Input
 * of an execution. Of each call at most one parameter is of that kind. */

/* Where it is taken from */
typedef enum
{
  SW_PAYLOAD_INPUT,   /* the state's whole input */
  SW_PAYLOAD_PATH,    /* a path, or a call of an intrinsic function: JSONPath alone */
  SW_PAYLOAD_ENTERED, /* it is written here, with expressions in it or without */
  SW_PAYLOAD_NONE,
} SwPayloadSource;

const SwParameter *sw_payload_find        (const SwIntegration *integration);
SwPayloadSource    sw_payload_get_source  (const SwState       *state,
                                           const char          *name);
SwOpsResult       *sw_ops_set_payload     (SwModel             *model,
                                           const char          *pointer,
                                           const char          *name,
                                           SwPayloadSource      source,
                                           const char          *entered,
                                           GError             **error);

G_END_DECLS
