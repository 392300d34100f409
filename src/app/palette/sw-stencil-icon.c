/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/palette/sw-stencil-icon.h"

#include <adwaita.h>

#include "app/canvas/board/sw-canvas-paint.h"
#include "layout/picture/sw-emblem.h"

#define SIZE 28

struct _SwStencilIcon
{
  GtkWidget parent_instance;

  SwCanvasTheme theme;
  SwStateType   type;
  const char   *symbol;
};

G_DEFINE_FINAL_TYPE (SwStencilIcon, sw_stencil_icon, GTK_TYPE_WIDGET)

enum
{
  PROP_0,
  PROP_STATE_TYPE,
  PROP_SYMBOL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
sw_stencil_icon_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  *minimum = *natural = SIZE;
}

static void
sw_stencil_icon_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwStencilIcon *self = SW_STENCIL_ICON (widget);

  sw_paint_tile (snapshot, &self->theme, self->type, self->symbol, (SwRect) { 0, 0, SIZE, SIZE });
}

static void
theme_changed (SwStencilIcon *self)
{
  sw_canvas_theme_load (&self->theme, GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sw_stencil_icon_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sw_stencil_icon_parent_class)->css_changed (widget, change);
  theme_changed (SW_STENCIL_ICON (widget));
}

static void
sw_stencil_icon_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  SwStencilIcon *self = SW_STENCIL_ICON (object);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  switch (prop_id)
    {
    case PROP_STATE_TYPE:
      self->type = g_value_get_uint (value);
      break;
    case PROP_SYMBOL:
      self->symbol = g_intern_string (g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_stencil_icon_class_init (SwStencilIconClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->set_property = sw_stencil_icon_set_property;
  properties[PROP_STATE_TYPE]
      = g_param_spec_uint ("state-type", NULL, NULL, 0, SW_STATE_N_TYPES - 1, SW_STATE_UNKNOWN,
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SYMBOL] = g_param_spec_string ("symbol", NULL, NULL, NULL,
                                                 G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);

  widget_class->measure = sw_stencil_icon_measure;
  widget_class->snapshot = sw_stencil_icon_snapshot;
  widget_class->css_changed = sw_stencil_icon_css_changed;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
sw_stencil_icon_init (SwStencilIcon *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (theme_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (theme_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * sw_stencil_icon_set_stencil:
 * @stencil: what the palette offers
 *
 * Chooses what the tile shows.
 */
void
sw_stencil_icon_set_stencil (SwStencilIcon *self, const SwStencil *stencil)
{
  g_return_if_fail (SW_IS_STENCIL_ICON (self));

  self->type = stencil->type;
  self->symbol = sw_emblem_for_stencil (stencil);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
