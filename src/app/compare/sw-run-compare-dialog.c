/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-run-compare-dialog.h"

#include <glib/gi18n.h>

#include "app/compare/sw-run-pair-item.h"
#include "app/runs/json/sw-json-diff.h"
#include "app/runs/sw-run-status.h"

struct _SwRunCompareDialog
{
  AdwDialog            parent_instance;

  AdwWindowTitle      *title;
  GtkStack            *stack;
  AdwOverlaySplitView *split;
  GtkListView         *list;
  GtkWidget           *parting_label;
  GtkLabel            *words_label;
  AdwToggleGroup      *parts;
  SwJsonDiff          *difference;

  SwRunRecord         *before;
  SwRunRecord         *after;
  SwRunDiff           *diff;
};

G_DEFINE_FINAL_TYPE (SwRunCompareDialog, sw_run_compare_dialog, ADW_TYPE_DIALOG)

enum
{
  STATE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The data of a visit, in the order in which they are shown first where they differ */
static const struct
{
  SwApart     apart;
  const char *name;
  SwValue   (*get) (const SwTrace *trace,
                    const SwVisit *visit);
} parts[] = {
  { SW_APART_RESULT, "result", sw_trace_get_result },
  { SW_APART_INPUT, "input", sw_trace_get_input },
  { SW_APART_OUTPUT, "output", sw_trace_get_output },
  { SW_APART_ASSIGNED, "variables", sw_trace_get_assigned },
};

static SwChangeItem *
get_selected (SwRunCompareDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  return model != NULL ? gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model))
                       : NULL;
}

static void
part_cb (SwRunCompareDialog *self)
{
  const char *name = adw_toggle_group_get_active_name (self->parts);
  SwChangeItem *item = get_selected (self);

  for (guint i = 0; item != NULL && name != NULL && i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, name))
      {
        const SwVisitPair *pair = sw_run_pair_item_get_pair (item);
        SwValue before = pair->before != NULL
                             ? parts[i].get (sw_run_record_get_trace (self->before), pair->before)
                             : SW_VALUE_INIT;
        SwValue after = pair->after != NULL
                            ? parts[i].get (sw_run_record_get_trace (self->after), pair->after)
                            : SW_VALUE_INIT;

        sw_json_diff_set_values (self->difference, before, after);
      }
}

static void
append_end (GString *text, SwRunRecord *record, const SwVisit *visit)
{
  const SwTrace *trace = sw_run_record_get_trace (record);
  const char *error = sw_trace_get_error (trace, visit);
  const char *cause = sw_trace_get_cause (trace, visit);

  g_string_append (text, sw_run_state_get_label (visit->status));
  if (error != NULL)
    g_string_append_printf (text, " (%s%s%s)", error, cause != NULL ? ": " : "",
                            cause != NULL ? cause : "");
}

/* How the visit ended in each run, where that differs */
static char *
dup_words (SwRunCompareDialog *self, const SwVisitPair *pair)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (pair->before == NULL || pair->after == NULL
      || !(pair->apart & (SW_APART_STATUS | SW_APART_ERROR | SW_APART_ATTEMPTS | SW_APART_WAY)))
    return NULL;
  append_end (text, self->before, pair->before);
  g_string_append (text, " → ");
  append_end (text, self->after, pair->after);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What differs first; the input where only one run has the visit */
static const char *
get_first_part (const SwVisitPair *pair)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (pair->apart & parts[i].apart)
      return parts[i].name;
  return "input";
}

static void
selected_cb (SwRunCompareDialog *self)
{
  SwChangeItem *item = get_selected (self);
  int parting = sw_run_diff_get_parting (self->diff);
  const SwVisitPair *pair;
  g_autofree char *words = NULL;

  if (item == NULL)
    return;
  pair = sw_run_pair_item_get_pair (item);
  words = dup_words (self, pair);
  gtk_widget_set_visible (
      self->parting_label,
      pair == &g_array_index (sw_run_diff_get_pairs (self->diff), SwVisitPair, parting));
  gtk_label_set_label (self->words_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words_label), words != NULL);
  adw_toggle_group_set_active_name (self->parts, get_first_part (pair));
  part_cb (self);
}

static void
go_cb (SwRunCompareDialog *self)
{
  SwChangeItem *item = get_selected (self);
  const SwVisitPair *pair = item != NULL ? sw_run_pair_item_get_pair (item) : NULL;
  const SwVisit *visit = pair == NULL ? NULL : pair->after != NULL ? pair->after : pair->before;

  if (visit == NULL || visit->state == NULL || visit->state->pointer == NULL)
    return;
  g_signal_emit (self, signals[STATE_ACTIVATED], 0, visit->state->pointer);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A list that lies over the data makes room for them first. */
static void
activate_cb (SwRunCompareDialog *self, guint position)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else
    go_cb (self);
}

static void
sw_run_compare_dialog_dispose (GObject *object)
{
  SwRunCompareDialog *self = SW_RUN_COMPARE_DIALOG (object);

  if (self->list != NULL)
    gtk_list_view_set_model (self->list, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_RUN_COMPARE_DIALOG);
  g_clear_pointer (&self->diff, sw_run_diff_free);
  g_clear_object (&self->before);
  g_clear_object (&self->after);
  G_OBJECT_CLASS (sw_run_compare_dialog_parent_class)->dispose (object);
}

static void
sw_run_compare_dialog_class_init (SwRunCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_run_compare_dialog_dispose;
  signals[STATE_ACTIVATED] =
      g_signal_new ("state-activated", SW_TYPE_RUN_COMPARE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (SW_TYPE_JSON_DIFF);
  g_type_ensure (SW_TYPE_CHANGE_ITEM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-run-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, split);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, parting_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, words_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, parts);
  gtk_widget_class_bind_template_child (widget_class, SwRunCompareDialog, difference);
  gtk_widget_class_bind_template_callback (widget_class, part_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
}

static void
sw_run_compare_dialog_init (SwRunCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* The row of the place where the runs part is chosen to begin with. */
static void
show_pairs (SwRunCompareDialog *self, int parting)
{
  const SwVisitPair *first =
      &g_array_index (sw_run_diff_get_pairs (self->diff), SwVisitPair, parting);
  GListModel *items = sw_run_pair_items_new (self->diff);
  GtkSingleSelection *selection = gtk_single_selection_new (items);

  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (SwChangeItem) item = g_list_model_get_item (items, i);

      if (sw_run_pair_item_get_pair (item) == first)
        gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT, NULL);
    }
  g_object_unref (selection);
  selected_cb (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->split));
}

/**
 * sw_run_compare_dialog_new:
 * @before: an earlier run
 * @after: a later one; neither may be under way
 * @before_name: what the earlier one is called
 * @after_name: what the later one is called
 *
 * Returns: (transfer floating): a dialog that shows where they part
 */
SwRunCompareDialog *
sw_run_compare_dialog_new (SwRunRecord *before,
                           SwRunRecord *after,
                           const char  *before_name,
                           const char  *after_name)
{
  SwRunCompareDialog *self = g_object_new (SW_TYPE_RUN_COMPARE_DIALOG, NULL);
  g_autofree char *subtitle = g_strdup_printf ("%s → %s", before_name, after_name);
  int parting;

  self->before = g_object_ref (before);
  self->after = g_object_ref (after);
  self->diff = sw_run_diff_new (sw_run_record_get_trace (before), sw_run_record_get_trace (after));
  parting = sw_run_diff_get_parting (self->diff);
  adw_dialog_set_title (ADW_DIALOG (self), _("Compare Runs"));
  adw_window_title_set_title (self->title, _("Compare Runs"));
  adw_window_title_set_subtitle (self->title, subtitle);
  if (parting >= 0)
    show_pairs (self, parting);
  return self;
}
