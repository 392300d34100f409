/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-search.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-private.h"
#include "asl/diff/sw-state-match.h"

struct _SwCanvasSearch
{
  AdwBin        parent_instance;

  GtkSearchBar *search_bar;
  GtkEditable  *search_entry;
  GtkLabel     *match_label;

  SwCanvas     *canvas;  /* weak: it stands below the bar */
  GPtrArray    *matches; /* char *: JSON pointers, in the order of the diagram */
  guint         current; /* in `matches` */
};

G_DEFINE_FINAL_TYPE (SwCanvasSearch, sw_canvas_search, ADW_TYPE_BIN)

static void
show_count (SwCanvasSearch *self)
{
  g_autofree char *text = NULL;

  if (*gtk_editable_get_text (self->search_entry) == '\0')
    text = g_strdup ("");
  else if (self->matches->len == 0)
    text = g_strdup (_("No match"));
  else
    /* translators: the match shown, of how many */
    text = g_strdup_printf (_("%d of %d"), (int) self->current + 1, (int) self->matches->len);
  gtk_label_set_label (self->match_label, text);
}

/* Lights up what matches; what lies in a closed container is counted, and opened when it is its
 * turn. */
static void
light_up (SwCanvasSearch *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));

  if (self->canvas == NULL || self->canvas->board == NULL)
    return;
  for (guint i = 0; i < self->matches->len; i++)
    {
      const SwGraphNode *node =
          sw_canvas_board_find_pointer (self->canvas->board, g_ptr_array_index (self->matches, i));
      if (node != NULL)
        g_array_append_val (ids, node->id);
    }
  sw_canvas_board_set_marks (self->canvas->board, SW_CARD_MATCH,
                             (const guint *) (gpointer) ids->data, ids->len);
}

/* Finds the matches in the present picture; the best is the current one unless KEEP one that was it
 * before. */
static void
find_matches (SwCanvasSearch *self, const char *keep)
{
  g_auto (GStrv) words = sw_search_split (gtk_editable_get_text (self->search_entry));
  SwGraph *graph = self->canvas ? sw_document_get_graph (self->canvas->document) : NULL;
  GPtrArray *nodes = graph ? sw_graph_get_nodes (graph) : NULL;
  SwMatch best = SW_MATCH_NONE;

  g_ptr_array_set_size (self->matches, 0);
  self->current = 0;
  for (guint i = 0; nodes != NULL && i < nodes->len; i++)
    {
      const SwState *state = ((const SwGraphNode *) g_ptr_array_index (nodes, i))->state;
      SwMatch match = state ? sw_state_match (state, (const char *const *) words) : SW_MATCH_NONE;
      if (match == SW_MATCH_NONE)
        continue;
      if (keep != NULL ? g_str_equal (keep, state->pointer) : match > best)
        {
          best = match;
          self->current = self->matches->len;
        }
      g_ptr_array_add (self->matches, g_strdup (state->pointer));
    }
  light_up (self);
  show_count (self);
}

static void
select_current (SwCanvasSearch *self)
{
  if (self->current < self->matches->len)
    sw_document_set_selected (self->canvas->document,
                              g_ptr_array_index (self->matches, self->current));
  show_count (self);
}

static void
search_changed_cb (SwCanvasSearch *self)
{
  find_matches (self, NULL);
  select_current (self);
}

static void
step (SwCanvasSearch *self, guint by)
{
  if (self->matches->len == 0)
    return;
  self->current = (self->current + by) % self->matches->len;
  select_current (self);
}

static void
find_next_cb (SwCanvasSearch *self)
{
  step (self, 1);
}

static void
find_previous_cb (SwCanvasSearch *self)
{
  step (self, self->matches->len - 1);
}

static gboolean
is_open (SwCanvasSearch *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar);
}

static void
search_mode_cb (SwCanvasSearch *self)
{
  if (!is_open (self))
    {
      g_ptr_array_set_size (self->matches, 0);
      light_up (self);
    }
}

static void
stop_search_cb (SwCanvasSearch *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

/* The picture has changed: the same state stays the current match where it is still there. */
static void
shown_cb (SwCanvasSearch *self)
{
  g_autofree char *current = NULL;

  if (!is_open (self))
    return;
  if (self->current < self->matches->len)
    current = g_strdup (g_ptr_array_index (self->matches, self->current));
  find_matches (self, current);
}

static void
sw_canvas_search_dispose (GObject *object)
{
  SwCanvasSearch *self = SW_CANVAS_SEARCH (object);

  g_clear_weak_pointer (&self->canvas);
  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_CANVAS_SEARCH);
  G_OBJECT_CLASS (sw_canvas_search_parent_class)->dispose (object);
}

static void
sw_canvas_search_finalize (GObject *object)
{
  g_ptr_array_unref (SW_CANVAS_SEARCH (object)->matches);
  G_OBJECT_CLASS (sw_canvas_search_parent_class)->finalize (object);
}

static void
sw_canvas_search_class_init (SwCanvasSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_canvas_search_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_canvas_search_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-canvas-search.ui");
  gtk_widget_class_bind_template_child (widget_class, SwCanvasSearch, search_bar);
  gtk_widget_class_bind_template_child (widget_class, SwCanvasSearch, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwCanvasSearch, match_label);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
sw_canvas_search_init (SwCanvasSearch *self)
{
  self->matches = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
}

/**
 * sw_canvas_search_set_canvas:
 * @canvas: what to search; once only
 */
void
sw_canvas_search_set_canvas (SwCanvasSearch *self, SwCanvas *canvas)
{
  g_return_if_fail (SW_IS_CANVAS_SEARCH (self));
  g_return_if_fail (self->canvas == NULL);

  g_set_weak_pointer (&self->canvas, canvas);
  g_signal_connect_object (canvas, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * sw_canvas_search_open:
 *
 * Opens the bar, with what was last looked for selected.
 */
void
sw_canvas_search_open (SwCanvasSearch *self)
{
  g_return_if_fail (SW_IS_CANVAS_SEARCH (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_select_region (self->search_entry, 0, -1);
  find_matches (self, sw_document_get_selected (self->canvas->document));
}
