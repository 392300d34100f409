/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-state-popover.h"

#include <glib/gi18n.h>

struct _SwStatePopover
{
  GtkPopover          parent_instance;

  GtkEditable        *search_entry;
  GtkListView        *list_view;
  GtkSingleSelection *selection;
  GtkFilterListModel *filtered;

  SwDocument         *document; /* not owned: it is the one of the page that holds the popover */
  GHashTable         *pointers; /* GtkStringObject -> char * (JSON pointer) */
};

G_DEFINE_FINAL_TYPE (SwStatePopover, sw_state_popover, GTK_TYPE_POPOVER)

#define INDENT "\u2003" /* one em per level */

static guint
get_depth (const SwState *state)
{
  guint depth = 0;

  for (const SwState *parent = state->scope->parent; parent != NULL; parent = parent->scope->parent)
    depth++;
  return depth;
}

static char *
dup_label (const SwState *state)
{
  GString *label = g_string_new (NULL);

  for (guint i = get_depth (state); i > 0; i--)
    g_string_append (label, INDENT);
  g_string_append (label, state->name);
  return g_string_free_and_steal (label);
}

/* The list is of the moment in which it is opened; nobody edits while it is. */
static void
show_cb (SwStatePopover *self)
{
  GPtrArray *states = sw_model_get_states (sw_document_get_live_model (self->document));
  const char *selected = sw_document_get_selected (self->document);
  g_autoptr (GListStore) store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  guint selected_at = GTK_INVALID_LIST_POSITION;

  g_hash_table_remove_all (self->pointers);
  gtk_editable_set_text (self->search_entry, "");
  for (guint i = 0; i < states->len; i++)
    {
      SwState *state = states->pdata[i];
      g_autofree char *label = dup_label (state);
      g_autoptr (GtkStringObject) item = gtk_string_object_new (label);

      g_list_store_append (store, item);
      g_hash_table_insert (self->pointers, item, g_strdup (state->pointer));
      if (g_strcmp0 (state->pointer, selected) == 0)
        selected_at = i;
    }
  gtk_filter_list_model_set_model (self->filtered, G_LIST_MODEL (store));
  gtk_single_selection_set_selected (self->selection, selected_at);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
activate_cb (SwStatePopover *self,
             guint           position)
{
  g_autoptr (GtkStringObject) item
      = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  sw_document_set_selected (self->document, g_hash_table_lookup (self->pointers, item));
}

static void
search_activate_cb (SwStatePopover *self)
{
  guint selected = gtk_single_selection_get_selected (self->selection);

  activate_cb (self, selected != GTK_INVALID_LIST_POSITION ? selected : 0);
}

/* Enter takes the first match. */
static void
search_changed_cb (SwStatePopover *self)
{
  if (*gtk_editable_get_text (self->search_entry) != '\0')
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
stop_search_cb (SwStatePopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
sw_state_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_STATE_POPOVER);
  G_OBJECT_CLASS (sw_state_popover_parent_class)->dispose (object);
}

static void
sw_state_popover_finalize (GObject *object)
{
  g_hash_table_unref (SW_STATE_POPOVER (object)->pointers);
  G_OBJECT_CLASS (sw_state_popover_parent_class)->finalize (object);
}

static void
sw_state_popover_class_init (SwStatePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_state_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_state_popover_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-state-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStatePopover, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SwStatePopover, list_view);
  gtk_widget_class_bind_template_child (widget_class, SwStatePopover, selection);
  gtk_widget_class_bind_template_child (widget_class, SwStatePopover, filtered);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
}

static void
sw_state_popover_init (SwStatePopover *self)
{
  self->pointers = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_state_popover_set_document:
 * @document: must live as long as the popover can be opened
 */
void
sw_state_popover_set_document (SwStatePopover *self,
                               SwDocument     *document)
{
  g_return_if_fail (SW_IS_STATE_POPOVER (self));

  self->document = document;
}
