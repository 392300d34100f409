/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-canvas-private.h"

/* What a canvas shows and how, as properties and as functions */

G_DEFINE_ENUM_TYPE (SwDirection, sw_direction,
                    G_DEFINE_ENUM_VALUE (SW_DIRECTION_DOWN, "down"),
                    G_DEFINE_ENUM_VALUE (SW_DIRECTION_RIGHT, "right"))

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
get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
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
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
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

/**
 * _sw_canvas_install_properties:
 *
 * Tells the class what its properties are, and how they are read and written.
 */
void
_sw_canvas_install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
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
