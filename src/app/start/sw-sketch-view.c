/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-sketch-view.h"

#include <adwaita.h>

#include "app/start/sw-sketch-paint.h"
#include "app/start/sw-sketch-store.h"

struct _SwSketchView
{
  GtkWidget      parent_instance;

  int            width;
  int            height;
  char          *text;     /* what to show: a definition … */
  GFile         *file;     /* … or what is in a file */
  guint          due;      /* it is set to work when the window is painted; 0: it was, or is not seen */
  GCancellable  *loading;  /* the thread at work, or NULL */
  gboolean       asked;    /* it was set to work */
  SwSketch      *sketch;   /* what it brought: this … */
  char          *problem;  /* … or why there is none */
  GskRenderNode *painted;  /* the sketch in the colours of the moment, in its own points; or NULL */
};

G_DEFINE_FINAL_TYPE (SwSketchView, sw_sketch_view, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_PROBLEM,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (SwSketchView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (SwSketch) sketch = sw_sketch_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  self->sketch = g_steal_pointer (&sketch);
  g_set_str (&self->problem, error != NULL ? error->message : NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
start_loading (SwSketchView *self)
{
  if (self->asked || (self->file == NULL && self->text == NULL))
    return;
  self->asked = TRUE;
  self->loading = g_cancellable_new ();
  if (self->file != NULL)
    sw_sketch_load_async (self->file, self->loading, loaded_cb, g_object_ref (self));
  else
    sw_sketch_make_async (self->text, self->loading, loaded_cb, g_object_ref (self));
}

static gboolean
due_cb (gpointer user_data)
{
  SwSketchView *self = user_data;

  self->due = 0;
  start_loading (self);
  return G_SOURCE_REMOVE;
}

static void
stop_loading (SwSketchView *self)
{
  g_clear_handle_id (&self->due, g_source_remove);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
drop_painted (SwSketchView *self)
{
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sw_sketch_view_map (GtkWidget *widget)
{
  SwSketchView *self = SW_SKETCH_VIEW (widget);

  GTK_WIDGET_CLASS (sw_sketch_view_parent_class)->map (widget);
  /* Idle: the window has the processor until its first frame is there. */
  if (self->due == 0)
    self->due = g_idle_add (due_cb, self);
}

static void
sw_sketch_view_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  SwSketchView *self = SW_SKETCH_VIEW (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
sw_sketch_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwSketchView *self = SW_SKETCH_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  SwSketchFit fit;

  if (self->sketch == NULL)
    return;
  fit = sw_sketch_fit (self->sketch, width, height);
  if (self->painted == NULL)
    self->painted = sw_sketch_paint (self->sketch, widget, fit, width, height);
  if (self->painted == NULL)
    return;
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) fit.x, (float) fit.y));
  gtk_snapshot_scale (snapshot, (float) fit.scale, (float) fit.scale);
  gtk_snapshot_append_node (snapshot, self->painted);
  gtk_snapshot_pop (snapshot);
}

static void
sw_sketch_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  drop_painted (SW_SKETCH_VIEW (widget));
}

static void
sw_sketch_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sw_sketch_view_parent_class)->css_changed (widget, change);
  drop_painted (SW_SKETCH_VIEW (widget));
}

static void
sw_sketch_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, SW_SKETCH_VIEW (object)->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_sketch_view_dispose (GObject *object)
{
  stop_loading (SW_SKETCH_VIEW (object));
  G_OBJECT_CLASS (sw_sketch_view_parent_class)->dispose (object);
}

static void
sw_sketch_view_finalize (GObject *object)
{
  SwSketchView *self = SW_SKETCH_VIEW (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->sketch, sw_sketch_unref);
  g_clear_pointer (&self->painted, gsk_render_node_unref);
  g_free (self->text);
  g_free (self->problem);
  G_OBJECT_CLASS (sw_sketch_view_parent_class)->finalize (object);
}

static void
sw_sketch_view_class_init (SwSketchViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_sketch_view_get_property;
  object_class->dispose = sw_sketch_view_dispose;
  object_class->finalize = sw_sketch_view_finalize;
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  widget_class->map = sw_sketch_view_map;
  widget_class->measure = sw_sketch_view_measure;
  widget_class->snapshot = sw_sketch_view_snapshot;
  widget_class->size_allocate = sw_sketch_view_size_allocate;
  widget_class->css_changed = sw_sketch_view_css_changed;
  gtk_widget_class_set_css_name (widget_class, "sketch");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sw_sketch_view_init (SwSketchView *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (drop_painted), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (drop_painted), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_sketch_view_set_size:
 * @width: in pixels
 * @height: in pixels
 *
 * Asks for so much room.
 */
void
sw_sketch_view_set_size (SwSketchView *self, int width, int height)
{
  g_return_if_fail (SW_IS_SKETCH_VIEW (self));

  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
show_anew (SwSketchView *self)
{
  stop_loading (self);
  g_clear_pointer (&self->sketch, sw_sketch_unref);
  g_clear_pointer (&self->problem, g_free);
  self->asked = FALSE;
  drop_painted (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    start_loading (self);
}

/**
 * sw_sketch_view_set_text:
 * @text: a definition in JSON
 *
 * Shows a definition.
 */
void
sw_sketch_view_set_text (SwSketchView *self, const char *text)
{
  g_return_if_fail (SW_IS_SKETCH_VIEW (self));

  g_clear_object (&self->file);
  g_set_str (&self->text, text);
  show_anew (self);
}

/**
 * sw_sketch_view_set_file:
 * @file: with a definition
 *
 * Shows what is in a file at the moment the picture is first on the screen.
 */
void
sw_sketch_view_set_file (SwSketchView *self, GFile *file)
{
  g_return_if_fail (SW_IS_SKETCH_VIEW (self));

  g_clear_pointer (&self->text, g_free);
  g_set_object (&self->file, file);
  show_anew (self);
}

/**
 * sw_sketch_view_get_problem:
 *
 * Returns: (transfer none) (nullable): why there is no picture; %NULL while there may still be one
 */
const char *
sw_sketch_view_get_problem (SwSketchView *self)
{
  g_return_val_if_fail (SW_IS_SKETCH_VIEW (self), NULL);

  return self->problem;
}
