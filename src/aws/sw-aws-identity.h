/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-aws-profile.h"

G_BEGIN_DECLS

/* SwAwsIdentity: in whose name requests are signed. The first that has keys: the environment,
 * unless a profile is named; the files of AWS's clients; a command that these name, or AWS's
 * command line. Keys that expire are asked for again five minutes before; many who want them at
 * once start one command. Reference counted, for one thread. */
typedef struct _SwAwsIdentity SwAwsIdentity;

SwAwsIdentity *sw_aws_identity_new          (const char           *profile,
                                             gboolean              commands);
SwAwsIdentity *sw_aws_identity_new_fixed    (SwCredentials        *credentials);
SwAwsIdentity *sw_aws_identity_ref          (SwAwsIdentity        *self);
void           sw_aws_identity_unref        (SwAwsIdentity        *self);
void           sw_aws_identity_forget       (SwAwsIdentity        *self,
                                             const SwCredentials  *expired);
void           sw_aws_identity_get_async    (SwAwsIdentity        *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
SwCredentials *sw_aws_identity_get_finish   (SwAwsIdentity        *self,
                                             GAsyncResult         *result,
                                             GError              **error);
char         **sw_aws_identity_dup_command  (const char           *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwAwsIdentity, sw_aws_identity_unref)

G_END_DECLS
