/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-problem-popover.h"

#include <glib/gi18n.h>

#include "asl/check/sw-findings.h"
#include "asl/fixes/sw-fixes.h"

/* More than these at one place are in the list of problems alone. */
#define MAX_SHOWN 5

#define MAX_CHARS 44

struct _SwProblemPopover
{
  GtkPopover  parent_instance;

  GtkBox     *box;
  SwDocument *document; /* not owned: it is the one of the pane that holds the popover */
  GtkWidget  *first_fix; /* where the keyboard begins; NULL where nothing can be mended */
};

G_DEFINE_FINAL_TYPE (SwProblemPopover, sw_problem_popover, GTK_TYPE_POPOVER)

static GtkWidget *
new_label (const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
fix_clicked_cb (GtkButton *button,
                SwEdits   *edits)
{
  SwProblemPopover *self = SW_PROBLEM_POPOVER (
      gtk_widget_get_ancestor (GTK_WIDGET (button), SW_TYPE_PROBLEM_POPOVER));
  g_autofree char *title = g_strdup (gtk_button_get_label (button));

  gtk_popover_popdown (GTK_POPOVER (self));
  sw_document_mend (self->document, edits, title);
}

static void
drop_edits (gpointer  edits,
            GClosure *closure)
{
  sw_edits_unref (edits);
}

static GtkWidget *
new_fix_button (const SwFix *fix)
{
  GtkWidget *button = gtk_button_new_with_label (fix->title);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_CHARS);
  if (fix->safe)
    gtk_widget_add_css_class (button, "suggested-action");
  g_signal_connect_data (button, "clicked", G_CALLBACK (fix_clicked_cb), sw_edits_ref (fix->edits),
                         drop_edits, 0);
  return button;
}

static void
add_fixes (SwProblemPopover *self,
           GtkBox           *box,
           SwProblem        *problem)
{
  g_autoptr (GPtrArray) fixes = sw_fixes_find (sw_document_get_live_model (self->document),
                                               sw_problem_get_diagnostic (problem));

  for (guint i = 0; i < fixes->len; i++)
    {
      GtkWidget *button = new_fix_button (fixes->pdata[i]);

      if (i == 0)
        gtk_widget_set_margin_top (button, 6);
      gtk_box_append (box, button);
      if (self->first_fix == NULL)
        self->first_fix = button;
    }
}

/* The code and whose it is: what one looks up, or tells the checker to be silent about */
static GtkWidget *
new_code_label (const SwDiagnostic *diagnostic)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  /* translators: the code of a problem, and whose it is: "SCHEMA_VALIDATION_FAILED · AWS" */
  text = g_strdup_printf (_("%s · %s"), diagnostic->code,
                          sw_diagnostic_is_ours (diagnostic) ? "Stepwright" : "AWS");
  label = new_label (text, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  return label;
}

static GtkWidget *
new_section (SwProblemPopover *self,
             SwProblem        *problem)
{
  const SwDiagnostic *diagnostic = sw_problem_get_diagnostic (problem);
  const char *help = sw_diagnostic_get_help (diagnostic);
  GtkWidget *section = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (sw_problem_get_icon_name (problem));
  g_auto (GStrv) classes = NULL;

  g_object_get (problem, "css-classes", &classes, NULL);
  gtk_widget_set_css_classes (icon, (const char **) classes);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (icon, sw_severity_get_label (diagnostic->severity));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), new_label (diagnostic->message, "heading"));
  if (help != NULL)
    gtk_box_append (GTK_BOX (texts), new_label (help, NULL));
  gtk_box_append (GTK_BOX (texts), new_code_label (diagnostic));
  add_fixes (self, GTK_BOX (texts), problem);
  gtk_box_append (GTK_BOX (section), icon);
  gtk_box_append (GTK_BOX (section), texts);
  return section;
}

static void
clear (SwProblemPopover *self)
{
  GtkWidget *child;

  self->first_fix = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static void
sw_problem_popover_class_init (SwProblemPopoverClass *klass)
{
}

static void
sw_problem_popover_init (SwProblemPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 12));
  gtk_widget_set_margin_top (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_start (GTK_WIDGET (self->box), 6);
  gtk_widget_set_margin_end (GTK_WIDGET (self->box), 6);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Problem"), -1);
}

/**
 * sw_problem_popover_new:
 * @document: must live as long as the popover can be opened
 *
 * Returns: (transfer floating): a popover without content
 */
SwProblemPopover *
sw_problem_popover_new (SwDocument *document)
{
  SwProblemPopover *self = g_object_new (SW_TYPE_PROBLEM_POPOVER, NULL);

  self->document = document;
  return self;
}

/**
 * sw_problem_popover_set_problems:
 * @problems: (element-type SwProblem): of the document's text as last read
 *
 * Shows these, the first of them first.
 */
void
sw_problem_popover_set_problems (SwProblemPopover *self,
                                 GPtrArray        *problems)
{
  clear (self);
  for (guint i = 0; i < MIN (problems->len, MAX_SHOWN); i++)
    {
      if (i > 0)
        gtk_box_append (self->box, gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
      gtk_box_append (self->box, new_section (self, problems->pdata[i]));
    }
  gtk_popover_set_default_widget (GTK_POPOVER (self), self->first_fix);
}
