/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-error-picker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "asl/catalogue/sw-catalogue.h"
#include "asl/sw-error-names.h"

struct _SwErrorPicker
{
  AdwBin     parent_instance;

  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *search;
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (SwErrorPicker, sw_error_picker, ADW_TYPE_BIN)

enum
{
  SIGNAL_OPEN,
  SIGNAL_PICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_typed (SwErrorPicker *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static gboolean
filter_cb (GtkListBoxRow *row,
           gpointer       user_data)
{
  g_autofree char *typed = g_utf8_casefold (get_typed (user_data), -1);
  g_autofree char *name = g_utf8_casefold (gtk_widget_get_name (GTK_WIDGET (row)), -1);

  return strstr (name, typed) != NULL;
}

static void
search_cb (SwErrorPicker *self)
{
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
}

static void
pick (SwErrorPicker *self,
      const char    *name)
{
  g_autoptr (SwErrorPicker) guard = g_object_ref (self);
  g_autofree char *own = g_strstrip (g_strdup (name));

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (*own != '\0')
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, own);
}

static void
row_cb (SwErrorPicker *self,
        GtkListBoxRow *row)
{
  pick (self, gtk_widget_get_name (GTK_WIDGET (row)));
}

/* Enter takes what was typed; the only name that is left where it is the beginning of one. */
static void
activate_cb (SwErrorPicker *self)
{
  const char *typed = get_typed (self);
  GtkWidget *only = NULL;
  guint count = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (self->list); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (filter_cb (GTK_LIST_BOX_ROW (row), self))
      {
        only = row;
        count++;
      }
  pick (self, count == 1 ? gtk_widget_get_name (only) : typed);
}

static void
show_cb (SwErrorPicker *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
  gtk_widget_grab_focus (self->search);
}

static gboolean
sw_error_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SW_ERROR_PICKER (widget)->button);
}

static void
sw_error_picker_class_init (SwErrorPickerClass *klass)
{
  GTK_WIDGET_CLASS (klass)->grab_focus = sw_error_picker_grab_focus;
  signals[SIGNAL_OPEN] = g_signal_new ("open", SW_TYPE_ERROR_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PICKED] = g_signal_new ("picked", SW_TYPE_ERROR_PICKER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
create_list (SwErrorPicker *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  return scroller;
}

static void
sw_error_picker_init (SwErrorPicker *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->button = gtk_menu_button_new ();
  self->popover = gtk_popover_new ();
  self->search = gtk_search_entry_new ();
  gtk_search_entry_set_placeholder_text (GTK_SEARCH_ENTRY (self->search), _("Name of an error"));
  gtk_widget_set_size_request (box, 280, -1);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), self->popover);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "list-add-symbolic");
  gtk_widget_set_tooltip_text (self->button, _("Add an Error"));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "circular");
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (search_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
}

/**
 * sw_error_picker_new:
 *
 * Returns: (transfer floating): a picker that offers nothing yet
 */
GtkWidget *
sw_error_picker_new (void)
{
  return g_object_new (SW_TYPE_ERROR_PICKER, NULL);
}

static void
append (SwErrorPicker *self,
        const char    *name,
        const char    *help)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *title = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), title);
  if (help != NULL)
    {
      GtkWidget *words = gtk_label_new (help);

      gtk_label_set_xalign (GTK_LABEL (words), 0);
      gtk_label_set_wrap (GTK_LABEL (words), TRUE);
      gtk_widget_add_css_class (words, "caption");
      gtk_widget_add_css_class (words, "dim-label");
      gtk_box_append (GTK_BOX (box), words);
    }
  gtk_widget_add_css_class (box, "picker-row");
  gtk_widget_set_name (row, name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/**
 * sw_error_picker_offer:
 * @state: (nullable): whose errors they are
 * @to_retry: for a retrier: only what can be tried again
 * @taken: names that stand already
 *
 * Fills the list: the service's own errors, then those of Step Functions.
 */
void
sw_error_picker_offer (SwErrorPicker     *self,
                       const SwState     *state,
                       gboolean           to_retry,
                       const char *const *taken)
{
  g_auto (GStrv) own = state != NULL && state->resource != NULL
                           ? sw_catalogue_dup_errors (state->resource)
                           : NULL;
  guint count;
  const SwErrorName *names = sw_error_names_get_all (&count);

  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; i < count && i < 1; i++)
    if (!g_strv_contains (taken, names[i].name))
      append (self, names[i].name, gettext (names[i].help));
  for (guint i = 0; own != NULL && own[i] != NULL; i++)
    if (!g_strv_contains (taken, own[i]))
      append (self, own[i], NULL);
  for (guint i = 1; i < count; i++)
    if ((state == NULL || (names[i].types >> state->type & 1) != 0)
        && (names[i].retriable || !to_retry) && !g_strv_contains (taken, names[i].name))
      append (self, names[i].name, gettext (names[i].help));
}

/* What a name of Step Functions' own means; NULL of others */
static const char *
find_help (const char *name)
{
  guint count;
  const SwErrorName *names = sw_error_names_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (names[i].name, name))
      return gettext (names[i].help);
  return NULL;
}

/**
 * sw_error_picker_offer_names:
 * @names: in their order
 * @taken: names that stand already
 *
 * Fills the list with errors that others gathered.
 */
void
sw_error_picker_offer_names (SwErrorPicker     *self,
                             const char *const *names,
                             const char *const *taken)
{
  gtk_list_box_remove_all (GTK_LIST_BOX (self->list));
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_strv_contains (taken, names[i]))
      append (self, names[i], find_help (names[i]));
}
