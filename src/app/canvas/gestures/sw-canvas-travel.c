/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

/* Moving about without changing anything: to the middle, close up to the selection, back to what
 * was selected before. */

#define MAX_PLACES 50

static SwRect
get_union (SwRect a, SwRect b)
{
  double right = MAX (a.x + a.width, b.x + b.width);
  double bottom = MAX (a.y + a.height, b.y + b.height);

  return (SwRect) { MIN (a.x, b.x), MIN (a.y, b.y), right - MIN (a.x, b.x),
                    bottom - MIN (a.y, b.y) };
}

/* What is selected, else the state with the focus. Returns whether there is anything. */
static gboolean
get_selected_rect (SwCanvas *self, SwRect *rect)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwGraphNode *current = _sw_canvas_get_current (self);
  GHashTableIter iter;
  gpointer pointer;
  gboolean found = current != NULL;

  if (scene == NULL)
    return FALSE;
  if (found)
    *rect = sw_scene_get_node (scene, current->id)->rect;
  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    {
      const SwGraphNode *node = sw_canvas_board_find_pointer (self->board, pointer);
      if (node == NULL)
        continue;
      SwRect one = sw_scene_get_node (scene, node->id)->rect;
      *rect = found ? get_union (*rect, one) : one;
      found = TRUE;
    }
  return found;
}

static void
centre_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  SwRect rect;

  if (scene == NULL)
    return;
  if (!get_selected_rect (self, &rect))
    rect = (SwRect) { 0, 0, sw_scene_get_width (scene), sw_scene_get_height (scene) };
  _sw_canvas_centre (self, sw_rect_get_center (rect), TRUE);
}

static void
zoom_selection_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwRect rect;

  if (get_selected_rect (self, &rect))
    _sw_canvas_zoom_to (self, sw_rect_grow (rect, SW_LAYOUT_STATE_HEIGHT));
  else
    sw_canvas_fit (self);
}

/* Goes to the next place in this direction that is still there. */
static void
travel_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwModel *model = sw_document_get_model (self->document);
  int by = g_str_equal (name, "canvas.back") ? -1 : 1;
  int place = (int) self->place;

  do
    place += by;
  while (place >= 0 && place < (int) self->places->len
         && sw_model_find_pointer (model, g_ptr_array_index (self->places, (guint) place)) == NULL);
  if (place < 0 || place >= (int) self->places->len)
    return;
  self->place = (guint) place;
  sw_document_set_selected (self->document, g_ptr_array_index (self->places, (guint) place));
}

/**
 * _sw_canvas_remember_place:
 *
 * Notes what has been selected, to come back to; what lay ahead is forgotten, as in a browser.
 */
void
_sw_canvas_remember_place (SwCanvas *self)
{
  const char *selected = sw_document_get_selected (self->document);
  GPtrArray *places = self->places;

  if (selected == NULL
      || (self->place < places->len
          && g_str_equal (g_ptr_array_index (places, self->place), selected)))
    return;
  if (self->place + 1 < places->len)
    g_ptr_array_set_size (places, (int) self->place + 1);
  g_ptr_array_add (places, g_strdup (selected));
  if (places->len > MAX_PLACES)
    g_ptr_array_remove_index (places, 0);
  self->place = places->len - 1;
}

/**
 * _sw_canvas_install_travel_actions:
 *
 * Gives the class its actions for moving about, and their keys.
 */
void
_sw_canvas_install_travel_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_c, GDK_ALT_MASK, "canvas.centre" },
    { GDK_KEY_z, 0, "canvas.zoom-selection" },
    { GDK_KEY_Left, GDK_ALT_MASK, "canvas.back" },
    { GDK_KEY_Right, GDK_ALT_MASK, "canvas.forward" },
  };

  gtk_widget_class_install_action (widget_class, "canvas.centre", NULL, centre_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-selection", NULL, zoom_selection_cb);
  gtk_widget_class_install_action (widget_class, "canvas.back", NULL, travel_cb);
  gtk_widget_class_install_action (widget_class, "canvas.forward", NULL, travel_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}
