/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-part.h"
#include "app/sw-row-button.h"

/* The branches of a Parallel and the processor of a Map: each a part with the fields of its own.
 * Its states are edited in the diagram; a button leads there. */

typedef struct
{
  GPtrArray *parts; /* SwFieldPart: one per scope */
} ScopesData;

static void
scopes_data_free (gpointer data)
{
  ScopesData *scopes = data;

  g_ptr_array_unref (scopes->parts);
  g_free (scopes);
}

/* The scope of the part that WIDGET is in, or NULL */
static SwScope *
find_scope (SwFieldRow *self,
            GtkWidget  *widget)
{
  ScopesData *scopes = self->data;
  SwState *state = _sw_field_row_get_state (self);

  for (guint i = 0; state != NULL && i < MIN (scopes->parts->len, state->scopes->len); i++)
    if (gtk_widget_is_ancestor (widget, ((SwFieldPart *) scopes->parts->pdata[i])->expander))
      return state->scopes->pdata[i];
  return NULL;
}

static void
show_states_cb (SwFieldRow *self,
                GtkWidget  *button)
{
  SwScope *scope = find_scope (self, button);
  SwState *first;

  if (scope == NULL)
    return;
  first = scope->start.target != NULL ? scope->start.target
          : scope->states->len > 0    ? scope->states->pdata[0]
                                      : NULL;
  if (first != NULL)
    sw_document_set_selected (self->document, first->pointer);
}

static void
add_branch_cb (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  ScopesData *scopes = self->data;
  GError *error = NULL;
  SwOpsResult *result;

  sw_document_flush (self->document);
  result = sw_ops_add_branch (sw_document_get_model (self->document), self->pointer,
                              scopes->parts->len, &error);
  sw_document_take_result (self->document, result, error, _("Added a branch"));
}

static void
remove_branch_cb (SwFieldRow *self,
                  GtkWidget  *button)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  GError *error = NULL;
  SwScope *scope;
  SwOpsResult *result;

  sw_document_flush (self->document);
  scope = find_scope (self, button);
  if (scope == NULL)
    return;
  result = sw_ops_remove_branch (sw_document_get_model (self->document), scope->pointer, &error);
  sw_document_take_result (self->document, result, error, _("Removed a branch"));
}

static void
add_button (SwFieldRow  *self,
            SwFieldPart *part,
            const char  *icon,
            const char  *tooltip,
            GCallback    callback)
{
  GtkWidget *button = sw_row_button_new (icon, tooltip);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_expander_row_add_suffix (ADW_EXPANDER_ROW (part->expander), button);
}

static SwFieldPart *
create_part (SwFieldRow *self)
{
  SwFieldPart *part = _sw_field_part_new (self);

  add_button (self, part, "find-location-symbolic", _("Show Its First State"),
              G_CALLBACK (show_states_cb));
  if (self->field->kind == SW_FIELD_BRANCHES)
    add_button (self, part, "user-trash-symbolic", _("Remove This Branch"),
                G_CALLBACK (remove_branch_cb));
  return part;
}

static void
show_part (SwFieldRow  *self,
           SwFieldPart *part,
           SwScope     *scope)
{
  g_autofree char *title = self->field->kind == SW_FIELD_BRANCHES
                               ? g_strdup_printf (_("Branch %u"), scope->index + 1)
                               : g_strdup (_("Contents"));
  g_autofree char *subtitle = g_strdup_printf (
      ngettext ("%u state", "%u states", scope->states->len), scope->states->len);

  _sw_field_part_set_words (part, title, subtitle);
  _sw_field_part_show (part, self, scope->pointer);
}

/* A new language or a new state may come with another number of scopes; parts that stay keep their
 * focus. */
static void
show_scopes (SwFieldRow   *self,
             const SwNode *node)
{
  ScopesData *scopes = self->data;
  SwState *state = _sw_field_row_get_state (self);
  guint count = node != NULL && state != NULL ? state->scopes->len : 0;
  g_autofree char *pointer = sw_pointer_append (self->pointer, self->field->name);

  while (scopes->parts->len > count)
    _sw_field_part_remove (g_ptr_array_steal_index (scopes->parts, scopes->parts->len - 1), self);
  while (scopes->parts->len < count)
    {
      SwFieldPart *part = create_part (self);

      g_ptr_array_add (scopes->parts, part);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), part->expander);
    }
  for (guint i = 0; i < count; i++)
    show_part (self, scopes->parts->pdata[i], state->scopes->pdata[i]);
  if (self->field->kind == SW_FIELD_PROCESSOR)
    sw_field_row_show (self->children->pdata[0], pointer);
}

/* A Map's processor has its mode here, behind ProcessorConfig: the first of the children. */
static void
add_processor_fields (SwFieldRow *self,
                      GtkWidget  *group)
{
  const SwField *config = sw_fields_find_in (SW_FIELD_SET_PROCESSOR, "ProcessorConfig");
  SwFieldRow *row = sw_field_row_new (self->document, SW_FIELD_SET_PROCESSOR, config);

  g_ptr_array_add (self->children, row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), sw_field_row_get_widget (row));
}

static GtkWidget *
create_scopes (SwFieldRow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  ScopesData *scopes = g_new0 (ScopesData, 1);

  scopes->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) _sw_field_part_free);
  self->data = scopes;
  self->free_data = scopes_data_free;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), gettext (self->field->label));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         gettext (self->field->help));
  if (self->field->kind == SW_FIELD_BRANCHES)
    {
      GtkWidget *add = sw_row_button_new ("list-add-symbolic", _("Add a Branch"));

      g_signal_connect_object (add, "clicked", G_CALLBACK (add_branch_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
    }
  else
    add_processor_fields (self, group);
  return group;
}

const SwFieldRowKind _sw_field_row_scopes = { create_scopes, show_scopes, NULL };
