/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-break-dialog.h"

#include <glib/gi18n.h>

/* One kind of breakpoint at the place, as a group of rows */
typedef struct
{
  SwBreakpoints *breakpoints;
  SwBreakKind    kind;
  char          *state;     /* or NULL: any */
  char          *detail;    /* edge, name of an error or variable; or NULL */
  AdwSwitchRow  *set_row;
  AdwEntryRow   *condition_row;
  AdwSpinRow    *skip_row;
} Rows;

static void
rows_free (gpointer  data,
           GClosure *closure)
{
  Rows *rows = data;

  g_object_unref (rows->breakpoints);
  g_free (rows->state);
  g_free (rows->detail);
  g_free (rows);
}

static const SwBreakpoint *
find (const Rows *rows)
{
  return sw_breakpoints_find (rows->breakpoints, rows->kind, rows->state, rows->detail);
}

/* The switch turns it off and keeps what was said of it; without anything said it goes. */
static void
set_cb (AdwSwitchRow *row,
        GParamSpec   *pspec,
        gpointer      data)
{
  Rows *rows = data;
  gboolean wanted = adw_switch_row_get_active (row);
  const SwBreakpoint *found = find (rows);

  if (wanted)
    sw_breakpoints_add (rows->breakpoints, rows->kind, rows->state, rows->detail);
  else if (found != NULL && (found->condition != NULL || found->skip > 0))
    sw_breakpoints_set_enabled (rows->breakpoints, found->id, FALSE);
  else if (found != NULL)
    sw_breakpoints_remove (rows->breakpoints, found->id);
}

static void
condition_cb (AdwEntryRow *row,
              gpointer     data)
{
  Rows *rows = data;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));
  g_autoptr (GError) error = NULL;
  guint id = sw_breakpoints_add (rows->breakpoints, rows->kind, rows->state, rows->detail);
  gboolean valid = sw_breakpoints_set_condition (rows->breakpoints, id, text, &error);

  adw_switch_row_set_active (rows->set_row, TRUE);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), valid ? NULL : error->message);
  if (!valid)
    gtk_accessible_announce (GTK_ACCESSIBLE (row), error->message,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
skip_cb (AdwSpinRow *row,
         GParamSpec *pspec,
         gpointer    data)
{
  Rows *rows = data;
  guint id = sw_breakpoints_add (rows->breakpoints, rows->kind, rows->state, rows->detail);

  adw_switch_row_set_active (rows->set_row, TRUE);
  sw_breakpoints_set_skip (rows->breakpoints, id, (guint) adw_spin_row_get_value (row) - 1);
}

static GtkWidget *
make_group (SwBreakpoints *breakpoints,
            SwBreakKind    kind,
            const char    *state,
            const char    *detail,
            const char    *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  Rows *rows = g_new0 (Rows, 1);
  const SwBreakpoint *found;

  rows->breakpoints = g_object_ref (breakpoints);
  rows->kind = kind;
  rows->state = g_strdup (state);
  rows->detail = g_strdup (detail);
  found = find (rows);
  rows->set_row = ADW_SWITCH_ROW (adw_switch_row_new ());
  rows->condition_row = ADW_ENTRY_ROW (adw_entry_row_new ());
  rows->skip_row = ADW_SPIN_ROW (adw_spin_row_new_with_range (1, 100000, 1));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->set_row), title);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->condition_row),
                                 _("Only If (JSONata)"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (rows->skip_row), _("From Time"));
  adw_entry_row_set_show_apply_button (rows->condition_row, TRUE);
  adw_switch_row_set_active (rows->set_row, found != NULL && found->enabled);
  if (found != NULL && found->condition != NULL)
    gtk_editable_set_text (GTK_EDITABLE (rows->condition_row), found->condition);
  adw_spin_row_set_value (rows->skip_row, found != NULL ? found->skip + 1 : 1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (rows->set_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (rows->condition_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (rows->skip_row));
  g_signal_connect_data (rows->set_row, "notify::active", G_CALLBACK (set_cb), rows, rows_free, 0);
  g_signal_connect (rows->condition_row, "apply", G_CALLBACK (condition_cb), rows);
  g_signal_connect (rows->skip_row, "notify::value", G_CALLBACK (skip_cb), rows);
  return group;
}

static AdwDialog *
create_dialog (const char *title,
               GtkWidget  *page)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();

  adw_dialog_set_title (dialog, title);
  adw_dialog_set_content_width (dialog, 420);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_child (dialog, view);
  return dialog;
}

/**
 * sw_break_dialog_new:
 * @state: JSON pointer
 * @name: of that state
 * @edge: (nullable): name of a way out of it; %NULL: the state itself
 *
 * Returns: (transfer floating): a dialog in which the breakpoints there can be changed; what is
 * changed counts at once
 */
AdwDialog *
sw_break_dialog_new (SwBreakpoints *breakpoints,
                     const char    *state,
                     const char    *name,
                     const char    *edge)
{
  GtkWidget *page = adw_preferences_page_new ();
  /* translators: %s is the name of a state */
  g_autofree char *title = g_strdup_printf (_("Breakpoints at “%s”"), name);
  static const struct
  {
    SwBreakKind kind;
    const char *title;
  } kinds[] = { { SW_BREAK_BEFORE, N_("Stop Before the State") },
                { SW_BREAK_AFTER, N_("Stop When the Result Is Known") },
                { SW_BREAK_ERROR, N_("Stop When the State Fails") } };

  if (edge != NULL)
    adw_preferences_page_add (
        ADW_PREFERENCES_PAGE (page),
        ADW_PREFERENCES_GROUP (make_group (breakpoints, SW_BREAK_EDGE, state, edge,
                                           _("Stop When This Way Is Taken"))));
  for (guint i = 0; edge == NULL && i < G_N_ELEMENTS (kinds); i++)
    adw_preferences_page_add (
        ADW_PREFERENCES_PAGE (page),
        ADW_PREFERENCES_GROUP (
            make_group (breakpoints, kinds[i].kind, state, NULL, _(kinds[i].title))));
  return create_dialog (title, page);
}

/**
 * sw_break_dialog_new_named:
 * @kind: on errors, or on variables
 * @name: of the error or variable, in any state
 *
 * Returns: (transfer floating): a dialog in which that breakpoint can be changed; what is changed
 * counts at once
 */
AdwDialog *
sw_break_dialog_new_named (SwBreakpoints *breakpoints,
                           SwBreakKind    kind,
                           const char    *name)
{
  GtkWidget *page = adw_preferences_page_new ();
  gboolean variable = kind == SW_BREAK_VARIABLE;
  g_autofree char *written = g_strconcat (variable ? "$" : "", name, NULL);
  /* translators: %s is the name of an error, or of a variable */
  g_autofree char *title = g_strdup_printf (_("Breakpoint at “%s”"), written);

  adw_preferences_page_add (
      ADW_PREFERENCES_PAGE (page),
      ADW_PREFERENCES_GROUP (make_group (breakpoints, kind, NULL, name,
                                         variable ? _("Stop When the Variable Changes")
                                                  : _("Stop When a State Fails With It"))));
  return create_dialog (title, page);
}
