/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-task-group.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-field-row-private.h"
#include "asl/sw-catalogue.h"
#include "json/sw-rewriter.h"
#include "json/sw-text.h"

/* A parameter that must be there, as two rows of which one shows: what is entered here, and in
 * JSONPath where in the input it is found. */
typedef struct
{
  char       *path_name; /* "FunctionName.$" */
  SwField     plain;
  SwField     by_path;
  SwFieldRow *plain_row;
  SwFieldRow *path_row;
} Parameter;

struct _SwTaskGroup
{
  GObject              parent_instance;

  SwDocument          *document;
  GtkWidget           *widget;
  GtkWidget           *wait;
  const SwIntegration *integration; /* what the rows were made for */
  gboolean             is_jsonata;
  GPtrArray           *parameters;  /* Parameter */
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

static void
parameter_free (gpointer data)
{
  Parameter *parameter = data;

  g_object_unref (parameter->plain_row);
  g_clear_object (&parameter->path_row);
  g_free (parameter->path_name);
  g_free (parameter);
}

static SwState *
get_state (SwTaskGroup *self)
{
  return self->pointer != NULL
             ? sw_model_find_pointer (sw_document_get_model (self->document), self->pointer)
             : NULL;
}

static const char *
get_member (SwTaskGroup *self)
{
  return self->is_jsonata ? "Arguments" : "Parameters";
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

/* The one becomes the other: "FunctionName" is "FunctionName.$", with a value of that kind. The
 * button's name is the member's that is there. */
static void
swap_cb (SwTaskGroup *self,
         GtkWidget   *button)
{
  g_autoptr (SwTaskGroup) guard = g_object_ref (self);
  g_autofree char *old = g_strdup (gtk_widget_get_name (button));
  gboolean was_path = g_str_has_suffix (old, ".$");
  g_autofree char *new
      = was_path ? g_strndup (old, strlen (old) - 2) : g_strconcat (old, ".$", NULL);
  g_autofree char *object = sw_pointer_append (self->pointer, get_member (self));
  g_autofree char *from = sw_pointer_append (object, old);
  g_autofree char *to = sw_pointer_append (object, new);
  g_autofree char *json = was_path ? g_strdup_printf ("\"${%s}\"", new)
                                   : g_strdup_printf ("\"$.%s\"", old);
  g_autoptr (SwRewriter) rewriter = NULL;
  g_autoptr (GError) error = NULL;

  sw_document_flush (self->document);
  rewriter = sw_rewriter_new (sw_model_get_tree (sw_document_get_model (self->document)));
  if (sw_tree_resolve (sw_rewriter_get_tree (rewriter), from) != NULL
      && !sw_rewriter_rename (rewriter, from, new, &error))
    sw_document_report (self->document, error->message);
  else if (!sw_rewriter_set (rewriter, to, json, &error))
    sw_document_report (self->document, error->message);
  else
    {
      g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);

      sw_document_apply (self->document, edits, _("Changed where the parameter comes from"));
    }
}

static void
add_swap (SwTaskGroup *self,
          SwFieldRow  *row,
          const char  *name,
          const char  *icon,
          const char  *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_name (button, name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (swap_cb), self, G_CONNECT_SWAPPED);
  _sw_field_row_line_add_suffix (row, button);
}

static void
add_parameter (SwTaskGroup       *self,
               const SwParameter *known)
{
  Parameter *parameter = g_new0 (Parameter, 1);

  parameter->plain = (SwField) {
    .name = known->name, .flags = SW_FIELD_EXPRESSIBLE, .label = known->name, .help = known->help,
    .kind = known->type == SW_PARAMETER_NUMBER ? SW_FIELD_NUMBER : SW_FIELD_TEXT,
  };
  parameter->plain_row = _sw_field_row_new_of_kind (self->document, SW_FIELD_SET_NONE,
                                                    &parameter->plain, &_sw_field_row_line);
  sw_field_row_add_to (parameter->plain_row, self->widget);
  g_ptr_array_add (self->parameters, parameter);
  if (self->is_jsonata)
    return;
  parameter->path_name = g_strconcat (known->name, ".$", NULL);
  parameter->by_path = (SwField) { .name = parameter->path_name, .kind = SW_FIELD_PATH,
                                   .flags = SW_FIELD_CALLABLE, .label = parameter->path_name,
                                   .help = known->help };
  parameter->path_row = _sw_field_row_new_of_kind (self->document, SW_FIELD_SET_NONE,
                                                   &parameter->by_path, &_sw_field_row_line);
  sw_field_row_add_to (parameter->path_row, self->widget);
  add_swap (self, parameter->plain_row, known->name, "insert-link-symbolic",
            _("Take It from the State’s Input"));
  add_swap (self, parameter->path_row, parameter->path_name, "document-edit-symbolic",
            _("Enter It Here"));
}

static gboolean
is_simple (const SwParameter *parameter)
{
  return parameter->required
         && (parameter->type == SW_PARAMETER_TEXT || parameter->type == SW_PARAMETER_NUMBER);
}

static void
remove_row (SwTaskGroup *self,
            SwFieldRow  *row)
{
  if (row == NULL)
    return;
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->widget), row->widget);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->widget), GTK_WIDGET (row->note));
}

static void
build (SwTaskGroup *self)
{
  g_autofree char *title = sw_integration_dup_title (self->integration);

  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = self->parameters->pdata[i];

      remove_row (self, parameter->plain_row);
      remove_row (self, parameter->path_row);
    }
  g_ptr_array_set_size (self->parameters, 0);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->widget), title);
  adw_preferences_group_set_description (
      ADW_PREFERENCES_GROUP (self->widget),
      self->integration->help != NULL ? gettext (self->integration->help) : NULL);
  fill_waits (self);
  for (guint i = 0; i < self->integration->n_parameters; i++)
    if (is_simple (&self->integration->parameters[i]))
      add_parameter (self, &self->integration->parameters[i]);
}

/* A parameter that is neither text nor a number here is for the editor of them all. */
static void
show_parameter (SwTaskGroup  *self,
                Parameter    *parameter,
                const SwNode *object,
                const char   *pointer)
{
  const SwNode *plain
      = object != NULL ? sw_node_get_member (object, parameter->plain.name) : NULL;
  gboolean by_path = object != NULL && parameter->path_name != NULL
                     && sw_node_get_member (object, parameter->path_name) != NULL;
  gboolean simple
      = plain == NULL || (plain->kind != SW_NODE_OBJECT && plain->kind != SW_NODE_ARRAY);

  sw_field_row_set_visible (parameter->plain_row, object != NULL && !by_path && simple);
  sw_field_row_show (parameter->plain_row, pointer);
  if (parameter->path_row == NULL)
    return;
  sw_field_row_set_visible (parameter->path_row, by_path);
  sw_field_row_show (parameter->path_row, pointer);
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
  self->parameters = g_ptr_array_new_with_free_func (parameter_free);
  self->patterns = g_array_new (FALSE, FALSE, sizeof (SwPatterns));
  self->widget = g_object_ref_sink (adw_preferences_group_new ());
  self->wait = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->wait), _("Wait For"));
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->wait), TRUE);
  g_signal_connect_object (self->wait, "notify::selected", G_CALLBACK (wait_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), self->wait);
}

SwTaskGroup *
sw_task_group_new (SwDocument *document)
{
  SwTaskGroup *self = g_object_new (SW_TYPE_TASK_GROUP, NULL);

  self->document = g_object_ref (document);
  return self;
}

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
  gboolean is_jsonata = state->language == SW_QUERY_JSONATA;
  g_autofree char *object = NULL;
  const SwNode *node;

  if (g_strcmp0 (self->pointer, state->pointer) != 0)
    sw_task_group_commit (self);
  g_set_str (&self->pointer, state->pointer);
  gtk_widget_set_visible (self->widget, integration != NULL);
  if (integration == NULL)
    return;
  self->showing = TRUE;
  if (integration != self->integration || is_jsonata != self->is_jsonata)
    {
      self->integration = integration;
      self->is_jsonata = is_jsonata;
      build (self);
    }
  show_wait (self, state);
  object = sw_pointer_append (self->pointer, get_member (self));
  node = sw_node_get_member (state->node, get_member (self));
  for (guint i = 0; i < self->parameters->len; i++)
    show_parameter (self, self->parameters->pdata[i],
                    node != NULL && node->kind == SW_NODE_OBJECT ? node : NULL, object);
  self->showing = FALSE;
}

void
sw_task_group_show_problems (SwTaskGroup *self,
                             GPtrArray   *problems)
{
  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = self->parameters->pdata[i];

      if (gtk_widget_get_visible (parameter->plain_row->widget))
        sw_field_row_show_problems (parameter->plain_row, problems);
      else if (parameter->path_row != NULL)
        sw_field_row_show_problems (parameter->path_row, problems);
    }
}

void
sw_task_group_commit (SwTaskGroup *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->parameters->len; i++)
    {
      Parameter *parameter = self->parameters->pdata[i];

      g_ptr_array_add (rows, g_object_ref (parameter->plain_row));
      if (parameter->path_row != NULL)
        g_ptr_array_add (rows, g_object_ref (parameter->path_row));
    }
  for (guint i = 0; i < rows->len; i++)
    sw_field_row_commit (rows->pdata[i]);
}
