/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/runs/sw-run-table.h"

#include <glib/gi18n.h>

#include "app/runs/record/sw-row-feed.h"
#include "app/runs/sw-column-memory.h"
#include "app/runs/sw-row-keys.h"
#include "app/runs/sw-run-status.h"
#include "app/runs/time/sw-time-bar.h"

struct _SwRunTable
{
  AdwBin         parent_instance;

  GtkColumnView *view;
  SwVisitTree   *tree;
  SwRowFeed     *rows; /* the view's own */
};

G_DEFINE_FINAL_TYPE (SwRunTable, sw_run_table, ADW_TYPE_BIN)

static SwRunState
get_state (SwVisitTree *tree,
           SwVisit     *visit)
{
  return sw_run_record_get_state (sw_visit_tree_get_record (tree), visit);
}

/* Asked for, not set: to set a tooltip asks the display where the pointer is, for every cell. */
static gboolean
query_tooltip_cb (GtkImage   *icon,
                  int         x,
                  int         y,
                  gboolean    keyboard,
                  GtkTooltip *tooltip)
{
  for (SwRunState i = SW_RUN_STATE_IDLE; i <= SW_RUN_STATE_PAUSED; i++)
    if (g_strcmp0 (gtk_image_get_icon_name (icon), sw_run_state_get_icon (i)) == 0)
      gtk_tooltip_set_text (tooltip, sw_run_state_get_label (i));
  return TRUE;
}

/* One whose size does not depend on what it says: a jump that fills every cell anew measures
 * none. */
static GtkWidget *
create_text (float xalign)
{
  GtkWidget *text = gtk_inscription_new (NULL);

  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), xalign);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  return text;
}

/**
 * sw_visit_cell_setup_name:
 *
 * Makes a cell with what opens a row, an icon and a name.
 */
void
sw_visit_cell_setup_name (GtkListItemFactory *factory,
                          GtkListItem        *item,
                          SwVisitTree        *tree)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = create_text (0);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_has_tooltip (icon, TRUE);
  g_signal_connect (icon, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), box);
  gtk_list_item_set_child (item, expander);
}

/* An icon goes with one colour: one that is there already has it, too. */
static void
set_look (GtkWidget  *icon,
          SwRunState  state)
{
  if (g_strcmp0 (gtk_image_get_icon_name (GTK_IMAGE (icon)), sw_run_state_get_icon (state)) == 0)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), sw_run_state_get_icon (state));
  for (SwRunState i = SW_RUN_STATE_IDLE; i <= SW_RUN_STATE_PAUSED; i++)
    gtk_widget_remove_css_class (icon, sw_run_state_get_class (i));
  gtk_widget_add_css_class (icon, sw_run_state_get_class (state));
}

/**
 * sw_visit_cell_show_name:
 * @expander: what sw_visit_cell_setup_name() made
 *
 * Shows how a visit stands and what it is called; one that is still to come is faint.
 */
void
sw_visit_cell_show_name (SwVisitTree     *tree,
                         GtkTreeExpander *expander,
                         GtkTreeListRow  *row,
                         SwVisit         *visit)
{
  GtkWidget *box = gtk_tree_expander_get_child (expander);
  GtkWidget *icon = gtk_widget_get_first_child (box);
  GtkWidget *label = gtk_widget_get_last_child (box);
  g_autofree char *name = sw_visit_dup_name (visit);
  SwRunState state = get_state (tree, visit);

  gtk_tree_expander_set_list_row (expander, row);
  set_look (icon, state);
  gtk_inscription_set_text (GTK_INSCRIPTION (label), name);
  gtk_widget_set_opacity (box, state == SW_RUN_STATE_IDLE ? 0.5 : 1);
}

static void
update_name (SwVisitTree *tree,
             GtkListItem *item,
             SwVisit     *visit)
{
  sw_visit_cell_show_name (tree, GTK_TREE_EXPANDER (gtk_list_item_get_child (item)),
                           gtk_list_item_get_item (item), visit);
}

static void
setup_label (GtkListItemFactory *factory,
             GtkListItem        *item,
             SwVisitTree        *tree)
{
  gtk_list_item_set_child (item, create_text (0));
}

static void
setup_number (GtkListItemFactory *factory,
              GtkListItem        *item,
              SwVisitTree        *tree)
{
  GtkWidget *label = create_text (1);

  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
setup_bar (GtkListItemFactory *factory,
           GtkListItem        *item,
           SwVisitTree        *tree)
{
  gtk_list_item_set_child (item, sw_time_bar_new (sw_visit_tree_get_axis (tree)));
}

static void
show_label (GtkListItem *item,
            const char  *text)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (gtk_list_item_get_child (item)), text);
}

static void
update_type (SwVisitTree *tree,
             GtkListItem *item,
             SwVisit     *visit)
{
  switch (visit->kind)
    {
    case SW_VISIT_STATE:
      show_label (item, sw_state_type_get_name (visit->state->type));
      break;
    case SW_VISIT_BRANCH:
      show_label (item, _("Branch"));
      break;
    case SW_VISIT_ITERATION:
      show_label (item, _("Iteration"));
      break;
    case SW_VISIT_MACHINE:
    default:
      show_label (item, "");
    }
}

/* "Succeeded", "Running · 3 of 10", "Caught an error · 2 retries" */
static char *
dup_status (SwVisitTree *tree,
            SwVisit     *visit)
{
  SwSnapshot *snapshot = sw_run_record_get_snapshot (sw_visit_tree_get_record (tree));
  SwRunState state = get_state (tree, visit);
  const char *label = sw_run_state_get_label (state);
  SwRunStateInfo counts;

  if (state == SW_RUN_STATE_IDLE || visit->kind != SW_VISIT_STATE)
    return g_strdup (label);
  if (visit->n_items > 0 || visit->state->type == SW_STATE_PARALLEL)
    {
      sw_snapshot_count_children (snapshot, visit, &counts);
      if (counts.entered > 0)
        /* translators: how a Map or Parallel stands: how many of its parts are done, of how many */
        return g_strdup_printf (_("%s · %u of %u"), label, counts.entered - counts.running,
                                MAX (visit->n_items, counts.entered));
    }
  if (visit->round > 0)
    return g_strdup_printf (ngettext ("%s · %u retry", "%s · %u retries", visit->round), label,
                            visit->round);
  return g_strdup (label);
}

static void
update_status (SwVisitTree *tree,
               GtkListItem *item,
               SwVisit     *visit)
{
  g_autofree char *text = dup_status (tree, visit);

  show_label (item, text);
}

static void
update_resource (SwVisitTree *tree,
                 GtkListItem *item,
                 SwVisit     *visit)
{
  g_autofree char *text
      = visit->kind == SW_VISIT_STATE
            ? sw_trace_dup_resource (sw_run_record_get_trace (sw_visit_tree_get_record (tree)),
                                     visit)
            : NULL;

  show_label (item, text != NULL ? text : "");
}

static void
update_started (SwVisitTree *tree,
                GtkListItem *item,
                SwVisit     *visit)
{
  gint64 begin = sw_time_axis_get_begin (sw_visit_tree_get_axis (tree));
  g_autofree char *text = sw_duration_dup_text (visit->began - begin);

  show_label (item, get_state (tree, visit) != SW_RUN_STATE_IDLE ? text : "");
}

static void
update_duration (SwVisitTree *tree,
                 GtkListItem *item,
                 SwVisit     *visit)
{
  gint64 now
      = sw_snapshot_get_time (sw_run_record_get_snapshot (sw_visit_tree_get_record (tree)));
  gint64 ended = visit->ended != 0 ? MIN (visit->ended, now) : now;
  g_autofree char *text = sw_duration_dup_text (MAX (0, ended - visit->began));

  show_label (item, get_state (tree, visit) != SW_RUN_STATE_IDLE ? text : "");
}

static void
update_bar (SwVisitTree *tree,
            GtkListItem *item,
            SwVisit     *visit)
{
  sw_time_bar_set (SW_TIME_BAR (gtk_list_item_get_child (item)), sw_visit_tree_get_record (tree),
                   visit);
}

static const struct
{
  const char     *id;
  const char     *title;
  GCallback       setup;
  SwVisitCellFunc update;
  int             width; /* pixels at first; -1: what is left over */
} columns[] = {
  { "name", N_("Name"), G_CALLBACK (sw_visit_cell_setup_name), update_name, 170 },
  { "type", N_("Type"), G_CALLBACK (setup_label), update_type, 76 },
  { "status", N_("Status"), G_CALLBACK (setup_label), update_status, 150 },
  { "started", N_("Started After"), G_CALLBACK (setup_number), update_started, 100 },
  { "duration", N_("Duration"), G_CALLBACK (setup_number), update_duration, 90 },
  { "timeline", N_("Timeline"), G_CALLBACK (setup_bar), update_bar, -1 },
  { "resource", N_("Resource"), G_CALLBACK (setup_label), update_resource, 220 },
};

static void
reveal_cb (SwRunTable *self,
           guint       row)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && sw_row_feed_has_row (self->rows, row))
    gtk_column_view_scroll_to (self->view, row, NULL, GTK_LIST_SCROLL_NONE, NULL);
}

static void
reveal_chosen (SwRunTable *self)
{
  guint row = gtk_single_selection_get_selected (
      GTK_SINGLE_SELECTION (sw_visit_tree_get_selection (self->tree)));

  if (row != GTK_INVALID_LIST_POSITION)
    reveal_cb (self, row);
}

/* What was chosen while the view was hidden is to be seen when it shows. */
static void
map_cb (SwRunTable *self)
{
  sw_visit_tree_refresh (self->tree);
  reveal_chosen (self);
}

static void
add_columns (SwRunTable *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (
          gettext (columns[i].title),
          sw_visit_tree_new_factory (self->tree, columns[i].setup, columns[i].update));

      gtk_column_view_column_set_id (column, columns[i].id);
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width < 0);
      gtk_column_view_column_set_fixed_width (column, columns[i].width);
      gtk_column_view_append_column (self->view, column);
    }
  sw_columns_remember (self->view, "run-table-columns");
}

static void
sw_run_table_dispose (GObject *object)
{
  g_clear_object (&SW_RUN_TABLE (object)->rows);
  g_clear_object (&SW_RUN_TABLE (object)->tree);
  G_OBJECT_CLASS (sw_run_table_parent_class)->dispose (object);
}

static void
sw_run_table_class_init (SwRunTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = sw_run_table_dispose;
}

static void
sw_run_table_init (SwRunTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  gtk_column_view_set_reorderable (self->view, FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "data-table");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("States of the Run"), -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  adw_bin_set_child (ADW_BIN (self), scroller);
}

/**
 * sw_run_table_set_tree:
 * @tree: whose run is shown, for all its life
 */
void
sw_run_table_set_tree (SwRunTable  *self,
                       SwVisitTree *tree)
{
  g_return_if_fail (SW_IS_RUN_TABLE (self) && self->tree == NULL);

  self->tree = g_object_ref (tree);
  add_columns (self);
  self->rows = sw_row_feed_new (sw_visit_tree_get_selection (tree), GTK_WIDGET (self->view));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->rows));
  g_signal_connect_object (self->rows, "filled", G_CALLBACK (reveal_chosen), self,
                           G_CONNECT_SWAPPED);
  sw_row_keys_add (self->view, GTK_SINGLE_SELECTION (sw_visit_tree_get_selection (tree)));
  g_signal_connect_object (tree, "reveal", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
}
