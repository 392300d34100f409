/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-task-parameter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-row-private.h"
#include "app/sw-row-button.h"
#include "asl/sw-payload.h"

struct _SwTaskParameter
{
  GObject            parent_instance;

  SwDocument        *document;
  const SwParameter *known;
  SwQueryLanguage    language;
  char              *path_name; /* "FunctionName.$" */
  SwField            plain;
  SwField            by_path;
  SwFieldRow        *plain_row;
  SwFieldRow        *path_row;  /* NULL in JSONata */
  GtkWidget         *sources;   /* a list; NULL: buttons in the rows do */
  GArray            *in_list;   /* SwPayloadSource, as in the list */
  char              *pointer;   /* of the state */
  char              *entered;   /* JSON that gave way to another source, and comes back */
  gboolean           showing;
};

G_DEFINE_FINAL_TYPE (SwTaskParameter, sw_task_parameter, G_TYPE_OBJECT)

static const struct
{
  const char *label;
  const char *help;
  gboolean    jsonpath_only;
  gboolean    optional_only;
} sources[] = {
  [SW_PAYLOAD_INPUT] = { N_("The state’s input"), N_("The whole input of the state is handed over."),
                         FALSE, FALSE },
  [SW_PAYLOAD_PATH] = { N_("A path"),
                        N_("What a path or an intrinsic function yields is handed over."), TRUE,
                        FALSE },
  [SW_PAYLOAD_ENTERED] = { N_("Entered here"),
                           N_("What is entered is handed over; expressions may stand in it."), FALSE,
                           FALSE },
  [SW_PAYLOAD_NONE] = { /* translators: no payload */ N_("Nothing"), N_("Nothing is handed over."),
                        FALSE, TRUE },
};

static SwState *
get_state (SwTaskParameter *self)
{
  SwModel *model = sw_document_get_model (self->document);

  return self->pointer != NULL ? sw_model_find_pointer (model, self->pointer) : NULL;
}

static const SwNode *
get_object (const SwState *state)
{
  return sw_node_get_member (state->node,
                             state->language == SW_QUERY_JSONATA ? "Arguments" : "Parameters");
}

static void
change_source (SwTaskParameter *self,
               SwPayloadSource  source)
{
  GError *error = NULL;
  SwOpsResult *result;
  SwState *state;
  const SwNode *object, *value;

  sw_document_flush (self->document);
  state = get_state (self);
  if (state == NULL || sw_payload_get_source (state, self->known->name) == source)
    return;
  object = get_object (state);
  value = object != NULL ? sw_node_get_member (object, self->known->name) : NULL;
  if (sw_payload_get_source (state, self->known->name) == SW_PAYLOAD_ENTERED && value != NULL)
    {
      g_free (self->entered);
      self->entered = sw_node_dup_json (value);
    }
  result = sw_ops_set_payload (sw_document_get_model (self->document), self->pointer,
                               self->known->name, source, self->entered, &error);
  sw_document_take_result (self->document, result, error,
                           _("Changed where the parameter comes from"));
}

/* Buttons: of a single value */

/* The one becomes the other: "FunctionName" is "FunctionName.$". */
static void
swap_cb (SwTaskParameter *self)
{
  g_autoptr (SwTaskParameter) guard = g_object_ref (self);
  SwState *state = get_state (self);
  g_autofree char *placeholder = g_strdup_printf ("\"${%s}\"", self->known->name);
  SwPayloadSource source
      = state != NULL ? sw_payload_get_source (state, self->known->name) : SW_PAYLOAD_NONE;

  if (self->entered == NULL)
    self->entered = g_steal_pointer (&placeholder);
  change_source (self, source == SW_PAYLOAD_ENTERED || source == SW_PAYLOAD_NONE
                           ? SW_PAYLOAD_PATH
                           : SW_PAYLOAD_ENTERED);
}

static void
add_swap (SwTaskParameter *self,
          SwFieldRow      *row,
          const char      *icon,
          const char      *tooltip)
{
  GtkWidget *button = sw_row_button_new (icon, tooltip);

  g_signal_connect_object (button, "clicked", G_CALLBACK (swap_cb), self, G_CONNECT_SWAPPED);
  _sw_field_row_line_add_suffix (row, button);
}

/* A list: of what is handed over */

static void
source_cb (SwTaskParameter *self)
{
  g_autoptr (SwTaskParameter) guard = g_object_ref (self);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->sources));

  if (!self->showing && selected < self->in_list->len)
    change_source (self, g_array_index (self->in_list, SwPayloadSource, selected));
}

static void
create_sources (SwTaskParameter *self)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  self->in_list = g_array_new (FALSE, FALSE, sizeof (SwPayloadSource));
  for (SwPayloadSource i = 0; i < G_N_ELEMENTS (sources); i++)
    if (!(sources[i].jsonpath_only && self->language == SW_QUERY_JSONATA)
        && !(sources[i].optional_only && self->known->required))
      {
        g_array_append_val (self->in_list, i);
        gtk_string_list_append (words, gettext (sources[i].label));
      }
  self->sources = g_object_ref_sink (adw_combo_row_new ());
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->sources), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->sources), self->known->name);
  adw_combo_row_set_use_subtitle (ADW_COMBO_ROW (self->sources), TRUE);
  adw_combo_row_set_model (ADW_COMBO_ROW (self->sources), G_LIST_MODEL (words));
  g_signal_connect_object (self->sources, "notify::selected", G_CALLBACK (source_cb), self,
                           G_CONNECT_SWAPPED);
}

/* A parameter that must be there and is not is shown as the first source, unselected. */
static void
show_source (SwTaskParameter *self,
             SwPayloadSource  source)
{
  guint selected = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->in_list->len; i++)
    if (g_array_index (self->in_list, SwPayloadSource, i) == source)
      selected = i;
  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->sources), selected);
  self->showing = FALSE;
  /* GTK asks the display where the pointer is, and waits for the answer. */
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->sources), gettext (sources[source].help)) != 0)
    gtk_widget_set_tooltip_text (self->sources, gettext (sources[source].help));
}

static SwFieldKind
get_kind (SwTaskParameter *self)
{
  if (self->sources != NULL)
    return SW_FIELD_TEMPLATE;
  return self->known->type == SW_PARAMETER_NUMBER ? SW_FIELD_NUMBER : SW_FIELD_TEXT;
}

static void
create_rows (SwTaskParameter *self)
{
  self->plain = (SwField) { .name = self->known->name, .kind = get_kind (self),
                            .flags = SW_FIELD_EXPRESSIBLE, .label = self->known->name,
                            .help = self->known->help };
  self->plain_row = _sw_field_row_new_of_kind (
      self->document, SW_FIELD_SET_NONE, &self->plain,
      self->sources != NULL ? &_sw_field_row_code : &_sw_field_row_line);
  if (self->language == SW_QUERY_JSONATA)
    return;
  self->path_name = g_strconcat (self->known->name, ".$", NULL);
  self->by_path = (SwField) { .name = self->path_name, .kind = SW_FIELD_PATH,
                              .flags = SW_FIELD_CALLABLE, .label = self->path_name,
                              .help = self->known->help };
  self->path_row = _sw_field_row_new_of_kind (self->document, SW_FIELD_SET_NONE, &self->by_path,
                                              &_sw_field_row_line);
  if (self->sources != NULL)
    return;
  add_swap (self, self->plain_row, "insert-link-symbolic", _("Take It from the State’s Input"));
  add_swap (self, self->path_row, "document-edit-symbolic", _("Enter It Here"));
}

static void
sw_task_parameter_dispose (GObject *object)
{
  SwTaskParameter *self = SW_TASK_PARAMETER (object);

  self->showing = TRUE;
  g_clear_object (&self->plain_row);
  g_clear_object (&self->path_row);
  g_clear_object (&self->sources);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_task_parameter_parent_class)->dispose (object);
}

static void
sw_task_parameter_finalize (GObject *object)
{
  SwTaskParameter *self = SW_TASK_PARAMETER (object);

  g_clear_pointer (&self->in_list, g_array_unref);
  g_free (self->path_name);
  g_free (self->pointer);
  g_free (self->entered);
  G_OBJECT_CLASS (sw_task_parameter_parent_class)->finalize (object);
}

static void
sw_task_parameter_class_init (SwTaskParameterClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_task_parameter_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_task_parameter_finalize;
}

static void
sw_task_parameter_init (SwTaskParameter *self)
{
}

/**
 * sw_task_parameter_new:
 * @known: of the catalogue
 * @language: of the Task
 * @is_payload: a list says where it is taken from
 *
 * Returns: (transfer full): rows that show nothing yet
 */
SwTaskParameter *
sw_task_parameter_new (SwDocument        *document,
                       const SwParameter *known,
                       SwQueryLanguage    language,
                       gboolean           is_payload)
{
  SwTaskParameter *self = g_object_new (SW_TYPE_TASK_PARAMETER, NULL);

  self->document = g_object_ref (document);
  self->known = known;
  self->language = language;
  if (is_payload)
    create_sources (self);
  create_rows (self);
  return self;
}

/**
 * sw_task_parameter_add_to:
 * @group: an AdwPreferencesGroup
 */
void
sw_task_parameter_add_to (SwTaskParameter *self,
                          GtkWidget       *group)
{
  if (self->sources != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->sources);
  sw_field_row_add_to (self->plain_row, group);
  if (self->path_row != NULL)
    sw_field_row_add_to (self->path_row, group);
}

static void
remove_row (SwFieldRow *row,
            GtkWidget  *group)
{
  if (row == NULL)
    return;
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row->widget);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (row->note));
}

/**
 * sw_task_parameter_remove:
 * @group: that the rows were added to
 */
void
sw_task_parameter_remove (SwTaskParameter *self,
                          GtkWidget       *group)
{
  if (self->sources != NULL)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), self->sources);
  remove_row (self->plain_row, group);
  remove_row (self->path_row, group);
}

/* What is neither text nor a number is for the editor of all parameters. */
static gboolean
is_plain_shown (SwTaskParameter *self,
                const SwNode    *object,
                SwPayloadSource  source)
{
  const SwNode *value = object != NULL ? sw_node_get_member (object, self->known->name) : NULL;

  if (self->sources != NULL)
    return source == SW_PAYLOAD_ENTERED;
  if (self->path_row != NULL && (source == SW_PAYLOAD_PATH || source == SW_PAYLOAD_INPUT))
    return FALSE;
  return object != NULL
         && (value == NULL || (value->kind != SW_NODE_OBJECT && value->kind != SW_NODE_ARRAY));
}

static gboolean
is_path_shown (SwTaskParameter *self,
               SwPayloadSource  source)
{
  return source == SW_PAYLOAD_PATH || (self->sources == NULL && source == SW_PAYLOAD_INPUT);
}

/**
 * sw_task_parameter_show:
 * @state: a Task
 */
void
sw_task_parameter_show (SwTaskParameter *self,
                        const SwState   *state)
{
  const SwNode *node = get_object (state);
  const SwNode *object = node != NULL && node->kind == SW_NODE_OBJECT ? node : NULL;
  g_autofree char *pointer = sw_pointer_append (
      state->pointer, self->language == SW_QUERY_JSONATA ? "Arguments" : "Parameters");
  SwPayloadSource source = sw_payload_get_source (state, self->known->name);

  if (g_strcmp0 (self->pointer, state->pointer) != 0)
    g_clear_pointer (&self->entered, g_free);
  g_set_str (&self->pointer, state->pointer);
  if (self->sources != NULL)
    {
      gtk_widget_set_visible (self->sources, node == NULL || object != NULL);
      show_source (self, source);
    }
  sw_field_row_set_visible (self->plain_row, is_plain_shown (self, object, source));
  sw_field_row_show (self->plain_row, pointer);
  if (self->path_row == NULL)
    return;
  sw_field_row_set_visible (self->path_row, is_path_shown (self, source));
  sw_field_row_show (self->path_row, pointer);
}

/**
 * sw_task_parameter_show_problems:
 * @problems: (element-type SwProblem): those that found a row in sight are taken out
 */
void
sw_task_parameter_show_problems (SwTaskParameter *self,
                                 GPtrArray       *problems)
{
  if (gtk_widget_get_visible (self->plain_row->widget))
    sw_field_row_show_problems (self->plain_row, problems);
  else if (self->path_row != NULL && gtk_widget_get_visible (self->path_row->widget))
    sw_field_row_show_problems (self->path_row, problems);
}

/**
 * sw_task_parameter_commit:
 *
 * Writes what was typed.
 */
void
sw_task_parameter_commit (SwTaskParameter *self)
{
  g_autoptr (SwTaskParameter) guard = g_object_ref (self);

  sw_field_row_commit (self->plain_row);
  if (self->path_row != NULL)
    sw_field_row_commit (self->path_row);
}
