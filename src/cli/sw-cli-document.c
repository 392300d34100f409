/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-document.h"

#include "cli/sw-cli.h"

#include <string.h>

/**
 * sw_cli_parse_text:
 * @name: where @text comes from: a file, or "-" for standard input
 * @text: (array length=length): NUL-terminated
 *
 * Parses a definition: as YAML where the file's name ends like one, or where standard input does
 * not begin as JSON does.
 *
 * Returns: (transfer full): the tree
 */
SwTree *
sw_cli_parse_text (const char *name,
                   const char *text,
                   gsize       length)
{
  SwSyntax syntax = strcmp (name, "-") == 0 ? sw_syntax_guess (text) : sw_syntax_from_name (name);

  return sw_tree_parse_as (text, (gssize) length, syntax);
}

/**
 * sw_cli_load_tree:
 * @name: a file, or "-" for standard input
 *
 * Reads a definition's text; syntax errors are in the tree.
 *
 * Returns: (transfer full) (nullable): the tree; NULL after a message when there is no text to read
 */
SwTree *
sw_cli_load_tree (const char *name)
{
  g_autofree char *text = NULL;
  const char *end;
  gsize length;

  if (!sw_cli_read_file (name, &text, &length))
    return NULL;

  if (!g_utf8_validate_len (text, length, &end))
    {
      sw_cli_complain ("%s is no UTF-8 text: byte %" G_GSIZE_FORMAT " cannot stand in it", name,
                       (gsize) (end - text));
      return NULL;
    }

  return sw_cli_parse_text (name, text, length);
}

/**
 * sw_cli_load_model:
 * @name: a file, or "-" for standard input
 *
 * Returns: (transfer full) (nullable): what the definition says; NULL after a message when there is
 * no text to read
 */
SwModel *
sw_cli_load_model (const char *name)
{
  g_autoptr (SwTree) tree = sw_cli_load_tree (name);

  return tree != NULL ? sw_model_new (tree) : NULL;
}

/**
 * sw_cli_print_diagnostic:
 * @out: where to
 * @name: the file the diagnostic is about
 *
 * Prints a finding on a line, as compilers do, so that editors can jump to it.
 */
void
sw_cli_print_diagnostic (FILE               *out,
                         const char         *name,
                         const SwTree       *tree,
                         const SwDiagnostic *diagnostic)
{
  guint line;
  guint column;

  sw_tree_locate (tree, diagnostic->span.start, &line, &column);
  fprintf (out, "%s:%u:%u: %s %s: %s", name, line, column,
           sw_severity_get_name (diagnostic->severity), diagnostic->code, diagnostic->message);
  if (diagnostic->pointer != NULL)
    fprintf (out, " at %s", diagnostic->pointer[0] != '\0' ? diagnostic->pointer : "/");
  fputc ('\n', out);
}

/**
 * sw_cli_count_errors:
 *
 * Returns: how many of the findings are errors
 */
guint
sw_cli_count_errors (GPtrArray *diagnostics)
{
  guint errors = 0;

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = diagnostics->pdata[i];

      errors += diagnostic->severity == SW_SEVERITY_ERROR;
    }

  return errors;
}

/**
 * sw_cli_write_edited:
 * @name: the file that was read
 * @in_place: whether the file is to be replaced; otherwise the text goes to stdout
 *
 * Applies edits to a document and writes it.
 *
 * Returns: FALSE after a message when it cannot be written
 */
gboolean
sw_cli_write_edited (const char    *name,
                     const SwTree  *tree,
                     const SwEdits *edits,
                     gboolean       in_place)
{
  g_autofree char *edited = NULL;
  const char *text;
  gsize length;

  text = sw_tree_get_text (tree, &length);
  edited = sw_edits_apply (edits, text, length, &length);
  return sw_cli_write_file (in_place ? name : "-", edited, length);
}
