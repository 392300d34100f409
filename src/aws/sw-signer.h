/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "aws/sw-credentials.h"

G_BEGIN_DECLS

/* Signature Version 4 of requests to AWS, in a header or in the query. Pure functions over what is
 * sent.
 *
 * A request is given as it stands on the wire. It is the caller who takes path and query from the
 * URI that the HTTP library will send (GUri turns "%41" into "A" and resolves ".."): what is signed
 * must be what is sent. */

typedef struct
{
  const char *name;  /* in any case */
  const char *value;
} SwHeader;

typedef struct
{
  const char     *method;
  const char     *path;      /* "/a%20b"; "" is "/" */
  const char     *query;     /* without "?"; or NULL */
  const SwHeader *headers;   /* all that are to be signed: host (with the port, where it is not the
                                scheme's own), x-amz-date, x-amz-security-token … */
  gsize           n_headers;
  const char     *body_hash; /* SHA-256 of the body, in hexadecimal digits */
} SwSigningRequest;

typedef struct
{
  const char *region;
  const char *service;   /* the signing name: "states" */
  gboolean    path_once; /* the path is neither normalised nor encoded a second time: S3 */
} SwSigningScope;

char *sw_signer_dup_canonical     (const SwSigningRequest *request,
                                   gboolean                path_once);
char *sw_signer_dup_authorization (const SwSigningRequest *request,
                                   const SwSigningScope   *scope,
                                   const SwCredentials    *credentials,
                                   const char             *date);
char *sw_signer_dup_query         (const SwSigningRequest *request,
                                   const SwSigningScope   *scope,
                                   const SwCredentials    *credentials,
                                   const char             *date,
                                   guint                   seconds);
char *sw_signer_dup_date          (gint64                  time);
void  sw_signer_append_encoded    (GString                *out,
                                   const char             *text,
                                   gssize                  length,
                                   gboolean                keep_slash);

G_END_DECLS
