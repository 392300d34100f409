/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/mocks/sw-mock-cell.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/mocks/sw-name-list.h"
#include "app/runs/json/sw-json-view.h"
#include "json/sw-text.h"

struct _SwMockCell
{
  AdwBin parent_instance;

  GtkWidget      *entry;
  GtkLabel       *problem;
  SwNameList     *names;   /* while names are offered */
  GtkWidget      *popover; /* with the larger field */
  SwJsonView     *view;    /* in it */
  SwMockCellKind  kind;
  char           *text;    /* as it is written; what the entry has may be on its way */
};

G_DEFINE_FINAL_TYPE (SwMockCell, sw_mock_cell, ADW_TYPE_BIN)

static guint open_signal;
static guint committed_signal;

static const char *
get_typed (SwMockCell *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static void
commit (SwMockCell *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (get_typed (self)));

  if (g_strcmp0 (typed, self->text) == 0)
    return;
  g_set_str (&self->text, typed);
  g_signal_emit (self, committed_signal, 0, typed);
}

static void
take_back (SwMockCell *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->text != NULL ? self->text : "");
}

static void
picked_cb (SwMockCell *self,
           const char *name)
{
  g_autoptr (SwMockCell) guard = g_object_ref (self);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  sw_name_list_hide (self->names);
  commit (self);
}

static void
ensure_names (SwMockCell *self)
{
  if (self->names != NULL)
    return;
  self->names = SW_NAME_LIST (sw_name_list_new (self->entry));
  g_signal_connect_object (self->names, "picked", G_CALLBACK (picked_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Names that fit what is typed, or all of them */
static void
show_names (SwMockCell *self,
            gboolean    all)
{
  ensure_names (self);
  g_signal_emit (self, open_signal, 0);
  sw_name_list_show (self->names, all ? "" : get_typed (self));
}

/* Not where the text is set by us */
static void
typed_cb (SwMockCell *self)
{
  if (self->kind == SW_MOCK_CELL_NAME && g_strcmp0 (get_typed (self), self->text) != 0
      && gtk_widget_is_visible (self->entry)
      && (gtk_widget_get_state_flags (self->entry) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    show_names (self, FALSE);
}

static gboolean
key_cb (SwMockCell      *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  gboolean offered = self->names != NULL && sw_name_list_is_shown (self->names);

  if (self->kind == SW_MOCK_CELL_NAME && key == GDK_KEY_Down && !offered)
    {
      show_names (self, TRUE);
      return GDK_EVENT_STOP;
    }
  if (offered && sw_name_list_take_key (self->names, key))
    return GDK_EVENT_STOP;
  if (key != GDK_KEY_Escape || g_strcmp0 (get_typed (self), self->text) == 0)
    return GDK_EVENT_PROPAGATE;
  take_back (self);
  return GDK_EVENT_STOP;
}

static void
activate_cb (SwMockCell *self)
{
  g_autoptr (SwMockCell) guard = g_object_ref (self);

  if (self->names != NULL)
    sw_name_list_hide (self->names);
  commit (self);
}

static void
leave_cb (SwMockCell *self)
{
  activate_cb (self);
}

/* As it was typed where it is no JSON */
static char *
dup_lines (const char *text)
{
  g_auto (SwValue) value = SW_VALUE_INIT;

  if (!sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, NULL))
    return g_strdup (text);
  return sw_value_to_text (value, SW_TEXT_PRETTY, NULL);
}

/* One line of what the larger field has, which says itself what is no JSON */
static void
closed_cb (SwMockCell *self)
{
  g_autoptr (SwMockCell) guard = g_object_ref (self);
  g_autofree char *text = sw_json_view_dup_text (self->view);
  g_autofree char *before = dup_lines (get_typed (self));
  g_auto (SwValue) value = SW_VALUE_INIT;
  g_autofree char *line = NULL;

  if (g_str_equal (text, before))
    return;
  line = sw_json_view_get_value (self->view, &value)
             ? sw_value_to_text (value, SW_TEXT_DEFAULT, NULL)
             : g_strdelimit (g_strdup (text), "\n", ' ');
  gtk_editable_set_text (GTK_EDITABLE (self->entry), line);
  commit (self);
}

static void
ensure_popover (SwMockCell *self)
{
  if (self->popover != NULL)
    return;
  self->view = g_object_new (SW_TYPE_JSON_VIEW, "editable", TRUE, "label", _("Result"),
                             "width-request", 380, "height-request", 240, NULL);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), GTK_WIDGET (self->view));
  gtk_widget_set_parent (self->popover, self->entry);
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
icon_cb (SwMockCell *self)
{
  g_autofree char *text = NULL;

  if (self->kind == SW_MOCK_CELL_NAME)
    {
      gtk_widget_grab_focus (self->entry);
      show_names (self, TRUE);
      return;
    }
  ensure_popover (self);
  text = dup_lines (get_typed (self));
  sw_json_view_set_text (self->view, text);
  gtk_popover_popup (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (sw_json_view_get_view (self->view));
}

static gboolean
sw_mock_cell_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (SW_MOCK_CELL (widget)->entry);
}

static void
sw_mock_cell_dispose (GObject *object)
{
  SwMockCell *self = SW_MOCK_CELL (object);

  if (self->names != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->names));
  self->names = NULL;
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  G_OBJECT_CLASS (sw_mock_cell_parent_class)->dispose (object);
}

static void
sw_mock_cell_finalize (GObject *object)
{
  g_free (SW_MOCK_CELL (object)->text);
  G_OBJECT_CLASS (sw_mock_cell_parent_class)->finalize (object);
}

static void
sw_mock_cell_class_init (SwMockCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = sw_mock_cell_dispose;
  object_class->finalize = sw_mock_cell_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = sw_mock_cell_grab_focus;
  open_signal = g_signal_new ("open", SW_TYPE_MOCK_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  committed_signal = g_signal_new ("committed", SW_TYPE_MOCK_CELL, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
watch (SwMockCell *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before the entry, which has uses of its own for the arrows. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->entry, keys);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "icon-press", G_CALLBACK (icon_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
sw_mock_cell_init (SwMockCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->entry = gtk_entry_new ();
  gtk_entry_set_has_frame (GTK_ENTRY (self->entry), FALSE);
  gtk_editable_set_enable_undo (GTK_EDITABLE (self->entry), FALSE); /* the table has its own */
  self->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->problem, 0);
  gtk_label_set_wrap (self->problem, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), FALSE);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problem));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), box);
  watch (self);
}

/**
 * sw_mock_cell_new:
 * @kind: what it has
 * @label: for assistive technology
 *
 * Returns: (transfer floating): an empty cell
 */
GtkWidget *
sw_mock_cell_new (SwMockCellKind  kind,
                  const char     *label)
{
  SwMockCell *self = g_object_new (SW_TYPE_MOCK_CELL, NULL);

  sw_mock_cell_show (self, kind, label, "", NULL, FALSE);
  return GTK_WIDGET (self);
}

static void
set_kind (SwMockCell     *self,
          SwMockCellKind  kind)
{
  static const struct
  {
    const char *icon;
    const char *tip;
    int         width; /* characters, at least */
  } icons[] = {
    [SW_MOCK_CELL_TEXT] = { NULL, NULL, 5 },
    [SW_MOCK_CELL_NAME] = { "pan-down-symbolic", N_("Show the Names"), 15 },
    [SW_MOCK_CELL_JSON] = { "document-edit-symbolic", N_("Edit in a Larger Field"), 15 },
  };
  GtkEntry *entry = GTK_ENTRY (self->entry);

  self->kind = kind;
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), icons[kind].width);
  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY, icons[kind].icon);
  if (icons[kind].tip != NULL)
    gtk_entry_set_icon_tooltip_text (entry, GTK_ENTRY_ICON_SECONDARY, gettext (icons[kind].tip));
  if (kind == SW_MOCK_CELL_JSON)
    gtk_widget_add_css_class (self->entry, "monospace");
  else
    gtk_widget_remove_css_class (self->entry, "monospace");
}

/**
 * sw_mock_cell_show:
 * @kind: what it has
 * @label: for assistive technology
 * @text: what it says
 * @problem: (nullable): what is wrong with it
 * @serious: the problem prevents that it is written
 *
 * Shows a text; one that is being typed stays.
 */
void
sw_mock_cell_show (SwMockCell     *self,
                   SwMockCellKind  kind,
                   const char     *label,
                   const char     *text,
                   const char     *problem,
                   gboolean        serious)
{
  static const char *const classes[] = { "warning", "error" };

  if (g_strcmp0 (self->text, text) != 0 || g_strcmp0 (get_typed (self), self->text) == 0)
    {
      g_set_str (&self->text, text);
      if (!g_str_equal (get_typed (self), text))
        take_back (self);
    }
  set_kind (self, kind);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (problem != NULL && serious == (i == 1))
      {
        gtk_widget_add_css_class (self->entry, classes[i]);
        gtk_widget_add_css_class (GTK_WIDGET (self->problem), classes[i]);
      }
    else
      {
        gtk_widget_remove_css_class (self->entry, classes[i]);
        gtk_widget_remove_css_class (GTK_WIDGET (self->problem), classes[i]);
      }
  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  problem != NULL ? problem : "", -1);
}

/**
 * sw_mock_cell_offer:
 * @names: what can stand there
 *
 * Says which names the cell offers; others are taken as well.
 */
void
sw_mock_cell_offer (SwMockCell        *self,
                    const char *const *names)
{
  ensure_names (self);
  sw_name_list_set_names (self->names, names);
}
