/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "aws/sw-aws-answer.h"
#include "aws/sw-url-rules.h"

G_BEGIN_DECLS

/* One request and its answer over libsoup: no redirect is followed, no content is unpacked, no
 * password asked for; the address is looked at again once its name is looked up; the answer has a
 * limit, and the whole has a time. */

typedef struct
{
  SwUrlRules rules;
  gsize      limit;   /* bytes of an answer's body */
  guint      timeout; /* milliseconds for all of it */
} SwHttpLimits;

SoupSession *sw_http_session_new  (GTlsCertificate      *authority);
SoupMessage *sw_http_message_new  (const char           *method,
                                   const char           *url,
                                   const GArray         *headers,
                                   GBytes               *body,
                                   GError              **error);
char        *sw_http_dup_host     (GUri                 *uri);
void         sw_http_send_async   (SoupSession          *session,
                                   SoupMessage          *message,
                                   const SwHttpLimits   *limits,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
SwAwsAnswer *sw_http_send_finish  (GAsyncResult         *result,
                                   gboolean             *written,
                                   GError              **error);

G_END_DECLS
