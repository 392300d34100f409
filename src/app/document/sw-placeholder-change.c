/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-placeholder-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-text.h"

/* Writing into the tasks file, one step of the document's undo each. */

/* A value as JSON. What stands bare, and is a number or the like, is written as one; a text
 * otherwise: "007" is none, and an account's number never means to be one. */
static char *
dup_json (SwPlaceholderValues *self,
          const char          *name,
          const char          *text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autoptr (GString) out = g_string_new (NULL);

  if (_sw_placeholder_values_is_bare (self, name)
      && sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL)
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
  if (!_sw_placeholder_values_write (self, text, strlen (text), error))
    {
      sw_substitutions_free (content);
      return FALSE;
    }
  _sw_placeholder_values_take_content (self, content);
  _sw_placeholder_values_update (self);
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
