/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "server/sw-api-private.h"

#include <string.h>

/* arn:aws:states:REGION:ACCOUNT:KIND:NAME[:QUALIFIER][#CASE]. Region and account are not looked at:
 * who has an ARN of another account asks for something that is not here. */

#define N_LEADING 5

/**
 * sw_arn_parse:
 * @self: (out): to be freed with sw_arn_clear()
 *
 * Takes an ARN apart.
 *
 * Returns: whether it is one of Step Functions
 */
gboolean
sw_arn_parse (SwArn      *self,
              const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", N_LEADING + 3);
  guint n_parts = g_strv_length (parts);
  char *mark;

  memset (self, 0, sizeof *self);
  if (n_parts < N_LEADING + 2 || !g_str_equal (parts[0], "arn")
      || !g_str_equal (parts[2], "states"))
    return FALSE;
  mark = strchr (parts[n_parts - 1], '#');
  if (mark != NULL && g_str_equal (parts[N_LEADING], "stateMachine"))
    {
      self->test_case = g_strdup (mark + 1);
      *mark = '\0';
    }
  self->kind = g_strdup (parts[N_LEADING]);
  self->name = g_strdup (parts[N_LEADING + 1]);
  if (n_parts == N_LEADING + 3 && g_str_equal (self->kind, "stateMachine"))
    self->qualifier = g_strdup (parts[N_LEADING + 2]);
  else if (n_parts == N_LEADING + 3)
    self->rest = g_strdup (parts[N_LEADING + 2]);
  return TRUE;
}

/**
 * sw_arn_clear:
 *
 * Frees the parts.
 */
void
sw_arn_clear (SwArn *self)
{
  g_free (self->kind);
  g_free (self->name);
  g_free (self->qualifier);
  g_free (self->rest);
  g_free (self->test_case);
  memset (self, 0, sizeof *self);
}

/**
 * sw_api_dup_arn:
 * @kind: "stateMachine"
 * @name: all that stands behind it
 *
 * Returns: (transfer full): an ARN of this API
 */
char *
sw_api_dup_arn (SwApi      *self,
                const char *kind,
                const char *name)
{
  return g_strdup_printf ("arn:aws:states:%s:%s:%s:%s", self->region, self->account, kind, name);
}

/**
 * sw_api_call_parse_arn:
 * @member: of the request
 * @kinds: (array zero-terminated=1): what the ARN may be of
 * @arn: (out): its parts
 *
 * Reads an ARN of the request, and refuses the call where it is none. Recorded on AWS: what does
 * not begin as one has an invalid prefix.
 *
 * Returns: whether it is one
 */
gboolean
sw_api_call_parse_arn (SwApiCall         *call,
                       const char        *member,
                       const char *const *kinds,
                       SwArn             *arn)
{
  const char *text = sw_api_call_get_text (call, member);

  if (!sw_arn_parse (arn, text))
    {
      if (g_str_has_prefix (text, "arn:"))
        sw_api_call_refuse (call, "InvalidArn", "Invalid Arn: 'Invalid ARN: %s'", text);
      else
        sw_api_call_refuse (call, "InvalidArn", "Invalid Arn: 'Invalid ARN prefix: %s'", text);
      return FALSE;
    }
  if (g_strv_contains (kinds, arn->kind))
    return TRUE;
  sw_api_call_refuse (call, "InvalidArn",
                      "Invalid Arn: 'Resource type not valid in this context: %s'", arn->kind);
  return FALSE;
}
