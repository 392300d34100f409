/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api-case.h"

#include <string.h>

#include "json/sw-text.h"

/* A request as it was recorded, with what the calls before answered in place of what the recording
 * hides. */

const char *
api_get_text (SwValue     object,
              const char *name)
{
  SwValue member = sw_value_get_member (object, name);

  return sw_value_is (member, SW_TYPE_STRING) ? sw_value_get_text (member, NULL) : NULL;
}

static SwValue
get_response (ApiCase *self,
              guint    step)
{
  return step < self->responses->len ? *(SwValue *) g_ptr_array_index (self->responses, step)
                                     : SW_VALUE_INIT;
}

/* The last answer of a call: the numbers of the recording's symbols count calls that are not in
 * it. */
static SwValue
find_response (ApiCase    *self,
               const char *call,
               gsize       length)
{
  for (guint i = self->responses->len; i > 0; i--)
    {
      const char *made = api_get_text (sw_value_get_element (self->steps, i - 1), "call");

      if (strlen (made) == length && strncmp (made, call, length) == 0)
        return get_response (self, i - 1);
    }
  return SW_VALUE_INIT;
}

/* What "<sym:stepfunctions.list_executions#14.nextToken>" stands for */
static char *
dup_symbol (ApiCase    *self,
            const char *symbol)
{
  g_autofree char *inner = g_strndup (symbol, strlen (symbol) - 1);
  const char *number = strchr (inner, '#'), *call = strchr (inner, '.');
  g_auto (GStrv) path = number != NULL ? g_strsplit (number + 1, ".", -1) : NULL;
  SwValue value;

  if (path == NULL || call == NULL || call > number)
    return NULL;
  value = find_response (self, call + 1, (gsize) (number - call) - 1);
  for (guint i = 1; path[i] != NULL; i++)
    {
      if (sw_value_is (value, SW_TYPE_ARRAY))
        value = sw_value_get_element (value, (guint) g_ascii_strtoull (path[i], NULL, 10));
      else if (sw_value_is (value, SW_TYPE_OBJECT))
        value = sw_value_get_member (value, path[i]);
    }
  return sw_value_is (value, SW_TYPE_STRING) ? g_strdup (sw_value_get_text (value, NULL)) : NULL;
}

/* Of "…:stateMachine:NAME:v3": the version that step 3 made */
static char *
dup_version (ApiCase    *self,
             const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (":v([0-9]+)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  const char *arn;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  number = g_match_info_fetch (match, 1);
  arn = api_get_text (get_response (self, (guint) g_ascii_strtoull (number, NULL, 10)),
                      "stateMachineVersionArn");
  return g_strdup (arn);
}

/* Names that the recording hides, made ones that can be used; by what is known of them so far */
char *
api_dup_concrete (ApiCase    *self,
                  const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0';)
    {
      const char *end = *at == '<' ? strchr (at, '>') : NULL;
      g_autofree char *token = end != NULL ? g_strndup (at, (gsize) (end - at) + 1) : NULL;
      const char *known = token != NULL ? g_hash_table_lookup (self->tokens, token) : NULL;

      if (token == NULL)
        {
          g_string_append_c (out, *at++);
          continue;
        }
      at = end + 1;
      if (known != NULL)
        g_string_append (out, known);
      else if (g_str_has_prefix (token, "<ArnPart_") || g_str_has_prefix (token, "<ExecArnPart_"))
        {
          char *name = g_strdup_printf ("name-%.*s", (int) strlen (token) - 2, token + 1);

          g_string_append (out, name);
          g_hash_table_insert (self->tokens, g_strdup (token), name);
        }
      else if (g_str_has_prefix (token, "<invalid_token_"))
        for (guint i = (guint) g_ascii_strtoull (token + 15, NULL, 10); i > 0; i--)
          g_string_append_c (out, 'x');
      else
        g_string_append (out, token);
    }
  return g_string_free (out, FALSE);
}

/* An alias's ARN as the recording has it names no machine: there is but one. */
static void
mend_alias (ApiCase *self,
            GString *text)
{
  const char *machine = api_get_text (get_response (self, 0), "stateMachineArn");
  const char *name = machine != NULL ? strrchr (machine, ':') + 1 : NULL;
  g_autofree char *mended = NULL;

  if (name == NULL)
    return;
  mended = g_strdup_printf (":%s:", name);
  if (strstr (text->str, ":stateMachine:alias:") != NULL
      || strstr (text->str, ":execution:alias:") != NULL)
    g_string_replace (text, ":alias:", mended, 1);
}

/* The execution that was started last, for the ARN of one whose name the recording made up */
static char *
dup_last_execution (ApiCase    *self,
                    const char *text)
{
  const char *name = strrchr (text, ':');

  if (!g_regex_match_simple (":execution:.*:(c0de[0-9a-f]{4}|<ExecArnPart_[0-9]+idx>)$", text, 0, 0)
      || g_hash_table_contains (self->tokens, name + 1))
    return NULL;
  for (guint i = self->responses->len; i > 0; i--)
    {
      const char *arn = api_get_text (get_response (self, i - 1), "executionArn");

      if (arn != NULL)
        return g_strdup (arn);
    }
  return NULL;
}

static char *
dup_mended (ApiCase    *self,
            const char *text)
{
  char *mended = g_strdup (g_hash_table_lookup (self->tokens, text));
  g_autoptr (GString) concrete = NULL;
  g_autofree char *names = NULL;

  if (g_str_has_prefix (text, "<sym:"))
    mended = dup_symbol (self, text);
  if (mended == NULL)
    mended = dup_version (self, text);
  if (mended == NULL)
    mended = dup_last_execution (self, text);
  if (mended != NULL)
    return mended;
  /* A machine, or an execution, that is well named and not there */
  if (g_str_equal (text, "sm_nonexistent_arn") || g_str_equal (text, "ssm_nonexistent_arn"))
    return g_strdup (API_ARN "stateMachine:nonexistent");
  if (g_str_equal (text, "invalid_execution_arn"))
    return g_strdup (API_ARN "execution:nonexistent:nonexistent");
  if (g_str_has_prefix (text, "<sym:logs."))
    return g_strdup ("arn:aws:logs:us-east-1:" API_ACCOUNT ":log-group:log_group_name:*");
  names = api_dup_concrete (self, text);
  concrete = g_string_new (names);
  mend_alias (self, concrete);
  return g_strdup (concrete->str);
}

static SwValue
mend (ApiCase *self,
      SwValue  value)
{
  SwValue out = SW_VALUE_INIT;

  if (sw_value_is (value, SW_TYPE_STRING))
    {
      gsize length;
      const char *plain = sw_value_get_text (value, &length);
      g_autofree char *text = strlen (plain) == length ? dup_mended (self, plain) : NULL;

      return text != NULL ? sw_value_new_string (text) : sw_value_ref (value);
    }
  if (sw_value_is (value, SW_TYPE_ARRAY))
    {
      out = sw_value_new_array (sw_value_get_length (value));
      for (guint i = 0; i < sw_value_get_length (value); i++)
        sw_value_append (&out, mend (self, sw_value_get_element (value, i)));
      return out;
    }
  if (!sw_value_is (value, SW_TYPE_OBJECT))
    return sw_value_ref (value);
  out = sw_value_new_object (sw_value_get_length (value));
  for (guint i = 0; i < sw_value_get_length (value); i++)
    sw_value_set_member_string (&out, sw_value_get_key (value, i),
                                mend (self, sw_value_get_member_at (value, i)));
  return out;
}

/* The definition is JSON text in the API. */
SwValue
api_make_request (ApiCase *self,
                  SwValue  arguments)
{
  SwValue definition = sw_value_get_member (arguments, "definition");
  SwValue logging = sw_value_get_member (arguments, "loggingConfiguration");
  SwValue request = mend (self, arguments);
  g_autofree char *text = NULL;

  sw_value_remove_member (&request, "target_aws_client");
  if (sw_value_is (logging, SW_TYPE_STRING))
    sw_value_remove_member (&request, "loggingConfiguration");
  if (!sw_value_is (definition, SW_TYPE_OBJECT))
    return request;
  text = sw_value_to_text (sw_value_get_member (request, "definition"), SW_TEXT_DEFAULT, NULL);
  sw_value_set_member (&request, "definition", sw_value_new_string (text));
  return request;
}
