/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-diff-picture.h"

#include <math.h>

#include "app/canvas/board/sw-canvas-board.h"

#define MARGIN 24.0 /* pixels around the picture */
#define SMALLEST_FIT 0.35
#define SIGN_RADIUS 9.0 /* points */
#define HIT_RADIUS 4.0

struct _SwDiffPicture
{
  GtkWidget      parent_instance;

  SwCanvasBoard *board;
  SwDiff        *diff;
  SwDiffGraph   *graph;
  double         zoom;
};

G_DEFINE_FINAL_TYPE (SwDiffPicture, sw_diff_picture, GTK_TYPE_WIDGET)

enum
{
  PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A plus, a minus and a wave, on a square of this side around its middle */
#define SIGN_GRID 10.0
static const char *const signs[] = {
  [SW_CHANGE_NONE] = NULL,
  [SW_CHANGE_ADDED] = "M0 5 H10 M5 0 V10",
  [SW_CHANGE_REMOVED] = "M0 5 H10",
  [SW_CHANGE_CHANGED] = "M0 6.5 Q2.5 2 5 5 T10 3.5",
};

static SwScene *
get_scene (SwDiffPicture *self)
{
  return sw_canvas_board_get_scene (self->board);
}

static void
sw_diff_picture_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  SwDiffPicture *self = SW_DIFF_PICTURE (widget);
  SwScene *scene = get_scene (self);
  double length = 0;

  if (scene != NULL)
    length = orientation == GTK_ORIENTATION_HORIZONTAL ? sw_scene_get_width (scene)
                                                       : sw_scene_get_height (scene);
  *minimum = *natural = (int) ceil (length * self->zoom + 2 * MARGIN);
}

/* Where the picture's corner lies: it is centred where there is more room than it needs. */
static SwPoint
get_origin (SwDiffPicture *self)
{
  SwScene *scene = get_scene (self);

  return (SwPoint) {
    floor ((gtk_widget_get_width (GTK_WIDGET (self)) - sw_scene_get_width (scene) * self->zoom)
           / 2),
    floor ((gtk_widget_get_height (GTK_WIDGET (self)) - sw_scene_get_height (scene) * self->zoom)
           / 2),
  };
}

static void
sw_diff_picture_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  SwDiffPicture *self = SW_DIFF_PICTURE (widget);
  SwScene *scene = get_scene (self);
  float zoom = (float) self->zoom;
  SwPoint origin;
  SwRect whole;

  if (scene == NULL)
    return;
  origin = get_origin (self);
  whole = (SwRect) { 0, 0, sw_scene_get_width (scene), sw_scene_get_height (scene) };
  sw_canvas_board_set_visible_part (self->board, whole, self->zoom);
  gtk_widget_allocate (
      GTK_WIDGET (self->board), (int) ceil (whole.width), (int) ceil (whole.height), -1,
      gsk_transform_scale (
          gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) origin.x, (float) origin.y)),
          zoom, zoom));
}

static const GdkRGBA *
get_colour (const SwCanvasTheme *theme, SwChange change)
{
  return change == SW_CHANGE_ADDED     ? &theme->added
         : change == SW_CHANGE_REMOVED ? &theme->removed
                                       : &theme->changed;
}

/* Told apart by the line as well as by its colour */
static GskStroke *
new_stroke (SwChange change, float width)
{
  GskStroke *stroke = gsk_stroke_new (width);

  if (change == SW_CHANGE_REMOVED)
    gsk_stroke_set_dash (stroke, (const float[]) { 7, 4 }, 2);
  else if (change == SW_CHANGE_CHANGED)
    gsk_stroke_set_dash (stroke, (const float[]) { 2, 3 }, 2);
  return stroke;
}

static void
paint_sign (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwChange change, SwPoint middle)
{
  g_autoptr (GskPath) path = gsk_path_parse (signs[change]);
  GskStroke *stroke = gsk_stroke_new (2);
  float scale = (float) (SIGN_RADIUS / SIGN_GRID);

  sw_paint_disc (snapshot, middle, SIGN_RADIUS, get_colour (theme, change));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (middle.x - SIGN_RADIUS / 2),
                                                          (float) (middle.y - SIGN_RADIUS / 2)));
  gtk_snapshot_scale (snapshot, scale, scale);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &theme->ground);
  gtk_snapshot_restore (snapshot);
  gsk_stroke_free (stroke);
}

static void
paint_node (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwChange change, SwRect rect)
{
  GskPathBuilder *builder = gsk_path_builder_new ();
  GskStroke *stroke = new_stroke (change, 2.5f);
  g_autoptr (GskPath) path = NULL;
  GskRoundedRect border;

  gsk_rounded_rect_init_from_rect (
      &border,
      &GRAPHENE_RECT_INIT ((float) rect.x, (float) rect.y, (float) rect.width, (float) rect.height),
      SW_LOOK_CARD_RADIUS);
  gsk_path_builder_add_rounded_rect (builder, &border);
  path = gsk_path_builder_free_to_path (builder);
  gtk_snapshot_append_stroke (snapshot, path, stroke, get_colour (theme, change));
  gsk_stroke_free (stroke);
  paint_sign (snapshot, theme, change, (SwPoint) { rect.x + 3, rect.y + 3 });
}

static void
paint_edge (GtkSnapshot *snapshot, const SwCanvasTheme *theme, SwChange change, GskPath *path)
{
  GskStroke *stroke = new_stroke (change, 2.5f);

  if (!gsk_path_is_empty (path))
    gtk_snapshot_append_stroke (snapshot, path, stroke, get_colour (theme, change));
  gsk_stroke_free (stroke);
}

/* The board has painted it already; the line that was painted since lies on it. */
static void
paint_label (SwDiffPicture *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme, guint id)
{
  SwRect rect = sw_scene_get_edge_label (get_scene (self), id);
  const SwGraphEdge *edge = sw_scene_get_edge (get_scene (self), id)->edge;
  g_autoptr (PangoLayout) text = NULL;
  g_autoptr (PangoFontDescription) font = NULL;

  if (rect.width <= 0 || edge->label == NULL)
    return;
  text = gtk_widget_create_pango_layout (GTK_WIDGET (self), edge->label);
  font = pango_font_description_copy (
      pango_context_get_font_description (pango_layout_get_context (text)));
  pango_font_description_set_absolute_size (font, SW_LOOK_LABEL_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (text, font);
  pango_layout_set_width (text, (int) ((rect.width - 2 * SW_LOOK_LABEL_PADDING + 1) * PANGO_SCALE));
  pango_layout_set_ellipsize (text, PANGO_ELLIPSIZE_END);
  sw_paint_label (snapshot, theme, rect, text, edge->kind == SW_EDGE_CATCH);
}

static void
paint_changes (SwDiffPicture *self, GtkSnapshot *snapshot)
{
  const SwCanvasTheme *theme = sw_canvas_board_get_theme (self->board);
  SwScene *scene = get_scene (self);

  for (guint i = 0; i < sw_scene_get_n_edges (scene); i++)
    if (self->graph->edges[i] != SW_CHANGE_NONE && sw_scene_get_edge (scene, i)->visible)
      paint_edge (snapshot, theme, (SwChange) self->graph->edges[i],
                  sw_scene_get_edge_path (scene, i));
  for (guint i = 0; i < sw_scene_get_n_edges (scene); i++)
    if (self->graph->edges[i] != SW_CHANGE_NONE && sw_scene_get_edge (scene, i)->visible)
      paint_label (self, snapshot, theme, i);
  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    if (self->graph->nodes[i] != SW_CHANGE_NONE && sw_scene_get_node (scene, i)->visible
        && sw_scene_get_node (scene, i)->node->state != NULL)
      paint_node (snapshot, theme, (SwChange) self->graph->nodes[i],
                  sw_scene_get_node_rect (scene, i));
}

static void
sw_diff_picture_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  SwDiffPicture *self = SW_DIFF_PICTURE (widget);
  SwPoint origin;

  if (self->graph == NULL)
    return;
  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->board), snapshot);
  origin = get_origin (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) origin.x, (float) origin.y));
  gtk_snapshot_scale (snapshot, (float) self->zoom, (float) self->zoom);
  paint_changes (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

/* The change of the state that a node stands for, or NULL where it is the same in both */
static const SwDiffState *
find_change (SwDiffPicture *self, const SwGraphNode *node)
{
  GPtrArray *changes = sw_diff_get_states (self->diff);

  for (guint i = 0; node->state != NULL && i < changes->len; i++)
    {
      const SwDiffState *change = changes->pdata[i];

      if (change->after == node->state || change->before == node->state)
        return change;
    }
  return NULL;
}

static void
pick (SwDiffPicture *self, const SwGraphNode *node)
{
  const SwDiffState *change = node != NULL ? find_change (self, node) : NULL;

  if (change != NULL)
    g_signal_emit (self, signals[PICKED], 0, change);
}

static void
released_cb (SwDiffPicture *self, int n_press, double x, double y)
{
  SwScene *scene = get_scene (self);
  SwPoint origin;
  SwHit hit;

  if (scene == NULL)
    return;
  origin = get_origin (self);
  hit = sw_scene_hit (scene, (SwPoint) { (x - origin.x) / self->zoom, (y - origin.y) / self->zoom },
                      HIT_RADIUS);
  if (hit.kind == SW_HIT_NODE)
    {
      sw_canvas_board_go_to (self->board, hit.id);
      pick (self, sw_scene_get_node (scene, hit.id)->node);
    }
}

static void
moved_cb (SwDiffPicture *self, guint id)
{
  pick (self, sw_scene_get_node (get_scene (self), id)->node);
}

static gboolean
scroll_cb (SwDiffPicture *self, double dx, double dy, GtkEventControllerScroll *controller)
{
  GdkModifierType state
      = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if (!(state & GDK_CONTROL_MASK) || dy == 0)
    return GDK_EVENT_PROPAGATE;
  sw_diff_picture_zoom (self, dy < 0 ? 1 : -1);
  return GDK_EVENT_STOP;
}

static void
sw_diff_picture_dispose (GObject *object)
{
  SwDiffPicture *self = SW_DIFF_PICTURE (object);

  if (self->board != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->board)));
  g_clear_pointer (&self->graph, sw_diff_graph_free);
  g_clear_pointer (&self->diff, sw_diff_unref);
  G_OBJECT_CLASS (sw_diff_picture_parent_class)->dispose (object);
}

static void
sw_diff_picture_class_init (SwDiffPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_diff_picture_dispose;
  widget_class->measure = sw_diff_picture_measure;
  widget_class->size_allocate = sw_diff_picture_size_allocate;
  widget_class->snapshot = sw_diff_picture_snapshot;
  signals[PICKED] = g_signal_new ("picked", SW_TYPE_DIFF_PICTURE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_css_name (widget_class, "diff-picture");
}

static void
sw_diff_picture_init (SwDiffPicture *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (
      GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);

  self->zoom = 1;
  self->board = SW_CANVAS_BOARD (sw_canvas_board_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->board), GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (self->board, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
}

/**
 * sw_diff_picture_set_diff:
 * @diff: two versions
 *
 * Draws them.
 */
void
sw_diff_picture_set_diff (SwDiffPicture *self,
                          SwDiff        *diff)
{
  const SwLayoutOptions options = { .direction = SW_DIRECTION_DOWN, .scale = 1.0 };
  g_autoptr (SwLayout) layout = NULL;

  g_return_if_fail (SW_IS_DIFF_PICTURE (self) && self->diff == NULL);

  self->diff = sw_diff_ref (diff);
  self->graph = sw_diff_graph_new (diff);
  layout = sw_layout_new (self->graph->graph, &options, NULL);
  sw_canvas_board_take_scene (self->board, sw_scene_new (layout, NULL), options.direction,
                              options.scale);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * sw_diff_picture_show:
 * @change: of the comparison that is drawn
 *
 * Brings the state into view and marks it; the machine as a whole is not marked.
 */
void
sw_diff_picture_show (SwDiffPicture     *self,
                      const SwDiffState *change)
{
  const SwState *state = change->after != NULL ? change->after : change->before;
  SwScene *scene = get_scene (self);

  for (guint i = 0; state != NULL && i < sw_scene_get_n_nodes (scene); i++)
    if (sw_scene_get_node (scene, i)->node->state == state)
      {
        GtkWidget *viewport = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_VIEWPORT);
        GtkWidget *widget = GTK_WIDGET (sw_canvas_board_get_widget (self->board, i));

        sw_canvas_board_set_marks (self->board, SW_CARD_SELECTED, &i, 1);
        if (viewport != NULL && widget != NULL)
          gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), widget, NULL);
        return;
      }
  sw_canvas_board_set_marks (self->board, SW_CARD_SELECTED, NULL, 0);
}

/**
 * sw_diff_picture_set_zoom:
 * @zoom: pixels per point
 */
void
sw_diff_picture_set_zoom (SwDiffPicture *self, double zoom)
{
  if (zoom == self->zoom)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * sw_diff_picture_zoom:
 * @steps: how many steps closer, or further away where it is negative
 */
void
sw_diff_picture_zoom (SwDiffPicture *self,
                      int            steps)
{
  sw_diff_picture_set_zoom (self, sw_viewport_get_next_scale (self->zoom, steps));
}

/**
 * sw_diff_picture_fit:
 * @width: room for it in pixels
 * @height: room for it in pixels
 *
 * Shows as much as can be made out.
 */
void
sw_diff_picture_fit (SwDiffPicture *self,
                     double         width,
                     double         height)
{
  SwScene *scene = get_scene (self);

  if (scene == NULL || width <= 2 * MARGIN || height <= 2 * MARGIN)
    return;
  double zoom = MIN ((width - 2 * MARGIN) / sw_scene_get_width (scene),
                     (height - 2 * MARGIN) / sw_scene_get_height (scene));
  sw_diff_picture_set_zoom (self, CLAMP (zoom, SMALLEST_FIT, 1.0));
}
