/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/palette/sw-stencil-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/canvas/board/sw-canvas-paint.h"
#include "app/palette/sw-stencil-drag.h"
#include "app/palette/sw-stencil-icon.h"
#include "app/start/sw-sketch-view.h"
#include "asl/catalogue/sw-patterns.h"
#include "layout/picture/sw-emblem.h"

/* The drawing of a block of states, in pixels */
#define SKETCH_WIDTH 76
#define SKETCH_HEIGHT 84

struct _SwStencilRow
{
  GtkListBoxRow parent_instance;

  const SwStencil *stencil; /* static */
  SwMatch          match;
  SwStencilIcon   *icon;
  SwSketchView    *sketch;
  GtkLabel        *label;
  GtkButton       *button;
};

G_DEFINE_FINAL_TYPE (SwStencilRow, sw_stencil_row, GTK_TYPE_LIST_BOX_ROW)

static GdkContentProvider *
prepare_cb (SwStencilRow *self, double x, double y, GtkDragSource *source)
{
  g_autoptr (SwStencilDrag) drag = sw_stencil_drag_new (self->stencil);
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_typed (SW_TYPE_STENCIL_DRAG, drag),
    gdk_content_provider_new_typed (G_TYPE_STRING, self->stencil->jsonata),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static PangoLayout *
make_name (SwStencilRow *self)
{
  PangoLayout *name = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->stencil->name);
  double room = SW_LAYOUT_STATE_WIDTH - 3 * SW_LOOK_TILE_INSET - SW_LOOK_TILE_SIZE;

  pango_layout_set_width (name, (int) (room * PANGO_SCALE));
  pango_layout_set_ellipsize (name, PANGO_ELLIPSIZE_END);
  return name;
}

/* What hangs on the pointer is the state as it is going to look. */
static void
drag_begin_cb (SwStencilRow *self, GdkDrag *drag, GtkDragSource *source)
{
  const graphene_size_t size = GRAPHENE_SIZE_INIT (SW_LAYOUT_STATE_WIDTH * SW_CANVAS_GHOST_SCALE,
                                                   SW_LAYOUT_STATE_HEIGHT * SW_CANVAS_GHOST_SCALE);
  g_autoptr (PangoLayout) name = make_name (self);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  SwCanvasTheme theme;

  sw_canvas_theme_load (&theme, GTK_WIDGET (self));
  SwCard card = {
    .theme = &theme,
    .type = self->stencil->type,
    .symbol = sw_emblem_for_stencil (self->stencil),
    .scale = 1,
    .name = name,
  };
  gtk_snapshot_scale (snapshot, SW_CANVAS_GHOST_SCALE, SW_CANVAS_GHOST_SCALE);
  gtk_snapshot_push_opacity (snapshot, 0.85);
  sw_paint_card (snapshot, &card, SW_LAYOUT_STATE_WIDTH, SW_LAYOUT_STATE_HEIGHT);
  gtk_snapshot_pop (snapshot);
  g_autoptr (GdkPaintable) icon = gtk_snapshot_free_to_paintable (snapshot, &size);
  gtk_drag_source_set_icon (source, icon, -SW_CANVAS_GHOST_OFFSET, -SW_CANVAS_GHOST_OFFSET);
  /* A palette that lies over the diagram gives way to it. */
  gtk_widget_activate_action (GTK_WIDGET (self), "win.uncover-view", NULL);
}

static void
clicked_cb (SwStencilRow *self)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (self));

  g_signal_emit_by_name (list, "row-activated", self);
}

static void
sw_stencil_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_STENCIL_ROW);
  G_OBJECT_CLASS (sw_stencil_row_parent_class)->dispose (object);
}

static void
sw_stencil_row_class_init (SwStencilRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_stencil_row_dispose;
  g_type_ensure (SW_TYPE_STENCIL_ICON);
  g_type_ensure (SW_TYPE_SKETCH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-stencil-row.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStencilRow, icon);
  gtk_widget_class_bind_template_child (widget_class, SwStencilRow, sketch);
  gtk_widget_class_bind_template_child (widget_class, SwStencilRow, label);
  gtk_widget_class_bind_template_child (widget_class, SwStencilRow, button);
  gtk_widget_class_bind_template_callback (widget_class, prepare_cb);
  gtk_widget_class_bind_template_callback (widget_class, drag_begin_cb);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
sw_stencil_row_init (SwStencilRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What it does, and what of AWS it calls */
static char *
dup_help (const SwStencil *stencil)
{
  if (strchr (stencil->id, ':') == NULL)
    return g_strdup (_(stencil->help));
  return g_strdup_printf ("%s\n%s", _(stencil->help), stencil->id);
}

/* Several states: what they look like together says more than the kind of one. */
static void
show_block (SwStencilRow *self)
{
  sw_sketch_view_set_size (self->sketch, SKETCH_WIDTH, SKETCH_HEIGHT);
  sw_sketch_view_set_text (self->sketch, self->stencil->jsonata);
  gtk_widget_set_visible (GTK_WIDGET (self->sketch), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}

/**
 * sw_stencil_row_new:
 * @stencil: a stencil
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
sw_stencil_row_new (const SwStencil *stencil)
{
  SwStencilRow *self = g_object_new (SW_TYPE_STENCIL_ROW, NULL);
  /* Translators: %s is what the palette calls a kind of state */
  g_autofree char *tip = g_strdup_printf (_("Add %s after the selected state"), _(stencil->label));
  g_autofree char *help = dup_help (stencil);

  self->stencil = stencil;
  sw_stencil_icon_set_stencil (self->icon, stencil);
  gtk_label_set_text (self->label, _(stencil->label));
  if (sw_patterns_contain (stencil))
    show_block (self);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), help);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _(stencil->label),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
  return GTK_WIDGET (self);
}

/**
 * sw_stencil_row_get_stencil:
 *
 * Returns: (transfer none): the stencil
 */
const SwStencil *
sw_stencil_row_get_stencil (SwStencilRow *self)
{
  g_return_val_if_fail (SW_IS_STENCIL_ROW (self), NULL);

  return self->stencil;
}

/**
 * sw_stencil_match:
 * @words: what is looked for, from sw_search_split()
 *
 * Looks for @words in what a row and its new state are called, first; then in the id and the help.
 * "AWS Lambda Invoke" makes a state "Lambda Invoke", so that "lambda" begins its name.
 *
 * Returns: how well the stencil answers
 */
SwMatch
sw_stencil_match (const SwStencil *stencil, const char *const *words)
{
  const char *const about[] = { stencil->id, _(stencil->help) };
  SwMatch by_name = sw_name_match (stencil->name, about, G_N_ELEMENTS (about), words);

  return MAX (by_name, sw_name_match (_(stencil->label), about, G_N_ELEMENTS (about), words));
}

/**
 * sw_stencil_row_search:
 * @words: what is looked for, from sw_search_split()
 *
 * Has the row answer a search, see sw_stencil_match().
 */
void
sw_stencil_row_search (SwStencilRow *self, const char *const *words)
{
  g_return_if_fail (SW_IS_STENCIL_ROW (self));

  self->match = sw_stencil_match (self->stencil, words);
}

/**
 * sw_stencil_row_get_match:
 *
 * Returns: how well the row answers the search last asked
 */
SwMatch
sw_stencil_row_get_match (SwStencilRow *self)
{
  g_return_val_if_fail (SW_IS_STENCIL_ROW (self), SW_MATCH_NONE);

  return self->match;
}
