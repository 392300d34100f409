/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/serve/sw-serving.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/document/sw-placeholder-values.h"
#include "app/kept/sw-keeping.h"
#include "app/kept/sw-kept-execution.h"
#include "json/sw-text.h"
#include "server/sw-server.h"
#include "tasks/sw-run-values.h"
#include "tasks/sw-substitutions.h"

/* So many executions that are not kept are listed; older ones are still there for who asks the
 * server */
#define MAX_LISTED 500

enum
{
  PROP_0,
  PROP_ACTIVE,
  PROP_ADDRESS,
  N_PROPS
};

struct _SwServing
{
  GObject parent_instance;

  SwApi      *api;
  SwServer   *server;     /* NULL: it is off */
  gboolean    keeps;      /* the executions are in the program's store */
  GListStore *executions; /* SwKeptExecution, newest first: where they are not */
  gboolean    resumed;    /* what an earlier end of the program has left goes on */
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwServing, sw_serving, G_TYPE_OBJECT)

static void
sw_serving_dispose (GObject *object)
{
  SwServing *self = SW_SERVING (object);

  g_clear_object (&self->server);
  if (self->api != NULL)
    g_signal_handlers_disconnect_by_data (self->api, self);
  g_clear_object (&self->api);
  g_clear_object (&self->executions);
  G_OBJECT_CLASS (sw_serving_parent_class)->dispose (object);
}

static void
sw_serving_get_property (GObject    *object,
                         guint       id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  SwServing *self = SW_SERVING (object);

  if (id == PROP_ACTIVE)
    g_value_set_boolean (value, self->server != NULL);
  else if (id == PROP_ADDRESS)
    g_value_set_string (value, sw_serving_get_address (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
sw_serving_class_init (SwServingClass *klass)
{
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_serving_dispose;
  object_class->get_property = sw_serving_get_property;
  properties[PROP_ACTIVE] = g_param_spec_boolean ("active", NULL, NULL, FALSE, readable);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static SwKeptExecution *
find (SwServing  *self,
      const char *arn)
{
  GListModel *model = G_LIST_MODEL (self->executions);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (SwKeptExecution) item = g_list_model_get_item (model, i);

      if (g_str_equal (sw_kept_execution_get_arn (item), arn))
        return item;
    }
  return NULL;
}

/* As the store has it, or would */
static SwStoreExecution
make_row (const SwApiExecutionInfo *info)
{
  return (SwStoreExecution){
    .arn = info->arn,
    .name = info->name,
    .machine_arn = info->machine,
    .origin = "server",
    .settings = info->express ? "{\"options\":{\"express\":true}}" : NULL,
    .status = info->status,
    .start = info->started,
    .stop = info->status != SW_EXECUTION_RUNNING ? g_get_real_time () : 0,
    .redrives = info->redrives,
  };
}

static void
execution_changed (SwApi    *api,
                   gpointer  execution,
                   gpointer  data)
{
  SwServing *self = data;
  const SwApiExecutionInfo info = sw_api_execution_get_info (execution);
  const SwStoreExecution row = make_row (&info);
  SwKeptExecution *item = find (self, info.arn);

  if (item != NULL)
    sw_kept_execution_update (item, &row);
  else
    {
      g_autoptr (SwKeptExecution) made = sw_kept_execution_new (&row);

      g_list_store_insert (self->executions, 0, made);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (self->executions)) > MAX_LISTED)
    g_list_store_remove (self->executions, MAX_LISTED);
}

static void
make_api (SwServing *self)
{
  SwStore *store = sw_keeping_open (sw_keeping_get ());
  const SwApiOptions options = { .speed = SW_RUN_LIVE, .store = store };

  g_clear_object (&self->api);
  self->api = sw_api_new (&options);
  self->keeps = store != NULL;
  if (!self->keeps)
    g_signal_connect (self->api, "execution-changed", G_CALLBACK (execution_changed), self);
}

static void
sw_serving_init (SwServing *self)
{
  self->executions = g_list_store_new (SW_TYPE_KEPT_EXECUTION);
  make_api (self);
}

/**
 * sw_serving_new:
 *
 * Returns: (transfer full): the server of the program, off
 */
SwServing *
sw_serving_new (void)
{
  return g_object_new (SW_TYPE_SERVING, NULL);
}

static void
notify_both (SwServing *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADDRESS]);
}

/**
 * sw_serving_start:
 *
 * Switches it on: at the port of AWS's own local server, or, where that is taken, at a free one.
 *
 * Returns: whether it is on
 */
gboolean
sw_serving_start (SwServing  *self,
                  GError    **error)
{
  g_autoptr (SwServer) server = NULL;

  if (self->server != NULL)
    return TRUE;
  /* What could not be kept at first may be now, where nothing would be lost by it. */
  if (!self->keeps && g_list_model_get_n_items (G_LIST_MODEL (self->executions)) == 0)
    make_api (self);
  server = sw_server_new (self->api, NULL);
  if (!sw_server_listen (server, SW_SERVER_PORT, NULL) && !sw_server_listen (server, 0, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  notify_both (self);
  return TRUE;
}

/**
 * sw_serving_stop:
 *
 * Switches it off. What runs goes on, and is there when it is switched on again.
 */
void
sw_serving_stop (SwServing *self)
{
  if (self->server == NULL)
    return;
  sw_server_close (self->server);
  g_clear_object (&self->server);
  notify_both (self);
}

/**
 * sw_serving_get_address:
 *
 * Returns: (nullable): "http://127.0.0.1:8083"; %NULL: it is off
 */
const char *
sw_serving_get_address (SwServing *self)
{
  return self->server != NULL ? sw_server_get_address (self->server) : NULL;
}

/**
 * sw_serving_dup_name:
 *
 * Returns: (transfer full): what the machine of a document is called where it is served: the file's
 *   name without its endings, with '-' in place of what no machine's name may have
 */
char *
sw_serving_dup_name (SwDocument *document)
{
  g_autofree char *title = NULL;
  char *name;

  g_object_get (document, "title", &title, NULL);
  name = g_strndup (title, strcspn (title, "."));
  g_strcanon (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_", '-');
  if (*name == '\0')
    g_set_str (&name, "StateMachine");
  return name;
}

/* The definition as JSON, with values in the place of its placeholders; NULL where some have none */
static char *
dup_definition (SwDocument *document)
{
  SwPlaceholderValues *values = sw_placeholder_values_get (document);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (SwSubstitution) substitution
      = sw_run_values_apply (sw_document_get_model (document),
                             sw_placeholder_values_get_all (values), NULL, &missing);
  SwTree *tree = sw_substitution_get_tree (substitution);

  if (missing->len > 0 || !sw_tree_is_valid (tree))
    return NULL;
  return sw_tree_get_syntax (tree) == SW_SYNTAX_JSON ? g_strdup (sw_tree_get_text (tree, NULL))
                                                     : sw_node_dup_json (sw_tree_get_root (tree));
}

static SwTasksFile *
load_tasks (SwDocument *document)
{
  GFile *definition = sw_document_get_file (document);
  g_autoptr (GFile) file = definition != NULL ? sw_substitutions_find_file (definition) : NULL;

  return file != NULL ? sw_tasks_file_load (file, NULL) : NULL;
}

/* What is saved is what is served. */
static void
modified_cb (SwDocument *document,
             GParamSpec *pspec,
             SwServing  *self)
{
  gboolean modified;

  g_object_get (document, "modified", &modified, NULL);
  if (!modified && self->server != NULL)
    sw_serving_offer (self, document);
}

/**
 * sw_serving_offer:
 *
 * Offers the machine of a document under the name of its file, from now on as it is saved. One that
 * no machine could be made of, or that has placeholders without values, stays as it was offered
 * before.
 */
void
sw_serving_offer (SwServing  *self,
                  SwDocument *document)
{
  g_autofree char *name = sw_serving_dup_name (document), *definition = NULL, *arn = NULL;
  g_autoptr (SwTasksFile) tasks = load_tasks (document);

  sw_document_settle (document);
  definition = dup_definition (document);
  if (definition != NULL)
    arn = sw_api_add_machine (self->api, name, definition,
                              sw_document_get_machine_type (document) == SW_MACHINE_EXPRESS, tasks,
                              NULL);
  if (g_signal_handler_find (document, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL,
                             modified_cb, self)
      == 0)
    g_signal_connect_object (document, "notify::modified", G_CALLBACK (modified_cb), self, 0);
}

/**
 * sw_serving_resume:
 *
 * Goes on with the executions that an earlier end of the program has left, once what is open was
 * offered: that says who performs their tasks.
 */
void
sw_serving_resume (SwServing *self)
{
  if (!self->resumed)
    sw_api_resume (self->api, NULL);
  self->resumed = TRUE;
}

/**
 * sw_serving_has:
 * @arn: of an execution
 *
 * Returns: whether the server has it, and drives it while it runs
 */
gboolean
sw_serving_has (SwServing  *self,
                const char *arn)
{
  return sw_api_get_execution (self->api, arn) != NULL;
}

typedef struct
{
  SwServingAnswered answered;
  gpointer          data;
} Question;

static void
answered_cb (SwApiCall  *call,
             SwValue     response,
             const char *error,
             const char *message,
             gpointer    data)
{
  g_autofree Question *question = data;

  question->answered (error != NULL ? gettext (message) : NULL, question->data);
}

static void
ask (SwServing         *self,
     const char        *operation,
     const char        *arn,
     SwServingAnswered  answered,
     gpointer           data)
{
  Question *question = g_new (Question, 1);
  g_auto (SwValue) request = sw_value_new_object (1);

  sw_value_set_member (&request, "executionArn", sw_value_new_string (arn));
  *question = (Question){ answered, data };
  sw_api_call_unref (sw_api_begin (self->api, operation, request, answered_cb, question));
}

/**
 * sw_serving_redrive:
 * @arn: of an execution that did not succeed
 * @answered: called once, perhaps before this returns
 * @data: for @answered
 *
 * Has an execution go on, as a client would by RedriveExecution.
 */
void
sw_serving_redrive (SwServing         *self,
                    const char        *arn,
                    SwServingAnswered  answered,
                    gpointer           data)
{
  ask (self, "RedriveExecution", arn, answered, data);
}

/**
 * sw_serving_stop_execution:
 * @arn: of an execution that runs
 * @answered: called once, perhaps before this returns
 * @data: for @answered
 *
 * Ends an execution, as a client would by StopExecution.
 */
void
sw_serving_stop_execution (SwServing         *self,
                           const char        *arn,
                           SwServingAnswered  answered,
                           gpointer           data)
{
  ask (self, "StopExecution", arn, answered, data);
}

/**
 * sw_serving_get_executions:
 *
 * Returns: (transfer none): list of SwKeptExecution, the newest first: those that are not kept
 */
GListModel *
sw_serving_get_executions (SwServing *self)
{
  return G_LIST_MODEL (self->executions);
}

/**
 * sw_serving_dup_execution:
 * @arn: of an execution
 *
 * Returns: (transfer full) (nullable): that execution, where it is listed and not kept
 */
SwKeptExecution *
sw_serving_dup_execution (SwServing  *self,
                          const char *arn)
{
  SwKeptExecution *item = find (self, arn);

  return item != NULL ? g_object_ref (item) : NULL;
}

/**
 * sw_serving_dup_history:
 * @arn: of an execution
 * @machine: (out) (optional): name of its machine
 * @definition: (out) (optional): JSON text of what it runs
 *
 * Returns: (transfer full) (nullable): its history so far, as GetExecutionHistory gives it; %NULL
 * where it is not there any more
 */
char *
sw_serving_dup_history (SwServing   *self,
                        const char  *arn,
                        char       **machine,
                        char       **definition)
{
  SwApiExecution *execution = sw_api_get_execution (self->api, arn);
  g_auto (SwValue) value = SW_VALUE_INIT;
  SwApiExecutionInfo info;

  if (execution == NULL)
    return NULL;
  info = sw_api_execution_get_info (execution);
  *machine = g_strdup (info.machine);
  *definition = g_strdup (info.definition);
  value = sw_api_execution_show_history (execution);
  return sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
}
