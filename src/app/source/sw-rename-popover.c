/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-rename-popover.h"

#include <glib/gi18n.h>

#include "tasks/sw-mentions.h"

struct _SwRenamePopover
{
  GtkPopover  parent_instance;

  GtkLabel   *heading;
  GtkEntry   *entry;
  GtkLabel   *message;
  GtkWidget  *button;

  SwDocument *document; /* not owned: it is the one of the pane that holds the popover */
  gsize       offset;   /* byte of the text where the name stands: what is renamed is looked up
                         * anew, as models come and go */
  char       *name;     /* what stood there when the popover was opened */
};

G_DEFINE_FINAL_TYPE (SwRenamePopover, sw_rename_popover, GTK_TYPE_POPOVER)

static SwOpsResult *
rename_symbol (SwRenamePopover *self,
               GError         **error)
{
  SwModel *model = sw_document_get_model (self->document);
  g_autoptr (SwSymbol) symbol = sw_symbol_find_at (model, self->offset);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (symbol == NULL || !g_str_equal (symbol->name, self->name))
    {
      g_set_error (error, SW_OPS_ERROR, SW_OPS_ERROR_REFUSED,
                   _("The code has changed; the name stands here no more."));
      return NULL;
    }
  return sw_symbol_rename (model, symbol, name, error);
}

static void
set_message (SwRenamePopover *self,
             const char      *text,
             gboolean         valid)
{
  gtk_label_set_label (self->message, text);
  gtk_widget_set_sensitive (self->button, valid);
  gtk_widget_set_css_classes (GTK_WIDGET (self->message),
                              (const char *[]){ "caption", valid ? "dim-label" : "error", NULL });
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
changed_cb (SwRenamePopover *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SwOpsResult) result = NULL;
  g_autofree char *text = NULL;
  guint count;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  result = rename_symbol (self, &error);
  if (result == NULL)
    {
      set_message (self, error->message, FALSE);
      return;
    }
  count = sw_edits_get_count (result->edits);
  text = count == 0 ? g_strdup (_("This is its name already"))
                    : g_strdup_printf (ngettext ("Changes %u place", "Changes %u places", count),
                                       count);
  set_message (self, text, TRUE);
}

static void
apply_cb (SwRenamePopover *self)
{
  g_autoptr (GError) error = NULL;
  SwOpsResult *result = rename_symbol (self, &error);
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *label = NULL;

  if (result == NULL)
    {
      set_message (self, error->message, FALSE);
      return;
    }
  /* translators: told to assistive technology: what a name was changed to */
  label = g_strdup_printf (_("Renamed to %s"), name);
  /* Of a state: files beside the definition know it by its name. */
  if (result->select != NULL)
    sw_mentions_note (sw_document_get_file (self->document), self->name, result);
  gtk_popover_popdown (GTK_POPOVER (self));
  sw_document_take_result (self->document, result, NULL, label);
}

static void
show_cb (SwRenamePopover *self)
{
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

static void
sw_rename_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_RENAME_POPOVER);
  G_OBJECT_CLASS (sw_rename_popover_parent_class)->dispose (object);
}

static void
sw_rename_popover_finalize (GObject *object)
{
  g_free (SW_RENAME_POPOVER (object)->name);
  G_OBJECT_CLASS (sw_rename_popover_parent_class)->finalize (object);
}

static void
sw_rename_popover_class_init (SwRenamePopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = sw_rename_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = sw_rename_popover_finalize;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-rename-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, SwRenamePopover, heading);
  gtk_widget_class_bind_template_child (widget_class, SwRenamePopover, entry);
  gtk_widget_class_bind_template_child (widget_class, SwRenamePopover, message);
  gtk_widget_class_bind_template_child (widget_class, SwRenamePopover, button);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
sw_rename_popover_init (SwRenamePopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * sw_rename_popover_new:
 * @document: must live as long as the popover can be opened
 *
 * Returns: (transfer floating): a popover
 */
SwRenamePopover *
sw_rename_popover_new (SwDocument *document)
{
  SwRenamePopover *self = g_object_new (SW_TYPE_RENAME_POPOVER, NULL);

  self->document = document;
  return self;
}

/**
 * sw_rename_popover_set_place:
 * @offset: byte of the text as last read where the name stands
 * @symbol: what stands there
 *
 * Says what is to be renamed, before the popover is opened.
 */
void
sw_rename_popover_set_place (SwRenamePopover *self,
                             gsize            offset,
                             const SwSymbol  *symbol)
{
  g_autofree char *heading
      = symbol->kind == SW_SYMBOL_VARIABLE
            /* translators: heading; the dollar sign and the placeholder are a variable's name */
            ? g_strdup_printf (_("Rename Variable “$%s”"), symbol->name)
            : g_strdup_printf (_("Rename State “%s”"), symbol->name);

  self->offset = offset;
  g_set_str (&self->name, symbol->name);
  gtk_label_set_label (self->heading, heading);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), symbol->name);
}
