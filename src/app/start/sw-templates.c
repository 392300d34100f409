/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/start/sw-templates.h"

#include <glib/gi18n.h>

#include "asl/catalogue/sw-patterns.h"
#include "json/rewriter/sw-rewriter.h"
#include "json/sw-text.h"

static const struct
{
  const char     *id;
  const char     *title;
  const char     *help;
  SwQueryLanguage language;
} blanks[] = {
  { "blank/jsonata", N_("Blank, JSONata"), N_("An empty machine in the newer query language"), SW_QUERY_JSONATA },
  { "blank/jsonpath", N_("Blank, JSONPath"), N_("An empty machine in the older query language"), SW_QUERY_JSONPATH },
};

static GArray *
make_templates (void)
{
  GArray *templates = g_array_new (FALSE, FALSE, sizeof (SwTemplate));
  guint count;
  const SwStencil *patterns = sw_patterns_get_all (&count);

  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    {
      SwTemplate blank = { blanks[i].id, _(blanks[i].title), _(blanks[i].help) };

      g_array_append_val (templates, blank);
    }
  for (guint i = 0; i < count; i++)
    {
      SwTemplate block = { patterns[i].id, _(patterns[i].label), _(patterns[i].help) };

      g_array_append_val (templates, block);
    }
  return templates;
}

/**
 * sw_templates_get_all:
 * @count: (out): how many there are
 *
 * Returns: (transfer none) (array length=count): the empty ones, then the ready-made ones; main
 *   thread only
 */
const SwTemplate *
sw_templates_get_all (guint *count)
{
  static GArray *templates;

  if (templates == NULL)
    templates = make_templates ();
  *count = templates->len;
  return (const SwTemplate *) (gpointer) templates->data;
}

/**
 * sw_templates_find:
 *
 * Returns: (transfer none) (nullable): the template of that id
 */
const SwTemplate *
sw_templates_find (const char *id)
{
  guint count;
  const SwTemplate *all = sw_templates_get_all (&count);

  for (guint i = 0; i < count; i++)
    if (g_str_equal (all[i].id, id))
      return &all[i];
  return NULL;
}

static char *
indent_text (const char *text, guint indent)
{
  g_autoptr (SwTree) tree = sw_tree_parse (text, -1);
  g_autoptr (SwEdits) edits = sw_tree_format (tree, indent);

  return sw_edits_apply (edits, text, strlen (text), NULL);
}

/**
 * sw_templates_dup_blank:
 * @language: what its states are going to be written in
 * @indent: spaces a level, 0 for tabs
 *
 * Returns: (transfer full): a state machine without states
 */
char *
sw_templates_dup_blank (SwQueryLanguage language, guint indent)
{
  g_autofree char *text = sw_ops_dup_new_document (language);

  return indent_text (text, indent);
}

/* A block is a machine already; what it is for is its comment. */
static char *
dup_machine (const SwStencil *block, SwQueryLanguage language)
{
  gboolean jsonata = language == SW_QUERY_JSONATA;
  const char *text = jsonata ? block->jsonata : block->jsonpath;
  const char *help = _(block->help);
  GString *machine = g_string_new (jsonata ? "{ \"QueryLanguage\": \"JSONata\", \"Comment\": "
                                           : "{ \"Comment\": ");

  sw_json_string_print (help, strlen (help), machine);
  g_string_append_printf (machine, ",%s\n", strchr (text, '{') + 1);
  return g_string_free_and_steal (machine);
}

/**
 * sw_template_dup_text:
 * @language: of a ready-made one; an empty one says its own
 * @indent: spaces a level, 0 for tabs
 *
 * Returns: (transfer full): the definition that a new document begins with
 */
char *
sw_template_dup_text (const SwTemplate *self, SwQueryLanguage language, guint indent)
{
  const SwStencil *block = sw_stencils_find (self->id);
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (blanks); i++)
    if (g_str_equal (blanks[i].id, self->id))
      return sw_templates_dup_blank (blanks[i].language, indent);
  g_return_val_if_fail (block != NULL, NULL);
  text = dup_machine (block, language);
  return indent_text (text, indent);
}
