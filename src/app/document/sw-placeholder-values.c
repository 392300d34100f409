/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-placeholder-private.h"

#include "base/sw-save.h"
#include "json/sw-text.h"

/* Reading the values, and following the file that has them. */

G_DEFINE_FINAL_TYPE (SwPlaceholderValues, sw_placeholder_values, G_TYPE_OBJECT)

static guint changed_signal;

/* Tells the document, and whoever shows the values. */
void
_sw_placeholder_values_update (SwPlaceholderValues *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;
  SwMachineType type;

  sw_value_clear (&self->values);
  if (!sw_substitutions_dup_values (self->content, NULL, &self->values, &error))
    g_set_str (&self->error, error->message);
  if (sw_value_is (self->values, SW_TYPE_OBJECT))
    json = sw_value_to_text (self->values, SW_TEXT_DEFAULT, NULL);
  sw_document_set_values (self->document, json);
  sw_document_set_own_machine_type (
      self->document, sw_substitutions_get_type (self->content, &type) ? &type : NULL);
  g_signal_emit (self, changed_signal, 0);
}

/**
 * _sw_placeholder_values_take_content:
 * @take_content: (transfer full) (nullable): what the file says
 *
 * Puts it in the place of what was known before.
 */
void
_sw_placeholder_values_take_content (SwPlaceholderValues *self,
                                     SwSubstitutions     *take_content)
{
  g_clear_pointer (&self->content, sw_substitutions_free);
  self->content = take_content;
}

/* Reads a small local file. */
static void
load (SwPlaceholderValues *self)
{
  g_autoptr (GError) error = NULL;
  SwSubstitutions *content = NULL;

  g_clear_pointer (&self->error, g_free);
  if (self->file != NULL && g_file_query_exists (self->file, NULL))
    content = sw_substitutions_load (self->file, &error);
  if (error != NULL)
    self->error = g_strdup (error->message);
  _sw_placeholder_values_take_content (self, content != NULL ? content : sw_substitutions_new_from_text ("", 0, NULL));
  _sw_placeholder_values_update (self);
}

static void
file_changed_cb (SwPlaceholderValues *self,
                 GFile               *file,
                 GFile               *other,
                 GFileMonitorEvent    event)
{
  if (event == G_FILE_MONITOR_EVENT_CHANGES_DONE_HINT || event == G_FILE_MONITOR_EVENT_CREATED
      || event == G_FILE_MONITOR_EVENT_DELETED)
    load (self);
}

static void
watch (SwPlaceholderValues *self)
{
  g_clear_object (&self->monitor);
  if (self->file == NULL)
    return;
  self->monitor = g_file_monitor_file (self->file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_object (self->monitor, "changed", G_CALLBACK (file_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

/**
 * _sw_placeholder_values_write:
 * @text: what the file is to say
 * @length: its bytes
 *
 * Returns: whether it is in the file, or there is none to write to; else @error is set
 */
gboolean
_sw_placeholder_values_write (SwPlaceholderValues  *self,
                              const char           *text,
                              gsize                 length,
                              GError              **error)
{
  return self->file == NULL || sw_save_text (self->file, text, length, error);
}

/* The document was saved, or opened from elsewhere. Values that were in memory go beside it. */
static void
file_cb (SwPlaceholderValues *self)
{
  GFile *definition = sw_document_get_file (self->document);
  SwMachineType type;
  gboolean in_memory = self->file == NULL
                       && (sw_value_is (self->values, SW_TYPE_OBJECT)
                           || sw_substitutions_get_type (self->content, &type));
  const char *text;
  gsize length;

  if (definition == NULL)
    definition = sw_document_get_origin (self->document);
  g_clear_object (&self->file);
  if (definition != NULL)
    self->file = sw_substitutions_find_file (definition);
  if (in_memory && self->file != NULL && !g_file_query_exists (self->file, NULL))
    {
      text = sw_tree_get_text (sw_substitutions_get_tree (self->content), &length);
      _sw_placeholder_values_write (self, text, length, NULL);
    }
  watch (self);
  load (self);
}

static void
sw_placeholder_values_dispose (GObject *object)
{
  SwPlaceholderValues *self = SW_PLACEHOLDER_VALUES (object);

  g_clear_object (&self->monitor);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (sw_placeholder_values_parent_class)->dispose (object);
}

static void
sw_placeholder_values_finalize (GObject *object)
{
  SwPlaceholderValues *self = SW_PLACEHOLDER_VALUES (object);

  g_clear_pointer (&self->content, sw_substitutions_free);
  sw_value_clear (&self->values);
  g_free (self->error);
  G_OBJECT_CLASS (sw_placeholder_values_parent_class)->finalize (object);
}

static void
sw_placeholder_values_class_init (SwPlaceholderValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_placeholder_values_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_placeholder_values_finalize;
  changed_signal = g_signal_new ("changed", SW_TYPE_PLACEHOLDER_VALUES, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_placeholder_values_init (SwPlaceholderValues *self)
{
  self->content = sw_substitutions_new_from_text ("", 0, NULL);
}

/**
 * sw_placeholder_values_get:
 *
 * Returns: (transfer none): the values of a document; they live as long as it does
 */
SwPlaceholderValues *
sw_placeholder_values_get (SwDocument *document)
{
  SwPlaceholderValues *self;

  g_return_val_if_fail (SW_IS_DOCUMENT (document), NULL);

  self = g_object_get_data (G_OBJECT (document), "placeholder-values");
  if (self != NULL)
    return self;
  self = g_object_new (SW_TYPE_PLACEHOLDER_VALUES, NULL);
  self->document = document;
  g_object_set_data_full (G_OBJECT (document), "placeholder-values", self, g_object_unref);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  file_cb (self);
  return self;
}

/**
 * sw_placeholder_values_dup:
 *
 * Returns: (transfer full) (nullable): the text that a placeholder stands for
 */
char *
sw_placeholder_values_dup (SwPlaceholderValues *self,
                           const char          *name)
{
  return sw_substitution_dup_text (self->values, name);
}

/**
 * sw_placeholder_values_get_all:
 *
 * Returns: (transfer none): an object of values by name; undefined where none are given
 */
SwValue
sw_placeholder_values_get_all (SwPlaceholderValues *self)
{
  return self->values;
}

/**
 * sw_placeholder_values_get_error:
 *
 * Returns: (nullable): what is wrong with the tasks file
 */
const char *
sw_placeholder_values_get_error (SwPlaceholderValues *self)
{
  return self->error;
}

/**
 * sw_placeholder_values_dup_environments:
 *
 * Returns: (transfer full): the names of the environments that the tasks file knows
 */
char **
sw_placeholder_values_dup_environments (SwPlaceholderValues *self)
{
  return sw_substitutions_dup_environments (self->content);
}

/**
 * sw_placeholder_values_get_environment:
 *
 * Returns: (nullable): the one whose values go first
 */
const char *
sw_placeholder_values_get_environment (SwPlaceholderValues *self)
{
  return sw_substitutions_get_environment (self->content);
}

/**
 * sw_placeholder_values_has_type:
 * @type: (out): what the document is checked and run as; untouched where the tasks file does not say
 *
 * Returns: whether it does
 */
gboolean
sw_placeholder_values_has_type (SwPlaceholderValues *self,
                                SwMachineType       *type)
{
  return sw_substitutions_get_type (self->content, type);
}
