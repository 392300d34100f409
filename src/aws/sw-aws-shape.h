/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-service.h"
#include "json/value/sw-value.h"

G_BEGIN_DECLS

/* From the values of a state machine to those of an API, and back: what is done to names, times and
 * bytes, whatever the protocol. */

SwValue   sw_aws_shape_input    (const SwShape *shape,
                                 SwValue        value);
SwValue   sw_aws_shape_output   (const SwShape *shape,
                                 SwValue        value);
void      sw_aws_set_output     (SwValue       *object,
                                 const char    *name,
                                 SwValue        take_value);
gboolean  sw_aws_is_time        (SwShapeKind    kind);
SwValue   sw_aws_new_time       (SwValue        value);
char     *sw_aws_dup_scalar     (const SwShape *shape,
                                 SwValue        value,
                                 SwShapeKind    time);
SwValue   sw_aws_new_scalar     (const SwShape *shape,
                                 const char    *text);
SwValue   sw_aws_new_bytes      (const SwShape *shape,
                                 const char    *base64);
char     *sw_aws_dup_bytes      (SwValue        value,
                                 gsize         *length);
SwValue   sw_aws_new_text       (const char    *text,
                                 gsize          length);

G_END_DECLS
