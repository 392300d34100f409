/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-request.h"

G_BEGIN_DECLS

/* What the protocols write. INPUT has the shape of the operation (sw_aws_shape_input()). */

void      sw_aws_take_body         (SwAwsRequest         *self,
                                    char                 *take_text,
                                    gsize                 length,
                                    const char           *type);
SwValue   sw_aws_encode_json       (const SwShape        *shape,
                                    SwValue               value);
char     *sw_aws_encode_form       (const SwAwsService   *service,
                                    const SwAwsOperation *operation,
                                    SwValue               input);
gboolean  sw_aws_encode_rest       (SwAwsRequest         *self,
                                    const SwAwsService   *service,
                                    const SwAwsOperation *operation,
                                    SwValue               input,
                                    GError              **error);
char     *sw_aws_encode_xml        (const SwShape        *shape,
                                    const char           *name,
                                    SwValue               value,
                                    gboolean              root);

G_END_DECLS
