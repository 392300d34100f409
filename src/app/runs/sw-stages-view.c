/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-stages-view.h"

#include <glib/gi18n.h>

#include "app/runs/json/sw-json-tree.h"
#include "engine/trace/sw-stages.h"
#include "json/sw-text.h"

#define PREVIEW_LENGTH 200 /* characters of a stage's data in its row */

struct _SwStagesView
{
  AdwBin        parent_instance;

  GtkLabel     *warning_label;
  GtkListBox   *list;
  SwJsonTree   *tree;

  SwStages     *stages;  /* NULL: of no state */
  GArray       *shown;   /* guint: which of them have a row */
  SwDataStageKind chosen; /* stays from visit to visit */
};

G_DEFINE_FINAL_TYPE (SwStagesView, sw_stages_view, ADW_TYPE_BIN)

static const char *const stage_labels[SW_N_DATA_STAGES] = {
  [SW_DATA_INPUT] = N_ ("Input"),
  [SW_DATA_INPUT_PATH] = N_ ("After InputPath"),
  [SW_DATA_ITEMS] = N_ ("Items"),
  [SW_DATA_PARAMETERS] = N_ ("Given to the work"),
  [SW_DATA_RESULT] = N_ ("Result"),
  [SW_DATA_ERROR] = N_ ("Error for the catcher"),
  [SW_DATA_RESULT_SELECTOR] = N_ ("After ResultSelector"),
  [SW_DATA_RESULT_PATH] = N_ ("After ResultPath"),
  [SW_DATA_ASSIGN] = N_ ("Assigned variables"),
  [SW_DATA_OUTPUT] = N_ ("Output"),
};

/* What expressions of the state call the data of a stage; NULL: they cannot reach it */
static const char *
get_root (SwDataStageKind kind,
          SwQueryLanguage language)
{
  if (language == SW_QUERY_JSONATA)
    return kind == SW_DATA_INPUT ? "$states.input"
           : kind == SW_DATA_RESULT ? "$states.result"
           : kind == SW_DATA_ERROR  ? "$states.errorOutput"
                                    : NULL;
  return kind == SW_DATA_INPUT || kind == SW_DATA_INPUT_PATH || kind == SW_DATA_RESULT ? "$" : NULL;
}

static GtkWidget *
create_row (const SwDataStage *stage)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (gettext (stage_labels[stage->kind]));
  GtkWidget *field = gtk_label_new (stage->field);
  g_autofree char *preview = sw_value_dup_preview (stage->value, PREVIEW_LENGTH);
  GtkWidget *text
      = gtk_label_new (preview != NULL ? preview : stage->reason != NULL ? stage->reason : "");

  gtk_widget_add_css_class (field, "dim-label");
  gtk_widget_add_css_class (field, "caption");
  gtk_widget_set_visible (field, stage->field != NULL);
  gtk_widget_set_tooltip_text (title, stage->recorded ? _("From the history")
                                                      : _("Made again from the state's fields"));
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (text, preview != NULL ? "stage-data" : "dim-label");
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), field);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

/* A stage that no field makes, and that says nothing of its own, is passed over. */
static gboolean
is_shown (const SwDataStage *stage)
{
  return stage->stands || stage->kind == SW_DATA_INPUT || stage->kind == SW_DATA_OUTPUT;
}

static void
row_selected_cb (SwStagesView  *self,
                 GtkListBoxRow *row)
{
  const SwDataStage *stage;

  if (row == NULL || self->stages == NULL)
    return;
  stage = &g_array_index (
      self->stages->stages, SwDataStage,
      g_array_index (self->shown, guint, gtk_list_box_row_get_index (row)));
  self->chosen = stage->kind;
  sw_json_tree_set_value (self->tree, stage->value);
}

static void
fill_list (SwStagesView    *self,
           SwQueryLanguage  language)
{
  GArray *stages = self->stages->stages;
  SwDataStageKind wanted = self->chosen;

  for (guint i = 0; i < stages->len; i++)
    {
      const SwDataStage *stage = &g_array_index (stages, SwDataStage, i);

      if (!is_shown (stage))
        continue;
      g_array_append_val (self->shown, i);
      gtk_list_box_append (self->list, create_row (stage));
      if (stage->kind == wanted || self->shown->len == 1)
        gtk_list_box_select_row (
            self->list, gtk_list_box_get_row_at_index (self->list, (int) self->shown->len - 1));
    }
  sw_json_tree_set_root (self->tree, language, get_root (self->chosen, language));
}

static void
sw_stages_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_STAGES_VIEW);
  G_OBJECT_CLASS (sw_stages_view_parent_class)->dispose (object);
}

static void
sw_stages_view_finalize (GObject *object)
{
  SwStagesView *self = SW_STAGES_VIEW (object);

  g_clear_pointer (&self->stages, sw_stages_free);
  g_array_unref (self->shown);
  G_OBJECT_CLASS (sw_stages_view_parent_class)->finalize (object);
}

static void
sw_stages_view_class_init (SwStagesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_JSON_TREE);
  G_OBJECT_CLASS (klass)->dispose = sw_stages_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_stages_view_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-stages-view.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStagesView, warning_label);
  gtk_widget_class_bind_template_child (widget_class, SwStagesView, list);
  gtk_widget_class_bind_template_child (widget_class, SwStagesView, tree);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
sw_stages_view_init (SwStagesView *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint));
  self->chosen = SW_DATA_PARAMETERS;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_stages_view_show:
 * @visit: (nullable): of a state; `NULL`: there are no stages
 *
 * Shows the stages of @visit, as far as it had come at the end of what is known.
 */
void
sw_stages_view_show (SwStagesView  *self,
                     SwRunRecord   *record,
                     const SwVisit *visit)
{
  SwRunner *runner = sw_run_record_get_runner (record);
  SwStages *before;

  g_return_if_fail (SW_IS_STAGES_VIEW (self));

  before = g_steal_pointer (&self->stages);
  gtk_list_box_remove_all (self->list);
  g_array_set_size (self->shown, 0);
  g_clear_pointer (&before, sw_stages_free);
  if (visit == NULL)
    {
      gtk_widget_set_visible (GTK_WIDGET (self->warning_label), FALSE);
      sw_json_tree_set_value (self->tree, SW_VALUE_INIT);
      return;
    }
  self->stages = sw_stages_new (
      sw_run_record_get_trace (record), visit,
      runner != NULL ? sw_execution_get_arn (sw_runner_get_execution (runner)) : NULL);
  gtk_label_set_label (self->warning_label,
                       self->stages->warning != NULL ? self->stages->warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label), self->stages->warning != NULL);
  fill_list (self, visit->state->state != NULL ? visit->state->state->language
                                               : SW_QUERY_JSONPATH);
}
