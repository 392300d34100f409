/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-form-private.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-choice.h"
#include "app/inspector/fields/sw-field-menu.h"
#include "app/inspector/fields/sw-field-row-private.h"
#include "app/inspector/sw-convert-dialog.h"
#include "app/inspector/sw-machine-group.h"
#include "app/inspector/sw-placeholder-group.h"

G_DEFINE_FINAL_TYPE (SwFieldForm, sw_field_form, ADW_TYPE_BIN)

static const char *const tab_names[] = {
  [SW_FIELD_TAB_CONFIGURATION] = "configuration",
  [SW_FIELD_TAB_DATA] = "data",
  [SW_FIELD_TAB_VARIABLES] = "variables",
  [SW_FIELD_TAB_ERRORS] = "errors",
};

static SwFieldSet
get_set (const SwState *state)
{
  return state != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE;
}

static const SwNode *
get_object (SwFieldForm   *self,
            const SwState *state)
{
  if (state != NULL)
    return state->node;
  return sw_tree_get_root (sw_model_get_tree (sw_document_get_model (self->document)));
}

/* GROUP is the one that takes the next plain row, or NULL where a new one is to begin. */
static void
add_row (SwFieldForm   *self,
         SwFieldSet     set,
         const SwField *field,
         GtkWidget     *box,
         GtkWidget    **group)
{
  SwFieldRow *row = sw_field_row_new (self->document, set, field);

  g_ptr_array_add (self->rows, row);
  if (g_str_equal (field->name, "QueryLanguage"))
    adw_action_row_add_suffix (ADW_ACTION_ROW (sw_field_row_get_widget (row)),
                               sw_convert_button_new (self->document));
  if (ADW_IS_PREFERENCES_GROUP (sw_field_row_get_widget (row)))
    {
      sw_field_row_add_to (row, box);
      *group = NULL;
      return;
    }
  if (*group == NULL)
    {
      *group = adw_preferences_group_new ();
      gtk_box_append (GTK_BOX (box), *group);
    }
  sw_field_row_add_to (row, *group);
}

/* What is called is told right below the resource that says so. */
static void
add_task (SwFieldForm  *self,
          GtkWidget    *box,
          GtkWidget   **group)
{
  self->task = sw_task_group_new (self->document);
  gtk_box_append (GTK_BOX (box), sw_task_group_get_widget (self->task));
  *group = NULL;
}

/* An empty editor tells nothing: what variables are, and what a first one looks like. */
static void
describe_variables (GtkWidget     *group,
                    const SwState *state)
{
  const char *example = state->language == SW_QUERY_JSONATA
                            ? "{ \"total\": \"{% $states.input.sum %}\" }"
                            : "{ \"total.$\": \"$.sum\" }";
  g_autofree char *escaped = g_markup_escape_text (example, -1);
  /* translators: %s is an example in the language of definitions, which sets a variable "total" */
  g_autofree char *text = g_strdup_printf (_("Later states can read what is set here. This sets "
                                             "<tt>$total</tt>:\n<tt>%s</tt>"),
                                           escaped);

  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group), text);
}

static GtkWidget *
create_page (SwFieldForm   *self,
             const SwState *state,
             SwFieldTab     tab)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = NULL;
  guint count;
  const SwField *fields = sw_fields_get_set (get_set (state), &count);

  if (tab == SW_FIELD_TAB_CONFIGURATION && state != NULL)
    {
      group = adw_preferences_group_new ();
      self->name = sw_name_row_new (self->document);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                                 sw_name_row_get_widget (self->name));
      gtk_box_append (GTK_BOX (box), group);
    }
  for (guint i = 0; i < count; i++)
    if (fields[i].tab == tab && sw_field_is_possible (&fields[i], state))
      {
        add_row (self, get_set (state), &fields[i], box, &group);
        if (fields[i].kind == SW_FIELD_RESOURCE && state != NULL)
          add_task (self, box, &group);
      }
  if (tab == SW_FIELD_TAB_VARIABLES && group != NULL)
    describe_variables (group, state);
  if (state == NULL)
    {
      self->facts = sw_machine_group_new (self->document);
      gtk_box_append (GTK_BOX (box), self->facts);
    }
  self->menus[tab] = sw_field_menu_new (self->document, tab);
  gtk_box_append (GTK_BOX (box), self->menus[tab]);
  if (state == NULL && tab == SW_FIELD_TAB_CONFIGURATION)
    gtk_box_append (GTK_BOX (box), sw_placeholder_group_new (self->document));
  gtk_widget_add_css_class (box, "inspector-page");
  return box;
}

static gboolean
needs_tab (const SwState *state,
           SwFieldTab     tab)
{
  guint count;
  const SwField *fields = sw_fields_get_set (get_set (state), &count);

  for (guint i = 0; i < count; i++)
    if (fields[i].tab == tab && sw_field_is_possible (&fields[i], state))
      return TRUE;
  return FALSE;
}

/* Each page scrolls by itself: going to and fro between tabs and states leads back to the same
 * place. */
static void
add_page (SwFieldForm   *self,
          const SwState *state,
          SwFieldTab     tab)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), create_page (self, state, tab));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_stack_add_named (self->pages, scroller, tab_names[tab]);
}

static void
sw_field_form_dispose (GObject *object)
{
  SwFieldForm *self = SW_FIELD_FORM (object);

  if (self->rows != NULL)
    g_ptr_array_set_size (self->rows, 0);
  g_clear_object (&self->name);
  g_clear_object (&self->task);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_field_form_parent_class)->dispose (object);
}

static void
sw_field_form_finalize (GObject *object)
{
  g_ptr_array_unref (SW_FIELD_FORM (object)->rows);
  G_OBJECT_CLASS (sw_field_form_parent_class)->finalize (object);
}

static void
sw_field_form_class_init (SwFieldFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_field_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_field_form_finalize;
}

static void
sw_field_form_init (SwFieldForm *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->pages, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->pages));
}

/**
 * sw_field_form_new:
 * @state: (nullable): one of the type and the language that the form is for; `NULL`: the machine
 *
 * Returns: (transfer floating): a form that shows nothing yet
 */
GtkWidget *
sw_field_form_new (SwDocument    *document,
                   const SwState *state)
{
  SwFieldForm *self = g_object_new (SW_TYPE_FIELD_FORM, NULL);

  self->document = g_object_ref (document);
  for (guint tab = 0; tab < SW_FIELD_N_TABS; tab++)
    if (needs_tab (state, tab))
      add_page (self, state, tab);
  return GTK_WIDGET (self);
}

/**
 * sw_field_tab_get_name:
 *
 * Returns: (transfer none): what the tab is called among widgets: "configuration"
 */
const char *
sw_field_tab_get_name (SwFieldTab tab)
{
  return tab_names[tab];
}

/* A tab that the type of state has no field for is not there. */
gboolean
sw_field_form_has_tab (SwFieldForm *self,
                       SwFieldTab   tab)
{
  return self->menus[tab] != NULL;
}

/**
 * sw_field_form_set_tab:
 * @tab: the tab to show
 *
 * Changes to @tab, where the form has fields for it; else it stays where it is.
 */
void
sw_field_form_set_tab (SwFieldForm *self,
                       SwFieldTab   tab)
{
  if (sw_field_form_has_tab (self, tab))
    gtk_stack_set_visible_child_name (self->pages, tab_names[tab]);
}

/**
 * sw_field_form_show:
 * @state: (nullable): of the type and the language that the form was made for
 */
void
sw_field_form_show (SwFieldForm   *self,
                    const SwState *state)
{
  const SwNode *object = get_object (self, state);
  g_autofree char *pointer = g_strdup (state != NULL ? state->pointer : "");

  if (self->name != NULL)
    sw_name_row_show (self->name, state);
  if (self->facts != NULL)
    sw_machine_group_show (self->facts, sw_document_get_model (self->document));
  if (self->task != NULL && state->type == SW_STATE_TASK)
    sw_task_group_show (self->task, state);
  for (guint i = 0; i < self->rows->len; i++)
    {
      SwFieldRow *row = self->rows->pdata[i];
      const SwField *field = sw_field_row_get_field (row);

      sw_field_row_set_visible (row, sw_field_is_shown (field, state, object));
      sw_field_row_show (row, pointer);
    }
  for (guint tab = 0; tab < SW_FIELD_N_TABS; tab++)
    if (self->menus[tab] != NULL)
      gtk_widget_set_visible (self->menus[tab], sw_field_menu_has (state, object, tab));
}

/**
 * sw_field_form_show_problems:
 * @problems: (element-type SwProblem): of what is shown; those that found a row are taken out
 */
void
sw_field_form_show_problems (SwFieldForm *self,
                             GPtrArray   *problems)
{
  /* A parameter has a row of its own and stands among all of them as well: both tell. */
  if (self->task != NULL)
    {
      g_autoptr (GPtrArray) own = g_ptr_array_new_with_free_func (g_object_unref);

      for (guint i = 0; i < problems->len; i++)
        g_ptr_array_add (own, g_object_ref (problems->pdata[i]));
      sw_task_group_show_problems (self->task, own);
    }
  for (guint i = 0; i < self->rows->len; i++)
    sw_field_row_show_problems (self->rows->pdata[i], problems);
}

/**
 * sw_field_form_commit:
 *
 * Writes what was typed in any row, to where it was typed.
 */
void
sw_field_form_commit (SwFieldForm *self)
{
  g_autoptr (SwFieldForm) guard = g_object_ref (self);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, g_object_ref (self->rows->pdata[i]));
  for (guint i = 0; i < rows->len; i++)
    sw_field_row_commit (rows->pdata[i]);
  if (self->task != NULL)
    sw_task_group_commit (self->task);
  if (self->name != NULL)
    sw_name_row_commit (self->name);
}
