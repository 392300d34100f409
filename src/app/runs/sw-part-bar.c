/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-part-bar.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-visit-list.h"

struct _SwPartBar
{
  AdwBin          parent_instance;

  GtkWidget      *previous_button;
  GtkMenuButton  *menu_button;
  GtkPopover     *popover;
  GtkCheckButton *failed_check;
  GtkWidget      *next_button;
  GtkToggleButton *scope_button;
  GtkListView    *list;

  SwRunStatus    *status;
  gboolean        branches;
  gboolean        showing;   /* the button is being set, not pressed */
  SwRunRecord    *record;    /* that the status shows; NULL: none */
  SwVisit        *container; /* whose parts are to choose from; NULL: none are */
};

G_DEFINE_FINAL_TYPE (SwPartBar, sw_part_bar, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_BRANCHES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* What the parts are called, of a Map and of a Parallel */
static const struct
{
  const char *list;
  const char *choose;
  const char *previous;
  const char *next;
} words[] = {
  { N_ ("Iterations"), N_ ("Iteration That the Diagram Shows"), N_ ("Previous Iteration"),
    N_ ("Next Iteration") },
  { N_ ("Branches"), N_ ("Branch That the Lists Show"), N_ ("Previous Branch"), N_ ("Next Branch") },
};

/* The container that VISIT is, or is inside; one with parts */
static SwVisit *
find_container (SwPartBar *self,
                SwVisit   *visit)
{
  SwStateType type = self->branches ? SW_STATE_PARALLEL : SW_STATE_MAP;

  for (; visit != NULL; visit = visit->parent)
    if (visit->kind == SW_VISIT_STATE && visit->state->type == type
        && sw_visit_get_n_children (visit) > 0)
      return visit;
  return NULL;
}

/* The part that is chosen, or NULL: all of them */
static SwVisit *
get_shown (SwPartBar *self)
{
  SwVisit *shown = NULL;

  if (self->record != NULL)
    shown = self->branches ? sw_run_record_get_scope (self->record)
                           : sw_run_record_get_shown (self->record);
  return shown != NULL && shown->parent == self->container ? shown : NULL;
}

static char *
dup_label (SwPartBar *self,
           SwVisit   *shown)
{
  const char *container = self->container->state->name;
  guint count = sw_visit_get_n_children (self->container);
  g_autofree char *name = shown != NULL ? sw_visit_dup_name (shown) : NULL;

  if (name != NULL)
    /* translators: the name of a Map or Parallel state, which iteration or branch of it is shown,
     * of how many */
    return g_strdup_printf (_("%s: %s of %u"), container, name, count);
  if (self->branches)
    /* translators: the name of a Parallel state, and how many branches it has */
    return g_strdup_printf (ngettext ("%s: %u branch", "%s: %u branches", count), container,
                            count);
  /* translators: the name of a Map state, and how many iterations it has */
  return g_strdup_printf (ngettext ("%s: %u iteration", "%s: all %u iterations", count), container,
                          count);
}

static void
show (SwPartBar *self)
{
  SwVisit *shown = get_shown (self);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->container != NULL);
  if (self->container == NULL)
    return;
  text = dup_label (self, shown);
  gtk_menu_button_set_label (self->menu_button, text);
  gtk_widget_set_sensitive (self->previous_button, shown != NULL && shown->position > 0);
  gtk_widget_set_sensitive (
      self->next_button,
      shown == NULL || shown->position + 1 < sw_visit_get_n_children (self->container));
  self->showing = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->scope_button), shown != NULL);
  gtk_toggle_button_set_active (self->scope_button,
                                shown != NULL && sw_run_record_get_scope (self->record) == shown);
  self->showing = FALSE;
}

static void
changed_cb (SwPartBar *self)
{
  SwVisit *container = find_container (self, sw_run_record_get_visit (self->record));

  if (container != NULL)
    self->container = container;
  show (self);
}

static void
record_cb (SwPartBar *self)
{
  SwRunRecord *record = sw_run_status_get_record (self->status);

  if (record == self->record)
    return;
  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  self->container = NULL;
  if (record != NULL)
    {
      g_signal_connect_object (record, "selected", G_CALLBACK (changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (record, "moved", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (record, "scoped", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
    }
  show (self);
}

/* Lists that keep to an iteration keep to the one that is chosen now; a branch is what they are
 * asked to keep to. */
static void
go_to (SwPartBar *self,
       SwVisit   *part)
{
  if (!self->branches)
    sw_run_record_show (self->record, part);
  if (self->branches || sw_run_record_get_scope (self->record) != NULL)
    sw_run_record_set_scope (self->record, part);
  if (part != NULL)
    sw_run_record_select (self->record, part, part->entered);
}

static void
previous_cb (SwPartBar *self)
{
  SwVisit *shown = get_shown (self);

  if (shown != NULL && shown->position > 0)
    go_to (self, sw_visit_get_child (self->container, shown->position - 1));
}

static void
next_cb (SwPartBar *self)
{
  SwVisit *shown = get_shown (self);
  guint next = shown != NULL ? shown->position + 1 : 0;

  if (next < sw_visit_get_n_children (self->container))
    go_to (self, sw_visit_get_child (self->container, next));
}

static void
scope_cb (SwPartBar *self)
{
  gboolean active = gtk_toggle_button_get_active (self->scope_button);

  if (!self->showing)
    sw_run_record_set_scope (self->record, active ? get_shown (self) : NULL);
}

static void
all_cb (SwPartBar *self)
{
  gtk_popover_popdown (self->popover);
  go_to (self, NULL);
}

static void
activate_cb (SwPartBar *self,
             guint      position)
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

/* The list lives as long as it is open: parts come and go with the run. */
static void
popover_cb (SwPartBar *self)
{
  GListModel *all;
  GtkFilter *filter = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->container == NULL)
    return;
  all = sw_visit_list_new (self->record, self->container);
  if (gtk_check_button_get_active (self->failed_check))
    filter = GTK_FILTER (gtk_custom_filter_new (failed_filter, NULL, NULL));
  selection
      = gtk_no_selection_new (G_LIST_MODEL (gtk_filter_list_model_new (all, filter)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
}

static void
filter_cb (SwPartBar *self)
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

  for (SwRunState i = SW_RUN_STATE_IDLE; i <= SW_RUN_STATE_PAUSED; i++)
    gtk_widget_remove_css_class (icon, sw_run_state_get_class (i));
  gtk_widget_add_css_class (icon, sw_run_state_get_class (visit->status));
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sw_run_state_get_icon (visit->status));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), text);
}

static void
sw_part_bar_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BRANCHES:
      g_value_set_boolean (value, SW_PART_BAR (object)->branches);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_part_bar_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_BRANCHES:
      SW_PART_BAR (object)->branches = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sw_part_bar_constructed (GObject *object)
{
  SwPartBar *self = SW_PART_BAR (object);
  guint row = self->branches ? 1 : 0;

  G_OBJECT_CLASS (sw_part_bar_parent_class)->constructed (object);
  gtk_widget_set_tooltip_text (self->previous_button, _(words[row].previous));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button), _(words[row].choose));
  gtk_widget_set_tooltip_text (self->next_button, _(words[row].next));
  gtk_widget_set_visible (GTK_WIDGET (self->scope_button), !self->branches);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(words[row].list), -1);
}

static void
sw_part_bar_dispose (GObject *object)
{
  SwPartBar *self = SW_PART_BAR (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), SW_TYPE_PART_BAR);
  g_clear_object (&self->record);
  g_clear_object (&self->status);
  G_OBJECT_CLASS (sw_part_bar_parent_class)->dispose (object);
}

static void
sw_part_bar_class_init (SwPartBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_part_bar_get_property;
  object_class->set_property = sw_part_bar_set_property;
  object_class->constructed = sw_part_bar_constructed;
  object_class->dispose = sw_part_bar_dispose;

  properties[PROP_BRANCHES]
      = g_param_spec_boolean ("branches", NULL, NULL, FALSE,
                              G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-part-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, menu_button);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, popover);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, failed_check);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, scope_button);
  gtk_widget_class_bind_template_child (widget_class, SwPartBar, list);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
}

static void
sw_part_bar_init (SwPartBar *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->list, factory);
}

/**
 * sw_part_bar_set_status:
 * @status: whose runs are shown, for all its life
 */
void
sw_part_bar_set_status (SwPartBar   *self,
                        SwRunStatus *status)
{
  g_return_if_fail (SW_IS_PART_BAR (self) && self->status == NULL);

  self->status = g_object_ref (status);
  g_signal_connect_object (status, "changed", G_CALLBACK (record_cb), self, G_CONNECT_SWAPPED);
  record_cb (self);
}

/**
 * sw_part_bar_choose:
 * @container: JSON pointer of a Parallel
 * @index: of one of its branches
 *
 * Chooses the branch of the container's visit that is looked at, where the run came there.
 */
void
sw_part_bar_choose (SwPartBar  *self,
                    const char *container,
                    guint       index)
{
  SwVisit *visit;

  g_return_if_fail (SW_IS_PART_BAR (self));

  visit = self->record != NULL ? sw_run_record_find_visit (self->record, container) : NULL;
  if (visit == NULL)
    return;
  /* The last of that number: the container may have been tried again. */
  for (guint i = sw_visit_get_n_children (visit); i-- > 0;)
    if (sw_visit_get_child (visit, i)->index == index)
      {
        self->container = visit;
        go_to (self, sw_visit_get_child (visit, i));
        return;
      }
}
