/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/check/sw-budget.h"

/**
 * sw_budget_dup_size_excess:
 *
 * Returns: (transfer full) (nullable): a sentence without its end where the text of a definition is
 * longer than SW_DEFINITION_MAX_BYTES
 */
char *
sw_budget_dup_size_excess (const SwTree *tree)
{
  gsize length;

  sw_tree_get_text (tree, &length);
  if (length <= SW_DEFINITION_MAX_BYTES)
    return NULL;
  return g_strdup_printf ("The definition has %" G_GSIZE_FORMAT " bytes, and may have %d", length,
                          SW_DEFINITION_MAX_BYTES);
}

/**
 * sw_budget_dup_depth_excess:
 * @node: (out): the first array or object that goes a level too deep
 *
 * Returns: (transfer full) (nullable): a sentence without its end where a definition nests arrays
 * and objects deeper than SW_DEFINITION_MAX_DEPTH
 */
char *
sw_budget_dup_depth_excess (const SwTree  *tree,
                            SwNode       **node)
{
  guint deepest;

  *node = sw_tree_find_deeper (tree, SW_DEFINITION_MAX_DEPTH, &deepest);
  if (*node == NULL)
    return NULL;
  return g_strdup_printf ("The definition is nested %u deep, and may be %d deep to run here; this "
                          "is the first part that goes beyond",
                          deepest, SW_DEFINITION_MAX_DEPTH);
}
