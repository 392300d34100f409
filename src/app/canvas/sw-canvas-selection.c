/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/canvas/sw-canvas-private.h"

/* The canvas may have several states selected; the document knows one of them, which the inspector
 * and the code show. Selection is JSON pointers, since states come and go with each text. */

static void
show_selection (SwCanvas *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer pointer;

  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    {
      const SwGraphNode *node = sw_canvas_board_find_pointer (self->board, pointer);
      if (node != NULL)
        g_array_append_val (ids, node->id);
      else
        g_hash_table_iter_remove (&iter);
    }
  sw_canvas_board_set_marks (self->board, SW_CARD_SELECTED, (const guint *) (gpointer) ids->data,
                             ids->len);
  if (self->board != NULL && ids->len == 1)
    sw_canvas_board_set_current (self->board, g_array_index (ids, guint, 0));
  sw_document_set_n_selected (self->document, ids->len);
  _sw_canvas_update_actions (self);
}

static void
tell_document (SwCanvas *self, const char *pointer)
{
  self->selecting = TRUE;
  sw_document_set_selected (self->document, pointer);
  self->selecting = FALSE;
}

/* Some state that is selected, NULL for none */
static const char *
get_any (SwCanvas *self)
{
  GHashTableIter iter;
  gpointer pointer = NULL;

  g_hash_table_iter_init (&iter, self->selection);
  return g_hash_table_iter_next (&iter, &pointer, NULL) ? pointer : NULL;
}

/**
 * _sw_canvas_selection_sync:
 *
 * Shows the selection, and tells the document of one state of it.
 */
void
_sw_canvas_selection_sync (SwCanvas *self)
{
  const char *selected = sw_document_get_selected (self->document);

  show_selection (self);
  if (selected == NULL || !g_hash_table_contains (self->selection, selected))
    tell_document (self, get_any (self));
}

/**
 * _sw_canvas_selection_from_document:
 *
 * Takes over what the document has selected; the rest stays selected where the document's state was
 * among it.
 */
void
_sw_canvas_selection_from_document (SwCanvas *self)
{
  const char *selected = sw_document_get_selected (self->document);

  if (selected == NULL)
    g_hash_table_remove_all (self->selection);
  else if (!g_hash_table_contains (self->selection, selected))
    {
      g_hash_table_remove_all (self->selection);
      g_hash_table_add (self->selection, g_strdup (selected));
    }
  show_selection (self);
}

/**
 * _sw_canvas_select_only:
 * @pointer: (nullable): JSON pointer of a state; %NULL selects nothing
 *
 * Selects one state.
 */
void
_sw_canvas_select_only (SwCanvas *self, const char *pointer)
{
  g_autofree char *own = g_strdup (pointer);

  g_hash_table_remove_all (self->selection);
  if (own != NULL)
    g_hash_table_add (self->selection, g_strdup (own));
  tell_document (self, own);
  show_selection (self);
}

/**
 * _sw_canvas_select_add:
 * @pointer: JSON pointer of a state
 *
 * Adds a state to the selection, and shows it in the inspector.
 */
void
_sw_canvas_select_add (SwCanvas *self, const char *pointer)
{
  g_hash_table_add (self->selection, g_strdup (pointer));
  tell_document (self, pointer);
  show_selection (self);
}

/**
 * _sw_canvas_select_toggle:
 * @pointer: JSON pointer of a state
 *
 * Adds a state to the selection, or takes it out.
 */
void
_sw_canvas_select_toggle (SwCanvas *self, const char *pointer)
{
  if (!g_hash_table_contains (self->selection, pointer))
    {
      _sw_canvas_select_add (self, pointer);
      return;
    }
  g_hash_table_remove (self->selection, pointer);
  _sw_canvas_selection_sync (self);
}

/**
 * _sw_canvas_select_all:
 *
 * Selects every state.
 */
void
_sw_canvas_select_all (SwCanvas *self)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);

  for (guint i = 0; scene != NULL && i < sw_scene_get_n_nodes (scene); i++)
    {
      const SwGraphNode *node = sw_scene_get_node (scene, i)->node;
      if (node->state != NULL)
        g_hash_table_add (self->selection, g_strdup (node->state->pointer));
    }
  _sw_canvas_selection_sync (self);
}

/**
 * _sw_canvas_dup_selection:
 *
 * Returns: (transfer full): the pointers of what is selected, %NULL-terminated
 */
char **
_sw_canvas_dup_selection (SwCanvas *self)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer pointer;

  g_hash_table_iter_init (&iter, self->selection);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    g_strv_builder_add (builder, pointer);
  char **all = g_strv_builder_end (builder);
  g_strv_builder_unref (builder);
  return all;
}

/**
 * _sw_canvas_get_current:
 *
 * Returns: (transfer none) (nullable): the node that a key means: the focused one, else the
 *   selected one
 */
SwGraphNode *
_sw_canvas_get_current (SwCanvas *self)
{
  SwGraphNode *focused = sw_canvas_board_get_focused (self->board);

  if (focused != NULL)
    return focused;
  return sw_canvas_board_find_pointer (self->board, sw_document_get_selected (self->document));
}
