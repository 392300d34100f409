/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/board/sw-canvas-board-private.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

G_DEFINE_FINAL_TYPE (SwCanvasBoard, sw_canvas_board, GTK_TYPE_WIDGET)

static void
sw_canvas_board_measure (GtkWidget      *widget,
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
allocate_node (SwCanvasBoard *self, GtkWidget *widget, guint id)
{
  SwRect rect = sw_scene_get_node_rect (self->scene, id);
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) rect.x, (float) rect.y);

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (widget, (int) round (rect.width), (int) round (rect.height), -1,
                       gsk_transform_translate (NULL, &at));
}

static void
sw_canvas_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (widget);

  for (guint i = 0; i < self->widgets->len; i++)
    {
      GtkWidget *child = g_ptr_array_index (self->widgets, i);
      if (child == NULL)
        continue;
      allocate_node (self, child, i);
      gtk_widget_set_opacity (child, sw_scene_is_new (self->scene, i)
                                         ? sw_scene_get_progress (self->scene) : 1);
    }
}

static void
theme_changed (SwCanvasBoard *self)
{
  sw_canvas_theme_load (&self->theme, GTK_WIDGET (self));
  _sw_canvas_board_drop_text (self);
  if (self->scene != NULL)
    sw_scene_drop_rendered (self->scene);
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      sw_canvas_node_theme_changed (g_ptr_array_index (self->widgets, i));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
sw_canvas_board_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (sw_canvas_board_parent_class)->css_changed (widget, change);
  theme_changed (SW_CANVAS_BOARD (widget));
}

static void
sw_canvas_board_dispose (GObject *object)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  sw_canvas_board_set_run_status (self, NULL);
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      gtk_widget_unparent (g_ptr_array_index (self->widgets, i));
  g_ptr_array_set_size (self->widgets, 0);
  _sw_canvas_board_drop_text (self);
  g_clear_pointer (&self->badges, g_ptr_array_unref);
  g_clear_pointer (&self->break_badges, g_ptr_array_unref);
  g_clear_pointer (&self->break_signs, g_ptr_array_unref);
  _sw_canvas_board_forget_near (self);
  g_clear_pointer (&self->scene, sw_scene_free);
  G_OBJECT_CLASS (sw_canvas_board_parent_class)->dispose (object);
}

static void
sw_canvas_board_finalize (GObject *object)
{
  SwCanvasBoard *self = SW_CANVAS_BOARD (object);

  g_ptr_array_unref (self->widgets);
  g_ptr_array_unref (self->terminals);
  g_hash_table_unref (self->labels);
  g_array_unref (self->terminal_flags);
  G_OBJECT_CLASS (sw_canvas_board_parent_class)->finalize (object);
}

static void
sw_canvas_board_class_init (SwCanvasBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = sw_canvas_board_dispose;
  object_class->finalize = sw_canvas_board_finalize;
  widget_class->measure = sw_canvas_board_measure;
  widget_class->size_allocate = sw_canvas_board_size_allocate;
  widget_class->snapshot = _sw_canvas_board_snapshot;
  widget_class->css_changed = sw_canvas_board_css_changed;
  widget_class->focus = _sw_canvas_board_focus;
  widget_class->grab_focus = _sw_canvas_board_grab_focus;
  g_signal_new ("moved", SW_TYPE_CANVAS_BOARD, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_css_name (widget_class, "states");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
}

static void
sw_canvas_board_init (SwCanvasBoard *self)
{
  AdwStyleManager *manager =
      adw_style_manager_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));
  static const char *const theme_properties[] = { "dark", "high-contrast", "accent-color" };

  self->widgets = g_ptr_array_new ();
  self->terminals = g_ptr_array_new_null_terminated (0, NULL, FALSE);
  self->labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->terminal_flags = g_array_new (FALSE, TRUE, sizeof (SwCardFlags));
  self->scale = 1;
  self->font_scale = 1;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("States of the machine"), -1);
  for (guint i = 0; i < G_N_ELEMENTS (theme_properties); i++)
    {
      g_autofree char *signal = g_strconcat ("notify::", theme_properties[i], NULL);
      g_signal_connect_object (manager, signal, G_CALLBACK (theme_changed), self,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * sw_canvas_board_new:
 *
 * Returns: (transfer floating): a board with nothing on it
 */
GtkWidget *
sw_canvas_board_new (void)
{
  return g_object_new (SW_TYPE_CANVAS_BOARD, NULL);
}

/**
 * sw_canvas_board_get_scene:
 *
 * Returns: (transfer none) (nullable): what it shows
 */
SwScene *
sw_canvas_board_get_scene (SwCanvasBoard *self)
{
  return self->scene;
}

/**
 * sw_canvas_board_get_theme:
 *
 * Returns: (transfer none): the colours in force
 */
const SwCanvasTheme *
sw_canvas_board_get_theme (SwCanvasBoard *self)
{
  return &self->theme;
}

/**
 * _sw_canvas_board_relate:
 * @id: of a node that has a widget
 *
 * Tells assistive technology where a state leads: to others that have one.
 */
void
_sw_canvas_board_relate (SwCanvasBoard *self, guint id)
{
  g_autoptr (GPtrArray) following = g_ptr_array_new ();
  guint n_ways;
  const SwGraphEdge *const *ways = sw_scene_get_ways (self->scene, id, &n_ways);

  for (guint i = 0; i < n_ways; i++)
    {
      SwCanvasNode *to = g_ptr_array_index (self->widgets, ways[i]->to->id);
      if (to != NULL && !g_ptr_array_find (following, to, NULL))
        g_ptr_array_add (following, to);
    }
  sw_canvas_node_set_following (g_ptr_array_index (self->widgets, id), following);
}

/* The widgets for NODES by id: those of states that were shown before stay, so that focus and what
 * assistive technology knows survive an edit. */
static GPtrArray *
match_widgets (SwCanvasBoard *self, SwScene *scene, GPtrArray *old)
{
  guint count = sw_scene_get_n_nodes (scene);
  GPtrArray *widgets = g_ptr_array_sized_new (count);

  g_ptr_array_set_size (widgets, (int) count);
  for (guint i = 0; i < count; i++)
    {
      const SwLayoutNode *placed = sw_scene_get_node (scene, i);
      GtkWidget *widget = NULL;
      if (!placed->visible || placed->node->kind == SW_GRAPH_NODE_START
          || placed->node->kind == SW_GRAPH_NODE_END)
        continue;
      if (!sw_scene_is_new (scene, i) && sw_scene_get_former_id (scene, i) < old->len)
        widget = g_steal_pointer (&g_ptr_array_index (old, sw_scene_get_former_id (scene, i)));
      if (widget == NULL)
        {
          widget = sw_canvas_node_new (&self->theme);
          gtk_widget_set_parent (widget, GTK_WIDGET (self));
        }
      g_ptr_array_index (widgets, i) = widget;
    }
  return widgets;
}

/* Reading order: that of the graph's walk */
static void
order_widgets (SwCanvasBoard *self)
{
  GtkWidget *next = gtk_widget_get_first_child (GTK_WIDGET (self));

  for (guint i = 0; i < self->widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (self->widgets, i);
      if (widget == NULL)
        continue;
      if (widget == next)
        next = gtk_widget_get_next_sibling (next);
      else
        gtk_widget_insert_before (widget, GTK_WIDGET (self), next);
    }
}

/* What a widget keeps only while the layout it was set for is shown */
#define PASSING_FLAGS (SW_CARD_HOVERED | SW_CARD_TARGET | SW_CARD_LEGAL | SW_CARD_LIFTED)

/* The former widgets where their states are now, and new ones; and away with those whose states are
 * gone */
static void
take_widgets (SwCanvasBoard *self, SwScene *scene)
{
  g_autoptr (GPtrArray) old = self->widgets;

  self->widgets = match_widgets (self, scene, old);
  for (guint i = 0; i < self->widgets->len; i++)
    {
      SwCanvasNode *widget = g_ptr_array_index (self->widgets, i);
      if (widget == NULL)
        continue;
      sw_canvas_node_set_node (widget, scene, i, self->font_scale, sw_scene_is_same (scene, i));
      sw_canvas_node_set_flag (widget, PASSING_FLAGS, FALSE);
      sw_canvas_node_set_detail (widget, self->detail);
    }
  for (guint i = 0; i < old->len; i++)
    if (g_ptr_array_index (old, i) != NULL)
      gtk_widget_unparent (g_ptr_array_index (old, i));
}

static void
relate_all (SwCanvasBoard *self)
{
  order_widgets (self);
  for (guint i = 0; i < self->widgets->len; i++)
    if (g_ptr_array_index (self->widgets, i) != NULL)
      {
        _sw_canvas_board_relate (self, i);
        _sw_canvas_board_update_run (self, i);
      }
}

/**
 * sw_canvas_board_take_scene:
 * @take_scene: (transfer full): made with the present scene as its previous one
 * @direction: which way the layout flows
 * @font_scale: the scale the layout was made with
 *
 * Shows another scene. Widgets of states that stay, stay.
 */
void
sw_canvas_board_take_scene (SwCanvasBoard *self,
                            SwScene       *take_scene,
                            SwDirection    direction,
                            double         font_scale)
{
  gboolean first = self->scene == NULL;

  self->direction = direction;
  self->font_scale = font_scale;
  self->hovered = (SwHit) { SW_HIT_NOTHING };
  if (first)
    g_ptr_array_set_size (self->widgets, (int) sw_scene_get_n_nodes (take_scene));
  else
    {
      _sw_canvas_board_end_fill (self);
      take_widgets (self, take_scene);
    }
  g_array_set_size (self->terminal_flags, 0);
  g_array_set_size (self->terminal_flags, sw_scene_get_n_nodes (take_scene));
  _sw_canvas_board_drop_text (self);
  g_clear_pointer (&self->badges, g_ptr_array_unref); /* of the scene that goes */
  _sw_canvas_board_forget_near (self);
  g_clear_pointer (&self->scene, sw_scene_free_later);
  self->scene = take_scene;
  self->current = MIN (self->current, MAX (1, self->widgets->len) - 1);
  if (first)
    _sw_canvas_board_begin_fill (self);
  else
    relate_all (self);
  _sw_canvas_board_place_breaks (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_go_on:
 * @take_scene: (transfer full): congruent to the present scene
 *
 * Goes on with another layout where nothing has moved: after most keystrokes one state reads
 * differently, and the rest is left alone.
 */
void
sw_canvas_board_go_on (SwCanvasBoard *self, SwScene *take_scene)
{
  _sw_canvas_board_end_fill (self);
  sw_scene_take_over (self->scene, take_scene);
  for (guint i = 0; i < self->widgets->len; i++)
    {
      SwCanvasNode *widget = g_ptr_array_index (self->widgets, i);
      gboolean same = sw_scene_is_same (take_scene, i);
      if (widget == NULL)
        continue;
      sw_canvas_node_set_node (widget, self->scene, i, self->font_scale, same);
      if (same)
        continue;
      _sw_canvas_board_relate (self, i);
      _sw_canvas_board_update_run (self, i);
    }
  sw_scene_free_later (take_scene);
}

/**
 * sw_canvas_board_set_progress:
 * @progress: 0 … 1, of the way from the scene before to this one
 *
 * Moves what is on its way.
 */
void
sw_canvas_board_set_progress (SwCanvasBoard *self, double progress)
{
  if (self->scene == NULL)
    return;
  sw_scene_set_progress (self->scene, progress);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_set_visible_part:
 * @visible: the part of the scene that can be seen, in scene points
 * @scale: view pixels per scene point
 *
 * Tells what needs painting, and how finely.
 */
void
sw_canvas_board_set_visible_part (SwCanvasBoard *self, SwRect visible, double scale)
{
  SwDetail detail = scale < 0.25 ? SW_DETAIL_BOX : scale < 0.5 ? SW_DETAIL_NAME : SW_DETAIL_FULL;

  self->visible = visible;
  self->scale = scale;
  if (detail != self->detail)
    {
      self->detail = detail;
      /* Labels are painted along with the edges, or left out. */
      if (self->scene != NULL)
        sw_scene_drop_rendered (self->scene);
      for (guint i = 0; i < self->widgets->len; i++)
        if (g_ptr_array_index (self->widgets, i) != NULL)
          sw_canvas_node_set_detail (g_ptr_array_index (self->widgets, i), detail);
    }
  _sw_canvas_board_make_seen (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * sw_canvas_board_get_widget:
 * @id: of a node of the scene
 *
 * Returns: (transfer none) (nullable): its widget, made now where it was not yet; Start and End
 *   have none
 */
SwCanvasNode *
sw_canvas_board_get_widget (SwCanvasBoard *self, guint id)
{
  return id < self->widgets->len ? _sw_canvas_board_make (self, id) : NULL;
}

/**
 * sw_canvas_board_find_pointer:
 * @pointer: (nullable): JSON pointer of a state
 *
 * Returns: (transfer none) (nullable): its node
 */
SwGraphNode *
sw_canvas_board_find_pointer (SwCanvasBoard *self, const char *pointer)
{
  if (self->scene == NULL || pointer == NULL)
    return NULL;
  SwGraph *graph = sw_scene_get_graph (self->scene);
  SwState *state = sw_model_find_pointer (sw_graph_get_model (graph), pointer);
  return state != NULL ? sw_graph_find_state (graph, state) : NULL;
}

/**
 * sw_canvas_board_get_focused:
 *
 * Returns: (transfer none) (nullable): the node that has the keyboard focus
 */
SwGraphNode *
sw_canvas_board_get_focused (SwCanvasBoard *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL ? sw_canvas_node_get_node (SW_CANVAS_NODE (child)) : NULL;
}

/**
 * sw_canvas_board_set_current:
 * @id: of a node
 *
 * Chooses where Tab enters.
 */
void
sw_canvas_board_set_current (SwCanvasBoard *self, guint id)
{
  self->current = id;
}
