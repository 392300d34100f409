/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/canvas/sw-canvas-private.h"

#include <glib/gi18n.h>

/* The commands that change states: what is selected, deleted, duplicated, wrapped, converted,
 * moved, connected. */

/**
 * _sw_canvas_get_model:
 *
 * Returns: (transfer none): the model that is shown
 */
SwModel *
_sw_canvas_get_model (SwCanvas *self)
{
  return sw_graph_get_model (sw_scene_get_graph (sw_canvas_board_get_scene (self->board)));
}

/* The pointers of what is selected; NULL where there is nothing, or nothing can be changed now */
static char **
begin (SwCanvas *self)
{
  gboolean editable = _sw_canvas_prepare_edit (self);
  g_auto (GStrv) pointers = _sw_canvas_dup_selection (self);

  return editable && pointers[0] != NULL ? g_steal_pointer (&pointers) : NULL;
}

/* The one state that a command is about, by its pointer; NULL likewise */
static SwState *
begin_one (SwCanvas *self)
{
  SwState *state = NULL;

  if (_sw_canvas_prepare_edit (self) && sw_document_get_selected (self->document) != NULL)
    state = sw_model_find_pointer (_sw_canvas_get_model (self),
                                   sw_document_get_selected (self->document));
  return state;
}

/* What was done to the states at POINTERS: ONE with the name of the only one, or SEVERAL with their
 * number */
static char *
dup_label (SwCanvas *self, char **pointers, const char *one, char *take_several)
{
  g_autofree char *several = take_several;
  SwState *first = sw_model_find_pointer (_sw_canvas_get_model (self), pointers[0]);

  if (pointers[1] != NULL || first == NULL)
    return g_steal_pointer (&several);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (one, first->name);
#pragma GCC diagnostic pop
}

typedef SwOpsResult *(*StatesFunc) (SwModel *model, const char *const *pointers, GError **error);

/* Does OPERATION to the states at POINTERS (NULL: to none), as one step that is called as
 * dup_label() says. */
static void
operate (SwCanvas   *self,
         char      **pointers,
         StatesFunc  operation,
         gboolean    offers_undo,
         const char *one,
         char       *take_several)
{
  g_autofree char *several = take_several;
  GError *error = NULL;

  if (pointers == NULL)
    return;
  g_autofree char *label = dup_label (self, pointers, one, g_steal_pointer (&several));
  SwOpsResult *result =
      operation (_sw_canvas_get_model (self), (const char *const *) pointers, &error);
  gboolean silent = result != NULL && result->notes->len == 0;
  if (_sw_canvas_apply (self, result, error, label) && silent && offers_undo)
    sw_document_offer_undo (self->document, label);
}

static void
delete_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) pointers = begin (SW_CANVAS (widget));
  guint count = pointers != NULL ? g_strv_length (pointers) : 0;

  /* Translators: %s is the name of a state */
  operate (SW_CANVAS (widget), pointers, sw_ops_delete, TRUE, _("Deleted %s"),
           g_strdup_printf (ngettext ("Deleted %u state", "Deleted %u states", count), count));
}

static void
duplicate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_auto (GStrv) pointers = begin (SW_CANVAS (widget));
  guint count = pointers != NULL ? g_strv_length (pointers) : 0;

  /* Translators: %s is the name of a state */
  operate (
      SW_CANVAS (widget), pointers, sw_ops_duplicate, FALSE, _("Duplicated %s"),
      g_strdup_printf (ngettext ("Duplicated %u state", "Duplicated %u states", count), count));
}

static void
wrap_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwStateType type = sw_state_type_from_name (g_variant_get_string (parameter, NULL));
  g_auto (GStrv) pointers = begin (self);
  GError *error = NULL;

  if (pointers == NULL || (type != SW_STATE_PARALLEL && type != SW_STATE_MAP))
    return;
  SwOpsResult *result =
      sw_ops_wrap (_sw_canvas_get_model (self), (const char *const *) pointers, type, &error);
  _sw_canvas_apply (self, result, error,
                    type == SW_STATE_MAP ? _("Wrapped in a Map") : _("Wrapped in a Parallel"));
}

static void
unwrap_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwState *state = begin_one (self);
  GError *error = NULL;

  if (state == NULL)
    return;
  /* Translators: %s is the name of a Parallel or Map state */
  g_autofree char *label = g_strdup_printf (_("Unwrapped %s"), state->name);
  SwOpsResult *result = sw_ops_unwrap (_sw_canvas_get_model (self), state->pointer, &error);
  _sw_canvas_apply (self, result, error, label);
}

static void
convert_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const char *type_name = g_variant_get_string (parameter, NULL);
  SwStateType type = sw_state_type_from_name (type_name);
  SwState *state = begin_one (self);
  GError *error = NULL;

  if (state == NULL || type == SW_STATE_UNKNOWN)
    return;
  /* Translators: the first %s is the name of a state, the second its new type, such as Task */
  g_autofree char *label = g_strdup_printf (_("Converted %s to %s"), state->name, type_name);
  SwOpsResult *result = sw_ops_convert (_sw_canvas_get_model (self), state->pointer, type, &error);
  _sw_canvas_apply (self, result, error, label);
}

static void
set_start_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwState *state = begin_one (self);
  GError *error = NULL;

  if (state == NULL)
    return;
  const SwPlace place = { .kind = SW_PLACE_START, .pointer = state->scope->pointer };
  /* Translators: %s is the name of a state */
  g_autofree char *label = g_strdup_printf (_("%s is the start now"), state->name);
  SwOpsResult *result =
      sw_ops_connect (_sw_canvas_get_model (self), &place, state->pointer, &error);
  _sw_canvas_apply (self, result, error, label);
}

static void
connect_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  SwGraphNode *current = _sw_canvas_prepare_edit (self) ? _sw_canvas_get_current (self) : NULL;

  if (current == NULL || current->state == NULL)
    return;
  if (!sw_state_type_is_terminal (current->state->type))
    {
      _sw_canvas_aim_begin (self, sw_canvas_drag_new_arrow (current));
      return;
    }
  /* Translators: the first %s is the name of a state, the second its type, such as Fail */
  g_autofree char *reason =
      g_strdup_printf (_("“%s” ends its path: nothing can follow a %s state."),
                       current->state->name, sw_state_type_get_name (current->state->type));
  sw_document_report (self->document, reason);
}

static void
move_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  g_auto (GStrv) pointers = begin (self);

  if (pointers != NULL)
    _sw_canvas_aim_begin (self, sw_canvas_drag_new_move ((const char *const *) pointers));
}

/* One end of the question which of several kinds an arrow shall be: (kind, from, to), "" for the
 * End */
static void
connect_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  const char *from;
  const char *to;
  guint kind;
  GError *error = NULL;

  g_variant_get (parameter, "(u&s&s)", &kind, &from, &to);
  if (!_sw_canvas_prepare_edit (self) || kind >= SW_PLACE_N_KINDS)
    return;
  SwState *source = sw_model_find_pointer (_sw_canvas_get_model (self), from);
  SwState *target = sw_model_find_pointer (_sw_canvas_get_model (self), to);
  g_autofree char *label =
      g_strdup_printf (_("Connected %s to %s"), source != NULL ? source->name : "",
                       target != NULL ? target->name : C_("diagram", "End"));
  const SwPlace place = { .kind = (SwPlaceKind) kind, .pointer = from };
  SwOpsResult *result
      = sw_ops_connect (_sw_canvas_get_model (self), &place, to[0] != '\0' ? to : NULL, &error);
  _sw_canvas_apply (self, result, error, label);
}

/* The edge before which a state goes that moves up, or on which it goes that moves down: the only
 * one into its predecessor, or the one out of its successor. */
static SwCanvasTarget *
find_next_place (SwCanvas *self, const SwGraphNode *node, gboolean earlier)
{
  SwGraph *graph = sw_scene_get_graph (sw_canvas_board_get_scene (self->board));
  const SwGraphEdge *edge = earlier ? sw_canvas_find_way_in (node) : sw_canvas_find_way_on (node);

  if (edge == NULL)
    return NULL;
  if (!earlier)
    return edge->to->state != NULL ? sw_canvas_target_after (graph, edge->to) : NULL;
  edge = edge->from->state != NULL ? sw_canvas_find_way_in (edge->from) : NULL;
  return edge != NULL ? sw_canvas_target_from_edge (edge) : NULL;
}

static void
move_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCanvas *self = SW_CANVAS (widget);
  gboolean earlier = g_str_equal (name, "canvas.move-earlier");
  SwState *state = begin_one (self);
  SwGraphNode *node =
      state != NULL ? sw_canvas_board_find_pointer (self->board, state->pointer) : NULL;
  g_autoptr (SwCanvasTarget) target = node != NULL ? find_next_place (self, node, earlier) : NULL;
  GError *error = NULL;

  if (target == NULL)
    {
      gtk_widget_error_bell (widget);
      return;
    }
  g_autofree char *label = g_strdup_printf (_("Moved %s"), state->name);
  SwOpsResult *result =
      sw_ops_move (_sw_canvas_get_model (self), (const char *[]) { state->pointer, NULL },
                   &target->place, &error);
  _sw_canvas_apply (self, result, error, label);
}

static const struct
{
  const char                 *name;
  const char                 *parameter;
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "canvas.delete", NULL, delete_cb },
  { "canvas.duplicate", NULL, duplicate_cb },
  { "canvas.wrap", "s", wrap_cb },
  { "canvas.unwrap", NULL, unwrap_cb },
  { "canvas.convert", "s", convert_cb },
  { "canvas.set-start", NULL, set_start_cb },
  { "canvas.connect", NULL, connect_cb },
  { "canvas.connect-to", "(uss)", connect_to_cb },
  { "canvas.move", NULL, move_to_cb },
  { "canvas.move-earlier", NULL, move_cb },
  { "canvas.move-later", NULL, move_cb },
};

#define CTRL_SHIFT (GDK_CONTROL_MASK | GDK_SHIFT_MASK)

static const struct
{
  guint           key;
  GdkModifierType modifiers;
  const char     *action;
  const char     *parameter; /* a string, or NULL */
} keys[] = {
  { GDK_KEY_Delete, 0, "canvas.delete", NULL },
  { GDK_KEY_KP_Delete, 0, "canvas.delete", NULL },
  { GDK_KEY_BackSpace, 0, "canvas.delete", NULL },
  { GDK_KEY_d, GDK_CONTROL_MASK, "canvas.duplicate", NULL },
  { GDK_KEY_c, 0, "canvas.connect", NULL },
  { GDK_KEY_m, 0, "canvas.move", NULL },
  { GDK_KEY_g, GDK_CONTROL_MASK, "canvas.wrap", "Parallel" },
  { GDK_KEY_m, GDK_CONTROL_MASK, "canvas.wrap", "Map" },
  { GDK_KEY_g, CTRL_SHIFT, "canvas.unwrap", NULL },
  { GDK_KEY_G, CTRL_SHIFT, "canvas.unwrap", NULL },
};

/**
 * _sw_canvas_install_edit_actions:
 *
 * Gives the class its actions and keys.
 */
void
_sw_canvas_install_edit_actions (GtkWidgetClass *widget_class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (keys[i].parameter != NULL)
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                           keys[i].action, "s", keys[i].parameter);
    else
      gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                           keys[i].action, NULL);
}

/**
 * _sw_canvas_update_edit_actions:
 *
 * Switches off what makes no sense at the moment.
 */
void
_sw_canvas_update_edit_actions (SwCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean editable = _sw_canvas_is_editable (self);
  guint selected = g_hash_table_size (self->selection);
  static const char *const for_any[] = { "canvas.delete", "canvas.duplicate", "canvas.wrap",
                                         "canvas.move" };
  static const char *const for_one[] = { "canvas.unwrap", "canvas.convert", "canvas.set-start",
                                         "canvas.connect", "canvas.move-earlier", "canvas.move-later" };

  for (guint i = 0; i < G_N_ELEMENTS (for_any); i++)
    gtk_widget_action_set_enabled (widget, for_any[i], editable && selected > 0);
  for (guint i = 0; i < G_N_ELEMENTS (for_one); i++)
    gtk_widget_action_set_enabled (widget, for_one[i], editable && selected == 1);
}
