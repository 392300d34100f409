/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/sw-placeholder-values.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"
#include "tasks/sw-substitutions.h"

struct _SwPlaceholderValues
{
  GObject          parent_instance;

  SwDocument      *document; /* not owned: it owns this */
  GFile           *file;     /* the tasks file, be it there or not; NULL where the document is not
                                saved */
  GFileMonitor    *monitor;
  SwSubstitutions *content;  /* of the file; of an empty one where there is none; never NULL */
  char            *error;    /* why the file cannot be read, or NULL */
  SwValue          values;
};

G_DEFINE_FINAL_TYPE (SwPlaceholderValues, sw_placeholder_values, G_TYPE_OBJECT)

static guint changed_signal;

/* Tells the document, and whoever shows the values. */
static void
update (SwPlaceholderValues *self)
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

static void
take_content (SwPlaceholderValues *self,
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
  take_content (self, content != NULL ? content : sw_substitutions_new_from_text ("", 0, NULL));
  update (self);
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

static gboolean
write_text (SwPlaceholderValues  *self,
            const char           *text,
            gsize                 length,
            GError              **error)
{
  return self->file == NULL
         || g_file_replace_contents (self->file, text, length, NULL, FALSE, G_FILE_CREATE_NONE,
                                     NULL, NULL, error);
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
      write_text (self, text, length, NULL);
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

static void
use_free (SwPlaceholderUse *use)
{
  g_free (use->name);
  g_free (use->pointer);
  g_free (use);
}

/**
 * sw_placeholder_values_dup_uses:
 *
 * Returns: (transfer full) (element-type SwPlaceholderUse): each placeholder that the document has,
 *   by the first of its places
 */
GPtrArray *
sw_placeholder_values_dup_uses (SwPlaceholderValues *self)
{
  GPtrArray *uses = g_ptr_array_new_with_free_func ((GDestroyNotify) use_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  g_autoptr (GPtrArray) all = sw_placeholders_find (sw_tree_get_root (tree));

  for (guint i = 0; i < all->len; i++)
    {
      const SwPlaceholder *placeholder = all->pdata[i];
      SwPlaceholderUse *use = g_hash_table_lookup (known, placeholder->name);

      if (placeholder->literal)
        continue;
      if (use == NULL)
        {
          use = g_new0 (SwPlaceholderUse, 1);
          use->name = g_strdup (placeholder->name);
          use->pointer = sw_node_dup_pointer (placeholder->node);
          g_ptr_array_add (uses, use);
          g_hash_table_insert (known, use->name, use);
        }
      use->count++;
      use->bare = use->bare || placeholder->bare;
    }
  return uses;
}

static gboolean
is_used (GPtrArray  *uses,
         const char *name)
{
  for (guint i = 0; i < uses->len; i++)
    if (g_str_equal (((const SwPlaceholderUse *) uses->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/**
 * sw_placeholder_values_dup_unused:
 *
 * Returns: (transfer full): the names that have a value and no placeholder in the document: misspelt
 *   perhaps, or left behind
 */
char **
sw_placeholder_values_dup_unused (SwPlaceholderValues *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint length = sw_value_is (self->values, SW_TYPE_OBJECT) ? sw_value_get_length (self->values)
                                                            : 0;
  /* Finding them means going through the whole text. */
  g_autoptr (GPtrArray) uses = length > 0 ? sw_placeholder_values_dup_uses (self) : NULL;

  for (guint i = 0; i < length; i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (self->values, i));

      if (!is_used (uses, name))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

static gboolean
is_bare (SwPlaceholderValues *self,
         const char          *name)
{
  g_autoptr (GPtrArray) uses = sw_placeholder_values_dup_uses (self);

  for (guint i = 0; i < uses->len; i++)
    {
      const SwPlaceholderUse *use = uses->pdata[i];

      if (use->bare && g_str_equal (use->name, name))
        return TRUE;
    }
  return FALSE;
}

/* A value as JSON. What stands bare, and is a number or the like, is written as one; a text
 * otherwise: "007" is none, and an account's number never means to be one. */
static char *
dup_json (SwPlaceholderValues *self,
          const char          *name,
          const char          *text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GString) out = g_string_new (NULL);

  if (is_bare (self, name) && sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL)
      && !sw_value_is (value, SW_TYPE_STRING) && !sw_value_is (value, SW_TYPE_NULL))
    return g_strdup (text);
  sw_json_string_print (text, strlen (text), out);
  return g_strdup (out->str);
}

/* What the tasks file said before a change, and after */
typedef struct
{
  SwPlaceholderValues *values; /* not owned: they live as long as the document */
  char                *before;
  char                *after;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

static char *
dup_file_text (SwPlaceholderValues *self)
{
  gsize length;
  const char *text = sw_tree_get_text (sw_substitutions_get_tree (self->content), &length);

  return g_strndup (text, length);
}

static gboolean
write_content (SwPlaceholderValues  *self,
               const char           *text,
               GError              **error)
{
  SwSubstitutions *content = sw_substitutions_new_from_text (text, -1, error);

  if (content == NULL)
    return FALSE;
  if (!write_text (self, text, strlen (text), error))
    {
      sw_substitutions_free (content);
      return FALSE;
    }
  take_content (self, content);
  update (self);
  return TRUE;
}

/* Undo and redo. What others wrote into the file meanwhile stays. */
static void
step (gpointer data,
      gboolean forward)
{
  Change *change = data;
  SwPlaceholderValues *self = change->values;
  g_autofree char *now = dup_file_text (self);
  g_autoptr (GError) error = NULL;

  if (strcmp (now, forward ? change->before : change->after) != 0)
    sw_document_report (self->document, _("The tasks file was changed elsewhere meanwhile"));
  else if (!write_content (self, forward ? change->after : change->before, &error))
    sw_document_report (self->document, error->message);
}

/* Writes what was changed, as one step of undo. */
static gboolean
apply (SwPlaceholderValues  *self,
       SwEdits              *edits,
       GError              **error)
{
  g_autofree char *before = dup_file_text (self);
  g_autofree char *after = NULL;
  Change *change;
  gsize length;

  after = sw_edits_apply (edits, before, strlen (before), &length);
  if (!write_content (self, after, error))
    return FALSE;
  change = g_new (Change, 1);
  *change = (Change) { self, g_steal_pointer (&before), g_steal_pointer (&after) };
  sw_document_add_step (self->document, step, change, change_free);
  return TRUE;
}

/* A file that cannot be read must not be written over. */
static gboolean
check_readable (SwPlaceholderValues  *self,
                GError              **error)
{
  if (self->error == NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, self->error);
  return FALSE;
}

/**
 * sw_placeholder_values_set:
 * @text: (nullable): what the placeholder stands for; `NULL` or empty: nothing is known
 * @error: (out): why it cannot be written
 *
 * Gives a placeholder its value, in the tasks file. All else there stays as it is.
 *
 * Returns: whether it was written
 */
gboolean
sw_placeholder_values_set (SwPlaceholderValues  *self,
                           const char           *name,
                           const char           *text,
                           GError              **error)
{
  g_autofree char *json = text != NULL && *text != '\0' ? dup_json (self, name, text) : NULL;
  g_autofree char *now = sw_placeholder_values_dup (self, name);
  g_autoptr (SwEdits) edits = NULL;

  if (g_strcmp0 (now, json != NULL ? text : NULL) == 0)
    return TRUE;
  if (!check_readable (self, error))
    return FALSE;
  edits = sw_substitutions_set_value (self->content, name, json, error);
  return edits != NULL && apply (self, edits, error);
}

char **
sw_placeholder_values_dup_environments (SwPlaceholderValues *self)
{
  return sw_substitutions_dup_environments (self->content);
}

const char *
sw_placeholder_values_get_environment (SwPlaceholderValues *self)
{
  return sw_substitutions_get_environment (self->content);
}

/**
 * sw_placeholder_values_set_environment:
 * @environment: (nullable): whose values go first
 * @error: (out): why it cannot be written
 *
 * Chooses an environment, in the tasks file.
 *
 * Returns: whether it was written
 */
gboolean
sw_placeholder_values_set_environment (SwPlaceholderValues  *self,
                                       const char           *environment,
                                       GError              **error)
{
  g_autoptr (SwEdits) edits = NULL;

  if (g_strcmp0 (environment, sw_placeholder_values_get_environment (self)) == 0)
    return TRUE;
  if (!check_readable (self, error))
    return FALSE;
  edits = sw_substitutions_set_environment (self->content, environment, error);
  return edits != NULL && apply (self, edits, error);
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

/**
 * sw_placeholder_values_set_type:
 * @type: (nullable): what the document is checked and run as; %NULL: as others are
 * @error: (out): why it cannot be written
 *
 * Says so in the tasks file.
 *
 * Returns: whether it was written
 */
gboolean
sw_placeholder_values_set_type (SwPlaceholderValues  *self,
                                const SwMachineType  *type,
                                GError              **error)
{
  SwMachineType old;
  gboolean has = sw_substitutions_get_type (self->content, &old);
  g_autoptr (SwEdits) edits = NULL;

  if (has == (type != NULL) && (!has || old == *type))
    return TRUE;
  if (!check_readable (self, error))
    return FALSE;
  edits = sw_substitutions_set_type (self->content, type, error);
  return edits != NULL && apply (self, edits, error);
}
