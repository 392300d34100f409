/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-local.h"

#include <string.h>

#include "cli/sw-cli.h"
#include "engine/execution/sw-execution.h"

static const char *
get_variable (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static gboolean
check_account (const char *account,
               const char *said)
{
  if (account == NULL || (strlen (account) == 12 && strspn (account, G_CSET_DIGITS) == 12))
    return TRUE;
  sw_cli_complain ("%s takes the twelve digits of an account, not \"%s\"", said, account);
  return FALSE;
}

static gboolean
check_region (const char *region,
              const char *said)
{
  if (region == NULL
      || strspn (region, G_CSET_a_2_z G_CSET_DIGITS "-") == strlen (region))
    return TRUE;
  sw_cli_complain ("%s takes the name of a region such as us-east-1, not \"%s\"", said, region);
  return FALSE;
}

static gboolean
read_scale (SwCliLocal *self)
{
  const char *text = get_variable ("WAIT_TIME_SCALE");
  char *end;

  if (text == NULL)
    return TRUE;
  self->scales_waits = TRUE;
  self->wait_scale = g_ascii_strtod (text, &end);
  /* Written so that what is no number does not pass */
  if (*end == '\0' && self->wait_scale >= 0 && self->wait_scale <= SW_EXECUTION_WAIT_SCALE)
    return TRUE;
  sw_cli_complain ("WAIT_TIME_SCALE takes a number from 0 to %d, not \"%s\"",
                   SW_EXECUTION_WAIT_SCALE, text);
  return FALSE;
}

/**
 * sw_cli_local_init:
 * @account: (nullable): of the option --account, which is before the environment
 * @region: (nullable): of the option --region, likewise
 *
 * Reads the environment, and complains where it makes no sense.
 *
 * Returns: whether it does
 */
gboolean
sw_cli_local_init (SwCliLocal *self,
                   const char *account,
                   const char *region)
{
  *self = (SwCliLocal){ .account = account != NULL ? account : get_variable ("AWS_ACCOUNT_ID"),
                        .region = region != NULL ? region : get_variable ("AWS_DEFAULT_REGION") };
  return check_account (self->account, account != NULL ? "--account" : "AWS_ACCOUNT_ID")
         && check_region (self->region, region != NULL ? "--region" : "AWS_DEFAULT_REGION")
         && read_scale (self);
}
