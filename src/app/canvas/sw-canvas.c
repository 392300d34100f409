/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

G_DEFINE_ENUM_TYPE (SwDirection, sw_direction,
                    G_DEFINE_ENUM_VALUE (SW_DIRECTION_DOWN, "down"),
                    G_DEFINE_ENUM_VALUE (SW_DIRECTION_RIGHT, "right"))

G_DEFINE_FINAL_TYPE_WITH_CODE (SwCanvas, sw_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_ZOOM,
  PROP_DIRECTION,
  PROP_RUN_STATUS,
  PROP_FOLDED,
  PROP_LAYING_OUT,
  N_PROPS,
  /* of GtkScrollable */
  PROP_HADJUSTMENT = N_PROPS,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

static GParamSpec *properties[N_PROPS];

static void
sw_canvas_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  SwCanvas *self = SW_CANVAS (widget);

  gtk_widget_measure (GTK_WIDGET (self->board), orientation, -1, NULL, NULL, NULL, NULL);
  *minimum = 120;
  *natural = 400;
}

static void
sw_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SwCanvas *self = SW_CANVAS (widget);

  if (self->viewport.view_width != width || self->viewport.view_height != height)
    {
      self->viewport.view_width = width;
      self->viewport.view_height = height;
      _sw_canvas_view_resized (self);
    }
  _sw_canvas_view_allocate (self);
  if (self->popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->popover));
}

static void
sw_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwCanvas *self = SW_CANVAS (widget);

  gtk_widget_snapshot_child (widget, GTK_WIDGET (self->board), snapshot);
  _sw_canvas_snapshot_overlay (self, snapshot);
}

static gboolean
sw_canvas_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (SW_CANVAS (widget)->board));
}

static void
sw_canvas_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SwCanvas *self = SW_CANVAS (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, self->viewport.scale);
      break;
    case PROP_DIRECTION:
      g_value_set_enum (value, self->direction);
      break;
    case PROP_RUN_STATUS:
      g_value_set_object (value, self->run_status);
      break;
    case PROP_FOLDED:
      g_value_take_boxed (value, sw_canvas_dup_folded (self));
      break;
    case PROP_LAYING_OUT:
      g_value_set_boolean (value, self->laying != NULL);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->adjustments[GTK_ORIENTATION_VERTICAL]);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, (int) self->scroll_policies[GTK_ORIENTATION_HORIZONTAL]);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, (int) self->scroll_policies[GTK_ORIENTATION_VERTICAL]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_canvas_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SwCanvas *self = SW_CANVAS (object);

  switch (id)
    {
    case PROP_DOCUMENT:
      self->document = g_value_dup_object (value);
      break;
    case PROP_ZOOM:
      sw_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_DIRECTION:
      sw_canvas_set_direction (self, (SwDirection) g_value_get_enum (value));
      break;
    case PROP_RUN_STATUS:
      sw_canvas_set_run_status (self, g_value_get_object (value));
      break;
    case PROP_FOLDED:
      sw_canvas_set_folded (self, g_value_get_boxed (value));
      break;
    case PROP_HADJUSTMENT:
      _sw_canvas_set_adjustment (self, GTK_ORIENTATION_HORIZONTAL, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      _sw_canvas_set_adjustment (self, GTK_ORIENTATION_VERTICAL, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
      self->scroll_policies[GTK_ORIENTATION_HORIZONTAL] = (guint) g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->scroll_policies[GTK_ORIENTATION_VERTICAL] = (guint) g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_canvas_constructed (GObject *object)
{
  SwCanvas *self = SW_CANVAS (object);

  G_OBJECT_CLASS (sw_canvas_parent_class)->constructed (object);
  _sw_canvas_watch (self);
  _sw_canvas_lay_out (self);
}

static void
sw_canvas_dispose (GObject *object)
{
  SwCanvas *self = SW_CANVAS (object);

  _sw_canvas_stop_layout (self);
  g_clear_handle_id (&self->checking_source, g_source_remove);
  _sw_canvas_popdown (self);
  _sw_canvas_drag_end (self);
  if (self->animation != NULL)
    adw_animation_pause (self->animation);
  g_clear_object (&self->animation);
  for (guint i = 0; i < G_N_ELEMENTS (self->adjustments); i++)
    if (self->adjustments[i] != NULL)
      {
        g_signal_handlers_disconnect_by_data (self->adjustments[i], self);
        g_clear_object (&self->adjustments[i]);
      }
  if (self->board != NULL)
    gtk_widget_unparent (g_steal_pointer ((GtkWidget **) &self->board));
  g_clear_object (&self->run_status);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_canvas_parent_class)->dispose (object);
}

static void
sw_canvas_finalize (GObject *object)
{
  SwCanvas *self = SW_CANVAS (object);

  g_hash_table_unref (self->selection);
  g_hash_table_unref (self->folded);
  g_ptr_array_unref (self->places);
  g_clear_pointer (&self->cache, sw_layout_cache_free);
  sw_canvas_target_free (self->add_target);
  if (self->typed != NULL)
    g_string_free (self->typed, TRUE);
  G_OBJECT_CLASS (sw_canvas_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT]
      = g_param_spec_object ("document", NULL, NULL, SW_TYPE_DOCUMENT,
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] = g_param_spec_double ("zoom", NULL, NULL, SW_VIEWPORT_MIN_SCALE,
                                               SW_VIEWPORT_MAX_SCALE, 1.0, flags);
  properties[PROP_DIRECTION] = g_param_spec_enum ("direction", NULL, NULL, SW_TYPE_DIRECTION,
                                                  SW_DIRECTION_DOWN, flags);
  properties[PROP_RUN_STATUS]
      = g_param_spec_object ("run-status", NULL, NULL, SW_TYPE_RUN_STATUS, flags);
  properties[PROP_FOLDED] = g_param_spec_boxed ("folded", NULL, NULL, G_TYPE_STRV, flags);
  properties[PROP_LAYING_OUT]
      = g_param_spec_boolean ("laying-out", NULL, NULL, FALSE,
                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
}

static void
sw_canvas_class_init (SwCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_canvas_get_property;
  object_class->set_property = sw_canvas_set_property;
  object_class->constructed = sw_canvas_constructed;
  object_class->dispose = sw_canvas_dispose;
  object_class->finalize = sw_canvas_finalize;
  widget_class->measure = sw_canvas_measure;
  widget_class->size_allocate = sw_canvas_size_allocate;
  widget_class->snapshot = sw_canvas_snapshot;
  widget_class->grab_focus = sw_canvas_grab_focus;
  install_properties (object_class);
  g_signal_new ("problem-activated", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                SW_TYPE_PROBLEM);
  g_signal_new ("breakpoint-activated", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
  g_signal_new ("shown", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  _sw_canvas_install_actions (widget_class);
  _sw_canvas_install_fold_actions (widget_class);
  _sw_canvas_install_travel_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
sw_canvas_init (SwCanvas *self)
{
  sw_viewport_init (&self->viewport);
  self->view.scale = 1;
  self->plus_edge = SW_CANVAS_NO_ID;
  self->fit = SW_FIT_OPEN;
  self->selection = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = g_ptr_array_new_with_free_func (g_free);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->board = SW_CANVAS_BOARD (sw_canvas_board_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->board), GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "view");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Diagram"), -1);
  _sw_canvas_add_controllers (self);
  _sw_canvas_add_drop_target (self);
  _sw_canvas_add_tooltips (self);
}

/**
 * sw_canvas_new:
 * @document: what to show and edit; the canvas keeps a reference
 *
 * Makes a canvas. Put it into a GtkScrolledWindow.
 *
 * Returns: (transfer floating): a canvas
 */
GtkWidget *
sw_canvas_new (SwDocument *document)
{
  g_return_val_if_fail (SW_IS_DOCUMENT (document), NULL);

  return g_object_new (SW_TYPE_CANVAS, "document", document, NULL);
}

/**
 * sw_canvas_get_document:
 *
 * Returns: (transfer none): the document
 */
SwDocument *
sw_canvas_get_document (SwCanvas *self)
{
  g_return_val_if_fail (SW_IS_CANVAS (self), NULL);

  return self->document;
}

/**
 * sw_canvas_get_zoom:
 *
 * Returns: view pixels per point of the picture
 */
double
sw_canvas_get_zoom (SwCanvas *self)
{
  g_return_val_if_fail (SW_IS_CANVAS (self), 1);

  return self->viewport.scale;
}

/**
 * sw_canvas_set_zoom:
 * @zoom: view pixels per point of the picture; brought into range
 *
 * Zooms about the middle of the view.
 */
void
sw_canvas_set_zoom (SwCanvas *self, double zoom)
{
  g_return_if_fail (SW_IS_CANVAS (self));

  SwPoint middle = { self->viewport.view_width / 2, self->viewport.view_height / 2 };
  _sw_canvas_zoom_at (self, zoom, middle, TRUE);
}

/**
 * sw_canvas_get_direction:
 *
 * Returns: which way the picture flows
 */
SwDirection
sw_canvas_get_direction (SwCanvas *self)
{
  g_return_val_if_fail (SW_IS_CANVAS (self), SW_DIRECTION_DOWN);

  return self->direction;
}

/**
 * sw_canvas_set_direction:
 * @direction: which way the picture is to flow
 *
 * Lays the picture out the other way.
 */
void
sw_canvas_set_direction (SwCanvas *self, SwDirection direction)
{
  g_return_if_fail (SW_IS_CANVAS (self));

  if (self->direction == direction)
    return;
  self->direction = direction;
  if (self->document != NULL)
    _sw_canvas_lay_out (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

/**
 * sw_canvas_get_laying_out:
 *
 * Returns: whether the picture is still that of an earlier graph: a layout is under way
 */
gboolean
sw_canvas_get_laying_out (SwCanvas *self)
{
  g_return_val_if_fail (SW_IS_CANVAS (self), FALSE);

  return self->laying != NULL;
}

/**
 * sw_canvas_get_run_status:
 *
 * Returns: (transfer none) (nullable): the run that is shown
 */
SwRunStatus *
sw_canvas_get_run_status (SwCanvas *self)
{
  g_return_val_if_fail (SW_IS_CANVAS (self), NULL);

  return self->run_status;
}

/**
 * sw_canvas_set_run_status:
 * @run_status: (nullable): the run to show
 *
 * Shows how the states stand in a run.
 */
void
sw_canvas_set_run_status (SwCanvas *self, SwRunStatus *run_status)
{
  g_return_if_fail (SW_IS_CANVAS (self));

  if (!g_set_object (&self->run_status, run_status))
    return;
  sw_canvas_board_set_run_status (self->board, run_status);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUN_STATUS]);
}

/**
 * sw_canvas_set_breakpoints:
 * @signs: (array length=n_signs): where a run is to stop; copied. Those of what is not in the picture are not shown
 * @n_signs: how many
 *
 * Shows the breakpoints as badges, with tooltips and words for assistive technology; in place of those before. They
 * are found by their JSON pointers whenever the picture changes: who renames or moves a state sets them anew.
 */
void
sw_canvas_set_breakpoints (SwCanvas *self, const SwBreakSign *signs, guint n_signs)
{
  g_return_if_fail (SW_IS_CANVAS (self));
  g_return_if_fail (signs != NULL || n_signs == 0);

  sw_canvas_board_set_breakpoints (self->board, signs, n_signs);
}
