/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-problem-gutter.h"

#include "app/source/sw-problem.h"
#include "app/source/sw-source-marks.h"

/* GtkSourceView's own marks draw a symbolic icon in the colour of the line numbers; severity would
 * then be a matter of shapes of a few pixels. */

#define ICON_SIZE 16

struct _SwProblemGutter
{
  GtkSourceGutterRenderer parent_instance;

  SwDocument             *document; /* not owned: it outlives the view that the renderer is in */
  GdkRGBA                 colors[SW_SEVERITY_HINT + 1];
};

G_DEFINE_FINAL_TYPE (SwProblemGutter, sw_problem_gutter, GTK_SOURCE_TYPE_GUTTER_RENDERER)

/* The gravest problem of a line; FALSE where it has none */
static gboolean
find_severity (SwProblemGutter *self,
               guint            line,
               SwSeverity      *severity)
{
  GtkSourceBuffer *buffer = sw_document_get_buffer (self->document);

  for (guint i = 0; i <= SW_SEVERITY_HINT; i++)
    {
      g_autoptr (GSList) marks = gtk_source_buffer_get_source_marks_at_line (
          buffer, (int) line, sw_source_marks_get_category (i));

      if (marks == NULL)
        continue;
      *severity = i;
      return TRUE;
    }
  return FALSE;
}

static void
sw_problem_gutter_snapshot_line (GtkSourceGutterRenderer *renderer,
                                 GtkSnapshot             *snapshot,
                                 GtkSourceGutterLines    *lines,
                                 guint                    line)
{
  SwProblemGutter *self = SW_PROBLEM_GUTTER (renderer);
  GtkWidget *widget = GTK_WIDGET (renderer);
  g_autoptr (GtkIconPaintable) icon = NULL;
  SwSeverity severity;
  double y, height;

  if (!find_severity (self, line, &severity))
    return;
  icon = gtk_icon_theme_lookup_icon (
      gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
      sw_severity_get_icon_name (severity), NULL, ICON_SIZE, gtk_widget_get_scale_factor (widget),
      gtk_widget_get_direction (widget), GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  gtk_source_gutter_lines_get_line_extent (
      lines, line, GTK_SOURCE_GUTTER_RENDERER_ALIGNMENT_MODE_FIRST, &y, &height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((gtk_widget_get_width (widget) - ICON_SIZE) / 2.0f,
                                                (float) (y + (height - ICON_SIZE) / 2)));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, ICON_SIZE,
                                            ICON_SIZE, &self->colors[severity], 1);
  gtk_snapshot_restore (snapshot);
}

static gboolean
sw_problem_gutter_query_activatable (GtkSourceGutterRenderer *renderer,
                                     GtkTextIter             *iter,
                                     GdkRectangle            *area)
{
  SwSeverity severity;

  return find_severity (SW_PROBLEM_GUTTER (renderer), (guint) gtk_text_iter_get_line (iter),
                        &severity);
}

static void
sw_problem_gutter_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? ICON_SIZE + 4 : 0;
}

static void
sw_problem_gutter_class_init (SwProblemGutterClass *klass)
{
  GtkSourceGutterRendererClass *renderer_class = GTK_SOURCE_GUTTER_RENDERER_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->measure = sw_problem_gutter_measure;
  renderer_class->snapshot_line = sw_problem_gutter_snapshot_line;
  renderer_class->query_activatable = sw_problem_gutter_query_activatable;
}

/* All messages of the line under the pointer */
static gboolean
query_tooltip_cb (SwProblemGutter *self,
                  int              x,
                  int              y,
                  gboolean         keyboard,
                  GtkTooltip      *tooltip)
{
  GtkTextView *view
      = GTK_TEXT_VIEW (gtk_source_gutter_renderer_get_view (GTK_SOURCE_GUTTER_RENDERER (self)));
  g_autofree char *text = NULL;
  GtkTextIter place;
  int buffer_y;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_LEFT, 0, y, NULL, &buffer_y);
  gtk_text_view_get_line_at_y (view, &place, buffer_y, NULL);
  text = sw_source_marks_dup_text (self->document, (guint) gtk_text_iter_get_line (&place));
  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

static void
sw_problem_gutter_init (SwProblemGutter *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
}

/**
 * sw_problem_gutter_new:
 * @document: whose marks are drawn; must outlive the renderer
 *
 * Returns: (transfer floating): a renderer for a gutter of the document's view
 */
SwProblemGutter *
sw_problem_gutter_new (SwDocument *document)
{
  SwProblemGutter *self = g_object_new (SW_TYPE_PROBLEM_GUTTER, NULL);

  self->document = document;
  return self;
}

/**
 * sw_problem_gutter_set_colors:
 * @colors: (array fixed-size=3): by severity
 */
void
sw_problem_gutter_set_colors (SwProblemGutter *self,
                              const GdkRGBA   *colors)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->colors); i++)
    self->colors[i] = colors[i];
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
