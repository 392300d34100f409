/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-field-row-private.h"

#include <glib/gi18n.h>

#include "json/sw-rewriter.h"

/* The branches of a Parallel and the processor of a Map: what they hold is edited in the diagram;
 * a row leads there. */

typedef struct
{
  GPtrArray *rows; /* GtkWidget, borrowed: one per scope */
} ScopesData;

static void
scopes_data_free (gpointer data)
{
  ScopesData *scopes = data;

  g_ptr_array_unref (scopes->rows);
  g_free (scopes);
}

static guint
find_row (SwFieldRow *self,
          GtkWidget  *widget)
{
  ScopesData *scopes = self->data;
  GtkWidget *row =
      ADW_IS_ACTION_ROW (widget) ? widget : gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW);
  guint index = G_MAXUINT;

  g_ptr_array_find (scopes->rows, row, &index);
  return index;
}

static void
activated_cb (SwFieldRow *self,
              GtkWidget  *row)
{
  SwState *state = _sw_field_row_get_state (self);
  guint index = find_row (self, row);
  SwScope *scope;
  SwState *first;

  if (state == NULL || index >= state->scopes->len)
    return;
  scope = state->scopes->pdata[index];
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
  g_autofree char *array = sw_pointer_append (self->pointer, self->field->name);
  g_autoptr (SwRewriter) rewriter
      = sw_rewriter_new (sw_model_get_tree (sw_document_get_model (self->document)));
  g_autoptr (GError) error = NULL;
  const char *branch = "{ \"StartAt\": \"\", \"States\": {} }";
  gboolean done;

  if (sw_tree_resolve (sw_rewriter_get_tree (rewriter), array) == NULL)
    {
      g_autofree char *whole = g_strdup_printf ("[%s]", branch);

      done = sw_rewriter_set (rewriter, array, whole, &error);
    }
  else
    done = sw_rewriter_insert_element (rewriter, array, scopes->rows->len, branch, &error);
  if (done)
    {
      g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);

      sw_document_apply (self->document, edits, _("Added a branch"));
    }
  else
    sw_document_report (self->document, error->message);
}

static void
remove_branch_cb (SwFieldRow *self,
                  GtkWidget  *button)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autofree char *array = sw_pointer_append (self->pointer, self->field->name);
  g_autofree char *pointer = sw_pointer_append_index (array, find_row (self, button));
  g_autoptr (SwRewriter) rewriter
      = sw_rewriter_new (sw_model_get_tree (sw_document_get_model (self->document)));
  g_autoptr (GError) error = NULL;

  if (sw_rewriter_remove (rewriter, pointer, &error))
    {
      g_autoptr (SwEdits) edits = sw_rewriter_finish (rewriter);

      sw_document_apply (self->document, edits, _("Removed a branch"));
    }
  else
    sw_document_report (self->document, error->message);
}

static GtkWidget *
create_row (SwFieldRow *self)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  if (self->field->kind == SW_FIELD_BRANCHES)
    {
      GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (button, _("Remove This Branch"));
      g_signal_connect_object (button, "clicked", G_CALLBACK (remove_branch_cb), self,
                               G_CONNECT_SWAPPED);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
    }
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  return row;
}

static void
show_row (SwFieldRow *self,
          GtkWidget  *row,
          SwScope    *scope)
{
  g_autofree char *title = self->field->kind == SW_FIELD_BRANCHES
                               ? g_strdup_printf (_("Branch %u"), scope->index + 1)
                               : g_strdup (_("Contents"));
  g_autofree char *subtitle = g_strdup_printf (
      ngettext ("%u state", "%u states", scope->states->len), scope->states->len);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

/* A new language or a new state may come with another number of scopes; rows that stay keep their
 * focus. */
static void
show_scopes (SwFieldRow   *self,
             const SwNode *node)
{
  ScopesData *scopes = self->data;
  SwState *state = _sw_field_row_get_state (self);
  guint count = node != NULL && state != NULL ? state->scopes->len : 0;

  while (scopes->rows->len > count)
    {
      GtkWidget *row = g_ptr_array_steal_index (scopes->rows, scopes->rows->len - 1);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->widget), row);
    }
  while (scopes->rows->len < count)
    {
      GtkWidget *row = create_row (self);

      g_ptr_array_add (scopes->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), row);
    }
  for (guint i = 0; i < count; i++)
    show_row (self, scopes->rows->pdata[i], state->scopes->pdata[i]);
  if (self->children->len > 0)
    {
      g_autofree char *pointer = sw_pointer_append (self->pointer, self->field->name);

      for (guint i = 0; i < self->children->len; i++)
        sw_field_row_show (self->children->pdata[i], pointer);
    }
}

/* A Map's processor has its mode here, behind ProcessorConfig; branches have nothing of their
 * own. */
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

  scopes->rows = g_ptr_array_new ();
  self->data = scopes;
  self->free_data = scopes_data_free;
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), gettext (self->field->label));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         gettext (self->field->help));
  if (self->field->kind == SW_FIELD_BRANCHES)
    {
      GtkWidget *add = gtk_button_new_from_icon_name ("list-add-symbolic");

      gtk_widget_add_css_class (add, "flat");
      gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
      gtk_widget_set_tooltip_text (add, _("Add a Branch"));
      g_signal_connect_object (add, "clicked", G_CALLBACK (add_branch_cb), self, G_CONNECT_SWAPPED);
      adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
    }
  else
    add_processor_fields (self, group);
  return group;
}

const SwFieldRowKind _sw_field_row_scopes = { create_scopes, show_scopes, NULL };
