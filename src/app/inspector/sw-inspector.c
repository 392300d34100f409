/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-inspector.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-field-choice.h"
#include "app/inspector/sw-field-menu.h"
#include "app/inspector/sw-field-row.h"
#include "json/sw-tree.h"

struct _SwInspector
{
  AdwBin          parent_instance;

  GtkLabel       *heading;
  AdwToggleGroup *tabs;
  GtkStack       *pages;

  SwDocument     *document;
  GSignalGroup   *signals;
  gboolean        updating;

  /* What the rows were built for; they are built anew when one of these changes, and otherwise
   * only told to show. */
  SwDocument     *built_for;   /* not owned: compared, never followed */
  gboolean        has_state;
  SwStateType     type;
  SwQueryLanguage language;
  char           *present;     /* names of the fields there are rows for */

  GPtrArray      *rows;        /* SwFieldRow */
  GtkWidget      *name_row;    /* of a state; NULL for the machine */
  char           *shown_name;
};

G_DEFINE_FINAL_TYPE (SwInspector, sw_inspector, ADW_TYPE_BIN)

static const struct
{
  const char *name;
  const char *label;   /* short: there is room for four */
  const char *tooltip;
} tab_looks[] = {
  [SW_FIELD_TAB_CONFIGURATION] = { "configuration", NC_ ("inspector", "General"), N_ ("Configuration") },
  [SW_FIELD_TAB_DATA] = { "data", NC_ ("inspector", "Data"), N_ ("Input and Output") },
  [SW_FIELD_TAB_VARIABLES] = { "variables", NC_ ("inspector", "Variables"), N_ ("Variables") },
  [SW_FIELD_TAB_ERRORS] = { "errors", NC_ ("inspector", "Errors"), N_ ("Error Handling") },
};

#define N_TABS G_N_ELEMENTS (tab_looks)

static SwState *
get_state (SwInspector *self)
{
  return self->document != NULL ? sw_document_get_selected_state (self->document) : NULL;
}

static const SwNode *
get_object (SwInspector *self)
{
  SwState *state = get_state (self);

  if (state != NULL)
    return state->node;
  return sw_tree_get_root (sw_model_get_tree (sw_document_get_model (self->document)));
}

static const SwField *
get_fields (SwInspector *self,
            guint       *count)
{
  return sw_fields_get_set (get_state (self) != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE,
                            count);
}

/* The name */

static void
name_applied_cb (SwInspector *self)
{
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  SwState *state;
  SwOpsResult *result;
  GError *error = NULL;

  /* The row also loses the focus when it is taken away. */
  if (self->updating || self->name_row == NULL)
    return;
  name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row)));
  state = get_state (self);
  if (state == NULL || g_strcmp0 (name, self->shown_name) == 0)
    return;
  result = sw_ops_rename (sw_document_get_model (self->document), state->pointer, name, &error);
  if (result == NULL)
    {
      gtk_widget_add_css_class (self->name_row, "error");
      gtk_widget_set_tooltip_text (self->name_row, error->message);
    }
  label = g_strdup_printf (_("Renamed to %s"), name);
  sw_document_take_result (self->document, result, error, label);
}

static void
name_changed_cb (SwInspector *self)
{
  gtk_widget_remove_css_class (self->name_row, "error");
  gtk_widget_set_tooltip_text (self->name_row, NULL);
}

static GtkWidget *
create_name_row (SwInspector *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("State Name"));
  g_signal_connect_object (row, "entry-activated", G_CALLBACK (name_applied_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (name_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (name_applied_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  return row;
}

/* A name that is being typed is not overwritten by a change elsewhere. */
static void
show_name (SwInspector *self,
           SwState     *state)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->name_row));

  if (g_strcmp0 (typed, self->shown_name) == 0 || self->shown_name == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name_row), state->name);
  g_set_str (&self->shown_name, state->name);
}

/* Building */

static void
add_row (SwInspector   *self,
         const SwField *field,
         GtkWidget     *box,
         GtkWidget    **group)
{
  SwFieldSet set = get_state (self) != NULL ? SW_FIELD_SET_STATE : SW_FIELD_SET_MACHINE;
  SwFieldRow *row = sw_field_row_new (self->document, set, field);
  GtkWidget *widget = sw_field_row_get_widget (row);

  g_ptr_array_add (self->rows, row);
  if (ADW_IS_PREFERENCES_GROUP (widget))
    {
      gtk_box_append (GTK_BOX (box), widget);
      *group = NULL;
      return;
    }
  if (*group == NULL)
    {
      *group = adw_preferences_group_new ();
      gtk_box_append (GTK_BOX (box), *group);
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (*group), widget);
}

static GtkWidget *
create_page (SwInspector *self,
             SwFieldTab   tab)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *group = NULL, *menu;
  guint count;
  const SwField *fields = get_fields (self, &count);

  if (tab == SW_FIELD_TAB_CONFIGURATION && get_state (self) != NULL)
    {
      group = adw_preferences_group_new ();
      self->name_row = create_name_row (self);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), self->name_row);
      gtk_box_append (GTK_BOX (box), group);
    }
  for (guint i = 0; i < count; i++)
    if (fields[i].tab == tab && sw_field_is_shown (&fields[i], get_state (self), get_object (self)))
      add_row (self, &fields[i], box, &group);
  menu = sw_field_menu_new (self->document, get_state (self), get_object (self), tab);
  if (menu != NULL)
    gtk_box_append (GTK_BOX (box), menu);
  return box;
}

static gboolean
has_tab (SwInspector *self,
         SwFieldTab   tab)
{
  guint count;
  const SwField *fields = get_fields (self, &count);

  for (guint i = 0; i < count; i++)
    if (fields[i].tab == tab && sw_field_is_possible (&fields[i], get_state (self)))
      return TRUE;
  return FALSE;
}

/* Rows are often replaced from within a signal of one of them, which goes on after its handlers:
 * they are let go when the main loop is reached again. */
static void
clear_rows (SwInspector *self)
{
  GPtrArray *old = self->rows;
  GtkWidget *page;

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  if (self->name_row != NULL)
    g_ptr_array_add (old, g_object_ref (self->name_row));
  g_idle_add_once ((GSourceOnceFunc) g_ptr_array_unref, old);
  self->name_row = NULL;
  g_clear_pointer (&self->shown_name, g_free);
  while ((page = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, page);
}

static void
add_tab (SwInspector *self,
         SwFieldTab   tab)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, tab_looks[tab].name);
  adw_toggle_set_label (toggle, g_dpgettext2 (NULL, "inspector", tab_looks[tab].label));
  adw_toggle_set_tooltip (toggle, gettext (tab_looks[tab].tooltip));
  adw_toggle_group_add (self->tabs, toggle);
  gtk_stack_add_named (self->pages, create_page (self, tab), tab_looks[tab].name);
}

/* A tab that the type of state has no field for is not there. */
static void
build (SwInspector *self)
{
  g_autofree char *active = g_strdup (adw_toggle_group_get_active_name (self->tabs));

  clear_rows (self);
  adw_toggle_group_remove_all (self->tabs);
  for (guint tab = 0; tab < N_TABS; tab++)
    if (has_tab (self, tab))
      add_tab (self, tab);
  if (active == NULL || gtk_stack_get_child_by_name (self->pages, active) == NULL)
    g_set_str (&active, tab_looks[SW_FIELD_TAB_CONFIGURATION].name);
  adw_toggle_group_set_active_name (self->tabs, active);
  gtk_stack_set_visible_child_name (self->pages, active);
  gtk_widget_set_visible (GTK_WIDGET (self->tabs), get_state (self) != NULL);
}

/* What was typed is written to where it was typed before the rows go. */
static void
commit_all (SwInspector *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (rows, g_object_ref (self->rows->pdata[i]));
  for (guint i = 0; i < rows->len; i++)
    sw_field_row_commit (rows->pdata[i]);
}

static gboolean
needs_build (SwInspector *self,
             SwState     *state,
             const char  *present)
{
  return self->built_for != self->document || self->has_state != (state != NULL)
         || (state != NULL && (self->type != state->type || self->language != state->language))
         || g_strcmp0 (self->present, present) != 0;
}

static void
show_all (SwInspector *self,
          SwState     *state)
{
  g_autofree char *pointer = g_strdup (state != NULL ? state->pointer : "");

  gtk_label_set_label (self->heading, state != NULL ? state->name : _("State Machine"));
  if (self->name_row != NULL)
    show_name (self, state);
  for (guint i = 0; i < self->rows->len; i++)
    sw_field_row_show (self->rows->pdata[i], pointer);
}

static void
update (SwInspector *self)
{
  g_autofree char *present = NULL;
  SwState *state;

  if (self->updating || self->document == NULL)
    return;
  state = get_state (self);
  present = sw_fields_dup_shown (get_state (self), get_object (self));
  if (needs_build (self, state, present))
    {
      self->updating = TRUE;
      if (self->built_for == self->document)
        commit_all (self);
      state = get_state (self);
      g_free (self->present);
      self->present = sw_fields_dup_shown (get_state (self), get_object (self));
      self->built_for = self->document;
      self->has_state = state != NULL;
      self->type = state != NULL ? state->type : SW_STATE_UNKNOWN;
      self->language = state != NULL ? state->language : SW_QUERY_JSONPATH;
      build (self);
      self->updating = FALSE;
    }
  self->updating = TRUE;
  show_all (self, state);
  self->updating = FALSE;
  /* Edits are made against a text without errors. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->pages), !sw_document_get_stale (self->document));
}

static void
selected_cb (SwInspector *self)
{
  /* The name typed for the state that was selected is another one's now. */
  if (self->name_row != NULL && self->shown_name != NULL && get_state (self) != NULL
      && !g_str_equal (get_state (self)->name, self->shown_name))
    g_clear_pointer (&self->shown_name, g_free);
  update (self);
}

static void
tab_cb (SwInspector *self)
{
  const char *name = adw_toggle_group_get_active_name (self->tabs);

  if (name != NULL && gtk_stack_get_child_by_name (self->pages, name) != NULL)
    gtk_stack_set_visible_child_name (self->pages, name);
}

static void
sw_inspector_dispose (GObject *object)
{
  SwInspector *self = SW_INSPECTOR (object);

  self->updating = TRUE;
  g_clear_object (&self->signals);
  if (self->rows != NULL)
    g_ptr_array_set_size (self->rows, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_INSPECTOR);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_inspector_parent_class)->dispose (object);
}

static void
sw_inspector_finalize (GObject *object)
{
  SwInspector *self = SW_INSPECTOR (object);

  g_ptr_array_unref (self->rows);
  g_free (self->present);
  g_free (self->shown_name);
  G_OBJECT_CLASS (sw_inspector_parent_class)->finalize (object);
}

static void
sw_inspector_class_init (SwInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_inspector_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, SwInspector, heading);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, tabs);
  gtk_widget_class_bind_template_child (widget_class, SwInspector, pages);
  gtk_widget_class_bind_template_callback (widget_class, tab_cb);
}

static void
sw_inspector_init (SwInspector *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->signals = g_signal_group_new (SW_TYPE_DOCUMENT);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_group_connect_object (self->signals, "notify::revision", G_CALLBACK (update), self,
                                 G_CONNECT_SWAPPED);
  g_signal_group_connect_object (self->signals, "notify::selected", G_CALLBACK (selected_cb), self,
                                 G_CONNECT_SWAPPED);
}

/**
 * sw_inspector_set_document:
 * @document: (nullable): whose selection to show
 */
void
sw_inspector_set_document (SwInspector *self,
                           SwDocument  *document)
{
  g_return_if_fail (SW_IS_INSPECTOR (self));

  if (self->document == document)
    return;
  if (self->document != NULL)
    commit_all (self);
  g_set_object (&self->document, document);
  g_signal_group_set_target (self->signals, document);
  self->built_for = NULL;
  update (self);
}

/**
 * sw_inspector_focus_name:
 *
 * Puts the focus where the selected state's name is typed.
 */
void
sw_inspector_focus_name (SwInspector *self)
{
  adw_toggle_group_set_active_name (self->tabs, tab_looks[SW_FIELD_TAB_CONFIGURATION].name);
  gtk_widget_grab_focus (self->name_row != NULL ? self->name_row : GTK_WIDGET (self->pages));
}

/**
 * sw_inspector_get_row:
 * @field: a field's name, "Comment"
 *
 * Returns: (transfer none) (nullable): the row that shows it now
 */
GtkWidget *
sw_inspector_get_row (SwInspector *self,
                      const char  *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (sw_field_row_get_field (self->rows->pdata[i])->name, field))
      return sw_field_row_get_widget (self->rows->pdata[i]);
  return NULL;
}
