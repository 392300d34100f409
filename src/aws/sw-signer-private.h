/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-signer.h"

G_BEGIN_DECLS

/* The canonical form of a request, of which its signature is made */

GArray *sw_signer_fold_headers     (const SwSigningRequest *request);
void    sw_signer_append_names     (GString                *out,
                                    GArray                 *headers);
char   *sw_signer_dup_canonical_of (const SwSigningRequest *request,
                                    GArray                 *headers,
                                    gboolean                path_once);

G_END_DECLS
