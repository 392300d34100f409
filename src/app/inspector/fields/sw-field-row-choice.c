/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/fields/sw-field-row-private.h"
#include "app/inspector/sw-word-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/sw-row-button.h"

/* Rows whose value is one of several: yes or no, a word of a list, a state of the scope. */

/* Yes or no */

static void
active_cb (SwFieldRow *self)
{
  if (!self->showing)
    _sw_field_row_write (self, adw_switch_row_get_active (ADW_SWITCH_ROW (self->widget)) ? "true"
                                                                                        : NULL);
}

static GtkWidget *
create_switch (SwFieldRow *self)
{
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static void
show_switch (SwFieldRow   *self,
             const SwNode *node)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (self->widget), g_strcmp0 (self->shown, "true") == 0);
}

const SwFieldRowKind _sw_field_row_switch = { create_switch, show_switch, NULL };

/* A field that is not there looks like an empty entry. */
static void
show_unset (SwFieldRow   *self,
            const SwNode *node)
{
  if (node == NULL)
    gtk_widget_add_css_class (self->widget, "unset");
  else
    gtk_widget_remove_css_class (self->widget, "unset");
}

/* What both kinds of lists share */
static GtkWidget *
create_combo (SwFieldRow *self,
              GCallback   chosen_cb)
{
  GtkWidget *row = sw_word_row_new ();

  g_signal_connect_object (row, "chosen", chosen_cb, self, G_CONNECT_SWAPPED);
  return row;
}

/* A word of a list. A field that may be absent has a first item that says so; a value that is on
 * no list (a placeholder, say) is added at the end. */

static gboolean
is_optional (const SwField *field)
{
  return !(field->flags & SW_FIELD_REQUIRED);
}

/* Another type is more than another word: the operation keeps what both types have, and says what
 * goes. Where it refuses, the list shows again what the state is. */
static void
convert_to (SwFieldRow *self,
            const char *type)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  g_autofree char *pointer = g_strdup (self->pointer);
  g_autofree char *label = NULL;
  GError *error = NULL;
  SwOpsResult *result;

  sw_document_flush (self->document);
  result = sw_ops_convert (sw_document_get_model (self->document), pointer,
                           sw_state_type_from_name (type), &error);
  /* translators: the new type of a state, such as Task */
  label = g_strdup_printf (_("Converted to %s"), type);
  if (!sw_document_take_result (self->document, result, error, label))
    sw_field_row_show (self, pointer);
}

static gboolean
is_type (SwFieldRow *self)
{
  return self->set == SW_FIELD_SET_STATE && g_str_equal (self->field->name, "Type");
}

static void
choice_selected_cb (SwFieldRow *self)
{
  guint selected = sw_word_row_get_chosen (SW_WORD_ROW (self->widget));
  guint first = is_optional (self->field) ? 1 : 0;
  g_autofree char *json = NULL;

  if (self->showing || selected >= first + g_strv_length ((char **) self->field->choices))
    return;
  if (is_type (self))
    {
      convert_to (self, self->field->choices[selected]);
      return;
    }
  if (selected >= first)
    json = g_strdup_printf ("\"%s\"", self->field->choices[selected - first]);
  _sw_field_row_write (self, json);
}

static GtkWidget *
create_choice (SwFieldRow *self)
{
  return create_combo (self, G_CALLBACK (choice_selected_cb));
}

static void
show_choice (SwFieldRow   *self,
             const SwNode *node)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  guint selected = GTK_INVALID_LIST_POSITION;

  if (is_optional (self->field))
    g_ptr_array_add (words, (gpointer) _("Not set"));
  if (node == NULL && words->len > 0)
    selected = 0;
  for (const char *const *word = self->field->choices; *word != NULL; word++)
    {
      if (node != NULL && g_str_equal (*word, self->shown))
        selected = words->len;
      g_ptr_array_add (words, (gpointer) *word);
    }
  if (node != NULL && selected == GTK_INVALID_LIST_POSITION)
    {
      selected = words->len;
      g_ptr_array_add (words, self->shown);
    }
  sw_word_row_set_words (SW_WORD_ROW (self->widget), words, selected);
  show_unset (self, node);
}

const SwFieldRowKind _sw_field_row_choice = { create_choice, show_choice, NULL };

/* A state of the scope. What a target leads to is changed by the operation that the canvas uses
 * too. */

/* The item before the states, and what it stands for */
static const char *
get_first_item (SwFieldRow *self)
{
  if (g_strcmp0 (self->field->exclusive, "transition") == 0)
    /* translators: the state machine ends after this state */
    return _("End");
  return is_optional (self->field) ? _("None") : NULL;
}

/* The edge this field is the target of */
static SwPlace
get_place (SwFieldRow *self,
           SwState    *state)
{
  const char *last = strrchr (self->pointer, '/');
  guint index = last != NULL ? (guint) g_ascii_strtoull (last + 1, NULL, 10) : 0;

  switch ((int) self->set)
    {
    case SW_FIELD_SET_RULE:
      return (SwPlace) { SW_PLACE_RULE, state->pointer, index };
    case SW_FIELD_SET_CATCHER:
      return (SwPlace) { SW_PLACE_CATCH, state->pointer, index };
    case SW_FIELD_SET_STATE:
      return (SwPlace) { g_str_equal (self->field->name, "Default") ? SW_PLACE_DEFAULT
                                                                    : SW_PLACE_NEXT,
                         state->pointer, 0 };
    default:
      return (SwPlace) { SW_PLACE_START, self->pointer, 0 };
    }
}

static void
connect_to (SwFieldRow *self,
            SwState    *target)
{
  SwPlace place = get_place (self, _sw_field_row_get_state (self));
  GError *error = NULL;
  SwOpsResult *result = sw_ops_connect (sw_document_get_model (self->document), &place,
                                        target != NULL ? target->pointer : NULL, &error);
  g_autofree char *label = NULL;

  /* What is selected stays so: the person is at this field. */
  if (result != NULL)
    g_clear_pointer (&result->select, g_free);
  label = g_strdup_printf (_("Changed %s"), gettext (self->field->label));
  if (!sw_document_take_result (self->document, result, error, label))
    sw_field_row_show (self, self->pointer);
}

static void
state_selected_cb (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  guint selected = sw_word_row_get_chosen (SW_WORD_ROW (self->widget));
  gboolean has_first = get_first_item (self) != NULL;
  SwScope *scope = _sw_field_row_get_scope (self);

  if (self->showing)
    return;
  if (has_first && selected == 0)
    {
      if (is_optional (self->field))
        _sw_field_row_write (self, NULL);
      else
        connect_to (self, NULL);
    }
  else if (selected - has_first < scope->states->len)
    connect_to (self, scope->states->pdata[selected - has_first]);
}

/* The edge that the field is the target of, as the diagram knows it */
static const SwGraphEdge *
find_edge (SwFieldRow *self)
{
  GPtrArray *edges = sw_graph_get_edges (sw_document_get_graph (self->document));
  SwState *state = _sw_field_row_get_state (self);
  SwPlace own = get_place (self, state), place;

  for (guint i = 0; i < edges->len; i++)
    if (sw_place_from_edge (edges->pdata[i], &place) && place.kind == own.kind
        && place.index == own.index && g_str_equal (place.pointer, own.pointer))
      return edges->pdata[i];
  return NULL;
}

/* The diagram takes over: a click or keys choose the state there, Escape gives up. */
static void
pick_cb (SwFieldRow *self)
{
  const SwGraphEdge *edge;

  sw_document_flush (self->document);
  edge = find_edge (self);
  if (edge != NULL)
    gtk_widget_activate_action (self->widget, "win.lead-elsewhere", "s", edge->key);
  else
    sw_document_report (self->document, _("The diagram has no arrow for this; choose a state by "
                                          "its name"));
}

static GtkWidget *
create_state (SwFieldRow *self)
{
  GtkWidget *row = create_combo (self, G_CALLBACK (state_selected_cb));
  GtkWidget *pick = sw_row_button_new ("find-location-symbolic", _("Choose in the Diagram"));

  g_signal_connect_object (pick, "clicked", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), pick);
  return row;
}

static void
show_state (SwFieldRow   *self,
            const SwNode *node)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  SwScope *scope = _sw_field_row_get_scope (self);
  const char *first = get_first_item (self);
  guint selected = GTK_INVALID_LIST_POSITION;

  if (first != NULL)
    g_ptr_array_add (words, (gpointer) first);
  if (node == NULL && first != NULL)
    selected = 0;
  for (guint i = 0; i < scope->states->len; i++)
    {
      SwState *state = scope->states->pdata[i];

      if (node != NULL && g_str_equal (state->name, self->shown))
        selected = words->len;
      g_ptr_array_add (words, state->name);
    }
  /* A name without a state is shown as it is; the checker says what is wrong with it. */
  if (node != NULL && selected == GTK_INVALID_LIST_POSITION)
    {
      selected = words->len;
      g_ptr_array_add (words, *self->shown != '\0' ? self->shown : (gpointer) _("Not connected"));
    }
  sw_word_row_set_words (SW_WORD_ROW (self->widget), words, selected);
  if (is_optional (self->field))
    show_unset (self, node);
}

const SwFieldRowKind _sw_field_row_state = { create_state, show_state, NULL };
