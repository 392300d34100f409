/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Closed containers: a Parallel or Map shown as a card, without what it holds. They are known by
 * the keys of their nodes, which survive edits of the text. */

enum
{
  FOLD_CLOSE,
  FOLD_OPEN,
  FOLD_TURN, /* closes what is open, opens what is closed */
};

static gboolean
is_foldable (const SwGraphNode *node)
{
  return node != NULL && node->state != NULL && node->scopes->len > 0;
}

static gboolean
fold (SwCanvas *self, const SwGraphNode *node, int how)
{
  gboolean closed = g_hash_table_contains (self->folded, node->key);

  if (!is_foldable (node) || (how == FOLD_CLOSE && closed) || (how == FOLD_OPEN && !closed))
    return FALSE;
  if (closed)
    g_hash_table_remove (self->folded, node->key);
  else
    g_hash_table_add (self->folded, g_strdup (node->key));
  return TRUE;
}

static void
folded_changed (SwCanvas *self)
{
  _sw_canvas_lay_out (self);
  g_object_notify (G_OBJECT (self), "folded");
}

/* The innermost open container that holds STATE, which is where the focus goes when that is
 * closed */
static const SwState *
get_holder (SwCanvas *self, SwGraph *graph, const SwState *state)
{
  const SwState *shown = state;

  for (const SwState *outer = state; outer != NULL; outer = outer->scope->parent)
    if (outer != state
        && g_hash_table_contains (self->folded, sw_graph_find_state (graph, outer)->key))
      shown = outer;
  return shown;
}

/* A state that is not shown cannot stay selected: what it has gone into is. */
static void
select_shown (SwCanvas *self, SwGraph *graph)
{
  const char *selected = sw_document_get_selected (self->document);
  const SwState *state
      = selected ? sw_model_find_pointer (sw_graph_get_model (graph), selected) : NULL;

  if (state != NULL && get_holder (self, graph, state) != state)
    _sw_canvas_select_only (self, get_holder (self, graph, state)->pointer);
}

/**
 * _sw_canvas_turn:
 * @node: a container
 *
 * Closes an open container, opens a closed one.
 *
 * Returns: whether @node is a container
 */
gboolean
_sw_canvas_turn (SwCanvas *self, const SwGraphNode *node)
{
  SwGraph *graph = sw_document_get_graph (self->document);

  if (!fold (self, node, FOLD_TURN))
    return FALSE;
  gboolean closed = g_hash_table_contains (self->folded, node->key);
  g_autofree char *text
      /* Translators: %s is the name of a Parallel or Map, which now hides or shows what it holds */
      = g_strdup_printf (closed ? _("Collapsed %s") : _("Expanded %s"), node->state->name);

  select_shown (self, graph);
  folded_changed (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  return TRUE;
}

/**
 * _sw_canvas_unfold_to:
 * @pointer: (nullable): JSON pointer of a state
 *
 * Opens the containers that hide a state.
 */
void
_sw_canvas_unfold_to (SwCanvas *self, const char *pointer)
{
  SwGraph *graph = sw_document_get_graph (self->document);
  const SwState *state
      = graph && pointer ? sw_model_find_pointer (sw_graph_get_model (graph), pointer) : NULL;
  gboolean changed = FALSE;

  for (state = state ? state->scope->parent : NULL; state != NULL; state = state->scope->parent)
    changed |= fold (self, sw_graph_find_state (graph, state), FOLD_OPEN);
  if (changed)
    folded_changed (self);
}

static void
fold_current_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwGraphNode *node = _sw_canvas_get_current (self);
  gboolean closing = g_str_equal (name, "canvas.collapse");

  if (node == NULL)
    return;
  /* Inside a container, the key that closes closes that. */
  if (closing && !is_foldable (node))
    node = node->scope->owner;
  if (is_foldable (node) && g_hash_table_contains (self->folded, node->key) != closing)
    _sw_canvas_turn (self, node);
}

static void
fold_all_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwGraph *graph = sw_document_get_graph (self->document);
  gboolean closing = g_str_equal (name, "canvas.collapse-all");
  gboolean changed = FALSE;

  for (guint i = 0; graph != NULL && i < sw_graph_get_nodes (graph)->len; i++)
    changed |= fold (self, g_ptr_array_index (sw_graph_get_nodes (graph), i),
                     closing ? FOLD_CLOSE : FOLD_OPEN);
  if (!changed)
    return;
  select_shown (self, graph);
  folded_changed (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), closing ? _("Collapsed all") : _("Expanded all"),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * _sw_canvas_install_fold_actions:
 *
 * Gives the class its actions that close and open containers, and their keys: those of a tree.
 */
void
_sw_canvas_install_fold_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType modifiers;
    const char     *action;
  } keys[] = {
    { GDK_KEY_minus, 0, "canvas.collapse" },
    { GDK_KEY_KP_Subtract, 0, "canvas.collapse" },
    { GDK_KEY_plus, 0, "canvas.expand" },
    { GDK_KEY_plus, GDK_SHIFT_MASK, "canvas.expand" },
    { GDK_KEY_KP_Add, 0, "canvas.expand" },
  };

  gtk_widget_class_install_action (widget_class, "canvas.collapse", NULL, fold_current_cb);
  gtk_widget_class_install_action (widget_class, "canvas.expand", NULL, fold_current_cb);
  gtk_widget_class_install_action (widget_class, "canvas.collapse-all", NULL, fold_all_cb);
  gtk_widget_class_install_action (widget_class, "canvas.expand-all", NULL, fold_all_cb);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * sw_canvas_dup_folded:
 *
 * Returns: (transfer full): the keys of the containers that are shown closed, sorted,
 *   %NULL-terminated
 */
char **
sw_canvas_dup_folded (SwCanvas *self)
{
  guint count;

  g_return_val_if_fail (SW_IS_CANVAS (self), NULL);

  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (self->folded, &count);
  qsort (keys, count, sizeof *keys, compare_keys);
  return g_strdupv ((char **) keys);
}

/**
 * sw_canvas_set_folded:
 * @keys: (nullable): as sw_canvas_dup_folded() gave them; of what is not there any more, nothing
 *   comes
 *
 * Shows these containers closed and all others open.
 */
void
sw_canvas_set_folded (SwCanvas *self, const char *const *keys)
{
  g_return_if_fail (SW_IS_CANVAS (self));

  g_hash_table_remove_all (self->folded);
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    g_hash_table_add (self->folded, g_strdup (keys[i]));
  folded_changed (self);
}
