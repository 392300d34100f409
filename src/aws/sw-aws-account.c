/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "aws/sw-aws-account.h"

#include <string.h>

#include "aws/sw-aws-client-private.h"

/* Digits of an account's number */
#define DIGITS 12

static gboolean
is_account (const char *text)
{
  return text != NULL && strlen (text) == DIGITS && strspn (text, G_CSET_DIGITS) == DIGITS;
}

/* Base 32 of RFC 4648; -1: none of its digits */
static int
digit_of (char c)
{
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  return c >= '2' && c <= '7' ? c - '2' + 26 : -1;
}

/**
 * sw_aws_account_from_key:
 * @access_key: "AKIA…" or "ASIA…", of 20 letters
 *
 * Reads the account out of an access key: of those that AWS gives out since 2019, the 40 bits after
 * the first one of what follows the prefix, in base 32, are its number.
 *
 * Returns: (transfer full) (nullable): twelve digits; %NULL where the key does not say
 */
char *
sw_aws_account_from_key (const char *access_key)
{
  guint64 bits = 0;

  if (strlen (access_key) != 20
      || (!g_str_has_prefix (access_key, "AKIA") && !g_str_has_prefix (access_key, "ASIA")))
    return NULL;
  for (guint i = 4; i < 14; i++)
    {
      int digit = digit_of (access_key[i]);

      if (digit < 0)
        return NULL;
      bits = bits << 5 | (guint64) digit;
    }
  /* Fifty bits: one that marks keys of this form, the account's forty, nine of something else */
  if (bits >> 49 == 0)
    return NULL;
  return g_strdup_printf ("%012" G_GUINT64_FORMAT, bits >> 9 & G_GUINT64_CONSTANT (0xffffffffff));
}

/* "arn:aws:iam::123456789012:role/admin" */
static char *
dup_from_arn (const char *arn)
{
  g_auto (GStrv) parts = arn != NULL ? g_strsplit (arn, ":", 6) : NULL;

  if (parts == NULL || g_strv_length (parts) < 6 || !is_account (parts[4]))
    return NULL;
  return g_strdup (parts[4]);
}

static char *
dup_from_keys (SwCredentials *keys)
{
  return keys != NULL ? sw_aws_account_from_key (sw_credentials_get_access_key (keys)) : NULL;
}

/* A role is another account's, whoever takes it on. */
static char *
dup_from_profile (const char *name)
{
  g_autoptr (SwAwsProfile) profile = sw_aws_profile_load (name, NULL);
  g_autoptr (SwCredentials) keys = NULL;
  const char *told;
  char *account;

  if (profile == NULL)
    return NULL;
  account = dup_from_arn (sw_aws_profile_get (profile, "role_arn"));
  if (account != NULL)
    return account;
  told = sw_aws_profile_get (profile, "sso_account_id");
  if (!is_account (told))
    told = sw_aws_profile_get (profile, "aws_account_id");
  if (is_account (told))
    return g_strdup (told);
  keys = sw_aws_profile_dup_credentials (profile);
  return dup_from_keys (keys);
}

/**
 * sw_aws_client_dup_account:
 *
 * Looks where the client's keys come from (sw-aws-identity.h). Nothing is started or called.
 *
 * Returns: (transfer full) (nullable): the account's twelve digits: what AWS said, else what stands
 *   in environment and files, else what the key itself says; %NULL where nobody knows yet
 */
char *
sw_aws_client_dup_account (SwAwsClient *self)
{
  const char *key = g_getenv ("AWS_ACCESS_KEY_ID"), *told = g_getenv ("AWS_ACCOUNT_ID");

  if (self->account != NULL)
    return g_strdup (self->account);
  if (self->profile != NULL || key == NULL || *key == '\0')
    return dup_from_profile (self->profile);
  return is_account (told) ? g_strdup (told) : sw_aws_account_from_key (key);
}

static void
on_identity (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (SwAwsClient) self = data;
  g_autoptr (SwAwsAnswer) answer = sw_aws_client_call_finish (self, result, NULL);
  SwValue account;

  if (answer == NULL || sw_aws_answer_is_error (answer))
    return;
  account = sw_value_get_member (answer->output, "Account");
  if (sw_value_is (account, SW_TYPE_STRING) && is_account (sw_value_get_text (account, NULL)))
    g_set_str (&self->account, sw_value_get_text (account, NULL));
  g_clear_pointer (&self->place, g_free);
}

/**
 * sw_aws_client_ask_account:
 *
 * Asks AWS whose keys these are, once for each client: only where somebody has agreed to its calls.
 * Everybody may ask that. Where it fails, nothing more is known than before.
 */
void
sw_aws_client_ask_account (SwAwsClient *self)
{
  const SwAwsService *service = sw_aws_service_find ("sts");
  const SwAwsOperation *operation = sw_aws_service_find_operation (service, "getCallerIdentity");
  g_autofree char *region = NULL;

  if (self->asked)
    return;
  self->asked = TRUE;
  region = sw_aws_client_dup_region (self, "us-east-1");
  sw_aws_client_call_async (self, service, operation, SW_VALUE_INIT, region, SW_AWS_LIMIT_TASK,
                            NULL, on_identity, sw_aws_client_ref (self));
}

/**
 * sw_aws_client_dup_place:
 * @region: (nullable): where nothing else says one
 *
 * Returns: (transfer full): where and in whose name it calls, in short: "123456789012 eu-west-1";
 *   of an endpoint that is not AWS's own, that
 */
char *
sw_aws_client_dup_place (SwAwsClient *self,
                         const char  *region)
{
  g_autofree char *account = NULL, *where = NULL;

  if (g_strcmp0 (self->endpoint, SW_AWS_REAL) != 0)
    return g_strdup (self->endpoint != NULL ? self->endpoint : "");
  if (self->place != NULL)
    return g_strdup (self->place);
  account = sw_aws_client_dup_account (self);
  where = sw_aws_client_dup_region (self, region);
  if (account == NULL && self->profile != NULL)
    account = g_strdup (self->profile);
  self->place = g_strjoin (account != NULL && where != NULL ? " " : "",
                           account != NULL ? account : "", where, NULL);
  return g_strdup (self->place);
}
