/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/fields/sw-field-text.h"

G_DEFINE_FINAL_TYPE (SwFieldRow, sw_field_row, G_TYPE_OBJECT)

static const SwFieldRowKind *const kinds[] = {
  [SW_FIELD_BOOLEAN] = &_sw_field_row_switch,
  [SW_FIELD_CHOICE] = &_sw_field_row_choice,
  [SW_FIELD_STATE] = &_sw_field_row_state,
  [SW_FIELD_RESULT_PATH] = &_sw_field_row_result,
  [SW_FIELD_ERRORS] = &_sw_field_row_errors,
  [SW_FIELD_CONDITION] = &_sw_field_row_code,
  [SW_FIELD_EXPRESSION] = &_sw_field_row_code,
  [SW_FIELD_RULES] = &_sw_field_row_list,
  [SW_FIELD_RETRIERS] = &_sw_field_row_list,
  [SW_FIELD_CATCHERS] = &_sw_field_row_list,
  [SW_FIELD_BRANCHES] = &_sw_field_row_scopes,
  [SW_FIELD_PROCESSOR] = &_sw_field_row_scopes,
  [SW_FIELD_OBJECT] = &_sw_field_row_object,
  [SW_FIELD_LONG_TEXT] = &_sw_field_row_code,
};

/* Whether there is something to complete in the field: a path, an expression, a resource */
static gboolean
may_be_completed (const SwField *field)
{
  return (field->flags & SW_FIELD_EXPRESSIBLE) != 0 || field->kind == SW_FIELD_PATH
         || field->kind == SW_FIELD_REFERENCE_PATH || field->kind == SW_FIELD_RESOURCE;
}

/* The kind of row that edits a field's value, whatever adds and removes it. */
const SwFieldRowKind *
_sw_field_row_find_kind (const SwField *field)
{
  if (field->kind < G_N_ELEMENTS (kinds) && kinds[field->kind] != NULL)
    return kinds[field->kind];
  if (sw_field_is_code (field))
    return &_sw_field_row_code;
  return may_be_completed (field) ? &_sw_field_row_line : &_sw_field_row_entry;
}

static void
sw_field_row_dispose (GObject *object)
{
  SwFieldRow *self = SW_FIELD_ROW (object);

  self->dirty = FALSE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  g_clear_object (&self->widget);
  g_clear_object (&self->note);
  g_clear_object (&self->extra);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_field_row_parent_class)->dispose (object);
}

static void
sw_field_row_finalize (GObject *object)
{
  SwFieldRow *self = SW_FIELD_ROW (object);

  g_free (self->pointer);
  g_free (self->shown);
  g_free (self->echo);
  G_OBJECT_CLASS (sw_field_row_parent_class)->finalize (object);
}

static void
sw_field_row_class_init (SwFieldRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_field_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_field_row_finalize;
}

static void
sw_field_row_init (SwFieldRow *self)
{
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  self->note = g_object_ref_sink (SW_FIELD_NOTE (sw_field_note_new ()));
}

/* Row and note are one, without a line between them. */
static void
noted_cb (SwFieldRow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->note)))
    gtk_widget_add_css_class (self->widget, "noted");
  else
    gtk_widget_remove_css_class (self->widget, "noted");
}

static void
set_words (SwFieldRow *self)
{
  const char *help = self->field->help != NULL ? gettext (self->field->help) : NULL;

  if (ADW_IS_PREFERENCES_ROW (self->widget)
      && *adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->widget)) == '\0')
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget),
                                   gettext (self->field->label));
  if (help == NULL || ADW_IS_PREFERENCES_GROUP (self->widget))
    return;
  gtk_widget_set_tooltip_text (self->widget, help);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->widget),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
}

/**
 * _sw_field_row_new_of_kind:
 * @set: where the field belongs
 * @field: row of the table of fields, static
 * @kind: how such a field is shown, static
 *
 * Returns: (transfer full): a row without a place in the text yet
 */
SwFieldRow *
_sw_field_row_new_of_kind (SwDocument           *document,
                           SwFieldSet            set,
                           const SwField        *field,
                           const SwFieldRowKind *kind)
{
  SwFieldRow *self = g_object_new (SW_TYPE_FIELD_ROW, NULL);

  self->document = g_object_ref (document);
  self->set = set;
  self->field = field;
  self->kind = kind;
  self->widget = g_object_ref_sink (self->kind->create (self));
  g_signal_connect_object (self->note, "notify::visible", G_CALLBACK (noted_cb), self,
                           G_CONNECT_SWAPPED);
  set_words (self);
  return self;
}

/**
 * sw_field_row_new:
 * @set: the kind of object that has the field
 * @field: a row of the table of fields; its name is "" where it means the whole object
 *
 * Returns: (transfer full): a row that shows nothing yet
 */
SwFieldRow *
sw_field_row_new (SwDocument    *document,
                  SwFieldSet     set,
                  const SwField *field)
{
  return _sw_field_row_new_of_kind (document, set, field,
                                    field->reveal != NULL ? &_sw_field_row_optional
                                                          : _sw_field_row_find_kind (field));
}

/**
 * sw_field_row_add_to:
 * @container: an AdwPreferencesGroup or an AdwExpanderRow; or a box, for rows that are groups
 *
 * Puts the row, its note and rows that belong to it at the end of @container.
 */
void
sw_field_row_add_to (SwFieldRow *self,
                     GtkWidget  *container)
{
  g_return_if_fail (SW_IS_FIELD_ROW (self));

  if (ADW_IS_PREFERENCES_GROUP (self->widget))
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), GTK_WIDGET (self->note));
      gtk_box_append (GTK_BOX (container), self->widget);
    }
  else if (ADW_IS_EXPANDER_ROW (container))
    {
      adw_expander_row_add_row (ADW_EXPANDER_ROW (container), self->widget);
      adw_expander_row_add_row (ADW_EXPANDER_ROW (container), GTK_WIDGET (self->note));
    }
  else
    {
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (container), self->widget);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (container), GTK_WIDGET (self->note));
    }
  if (self->extra != NULL)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (container), self->extra);
  if (self->kind == &_sw_field_row_result)
    for (guint i = 0; i < self->children->len; i++)
      sw_field_row_add_to (self->children->pdata[i], container);
}

/**
 * sw_field_row_get_widget:
 *
 * Returns: (transfer none): what stands in the form; it lives as long as the row
 */
GtkWidget *
sw_field_row_get_widget (SwFieldRow *self)
{
  return self->widget;
}

/**
 * sw_field_row_get_field:
 *
 * Returns: (transfer none): the row of the table of fields that is shown
 */
const SwField *
sw_field_row_get_field (SwFieldRow *self)
{
  return self->field;
}

/**
 * sw_field_row_set_visible:
 *
 * Shows the row, or takes it out of sight with its note: a field that is not there and is rare.
 */
void
sw_field_row_set_visible (SwFieldRow *self,
                          gboolean    visible)
{
  gtk_widget_set_visible (self->widget, visible);
  sw_field_note_set_muted (self->note, !visible);
}

/* A row for another object. What was typed is written where it was typed; where that is gone, it
 * is gone too. */
static void
retarget (SwFieldRow *self,
          const char *pointer)
{
  sw_field_row_commit (self);
  g_set_str (&self->pointer, pointer);
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->echo, g_free);
  self->dirty = FALSE;
  _sw_field_row_set_error (self, NULL);
}

/* Whether what is shown may stay although the text spells it otherwise: the person wrote it and is
 * still there. */
static gboolean
keeps_spelling (SwFieldRow *self)
{
  if (self->writing && self->pausing && _sw_field_row_has_focus (self))
    {
      g_set_str (&self->echo, self->shown);
      return TRUE;
    }
  if (self->echo != NULL && g_str_equal (self->echo, self->shown)
      && _sw_field_row_has_focus (self))
    return TRUE;
  g_clear_pointer (&self->echo, g_free);
  return FALSE;
}

/**
 * sw_field_row_show:
 * @pointer: of the object that has the field
 *
 * Shows what the document says now. What was typed for another object is written there first;
 * what is being typed for this one stays.
 */
void
sw_field_row_show (SwFieldRow *self,
                   const char *pointer)
{
  const SwNode *node;

  g_return_if_fail (SW_IS_FIELD_ROW (self));

  if (g_strcmp0 (self->pointer, pointer) != 0)
    retarget (self, pointer);
  if (self->kind->show_extra != NULL)
    self->kind->show_extra (self);
  if (self->dirty)
    return;
  node = _sw_field_row_get_node (self);
  g_free (self->shown);
  self->shown = self->kind->dup_text != NULL ? self->kind->dup_text (self)
                                             : sw_field_dup_text (self->field, node);
  if (keeps_spelling (self))
    return;
  self->showing = TRUE;
  self->kind->show (self, node);
  self->showing = FALSE;
  /* What is in the rows of the parts is told there. */
  if (self->children->len == 0 && !ADW_IS_PREFERENCES_GROUP (self->widget))
    _sw_field_row_text_changed (self, self->shown);
}

static gboolean
is_within (const char *pointer,
           const char *outer)
{
  gsize length = strlen (outer);

  return pointer != NULL && strncmp (pointer, outer, length) == 0
         && (pointer[length] == '\0' || pointer[length] == '/');
}

/**
 * sw_field_row_show_problems:
 * @problems: (element-type SwProblem): of the whole object; those that are this field's, or of
 *   what stands in it, are shown and taken out
 */
void
sw_field_row_show_problems (SwFieldRow *self,
                            GPtrArray  *problems)
{
  g_autofree char *pointer = NULL;
  g_autoptr (GPtrArray) own = g_ptr_array_new ();
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->pointer == NULL)
    return;
  for (guint i = 0; i < self->children->len; i++)
    sw_field_row_show_problems (self->children->pdata[i], problems);
  pointer = _sw_field_row_dup_pointer (self);
  for (guint i = 0; i < problems->len;)
    if (is_within (sw_problem_get_pointer (problems->pdata[i]), pointer))
      {
        g_ptr_array_add (kept, g_object_ref (problems->pdata[i]));
        g_ptr_array_add (own, problems->pdata[i]);
        g_ptr_array_remove_index (problems, i);
      }
    else
      i++;
  sw_field_note_set_problems (self->note, own);
  _sw_field_row_mark_problems (self, own);
}

/**
 * sw_field_row_commit:
 *
 * Writes what was typed and not written yet, as Enter does.
 */
void
sw_field_row_commit (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autoptr (GPtrArray) children = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (SW_IS_FIELD_ROW (self));

  g_clear_handle_id (&self->pause, g_source_remove);
  if (self->dirty && self->kind->commit != NULL && self->widget != NULL)
    self->kind->commit (self);
  if (self->kind->commit_extra != NULL && self->widget != NULL)
    self->kind->commit_extra (self);
  /* Writing may take some of them away. */
  for (guint i = 0; self->children != NULL && i < self->children->len; i++)
    g_ptr_array_add (children, g_object_ref (self->children->pdata[i]));
  for (guint i = 0; i < children->len; i++)
    sw_field_row_commit (children->pdata[i]);
}

/**
 * sw_field_row_start:
 *
 * Adds the field to its object, in place of those it excludes, with a first value.
 */
void
sw_field_row_start (SwFieldRow *self)
{
  SwState *state = _sw_field_row_get_state (self);
  g_autofree char *json
      = sw_field_dup_first (self->field, state != NULL ? state->type : SW_STATE_UNKNOWN);

  g_return_if_fail (SW_IS_FIELD_ROW (self));

  _sw_field_row_write (self, json);
}
