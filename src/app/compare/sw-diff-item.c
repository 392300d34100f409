/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/compare/sw-diff-item.h"

#include <glib/gi18n.h>

/* What each change is called */
static const char *const words[] = {
  [SW_CHANGE_NONE] = "",
  [SW_CHANGE_ADDED] = N_("Added"),
  [SW_CHANGE_REMOVED] = N_("Removed"),
  [SW_CHANGE_CHANGED] = N_("Changed"),
};

static const SwState *
get_state (const SwDiffState *change)
{
  return change->after != NULL ? change->after : change->before;
}

static SwChange
get_change (gconstpointer data)
{
  return ((const SwDiffState *) data)->change;
}

static char *
dup_title (gconstpointer data)
{
  const SwState *state = get_state (data);

  return g_strdup (state != NULL ? state->name : _("State Machine"));
}

static char *
dup_place (const SwState *state)
{
  if (state->scope->parent == NULL)
    return g_strdup (_("moved out of everything"));
  /* translators: where a state stood in an earlier version; the name of a Parallel or Map state */
  return g_strdup_printf (_("moved out of %s"), state->scope->parent->name);
}

static char *
dup_subtitle (gconstpointer data)
{
  const SwDiffState *change = data;
  const SwState *state = get_state (change);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = NULL;

  g_strv_builder_add (builder, gettext (words[change->change]));
  if (state != NULL && sw_state_type_get_name (state->type) != NULL)
    g_strv_builder_add (builder, sw_state_type_get_name (state->type));
  if (change->renamed)
    /* translators: what a state was called in an earlier version */
    g_strv_builder_take (builder, g_strdup_printf (_("was %s"), change->before->name));
  if (change->moved)
    g_strv_builder_take (builder, dup_place (change->before));
  parts = g_strv_builder_end (builder);
  return g_strjoinv (" · ", parts);
}

static char *
dup_details (gconstpointer data)
{
  const SwDiffState *change = data;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < change->fields->len; i++)
    {
      const SwDiffField *field = change->fields->pdata[i];
      g_autofree char *values = sw_diff_field_dup_text (field);
      const char *sign = field->change == SW_CHANGE_ADDED     ? "+ "
                         : field->change == SW_CHANGE_REMOVED ? "− "
                                                              : "";

      g_string_append_printf (text, "%s%s%s: %s", i > 0 ? "\n" : "", sign, field->path, values);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * sw_diff_items_new:
 * @diff: two versions
 *
 * Returns: (transfer full): a list of SwChangeItem, one for each state that differs: its type, what
 *   it was, and a line for each field
 */
GListModel *
sw_diff_items_new (SwDiff *diff)
{
  static const SwChangeKind kind
      = { get_change, dup_title, dup_subtitle, dup_details, NULL };
  GListStore *store = g_list_store_new (SW_TYPE_CHANGE_ITEM);
  GPtrArray *changes = sw_diff_get_states (diff);

  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (SwChangeItem) item = sw_change_item_new (
          &kind, changes->pdata[i], sw_diff_ref (diff), (GDestroyNotify) sw_diff_unref);

      g_list_store_append (store, item);
    }
  return G_LIST_MODEL (store);
}

/**
 * sw_diff_item_get_change:
 * @item: of such a list
 *
 * Returns: (transfer none): the state that differs
 */
const SwDiffState *
sw_diff_item_get_change (SwChangeItem *item)
{
  return sw_change_item_get_data (item);
}
