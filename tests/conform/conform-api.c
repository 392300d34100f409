/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl-compare.h"
#include "conform.h"

#include <stdio.h>
#include <string.h>

#include "server/sw-api.h"

/* Recorded call sequences: each call is made of an API of its own, with what the calls before
 * answered in place of what the recording hides, and each recorded answer is compared. */

#define ACCOUNT "111111111111"
#define ARN "arn:aws:states:us-east-1:" ACCOUNT ":"
/* What was told by the client of the recording, which asked nobody: that it is refused is all that
 * can be compared */
#define CLIENT "Parameter validation failed"
#define CALLING " operation: "
#define PATIENCE_SECONDS 5

/* One case under way */
typedef struct
{
  SwApi      *api;
  SwValue     steps;
  AslMasks    masks;
  GPtrArray  *responses; /* SwValue *, of each step so far; undefined where it was refused */
  GHashTable *tokens;    /* what the recording hides -> what it stands for here */
  char       *error;     /* of the last call */
  char       *message;
  SwValue     response;
} Case;

static const char *
get_text (SwValue     object,
          const char *name)
{
  SwValue member = sw_value_get_member (object, name);

  return sw_value_is (member, SW_TYPE_STRING) ? sw_value_get_text (member, NULL) : NULL;
}

/* "create_state_machine" -> "CreateStateMachine" */
static char *
dup_operation (const char *call)
{
  GString *out = g_string_new (NULL);
  gboolean upper = TRUE;

  for (; *call != '\0'; call++)
    {
      if (*call != '_')
        g_string_append_c (out, upper ? g_ascii_toupper (*call) : *call);
      upper = *call == '_';
    }
  return g_string_free (out, FALSE);
}

static SwValue
get_response (Case  *self,
              guint  step)
{
  return step < self->responses->len ? *(SwValue *) g_ptr_array_index (self->responses, step)
                                     : SW_VALUE_INIT;
}

/* The last answer of a call: the numbers of the recording's symbols count calls that are not in it. */
static SwValue
find_response (Case       *self,
               const char *call,
               gsize       length)
{
  for (guint i = self->responses->len; i > 0; i--)
    {
      const char *made = get_text (sw_value_get_element (self->steps, i - 1), "call");

      if (strlen (made) == length && strncmp (made, call, length) == 0)
        return get_response (self, i - 1);
    }
  return SW_VALUE_INIT;
}

/* What "<sym:stepfunctions.list_executions#14.nextToken>" stands for */
static char *
dup_symbol (Case       *self,
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
dup_version (Case       *self,
             const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (":v([0-9]+)$", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *number = NULL;
  const char *arn;

  if (!g_regex_match (regex, text, 0, &match))
    return NULL;
  number = g_match_info_fetch (match, 1);
  arn = get_text (get_response (self, (guint) g_ascii_strtoull (number, NULL, 10)),
                  "stateMachineVersionArn");
  return g_strdup (arn);
}

/* Names that the recording hides, made ones that can be used; by what is known of them so far */
static char *
dup_concrete (Case       *self,
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
mend_alias (Case    *self,
            GString *text)
{
  const char *machine = get_text (get_response (self, 0), "stateMachineArn");
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
dup_last_execution (Case       *self,
                    const char *text)
{
  const char *name = strrchr (text, ':');

  if (!g_regex_match_simple (":execution:.*:(c0de[0-9a-f]{4}|<ExecArnPart_[0-9]+idx>)$", text, 0, 0)
      || g_hash_table_contains (self->tokens, name + 1))
    return NULL;
  for (guint i = self->responses->len; i > 0; i--)
    {
      const char *arn = get_text (get_response (self, i - 1), "executionArn");

      if (arn != NULL)
        return g_strdup (arn);
    }
  return NULL;
}

static char *
dup_mended (Case       *self,
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
    return g_strdup (ARN "stateMachine:nonexistent");
  if (g_str_equal (text, "invalid_execution_arn"))
    return g_strdup (ARN "execution:nonexistent:nonexistent");
  if (g_str_has_prefix (text, "<sym:logs."))
    return g_strdup ("arn:aws:logs:us-east-1:" ACCOUNT ":log-group:log_group_name:*");
  names = dup_concrete (self, text);
  concrete = g_string_new (names);
  mend_alias (self, concrete);
  return g_strdup (concrete->str);
}

static SwValue
mend (Case    *self,
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
static SwValue
make_request (Case    *self,
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

static void
answered (SwApiCall  *call,
          SwValue     response,
          const char *error,
          const char *message,
          gpointer    data)
{
  Case *self = data;

  g_set_str (&self->error, error);
  g_set_str (&self->message, message);
  sw_value_set (&self->response, sw_value_ref (response));
}

/* Lets the executions go on as far as they come at once. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
make_call (Case    *self,
           SwValue  step)
{
  g_autofree char *operation = dup_operation (get_text (step, "call"));
  SwValue arguments = sw_value_get_member (step, "arguments");
  g_auto (SwValue) request = make_request (self, arguments);
  SwValue *kept = g_new0 (SwValue, 1);
  g_autoptr (SwApiCall) call = NULL;
  const char *arn;

  sw_value_set (&self->response, SW_VALUE_INIT);
  g_clear_pointer (&self->error, g_free);
  call = sw_api_begin (self->api, operation, request, answered, self);
  for (gint64 end = g_get_monotonic_time () + PATIENCE_SECONDS * G_USEC_PER_SEC;
       sw_value_is (self->response, SW_TYPE_UNDEFINED) && self->error == NULL
       && g_get_monotonic_time () < end;)
    g_main_context_iteration (NULL, FALSE);
  arn = sw_value_is (self->response, SW_TYPE_OBJECT) ? get_text (self->response, "activityArn") : NULL;
  if (arn != NULL && !g_hash_table_contains (self->tokens, "activity_arn"))
    g_hash_table_insert (self->tokens, g_strdup ("activity_arn"), g_strdup (arn));
  *kept = sw_value_ref (self->response);
  g_ptr_array_add (self->responses, kept);
}

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
      const char *text = get_text (*response, texts[i]);
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
    for (guint i = 0; i < sw_value_get_length (*response) && i < sw_value_get_length (recorded); i++)
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

/* Whether a text is the recorded one, with something in place of each token: the same everywhere. What
 * the tokens stand for is remembered. */
static gboolean
match_tokens (Case       *self,
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
bind (Case    *self,
      SwValue  recorded,
      SwValue  actual)
{
  SwValue out = SW_VALUE_INIT;

  if (sw_value_is (recorded, SW_TYPE_STRING) && sw_value_is (actual, SW_TYPE_STRING))
    {
      const char *text = sw_value_get_text (recorded, NULL), *got = sw_value_get_text (actual, NULL);

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
dup_sentence (Case       *self,
              const char *message)
{
  static const struct
  {
    const char *word;
    const char *real;
  } words[] = {
    { "ssm_nonexistent_arn", "sm_nonexistent_arn" },
    { "sm_nonexistent_arn", ARN "stateMachine:nonexistent" },
    { "invalid_execution_arn", ARN "execution:nonexistent:nonexistent" },
  };
  const char *at = strstr (message, CALLING);
  g_autofree char *concrete = dup_concrete (self, at != NULL ? at + strlen (CALLING) : message);
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
compare_error (Case    *self,
               SwValue  recorded)
{
  const char *code = get_text (recorded, "code"), *message = get_text (recorded, "message");
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

static char *
compare_answer (Case    *self,
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
  return asl_compare (&self->masks, get_text (recorded, "key"), bound, response);
}

/* What stands for the object that the recorded Map reads; two rows, as were recorded */
static SwTasksFile *
load_objects (void)
{
  static const char text[] = "{\"version\": 1, \"objects\": [{\"bucket\": \"bucket_name\", "
                             "\"key\": \"file.csv\", \"file\": \"api-objects.csv\"}]}";
  g_autofree char *path = g_path_get_dirname (KNOWN_DIFFERENCES);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  SwTasksFile *tasks = sw_tasks_file_new_from_text (text, -1, folder, &error);

  g_assert_no_error (error);
  return tasks;
}

static void
case_init (Case    *self,
           SwValue  test,
           gboolean stops)
{
  g_autoptr (SwTasksFile) tasks = load_objects ();
  const SwApiOptions options = { .account = ACCOUNT,
                                 .speed = stops ? SW_RUN_LIVE : SW_RUN_VIRTUAL,
                                 .tasks = tasks,
                                 .poll_seconds = 1 };

  memset (self, 0, sizeof *self);
  self->api = sw_api_new (&options);
  self->steps = sw_value_get_member (test, "steps");
  self->responses = g_ptr_array_new_with_free_func (g_free);
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  asl_masks_init (&self->masks, sw_value_get_member (test, "masks"));
}

static void
case_clear (Case *self)
{
  for (guint i = 0; i < self->responses->len; i++)
    sw_value_clear (g_ptr_array_index (self->responses, i));
  g_ptr_array_unref (self->responses);
  asl_masks_clear (&self->masks);
  sw_value_clear (&self->response);
  g_hash_table_unref (self->tokens);
  g_free (self->error);
  g_free (self->message);
  g_object_unref (self->api);
}

static gboolean
has_call (SwValue     steps,
          const char *call)
{
  for (guint i = 0; i < sw_value_get_length (steps); i++)
    if (g_str_equal (get_text (sw_value_get_element (steps, i), "call"), call))
      return TRUE;
  return FALSE;
}

static char *
dup_difference (Case *self)
{
  for (guint i = 0; i < sw_value_get_length (self->steps); i++)
    {
      SwValue step = sw_value_get_element (self->steps, i);
      SwValue recorded = sw_value_get_member (step, "recorded");

      make_call (self, step);
      settle ();
      for (guint j = 0; sw_value_is (recorded, SW_TYPE_ARRAY) && j < sw_value_get_length (recorded);
           j++)
        {
          g_autofree char *difference = compare_answer (self, sw_value_get_element (recorded, j));

          if (difference != NULL)
            return g_strdup_printf ("step %u, %s: %s", i, get_text (step, "call"), difference);
        }
    }
  return NULL;
}

/* Words that are not AWS's own say no more than that it refuses. */
static gboolean
is_from_aws (SwValue test)
{
  SwValue recorded
      = sw_value_get_member (sw_value_get_member (test, "source"), "recorded_against_aws");

  return !sw_value_is (recorded, SW_TYPE_STRING);
}

static void
run_case (Conform *conform,
          SwValue  test)
{
  const char *name = get_text (test, "id");
  g_autofree char *difference = NULL;
  Case self;

  case_init (&self, test, has_call (sw_value_get_member (test, "steps"), "stop_execution"));
  if (is_from_aws (test))
    difference = dup_difference (&self);
  else
    {
      make_call (&self, sw_value_get_element (self.steps, 0));
      if (g_strcmp0 (self.error, "InvalidDefinition") != 0)
        difference = g_strdup ("not refused as InvalidDefinition");
    }
  conform_report (conform, name, difference);
  case_clear (&self);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = conform_dup_folder (argc, argv, "asl/api");
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  Conform conform;
  const char *name;

  conform_init (&conform, KNOWN_DIFFERENCES);
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_auto (SwValue) cases = SW_VALUE_INIT;

      if (!g_str_has_suffix (name, ".json") || !conform_load (folder, name, &cases))
        continue;
      for (guint i = 0; i < sw_value_get_length (cases); i++)
        run_case (&conform, sw_value_get_element (cases, i));
    }
  return conform_finish (&conform);
}
