/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

#include "app/canvas/sw-canvas-words.h"

/* The context menus: of a state, of several, of an arrow, of a branch, of the empty canvas. They
 * name actions alone, so that what they offer can be had by keys as well. */

static void
append (GMenu *menu, const char *label, const char *action, const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, action);

  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

/* An action with a string */
static void
append_with (GMenu      *menu,
             const char *label,
             const char *action,
             const char *parameter,
             const char *accel)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", parameter);
  if (accel != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accel);
  g_menu_append_item (menu, item);
}

static GMenu *
append_section (GMenu *menu)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  return section;
}

static GMenu *
append_submenu (GMenu *menu, const char *label)
{
  g_autoptr (GMenu) submenu = g_menu_new ();

  g_menu_append_submenu (menu, label, G_MENU_MODEL (submenu));
  return submenu;
}

static void
append_clipboard (GMenu *menu)
{
  GMenu *section = append_section (menu);

  append (section, _("Cu_t"), "canvas.cut", "<Control>x");
  append (section, _("_Copy"), "canvas.copy", "<Control>c");
  append (section, _("_Paste After"), "canvas.paste", "<Control>v");
  append (section, _("D_uplicate"), "canvas.duplicate", "<Control>d");
}

static void
append_wrap (GMenu *menu)
{
  GMenu *submenu = append_submenu (menu, _("_Wrap In"));

  append_with (submenu, _("_Parallel"), "canvas.wrap", "Parallel", "<Control>g");
  append_with (submenu, _("_Map"), "canvas.wrap", "Map", "<Control>m");
}

static void
append_delete (GMenu *menu)
{
  append (append_section (menu), _("_Delete"), "canvas.delete", "Delete");
}

static void
append_types (GMenu *menu, SwStateType present)
{
  static const char *const labels[SW_STATE_N_TYPES] = {
    [SW_STATE_TASK] = N_("_Task"),       [SW_STATE_PASS] = N_("_Pass"),
    [SW_STATE_CHOICE] = N_("_Choice"),   [SW_STATE_WAIT] = N_("_Wait"),
    [SW_STATE_SUCCEED] = N_("_Success"), [SW_STATE_FAIL] = N_("_Fail"),
    [SW_STATE_PARALLEL] = N_("Pa_rallel"), [SW_STATE_MAP] = N_("_Map"),
  };
  GMenu *submenu = append_submenu (menu, _("Con_vert To"));

  for (guint i = SW_STATE_UNKNOWN + 1; i < SW_STATE_N_TYPES; i++)
    if (i != present)
      append_with (submenu, _ (labels[i]), "canvas.convert",
                   sw_state_type_get_name ((SwStateType) i), NULL);
}

/* What can be done with an arrow */
static void
append_edge (GMenu *menu, const SwGraphEdge *edge)
{
  GMenu *put = append_section (menu);
  GMenu *lead = append_section (menu);
  gboolean ordered = edge->kind == SW_EDGE_RULE || edge->kind == SW_EDGE_CATCH;
  gboolean ends = edge->to->kind == SW_GRAPH_NODE_END;

  append_with (put, _("_Add State…"), "canvas.edge-add", edge->key, NULL);
  append_with (put, _("_Paste Here"), "canvas.edge-paste", edge->key, NULL);
  append_with (lead, _("_Lead Elsewhere…"), "canvas.edge-to", edge->key, NULL);
  if (edge->from->state != NULL)
    append_with (lead, _("_Come From Elsewhere…"), "canvas.edge-from", edge->key, NULL);
  if (edge->kind == SW_EDGE_NEXT)
    append_with (lead, _("Lead to the _End"), "canvas.edge-end", edge->key, NULL);
  if (ordered)
    {
      GMenu *order = append_section (menu);
      append_with (order, _("Ea_rlier"), "canvas.edge-earlier", edge->key, NULL);
      append_with (order, _("La_ter"), "canvas.edge-later", edge->key, NULL);
    }
  if (edge->from->state != NULL && !ends)
    append_with (append_section (menu), _("Brea_kpoint"), "debug.toggle-edge", edge->key, NULL);
  if (edge->from->state != NULL && !ends)
    append_with (append_section (menu), _("Remo_ve Arrow"), "canvas.edge-remove", edge->key, NULL);
}

/* A name is no mnemonic. */
static char *
dup_escaped (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", "_", -1);

  return g_strjoinv ("__", parts);
}

/* What an arrow is called in the menu of its state: "Next: B" */
static char *
dup_edge_label (const SwGraphEdge *edge)
{
  g_autofree char *name = sw_words_dup_name (edge->to);
  g_autofree char *to = dup_escaped (name);
  g_autofree char *label = dup_escaped (edge->label);

  switch (edge->kind)
    {
    case SW_EDGE_RULE:
      /* Translators: a rule of a Choice: number, condition, the state it leads to */
      return g_strdup_printf (_("Rule _%u (%s): %s"), edge->index + 1, label, to);
    case SW_EDGE_CATCH:
      /* Translators: a catcher of a state: number, names of errors, the state it leads to */
      return g_strdup_printf (_("Catcher _%u (%s): %s"), edge->index + 1, label, to);
    case SW_EDGE_DEFAULT:
      /* Translators: %s is the name of a state */
      return g_strdup_printf (_("_Default: %s"), to);
    case SW_EDGE_START:
    case SW_EDGE_NEXT:
    case SW_EDGE_END:
    default:
      /* Translators: %s is the name of a state */
      return g_strdup_printf (_("_Next: %s"), to);
    }
}

static void
append_arrows (SwCanvas *self, GMenu *menu, const SwGraphNode *node)
{
  guint n_ways;
  const SwGraphEdge *const *ways
      = sw_scene_get_ways (sw_canvas_board_get_scene (self->board), node->id, &n_ways);

  if (n_ways == 0 || sw_state_type_is_terminal (node->state->type))
    return;
  GMenu *arrows = append_submenu (menu, _("Arrow_s"));
  for (guint i = 0; i < n_ways; i++)
    {
      g_autofree char *label = dup_edge_label (ways[i]);
      append_edge (append_submenu (arrows, label), ways[i]);
    }
}

static void
append_branch (GMenu *menu, const SwScope *branch)
{
  GMenu *order = append_section (menu);
  GMenu *change = append_section (menu);

  append_with (order, _("Move _Before"), "canvas.branch-before", branch->pointer,
               "<Control><Shift>Left");
  append_with (order, _("Move Be_hind"), "canvas.branch-behind", branch->pointer,
               "<Control><Shift>Right");
  append_with (change, _("_Add Branch"), "canvas.branch-add", branch->pointer, NULL);
  append_with (change, _("_Remove Branch"), "canvas.branch-remove", branch->pointer, NULL);
}

/* A Parallel's own, and of what is in one that of its branch */
static void
append_branches (GMenu *menu, const SwGraphNode *node)
{
  const SwScope *scope = node->scope->scope;

  if (node->state->type == SW_STATE_PARALLEL)
    append_with (menu, _("Add _Branch"), "canvas.branch-add", node->state->pointer, NULL);
  if (scope->kind == SW_SCOPE_BRANCH)
    append_branch (append_submenu (menu, _("Branc_h")), scope);
}

/* Where a run is to stand still; the page around the canvas has these actions. */
static void
append_debug (GMenu *menu, const char *pointer)
{
  GMenu *section = append_section (menu);

  append_with (section, _("Brea_kpoint"), "debug.toggle-at", pointer, "<Control>b");
  append_with (section, _("Breakpoint Settin_gs…"), "debug.edit", pointer, NULL);
  append_with (section, _("Run to Here"), "debug.run-to", pointer, "<Control>F10");
}

static GMenuModel *
make_state_menu (SwCanvas *self, const SwGraphNode *node)
{
  GMenu *menu = g_menu_new ();
  GMenu *first = append_section (menu);

  append (first, _("_Add After…"), "canvas.add-menu", "a");
  if (!sw_state_type_is_terminal (node->state->type))
    append (first, _("C_onnect…"), "canvas.connect", "c");
  append (first, _("_Move…"), "canvas.move", "m");
  append (first, _("_Rename…"), "canvas.rename", "F2");
  append (first, _("_Inspect"), "canvas.inspect", "Return");
  if (node->state->scopes->len > 0 && g_hash_table_contains (self->folded, node->key))
    append (first, _("_Expand"), "canvas.expand", "plus");
  else if (node->state->scopes->len > 0)
    append (first, _("C_ollapse"), "canvas.collapse", "minus");
  if (_sw_canvas_has_problems (self))
    append (first, _("Show Proble_ms"), "canvas.problems", "<Control>period");
  append_debug (menu, node->state->pointer);
  append_clipboard (menu);
  GMenu *change = append_section (menu);
  append_types (change, node->state->type);
  append_wrap (change);
  if (node->state->scopes->len > 0)
    append (change, _("U_nwrap"), "canvas.unwrap", "<Control><Shift>g");
  append (change, _("S_et as Start"), "canvas.set-start", NULL);
  append_arrows (self, change, node);
  append_branches (change, node);
  append_delete (menu);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_states_menu (void)
{
  GMenu *menu = g_menu_new ();

  append (append_section (menu), _("_Move…"), "canvas.move", "m");
  append_clipboard (menu);
  append_wrap (append_section (menu));
  append_delete (menu);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_slot_menu (void)
{
  GMenu *menu = g_menu_new ();

  append (menu, _("_Add State…"), "canvas.add-menu", "a");
  append (menu, _("_Paste"), "canvas.paste", "<Control>v");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_ground_menu (void)
{
  GMenu *menu = g_menu_new ();
  GMenu *edit = append_section (menu);
  GMenu *view = append_section (menu);

  append (edit, _("_Add State…"), "canvas.add-menu", "a");
  append (edit, _("_Paste"), "canvas.paste", "<Control>v");
  append (edit, _("Select _All"), "canvas.select-all", "<Control>a");
  append (view, _("Zoom _In"), "canvas.zoom-in", "<Control>plus");
  append (view, _("Zoom _Out"), "canvas.zoom-out", "<Control>minus");
  append (view, _("Zoom to _Fit"), "canvas.zoom-fit", "<Control>9");
  append (view, _("Zoom to _Selection"), "canvas.zoom-selection", "z");
  GMenu *fold = append_section (menu);
  append (fold, _("_Collapse All"), "canvas.collapse-all", NULL);
  append (fold, _("_Expand All"), "canvas.expand-all", NULL);
  return G_MENU_MODEL (menu);
}

/* The branch that is meant, where nothing stands in it */
static const SwScope *
find_branch (SwCanvas *self, SwHit hit, SwPoint at)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphScope *lane = NULL;

  if (hit.kind == SW_HIT_LANE)
    lane = sw_scene_get_node (scene, hit.id)->node->scope;
  else if (hit.kind == SW_HIT_BODY)
    lane = sw_scene_find_lane (scene, at);
  return lane != NULL && lane->scope->kind == SW_SCOPE_BRANCH ? lane->scope : NULL;
}

/**
 * _sw_canvas_make_menu:
 * @hit: what is meant
 * @at: where, in scene points
 *
 * Returns: (transfer full): the menu of what is selected and meant
 */
GMenuModel *
_sw_canvas_make_menu (SwCanvas *self, SwHit hit, SwPoint at)
{
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwScope *branch = scene != NULL ? find_branch (self, hit, at) : NULL;
  const SwGraphNode *node = NULL;

  if (scene != NULL && sw_hit_is_edge (hit))
    {
      GMenu *menu = g_menu_new ();
      append_edge (menu, sw_scene_get_edge (scene, hit.id)->edge);
      return G_MENU_MODEL (menu);
    }
  if (branch != NULL)
    {
      GMenu *menu = g_menu_new ();
      append_branch (menu, branch);
      append (append_section (menu), _("_Delete Parallel"), "canvas.delete", "Delete");
      return G_MENU_MODEL (menu);
    }
  if (g_hash_table_size (self->selection) > 1)
    return make_states_menu ();
  if (scene != NULL && hit.kind != SW_HIT_NOTHING)
    node = sw_scene_get_node (scene, hit.id)->node;
  if (node != NULL && node->kind == SW_GRAPH_NODE_SLOT)
    return make_slot_menu ();
  return node != NULL && node->state != NULL ? make_state_menu (self, node) : make_ground_menu ();
}

/**
 * _sw_canvas_make_ways_menu:
 * @drag: a new arrow, aimed
 * @kinds: (element-type SwPlaceKind): what it could be
 *
 * Returns: (transfer full): the question which of them it is to be
 */
GMenuModel *
_sw_canvas_make_ways_menu (SwCanvas *self, const SwCanvasDrag *drag, GArray *kinds)
{
  static const char *const labels[SW_PLACE_N_KINDS] = {
    [SW_PLACE_NEXT] = N_("_Next"),
    [SW_PLACE_DEFAULT] = N_("_Default"),
    [SW_PLACE_NEW_RULE] = N_("New _Rule"),
    [SW_PLACE_NEW_CATCH] = N_("New _Catcher"),
  };
  SwScene *scene = sw_canvas_board_get_scene (self->board);
  const SwGraphNode *from = sw_scene_get_node (scene, sw_canvas_drag_get_from (drag))->node;
  const SwGraphNode *to = sw_scene_get_node (scene, sw_canvas_drag_get_node (drag))->node;
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < kinds->len; i++)
    {
      SwPlaceKind kind = g_array_index (kinds, SwPlaceKind, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (_(labels[kind]), NULL);
      g_menu_item_set_action_and_target (item, "canvas.connect-to", "(uss)", (guint) kind,
                                         from->state->pointer,
                                         to->state != NULL ? to->state->pointer : "");
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}
