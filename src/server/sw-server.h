/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "server/sw-api.h"

G_BEGIN_DECLS

/* SwServer: the API of Step Functions over HTTP, for programs on this computer: AWS's own clients
 * with another endpoint. It listens on the loopback interface alone, and takes nothing a browser
 * could send. */
#define SW_TYPE_SERVER (sw_server_get_type ())
G_DECLARE_FINAL_TYPE (SwServer, sw_server, SW, SERVER, GObject)

#define SW_SERVER_PORT 8083

/* Who may ask: whoever runs this program, and root; or who knows a key; or everybody on this
 * computer. Borrowed strings. */
typedef struct
{
  const char *id;      /* NULL: no key is asked for */
  const char *secret;
  gboolean    anybody; /* without a key, other users of this computer may ask, too */
} SwServerKey;

SwServer   *sw_server_new         (SwApi              *api,
                                   const SwServerKey  *key);
gboolean    sw_server_listen      (SwServer           *self,
                                   guint16             port,
                                   GError            **error);
void        sw_server_close       (SwServer           *self);
const char *sw_server_get_address (SwServer           *self);

G_END_DECLS
