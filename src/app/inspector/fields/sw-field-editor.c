/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-editor.h"

#include <adwaita.h>
#include <string.h>

#include "app/inspector/fields/sw-field-colors.h"
#include "app/inspector/fields/sw-field-row-private.h"
#include "app/source/sw-completion.h"
#include "app/source/sw-hover.h"

#define MIN_HEIGHT 22 /* pixels: a line */
#define MAX_HEIGHT 260
#define LINGER 1000 /* milliseconds */

static void
scheme_cb (GtkSourceBuffer *buffer)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (
                                                  gtk_source_style_scheme_manager_get_default (),
                                                  dark ? "Adwaita-dark" : "Adwaita"));
}

static GtkSourceBuffer *
create_buffer (void)
{
  GtkSourceBuffer *buffer = gtk_source_buffer_new (NULL);

  /* There is one way back: the document's. */
  gtk_text_buffer_set_enable_undo (GTK_TEXT_BUFFER (buffer), FALSE);
  scheme_cb (buffer);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (scheme_cb),
                           buffer, G_CONNECT_SWAPPED);
  return buffer;
}

/* As high as what it holds, to a limit. */
static void
fit (gpointer data)
{
  g_autoptr (GtkTextView) view = data;
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  GtkTextIter end;
  int y, height;

  if (scroller == NULL)
    return;
  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (view), &end);
  gtk_text_view_get_line_yrange (view, &end, &y, &height);
  height = CLAMP (y + height, MIN_HEIGHT, MAX_HEIGHT);
  if (gtk_scrolled_window_get_min_content_height (GTK_SCROLLED_WINDOW (scroller)) == height)
    return;
  /* A scroll bar takes the height of three lines, needed or not. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  height == MAX_HEIGHT ? GTK_POLICY_AUTOMATIC
                                                              : GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), height);
}

/* A text view is laid out bit by bit and tells its height late: the adjustment changes when it
 * knows, which is in the middle of being given its place. */
static void
fit_cb (GtkTextView *view)
{
  g_idle_add_once (fit, g_object_ref (view));
}

/**
 * _sw_field_editor_wrap:
 * @view: (transfer floating): an editor
 *
 * Returns: (transfer floating): what holds it
 */
GtkWidget *
_sw_field_editor_wrap (GtkSourceView *view)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_EXTERNAL);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view));
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                           "changed", G_CALLBACK (fit_cb), view, G_CONNECT_SWAPPED);
  _sw_field_colors_attach (view, gtk_source_view_get_auto_indent (view));
  return scroller;
}

/* What is pasted into one line has no other. */
static void
insert_cb (GtkTextBuffer *buffer,
           GtkTextIter   *place,
           const char    *text,
           int            length,
           gpointer       user_data)
{
  g_autofree char *line = NULL;

  if (memchr (text, '\n', (gsize) length) == NULL && memchr (text, '\r', (gsize) length) == NULL)
    return;
  line = g_strdelimit (g_strndup (text, (gsize) length), "\r\n", ' ');
  g_signal_stop_emission_by_name (buffer, "insert-text");
  gtk_text_buffer_insert (buffer, place, line, length);
}

/* Where nobody is, no bracket is the one at the caret. */
static void
has_focus_cb (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_source_buffer_set_highlight_matching_brackets (GTK_SOURCE_BUFFER (buffer),
                                                     gtk_widget_has_focus (view));
}

/**
 * _sw_field_editor_new:
 * @one_line: there is no other
 * @is_json: it has the colours of JSON
 *
 * Returns: (transfer floating): an empty editor
 */
GtkSourceView *
_sw_field_editor_new (gboolean one_line,
                      gboolean is_json)
{
  g_autoptr (GtkSourceBuffer) buffer = create_buffer ();
  GtkSourceView *view = GTK_SOURCE_VIEW (gtk_source_view_new_with_buffer (buffer));

  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 0);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  /* In a form, Tab goes on to the next field. */
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_source_view_set_auto_indent (view, is_json);
  gtk_source_view_set_indent_width (view, 2);
  gtk_source_view_set_insert_spaces_instead_of_tabs (view, TRUE);
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  g_signal_connect (view, "notify::has-focus", G_CALLBACK (has_focus_cb), NULL);
  if (one_line)
    g_signal_connect (buffer, "insert-text", G_CALLBACK (insert_cb), NULL);
  g_object_set_data (G_OBJECT (buffer), "view", view);
  return view;
}

/* Completion and hover come with windows of their own: a form has dozens of editors, of which one
 * or two are used. Each gets them when the keyboard, or the pointer, first comes to it. */
typedef struct
{
  SwDocument        *document; /* not owned: it outlives the view */
  const SwInnerView *inner;
  GWeakRef           owner;
} Help;

static void
help_free (gpointer  data,
           GClosure *closure)
{
  g_weak_ref_clear (&((Help *) data)->owner);
  g_free (data);
}

static void
proposing_cb (GtkSourceCompletion *completion)
{
  g_object_set_data (G_OBJECT (completion), "proposing", GINT_TO_POINTER (TRUE));
}

static void
proposed_cb (GtkSourceCompletion *completion)
{
  g_object_set_data (G_OBJECT (completion), "proposing", NULL);
}

static void
focused_cb (GtkEventController *focus,
            Help               *help)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (gtk_event_controller_get_widget (focus));
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  g_autoptr (GObject) owner = g_weak_ref_get (&help->owner);
  GtkSourceCompletion *completion;

  if (owner == NULL || g_object_get_data (G_OBJECT (buffer), "completion") != NULL)
    return;
  sw_completion_attach_inner (view, help->document, help->inner, owner);
  completion = gtk_source_view_get_completion (view);
  g_object_set_data (G_OBJECT (buffer), "completion", completion);
  g_signal_connect (completion, "show", G_CALLBACK (proposing_cb), NULL);
  g_signal_connect (completion, "hide", G_CALLBACK (proposed_cb), NULL);
}

static void
entered_cb (GtkEventController *motion,
            double              x,
            double              y,
            Help               *help)
{
  GtkSourceView *view = GTK_SOURCE_VIEW (gtk_event_controller_get_widget (motion));
  g_autoptr (GObject) owner = g_weak_ref_get (&help->owner);

  if (owner == NULL || g_object_get_data (G_OBJECT (view), "hovers") != NULL)
    return;
  sw_hover_attach_inner (view, help->document, help->inner, owner);
  g_object_set_data (G_OBJECT (view), "hovers", GINT_TO_POINTER (TRUE));
}

static void
connect_help (GtkEventController *controller,
              GCallback           callback,
              SwDocument         *document,
              const SwInnerView  *inner,
              GObject            *owner)
{
  Help *help = g_new0 (Help, 1);

  help->document = document;
  help->inner = inner;
  g_weak_ref_init (&help->owner, owner);
  g_signal_connect_data (controller, "enter", callback, help, help_free, 0);
}

/**
 * _sw_field_editor_set_help:
 * @inner: (scope forever): what @view holds
 * @owner: of the view, not kept
 *
 * Has what is typed completed and explained as in the code.
 */
void
_sw_field_editor_set_help (GtkSourceView     *view,
                           SwDocument        *document,
                           const SwInnerView *inner,
                           GObject           *owner)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  connect_help (focus, G_CALLBACK (focused_cb), document, inner, owner);
  connect_help (motion, G_CALLBACK (entered_cb), document, inner, owner);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  gtk_widget_add_controller (GTK_WIDGET (view), motion);
}

/**
 * _sw_field_editor_hide_proposals:
 *
 * Returns: whether something was proposed, which is gone now
 */
gboolean
_sw_field_editor_hide_proposals (GtkTextBuffer *buffer)
{
  GtkSourceCompletion *completion = g_object_get_data (G_OBJECT (buffer), "completion");

  if (completion == NULL || g_object_get_data (G_OBJECT (completion), "proposing") == NULL)
    return FALSE;
  gtk_source_completion_hide (completion);
  return TRUE;
}

/**
 * _sw_field_editor_set_text:
 *
 * Shows @text, which nobody typed: nothing is proposed, and the caret stays where it is.
 */
void
_sw_field_editor_set_text (GtkTextBuffer *buffer,
                           const char    *text)
{
  GtkSourceCompletion *completion = g_object_get_data (G_OBJECT (buffer), "completion");
  g_autofree char *old = NULL;
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  old = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  /* What is proposed meanwhile stays, too. */
  if (strcmp (old, text) == 0)
    return;
  if (completion != NULL)
    gtk_source_completion_block_interactive (completion);
  _sw_field_row_set_buffer (buffer, text);
  if (completion != NULL)
    gtk_source_completion_unblock_interactive (completion);
}

static gboolean
remove_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/**
 * _sw_field_editor_release:
 * @buffer: (transfer full): of an editor that goes
 *
 * A completion that is under way then asks for view and buffer all the same, by a timer that
 * nothing ends (GtkSourceView 5.16): it is silenced, and both live on for longer than that.
 */
void
_sw_field_editor_release (gpointer buffer)
{
  GtkSourceView *view = g_object_get_data (buffer, "view");
  GtkSourceCompletion *completion = g_object_get_data (buffer, "completion");

  _sw_field_colors_detach (buffer);
  if (completion != NULL)
    {
      gtk_source_completion_block_interactive (completion);
      gtk_source_completion_hide (completion);
    }
  g_timeout_add_full (G_PRIORITY_LOW, LINGER, remove_cb, g_object_ref (view), g_object_unref);
  g_object_unref (buffer);
}
