/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-canvas-node-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-words.h"
#include "layout/picture/sw-emblem.h"
#include "layout/picture/sw-text-fit.h"

G_DEFINE_FINAL_TYPE (SwCanvasNode, sw_canvas_node, GTK_TYPE_WIDGET)

static void
drop_layouts (SwCanvasNode *self)
{
  g_clear_object (&self->name);
  g_clear_object (&self->subtitle);
  g_clear_object (&self->badge);
}

/* A name in another direction than the program's still begins beside its tile: Pango turns the
 * alignment around for it, which is turned back here. */
static PangoAlignment
get_alignment (SwCanvasNode *self, PangoLayout *layout)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  if (pango_layout_get_direction (layout, 0) == (rtl ? PANGO_DIRECTION_LTR : PANGO_DIRECTION_RTL))
    rtl = !rtl;
  return rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static PangoLayout *
make_layout (SwCanvasNode *self, const char *text, double size, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  PangoContext *context = pango_layout_get_context (layout);
  g_autoptr (PangoFontDescription) font
      = pango_font_description_copy (pango_context_get_font_description (context));

  pango_font_description_set_absolute_size (font, size * self->scale * PANGO_SCALE);
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_alignment (layout, get_alignment (self, layout));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* From afar there is no second line: the name takes its place, and stays readable for longer. */
#define FAR_NAME_SIZE 19.0

static PangoLayout *
make_name (SwCanvasNode *self, double size, int room)
{
  g_autofree char *breakable = sw_text_dup_breakable (self->node->state->name);
  PangoLayout *name = make_layout (self, breakable, size, PANGO_WEIGHT_SEMIBOLD);

  pango_layout_set_wrap (name, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (name, self->is_container ? -1 : -2);
  pango_layout_set_width (name, room * PANGO_SCALE);
  return name;
}

/**
 * _sw_canvas_node_dup_subtitle:
 *
 * Returns: (transfer full): what its second line says while no run is shown
 */
char *
_sw_canvas_node_dup_subtitle (SwCanvasNode *self)
{
  return self->flags & SW_CARD_FOLDED ? sw_words_dup_contents (self->node)
                                      : sw_look_dup_subtitle (self->node->state);
}

/* One line, or two smaller ones where it is too long */
static PangoLayout *
fit_name (SwCanvasNode *self, int room)
{
  if (self->detail != SW_DETAIL_FULL)
    return make_name (self, FAR_NAME_SIZE, room);
  g_autoptr (PangoLayout) name
      = make_layout (self, self->node->state->name, SW_LOOK_NAME_SIZE, PANGO_WEIGHT_SEMIBOLD);
  pango_layout_set_width (name, room * PANGO_SCALE);
  if (pango_layout_is_ellipsized (name) && !self->is_container)
    return make_name (self, SW_LOOK_LONG_NAME_SIZE, room);
  return g_steal_pointer (&name);
}

static void
ensure_layouts (SwCanvasNode *self, int width)
{
  double taken = SW_LOOK_TILE_INSET * 2.5 + SW_LOOK_TILE_SIZE + sw_card_get_fold_room (self->flags);
  gboolean is_slot = self->node->kind == SW_GRAPH_NODE_SLOT;
  int room = (int) MAX (8, width - (is_slot ? 16 : taken * self->scale));
  int second_room =
      MAX (8, room - (int) (sw_marks_count (self->marks) * SW_MARK_STEP * self->scale));

  if (self->name == NULL && is_slot)
    self->name =
        make_layout (self, _("Drop a state here"), SW_LOOK_SUBTITLE_SIZE, PANGO_WEIGHT_NORMAL);
  if (self->name == NULL)
    {
      g_autofree char *subtitle = _sw_canvas_node_dup_subtitle (self);
      self->name = fit_name (self, room);
      self->subtitle = make_layout (self, subtitle, SW_LOOK_SUBTITLE_SIZE, PANGO_WEIGHT_NORMAL);
    }
  if (self->badge == NULL && self->badge_text != NULL)
    self->badge = make_layout (self, self->badge_text, SW_LOOK_SUBTITLE_SIZE, PANGO_WEIGHT_NORMAL);
  if (self->badge != NULL)
    pango_layout_set_width (self->badge, second_room * PANGO_SCALE);
  pango_layout_set_width (self->name, room * PANGO_SCALE);
  if (self->subtitle != NULL)
    pango_layout_set_width (self->subtitle, second_room * PANGO_SCALE);
}

static void
sw_canvas_node_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  SwCanvasNode *self = SW_CANVAS_NODE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->node == NULL || width <= 0 || height <= 0)
    return;
  if (self->detail != SW_DETAIL_BOX)
    ensure_layouts (self, width);
  SwCard card = {
    .theme = self->theme,
    .type = self->node->state ? self->node->state->type : SW_STATE_UNKNOWN,
    .symbol = self->node->state ? sw_emblem_for_state (self->node->state) : NULL,
    .marks = self->marks,
    .flags = self->flags,
    .detail = self->detail,
    .run = self->run,
    .scale = self->scale,
    .name = self->name,
    .subtitle = self->subtitle,
    .badge = self->badge,
  };
  if (gtk_widget_has_visible_focus (widget))
    card.flags |= SW_CARD_FOCUSED;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    card.flags |= SW_CARD_RTL;
  if (self->node->kind == SW_GRAPH_NODE_SLOT)
    sw_paint_slot (snapshot, &card, width, height);
  else if (self->is_container)
    sw_paint_container (snapshot, &card, width, height);
  else
    sw_paint_card (snapshot, &card, width, height);
}

static void
sw_canvas_node_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = *natural = 0;
}

static void
sw_canvas_node_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sw_canvas_node_parent_class)->css_changed (widget, change);
  drop_layouts (SW_CANVAS_NODE (widget));
}

static void
sw_canvas_node_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GTK_WIDGET_CLASS (sw_canvas_node_parent_class)->state_flags_changed (widget, previous);
  gtk_widget_queue_draw (widget);
}

static void
sw_canvas_node_dispose (GObject *object)
{
  SwCanvasNode *self = SW_CANVAS_NODE (object);

  drop_layouts (self);
  self->node = NULL;
  G_OBJECT_CLASS (sw_canvas_node_parent_class)->dispose (object);
}

static void
sw_canvas_node_finalize (GObject *object)
{
  SwCanvasNode *self = SW_CANVAS_NODE (object);

  g_free (self->badge_text);
  g_free (self->label);
  g_free (self->description);
  g_free (self->problems);
  g_free (self->breakpoints);
  g_free (self->following);
  G_OBJECT_CLASS (sw_canvas_node_parent_class)->finalize (object);
}

static void
sw_canvas_node_class_init (SwCanvasNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sw_canvas_node_dispose;
  object_class->finalize = sw_canvas_node_finalize;
  widget_class->snapshot = sw_canvas_node_snapshot;
  widget_class->measure = sw_canvas_node_measure;
  widget_class->css_changed = sw_canvas_node_css_changed;
  widget_class->state_flags_changed = sw_canvas_node_state_flags_changed;
  _sw_canvas_node_install_actions (widget_class);
  gtk_widget_class_set_css_name (widget_class, "state");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
sw_canvas_node_init (SwCanvasNode *self)
{
  static guint last_serial;

  self->serial = ++last_serial;
  self->scale = 1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * sw_canvas_node_new:
 * @theme: the colours; must outlive the node
 *
 * Returns: (transfer floating): a node that shows nothing yet
 */
GtkWidget *
sw_canvas_node_new (const SwCanvasTheme *theme)
{
  SwCanvasNode *self = g_object_new (SW_TYPE_CANVAS_NODE, NULL);

  self->theme = theme;
  return GTK_WIDGET (self);
}

/**
 * sw_canvas_node_get_node:
 *
 * Returns: (transfer none): the node of the graph that is shown
 */
SwGraphNode *
sw_canvas_node_get_node (SwCanvasNode *self)
{
  return self->node;
}

static void
set_foldable (SwCanvasNode *self)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (self);

  if (self->node->state == NULL || self->node->scopes->len == 0)
    {
      gtk_accessible_reset_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED);
      return;
    }
  self->flags |= self->is_container ? SW_CARD_FOLDABLE : SW_CARD_FOLDABLE | SW_CARD_FOLDED;
  gtk_accessible_update_state (accessible, GTK_ACCESSIBLE_STATE_EXPANDED, self->is_container, -1);
}

/**
 * sw_canvas_node_set_node:
 * @scene: the scene
 * @id: of a state or a slot in it
 * @scale: of fonts and insets
 * @same: it is the node shown until now, and nothing about it has changed
 *
 * Shows another node, or the same one of a later graph.
 */
void
sw_canvas_node_set_node (SwCanvasNode  *self,
                         const SwScene *scene,
                         guint          id,
                         double         scale,
                         gboolean       same)
{
  SwGraphNode *node = sw_scene_get_node (scene, id)->node;

  self->node = node;
  if (same && self->scale == scale)
    return;
  drop_layouts (self);
  self->is_container = sw_scene_is_container (scene, id);
  self->scale = scale;
  self->marks = node->state ? sw_state_get_marks (node->state) : 0;
  self->flags &= ~(SwCardFlags) (SW_CARD_LOST | SW_CARD_FOLDABLE | SW_CARD_FOLDED);
  if (!node->reachable && node->state != NULL)
    self->flags |= SW_CARD_LOST;
  set_foldable (self);
  _sw_canvas_node_tell (self, scene);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_node_set_flag:
 * @flag: one of those that the canvas decides
 * @on: whether it holds
 *
 * Changes how the node is to look.
 */
void
sw_canvas_node_set_flag (SwCanvasNode *self, SwCardFlags flag, gboolean on)
{
  SwCardFlags flags = on ? self->flags | flag : self->flags & ~flag;

  if (flags == self->flags)
    return;
  self->flags = flags;
  if (flag & SW_CARD_SELECTED)
    gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, on, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_node_get_flags:
 *
 * Returns: how the node looks
 */
SwCardFlags
sw_canvas_node_get_flags (SwCanvasNode *self)
{
  return self->flags;
}

/**
 * sw_canvas_node_set_detail:
 * @detail: what can be made out at the present zoom
 *
 * Paints more or less.
 */
void
sw_canvas_node_set_detail (SwCanvasNode *self, SwDetail detail)
{
  if (self->detail == detail)
    return;
  self->detail = detail;
  drop_layouts (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_node_set_run:
 * @info: (nullable): how the state stands in the run that is shown
 * @parts: (nullable): how its branches or iterations do
 *
 * Shows the state of a run: colour, icon and words.
 */
void
sw_canvas_node_set_run (SwCanvasNode *self, const SwRunStateInfo *info, const SwRunStateInfo *parts)
{
  g_autofree char *text = sw_words_dup_run (info, parts);
  SwRunState run = info != NULL ? info->state : SW_RUN_STATE_IDLE;

  if (run == self->run && g_strcmp0 (text, self->badge_text) == 0)
    return;
  self->run = run;
  g_set_str (&self->badge_text, text);
  g_clear_object (&self->badge);
  _sw_canvas_node_tell_description (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_node_theme_changed:
 *
 * Paints anew with the theme's present colours.
 */
void
sw_canvas_node_theme_changed (SwCanvasNode *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
