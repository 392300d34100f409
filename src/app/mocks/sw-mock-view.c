/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-view-private.h"

#include <glib/gi18n.h>

#include "tasks/mocks/sw-mock-cases.h"
#include "tasks/mocks/sw-mock-table.h"
#include "tasks/mocks/sw-trace-mocks.h"

G_DEFINE_FINAL_TYPE (SwMockView, sw_mock_view, ADW_TYPE_BIN)

static void
report (SwMockView *self,
        GError     *error)
{
  if (error != NULL)
    sw_document_report (self->document, error->message);
}

static void
update_actions (SwMockView *self)
{
  static const char *const of_case[] = { "mocks.duplicate", "mocks.rename", "mocks.delete" };
  SwMockSheet *sheet = sw_mock_grid_get_sheet (self->grid);
  gboolean can_undo, can_redo, unwritten = sheet != NULL && !sw_mock_sheet_is_written (sheet);

  g_object_get (self->file, "can-undo", &can_undo, "can-redo", &can_redo, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mocks.undo", can_undo || unwritten);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mocks.redo", can_redo);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mocks.add", sheet != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "mocks.new",
                                 sw_mock_file_has_place (self->file) && self->trouble == NULL);
  gtk_widget_set_visible (self->tools, self->shown != NULL || can_undo || can_redo);
  for (guint i = 0; i < G_N_ELEMENTS (of_case); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), of_case[i], sheet != NULL);
}

/* Where there is no table: why */
static void
update_empty (SwMockView *self)
{
  const char *text = self->trouble;

  if (text == NULL && sw_mock_file_has_place (self->file))
    text = _(
        "A test case holds answers for Task states, for runs and tests without AWS. It is kept in "
        "AWS's own format, beside the definition.");
  else if (text == NULL)
    text = _("Save the definition first: mocks are kept in a file beside it");
  adw_status_page_set_title (self->empty_page, self->trouble != NULL
                                                   ? _("The Mocks Cannot Be Read")
                                                   : _("No Mocks Yet"));
  adw_status_page_set_description (self->empty_page, text);
  gtk_widget_set_visible (self->new_button,
                          self->trouble == NULL && sw_mock_file_has_place (self->file));
}

/* What of the table is in front, and what has to be said of it */
static void
update (SwMockView *self)
{
  SwMockSheet *sheet = sw_mock_grid_get_sheet (self->grid);
  const char *page = "empty";

  if (sheet != NULL)
    page = sw_mock_sheet_get_count (sheet) > 0 ? "rows" : "none";
  adw_banner_set_revealed (self->banner, sheet != NULL && !sw_mock_sheet_is_written (sheet));
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->case_drop_down), self->shown != NULL);
  update_empty (self);
  update_actions (self);
}

/* The case as the file has it now */
static void
read_case (SwMockView *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = sw_mock_file_dup_name (self->file);
  SwMockSheet *sheet = sw_mock_sheet_new (sw_mock_file_get_text (self->file),
                                          sw_mock_file_get_machine (self->file),
                                          self->shown != NULL ? self->shown : "",
                                          sw_document_get_model (self->document), &error);

  g_clear_pointer (&self->trouble, g_free);
  if (error != NULL)
    self->trouble = g_markup_printf_escaped ("%s: %s", name, error->message);
  if (self->shown == NULL)
    g_clear_pointer (&sheet, sw_mock_sheet_free);
  sw_mock_grid_set_sheet (self->grid, sheet);
  update (self);
}

/* Fills the list of cases; the one that is shown stays in front where it is still there. */
static void
read_file (SwMockView *self)
{
  g_auto (GStrv) cases = sw_mock_text_dup_cases (sw_mock_file_get_text (self->file),
                                                 sw_mock_file_get_machine (self->file));
  g_autoptr (GtkStringList) names = gtk_string_list_new ((const char *const *) cases);
  guint selected = 0;

  for (guint i = 0; cases[i] != NULL; i++)
    if (g_strcmp0 (cases[i], self->shown) == 0)
      selected = i;
  g_set_str (&self->shown, cases[0] != NULL ? cases[selected] : NULL);
  self->writing = TRUE;
  gtk_drop_down_set_model (self->case_drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->case_drop_down, selected);
  self->writing = FALSE;
  read_case (self);
}

static void
file_changed_cb (SwMockView *self)
{
  if (!self->writing)
    read_file (self);
}

static void
case_selected_cb (SwMockView *self)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (self->case_drop_down);

  if (self->writing || item == NULL
      || !g_set_str (&self->shown, gtk_string_object_get_string (item)))
    return;
  read_case (self);
}

/* What the person did in the table goes into the file, as far as it is right. */
static void
edited_cb (SwMockView *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sw_mock_sheet_apply (sw_mock_grid_get_sheet (self->grid),
                                               sw_mock_file_get_text (self->file), &error);

  self->writing = TRUE;
  if (text != NULL)
    sw_mock_file_write (self->file, text, &error);
  self->writing = FALSE;
  report (self, error);
  update (self);
}

/**
 * _sw_mock_view_write:
 * @take_text: (transfer full) (nullable): what the file is to have; %NULL where there is an @error
 * @shown: (nullable): the test case that is in front then; %NULL: the first
 * @error: (nullable): why there is no text
 *
 * Writes the file, or tells why not.
 */
void
_sw_mock_view_write (SwMockView *self,
                     char       *take_text,
                     const char *shown,
                     GError     *error)
{
  g_autofree char *text = take_text;
  g_autoptr (GError) problem = NULL;

  if (text == NULL)
    {
      report (self, error);
      return;
    }
  g_set_str (&self->shown, shown);
  sw_mock_file_write (self->file, text, &problem);
  report (self, problem);
}

static void
add_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);

  gtk_stack_set_visible_child_name (self->stack, "rows");
  sw_mock_grid_add (self->grid);
}

/* What waits in the table is the last that was done. */
static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);
  SwMockSheet *sheet = sw_mock_grid_get_sheet (self->grid);
  g_autoptr (GError) error = NULL;

  if (sheet != NULL && !sw_mock_sheet_is_written (sheet))
    read_case (self);
  else
    sw_mock_file_undo (self->file, &error);
  report (self, error);
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  SwMockView *self = SW_MOCK_VIEW (widget);
  g_autoptr (GError) error = NULL;

  sw_mock_file_redo (self->file, &error);
  report (self, error);
}

/* The window's own accelerators undo in the document: before them, where the focus is in the
 * table. */
static gboolean
key_cb (SwMockView      *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean back = (state & GDK_SHIFT_MASK) == 0;

  if (gdk_keyval_to_lower (key) != GDK_KEY_z
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != GDK_CONTROL_MASK || focus == NULL
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)) || GTK_IS_TEXT_VIEW (focus))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (GTK_WIDGET (self), back ? "mocks.undo" : "mocks.redo", NULL);
  return GDK_EVENT_STOP;
}

static void
map_cb (SwMockView *self)
{
  if (self->file != NULL)
    sw_mock_file_follow (self->file);
  self->keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (self->keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (self->keys, "key-pressed", G_CALLBACK (key_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), self->keys);
}

static void
unmap_cb (SwMockView *self)
{
  if (self->keys != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (self->keys), self->keys);
  self->keys = NULL;
}

static void
model_changed_cb (SwMockView *self)
{
  sw_mock_grid_set_model (self->grid, sw_document_get_model (self->document));
}

static void
sw_mock_view_dispose (GObject *object)
{
  SwMockView *self = SW_MOCK_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_MOCK_VIEW);
  g_clear_object (&self->file);
  g_clear_object (&self->document);
  g_clear_pointer (&self->shown, g_free);
  g_clear_pointer (&self->trouble, g_free);
  G_OBJECT_CLASS (sw_mock_view_parent_class)->dispose (object);
}

static void
sw_mock_view_class_init (SwMockViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_MOCK_GRID);
  G_OBJECT_CLASS (klass)->dispose = sw_mock_view_dispose;
  gtk_widget_class_install_action (widget_class, "mocks.add", NULL, add_cb);
  gtk_widget_class_install_action (widget_class, "mocks.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "mocks.redo", NULL, redo_cb);
  _sw_mock_view_install_case_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-mock-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SwMockView, case_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, banner);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, stack);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, new_button);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, tools);
  gtk_widget_class_bind_template_child (widget_class, SwMockView, grid);
  gtk_widget_class_bind_template_callback (widget_class, case_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, edited_cb);
}

static void
sw_mock_view_init (SwMockView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect (self, "unmap", G_CALLBACK (unmap_cb), NULL);
}

/**
 * sw_mock_view_set_document:
 * @document: whose mocks they are; once
 */
void
sw_mock_view_set_document (SwMockView *self,
                           SwDocument *document)
{
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  self->file = sw_mock_file_new (document);
  sw_mock_grid_set_model (self->grid, sw_document_get_model (document));
  g_signal_connect_object (self->file, "changed", G_CALLBACK (file_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::model", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_file (self);
}

/**
 * sw_mock_view_record:
 * @trace: of a run, whoever made it
 * @notes: (element-type utf8): takes what the history does not tell, to be freed
 * @error: why it cannot be written
 *
 * Writes what the tasks of a run answered as a test case of its own, and shows it.
 *
 * Returns: (transfer full) (nullable): the name of the case; %NULL with @error set
 */
char *
sw_mock_view_record (SwMockView     *self,
                     const SwTrace  *trace,
                     GPtrArray      *notes,
                     GError        **error)
{
  const char *text = sw_mock_file_get_text (self->file);
  const char *machine = sw_mock_file_get_machine (self->file);
  g_autofree char *name = sw_mock_text_dup_new_name (text, machine, "Recorded");
  g_auto (SwValue) recorded = sw_mocks_from_trace (trace, machine, name, notes);
  g_autofree char *changed = sw_mock_text_take_case (text, recorded, machine, name, error);

  if (changed == NULL)
    return NULL;
  g_set_str (&self->shown, name);
  return sw_mock_file_write (self->file, changed, error) ? g_steal_pointer (&name) : NULL;
}
