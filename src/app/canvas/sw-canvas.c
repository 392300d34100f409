/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE_WITH_CODE (SwCanvas, sw_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

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
  GtkWidget *closed; /* a popover that was to be taken off a moment later */

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
  while ((closed = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (closed);
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
sw_canvas_class_init (SwCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = sw_canvas_constructed;
  object_class->dispose = sw_canvas_dispose;
  object_class->finalize = sw_canvas_finalize;
  widget_class->measure = sw_canvas_measure;
  widget_class->size_allocate = sw_canvas_size_allocate;
  widget_class->snapshot = sw_canvas_snapshot;
  widget_class->grab_focus = sw_canvas_grab_focus;
  _sw_canvas_install_properties (object_class);
  g_signal_new ("problem-activated", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, SW_TYPE_PROBLEM);
  g_signal_new ("breakpoint-activated", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_STRING);
  g_signal_new ("branch-activated", SW_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_UINT);
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
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Diagram"), -1);
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
 * sw_canvas_set_breakpoints:
 * @signs: (array length=n_signs): where a run is to stop; copied. Those of what is not in the
 *   picture are not shown
 * @n_signs: how many
 *
 * Shows the breakpoints as badges, with tooltips and words for assistive technology; in place of
 * those before. They are found by their JSON pointers whenever the picture changes: who renames or
 * moves a state sets them anew.
 */
void
sw_canvas_set_breakpoints (SwCanvas *self, const SwBreakSign *signs, guint n_signs)
{
  g_return_if_fail (SW_IS_CANVAS (self));
  g_return_if_fail (signs != NULL || n_signs == 0);

  sw_canvas_board_set_breakpoints (self->board, signs, n_signs);
}
