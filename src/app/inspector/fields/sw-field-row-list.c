/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/inspector/fields/sw-field-part.h"
#include "app/sw-row-button.h"
#include "asl/graph/sw-graph.h"
#include "json/rewriter/sw-rewriter.h"

/* Rules, retriers, catchers: an array of objects, each a part of its own (sw-field-part.c).
 * Parts are known by their place: when one goes, those behind it show what has moved up. */

/* What the kinds of arrays differ in */
typedef struct
{
  SwFieldKind kind;
  const char *add;      /* the button's tooltip */
  const char *jsonpath; /* a new element */
  const char *jsonata;
} ListLook;

static const ListLook looks[] = {
  { SW_FIELD_RULES, N_("Add a Rule"),
    "{ \"Variable\": \"$.value\", \"IsPresent\": true, \"Next\": \"\" }",
    "{ \"Condition\": \"{% $exists($states.input.value) %}\", \"Next\": \"\" }" },
  { SW_FIELD_RETRIERS, N_("Add a Retrier"),
    "{ \"ErrorEquals\": [\"States.ALL\"], \"IntervalSeconds\": 1, \"MaxAttempts\": 3, "
    "\"BackoffRate\": 2 }",
    NULL },
  { SW_FIELD_CATCHERS, N_("Add a Catcher"),
    "{ \"ErrorEquals\": [\"States.ALL\"], \"Next\": \"\" }", NULL },
};

typedef struct
{
  GPtrArray *parts;   /* SwFieldPart */
  char      *pointer; /* of the object whose parts they were, when they were last shown */
} ListData;

static void
list_data_free (gpointer data)
{
  ListData *list = data;

  g_ptr_array_unref (list->parts);
  g_free (list->pointer);
  g_free (list);
}

static const ListLook *
find_look (SwFieldRow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    if (looks[i].kind == self->field->kind)
      return &looks[i];
  g_assert_not_reached ();
}

static char *
dup_part_pointer (SwFieldRow *self,
                  guint       index)
{
  g_autofree char *array = sw_pointer_append (self->pointer, self->field->name);

  return sw_pointer_append_index (array, index);
}

/* Runs one change of the array as an edit of its own. */
static void
apply (SwFieldRow *self,
       SwRewriter *rewriter,
       gboolean    done,
       GError     *error,
       const char *label)
{
  g_autoptr (SwEdits) edits = NULL;

  if (!done)
    {
      sw_document_report (self->document, error->message);
      return;
    }
  edits = sw_rewriter_finish (rewriter);
  sw_document_apply (self->document, edits, label);
}

static SwRewriter *
begin (SwFieldRow *self)
{
  sw_document_settle (self->document);
  return sw_rewriter_new (sw_model_get_tree (sw_document_get_model (self->document)));
}

static void
add_cb (SwFieldRow *self)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  ListData *list = self->data;
  const ListLook *look = find_look (self);
  gboolean is_jsonata = _sw_field_row_get_language (self) == SW_QUERY_JSONATA;
  const char *json = is_jsonata && look->jsonata != NULL ? look->jsonata : look->jsonpath;
  g_autofree char *array = sw_pointer_append (self->pointer, self->field->name);
  g_autoptr (SwRewriter) rewriter = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  sw_field_row_commit (self);
  rewriter = begin (self);
  if (sw_tree_resolve (sw_rewriter_get_tree (rewriter), array) == NULL)
    {
      g_autofree char *whole = g_strdup_printf ("[%s]", json);

      done = sw_rewriter_set (rewriter, array, whole, &error);
    }
  else
    done = sw_rewriter_insert_element (rewriter, array, list->parts->len, json, &error);
  apply (self, rewriter, done, error, gettext (look->add));
  /* What was just added is what one goes on with. */
  if (done && list->parts->len > 0)
    {
      SwFieldPart *part = list->parts->pdata[list->parts->len - 1];

      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (part->expander), TRUE);
      gtk_widget_child_focus (part->expander, GTK_DIR_TAB_FORWARD);
    }
}

static guint
find_part (ListData  *list,
           GtkWidget *widget)
{
  for (guint i = 0; i < list->parts->len; i++)
    {
      GtkWidget *expander = ((SwFieldPart *) list->parts->pdata[i])->expander;

      if (widget == expander || gtk_widget_is_ancestor (widget, expander))
        return i;
    }
  return G_MAXUINT;
}

static void
remove_cb (SwFieldRow *self,
           GtkWidget  *button)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  ListData *list = self->data;
  guint index = find_part (list, button);
  g_autoptr (SwRewriter) rewriter = begin (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *pointer = NULL;

  if (index == G_MAXUINT)
    return;
  /* An array that may be absent goes with its last element. */
  if (list->parts->len == 1 && !(self->field->flags & SW_FIELD_REQUIRED))
    pointer = sw_pointer_append (self->pointer, self->field->name);
  else
    pointer = dup_part_pointer (self, index);
  apply (self, rewriter, sw_rewriter_remove (rewriter, pointer, &error), error, _("Removed"));
}

/* Which parts are open goes with them; the widgets stay where they are. */
static void
move_expanded (ListData *list,
               guint     from,
               guint     to)
{
  AdwExpanderRow *row = ADW_EXPANDER_ROW (((SwFieldPart *) list->parts->pdata[from])->expander);
  gboolean expanded = adw_expander_row_get_expanded (row);

  for (guint i = from; i != to; i += from < to ? 1 : -1)
    {
      SwFieldPart *here = list->parts->pdata[i],
                  *there = list->parts->pdata[from < to ? i + 1 : i - 1];

      adw_expander_row_set_expanded (
          ADW_EXPANDER_ROW (here->expander),
          adw_expander_row_get_expanded (ADW_EXPANDER_ROW (there->expander)));
    }
  adw_expander_row_set_expanded (
      ADW_EXPANDER_ROW (((SwFieldPart *) list->parts->pdata[to])->expander), expanded);
}

/* Lets the part at FROM be the one at TO; the focus goes with it. */
static void
move (SwFieldRow *self,
      guint       from,
      guint       to)
{
  g_autoptr (SwFieldRow) guard = g_object_ref (self);
  ListData *list = self->data;
  g_autoptr (SwRewriter) rewriter = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *array = sw_pointer_append (self->pointer, self->field->name);
  g_autofree char *pointer = NULL;

  if (from >= list->parts->len || to >= list->parts->len || from == to)
    return;
  sw_field_row_commit (self);
  rewriter = begin (self);
  pointer = dup_part_pointer (self, from);
  move_expanded (list, from, to);
  apply (self, rewriter, sw_rewriter_move_element (rewriter, pointer, array, to, &error), error,
         _("Moved"));
  if (to < list->parts->len)
    gtk_widget_child_focus (((SwFieldPart *) list->parts->pdata[to])->expander,
                            GTK_DIR_TAB_FORWARD);
}

/* For the gestures of sw-field-row-move.c */
void
_sw_field_row_list_move (SwFieldRow *self,
                         GtkWidget  *part,
                         int         by,
                         GtkWidget  *onto)
{
  guint from = find_part (self->data, part);
  guint to = onto != NULL ? find_part (self->data, onto) : from + (guint) by;

  if (from == G_MAXUINT || (by < 0 && from == 0))
    return;
  move (self, from, to);
}

static void
scroll_to_cb (gpointer data)
{
  g_autoptr (GtkWidget) part = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (part, GTK_TYPE_VIEWPORT);

  if (viewport != NULL && gtk_widget_get_mapped (part))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), part, NULL);
}

/* Opens one part alone, and brings it into sight once it has its place. */
gboolean
_sw_field_row_list_open (SwFieldRow *self,
                         guint       index)
{
  ListData *list = self->data;

  if (index >= list->parts->len)
    return FALSE;
  for (guint i = 0; i < list->parts->len; i++)
    adw_expander_row_set_expanded (
        ADW_EXPANDER_ROW (((SwFieldPart *) list->parts->pdata[i])->expander), i == index);
  g_timeout_add_once (100, scroll_to_cb,
                      g_object_ref (((SwFieldPart *) list->parts->pdata[index])->expander));
  return TRUE;
}

static void
up_cb (SwFieldRow *self,
       GtkWidget  *button)
{
  _sw_field_row_list_move (self, button, -1, NULL);
}

static void
down_cb (SwFieldRow *self,
         GtkWidget  *button)
{
  _sw_field_row_list_move (self, button, 1, NULL);
}

static void
append_button (SwFieldRow *self,
               GtkWidget  *box,
               const char *icon,
               const char *tooltip,
               GCallback   callback)
{
  GtkWidget *button = sw_row_button_new (icon, tooltip);

  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
create_tools (SwFieldRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_widget_add_css_class (box, "field-tools");
  append_button (self, box, "go-up-symbolic", _("Try Earlier"), G_CALLBACK (up_cb));
  append_button (self, box, "go-down-symbolic", _("Try Later"), G_CALLBACK (down_cb));
  append_button (self, box, "user-trash-symbolic", _("Remove"), G_CALLBACK (remove_cb));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static SwFieldPart *
create_part (SwFieldRow *self)
{
  SwFieldPart *part = _sw_field_part_new (self);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (part->expander), create_tools (self));
  _sw_field_row_list_make_movable (self, part->expander);
  return part;
}

/* What a folded element says */
static char *
dup_summary (SwFieldRow *self,
             guint       index,
             char      **target)
{
  SwState *state = _sw_field_row_get_state (self);
  GArray *handlers = self->field->kind == SW_FIELD_RETRIERS ? state->retriers : state->catchers;
  const SwHandler *handler;

  if (self->field->kind == SW_FIELD_RULES)
    {
      const SwRule *rule
          = index < state->rules->len ? &g_array_index (state->rules, SwRule, index) : NULL;

      *target = rule != NULL ? rule->next.name : NULL;
      return rule != NULL ? sw_rule_dup_condition (rule, state->language) : NULL;
    }
  handler = index < handlers->len ? &g_array_index (handlers, SwHandler, index) : NULL;
  *target = handler != NULL ? handler->next.name : NULL;
  return handler != NULL && handler->errors != NULL ? g_strjoinv (", ", handler->errors) : NULL;
}

static void
show_part (SwFieldRow *self,
           guint       index)
{
  ListData *list = self->data;
  g_autofree char *pointer = dup_part_pointer (self, index);
  char *target = NULL;
  g_autofree char *summary = dup_summary (self, index, &target);
  /* translators: the state that follows, behind an arrow */
  g_autofree char *subtitle
      = target != NULL && *target != '\0' ? g_strdup_printf (_("→ %s"), target) : NULL;

  _sw_field_part_set_words (list->parts->pdata[index], summary, subtitle);
  _sw_field_part_show (list->parts->pdata[index], self, pointer);
}

static void
show_list (SwFieldRow   *self,
           const SwNode *node)
{
  ListData *list = self->data;
  guint count = node != NULL && node->kind == SW_NODE_ARRAY ? node->count : 0;

  /* Those of another state are closed at first. */
  if (g_set_str (&list->pointer, self->pointer))
    for (guint i = 0; i < list->parts->len; i++)
      adw_expander_row_set_expanded (
          ADW_EXPANDER_ROW (((SwFieldPart *) list->parts->pdata[i])->expander), FALSE);
  while (list->parts->len > count)
    _sw_field_part_remove (g_ptr_array_steal_index (list->parts, list->parts->len - 1), self);
  while (list->parts->len < count)
    {
      SwFieldPart *part = create_part (self);

      g_ptr_array_add (list->parts, part);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->widget), part->expander);
    }
  for (guint i = 0; i < count; i++)
    show_part (self, i);
}

static GtkWidget *
create_list (SwFieldRow *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *add = sw_row_button_new ("list-add-symbolic", gettext (find_look (self)->add));
  ListData *list = g_new0 (ListData, 1);

  list->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) _sw_field_part_free);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), gettext (self->field->label));
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (group),
                                         gettext (self->field->help));
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (group), add);
  self->data = list;
  self->free_data = list_data_free;
  return group;
}

/* Errors are a part's own; the list says only what it is itself at fault for. */
const SwFieldRowKind _sw_field_row_list = { .create = create_list, .show = show_list };
