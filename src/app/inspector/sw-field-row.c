/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-field-text.h"
#include "json/sw-rewriter.h"

G_DEFINE_FINAL_TYPE (SwFieldRow, sw_field_row, G_TYPE_OBJECT)

static const SwFieldRowKind *const kinds[] = {
  [SW_FIELD_BOOLEAN] = &_sw_field_row_switch,
  [SW_FIELD_CHOICE] = &_sw_field_row_choice,
  [SW_FIELD_STATE] = &_sw_field_row_state,
  [SW_FIELD_RULES] = &_sw_field_row_list,
  [SW_FIELD_RETRIERS] = &_sw_field_row_list,
  [SW_FIELD_CATCHERS] = &_sw_field_row_list,
  [SW_FIELD_BRANCHES] = &_sw_field_row_scopes,
  [SW_FIELD_PROCESSOR] = &_sw_field_row_scopes,
  [SW_FIELD_LONG_TEXT] = &_sw_field_row_code,
};

static const SwFieldRowKind *
find_kind (const SwField *field)
{
  if (field->kind < G_N_ELEMENTS (kinds) && kinds[field->kind] != NULL)
    return kinds[field->kind];
  return sw_field_is_code (field) ? &_sw_field_row_code : &_sw_field_row_entry;
}

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

/* The scope whose states the field may name. */
SwScope *
_sw_field_row_get_scope (SwFieldRow *self)
{
  SwState *state = _sw_field_row_get_state (self);

  return state != NULL ? state->scope : sw_model_get_root (sw_document_get_model (self->document));
}

SwQueryLanguage
_sw_field_row_get_language (SwFieldRow *self)
{
  SwState *state = _sw_field_row_get_state (self);

  return state != NULL ? state->language
                       : sw_model_get_language (sw_document_get_model (self->document));
}

static const SwNode *
get_object (SwFieldRow *self)
{
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));

  return self->pointer != NULL ? sw_tree_resolve (tree, self->pointer) : NULL;
}

/* A field without a name stands for the whole object. */
static const SwNode *
get_node (SwFieldRow *self)
{
  const SwNode *object = get_object (self);

  if (object == NULL || *self->field->name == '\0')
    return object;
  return sw_node_get_member (object, self->field->name);
}

static char *
dup_field_pointer (SwFieldRow *self,
                   const char *name)
{
  return *name == '\0' ? g_strdup (self->pointer) : sw_pointer_append (self->pointer, name);
}

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
        && sw_node_get_member (get_object (self), fields[i].name) != NULL)
      {
        g_autofree char *pointer = dup_field_pointer (self, fields[i].name);

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
  g_autofree char *pointer = dup_field_pointer (self, self->field->name);
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

/* Writes JSON (NULL: removes the field) as one edit. */
void
_sw_field_row_write (SwFieldRow *self,
                     const char *json)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autofree char *label = NULL;
  g_autoptr (GError) error = NULL;

  self->dirty = FALSE;
  if (get_object (self) == NULL || (json == NULL && get_node (self) == NULL))
    return;
  /* translators: an edit was made: the name of the field */
  label = g_strdup_printf (_("Changed %s"), gettext (self->field->label));
  if (is_plain (self))
    {
      SwOpsResult *result = sw_ops_set_field (sw_document_get_model (self->document), self->pointer,
                                              self->field->name, json, &error);

      /* The selection is where the person is, perhaps another state by now. */
      if (result != NULL)
        g_clear_pointer (&result->select, g_free);
      sw_document_take_result (self->document, result, g_steal_pointer (&error), label);
    }
  else
    {
      g_autoptr (SwEdits) edits = create_edits (self, json, &error);

      if (edits != NULL)
        sw_document_apply (self->document, edits, label);
      else
        sw_document_report (self->document, error->message);
    }
}

/* Writes what was typed, or says in the row what is wrong with it. */
void
_sw_field_row_write_text (SwFieldRow *self,
                          const char *text)
{
  g_autofree char *json = NULL;
  g_autofree char *error = NULL;

  if (!self->dirty)
    return;
  if (g_strcmp0 (text, self->shown) == 0)
    {
      self->dirty = FALSE;
      _sw_field_row_set_error (self, NULL);
    }
  else if (sw_field_text_to_json (self->field, _sw_field_row_get_language (self), text, &json,
                                  &error))
    {
      _sw_field_row_set_error (self, NULL);
      _sw_field_row_write (self, json);
    }
  else
    _sw_field_row_set_error (self, error);
}

void
_sw_field_row_set_error (SwFieldRow *self,
                         const char *error)
{
  gboolean is_label = GTK_IS_LABEL (self->trouble);

  if (error != NULL)
    gtk_widget_add_css_class (self->widget, "error");
  else
    gtk_widget_remove_css_class (self->widget, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                             : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  if (self->trouble == NULL)
    return;
  gtk_widget_set_visible (self->trouble, error != NULL);
  if (is_label)
    gtk_label_set_label (GTK_LABEL (self->trouble), error != NULL ? error : "");
  else
    gtk_widget_set_tooltip_text (self->trouble, error);
  if (error != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self->widget), error,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
left_cb (SwFieldRow *self)
{
  sw_field_row_commit (self);
}

/* Leaving WIDGET writes what was typed in it. */
void
_sw_field_row_watch_focus (SwFieldRow *self,
                           GtkWidget  *widget)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (focus, "leave", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

static void
sw_field_row_dispose (GObject *object)
{
  SwFieldRow *self = SW_FIELD_ROW (object);

  self->dirty = FALSE;
  g_clear_pointer (&self->children, g_ptr_array_unref);
  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  g_clear_object (&self->widget);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_field_row_parent_class)->dispose (object);
}

static void
sw_field_row_finalize (GObject *object)
{
  SwFieldRow *self = SW_FIELD_ROW (object);

  g_free (self->pointer);
  g_free (self->shown);
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
  SwFieldRow *self = g_object_new (SW_TYPE_FIELD_ROW, NULL);

  self->document = g_object_ref (document);
  self->set = set;
  self->field = field;
  self->kind = find_kind (field);
  self->widget = g_object_ref_sink (self->kind->create (self));
  if (ADW_IS_PREFERENCES_ROW (self->widget))
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->widget), gettext (field->label));
      if (field->help != NULL)
        gtk_widget_set_tooltip_text (self->widget, gettext (field->help));
    }
  return self;
}

GtkWidget *
sw_field_row_get_widget (SwFieldRow *self)
{
  return self->widget;
}

const SwField *
sw_field_row_get_field (SwFieldRow *self)
{
  return self->field;
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
    {
      sw_field_row_commit (self);
      g_set_str (&self->pointer, pointer);
      self->dirty = FALSE;
      _sw_field_row_set_error (self, NULL);
    }
  if (self->dirty)
    return;
  node = get_node (self);
  g_free (self->shown);
  self->shown = sw_field_dup_text (self->field, node);
  self->showing = TRUE;
  self->kind->show (self, node);
  self->showing = FALSE;
}

/**
 * sw_field_row_commit:
 *
 * Writes what was typed and not written yet, as Enter does.
 */
void
sw_field_row_commit (SwFieldRow *self)
{
  g_return_if_fail (SW_IS_FIELD_ROW (self));

  if (self->dirty && self->kind->commit != NULL && self->widget != NULL)
    self->kind->commit (self);
}

/* What a field begins with that had no value: something legal of its kind, to be edited. */
static char *
dup_first_value (const SwField *field)
{
  switch ((int) field->kind)
    {
    case SW_FIELD_INTEGER:
    case SW_FIELD_NUMBER:
      return g_strdup_printf ("%.0f", MAX (field->minimum, 1));
    case SW_FIELD_PATH:
    case SW_FIELD_REFERENCE_PATH:
    case SW_FIELD_RESULT_PATH:
      return g_strdup ("\"$.value\"");
    case SW_FIELD_TIMESTAMP:
      return g_strdup ("\"2030-01-01T00:00:00Z\"");
    case SW_FIELD_TEXT:
    case SW_FIELD_LONG_TEXT:
      return g_strdup_printf ("\"%s\"", field->name);
    case SW_FIELD_CHOICE:
      return g_strdup_printf ("\"%s\"", field->choices[0]);
    default:
      return g_strdup ("{}");
    }
}

/**
 * sw_field_row_start:
 *
 * Adds the field to its object, in place of those it excludes, with a first value.
 */
void
sw_field_row_start (SwFieldRow *self)
{
  g_autofree char *json = dup_first_value (self->field);

  g_return_if_fail (SW_IS_FIELD_ROW (self));

  _sw_field_row_write (self, json);
}
