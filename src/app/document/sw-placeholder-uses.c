/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-placeholder-private.h"

/* Where the document has placeholders. */

static void
use_free (SwPlaceholderUse *use)
{
  g_free (use->name);
  g_free (use->pointer);
  g_free (use);
}

/**
 * sw_placeholder_values_dup_uses:
 *
 * Returns: (transfer full) (element-type SwPlaceholderUse): each placeholder that the document has,
 *   by the first of its places
 */
GPtrArray *
sw_placeholder_values_dup_uses (SwPlaceholderValues *self)
{
  GPtrArray *uses = g_ptr_array_new_with_free_func ((GDestroyNotify) use_free);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  SwTree *tree = sw_model_get_tree (sw_document_get_model (self->document));
  g_autoptr (GPtrArray) all = sw_placeholders_find (sw_tree_get_root (tree));

  for (guint i = 0; i < all->len; i++)
    {
      const SwPlaceholder *placeholder = all->pdata[i];
      SwPlaceholderUse *use = g_hash_table_lookup (known, placeholder->name);

      if (placeholder->literal)
        continue;
      if (use == NULL)
        {
          use = g_new0 (SwPlaceholderUse, 1);
          use->name = g_strdup (placeholder->name);
          use->pointer = sw_node_dup_pointer (placeholder->node);
          g_ptr_array_add (uses, use);
          g_hash_table_insert (known, use->name, use);
        }
      use->count++;
      use->bare = use->bare || placeholder->bare;
    }
  return uses;
}

static gboolean
is_used (GPtrArray  *uses,
         const char *name)
{
  for (guint i = 0; i < uses->len; i++)
    if (g_str_equal (((const SwPlaceholderUse *) uses->pdata[i])->name, name))
      return TRUE;
  return FALSE;
}

/**
 * sw_placeholder_values_dup_unused:
 *
 * Returns: (transfer full): the names that have a value and no placeholder in the document:
 *   misspelt perhaps, or left behind
 */
char **
sw_placeholder_values_dup_unused (SwPlaceholderValues *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  guint length = sw_value_is (self->values, SW_TYPE_OBJECT) ? sw_value_get_length (self->values)
                                                            : 0;
  /* Finding them means going through the whole text. */
  g_autoptr (GPtrArray) uses = length > 0 ? sw_placeholder_values_dup_uses (self) : NULL;

  for (guint i = 0; i < length; i++)
    {
      const char *name = sw_string_get_text (sw_value_get_key (self->values, i));

      if (!is_used (uses, name))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/**
 * _sw_placeholder_values_is_bare:
 *
 * Returns: whether the placeholder stands for a value in one of its places, and not within a text
 */
gboolean
_sw_placeholder_values_is_bare (SwPlaceholderValues *self,
                                const char          *name)
{
  g_autoptr (GPtrArray) uses = sw_placeholder_values_dup_uses (self);

  for (guint i = 0; i < uses->len; i++)
    {
      const SwPlaceholderUse *use = uses->pdata[i];

      if (use->bare && g_str_equal (use->name, name))
        return TRUE;
    }
  return FALSE;
}
