/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/palette/sw-stencil-palette.h"

#include <glib/gi18n.h>

#include "app/palette/sw-stencil-row.h"

struct _SwStencilPalette
{
  GtkWidget parent_instance;

  char           *action_name;
  GtkSearchEntry *search;
  GtkListBox     *list;
};

enum
{
  PROP_0,
  PROP_ACTION_NAME,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (SwStencilPalette, sw_stencil_palette, GTK_TYPE_WIDGET)

/* The groups, in the order they are shown: what steers the flow, and what does work. */
static const char *
get_group (const SwStencil *stencil)
{
  return stencil->type == SW_STATE_TASK ? N_("Actions") : N_("Flow");
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const SwStencil *const *left = a;
  const SwStencil *const *right = b;
  gboolean left_works = (*left)->type == SW_STATE_TASK;
  gboolean right_works = (*right)->type == SW_STATE_TASK;

  if (left_works != right_works)
    return left_works ? 1 : -1;
  return *left < *right ? -1 : *left > *right; /* else as the table has them */
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = get_group (sw_stencil_row_get_stencil (SW_STENCIL_ROW (row)));
  const char *above = before ? get_group (sw_stencil_row_get_stencil (SW_STENCIL_ROW (before))) : NULL;

  if (g_strcmp0 (group, above) == 0)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  GtkWidget *label = gtk_label_new (_(group));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (label, "stencil-group");
  gtk_list_box_row_set_header (row, label);
}

static gboolean
holds (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return strstr (own, folded) != NULL;
}

/* Every word of the search stands somewhere in label, name or id. */
static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  SwStencilPalette *self = user_data;
  const SwStencil *stencil = sw_stencil_row_get_stencil (SW_STENCIL_ROW (row));
  g_autofree char *folded = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search)), -1);
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!holds (_(stencil->label), words[i]) && !holds (stencil->name, words[i]) &&
        !holds (stencil->id, words[i]))
      return FALSE;
  return TRUE;
}

static GtkListBoxRow *
get_first_match (SwStencilPalette *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      return row;
  return NULL;
}

static void
search_changed_cb (SwStencilPalette *self)
{
  gtk_list_box_invalidate_filter (self->list);
  gtk_list_box_invalidate_headers (self->list);
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
  /* The filter waits for a pause in typing; Enter does not. */
  gtk_list_box_invalidate_filter (self->list);
  GtkListBoxRow *row = get_first_match (self);
  if (row != NULL)
    row_activated_cb (self, row);
}

static void
stop_search_cb (SwStencilPalette *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
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
  gtk_widget_dispose_template (GTK_WIDGET (object), SW_TYPE_STENCIL_PALETTE);
  G_OBJECT_CLASS (sw_stencil_palette_parent_class)->dispose (object);
}

static void
sw_stencil_palette_finalize (GObject *object)
{
  g_free (SW_STENCIL_PALETTE (object)->action_name);
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
  properties[PROP_ACTION_NAME]
      = g_param_spec_string ("action-name", NULL, NULL, "win.add-state",
                             G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/stepwright/Stepwright/sw-stencil-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, search);
  gtk_widget_class_bind_template_child (widget_class, SwStencilPalette, list);
  /* Bound without a member, so that disposing of the template takes it out of the palette. */
  gtk_widget_class_bind_template_child_full (widget_class, "scroller", FALSE, 0);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_set_css_name (widget_class, "palette");
}

static void
sw_stencil_palette_init (SwStencilPalette *self)
{
  g_autoptr (GPtrArray) stencils = g_ptr_array_new ();
  guint count;
  const SwStencil *all = sw_stencils_get_all (&count);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < count; i++)
    g_ptr_array_add (stencils, (gpointer) &all[i]);
  g_ptr_array_sort (stencils, compare_rows);
  for (guint i = 0; i < stencils->len; i++)
    gtk_list_box_append (self->list, sw_stencil_row_new (g_ptr_array_index (stencils, i)));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_list_box_set_filter_func (self->list, filter_row, self, NULL);
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
