/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-compare-dialog.h"

#include <glib/gi18n.h>

#include "app/compare/sw-diff-item.h"
#include "app/compare/sw-diff-picture.h"

struct _SwCompareDialog
{
  AdwDialog            parent_instance;

  AdwWindowTitle      *title;
  GtkStack            *stack;
  AdwStatusPage       *same_page;
  AdwOverlaySplitView *split;
  GtkListView         *list;
  GtkScrolledWindow   *scroller;
  SwDiffPicture       *picture;
};

G_DEFINE_FINAL_TYPE (SwCompareDialog, sw_compare_dialog, ADW_TYPE_DIALOG)

enum
{
  STATE_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Those of a canvas, so that its keys work here, too */
static const char *const zoom_actions[]
    = { "canvas.zoom-in", "canvas.zoom-out", "canvas.zoom-reset", "canvas.zoom-fit" };

static gboolean
has_text (GtkListItem *item, const char *text)
{
  return text != NULL && *text != '\0';
}

static SwChangeItem *
get_item (SwCompareDialog *self, guint position)
{
  g_autoptr (GObject) item =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list)), position);

  return item != NULL ? SW_CHANGE_ITEM (item) : NULL;
}

static void
selected_cb (SwCompareDialog *self)
{
  GtkSingleSelection *selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (self->list));
  SwChangeItem *item = gtk_single_selection_get_selected_item (selection);

  if (item != NULL)
    sw_diff_picture_show (self->picture, sw_diff_item_get_change (item));
}

static void
go_cb (SwCompareDialog *self)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);
  SwChangeItem *item = gtk_single_selection_get_selected_item (GTK_SINGLE_SELECTION (model));
  const SwDiffState *change = item != NULL ? sw_diff_item_get_change (item) : NULL;

  if (change == NULL || change->after == NULL)
    return;
  g_signal_emit (self, signals[STATE_ACTIVATED], 0, change->after->pointer);
  adw_dialog_close (ADW_DIALOG (self));
}

/* A list that lies over the picture makes room for it first. */
static void
activate_cb (SwCompareDialog *self, guint position)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  else
    go_cb (self);
}

static void
picked_cb (SwCompareDialog *self, const SwDiffState *change)
{
  GtkSelectionModel *model = gtk_list_view_get_model (self->list);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (model)); i++)
    if (sw_diff_item_get_change (get_item (self, i)) == change)
      gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT, NULL);
}

/* Shows the whole picture, or as much of it as can be made out. Returns whether there is room. */
static gboolean
fit (SwCompareDialog *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->scroller));

  if (width <= 0)
    return FALSE;
  sw_diff_picture_fit (self->picture, width, gtk_widget_get_height (GTK_WIDGET (self->scroller)));
  return TRUE;
}

/* The room for the picture is known once the dialog has its size. */
static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  return fit (SW_COMPARE_DIALOG (widget)) ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

static void
zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  SwCompareDialog *self = SW_COMPARE_DIALOG (widget);

  if (g_str_equal (name, "canvas.zoom-fit"))
    fit (self);
  else if (g_str_equal (name, "canvas.zoom-reset"))
    sw_diff_picture_set_zoom (self->picture, 1);
  else
    sw_diff_picture_zoom (self->picture, g_str_equal (name, "canvas.zoom-in") ? 1 : -1);
}

static void
sw_compare_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_COMPARE_DIALOG);
  G_OBJECT_CLASS (sw_compare_dialog_parent_class)->dispose (object);
}

static void
sw_compare_dialog_class_init (SwCompareDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_compare_dialog_dispose;
  signals[STATE_ACTIVATED] =
      g_signal_new ("state-activated", SW_TYPE_COMPARE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (SW_TYPE_DIFF_PICTURE);
  g_type_ensure (SW_TYPE_CHANGE_ITEM);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-compare-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, same_page);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, split);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, list);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, scroller);
  gtk_widget_class_bind_template_child (widget_class, SwCompareDialog, picture);
  gtk_widget_class_bind_template_callback (widget_class, has_text);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, go_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  for (guint i = 0; i < G_N_ELEMENTS (zoom_actions); i++)
    gtk_widget_class_install_action (widget_class, zoom_actions[i], NULL, zoom_cb);
}

static void
sw_compare_dialog_init (SwCompareDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_changes (SwCompareDialog *self, SwDiff *diff)
{
  GtkSingleSelection *selection = gtk_single_selection_new (sw_diff_items_new (diff));

  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_single_selection_set_can_unselect (selection, TRUE);
  gtk_single_selection_set_selected (selection, GTK_INVALID_LIST_POSITION);
  g_signal_connect_object (selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
  sw_diff_picture_set_diff (self->picture, diff);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->split));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), fit_cb, NULL, NULL);
}

/**
 * sw_compare_dialog_new:
 * @diff: two versions
 * @before: what the earlier one is called
 * @after: what the later one is called
 *
 * Returns: (transfer floating): a dialog that shows how they differ
 */
SwCompareDialog *
sw_compare_dialog_new (SwDiff     *diff,
                       const char *before,
                       const char *after)
{
  SwCompareDialog *self = g_object_new (SW_TYPE_COMPARE_DIALOG, NULL);
  guint count = sw_diff_get_states (diff)->len;
  g_autofree char *subtitle = g_strdup_printf ("%s → %s", before, after);
  g_autofree char *title
      = g_strdup_printf (ngettext ("%u Change", "%u Changes", count), count);

  adw_dialog_set_title (ADW_DIALOG (self), _("Compare"));
  adw_window_title_set_title (self->title, count > 0 ? title : _("Compare"));
  adw_window_title_set_subtitle (self->title, subtitle);
  if (count > 0)
    {
      show_changes (self, diff);
      return self;
    }
  /* translators: names of two versions of a definition that do the same */
  g_autofree char *same = g_strdup_printf (_("“%s” and “%s” do the same."), before, after);
  adw_status_page_set_description (self->same_page, same);
  return self;
}
