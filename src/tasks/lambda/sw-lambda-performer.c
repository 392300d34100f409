/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/lambda/sw-lambda-performer.h"

#include "json/sw-text.h"
#include "tasks/aws/sw-lambda-texts.h"
#include "tasks/lambda/sw-lambda-answer.h"
#include "tasks/lambda/sw-lambda-client.h"

/* Performs tasks by Lambda functions that run on this computer. */

typedef struct
{
  SwPerformer   head;
  SwLambdaSpec *spec;
  GHashTable   *functions; /* ARN -> SwLambdaFunction: a row may be for several */
} LambdaPerformer;

/* A task as Lambda takes it */
typedef struct
{
  SwLambdaForm  form;
  char         *name;     /* of the function, without qualifier */
  char         *arn;      /* of the function, with its qualifier */
  GBytes       *payload;
  char         *client;   /* its client context, or NULL */
  const char   *type;     /* "RequestResponse", "Event", "DryRun" */
  gboolean      with_log;
} Order;

/* What is remembered of a task under way */
typedef struct
{
  SwTaskCall       *call;
  SwLambdaForm      form;
  guint             timeout;
  gboolean          with_log;
  SwLambdaFunction *function; /* lives as long as the performer, and that as long as its calls */
  guint64           id;       /* of the event */
  gulong            handler;  /* of the call's cancellable */
} Work;

static void
order_clear (Order *self)
{
  g_free (self->name);
  g_free (self->arn);
  g_free (self->client);
  g_clear_pointer (&self->payload, g_bytes_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static const char *
get_text (SwValue     object,
          const char *key)
{
  SwValue value = sw_value_is (object, SW_TYPE_OBJECT) ? sw_value_get_member (object, key)
                                                       : SW_VALUE_INIT;

  return sw_value_is (value, SW_TYPE_STRING) ? sw_value_get_text (value, NULL) : NULL;
}

static GBytes *
new_event (SwValue value)
{
  gsize length;
  char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, &length);

  return g_bytes_new_take (text, length);
}

/* REFERENCE: NAME, NAME:QUALIFIER, ACCOUNT:function:NAME or the whole ARN */
static void
take_function (Order               *order,
               const char          *reference,
               const char          *qualifier,
               const SwTaskContext *context)
{
  const char *account = context != NULL ? context->account : "123456789012";
  const char *region = context != NULL ? context->region : "us-east-1";
  g_autofree char *own = NULL;

  order->name = sw_lambda_dup_name (reference, &own);
  if (qualifier == NULL)
    qualifier = own;
  if (g_str_has_prefix (reference, "arn:"))
    order->arn = qualifier != NULL && own == NULL ? g_strdup_printf ("%s:%s", reference, qualifier)
                                                  : g_strdup (reference);
  else
    order->arn = g_strdup_printf ("arn:aws:lambda:%s:%s:function:%s%s%s", region, account,
                                  order->name, qualifier != NULL ? ":" : "",
                                  qualifier != NULL ? qualifier : "");
}

/* The Payload of lambda:invoke is sent as it is; where it is absent an empty object is. The SDK's is
 * a text that holds JSON, or JSON itself. */
static GBytes *
new_payload (SwValue      input,
             SwLambdaForm form)
{
  SwValue payload = sw_value_get_member (input, "Payload");
  const char *text;
  gsize length;

  if (sw_value_is (payload, SW_TYPE_UNDEFINED))
    return g_bytes_new_static ("{}", 2);
  if (form != SW_LAMBDA_FORM_SDK || !sw_value_is (payload, SW_TYPE_STRING))
    return new_event (payload);
  text = sw_value_get_text (payload, &length);
  return g_bytes_new (text, length);
}

/* Returns FALSE where the task is none of Lambda's; *cause then says why. */
static gboolean
read_order (const SwTaskCall  *call,
            Order             *order,
            char             **cause)
{
  const SwTaskRequest *request = sw_task_call_get_request (call);
  const SwTaskContext *context = sw_task_call_get_context (call);
  const char *function = get_text (request->input, "FunctionName");
  gboolean invokes = request->action != NULL && g_str_has_prefix (request->action, "invoke")
                     && (request->action[6] == '\0' || request->action[6] == '.');

  order->type = "RequestResponse";
  if (request->kind == SW_TASK_LAMBDA)
    {
      take_function (order, request->resource, NULL, context);
      order->form = SW_LAMBDA_FORM_ARN;
      order->payload = new_event (request->input);
      return TRUE;
    }
  if (!invokes
      || (g_strcmp0 (request->service, "lambda") != 0
          && g_strcmp0 (request->service, "aws-sdk:lambda") != 0))
    *cause = g_strdup ("a row with \"use\": \"lambda\" is for Lambda functions alone");
  else if (function == NULL)
    *cause = g_strdup ("its Parameters or Arguments need \"FunctionName\"");
  else
    {
      take_function (order, function, get_text (request->input, "Qualifier"), context);
      order->form = g_str_equal (request->service, "lambda") ? SW_LAMBDA_FORM_INVOKE
                                                             : SW_LAMBDA_FORM_SDK;
      order->payload = new_payload (request->input, order->form);
      if (get_text (request->input, "InvocationType") != NULL)
        order->type = get_text (request->input, "InvocationType");
      order->with_log = g_strcmp0 (get_text (request->input, "LogType"), "Tail") == 0;
      return TRUE;
    }
  return FALSE;
}

/* In the words in which AWS's services tell of a value that is none of theirs */
static gboolean
check_type (const Order  *order,
            char        **error,
            char        **cause)
{
  static const char *const types[] = { "Event", "RequestResponse", "DryRun", NULL };
  g_autofree char *message = NULL;

  if (g_strv_contains (types, order->type))
    return TRUE;
  message = g_strdup_printf ("1 validation error detected: Value '%s' at 'invocationType' failed to "
                             "satisfy constraint: Member must satisfy enum value set: [Event, "
                             "RequestResponse, DryRun]",
                             order->type);
  sw_lambda_refuse (order->form == SW_LAMBDA_FORM_SDK, "ValidationException", message, error, cause);
  return FALSE;
}

/* Lambda hands a client context on where somebody waits for the function alone. */
static gboolean
read_client (const SwTaskCall  *call,
             Order             *order,
             char             **error,
             char             **cause)
{
  SwValue input = sw_task_call_get_request (call)->input;

  if (order->form != SW_LAMBDA_FORM_ARN
      && !sw_lambda_client_read (sw_value_get_member (input, "ClientContext"),
                                 order->form == SW_LAMBDA_FORM_SDK, &order->client, error, cause))
    return FALSE;
  if (!g_str_equal (order->type, "RequestResponse"))
    g_clear_pointer (&order->client, g_free);
  return TRUE;
}

static SwLambdaFunction *
find_function (LambdaPerformer     *self,
               const Order         *order,
               const SwTaskContext *context)
{
  const SwLambdaIdentity identity
      = { order->arn, order->name, context != NULL ? context->region : "us-east-1" };
  SwLambdaFunction *function = g_hash_table_lookup (self->functions, order->arn);

  if (function == NULL)
    {
      function = sw_lambda_function_new (self->spec, &identity);
      g_hash_table_insert (self->functions, g_strdup (order->arn), function);
    }
  return function;
}

static void
work_free (gpointer data)
{
  Work *self = data;

  if (self->handler != 0)
    g_signal_handler_disconnect (sw_task_call_get_cancellable (self->call), self->handler);
  sw_task_call_unref (self->call);
  g_free (self);
}

static void
replied (const SwLambdaReply *reply,
         gpointer             data)
{
  Work *work = data;
  g_auto (SwValue) output = SW_VALUE_INIT;
  g_autofree char *error = NULL, *cause = NULL;

  if (!sw_lambda_answer_read (reply, work->form, work->timeout, work->with_log, &output, &error,
                              &cause))
    sw_task_call_fail (work->call, error, cause);
  else if (sw_task_call_get_request (work->call)->pattern != SW_TASK_CALLBACK)
    sw_task_call_succeed (work->call, output);
  else if (sw_task_call_submit (work->call, output))
    sw_task_call_leave (work->call, SW_TASK_WAITS_FOR_TOKEN);
}

static void
printed (GBytes   *text,
         gpointer  data)
{
  Work *work = data;

  sw_task_call_log (work->call, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text));
}

static void
cancelled (GCancellable *cancellable,
           gpointer      data)
{
  Work *work = data;

  sw_lambda_function_cancel (work->function, work->id);
}

static void
nobody_waits (const SwLambdaReply *reply,
              gpointer             data)
{
}

/* "Event" runs the function while the machine goes on, "DryRun" does not run it. */
static void
perform_apart (SwLambdaFunction *function,
               const Order      *order,
               SwValue          *output)
{
  gboolean trial = g_str_equal (order->type, "DryRun");

  if (!trial)
    sw_lambda_function_invoke (function, &(SwLambdaEvent){ order->payload, order->client },
                               nobody_waits, NULL, NULL, NULL);
  *output = sw_lambda_answer_new_accepted (order->form, trial ? 204 : 202);
}

static SwPerformResult
perform (SwPerformer  *head,
         SwTaskCall   *call,
         SwValue      *output,
         char        **error,
         char        **cause)
{
  LambdaPerformer *self = (LambdaPerformer *) head;
  g_auto (Order) order = { 0 };
  SwLambdaFunction *function;
  Work *work;

  if (self->spec->problem != NULL)
    {
      *cause = g_strdup (self->spec->problem);
      return SW_PERFORM_NOBODY;
    }
  if (!read_order (call, &order, cause))
    return SW_PERFORM_NOBODY;
  if (!check_type (&order, error, cause) || !read_client (call, &order, error, cause))
    return SW_PERFORM_FAILED;
  function = find_function (self, &order, sw_task_call_get_context (call));
  if (!g_str_equal (order.type, "RequestResponse"))
    {
      perform_apart (function, &order, output);
      if (sw_task_call_get_request (call)->pattern != SW_TASK_CALLBACK)
        return SW_PERFORM_DONE;
      if (sw_task_call_submit (call, *output))
        sw_task_call_leave (call, SW_TASK_WAITS_FOR_TOKEN);
      sw_value_clear (output);
      return SW_PERFORM_PENDING;
    }
  work = g_new0 (Work, 1);
  work->call = sw_task_call_ref (call);
  work->form = order.form;
  work->timeout = self->spec->timeout;
  work->with_log = order.with_log;
  work->function = function;
  work->id
      = sw_lambda_function_invoke (function, &(SwLambdaEvent){ order.payload, order.client },
                                   replied, printed, work, work_free);
  work->handler = g_signal_connect (sw_task_call_get_cancellable (call), "cancelled",
                                    G_CALLBACK (cancelled), work);
  return SW_PERFORM_PENDING;
}

static char *
describe (SwPerformer *head)
{
  return sw_lambda_spec_describe (((LambdaPerformer *) head)->spec);
}

static char *
find_danger (SwPerformer *head)
{
  return sw_lambda_spec_dup_danger (((LambdaPerformer *) head)->spec);
}

static gboolean
reads (SwPerformer   *head,
       const SwState *state)
{
  return TRUE;
}

static void
performer_free (SwPerformer *head)
{
  LambdaPerformer *self = (LambdaPerformer *) head;

  g_hash_table_unref (self->functions);
  sw_lambda_spec_unref (self->spec);
  g_free (self);
}

/**
 * sw_lambda_performer_new:
 * @source: a row with "use": "lambda"
 *
 * Makes who performs tasks by running Lambda functions here. The processes are started with the
 * first task, are kept for the next, and end with the performer.
 *
 * Returns: (transfer full): the performer, or %NULL with @error set to what is wrong with the row
 */
SwPerformer *
sw_lambda_performer_new (const SwTaskRowSource  *source,
                         GError                **error)
{
  static const SwPerformerKind kind
      = { perform, performer_free, reads, describe, .danger = find_danger };
  SwLambdaSpec *spec = sw_lambda_spec_new (source, error);
  LambdaPerformer *self;

  if (spec == NULL)
    return NULL;
  self = g_new0 (LambdaPerformer, 1);
  sw_performer_init (&self->head, &kind);
  self->spec = spec;
  self->functions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify) sw_lambda_function_free);
  return &self->head;
}
