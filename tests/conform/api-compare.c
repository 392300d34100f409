/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "api-case.h"

#include <string.h>

#include "json/sw-text.h"

/* An answer beside the recorded one: what the recording hides is found, and what it has otherwise
 * is met, before they are compared. */

/* What was told by the client of the recording, which asked nobody: that it is refused is all that
 * can be compared */
#define CLIENT "Parameter validation failed"
#define CALLING " operation: "

/* What the service adds since it was recorded, and the texts that the recording has as values */
static void
meet_recording (SwValue  recorded,
                SwValue *response)
{
  static const char *const texts[] = { "definition", "input", "output" };
  static const char *const newer[] = { "encryptionConfiguration", "redriveCount" };

  if (!sw_value_is (*response, SW_TYPE_OBJECT) || !sw_value_is (recorded, SW_TYPE_OBJECT))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = api_get_text (*response, texts[i]);
      SwValue value = SW_VALUE_INIT;

      if (text != NULL && !sw_value_is (sw_value_get_member (recorded, texts[i]), SW_TYPE_STRING)
          && sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
        sw_value_set_member (response, texts[i], value);
    }
  for (guint i = 0; i < G_N_ELEMENTS (newer); i++)
    if (sw_value_is (sw_value_get_member (recorded, newer[i]), SW_TYPE_UNDEFINED))
      sw_value_remove_member (response, newer[i]);
}

static void
meet_deeply (SwValue  recorded,
             SwValue *response)
{
  if (sw_value_is (*response, SW_TYPE_ARRAY))
    for (guint i = 0; i < sw_value_get_length (*response) && i < sw_value_get_length (recorded);
         i++)
      {
        g_auto (SwValue) element = sw_value_ref (sw_value_get_element (*response, i));

        meet_deeply (sw_value_get_element (recorded, i), &element);
        sw_value_set_element (response, i, sw_value_ref (element));
      }
  if (!sw_value_is (*response, SW_TYPE_OBJECT) || !sw_value_is (recorded, SW_TYPE_OBJECT))
    return;
  meet_recording (recorded, response);
  for (guint i = 0; i < sw_value_get_length (*response); i++)
    {
      SwString *key = sw_value_get_key (*response, i);
      g_auto (SwValue) member = sw_value_ref (sw_value_get_member_at (*response, i));

      /* Times are numbers: the recording says "datetime". */
      if (g_str_has_suffix (sw_string_get_text (key), "Date")
          || g_str_equal (sw_string_get_text (key), "timestamp"))
        {
          SwValue word = sw_value_get_member (recorded, sw_string_get_text (key));

          if (sw_value_is (member, SW_TYPE_NUMBER) && !sw_value_is (word, SW_TYPE_UNDEFINED))
            sw_value_set (&member, sw_value_ref (word));
        }
      else
        meet_deeply (sw_value_get_member (recorded, sw_string_get_text (key)), &member);
      sw_value_set_member_string (response, key, sw_value_ref (member));
    }
}

/* Whether a text is the recorded one, with something in place of each token: the same everywhere.
 * What the tokens stand for is remembered. */
static gboolean
match_tokens (ApiCase    *self,
              const char *recorded,
              const char *actual)
{
  g_autoptr (GPtrArray) tokens = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) pattern = g_string_new ("\\A");
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  for (const char *at = recorded; *at != '\0';)
    {
      const char *end = *at == '<' ? strchr (at, '>') : NULL;
      g_autofree char *part = end != NULL ? g_strndup (at, (gsize) (end - at) + 1)
                                          : g_strndup (at, MAX (strcspn (at, "<"), 1));
      const char *known = g_hash_table_lookup (self->tokens, part);
      g_autofree char *escaped = g_regex_escape_string (known != NULL ? known : part, -1);

      at += strlen (part);
      if (end != NULL && known == NULL)
        g_ptr_array_add (tokens, g_steal_pointer (&part));
      g_string_append (pattern, end != NULL && known == NULL ? "(.+?)" : escaped);
    }
  g_string_append (pattern, "\\z");
  regex = g_regex_new (pattern->str, G_REGEX_DOTALL, 0, NULL);
  if (!g_regex_match (regex, actual, 0, &match))
    return FALSE;
  for (guint i = 0; i < tokens->len; i++)
    g_hash_table_insert (self->tokens, g_strdup (g_ptr_array_index (tokens, i)),
                         g_match_info_fetch (match, (int) i + 1));
  return TRUE;
}

/* Words that stand for what was called otherwise there */
static gboolean
is_word (const char *text)
{
  return g_str_has_prefix (text, "activity_arn");
}

/* The recording with what its tokens stand for, where it fits */
static SwValue
bind (ApiCase *self,
      SwValue  recorded,
      SwValue  actual)
{
  SwValue out = SW_VALUE_INIT;

  if (sw_value_is (recorded, SW_TYPE_STRING) && sw_value_is (actual, SW_TYPE_STRING))
    {
      const char *text = sw_value_get_text (recorded, NULL);
      const char *got = sw_value_get_text (actual, NULL);

      if (is_word (text) && !g_hash_table_contains (self->tokens, text))
        g_hash_table_insert (self->tokens, g_strdup (text), g_strdup (got));
      if (is_word (text))
        return sw_value_new_string (g_hash_table_lookup (self->tokens, text));
      if (strchr (text, '<') != NULL && match_tokens (self, text, got))
        return sw_value_ref (actual);
    }
  if (sw_value_is (recorded, SW_TYPE_ARRAY) && sw_value_is (actual, SW_TYPE_ARRAY))
    {
      out = sw_value_new_array (sw_value_get_length (recorded));
      for (guint i = 0; i < sw_value_get_length (recorded); i++)
        sw_value_append (&out, bind (self, sw_value_get_element (recorded, i),
                                     i < sw_value_get_length (actual)
                                         ? sw_value_get_element (actual, i)
                                         : SW_VALUE_INIT));
      return out;
    }
  if (!sw_value_is (recorded, SW_TYPE_OBJECT) || !sw_value_is (actual, SW_TYPE_OBJECT))
    return sw_value_ref (recorded);
  out = sw_value_new_object (sw_value_get_length (recorded));
  for (guint i = 0; i < sw_value_get_length (recorded); i++)
    {
      SwString *key = sw_value_get_key (recorded, i);

      sw_value_set_member_string (&out, key,
                                  bind (self, sw_value_get_member_at (recorded, i),
                                        sw_value_get_member_string (actual, key)));
    }
  return out;
}

/* The recording's words for what is not there, as this runner asks for it */
static char *
dup_sentence (ApiCase    *self,
              const char *message)
{
  static const struct
  {
    const char *word;
    const char *real;
  } words[] = {
    { "ssm_nonexistent_arn", "sm_nonexistent_arn" },
    { "sm_nonexistent_arn", API_ARN "stateMachine:nonexistent" },
    { "invalid_execution_arn", API_ARN "execution:nonexistent:nonexistent" },
  };
  const char *at = strstr (message, CALLING);
  g_autofree char *concrete = api_dup_concrete (self, at != NULL ? at + strlen (CALLING) : message);
  g_autoptr (GString) out = g_string_new (concrete);
  const char *activity = g_hash_table_lookup (self->tokens, "activity_arn");

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_string_replace (out, words[i].word, words[i].real, 0);
  if (activity != NULL && g_str_has_suffix (out->str, "'activity_arn'"))
    {
      g_string_truncate (out, out->len - strlen ("activity_arn'"));
      g_string_append_printf (out, "%s'", activity);
    }
  return g_strdup (out->str);
}

static char *
compare_error (ApiCase *self,
               SwValue  recorded)
{
  const char *code = api_get_text (recorded, "code"), *message = api_get_text (recorded, "message");
  g_autofree char *wanted = NULL;

  if (self->error == NULL)
    return g_strdup_printf ("accepted instead of %s: %s", code, message);
  if (g_str_has_prefix (message, CLIENT))
    return NULL;
  wanted = dup_sentence (self, message);
  if ((code == NULL || g_strcmp0 (code, self->error) == 0) && g_str_equal (wanted, self->message))
    return NULL;
  return g_strdup_printf ("%s: %s instead of %s: %s", self->error, self->message, code, wanted);
}

char *
api_compare_answer (ApiCase *self,
                    SwValue  recorded)
{
  SwValue wanted = sw_value_get_member (recorded, "response");
  g_auto (SwValue) response = sw_value_ref (self->response), bound = SW_VALUE_INIT;

  if (!sw_value_get_boolean (sw_value_get_member (recorded, "ok")))
    return compare_error (self, sw_value_get_member (recorded, "error"));
  if (self->error != NULL)
    return g_strdup_printf ("refused: %s: %s", self->error, self->message);
  if (sw_value_is (response, SW_TYPE_UNDEFINED))
    return g_strdup ("not answered");
  meet_deeply (wanted, &response);
  /* A page that is masked away is there, or is not: both were recorded. */
  if (sw_value_is (sw_value_get_member (wanted, "nextToken"), SW_TYPE_UNDEFINED))
    sw_value_remove_member (&response, "nextToken");
  bound = bind (self, wanted, response);
  return asl_compare (&self->masks, api_get_text (recorded, "key"), bound, response);
}
