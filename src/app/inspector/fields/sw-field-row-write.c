/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-text.h"
#include "json/rewriter/sw-rewriter.h"

/* From a row to the text: each change one edit, with the fewest bytes. */

/* At most one field of a group may stand: what the new one takes the place of goes in the same
 * edit. */
static gboolean
remove_rivals (SwFieldRow  *self,
               SwRewriter  *rewriter,
               GError     **error)
{
  guint count;
  const SwField *fields = sw_fields_get_set (self->set, &count);

  for (guint i = 0; self->field->exclusive != NULL && i < count; i++)
    if (&fields[i] != self->field && g_strcmp0 (fields[i].exclusive, self->field->exclusive) == 0
        && sw_node_get_member (_sw_field_row_get_object (self), fields[i].name) != NULL)
      {
        g_autofree char *pointer = sw_pointer_append (self->pointer, fields[i].name);

        if (!sw_rewriter_remove (rewriter, pointer, error))
          return FALSE;
      }
  return TRUE;
}

static SwEdits *
create_edits (SwFieldRow  *self,
              const char  *json,
              GError     **error)
{
  g_autoptr (SwRewriter) rewriter
      = sw_rewriter_new (sw_model_get_tree (sw_document_get_model (self->document)));
  g_autofree char *pointer = _sw_field_row_dup_pointer (self);
  gboolean done;

  if (json == NULL)
    done = sw_rewriter_remove (rewriter, pointer, error);
  else
    done =
        remove_rivals (self, rewriter, error) && sw_rewriter_set (rewriter, pointer, json, error);
  return done ? sw_rewriter_finish (rewriter) : NULL;
}

/* A plain field of a state goes through the operation, which knows the place of a new member. */
static gboolean
is_plain (SwFieldRow *self)
{
  return self->set == SW_FIELD_SET_STATE && self->field->exclusive == NULL;
}

/* What the edit is called, for assistive technology; nobody is told of each pause in his typing. */
static char *
dup_label (SwFieldRow *self)
{
  if (self->pausing)
    return NULL;
  /* translators: an edit was made: the name of the field */
  return g_strdup_printf (_("Changed %s"), gettext (self->field->label));
}

/* As sw_document_take_result(), with the selection where the person is: perhaps another state by
 * now. */
gboolean
_sw_field_row_take_result (SwFieldRow  *self,
                           SwOpsResult *take_result,
                           GError      *take_error)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autofree char *label = dup_label (self);
  gboolean done;

  if (take_result != NULL)
    g_clear_pointer (&take_result->select, g_free);
  self->writing = TRUE;
  done = sw_document_take_result (self->document, take_result, take_error, label);
  self->writing = FALSE;
  return done;
}

static void
write_edits (SwFieldRow *self,
             const char *json)
{
  g_autofree char *label = dup_label (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (SwEdits) edits = create_edits (self, json, &error);

  if (edits == NULL)
    {
      sw_document_report (self->document, error->message);
      return;
    }
  self->writing = TRUE;
  sw_document_apply (self->document, edits, label);
  self->writing = FALSE;
}

/* Writes JSON (NULL: removes the field) as one edit. */
void
_sw_field_row_write (SwFieldRow *self,
                     const char *json)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  GError *error = NULL;

  self->dirty = FALSE;
  sw_document_settle (self->document);
  if (_sw_field_row_get_object (self) == NULL
      || (json == NULL && _sw_field_row_get_node (self) == NULL))
    return;
  if (is_plain (self))
    {
      SwOpsResult *result = sw_ops_set_field (sw_document_get_model (self->document), self->pointer,
                                              self->field->name, json, &error);

      _sw_field_row_take_result (self, result, error);
    }
  else
    write_edits (self, json);
}

/* Writes what was typed, or says below the row what is wrong with it. A field that is emptied goes
 * when the person does: its row might go with it. */
void
_sw_field_row_write_text (SwFieldRow *self,
                          const char *text)
{
  g_autofree char *json = NULL;
  g_autofree char *error = NULL;

  if (!self->dirty)
    return;
  if (g_strcmp0 (text, self->echo != NULL ? self->echo : self->shown) == 0)
    {
      self->dirty = FALSE;
      _sw_field_row_set_error (self, NULL);
    }
  else if (!sw_field_text_to_json (self->field, _sw_field_row_get_language (self), text, &json,
                                   &error))
    {
      SwSpan span = sw_field_text_find_error (self->field, text);

      _sw_field_row_set_error (self, error);
      _sw_field_row_mark_error (self, span.start, span.end, error);
    }
  else if (json != NULL || !self->pausing)
    {
      _sw_field_row_set_error (self, NULL);
      _sw_field_row_write (self, json);
    }
}
