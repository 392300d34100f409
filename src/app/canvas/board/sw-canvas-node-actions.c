/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/board/sw-canvas-node-private.h"

/* The commands of the canvas, on the state they are asked of: assistive technology finds them at
 * each state. */
static const struct
{
  const char *name;
  const char *canvas_action;
} node_actions[] = {
  { "node.inspect", "canvas.inspect" },
  { "node.add-after", "canvas.add-menu" },
  { "node.connect", "canvas.connect" },
  { "node.rename", "canvas.rename" },
  { "node.duplicate", "canvas.duplicate" },
  { "node.cut", "canvas.cut" },
  { "node.copy", "canvas.copy" },
  { "node.paste-after", "canvas.paste" },
  { "node.move", "canvas.move" },
  { "node.move-earlier", "canvas.move-earlier" },
  { "node.move-later", "canvas.move-later" },
  { "node.unwrap", "canvas.unwrap" },
  { "node.set-start", "canvas.set-start" },
  { "node.delete", "canvas.delete" },
  { "node.menu", "canvas.menu" },
};

/* The state becomes the focused and only selected one first: what a command is about is always to
 * be seen. */
static void
node_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const SwGraphNode *node = sw_canvas_node_get_node (SW_CANVAS_NODE (widget));

  if (node == NULL)
    return;
  gtk_widget_activate_action (widget, "canvas.go-to", "u", node->id);
  for (guint i = 0; i < G_N_ELEMENTS (node_actions); i++)
    if (g_str_equal (name, node_actions[i].name))
      gtk_widget_activate_action (widget, node_actions[i].canvas_action, NULL);
}

/**
 * _sw_canvas_node_install_actions:
 *
 * Gives the class its actions.
 */
void
_sw_canvas_node_install_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (node_actions); i++)
    gtk_widget_class_install_action (widget_class, node_actions[i].name, NULL, node_action_cb);
}
