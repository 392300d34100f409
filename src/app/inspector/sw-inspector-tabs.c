/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-inspector-private.h"

#include <glib/gi18n.h>

/* The tabs of a form: those that the type of state has fields for. */

static const struct
{
  const char *label;   /* short: there is room for four */
  const char *jsonpath; /* the whole name */
  const char *jsonata;
} tab_looks[] = {
  [SW_FIELD_TAB_CONFIGURATION]
  = { NC_ ("inspector", "General"), N_ ("Configuration"), N_ ("Configuration") },
  [SW_FIELD_TAB_DATA] = { NC_ ("inspector", "Data"), N_ ("Input and Output"),
                          N_ ("Arguments and Output") },
  [SW_FIELD_TAB_VARIABLES] = { NC_ ("inspector", "Variables"), N_ ("Variables"), N_ ("Variables") },
  [SW_FIELD_TAB_ERRORS]
  = { NC_ ("inspector", "Errors"), N_ ("Error Handling"), N_ ("Error Handling") },
};

/**
 * _sw_inspector_get_tab:
 *
 * Returns: the tab that is chosen
 */
SwFieldTab
_sw_inspector_get_tab (SwInspector *self)
{
  const char *active = adw_toggle_group_get_active_name (self->tabs);

  for (guint tab = 0; tab < SW_FIELD_N_TABS; tab++)
    if (g_strcmp0 (active, sw_field_tab_get_name (tab)) == 0)
      return tab;
  return SW_FIELD_TAB_CONFIGURATION;
}

static gboolean
has_toggles (SwInspector *self,
             SwFieldForm *form)
{
  for (guint tab = 0; tab < SW_FIELD_N_TABS; tab++)
    if ((adw_toggle_group_get_toggle_by_name (self->tabs, sw_field_tab_get_name (tab)) != NULL)
        != sw_field_form_has_tab (form, tab))
      return FALSE;
  return TRUE;
}

static void
add_toggle (SwInspector *self,
            SwFieldTab   tab)
{
  AdwToggle *toggle = adw_toggle_new ();

  adw_toggle_set_name (toggle, sw_field_tab_get_name (tab));
  adw_toggle_set_label (toggle, g_dpgettext2 (NULL, "inspector", tab_looks[tab].label));
  adw_toggle_group_add (self->tabs, toggle);
}

/* Toggles that are there already stay as they are: taking them all away for a moment shows. */
void
_sw_inspector_update_tabs (SwInspector *self,
                           SwState     *state)
{
  gboolean is_jsonata = state != NULL && state->language == SW_QUERY_JSONATA;

  if (!has_toggles (self, self->form))
    {
      SwFieldTab tab = _sw_inspector_get_tab (self);

      adw_toggle_group_remove_all (self->tabs);
      for (guint i = 0; i < SW_FIELD_N_TABS; i++)
        if (sw_field_form_has_tab (self->form, i))
          add_toggle (self, i);
      if (!sw_field_form_has_tab (self->form, tab))
        tab = SW_FIELD_TAB_CONFIGURATION;
      adw_toggle_group_set_active_name (self->tabs, sw_field_tab_get_name (tab));
    }
  for (guint i = 0; i < SW_FIELD_N_TABS; i++)
    {
      AdwToggle *toggle
          = adw_toggle_group_get_toggle_by_name (self->tabs, sw_field_tab_get_name (i));

      if (toggle != NULL)
        adw_toggle_set_tooltip (toggle, gettext (is_jsonata ? tab_looks[i].jsonata
                                                            : tab_looks[i].jsonpath));
    }
  sw_field_form_set_tab (self->form, _sw_inspector_get_tab (self));
  /* One alone is no choice. */
  gtk_widget_set_visible (GTK_WIDGET (self->tabs),
                          adw_toggle_group_get_n_toggles (self->tabs) > 1);
}

/**
 * _sw_inspector_tab_cb:
 *
 * Shows the tab that was chosen. Handler of the template.
 */
void
_sw_inspector_tab_cb (SwInspector *self)
{
  if (self->form != NULL && !self->updating)
    sw_field_form_set_tab (self->form, _sw_inspector_get_tab (self));
}
