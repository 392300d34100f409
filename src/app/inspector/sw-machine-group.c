/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/inspector/sw-machine-group.h"

#include <glib/gi18n.h>

#include "app/inspector/sw-machine-type-row.h"

/* AWS's documentation, "Quotas": a definition is at most 1 MB. */
#define MAX_DEFINITION 1048576.0

/* The rows, by the names under which the group keeps them */
static const struct
{
  const char *key;
  const char *title;
} facts[] = {
  { "states", N_ ("States") },
  { "nesting", N_ ("Deepest Nesting") },
  { "size", N_ ("Size") },
};

/**
 * sw_machine_group_new:
 * @document: whose machine it is
 *
 * Returns: (transfer floating): an AdwPreferencesGroup
 */
GtkWidget *
sw_machine_group_new (SwDocument *document)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), sw_machine_type_row_new (document));

  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *value = gtk_label_new (NULL);

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (facts[i].title));
      gtk_widget_add_css_class (value, "dim-label");
      gtk_widget_add_css_class (value, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), value);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
      g_object_set_data (G_OBJECT (row), "value", value);
      g_object_set_data (G_OBJECT (group), facts[i].key, row);
    }
  return group;
}

static void
show_fact (GtkWidget  *group,
           const char *key,
           const char *text,
           const char *subtitle)
{
  GtkWidget *row = g_object_get_data (G_OBJECT (group), key);

  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "value"), text);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle != NULL ? subtitle : "");
}

/**
 * sw_machine_group_dup_types:
 *
 * Returns: (transfer full): how many states there are of which type: "2 Task, 1 Choice"
 */
char *
sw_machine_group_dup_types (const SwModel *model)
{
  GPtrArray *states = sw_model_get_states (model);
  guint counts[SW_STATE_N_TYPES] = { 0 };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < states->len; i++)
    counts[((SwState *) states->pdata[i])->type]++;
  for (guint type = SW_STATE_UNKNOWN + 1; type < SW_STATE_N_TYPES; type++)
    if (counts[type] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", counts[type],
                              sw_state_type_get_name (type));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * sw_machine_group_show:
 * @group: of sw_machine_group_new()
 */
void
sw_machine_group_show (GtkWidget     *group,
                       const SwModel *model)
{
  GPtrArray *states = sw_model_get_states (model);
  g_autofree char *types = sw_machine_group_dup_types (model);
  g_autofree char *count = g_strdup_printf ("%u", states->len);
  g_autofree char *depth = NULL, *size = NULL, *share = NULL;
  guint deepest = 0;
  gsize length;
  double percent;

  for (guint i = 0; i < states->len; i++)
    deepest = MAX (deepest, ((SwState *) states->pdata[i])->scope->depth);
  depth = g_strdup_printf ("%u", deepest);
  sw_tree_get_text (sw_model_get_tree (model), &length);
  size = g_format_size_full (length, G_FORMAT_SIZE_IEC_UNITS);
  percent = 100 * (double) length / MAX_DEFINITION;
  /* translators: a share of the largest size AWS takes */
  if (percent >= 0.05) /* less is no news, and would read as none */
    share = g_strdup_printf (_("%.1f %% of what AWS takes"), percent);
  show_fact (group, "states", count, types);
  show_fact (group, "nesting", depth, NULL);
  show_fact (group, "size", size, share);
}
