/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-minimap.h"

#include <math.h>

#include "app/canvas/board/sw-canvas-paint-private.h"
#include "app/canvas/sw-canvas-private.h"

#define LONGER_SIDE 170.0 /* pixels */
#define SHORTER_SIDE 40.0 /* of a picture that is much longer than wide, which is stretched to it */
#define SHORTEST_SIDE 28.0
#define SMALLEST_FRAME 10.0
#define SMALLEST_STATE 1.5
#define PADDING 6.0
#define CORNER 9.0
/* It is shown where the picture is this much longer than the view. */
#define WORTH_SHOWING 1.25

struct _SwMinimap
{
  GtkWidget      parent_instance;

  SwCanvas      *canvas; /* not owned: shown below it as long as that is there */
  GtkAdjustment *adjustments[2];
  gboolean       shown;   /* painted, and open to the pointer */
  GdkTexture    *picture; /* of the states; NULL when it is to be painted anew */
  const SwScene *shown_scene; /* that it was last told of: a name only */
  SwRunStatus   *run_status; /* whose changes are followed */
};

G_DEFINE_FINAL_TYPE (SwMinimap, sw_minimap, GTK_TYPE_WIDGET)

static SwScene *
get_scene (SwMinimap *self)
{
  return self->canvas != NULL && self->canvas->board != NULL
             ? sw_canvas_board_get_scene (self->canvas->board)
             : NULL;
}

/* Pixels of the map per point of the scene, across and down. They differ where a thousand states stand one below the
 * other: in one scale, nothing but a hair would be seen of them. */
static SwPoint
get_scale (SwMinimap *self)
{
  SwScene *scene = get_scene (self);
  double width = MAX (1, sw_scene_get_width (scene));
  double height = MAX (1, sw_scene_get_height (scene));
  double scale = (LONGER_SIDE - 2 * PADDING) / MAX (width, height);
  double least = SHORTER_SIDE - 2 * PADDING;

  return (SwPoint) { CLAMP (least / width, scale, 1), CLAMP (least / height, scale, 1) };
}

static gboolean
is_worth_showing (SwMinimap *self)
{
  SwScene *scene = get_scene (self);

  if (scene == NULL || sw_scene_get_n_nodes (scene) < 4)
    return FALSE;
  const SwViewport *viewport = &self->canvas->viewport;
  return viewport->view_width > 2.5 * LONGER_SIDE && viewport->view_height > 2 * LONGER_SIDE
         && (sw_viewport_get_upper_x (viewport) > viewport->view_width * WORTH_SHOWING
             || sw_viewport_get_upper_y (viewport) > viewport->view_height * WORTH_SHOWING);
}

/* Comes while the canvas is given its size, too, when no widget may be shown or hidden. */
static void
view_changed (SwMinimap *self)
{
  self->shown = is_worth_showing (self);
  gtk_widget_set_can_target (GTK_WIDGET (self), self->shown);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
picture_changed (SwMinimap *self)
{
  g_clear_object (&self->picture);
  gtk_widget_queue_resize (GTK_WIDGET (self));
  view_changed (self);
}

/* The canvas goes on with its scene where nothing has moved. */
static void
shown_cb (SwMinimap *self)
{
  const SwScene *scene = get_scene (self);

  if (self->shown_scene == scene)
    return;
  self->shown_scene = scene;
  picture_changed (self);
}

static void
sw_minimap_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  SwMinimap *self = SW_MINIMAP (widget);
  SwScene *scene = get_scene (self);
  double length = SHORTEST_SIDE;

  if (scene != NULL)
    length = orientation == GTK_ORIENTATION_HORIZONTAL ? get_scale (self).x * sw_scene_get_width (scene)
                                                       : get_scale (self).y * sw_scene_get_height (scene);
  *minimum = *natural = (int) ceil (MAX (SHORTEST_SIDE, length + 2 * PADDING));
}

/* Where the scene's origin lies: the picture is centred. */
static SwPoint
get_origin (SwMinimap *self)
{
  SwScene *scene = get_scene (self);
  SwPoint scale = get_scale (self);

  return (SwPoint) {
    (gtk_widget_get_width (GTK_WIDGET (self)) - sw_scene_get_width (scene) * scale.x) / 2,
    (gtk_widget_get_height (GTK_WIDGET (self)) - sw_scene_get_height (scene) * scale.y) / 2,
  };
}

static const GdkRGBA *
get_colour (SwMinimap *self, const SwCanvasTheme *theme, const SwLayoutNode *node)
{
  const SwRunStateInfo *info = NULL;

  if (node->node->state == NULL)
    return &theme->terminal;
  if (self->canvas->run_status != NULL)
    info = sw_run_status_lookup (self->canvas->run_status, node->node->state->pointer);
  return info != NULL && info->state != SW_RUN_STATE_IDLE ? &theme->runs[info->state]
                                                          : &theme->tiles[node->node->state->type];
}

static void
paint_states (SwMinimap *self, cairo_t *cairo, const SwCanvasTheme *theme)
{
  SwScene *scene = get_scene (self);
  SwPoint scale = get_scale (self);

  for (guint i = 0; i < sw_scene_get_n_nodes (scene); i++)
    {
      const SwLayoutNode *node = sw_scene_get_node (scene, i);

      if (!node->visible)
        continue;
      gdk_cairo_set_source_rgba (cairo, node->open ? &theme->container : get_colour (self, theme, node));
      cairo_rectangle (cairo, node->rect.x, node->rect.y, MAX (node->rect.width, SMALLEST_STATE / scale.x),
                       MAX (node->rect.height, SMALLEST_STATE / scale.y));
      cairo_fill (cairo);
    }
}

/* The states as one image of at most LONGER_SIDE pixels a side, however many there are: as nodes of their own they
 * would be gone through in each frame, whatever it is painted for. */
static GdkTexture *
paint_picture (SwMinimap *self, const SwCanvasTheme *theme)
{
  SwScene *scene = get_scene (self);
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self)));
  double factor = gdk_surface_get_scale (surface);
  SwPoint pixels = { get_scale (self).x * factor, get_scale (self).y * factor };
  int width = (int) ceil (MAX (1, sw_scene_get_width (scene) * pixels.x));
  int height = (int) ceil (MAX (1, sw_scene_get_height (scene) * pixels.y));
  cairo_surface_t *image = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cairo = cairo_create (image);

  cairo_scale (cairo, pixels.x, pixels.y);
  paint_states (self, cairo, theme);
  cairo_destroy (cairo);
  cairo_surface_flush (image);
  gsize stride = (gsize) cairo_image_surface_get_stride (image);
  g_autoptr (GBytes) bytes = g_bytes_new (cairo_image_surface_get_data (image), stride * (gsize) height);
  cairo_surface_destroy (image);
  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/* Painted with the picture's own pixels to the display's, from the scene's origin */
static void
append_picture (SwMinimap *self, GtkSnapshot *snapshot)
{
  GdkSurface *surface = gtk_native_get_surface (gtk_widget_get_native (GTK_WIDGET (self)));
  float pixel = (float) (1 / gdk_surface_get_scale (surface));
  SwPoint origin = get_origin (self);

  gtk_snapshot_append_texture (snapshot, self->picture,
                               &GRAPHENE_RECT_INIT ((float) origin.x, (float) origin.y,
                                                    (float) gdk_texture_get_width (self->picture) * pixel,
                                                    (float) gdk_texture_get_height (self->picture) * pixel));
}

static void
paint_frame (SwMinimap *self, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwRect seen = sw_viewport_get_visible (&self->canvas->viewport);
  SwPoint scale = get_scale (self);
  SwPoint origin = get_origin (self);
  float width = (float) MAX (SMALLEST_FRAME, seen.width * scale.x);
  float height = (float) MAX (SMALLEST_FRAME, seen.height * scale.y);
  graphene_rect_t rect = GRAPHENE_RECT_INIT (
      (float) (origin.x + (seen.x + seen.width / 2) * scale.x) - width / 2,
      (float) (origin.y + (seen.y + seen.height / 2) * scale.y) - height / 2, width, height);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (1, 1, (float) gtk_widget_get_width (GTK_WIDGET (self)) - 2,
                                              (float) gtk_widget_get_height (GTK_WIDGET (self)) - 2);
  GdkRGBA fill = theme->accent;
  GskRoundedRect outline;

  if (!graphene_rect_intersection (&rect, &whole, &rect))
    return;
  fill.alpha *= 0.12f;
  gsk_rounded_rect_init_from_rect (&outline, &rect, 3);
  gtk_snapshot_append_color (snapshot, &fill, &rect);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1.5f, 1.5f, 1.5f, 1.5f },
                              (GdkRGBA[4]) { theme->accent, theme->accent, theme->accent, theme->accent });
}

static void
paint_ground (GtkWidget *widget, GtkSnapshot *snapshot, const SwCanvasTheme *theme)
{
  SwRect rect = { 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };

  _sw_paint_fill_round (snapshot, rect, CORNER, &theme->card);
  _sw_paint_stroke_round (snapshot, rect, CORNER, theme->line, &theme->card_border);
}

static void
sw_minimap_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwMinimap *self = SW_MINIMAP (widget);
  SwCanvasTheme theme;

  if (!self->shown)
    return;
  sw_canvas_theme_load (&theme, widget);
  paint_ground (widget, snapshot, &theme);
  if (self->picture == NULL)
    self->picture = paint_picture (self, &theme);
  append_picture (self, snapshot);
  paint_frame (self, snapshot, &theme);
}

static void
sw_minimap_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sw_minimap_parent_class)->css_changed (widget, change);
  picture_changed (SW_MINIMAP (widget));
}

static void
go_to (SwMinimap *self, double x, double y)
{
  SwPoint origin = get_origin (self);
  SwPoint scale = get_scale (self);

  _sw_canvas_centre (self->canvas, (SwPoint) { (x - origin.x) / scale.x, (y - origin.y) / scale.y }, FALSE);
}

static void
drag_begin_cb (SwMinimap *self, double x, double y, GtkGesture *gesture)
{
  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  go_to (self, x, y);
}

static void
drag_update_cb (SwMinimap *self, double dx, double dy, GtkGesture *gesture)
{
  double x;
  double y;

  gtk_gesture_drag_get_start_point (GTK_GESTURE_DRAG (gesture), &x, &y);
  go_to (self, x + dx, y + dy);
}

static void
sw_minimap_dispose (GObject *object)
{
  SwMinimap *self = SW_MINIMAP (object);

  g_clear_object (&self->picture);
  g_clear_object (&self->run_status);
  g_clear_object (&self->adjustments[0]);
  g_clear_object (&self->adjustments[1]);
  g_clear_weak_pointer (&self->canvas);
  G_OBJECT_CLASS (sw_minimap_parent_class)->dispose (object);
}

static void
sw_minimap_class_init (SwMinimapClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_minimap_dispose;
  widget_class->measure = sw_minimap_measure;
  widget_class->snapshot = sw_minimap_snapshot;
  widget_class->css_changed = sw_minimap_css_changed;
  gtk_widget_class_set_css_name (widget_class, "minimap");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sw_minimap_init (SwMinimap *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (picture_changed), NULL);
}

/* The run that the canvas paints may change: its colours are in the map. */
static void
run_status_cb (SwMinimap *self)
{
  if (self->run_status != NULL)
    g_signal_handlers_disconnect_by_data (self->run_status, self);
  g_set_object (&self->run_status, self->canvas->run_status);
  if (self->run_status != NULL)
    g_signal_connect_object (self->run_status, "changed", G_CALLBACK (picture_changed), self, G_CONNECT_SWAPPED);
  picture_changed (self);
}

/**
 * sw_minimap_set_canvas:
 * @canvas: in its scrolled window; once only
 *
 * Follows the canvas.
 */
void
sw_minimap_set_canvas (SwMinimap *self, SwCanvas *canvas)
{
  g_return_if_fail (SW_IS_MINIMAP (self));
  g_return_if_fail (self->canvas == NULL);

  g_set_weak_pointer (&self->canvas, canvas);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    {
      self->adjustments[i] = g_object_ref (canvas->adjustments[i]);
      g_signal_connect_object (self->adjustments[i], "value-changed", G_CALLBACK (view_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->adjustments[i], "changed", G_CALLBACK (view_changed), self, G_CONNECT_SWAPPED);
    }
  g_signal_connect_object (canvas, "shown", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "notify::run-status", G_CALLBACK (run_status_cb), self, G_CONNECT_SWAPPED);
  run_status_cb (self);
}
