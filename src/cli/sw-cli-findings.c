/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sw-cli-findings.h"

#include <stdio.h>

#include "asl/check/sw-findings.h"
#include "asl/fixes/sw-fixes.h"
#include "cli/sw-cli.h"

static void
set_number (SwValue    *object,
            const char *name,
            gsize       number)
{
  sw_value_set_member (object, name, sw_value_new_integer ((gint64) number));
}

static SwValue
edits_to_value (const SwEdits *edits)
{
  SwValue list = sw_value_new_array (sw_edits_get_count (edits));

  for (guint i = 0; i < sw_edits_get_count (edits); i++)
    {
      const SwEdit *edit = sw_edits_get (edits, i);
      SwValue value = sw_value_new_object (3);

      set_number (&value, "offset", edit->span.start);
      set_number (&value, "length", sw_span_length (edit->span));
      sw_value_set_member (&value, "text",
                           sw_value_new_string_len (edit->text, (gssize) edit->length));
      sw_value_append (&list, value);
    }

  return list;
}

static SwValue
fixes_to_value (SwModel            *model,
                const SwDiagnostic *diagnostic)
{
  g_autoptr (GPtrArray) fixes = sw_fixes_find (model, diagnostic);
  SwValue list = sw_value_new_array (fixes->len);

  for (guint i = 0; i < fixes->len; i++)
    {
      const SwFix *fix = fixes->pdata[i];
      SwValue value = sw_value_new_object (3);

      sw_value_set_text (&value, "title", fix->title);
      sw_value_set_member (&value, "safe", sw_value_new_boolean (fix->safe));
      sw_value_set_member (&value, "edits", edits_to_value (fix->edits));
      sw_value_append (&list, value);
    }

  return list;
}

/**
 * sw_cli_finding_to_value:
 * @name: the file the finding is about
 * @tree: its text
 * @model: (nullable): of the definition, for its fixes; %NULL where the file is none
 *
 * Returns: (transfer full): the finding as `stepwright check --json` tells it
 */
SwValue
sw_cli_finding_to_value (const char         *name,
                         const SwTree       *tree,
                         SwModel            *model,
                         const SwDiagnostic *diagnostic)
{
  SwValue value = sw_value_new_object (11);
  const char *pointer = diagnostic->pointer;
  guint line;
  guint column;

  sw_tree_locate (tree, diagnostic->span.start, &line, &column);
  sw_value_set_text (&value, "file", name);
  sw_value_set_text (&value, "severity", sw_severity_get_name (diagnostic->severity));
  sw_value_set_text (&value, "source", sw_diagnostic_get_source (diagnostic));
  sw_value_set_text (&value, "code", diagnostic->code);
  sw_value_set_text (&value, "rule", diagnostic->kind);
  sw_value_set_text (&value, "message", diagnostic->message);
  sw_value_set_text (&value, "help", sw_diagnostic_get_help (diagnostic));
  if (pointer != NULL)
    sw_value_set_text (&value, "location", pointer[0] != '\0' ? pointer : "/");
  set_number (&value, "line", line);
  set_number (&value, "column", column);
  if (model != NULL)
    sw_value_set_member (&value, "fixes", fixes_to_value (model, diagnostic));

  return value;
}

/* A rule as a diagnostic, to ask it for its source and help */
static SwDiagnostic
get_example (const SwFindingInfo *info)
{
  return (SwDiagnostic) { .severity = info->severity, .code = info->code, .kind = info->kind };
}

static SwValue
rules_to_value (void)
{
  SwValue list = sw_value_new_array (SW_N_FINDINGS);

  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      const SwFindingInfo *info = sw_finding_get_info (i);
      SwDiagnostic example = get_example (info);
      SwValue value = sw_value_new_object (5);

      sw_value_set_text (&value, "rule", info->kind);
      sw_value_set_text (&value, "severity", sw_severity_get_name (info->severity));
      sw_value_set_text (&value, "source", sw_diagnostic_get_source (&example));
      sw_value_set_text (&value, "code", info->code);
      sw_value_set_text (&value, "help", sw_diagnostic_get_help (&example));
      sw_value_append (&list, value);
    }

  return list;
}

/**
 * sw_cli_print_rules:
 * @json: as a document, not as lines
 *
 * Prints all that the checker looks for, beside errors of syntax.
 */
void
sw_cli_print_rules (gboolean json)
{
  if (json)
    {
      g_auto (SwValue) list = rules_to_value ();

      sw_cli_print_json (list);
      return;
    }

  for (guint i = 0; i < SW_N_FINDINGS; i++)
    {
      const SwFindingInfo *info = sw_finding_get_info (i);
      SwDiagnostic example = get_example (info);

      printf ("%-7s %-30s %-26s %s\n", sw_severity_get_name (info->severity), info->code,
              info->kind, sw_diagnostic_get_help (&example));
    }
}
