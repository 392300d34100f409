/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-source-pane-private.h"

#include <glib/gi18n.h>

#include "asl/symbol/sw-symbol.h"
#include "tasks/mocks/sw-mock-place.h"
#include "tasks/sw-substitutions.h"

/* The files beside a definition that speak of its states and placeholders: they are told, never
 * changed. */

/* Larger files are nobody's tasks or mocks. */
#define MAX_BYTES (1 << 20)

/* Read while the person waits: a file elsewhere might take its time. */
static gboolean
is_readable_at_once (GFile *file)
{
  g_autoptr (GFileInfo) info = NULL;

  if (!g_file_is_native (file))
    return FALSE;
  info =
      g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  return info != NULL && g_file_info_get_size (info) <= MAX_BYTES;
}

static void
add_mentions (GFile          *file,
              const SwSymbol *symbol,
              GListStore     *spots)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *text = NULL;
  g_autoptr (SwTree) tree = NULL;
  g_autoptr (GArray) mentions = NULL;
  gsize length;

  if (!is_readable_at_once (file)
      || !g_file_load_contents (file, NULL, &text, &length, NULL, NULL))
    return;
  tree = sw_tree_parse (text, (gssize) length);
  mentions = sw_symbol_dup_mentions (tree, symbol);
  for (guint i = 0; i < mentions->len; i++)
    {
      const SwReference *mention = &g_array_index (mentions, SwReference, i);
      g_autofree char *pointer = sw_node_dup_pointer (mention->node);
      g_autofree char *detail = NULL;
      g_autoptr (SwSpot) spot = NULL;
      guint line, column;

      sw_tree_locate (tree, mention->span.start, &line, &column);
      /* translators: where a name is mentioned: a file, a line of it */
      detail = g_strdup_printf (_("%s · Line %u · mentioned only"), name, line);
      spot = sw_spot_new_file (pointer, detail, file);
      g_list_store_append (spots, spot);
    }
}

/* Adds a spot without a place in the code for each mention beside the document's file. */
void
_sw_source_mentions_add (SwDocument     *document,
                         const SwSymbol *symbol,
                         GListStore     *spots)
{
  GFile *file = sw_document_get_origin (document);
  g_autoptr (GFile) tasks = file != NULL ? sw_substitutions_find_file (file) : NULL;
  g_autoptr (SwMockPlace) mocks = tasks != NULL ? sw_mock_place_find (file) : NULL;

  if (mocks == NULL)
    return;
  add_mentions (tasks, symbol, spots);
  add_mentions (mocks->file, symbol, spots);
}
