/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-iteration-bar.h"

#include <glib/gi18n.h>

#include "app/runs/sw-visit-list.h"

struct _SwIterationBar
{
  AdwBin          parent_instance;

  GtkWidget      *previous_button;
  GtkMenuButton  *menu_button;
  GtkPopover     *popover;
  GtkCheckButton *failed_check;
  GtkWidget      *next_button;
  GtkListView    *list;

  SwRunStatus    *status;
  SwRunRecord    *record; /* that the status shows; NULL: none */
  SwVisit        *map;    /* whose iterations are to choose from; NULL: none are */
};

G_DEFINE_FINAL_TYPE (SwIterationBar, sw_iteration_bar, ADW_TYPE_BIN)

/* The Map that VISIT is, or is inside; one with iterations */
static SwVisit *
find_map (SwVisit *visit)
{
  for (; visit != NULL; visit = visit->parent)
    if (visit->kind == SW_VISIT_STATE && visit->state->type == SW_STATE_MAP
        && sw_visit_get_n_children (visit) > 0)
      return visit;
  return NULL;
}

static SwVisit *
get_shown (SwIterationBar *self)
{
  SwVisit *shown = self->record != NULL ? sw_run_record_get_shown (self->record) : NULL;

  return shown != NULL && shown->parent == self->map ? shown : NULL;
}

static void
show (SwIterationBar *self)
{
  SwVisit *shown = get_shown (self);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->map != NULL);
  if (self->map == NULL)
    return;
  name = shown != NULL ? sw_visit_dup_name (shown) : NULL;
  if (name != NULL)
    /* translators: the name of a Map state, which iteration of it is shown, of how many */
    text = g_strdup_printf (_("%s: %s of %u"), self->map->state->name, name,
                            sw_visit_get_n_children (self->map));
  else
    /* translators: the name of a Map state, and how many iterations it has */
    text = g_strdup_printf (ngettext ("%s: %u iteration", "%s: all %u iterations",
                                      sw_visit_get_n_children (self->map)),
                            self->map->state->name, sw_visit_get_n_children (self->map));
  gtk_menu_button_set_label (self->menu_button, text);
  gtk_widget_set_sensitive (self->previous_button, shown != NULL && shown->position > 0);
  gtk_widget_set_sensitive (self->next_button,
                            shown == NULL
                                || shown->position + 1 < sw_visit_get_n_children (self->map));
}

static void
changed_cb (SwIterationBar *self)
{
  SwVisit *map = find_map (sw_run_record_get_visit (self->record));

  if (map != NULL)
    self->map = map;
  show (self);
}

static void
record_cb (SwIterationBar *self)
{
  SwRunRecord *record = sw_run_status_get_record (self->status);

  if (record == self->record)
    return;
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  self->map = NULL;
  if (record != NULL)
    {
      g_signal_connect_object (record, "selected", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (record, "moved", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}

static void
go_to (SwIterationBar *self,
       SwVisit        *iteration)
{
  sw_run_record_show (self->record, iteration);
  if (iteration != NULL)
    sw_run_record_select (self->record, iteration, iteration->entered);
}

static void
previous_cb (SwIterationBar *self)
{
  SwVisit *shown = get_shown (self);

  if (shown != NULL && shown->position > 0)
    go_to (self, sw_visit_get_child (self->map, shown->position - 1));
}

static void
next_cb (SwIterationBar *self)
{
  SwVisit *shown = get_shown (self);
  guint next = shown != NULL ? shown->position + 1 : 0;

  if (next < sw_visit_get_n_children (self->map))
    go_to (self, sw_visit_get_child (self->map, next));
}

static void
all_cb (SwIterationBar *self)
{
  gtk_popover_popdown (self->popover);
  go_to (self, NULL);
}

static void
activate_cb (SwIterationBar *self,
             guint           position)
{
  g_autoptr (SwVisitItem) item
      = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  gtk_popover_popdown (self->popover);
  go_to (self, sw_visit_item_get_visit (item));
}

static gboolean
failed_filter (gpointer item,
               gpointer user_data)
{
  return sw_visit_item_get_visit (item)->status == SW_RUN_STATE_FAILED;
}

/* The list lives as long as it is open: iterations come and go with the run. */
static void
popover_cb (SwIterationBar *self)
{
  GListModel *all;
  GtkFilter *filter = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->map == NULL)
    return;
  all = sw_visit_list_new (self->record, self->map);
  if (gtk_check_button_get_active (self->failed_check))
    filter = GTK_FILTER (gtk_custom_filter_new (failed_filter, NULL, NULL));
  selection
      = gtk_no_selection_new (G_LIST_MODEL (gtk_filter_list_model_new (all, filter)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
filter_cb (SwIterationBar *self)
{
  popover_cb (self);
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), gtk_label_new (NULL));
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item)
{
  SwVisit *visit = sw_visit_item_get_visit (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  g_autofree char *name = sw_visit_dup_name (visit);
  g_autofree char *text
      = g_strdup_printf ("%s · %s", name, sw_run_state_get_label (visit->status));

  for (SwRunState i = SW_RUN_STATE_IDLE; i <= SW_RUN_STATE_ABORTED; i++)
    gtk_widget_remove_css_class (icon, sw_run_state_get_class (i));
  gtk_widget_add_css_class (icon, sw_run_state_get_class (visit->status));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sw_run_state_get_icon (visit->status));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
}

static void
sw_iteration_bar_dispose (GObject *object)
{
  SwIterationBar *self = SW_ITERATION_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_ITERATION_BAR);
  g_clear_object (&self->record);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sw_iteration_bar_parent_class)->dispose (object);
}

static void
sw_iteration_bar_class_init (SwIterationBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_iteration_bar_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-iteration-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, popover);
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, failed_check);
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, SwIterationBar, list);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
sw_iteration_bar_init (SwIterationBar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * sw_iteration_bar_set_status:
 * @status: whose runs are shown, for all its life
 */
void
sw_iteration_bar_set_status (SwIterationBar *self,
                             SwRunStatus    *status)
{
  g_return_if_fail (SW_IS_ITERATION_BAR (self) && self->status == NULL);

  self->status = g_object_ref (status);
  g_signal_connect_object (status, "changed", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  record_cb (self);
}
