/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/debug/sw-break-gutter.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/runs/debug/sw-debug-breaks.h"

#define SIZE 12

/* In the line of a state's name */
typedef struct
{
  SwBreakLook  look;
  char        *text; /* when it stops */
} Sign;

struct _SwBreakGutter
{
  GtkSourceGutterRenderer parent_instance;

  SwDocument    *document;    /* not owned: it outlives the view that the renderer is in */
  SwBreakpoints *breakpoints; /* likewise */
  GHashTable    *signs;       /* line -> Sign */
};

G_DEFINE_FINAL_TYPE (SwBreakGutter, sw_break_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

static void
sign_free (gpointer data)
{
  Sign *sign = data;

  g_free (sign->text);
  g_free (sign);
}

static guint
get_line (SwBreakGutter *self,
          const SwState *state)
{
  GtkTextIter place;

  sw_document_get_iter_at_byte (self->document, state->node->key.start, &place);
  return (guint) gtk_text_iter_get_line (&place);
}

/* Several at one state: the first look, all sentences */
static void
add_sign (SwBreakGutter      *self,
          guint               line,
          const SwBreakpoint *breakpoint)
{
  Sign *sign = g_hash_table_lookup (self->signs, GUINT_TO_POINTER (line));
  g_autofree char *sentence = sw_debug_breaks_dup_sentence (breakpoint);

  if (sign == NULL)
    {
      sign = g_new0 (Sign, 1);
      sign->look = sw_debug_breaks_get_look (breakpoint);
      sign->text = g_steal_pointer (&sentence);
      g_hash_table_insert (self->signs, GUINT_TO_POINTER (line), sign);
    }
  else
    {
      g_autofree char *before = sign->text;

      sign->text = g_strconcat (before, "\n", sentence, NULL);
    }
}

static void
update (SwBreakGutter *self)
{
  SwModel *model = sw_document_get_live_model (self->document);

  g_hash_table_remove_all (self->signs);
  for (guint i = 0; model != NULL && i < sw_breakpoints_get_count (self->breakpoints); i++)
    {
      const SwBreakpoint *breakpoint = sw_breakpoints_get (self->breakpoints, i);
      const SwState *state = breakpoint->state != NULL
                                 ? sw_model_find_pointer (model, breakpoint->state)
                                 : NULL;

      if (state != NULL)
        add_sign (self, get_line (self, state), breakpoint);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sw_break_gutter_snapshot_line (GtkSourceGutterRenderer *renderer,
                               GtkSnapshot             *snapshot,
                               GtkSourceGutterLines    *lines,
                               guint                    line)
{
  SwBreakGutter *self = SW_BREAK_GUTTER (renderer);
  const Sign *sign = g_hash_table_lookup (self->signs, GUINT_TO_POINTER (line));
  float x, y;
  double top, height;
  GskRoundedRect outline;
  GdkRGBA color;

  if (sign == NULL)
    return;
  gtk_source_gutter_lines_get_line_extent (
      lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, &top, &height);
  x = ((float) gtk_widget_get_width (GTK_WIDGET (self)) - SIZE) / 2;
  y = (float) (top + (height - SIZE) / 2);
  gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (x, y, SIZE, SIZE), SIZE / 2.0f);
  adw_accent_color_to_standalone_rgba (
      ADW_ACCENT_COLOR_RED, adw_style_manager_get_dark (adw_style_manager_get_default ()), &color);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  if (sign->look != SW_BREAK_OFF)
    gtk_snapshot_append_color (snapshot, &color, &outline.bounds);
  gtk_snapshot_pop (snapshot);
  /* Hollow: turned off. A bar across: under a condition. */
  if (sign->look == SW_BREAK_OFF)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 2, 2, 2, 2 },
                                (GdkRGBA[4]){ color, color, color, color });
  if (sign->look == SW_BREAK_CONDITION)
    gtk_snapshot_append_color (snapshot, &(GdkRGBA){ 1, 1, 1, 1 },
                               &GRAPHENE_RECT_INIT (x + 3, y + SIZE / 2.0f - 1, SIZE - 6, 2));
}

static gboolean
sw_break_gutter_query_activatable (GtkSourceGutterRenderer *renderer,
                                   GtkTextIter             *iter,
                                   GdkRectangle            *area)
{
  return TRUE;
}

/* The state that the line is about: the innermost at its first word */
static const SwState *
find_state (SwBreakGutter     *self,
            const GtkTextIter *line)
{
  GtkTextIter place = *line;
  SwModel *model;

  sw_document_settle (self->document);
  model = sw_document_get_live_model (self->document);
  gtk_text_iter_set_line_offset (&place, 0);
  while (!gtk_text_iter_ends_line (&place) && g_unichar_isspace (gtk_text_iter_get_char (&place)))
    gtk_text_iter_forward_char (&place);
  return sw_model_find_at (model, sw_document_get_byte_at_iter (self->document, &place));
}

static void
sw_break_gutter_activate (GtkSourceGutterRenderer *renderer,
                          GtkTextIter             *iter,
                          GdkRectangle            *area,
                          guint                    button,
                          GdkModifierType          state,
                          int                      n_presses)
{
  SwBreakGutter *self = SW_BREAK_GUTTER (renderer);
  const SwState *found = find_state (self, iter);

  if (found != NULL && button == GDK_BUTTON_PRIMARY)
    sw_breakpoints_toggle (self->breakpoints, SW_BREAK_BEFORE, found->pointer, NULL);
}

static void
sw_break_gutter_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? SIZE + 4 : 0;
}

static void
sw_break_gutter_finalize (GObject *object)
{
  g_hash_table_unref (SW_BREAK_GUTTER (object)->signs);
  G_OBJECT_CLASS (sw_break_gutter_parent_class)->finalize (object);
}

static void
sw_break_gutter_class_init (SwBreakGutterClass *klass)
{
  GtkSourceGutterRendererClass *renderer_class = GTK_SOURCE_GUTTER_RENDERER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = sw_break_gutter_finalize;
  GTK_WIDGET_CLASS (klass)->measure = sw_break_gutter_measure;
  renderer_class->snapshot_line = sw_break_gutter_snapshot_line;
  renderer_class->query_activatable = sw_break_gutter_query_activatable;
  renderer_class->activate = sw_break_gutter_activate;
}

static gboolean
query_tooltip_cb (SwBreakGutter *self,
                  int            x,
                  int            y,
                  gboolean       keyboard,
                  GtkTooltip    *tooltip)
{
  GtkTextView *view
      = GTK_TEXT_VIEW (gtk_source_gutter_renderer_get_view (GTK_SOURCE_GUTTER_RENDERER (self)));
  const Sign *sign;
  GtkTextIter place;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, 0, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &place, buffer_y, NULL);
  sign = g_hash_table_lookup (self->signs, GINT_TO_POINTER (gtk_text_iter_get_line (&place)));
  gtk_tooltip_set_text (tooltip, sign != NULL ? sign->text : _("Click to stop before a state"));
  return TRUE;
}

static void
sw_break_gutter_init (SwBreakGutter *self)
{
  self->signs = g_hash_table_new_full (NULL, NULL, NULL, sign_free);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * sw_break_gutter_new:
 * @document: whose breakpoints are shown; must outlive the renderer
 *
 * Returns: (transfer floating): a renderer for a gutter of the document's view
 */
SwBreakGutter *
sw_break_gutter_new (SwDocument *document)
{
  SwBreakGutter *self = g_object_new (SW_TYPE_BREAK_GUTTER, NULL);

  self->document = document;
  self->breakpoints = sw_debug_breaks_get (document);
  g_signal_connect_object (self->breakpoints, "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::revision", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}
