/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What AWS's own local Step Functions reads from the environment, beside the file of mocks
 * (sw-cli-tasks.h) and the addresses of services (sw-aws-client.h) */
typedef struct
{
  const char *account; /* 12 digits, or NULL; borrowed from the caller or the environment */
  const char *region;  /* or NULL */
  gboolean    scales_waits;
  double      wait_scale;
} SwCliLocal;

/* For a command's help */
#define SW_CLI_LOCAL_HELP                                                                          \
  "As AWS's local server does, it reads AWS_ACCOUNT_ID and AWS_DEFAULT_REGION for its ARNs, and\n"  \
  "WAIT_TIME_SCALE: Wait states last so many times as long; 0.5 is half the time, 0 none at all.\n"

gboolean sw_cli_local_init (SwCliLocal *self,
                            const char *account,
                            const char *region);

G_END_DECLS
