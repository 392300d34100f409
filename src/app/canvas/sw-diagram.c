/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-diagram.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-search.h"
#include "app/canvas/sw-minimap.h"
#include "app/runs/sw-part-bar.h"
#include "app/sw-memory.h"

/* In pixels. A diagram of less height has no room for buttons over it; keys and the main menu have them, too. */
#define LOW 200

struct _SwDiagram
{
  AdwBin             parent_instance;

  SwCanvasSearch    *search;
  GtkScrolledWindow *scroller;
  SwMinimap         *minimap;
  SwPartBar         *iteration_bar;
  SwPartBar         *branch_bar;
  GtkToggleButton   *direction_button;
  GtkWidget         *zoom_box;
  GtkButton         *zoom_button;
  guint              tick;        /* in which the room for the buttons is looked at, or 0 */

  SwDocument        *document;
  SwCanvas          *canvas; /* NULL before the document is set */
  gboolean           recalling; /* we set what the canvas then tells */
};

G_DEFINE_FINAL_TYPE (SwDiagram, sw_diagram, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DIRECTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
zoom_cb (SwDiagram *self)
{
  /* translators: the size of the diagram in percent */
  g_autofree char *label = g_strdup_printf (_("%.0f %%"), 100 * sw_canvas_get_zoom (self->canvas));

  gtk_button_set_label (self->zoom_button, label);
  /* A number alone would follow the direction of the texts around it: its sign would stand before it. */
  gtk_widget_set_direction (gtk_button_get_child (self->zoom_button), GTK_TEXT_DIR_LTR);
}

static void
direction_cb (SwDiagram *self)
{
  SwDirection direction = gtk_toggle_button_get_active (self->direction_button) ? SW_DIRECTION_RIGHT
                                                                                : SW_DIRECTION_DOWN;

  if (self->canvas != NULL)
    sw_canvas_set_direction (self->canvas, direction);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIRECTION]);
}

static void
folded_cb (SwDiagram *self)
{
  g_auto (GStrv) folded = sw_canvas_dup_folded (self->canvas);

  if (!self->recalling)
    sw_memory_set_list (sw_document_get_file (self->document), SW_MEMORY_FOLDED, (const char *const *) folded);
}

/* A file that is opened brings along what was closed in it; one that is saved anew keeps it. */
static void
file_cb (SwDiagram *self)
{
  g_auto (GStrv) folded
      = sw_memory_dup_list (sw_document_get_file (self->document), SW_MEMORY_FOLDED);

  if (folded == NULL)
    {
      folded_cb (self);
      return;
    }
  self->recalling = TRUE;
  sw_canvas_set_folded (self->canvas, (const char *const *) folded);
  self->recalling = FALSE;
}

static void
branch_cb (SwDiagram *self, const char *container, guint index)
{
  sw_part_bar_choose (self->branch_bar, container, index);
}

static void
sw_diagram_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  SwDiagram *self = SW_DIAGRAM (object);

  switch (id)
    {
    case PROP_DIRECTION:
      g_value_set_enum (value, gtk_toggle_button_get_active (self->direction_button) ? SW_DIRECTION_RIGHT
                                                                                     : SW_DIRECTION_DOWN);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_diagram_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  SwDiagram *self = SW_DIAGRAM (object);

  switch (id)
    {
    case PROP_DIRECTION:
      gtk_toggle_button_set_active (self->direction_button, g_value_get_enum (value) == SW_DIRECTION_RIGHT);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
room_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  SwDiagram *self = SW_DIAGRAM (widget);

  self->tick = 0;
  gtk_widget_set_visible (self->zoom_box, gtk_widget_get_height (GTK_WIDGET (self->scroller)) >= LOW);
  return G_SOURCE_REMOVE;
}

/* While it is being allocated nothing may change; the next frame is the first chance. */
static void
height_cb (SwDiagram *self)
{
  gboolean low = gtk_widget_get_height (GTK_WIDGET (self->scroller)) < LOW;

  if (self->tick == 0 && gtk_widget_get_visible (self->zoom_box) == low)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), room_cb, NULL, NULL);
}

static void
sw_diagram_dispose (GObject *object)
{
  SwDiagram *self = SW_DIAGRAM (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_DIAGRAM);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (sw_diagram_parent_class)->dispose (object);
}

static void
sw_diagram_class_init (SwDiagramClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_CANVAS_SEARCH);
  g_type_ensure (SW_TYPE_MINIMAP);
  g_type_ensure (SW_TYPE_PART_BAR);
  object_class->get_property = sw_diagram_get_property;
  object_class->set_property = sw_diagram_set_property;
  object_class->dispose = sw_diagram_dispose;
  properties[PROP_DIRECTION]
      = g_param_spec_enum ("direction", NULL, NULL, SW_TYPE_DIRECTION, SW_DIRECTION_DOWN,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-diagram.ui");
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, search);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, scroller);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, minimap);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, iteration_bar);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, branch_bar);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, direction_button);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, SwDiagram, zoom_button);
}

static void
sw_diagram_init (SwDiagram *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->direction_button, "toggled", G_CALLBACK (direction_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "notify::page-size",
                           G_CALLBACK (height_cb), self, G_CONNECT_SWAPPED);
}

/**
 * sw_diagram_set_document:
 * @document: what to show from now on; once only
 * @run_status: of its runs
 *
 * Builds the canvas.
 */
void
sw_diagram_set_document (SwDiagram *self, SwDocument *document, SwRunStatus *run_status)
{
  g_return_if_fail (SW_IS_DIAGRAM (self));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  self->canvas = SW_CANVAS (sw_canvas_new (document));
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->canvas));
  sw_canvas_set_run_status (self->canvas, run_status);
  sw_part_bar_set_status (self->iteration_bar, run_status);
  sw_part_bar_set_status (self->branch_bar, run_status);
  g_signal_connect_object (self->canvas, "branch-activated", G_CALLBACK (branch_cb), self, G_CONNECT_SWAPPED);
  sw_minimap_set_canvas (self->minimap, self->canvas);
  sw_canvas_search_set_canvas (self->search, self->canvas);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (zoom_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::file", G_CALLBACK (file_cb), self, G_CONNECT_SWAPPED);
  direction_cb (self);
  file_cb (self);
  zoom_cb (self);
}

/**
 * sw_diagram_get_canvas:
 *
 * Returns: (transfer none): the canvas
 */
SwCanvas *
sw_diagram_get_canvas (SwDiagram *self)
{
  g_return_val_if_fail (SW_IS_DIAGRAM (self), NULL);

  return self->canvas;
}

/**
 * sw_diagram_find:
 *
 * Opens the search for states.
 */
void
sw_diagram_find (SwDiagram *self)
{
  g_return_if_fail (SW_IS_DIAGRAM (self));

  sw_canvas_search_open (self->search);
}
