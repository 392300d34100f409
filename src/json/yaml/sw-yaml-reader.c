/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-private.h"

/* YAML to a tree: libyaml's events, one after the other. It stops at the first fault; the line at
 * fault is then taken away and all is read anew, so that outline and model live on below it. */

/* How often that is done: each time costs a reading. */
#define MAX_READINGS 12

/* Texts above this many bytes are read twice at most. */
#define LONG_TEXT 200000

/* Completes what was open when reading stopped. */
static void
close_all (SwYamlReader *self)
{
  if (self->has_name)
    {
      SwNode *node = sw_yaml_reader_add (self, SW_NODE_MISSING,
                                         (SwSpan) { self->name.key.end, self->name.key.end });

      node->broken = TRUE;
    }
  while (self->container != NULL)
    {
      self->container->broken = TRUE;
      sw_yaml_reader_close (self, 0);
    }
}

static void
add_missing_root (SwYamlReader *self)
{
  SwNode *root;

  if (self->tree->root != NULL)
    return;

  root = sw_yaml_reader_add (self, SW_NODE_MISSING,
                             (SwSpan) { self->tree->length, self->tree->length });
  root->broken = TRUE;
  if (self->tree->valid)
    sw_tree_report (self->tree, root, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, root->span,
                    "There is no value here. Write one, such as {}.");
}

/* Reads the text once. Returns FALSE where libyaml stopped: the parser says why. */
static gboolean
read_events (SwYamlReader  *self,
             yaml_parser_t *parser)
{
  gboolean done = FALSE;

  yaml_parser_set_encoding (parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string (parser, (const guchar *) self->text.bytes + self->text.begin,
                                self->text.length - self->text.begin);
  while (!done && !self->failed)
    {
      yaml_event_t event;

      if (!yaml_parser_parse (parser, &event))
        return FALSE;

      sw_yaml_reader_take (self, &event);
      done = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete (&event);
    }

  return TRUE;
}

/* Tells of the fault that stopped the first reading, in front of what that reading found. Returns
 * how many findings are to be kept. */
static guint
report_first (SwYamlReader        *self,
              const yaml_parser_t *parser,
              guint                kept)
{
  GPtrArray *diagnostics = self->tree->diagnostics;
  guint before = diagnostics->len;

  sw_yaml_report_error (self->tree, &self->text, parser);
  if (diagnostics->len == before)
    return kept;

  g_ptr_array_insert (diagnostics, (int) kept, g_ptr_array_steal_index (diagnostics, before));
  return kept + 1;
}

/* Forgets a reading, but for what was wrong with the text. */
static void
begin_anew (SwYamlReader *self,
            guint         n_diagnostics)
{
  SwTree *tree = self->tree;

  sw_arena_clear (&tree->arena);
  sw_arena_init (&tree->arena);
  tree->root = NULL;
  if (tree->diagnostics->len > n_diagnostics)
    g_ptr_array_set_size (tree->diagnostics, (int) n_diagnostics);
  g_hash_table_remove_all (self->anchors);
  self->container = NULL;
  self->has_name = FALSE;
  self->depth = self->documents = self->copies = 0;
}

/* Reads the text, if need be without what is at fault, whose places go to BLANKED. Only the first
 * fault is told: the others may come from it. */
static void
read_tolerantly (SwYamlReader *self,
                 GArray       *blanked)
{
  guint readings = self->text.length > LONG_TEXT ? 2 : MAX_READINGS;
  guint n_diagnostics = self->tree->diagnostics->len;

  for (guint i = 1;; i++)
    {
      yaml_parser_t parser;
      gboolean again;
      gsize at;

      if (!yaml_parser_initialize (&parser))
        g_error ("No memory for a YAML parser");
      again = !read_events (self, &parser) && i < readings;
      if (parser.error != YAML_NO_ERROR && i == 1)
        n_diagnostics = report_first (self, &parser, n_diagnostics);
      again = again && sw_yaml_text_blank (&self->text, &parser, &at);
      yaml_parser_delete (&parser);
      if (!again)
        return;

      g_array_append_val (blanked, at);
      begin_anew (self, n_diagnostics);
    }
}

/**
 * sw_yaml_parse:
 * @tree: with its text, without nodes
 *
 * Reads a YAML text: one document of YAML 1.2, but as tools of YAML 1.1 do with merge keys. Aliases
 * and merges become copies, see SwYamlNode.
 */
void
sw_yaml_parse (SwTree *tree)
{
  g_autoptr (GHashTable) anchors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) blanked = g_array_new (FALSE, FALSE, sizeof (gsize));
  SwYamlReader reader = { .tree = tree, .anchors = anchors };

  sw_yaml_text_init (&reader.text, tree);
  read_tolerantly (&reader, blanked);
  close_all (&reader);
  add_missing_root (&reader);
  for (guint i = 0; i < blanked->len; i++)
    sw_yaml_break_around (tree, g_array_index (blanked, gsize, i));
  sw_yaml_text_clear (&reader.text);
}
