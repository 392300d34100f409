/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-comparison-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/inspector/sw-field-row-private.h"
#include "json/sw-text.h"

#define PAUSE 600 /* milliseconds without a key */

/* The 39 operators are relations between two values, each of some kind, and tests of one. */
static const struct
{
  const char *symbol;
  gboolean    is_test;
  gboolean    negated;
  const char *label;
} relations[] = {
  { "==", FALSE, FALSE, N_ ("is equal to") },
  { "<", FALSE, FALSE, N_ ("is less than") },
  { ">", FALSE, FALSE, N_ ("is greater than") },
  { "<=", FALSE, FALSE, N_ ("is at most") },
  { ">=", FALSE, FALSE, N_ ("is at least") },
  { "matches", FALSE, FALSE, N_ ("matches the pattern") },
  { "present", TRUE, FALSE, N_ ("is present") },
  { "present", TRUE, TRUE, N_ ("is not present") },
  { "null", TRUE, FALSE, N_ ("is null") },
  { "null", TRUE, TRUE, N_ ("is not null") },
  { "numeric", TRUE, FALSE, N_ ("is a number") },
  { "numeric", TRUE, TRUE, N_ ("is not a number") },
  { "string", TRUE, FALSE, N_ ("is text") },
  { "string", TRUE, TRUE, N_ ("is not text") },
  { "boolean", TRUE, FALSE, N_ ("is a boolean") },
  { "boolean", TRUE, TRUE, N_ ("is not a boolean") },
  { "timestamp", TRUE, FALSE, N_ ("is a timestamp") },
  { "timestamp", TRUE, TRUE, N_ ("is not a timestamp") },
};

/* What stands beside a relation */
static const struct
{
  SwOperandKind  type;
  gboolean       by_path;
  const char    *label;
  const char    *first; /* a value that a new comparison begins with */
} values[] = {
  { SW_OPERAND_TEXT, FALSE, N_ ("Text"), "" },
  { SW_OPERAND_NUMBER, FALSE, N_ ("Number"), "0" },
  { SW_OPERAND_BOOLEAN, FALSE, N_ ("Boolean"), "true" },
  { SW_OPERAND_TIMESTAMP, FALSE, N_ ("Timestamp"), "2030-01-01T00:00:00Z" },
  { SW_OPERAND_TEXT, TRUE, N_ ("Text at a path"), "$.value" },
  { SW_OPERAND_NUMBER, TRUE, N_ ("Number at a path"), "$.value" },
  { SW_OPERAND_BOOLEAN, TRUE, N_ ("Boolean at a path"), "$.value" },
  { SW_OPERAND_TIMESTAMP, TRUE, N_ ("Timestamp at a path"), "$.value" },
};

struct _SwComparisonView
{
  GtkBox       parent_instance;

  GtkWidget   *head;
  GtkWidget   *variable;
  GtkWidget   *relation;
  GtkWidget   *kind;  /* of the value */
  GtkWidget   *value;
  GtkWidget   *value_box;
  SwCondition *shown;
  gboolean     showing;
  gboolean     dirty;
  guint        pause;
};

G_DEFINE_FINAL_TYPE (SwComparisonView, sw_comparison_view, GTK_TYPE_BOX)

static guint changed_signal;

static char *
quote (const char *text)
{
  GString *json = g_string_new (NULL);

  sw_json_string_print (text, strlen (text), json);
  return g_string_free_and_steal (json);
}

/* A value as it is typed: a string without its quotes */
static char *
dup_typed (const char *json)
{
  g_autoptr (SwTree) tree = json != NULL ? sw_tree_parse (json, -1) : NULL;

  if (json == NULL)
    return g_strdup ("");
  if (sw_tree_get_root (tree)->kind == SW_NODE_STRING)
    return sw_node_dup_string (sw_tree_get_root (tree), NULL);
  return g_strdup (json);
}

static const char *
get_text (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static guint
get_selected (GtkWidget *list)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (list));
}

static gboolean
is_placeholder (const char *text)
{
  return g_str_has_prefix (text, "${") && strchr (text, '}') == text + strlen (text) - 1;
}

/* What is typed as JSON, or NULL where it is no value of the kind */
static char *
dup_operand (SwComparisonView *self)
{
  guint kind = get_selected (self->kind);
  const char *text = get_text (self->value);
  g_auto (SwValue) number = SW_VALUE_INIT;

  if (values[kind].by_path)
    return *text == '$' ? quote (text) : NULL;
  if (values[kind].type == SW_OPERAND_TEXT || values[kind].type == SW_OPERAND_TIMESTAMP)
    return quote (text);
  if (is_placeholder (text))
    return g_strdup (text);
  if (values[kind].type == SW_OPERAND_BOOLEAN)
    return g_str_equal (text, "true") || g_str_equal (text, "false") ? g_strdup (text) : NULL;
  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &number, NULL)
      || !sw_value_is (number, SW_TYPE_NUMBER))
    return NULL;
  return g_strstrip (g_strdup (text));
}

static void
set_wrong (GtkWidget  *entry,
           const char *error)
{
  if (error != NULL)
    gtk_widget_add_css_class (entry, "error");
  else
    gtk_widget_remove_css_class (entry, "error");
  gtk_widget_set_tooltip_text (entry, error);
}

static const char *
find_wrong_value (guint kind)
{
  if (values[kind].by_path)
    return _("A path begins with $, such as $.order.id");
  return values[kind].type == SW_OPERAND_BOOLEAN ? _("Enter true or false") : _("Enter a number");
}

/* The comparison that the widgets make; NULL where one of them has no value of its kind. */
static SwCondition *
make_comparison (SwComparisonView *self)
{
  guint relation = get_selected (self->relation);
  guint kind = get_selected (self->kind);
  const char *variable = get_text (self->variable);
  gboolean is_path = *variable == '$';
  g_autofree char *operand = NULL;
  g_autofree char *json = is_placeholder (variable) ? g_strdup (variable) : quote (variable);
  const SwOperator *operator;

  set_wrong (self->variable, is_path ? NULL : _("A path begins with $, such as $.order.id"));
  if (relations[relation].is_test)
    {
      operator = sw_operators_find_comparison (SW_OPERAND_TEST, relations[relation].symbol, FALSE);
      operand = g_strdup (relations[relation].negated ? "false" : "true");
    }
  else
    {
      operator = sw_operators_find_comparison (values[kind].type, relations[relation].symbol,
                                               values[kind].by_path);
      operand = dup_operand (self);
      set_wrong (self->value, operand != NULL ? NULL : find_wrong_value (kind));
    }
  if (!is_path || operand == NULL || operator == NULL)
    return NULL;
  return sw_condition_new_comparison (json, operator, operand);
}

/* Typed and chosen is told as soon as it is a comparison. */
static void
tell (SwComparisonView *self)
{
  g_autoptr (SwCondition) made = make_comparison (self);

  g_clear_handle_id (&self->pause, g_source_remove);
  if (made == NULL)
    return;
  self->dirty = FALSE;
  if (self->shown != NULL && sw_condition_equal (made, self->shown))
    return;
  g_signal_emit (self, changed_signal, 0);
}

static void
pause_cb (gpointer data)
{
  SwComparisonView *self = data;

  self->pause = 0;
  tell (self);
}

static void
typed_cb (SwComparisonView *self)
{
  if (self->showing)
    return;
  self->dirty = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  self->pause = g_timeout_add_once (PAUSE, pause_cb, self);
}

static void
update_value_box (SwComparisonView *self)
{
  guint relation = get_selected (self->relation);

  gtk_widget_set_visible (self->value_box,
                          relation != GTK_INVALID_LIST_POSITION && !relations[relation].is_test);
}

/* Not every relation goes with every kind of value: a pattern is text, booleans are equal or not.
 * What was not just chosen gives way. */
static void
relation_cb (SwComparisonView *self)
{
  guint relation = get_selected (self->relation);
  guint kind = get_selected (self->kind);

  if (self->showing)
    return;
  self->showing = TRUE;
  if (!relations[relation].is_test
      && sw_operators_find_comparison (values[kind].type, relations[relation].symbol,
                                       values[kind].by_path) == NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind),
                                g_str_equal (relations[relation].symbol, "matches") ? 0 : 1);
  self->showing = FALSE;
  update_value_box (self);
  tell (self);
}

static void
kind_cb (SwComparisonView *self)
{
  guint relation = get_selected (self->relation);
  guint kind = get_selected (self->kind);
  g_autofree char *operand = NULL;

  if (self->showing)
    return;
  self->showing = TRUE;
  if (sw_operators_find_comparison (values[kind].type, relations[relation].symbol,
                                    values[kind].by_path) == NULL)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->relation), 0);
  operand = dup_operand (self);
  if (operand == NULL || values[kind].type == SW_OPERAND_TIMESTAMP)
    gtk_editable_set_text (GTK_EDITABLE (self->value), values[kind].first);
  self->showing = FALSE;
  tell (self);
}

static void
leave_cb (SwComparisonView *self)
{
  sw_comparison_view_commit (self);
}

static GtkWidget *
create_entry (SwComparisonView *self,
              const char       *label)
{
  GtkWidget *entry = gtk_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 6);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), label);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (leave_cb), self);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static GtkWidget *
create_list (SwComparisonView *self,
             const char       *label,
             GtkStringList    *take_words,
             GCallback         callback)
{
  GtkWidget *list = gtk_drop_down_new (G_LIST_MODEL (take_words), NULL);

  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect_swapped (list, "notify::selected", callback, self);
  return list;
}

static void
sw_comparison_view_dispose (GObject *object)
{
  SwComparisonView *self = SW_COMPARISON_VIEW (object);

  self->showing = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_pointer (&self->shown, sw_condition_free);
  G_OBJECT_CLASS (sw_comparison_view_parent_class)->dispose (object);
}

static void
sw_comparison_view_class_init (SwComparisonViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_comparison_view_dispose;
  changed_signal = g_signal_new ("changed", SW_TYPE_COMPARISON_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
sw_comparison_view_init (SwComparisonView *self)
{
  GtkStringList *relation_words = gtk_string_list_new (NULL);
  GtkStringList *kind_words = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (relations); i++)
    gtk_string_list_append (relation_words, gettext (relations[i].label));
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    gtk_string_list_append (kind_words, gettext (values[i].label));
  self->showing = TRUE;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->variable = create_entry (self, _("Variable, such as $.size"));
  self->relation = create_list (self, _("Operator"), relation_words, G_CALLBACK (relation_cb));
  self->kind = create_list (self, _("Kind of value"), kind_words, G_CALLBACK (kind_cb));
  self->value = create_entry (self, _("Value"));
  self->value_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_box_append (GTK_BOX (self->head), self->variable);
  gtk_box_append (GTK_BOX (self), self->head);
  gtk_box_append (GTK_BOX (self), self->relation);
  gtk_box_append (GTK_BOX (self->value_box), self->kind);
  gtk_box_append (GTK_BOX (self->value_box), self->value);
  gtk_box_append (GTK_BOX (self), self->value_box);
  gtk_widget_add_css_class (GTK_WIDGET (self), "comparison");
  self->showing = FALSE;
}

/**
 * sw_comparison_view_new:
 *
 * Returns: (transfer floating): a comparison of nothing yet
 */
GtkWidget *
sw_comparison_view_new (void)
{
  return g_object_new (SW_TYPE_COMPARISON_VIEW, NULL);
}

static guint
find_relation (const SwCondition *comparison)
{
  gboolean negated = g_strcmp0 (comparison->operand, "false") == 0;

  for (guint i = 0; i < G_N_ELEMENTS (relations); i++)
    if (comparison->operator != NULL
        && g_str_equal (relations[i].symbol, comparison->operator->symbol)
        && (comparison->operator->operand == SW_OPERAND_TEST) == relations[i].is_test
        && (!relations[i].is_test || relations[i].negated == negated))
      return i;
  return 0;
}

static guint
find_kind (const SwOperator *operator)
{
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (operator->type == values[i].type
        && (operator->operand == SW_OPERAND_PATH) == values[i].by_path)
      return i;
  return 0;
}

/**
 * sw_comparison_view_show:
 *
 * Shows @comparison, but for what is being typed.
 */
void
sw_comparison_view_show (SwComparisonView  *self,
                         const SwCondition *comparison)
{
  g_autofree char *variable = dup_typed (comparison->variable);
  guint relation = find_relation (comparison);

  g_clear_pointer (&self->shown, sw_condition_free);
  self->shown = sw_condition_copy (comparison);
  if (self->dirty)
    return;
  self->showing = TRUE;
  _sw_field_row_set_entry (GTK_EDITABLE (self->variable), variable);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->relation), relation);
  if (comparison->operator != NULL && !relations[relation].is_test)
    {
      g_autofree char *value = dup_typed (comparison->operand);

      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), find_kind (comparison->operator));
      _sw_field_row_set_entry (GTK_EDITABLE (self->value), value);
    }
  set_wrong (self->variable, NULL);
  set_wrong (self->value, NULL);
  update_value_box (self);
  self->showing = FALSE;
}

/**
 * sw_comparison_view_dup:
 *
 * Returns: (transfer full) (nullable): the comparison that stands in the form
 */
SwCondition *
sw_comparison_view_dup (SwComparisonView *self)
{
  return make_comparison (self);
}

/**
 * sw_comparison_view_commit:
 *
 * Tells what was typed, as Enter does.
 */
void
sw_comparison_view_commit (SwComparisonView *self)
{
  if (self->dirty)
    tell (self);
}

/**
 * sw_comparison_view_add_suffix:
 * @suffix: (transfer floating): goes behind the variable
 */
void
sw_comparison_view_add_suffix (SwComparisonView *self,
                               GtkWidget        *suffix)
{
  gtk_box_append (GTK_BOX (self->head), suffix);
}
