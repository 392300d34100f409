/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/palette/sw-stencil-palette-private.h"

#include <glib/gi18n.h>
#include <string.h>

enum
{
  PROP_0,
  PROP_ACTION_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwStencilPalette, sw_stencil_palette, GTK_TYPE_WIDGET)

static GtkListBoxRow *
get_first_match (SwStencilPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

/* Whether the catalogue has what was typed, as a call of the SDK or as an optimised one */
static gboolean
is_known (const char *text, const SwStencil *call)
{
  const char *plain = call->id + strlen ("aws-sdk:");
  gboolean prefixed = g_str_has_prefix (text, "aws-sdk:");
  guint count;
  const SwStencil *all = sw_stencils_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (g_ascii_strcasecmp (all[i].id, call->id) == 0
        || (!prefixed && g_ascii_strcasecmp (all[i].id, plain) == 0))
      return TRUE;
  return FALSE;
}

/* The row for a call that the catalogue does not have, in place of the one before */
static void
update_call (SwStencilPalette *self, const char *text)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  const SwStencil *call = sw_stencils_find_call (stripped);

  if (call != NULL && is_known (stripped, call))
    call = NULL;
  if (call != NULL && self->call != NULL
      && sw_stencil_row_get_stencil (SW_STENCIL_ROW (self->call)) == call)
    return;
  if (self->call != NULL)
    gtk_list_box_remove (self->list, self->call);
  self->call = call != NULL ? sw_stencil_row_new (call) : NULL;
  if (self->call != NULL)
    gtk_list_box_append (self->list, self->call);
}

/* Results come from all pages, so that no page is the chosen one meanwhile. */
static void
search_changed_cb (SwStencilPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_strfreev (self->words);
  self->words = sw_search_split (text);
  update_call (self, text);
  adw_toggle_group_set_active (self->pages, _sw_stencil_palette_is_searching (self)
                                                ? GTK_INVALID_LIST_POSITION
                                                : self->page);
  _sw_stencil_palette_fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* Choosing a page ends the search. */
static void
page_changed_cb (SwStencilPalette *self)
{
  guint page = adw_toggle_group_get_active (self->pages);

  if (page == GTK_INVALID_LIST_POSITION || self->words == NULL)
    return;
  self->page = page;
  if (_sw_stencil_palette_is_searching (self))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      search_changed_cb (self);
      return;
    }
  _sw_stencil_palette_fill (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
row_activated_cb (SwStencilPalette *self, GtkListBoxRow *row)
{
  const SwStencil *stencil = sw_stencil_row_get_stencil (SW_STENCIL_ROW (row));

  gtk_widget_activate_action (GTK_WIDGET (self), self->action_name, "s", stencil->id);
}

static void
search_activate_cb (SwStencilPalette *self)
{
  /* The results wait for a pause in typing; Enter does not. */
  search_changed_cb (self);
  GtkListBoxRow *row = get_first_match (self);
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
stop_search_cb (SwStencilPalette *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  /* The first Escape is for what was searched for; the next one for a palette that lies over the
   * diagram. */
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    gtk_widget_activate_action (GTK_WIDGET (self), "win.uncover-view", NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

/* A window without documents does not pay for the rows. */
static void
sw_stencil_palette_map (GtkWidget *widget)
{
  _sw_stencil_palette_fill (SW_STENCIL_PALETTE (widget));
  GTK_WIDGET_CLASS (sw_stencil_palette_parent_class)->map (widget);
}

static void
sw_stencil_palette_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACTION_NAME:
      g_value_set_string (value, SW_STENCIL_PALETTE (object)->action_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_stencil_palette_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_ACTION_NAME:
      SW_STENCIL_PALETTE (object)->action_name = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
sw_stencil_palette_dispose (GObject *object)
{
  g_clear_handle_id (&SW_STENCIL_PALETTE (object)->fill_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_STENCIL_PALETTE);
  G_OBJECT_CLASS (sw_stencil_palette_parent_class)->dispose (object);
}

static void
sw_stencil_palette_finalize (GObject *object)
{
  SwStencilPalette *self = SW_STENCIL_PALETTE (object);

  g_free (self->action_name);
  g_strfreev (self->words);
  g_hash_table_unref (self->made);
  g_array_unref (self->due);
  G_OBJECT_CLASS (sw_stencil_palette_parent_class)->finalize (object);
}

static void
sw_stencil_palette_class_init (SwStencilPaletteClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = sw_stencil_palette_get_property;
  object_class->set_property = sw_stencil_palette_set_property;
  object_class->dispose = sw_stencil_palette_dispose;
  object_class->finalize = sw_stencil_palette_finalize;
  widget_class->map = sw_stencil_palette_map;
  properties[PROP_ACTION_NAME]
      = g_param_spec_string ("action-name", NULL, NULL, "win.add-state",
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-stencil-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, search);
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, pages);
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, scroller);
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_css_name (widget_class, "palette");
}

static void
sw_stencil_palette_init (SwStencilPalette *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search, GTK_WIDGET (self->list));
  self->words = sw_search_split ("");
  self->made = g_hash_table_new (NULL, NULL);
  self->due = g_array_new (FALSE, FALSE, sizeof (Candidate));
  _sw_stencil_palette_order (self);
}

/**
 * sw_stencil_palette_new:
 * @action_name: the action that adds a state, with the stencil's id as its string
 *
 * Returns: (transfer floating): a palette
 */
GtkWidget *
sw_stencil_palette_new (const char *action_name)
{
  return g_object_new (SW_TYPE_STENCIL_PALETTE, "action-name", action_name, NULL);
}

/**
 * sw_stencil_palette_focus_search:
 *
 * Puts the cursor into the search.
 */
void
sw_stencil_palette_focus_search (SwStencilPalette *self)
{
  g_return_if_fail (SW_IS_STENCIL_PALETTE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * sw_stencil_palette_focus_list:
 *
 * Puts the focus on the list. What is typed there is searched for.
 */
void
sw_stencil_palette_focus_list (SwStencilPalette *self)
{
  g_return_if_fail (SW_IS_STENCIL_PALETTE (self));

  gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/**
 * sw_stencil_palette_set_one_tap:
 * @one_tap: whether a tap adds a state, as there is no diagram beside the palette to drag it to
 */
void
sw_stencil_palette_set_one_tap (SwStencilPalette *self,
                                gboolean          one_tap)
{
  g_return_if_fail (SW_IS_STENCIL_PALETTE (self));

  gtk_list_box_set_activate_on_single_click (self->list, one_tap);
}
