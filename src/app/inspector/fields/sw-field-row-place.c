/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

/* Where a row's field is in the document. Only the pointer is kept: the tree comes anew with each
 * change of the text. */

/* The state at POINTER, or the innermost one that holds what is there; NULL in the machine
 * itself. */
SwState *
_sw_field_row_get_state (SwFieldRow *self)
{
  g_autofree char *pointer = g_strdup (self->pointer);
  SwModel *model = sw_document_get_model (self->document);
  SwState *state = NULL;
  char *slash;

  while ((state = sw_model_find_pointer (model, pointer)) == NULL
         && (slash = strrchr (pointer, '/')) != NULL)
    *slash = '\0';
  return state;
}

/* The scope whose states the field may name: the branch or processor it is of, or the one that its
 * state stands in. */
SwScope *
_sw_field_row_get_scope (SwFieldRow *self)
{
  SwState *state = _sw_field_row_get_state (self);

  if (state == NULL)
    return sw_model_get_root (sw_document_get_model (self->document));
  for (guint i = 0; i < state->scopes->len; i++)
    {
      SwScope *scope = state->scopes->pdata[i];

      if (g_str_equal (scope->pointer, self->pointer))
        return scope;
    }
  return state->scope;
}

/**
 * _sw_field_row_get_language:
 *
 * Returns: the query language that holds for the field: of the state it is in, or of the machine
 */
SwQueryLanguage
_sw_field_row_get_language (SwFieldRow *self)
{
  SwState *state = _sw_field_row_get_state (self);

  return state != NULL ? state->language
                       : sw_model_get_language (sw_document_get_model (self->document));
}

/* What has the field; NULL where it is gone. */
const SwNode *
_sw_field_row_get_object (SwFieldRow *self)
{
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));

  return self->pointer != NULL ? sw_tree_resolve (tree, self->pointer) : NULL;
}

/* The field's value, or NULL. A field without a name stands for the whole object. */
const SwNode *
_sw_field_row_get_node (SwFieldRow *self)
{
  const SwNode *object = _sw_field_row_get_object (self);

  if (object == NULL || *self->field->name == '\0')
    return object;
  return sw_node_get_member (object, self->field->name);
}

/**
 * _sw_field_row_dup_pointer:
 *
 * Returns: (transfer full): JSON pointer of the field, whether it is in the text or not
 */
char *
_sw_field_row_dup_pointer (SwFieldRow *self)
{
  return *self->field->name == '\0' ? g_strdup (self->pointer)
                                    : sw_pointer_append (self->pointer, self->field->name);
}

/**
 * sw_field_row_find:
 * @pointer: JSON pointer of a field's value, be it there or not
 *
 * Returns: (transfer none) (nullable): the row that edits it, this one or one of its parts. Where a
 *   field has a row for its switch and another for its value, that is the inner one.
 */
SwFieldRow *
sw_field_row_find (SwFieldRow *self,
                   const char *pointer)
{
  g_autofree char *own = NULL;

  if (self->pointer == NULL)
    return NULL;
  for (guint i = 0; i < self->children->len; i++)
    {
      SwFieldRow *found = sw_field_row_find (self->children->pdata[i], pointer);

      if (found != NULL && gtk_widget_get_visible (found->widget))
        return found;
    }
  own = _sw_field_row_dup_pointer (self);
  return g_str_equal (own, pointer) ? self : NULL;
}
