/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include <glib/gi18n.h>

#include "app/source/sw-source-marks.h"

/* Going from problem to problem, and what mends them. */

static SwProblem *
dup_problem (SwSourcePane *self,
             guint         index)
{
  return g_list_model_get_item (sw_document_get_diagnostics (self->document), index);
}

/* The problems that begin in the caret's line, those under the caret first */
static GPtrArray *
dup_problems_at (SwSourcePane      *self,
                 const GtkTextIter *place)
{
  guint count = g_list_model_get_n_items (sw_document_get_diagnostics (self->document));
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (SwProblem) narrowest = sw_source_marks_dup_at (self->document, place);

  if (narrowest != NULL)
    g_ptr_array_add (found, g_object_ref (narrowest));
  for (guint i = 0; i < count; i++)
    {
      g_autoptr (SwProblem) problem = dup_problem (self, i);
      GtkTextIter start;

      sw_document_get_iter_at_byte (self->document, sw_problem_get_span (problem).start, &start);
      if (problem != narrowest && gtk_text_iter_get_line (&start) == gtk_text_iter_get_line (place))
        g_ptr_array_add (found, g_steal_pointer (&problem));
    }
  return found;
}

static void
show_problems_at (SwSourcePane      *self,
                  const GtkTextIter *place)
{
  g_autoptr (GPtrArray) problems = NULL;

  sw_document_settle (self->document);
  problems = dup_problems_at (self, place);
  if (problems->len == 0)
    {
      sw_document_report (self->document, _("There is no problem here"));
      return;
    }
  sw_problem_popover_set_problems (self->problem, problems);
  _sw_source_pane_popup (self, GTK_POPOVER (self->problem),
                         sw_problem_get_span (problems->pdata[0]).start);
}

static void
fixes_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  SwSourcePane *self = SW_SOURCE_PANE (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter caret;

  gtk_text_buffer_get_iter_at_mark (buffer, &caret, gtk_text_buffer_get_insert (buffer));
  show_problems_at (self, &caret);
}

static void
problems_cb (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  sw_problems_button_popup (SW_SOURCE_PANE (widget)->problems_button);
}

static void
gutter_activated_cb (SwSourcePane *self,
                     GtkTextIter  *place)
{
  show_problems_at (self, place);
}

static void
move_to_problem (SwSourcePane *self,
                 gboolean      forward)
{
  guint count = g_list_model_get_n_items (sw_document_get_diagnostics (self->document));
  gsize caret = _sw_source_pane_get_caret (self);
  g_autoptr (SwProblem) found = NULL;

  for (guint i = 0; i < count && found == NULL; i++)
    {
      g_autoptr (SwProblem) problem = dup_problem (self, forward ? i : count - 1 - i);
      gsize start = sw_problem_get_span (problem).start;

      if (forward ? start > caret : start < caret)
        found = g_steal_pointer (&problem);
    }
  if (found == NULL && count > 0)
    found = dup_problem (self, forward ? 0 : count - 1);
  if (found != NULL)
    sw_source_pane_show_problem (self, found);
}

/**
 * _sw_source_pane_add_problems:
 *
 * Installs the actions that show problems and what mends them.
 */
void
_sw_source_pane_add_problems (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "source.fixes", NULL, fixes_cb);
  gtk_widget_class_install_action (widget_class, "source.problems", NULL, problems_cb);
}

/* When the document is known */
void
_sw_source_pane_init_problems (SwSourcePane *self)
{
  GtkSourceGutter *gutter = gtk_source_view_get_gutter (self->view, GTK_TEXT_WINDOW_LEFT);

  sw_source_marks_attach (self->document);
  self->gutter = sw_problem_gutter_new (self->document);
  gtk_source_gutter_insert (gutter, GTK_SOURCE_GUTTER_RENDERER (self->gutter),
                            GTK_SOURCE_VIEW_GUTTER_POSITION_MARKS);
  g_signal_connect_object (self->gutter, "activate", G_CALLBACK (gutter_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->problem = sw_problem_popover_new (self->document);
  _sw_source_pane_adopt (self, GTK_POPOVER (self->problem));
  sw_problems_button_set_document (self->problems_button, self->document);
}

/**
 * sw_source_pane_show_problem:
 *
 * Puts the caret where the problem is.
 */
void
sw_source_pane_show_problem (SwSourcePane *self,
                             SwProblem    *problem)
{
  gsize start = sw_problem_get_span (problem).start;

  _sw_source_pane_jump (self, (SwSpan) { start, start });
}

/**
 * sw_source_pane_next_problem:
 *
 * Goes to the first problem behind the caret, and from the last one back to the first.
 */
void
sw_source_pane_next_problem (SwSourcePane *self)
{
  move_to_problem (self, TRUE);
}

/**
 * sw_source_pane_previous_problem:
 *
 * Goes to the last problem before the caret, and from the first one to the last.
 */
void
sw_source_pane_previous_problem (SwSourcePane *self)
{
  move_to_problem (self, FALSE);
}
