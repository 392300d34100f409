/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "aws/sw-aws-request.h"

G_BEGIN_DECLS

/* Connections of HTTP Tasks: what a request needs to be let in, under the name that the
 * ConnectionArn has, arn:aws:events:REGION:ACCOUNT:connection/NAME/ID. A definition has the name
 * alone; the secret is kept by the desktop's keyring, or, for the terminal, in the environment
 * variable STEPWRIGHT_CONNECTION_NAME or the file connections.json of mode 0600 in Stepwright's
 * configuration folder. Its form is what EventBridge's CreateConnection takes:
 *
 *   { "AuthorizationType": "API_KEY",
 *     "AuthParameters": { "ApiKeyAuthParameters": { "ApiKeyName": "X-Key", "ApiKeyValue": "…" },
 *                         "InvocationHttpParameters": { "HeaderParameters": [ … ] } } } */
typedef struct _SwConnection SwConnection;

typedef enum
{
  SW_CONNECTION_BASIC,
  SW_CONNECTION_API_KEY,
  SW_CONNECTION_OAUTH, /* of client credentials: a token is asked for first */
} SwConnectionKind;

/* Where a secret is kept: the text of a connection, or NULL. Owned by who asks, who wipes it. */
typedef char *(*SwConnectionLookup) (const char *name,
                                     GError    **error);

void             sw_connections_set_lookup       (SwConnectionLookup  lookup);
char            *sw_connection_dup_name          (const char         *arn);
void             sw_connection_find_async        (const char         *name,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
SwConnection    *sw_connection_find_finish       (GAsyncResult       *result,
                                                  GError            **error);
SwConnection    *sw_connection_new_from_text     (const char         *text,
                                                  GError            **error);
void             sw_connection_free              (SwConnection       *self);
SwConnectionKind sw_connection_get_kind          (SwConnection       *self);
gboolean         sw_connection_apply             (SwConnection       *self,
                                                  SwAwsRequest       *request,
                                                  GError            **error);
char            *sw_connection_dup_token_url     (SwConnection       *self);
SwAwsRequest    *sw_connection_new_token_request (SwConnection       *self,
                                                  GError            **error);
void             sw_connection_apply_token       (SwConnection       *self,
                                                  SwAwsRequest       *request,
                                                  const char         *token);
char            *sw_connection_mask              (SwConnection       *self,
                                                  const char         *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SwConnection, sw_connection_free)

G_END_DECLS
