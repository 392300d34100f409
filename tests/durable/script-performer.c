/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "script-performer.h"

#include <fcntl.h>
#include <unistd.h>

#include "json/sw-text.h"

typedef struct
{
  SwPerformer     head;
  SwValue         script;
  char           *ledger; /* or NULL */
  ScriptPointFunc point;  /* or NULL */
  gpointer        data;
  GString        *calls;
} ScriptPerformer;

/* An answer that comes from the main context */
typedef struct
{
  ScriptPerformer *self;
  SwTaskCall      *call;
  SwValue          answer; /* of the script */
} Later;

static void
later_free (gpointer data)
{
  Later *later = data;

  sw_task_call_unref (later->call);
  sw_value_clear (&later->answer);
  g_free (later);
}

static const char *
get_text (SwValue     object,
          const char *key)
{
  return sw_value_get_text (sw_value_get_member (object, key), NULL);
}

static SwValue
find_row (ScriptPerformer     *self,
          const SwTaskRequest *request)
{
  return sw_value_get_member (self->script, request->state->name);
}

static SwValue
find_answer (ScriptPerformer     *self,
             const SwTaskRequest *request)
{
  SwValue answers = sw_value_get_member (find_row (self, request), "answers");
  guint n = sw_value_get_length (answers);

  return n > 0 ? sw_value_get_element (answers, MIN (request->invocation, n - 1)) : SW_VALUE_INIT;
}

static void
at_point (ScriptPerformer *self,
          const char      *where)
{
  if (self->point != NULL)
    self->point (where, self->data);
}

/* The effect: something that happens outside, and cannot be taken back */
static void
have_effect (ScriptPerformer *self,
             SwTaskCall      *call)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const SwTaskContext *context = sw_task_call_get_context (call);
  g_autofree char *line = g_strdup_printf (
      "%s %s/%d.%d/%u\n", request->state->name, context->execution_name, (int) request->scheduled,
      (int) request->id, request->attempt);
  int file;

  at_point (self, "effect");
  if (self->ledger == NULL)
    return;
  file = open (self->ledger, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  g_assert_cmpint (write (file, line, strlen (line)), ==, (gssize) strlen (line));
  close (file);
  at_point (self, "answer");
}

static gboolean
answer_later (gpointer data)
{
  Later *later = data;
  SwValue thrown = sw_value_get_member (later->answer, "throw");

  if (sw_value_is (thrown, SW_TYPE_STRING))
    sw_task_call_fail (later->call, sw_value_get_text (thrown, NULL), "thrown");
  else
    sw_task_call_succeed (later->call, sw_value_get_member (later->answer, "return"));
  return G_SOURCE_REMOVE;
}

static Later *
later_new (ScriptPerformer *self,
           SwTaskCall      *call,
           SwValue          answer)
{
  Later *later = g_new0 (Later, 1);

  later->self = self;
  later->call = sw_task_call_ref (call);
  later->answer = sw_value_ref (answer);
  return later;
}

static void
plan_answer (ScriptPerformer *self,
             SwTaskCall      *call,
             SwValue          answer)
{
  g_idle_add_full (G_PRIORITY_LOW, answer_later, later_new (self, call, answer), later_free);
}

/* The worker has the task once that is on the disk. */
static void
work (const GError *error,
      gpointer      data)
{
  Later *later = data;

  have_effect (later->self, later->call);
  if (!sw_value_is (later->answer, SW_TYPE_UNDEFINED))
    plan_answer (later->self, later->call, later->answer);
  later_free (later);
}

static gboolean
begin_later (gpointer data)
{
  Later *later = data;

  sw_task_call_begin (later->call, "worker");
  sw_task_call_when_kept (later->call, work, later);
  return G_SOURCE_REMOVE;
}

static gboolean
submit_later (gpointer data)
{
  Later *later = data;
  g_auto (SwValue) job = sw_value_new_object (1);

  sw_value_set_member (&job, "Id", sw_value_new_string ("job"));
  sw_task_call_submit (later->call, job);
  if (!sw_value_is (later->answer, SW_TYPE_UNDEFINED))
    plan_answer (later->self, later->call, later->answer);
  return G_SOURCE_REMOVE;
}

static void
note_call (ScriptPerformer *self,
           SwTaskCall      *call)
{
  static const char *const phases[] = { "new", "begun", "submitted" };
  const SwTaskRequest *request = sw_task_call_get_request (call);
  SwValue submitted = sw_task_call_get_submitted (call);

  g_string_append_printf (self->calls, "%s %s", request->state->name,
                          phases[sw_task_call_get_phase (call)]);
  if (!sw_value_is (submitted, SW_TYPE_UNDEFINED))
    {
      g_string_append_c (self->calls, ' ');
      sw_value_print (submitted, SW_TEXT_DEFAULT, self->calls);
    }
  g_string_append (self->calls, "; ");
}

static SwPerformResult
answer_at_once (SwValue    answer,
                SwValue   *output,
                char     **error,
                char     **cause)
{
  SwValue thrown = sw_value_get_member (answer, "throw");

  if (sw_value_is (thrown, SW_TYPE_STRING))
    {
      *error = g_strdup (sw_value_get_text (thrown, NULL));
      *cause = g_strdup ("thrown");
      return SW_PERFORM_FAILED;
    }
  *output = sw_value_ref (sw_value_get_member (answer, "return"));
  return SW_PERFORM_DONE;
}

static void
begin (ScriptPerformer *self,
       const char      *how,
       SwTaskCall      *call,
       SwValue          answer)
{
  if (g_str_equal (how, "worker"))
    g_idle_add_full (G_PRIORITY_LOW, begin_later, later_new (self, call, answer), NULL);
  else if (g_str_equal (how, "job") || g_str_equal (how, "token"))
    g_idle_add_full (G_PRIORITY_LOW, submit_later, later_new (self, call, answer), later_free);
  else if (!sw_value_is (answer, SW_TYPE_UNDEFINED))
    plan_answer (self, call, answer);
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  ScriptPerformer *self = (ScriptPerformer *) head;
  const SwTaskRequest *request = sw_task_call_get_request (call);
  SwValue row = find_row (self, request);
  SwValue answer = find_answer (self, request);
  const char *how = get_text (row, "how");

  note_call (self, call);
  if (g_strcmp0 (get_text (row, "recover"), "person") == 0 || g_strcmp0 (how, "nobody") == 0)
    return SW_PERFORM_NOBODY;
  if (sw_task_call_get_phase (call) != SW_TASK_CALL_NEW)
    {
      if (!sw_value_is (answer, SW_TYPE_UNDEFINED))
        plan_answer (self, call, answer);
      return SW_PERFORM_PENDING;
    }
  if (g_strcmp0 (how, "worker") != 0)
    have_effect (self, call);
  if (how == NULL || g_str_equal (how, "at-once"))
    return answer_at_once (answer, output, error, cause);
  begin (self, how, call, answer);
  return SW_PERFORM_PENDING;
}

static SwRecovery
recover (SwPerformer         *head,
         const SwTaskRequest *request)
{
  static const char *const names[] = { "unknown", "again", "go-on", "person" };
  const char *name = get_text (find_row ((ScriptPerformer *) head, request), "recover");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (name, names[i]) == 0)
      return (SwRecovery) i;
  return SW_RECOVERY_UNKNOWN;
}

static void
performer_free (SwPerformer *head)
{
  ScriptPerformer *self = (ScriptPerformer *) head;

  sw_value_clear (&self->script);
  g_string_free (self->calls, TRUE);
  g_free (self->ledger);
  g_free (self);
}

SwPerformer *
script_performer_new (SwValue          script,
                      const char      *ledger,
                      ScriptPointFunc  point,
                      gpointer         data)
{
  static const SwPerformerKind kind
      = { .perform = perform, .free = performer_free, .recover = recover };
  ScriptPerformer *self = g_new0 (ScriptPerformer, 1);

  sw_performer_init (&self->head, &kind);
  self->script = sw_value_ref (script);
  self->ledger = g_strdup (ledger);
  self->point = point;
  self->data = data;
  self->calls = g_string_new (NULL);
  return &self->head;
}

const char *
script_performer_get_calls (SwPerformer *self)
{
  return ((ScriptPerformer *) self)->calls->str;
}
