/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-task-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-task-parameter.h"
#include "asl/sw-payload.h"
#include "json/sw-text.h"

struct _SwTaskGroup
{
  GObject              parent_instance;

  SwDocument          *document;
  GtkWidget           *widget;
  GtkWidget           *wait;
  const SwIntegration *integration; /* what the rows were made for */
  SwQueryLanguage      language;
  GPtrArray           *parameters;  /* SwTaskParameter */
  char                *pointer;     /* of the state */
  GArray              *patterns;    /* SwPatterns, in the order of the list */
  gboolean             showing;
};

G_DEFINE_FINAL_TYPE (SwTaskGroup, sw_task_group, G_TYPE_OBJECT)

static const struct
{
  SwPatterns  pattern;
  const char *label;
} waits[] = {
  { SW_PATTERN_REQUEST, N_ ("The answer") },
  { SW_PATTERN_SYNC, N_ ("The end of the job") },
  { SW_PATTERN_SYNC_2, N_ ("The end of the job, output as JSON") },
  { SW_PATTERN_TOKEN, N_ ("A callback with the task token") },
};

static SwState *
get_state (SwTaskGroup *self)
{
  return self->pointer != NULL
             ? sw_model_find_pointer (sw_document_get_model (self->document), self->pointer)
             : NULL;
}

/* How the state waits */

static char *
dup_arn (const char *resource,
         SwPatterns  pattern)
{
  g_auto (SwResource) old = { NULL };
  gsize length = strlen (resource);

  if (sw_resource_parse (resource, &old))
    {
      const char *suffix = sw_pattern_get_suffix (old.pattern);

      if (*suffix != '\0' && g_str_has_suffix (resource, suffix))
        length -= strlen (suffix);
    }
  return g_strdup_printf ("%.*s%s", (int) length, resource, sw_pattern_get_suffix (pattern));
}

static void
wait_cb (SwTaskGroup *self)
{
  g_autoptr (SwTaskGroup) guard = g_object_ref (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->wait));
  SwState *state = get_state (self);
  g_autofree char *arn = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  GError *error = NULL;
  SwOpsResult *result;

  if (self->showing || state == NULL || state->resource == NULL || selected >= self->patterns->len)
    return;
  sw_document_flush (self->document);
  state = get_state (self);
  arn = dup_arn (state->resource, g_array_index (self->patterns, SwPatterns, selected));
  sw_json_string_print (arn, strlen (arn), json);
  result = sw_ops_set_field (sw_document_get_model (self->document), self->pointer, "Resource",
                             json->str, &error);
  sw_document_take_result (self->document, result, error, _("Changed what the task waits for"));
}

static void
fill_waits (SwTaskGroup *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  g_array_set_size (self->patterns, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    if ((self->integration->patterns & waits[i].pattern) != 0)
      {
        g_array_append_val (self->patterns, waits[i].pattern);
        gtk_string_list_append (words, gettext (waits[i].label));
      }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->wait), G_LIST_MODEL (words));
  gtk_widget_set_visible (self->wait, self->patterns->len > 1);
}

static void
show_wait (SwTaskGroup   *self,
           const SwState *state)
{
  g_auto (SwResource) resource = { NULL };

  if (!sw_resource_parse (state->resource, &resource))
    return;
  for (guint i = 0; i < self->patterns->len; i++)
    if (g_array_index (self->patterns, SwPatterns, i) == resource.pattern)
      {
        const char *help = sw_pattern_get_help (resource.pattern);

        adw_combo_row_set_selected (ADW_COMBO_ROW (self->wait), i);
        /* GTK asks the display where the pointer is, and waits for the answer. */
        if (g_strcmp0 (gtk_widget_get_tooltip_text (self->wait), help) != 0)
          gtk_widget_set_tooltip_text (self->wait, help);
      }
}

/* Parameters */

static gboolean
is_simple (const SwParameter *parameter)
{
  return parameter->required
         && (parameter->type == SW_PARAMETER_TEXT || parameter->type == SW_PARAMETER_NUMBER);
}

static void
build (SwTaskGroup *self)
{
  g_autofree char *title = sw_integration_dup_title (self->integration);
  const SwParameter *payload = sw_payload_find (self->integration);

  for (guint i = 0; i < self->parameters->len; i++)
    sw_task_parameter_remove (self->parameters->pdata[i], self->widget);
  g_ptr_array_set_size (self->parameters, 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->widget), title);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->widget),
      self->integration->help != NULL ? gettext (self->integration->help) : NULL);
  fill_waits (self);
  for (guint i = 0; i < self->integration->n_parameters; i++)
    if (is_simple (&self->integration->parameters[i])
        || &self->integration->parameters[i] == payload)
      {
        SwTaskParameter *parameter
            = sw_task_parameter_new (self->document, &self->integration->parameters[i],
                                     self->language, &self->integration->parameters[i] == payload);

        g_ptr_array_add (self->parameters, parameter);
        sw_task_parameter_add_to (parameter, self->widget);
      }
}

static void
sw_task_group_dispose (GObject *object)
{
  SwTaskGroup *self = SW_TASK_GROUP (object);

  self->showing = TRUE;
  g_clear_pointer (&self->parameters, g_ptr_array_unref);
  g_clear_pointer (&self->patterns, g_array_unref);
  g_clear_pointer (&self->pointer, g_free);
  g_clear_object (&self->widget);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_task_group_parent_class)->dispose (object);
}

static void
sw_task_group_class_init (SwTaskGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_task_group_dispose;
}

static void
sw_task_group_init (SwTaskGroup *self)
{
  self->parameters = g_ptr_array_new_with_free_func (g_object_unref);
  self->patterns = g_array_new (FALSE, FALSE, sizeof (SwPatterns));
  self->widget = g_object_ref_sink (adw_preferences_group_new ());
  self->wait = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wait), _("Wait For"));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->wait), TRUE);
  g_signal_connect_object (self->wait, "notify::selected", G_CALLBACK (wait_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), self->wait);
}

/**
 * sw_task_group_new:
 *
 * Returns: (transfer full): a group that shows no Task yet
 */
SwTaskGroup *
sw_task_group_new (SwDocument *document)
{
  SwTaskGroup *self = g_object_new (SW_TYPE_TASK_GROUP, NULL);

  self->document = g_object_ref (document);
  return self;
}

/**
 * sw_task_group_get_widget:
 *
 * Returns: (transfer none): what stands in the form; it lives as long as the group
 */
GtkWidget *
sw_task_group_get_widget (SwTaskGroup *self)
{
  return self->widget;
}

/**
 * sw_task_group_show:
 * @state: a Task
 */
void
sw_task_group_show (SwTaskGroup   *self,
                    const SwState *state)
{
  const SwIntegration *integration
      = state->resource != NULL ? sw_catalogue_find (state->resource) : NULL;

  if (g_strcmp0 (self->pointer, state->pointer) != 0)
    sw_task_group_commit (self);
  g_set_str (&self->pointer, state->pointer);
  gtk_widget_set_visible (self->widget, integration != NULL);
  if (integration == NULL)
    return;
  self->showing = TRUE;
  if (integration != self->integration || state->language != self->language)
    {
      self->integration = integration;
      self->language = state->language;
      build (self);
    }
  show_wait (self, state);
  for (guint i = 0; i < self->parameters->len; i++)
    sw_task_parameter_show (self->parameters->pdata[i], state);
  self->showing = FALSE;
}

/**
 * sw_task_group_show_problems:
 * @problems: (element-type SwDiagnostic): those of the state
 *
 * Tells each problem of a parameter at its row.
 */
void
sw_task_group_show_problems (SwTaskGroup *self,
                             GPtrArray   *problems)
{
  for (guint i = 0; i < self->parameters->len; i++)
    sw_task_parameter_show_problems (self->parameters->pdata[i], problems);
}

/**
 * sw_task_group_commit:
 *
 * Writes what is typed into the parameters and not in the text yet.
 */
void
sw_task_group_commit (SwTaskGroup *self)
{
  g_autoptr (GPtrArray) parameters = g_ptr_array_new_with_free_func (g_object_unref);

  /* Writing may make them anew. */
  for (guint i = 0; i < self->parameters->len; i++)
    g_ptr_array_add (parameters, g_object_ref (self->parameters->pdata[i]));
  for (guint i = 0; i < parameters->len; i++)
    sw_task_parameter_commit (parameters->pdata[i]);
}
