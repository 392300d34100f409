/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-break-list.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-error-picker.h"
#include "app/runs/debug/sw-break-dialog.h"
#include "app/runs/debug/sw-debug-breaks.h"
#include "app/sw-row-button.h"
#include "asl/check/sw-check.h"
#include "engine/sw-task-advice.h"

#define LIST_HEIGHT 240 /* px; with more rows it scrolls */

struct _SwBreakList
{
  AdwBin         parent_instance;

  GtkWidget     *list;
  GtkWidget     *entry;   /* its last row */
  GtkWidget     *picker;
  GtkWidget     *problem;

  SwBreakpoints *breakpoints;
  SwDocument    *document; /* whose errors are offered, or NULL */
};

G_DEFINE_FINAL_TYPE (SwBreakList, sw_break_list, ADW_TYPE_BIN)

/* A name that only a catcher or retrier knows: no state fails with it */
static const char any_error[] = "States.ALL";

static gboolean
is_listed (const SwBreakpoint *breakpoint)
{
  return breakpoint->kind >= SW_BREAK_ERROR && breakpoint->state == NULL
         && breakpoint->name != NULL;
}

/* Both are written as in ASL: a variable with "$". */
static char *
dup_title (const SwBreakpoint *breakpoint)
{
  return g_strconcat (breakpoint->kind == SW_BREAK_VARIABLE ? "$" : "", breakpoint->name, NULL);
}

static void
remove_cb (GtkWidget *button,
           gpointer   data)
{
  SwBreakList *self
      = SW_BREAK_LIST (gtk_widget_get_ancestor (button, SW_TYPE_BREAK_LIST));

  /* The button goes away with its row. */
  gtk_widget_grab_focus (self->entry);
  sw_breakpoints_remove (self->breakpoints, GPOINTER_TO_UINT (data));
}

/* The dialog is the window's: it stays when the list goes away with what holds it. */
static void
edit_cb (GtkWidget *button,
         gpointer   data)
{
  SwBreakList *self
      = SW_BREAK_LIST (gtk_widget_get_ancestor (button, SW_TYPE_BREAK_LIST));
  GtkWidget *popover = gtk_widget_get_ancestor (button, GTK_TYPE_POPOVER);
  const SwBreakpoint *breakpoint
      = sw_breakpoints_get_id (self->breakpoints, GPOINTER_TO_UINT (data));

  adw_dialog_present (
      sw_break_dialog_new_named (self->breakpoints, breakpoint->kind, breakpoint->name),
      GTK_WIDGET (gtk_widget_get_root (button)));
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* "When the variable changes, if $total > 3, from time 2 on (turned off)" */
static char *
dup_subtitle (const SwBreakpoint *breakpoint)
{
  g_autoptr (GString) text = g_string_new (breakpoint->kind == SW_BREAK_VARIABLE
                                               ? _("When the variable changes")
                                               : _("When a state fails with the error"));

  sw_debug_breaks_append_terms (text, breakpoint);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
add_button (GtkWidget  *row,
            const char *icon,
            const char *words,
            GCallback   callback,
            guint       id)
{
  GtkWidget *button = sw_row_button_new (icon, words);

  g_signal_connect (button, "clicked", callback, GUINT_TO_POINTER (id));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (const SwBreakpoint *breakpoint)
{
  g_autofree char *title = dup_title (breakpoint);
  /* translators: %s is the name of an error or of a variable */
  g_autofree char *remove = g_strdup_printf (_("Do Not Stop at %s"), title);
  /* translators: %s is the name of an error or of a variable */
  g_autofree char *edit = g_strdup_printf (_("When to Stop at %s"), title);
  g_autofree char *subtitle = dup_subtitle (breakpoint);
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  add_button (row, "document-edit-symbolic", edit, G_CALLBACK (edit_cb), breakpoint->id);
  add_button (row, "list-remove-symbolic", remove, G_CALLBACK (remove_cb), breakpoint->id);
  return row;
}

/* What is typed in the last row stays there. */
static void
fill (SwBreakList *self)
{
  GtkWidget *first;
  int place = 0;

  while ((first = gtk_widget_get_first_child (self->list)) != self->entry)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), first);
  for (guint i = 0; i < sw_breakpoints_get_count (self->breakpoints); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (self->breakpoints, i);

      if (is_listed (breakpoint))
        gtk_list_box_insert (GTK_LIST_BOX (self->list), make_row (breakpoint), place++);
    }
}

static void
show_problem (SwBreakList *self,
              const char  *problem)
{
  gtk_label_set_label (GTK_LABEL (self->problem), problem != NULL ? problem : "");
  gtk_widget_set_visible (self->problem, problem != NULL);
  if (problem == NULL)
    {
      gtk_widget_remove_css_class (self->entry, "error");
      return;
    }
  gtk_widget_add_css_class (self->entry, "error");
  gtk_accessible_announce (GTK_ACCESSIBLE (self->entry), problem,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

/* Why nothing can be stopped at, or NULL */
static const char *
find_problem (const char *text)
{
  if (*text == '$' && !sw_check_is_variable_name (text + 1))
    return _("After $ comes the name of a variable alone: a letter, then letters, digits and "
             "underscores");
  if (g_str_equal (text, any_error))
    return _("No state fails with States.ALL: choose Every Error above");
  return NULL;
}

static void
add (SwBreakList *self,
     const char  *text)
{
  gboolean variable = *text == '$';

  sw_breakpoints_add (self->breakpoints, variable ? SW_BREAK_VARIABLE : SW_BREAK_ERROR, NULL,
                      variable ? text + 1 : text);
}

static void
apply_cb (SwBreakList *self)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  const char *problem = find_problem (text);

  show_problem (self, problem);
  if (problem != NULL || *text == '\0')
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  add (self, text);
}

static void
open_cb (SwBreakList   *self,
         SwErrorPicker *picker)
{
  g_autoptr (GPtrArray) taken = g_ptr_array_new ();
  SwModel *model = self->document != NULL ? sw_document_get_model (self->document) : NULL;

  g_ptr_array_add (taken, (gpointer) any_error);
  for (guint i = 0; i < sw_breakpoints_get_count (self->breakpoints); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (self->breakpoints, i);

      if (is_listed (breakpoint) && breakpoint->kind == SW_BREAK_ERROR)
        g_ptr_array_add (taken, breakpoint->name);
    }
  g_ptr_array_add (taken, NULL);
  if (model != NULL)
    {
      g_auto (GStrv) names = sw_machine_dup_errors (model);

      sw_error_picker_offer_names (picker, (const char *const *) names,
                                   (const char *const *) taken->pdata);
    }
  else
    {
      sw_error_picker_offer (picker, NULL, FALSE, (const char *const *) taken->pdata);
    }
}

/* What is typed there and not on its list goes the same way as what is typed below. */
static void
picked_cb (SwBreakList *self,
           const char  *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  apply_cb (self);
}

static void
typed_cb (SwBreakList *self)
{
  if (gtk_widget_get_visible (self->problem))
    show_problem (self, NULL);
}

static void
sw_break_list_dispose (GObject *object)
{
  SwBreakList *self = SW_BREAK_LIST (object);

  g_clear_object (&self->breakpoints);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_break_list_parent_class)->dispose (object);
}

static void
sw_break_list_class_init (SwBreakListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_break_list_dispose;
}

static GtkWidget *
create_heading (SwBreakList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (_("Errors and Variables to Stop At"));

  self->picker = sw_error_picker_new ();
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  label, NULL, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->picker);
  g_signal_connect_object (self->picker, "open", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->picker, "picked", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
create_list (SwBreakList *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  self->entry = adw_entry_row_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 _("Name of an Error, or $Variable"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->entry), TRUE);
  gtk_list_box_append (GTK_LIST_BOX (self->list), self->entry);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), LIST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  g_signal_connect_object (self->entry, "apply", G_CALLBACK (apply_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  return scroller;
}

static void
sw_break_list_init (SwBreakList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = create_list (self);

  self->problem = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->problem), 0);
  gtk_label_set_wrap (GTK_LABEL (self->problem), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->problem), 36);
  gtk_widget_add_css_class (self->problem, "error");
  gtk_widget_add_css_class (self->problem, "caption");
  gtk_widget_set_visible (self->problem, FALSE);
  gtk_box_append (GTK_BOX (box), create_heading (self));
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), self->problem);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * sw_break_list_set_breakpoints:
 * @breakpoints: of the document; once, before the list is shown
 * @document: (nullable): whose errors are offered
 *
 * Says which breakpoints are listed and changed; what is changed counts at once.
 */
void
sw_break_list_set_breakpoints (SwBreakList   *self,
                               SwBreakpoints *breakpoints,
                               SwDocument    *document)
{
  g_return_if_fail (SW_IS_BREAK_LIST (self) && self->breakpoints == NULL);

  self->breakpoints = g_object_ref (breakpoints);
  g_set_object (&self->document, document);
  g_signal_connect_object (breakpoints, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
}
