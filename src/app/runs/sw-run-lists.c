/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-lists.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-visit-list.h"
#include "app/runs/sw-run-events.h"
#include "app/runs/sw-run-log.h"
#include "app/runs/sw-run-table.h"
#include "app/runs/sw-run-timeline.h"
#include "app/runs/sw-task-form.h"
#include "app/window/sw-view-tabs.h"

struct _SwRunLists
{
  AdwBin            parent_instance;

  GtkRevealer      *scope_revealer;
  GtkLabel         *scope_label;
  AdwViewStack     *views;
  SwRunTable       *table;
  SwRunTimeline    *timeline;
  SwRunEvents      *events;
  AdwViewStackPage *task_page;
  SwTaskForm       *task_form;
  SwRunLog         *log;

  SwVisitTree      *tree;
  SwRunRecord      *record;  /* what is shown; NULL before the first run */
  SwRunStatus      *status;  /* whose states are told which wait for a person */
  GHashTable       *waiting; /* set of char *: states whose tasks wait for a person */
  gboolean          narrow;
};

G_DEFINE_FINAL_TYPE (SwRunLists, sw_run_lists, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_NARROW,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static guint show_detail_signal;

static void
show_scope (SwRunLists *self)
{
  SwVisit *scope = sw_run_record_get_scope (self->record);

  if (scope != NULL)
    {
      g_autofree char *name = sw_visit_dup_name (scope);
      /* translators: a branch ("Branch 2") or iteration ("#5"), and the state it is a part of */
      g_autofree char *text
          = g_strdup_printf (_("Only %s of “%s”"), name, scope->state->name);

      gtk_label_set_label (self->scope_label, text);
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  gtk_revealer_set_reveal_child (self->scope_revealer, scope != NULL);
}

static void
whole_cb (SwRunLists *self)
{
  sw_run_record_set_scope (self->record, NULL);
}

static void
show_detail_cb (SwRunLists *self)
{
  g_signal_emit (self, show_detail_signal, 0);
}

static void
forget_answered (SwRunLists *self,
                 GHashTable *open)
{
  GHashTableIter iter;
  gpointer pointer;

  g_hash_table_iter_init (&iter, self->waiting);
  while (g_hash_table_iter_next (&iter, &pointer, NULL))
    if (!g_hash_table_contains (open, pointer))
      sw_run_status_set_waiting (self->status, pointer, FALSE);
}

/**
 * sw_run_lists_update_tasks:
 *
 * Shows which tasks of the run wait for a person, and brings them to the front when there were
 * none.
 */
void
sw_run_lists_update_tasks (SwRunLists *self)
{
  GPtrArray *open = sw_runner_get_manual (sw_run_record_get_runner (self->record));
  g_autoptr (GHashTable) waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < open->len; i++)
    g_hash_table_add (waiting, g_strdup (((SwTaskRequest *) open->pdata[i])->state->pointer));
  forget_answered (self, waiting);
  for (guint i = 0; i < open->len; i++)
    sw_run_status_set_waiting (self->status, ((SwTaskRequest *) open->pdata[i])->state->pointer,
                               TRUE);
  g_hash_table_unref (self->waiting);
  self->waiting = g_steal_pointer (&waiting);
  sw_task_form_update (self->task_form);
  if (open->len > 0 && !adw_view_stack_page_get_visible (self->task_page))
    {
      adw_view_stack_page_set_visible (self->task_page, TRUE);
      adw_view_stack_set_visible_child_name (self->views, "task");
    }
}

/**
 * sw_run_lists_end_tasks:
 *
 * The run is over: nobody is waited for.
 */
void
sw_run_lists_end_tasks (SwRunLists *self)
{
  const char *view = adw_view_stack_get_visible_child_name (self->views);

  adw_view_stack_page_set_visible (self->task_page, FALSE);
  if (g_strcmp0 (view, "task") == 0)
    adw_view_stack_set_visible_child_name (self->views, "table");
}

static void
sw_run_lists_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      g_value_set_boolean (value, SW_RUN_LISTS (object)->narrow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_lists_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_NARROW:
      SW_RUN_LISTS (object)->narrow = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_run_lists_dispose (GObject *object)
{
  SwRunLists *self = SW_RUN_LISTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_RUN_LISTS);
  g_clear_object (&self->tree);
  g_clear_object (&self->record);
  g_clear_object (&self->status);
  g_clear_pointer (&self->waiting, g_hash_table_unref);
  G_OBJECT_CLASS (sw_run_lists_parent_class)->dispose (object);
}

static void
sw_run_lists_class_init (SwRunListsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (SW_TYPE_RUN_TABLE);
  g_type_ensure (SW_TYPE_VIEW_TABS);
  g_type_ensure (SW_TYPE_RUN_TIMELINE);
  g_type_ensure (SW_TYPE_RUN_EVENTS);
  g_type_ensure (SW_TYPE_TASK_FORM);
  g_type_ensure (SW_TYPE_RUN_LOG);
  object_class->get_property = sw_run_lists_get_property;
  object_class->set_property = sw_run_lists_set_property;
  object_class->dispose = sw_run_lists_dispose;

  properties[PROP_NARROW]
      = g_param_spec_boolean ("narrow", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  show_detail_signal = g_signal_new ("show-detail", SW_TYPE_RUN_LISTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/stepwright/Stepwright/sw-run-lists.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, scope_revealer);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, scope_label);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, views);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, table);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, timeline);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, events);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, task_page);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, task_form);
  gtk_widget_class_bind_template_child (widget_class, SwRunLists, log);
  gtk_widget_class_bind_template_callback (widget_class, whole_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_detail_cb);
}

static void
sw_run_lists_init (SwRunLists *self)
{
  self->tree = sw_visit_tree_new ();
  self->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  sw_run_table_set_tree (self->table, self->tree);
  sw_run_timeline_set_tree (self->timeline, self->tree);
}

/**
 * sw_run_lists_set_record:
 * @record: the run
 * @status: of its states
 *
 * Lists another run.
 */
void
sw_run_lists_set_record (SwRunLists  *self,
                         SwRunRecord *record,
                         SwRunStatus *status)
{
  g_return_if_fail (SW_IS_RUN_LISTS (self));

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  g_set_object (&self->status, status);
  g_hash_table_remove_all (self->waiting);
  sw_visit_tree_set_record (self->tree, record);
  sw_run_events_set_record (self->events, record, NULL);
  sw_task_form_set_runner (self->task_form, sw_run_record_get_runner (record));
  sw_run_log_set_runner (self->log, sw_run_record_get_runner (record));
  adw_view_stack_page_set_visible (self->task_page, FALSE);
  adw_view_stack_set_visible_child_name (self->views, "table");
  g_signal_connect_object (record, "scoped", G_CALLBACK (show_scope), self, G_CONNECT_SWAPPED);
  show_scope (self);
}

/**
 * sw_run_lists_set_definition:
 * @definition: (nullable): the file of what is run
 *
 * Says beside which file answers given by hand can be remembered.
 */
void
sw_run_lists_set_definition (SwRunLists *self,
                             GFile      *definition)
{
  sw_task_form_set_definition (self->task_form, definition);
}

/**
 * sw_run_lists_add_view:
 * @view: beside table, timeline and events
 * @name: for sw_run_lists_show_view()
 * @title: on its tab
 */
void
sw_run_lists_add_view (SwRunLists *self,
                       GtkWidget  *view,
                       const char *name,
                       const char *title)
{
  g_return_if_fail (SW_IS_RUN_LISTS (self));

  adw_view_stack_add_titled (self->views, view, name, title);
}

/**
 * sw_run_lists_show_view:
 * @name: of a view that was added, "table", "timeline" or "events"
 *
 * Brings a view to the front.
 */
void
sw_run_lists_show_view (SwRunLists *self,
                        const char *name)
{
  g_return_if_fail (SW_IS_RUN_LISTS (self));

  adw_view_stack_set_visible_child_name (self->views, name);
}
