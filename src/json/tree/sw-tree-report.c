/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/tree/sw-tree-private.h"

#include <stdarg.h>

/* A pointer of some length that somebody may read; hostile text would fill the memory with
 * others. */
static char *
dup_pointer_within_reason (const SwNode *node)
{
  gsize length = 0;

  if (node == NULL)
    return NULL;

  for (const SwNode *at = node; at->parent != NULL; at = at->parent)
    {
      length += at->name_length + 1;
      if (length > SW_TREE_MAX_POINTER_LENGTH)
        return NULL;
    }

  return sw_node_dup_pointer (node);
}

/**
 * sw_tree_report_valist:
 * @node: (nullable): the part that is meant
 * @code: a static string
 * @kind: (nullable): a static string, see SwDiagnostic
 * @span: bytes to underline
 * @format: printf format of the message: what is wrong and how to mend it
 *
 * Adds a finding, while there are fewer than SW_TREE_MAX_DIAGNOSTICS.
 */
void
sw_tree_report_valist (SwTree       *self,
                       const SwNode *node,
                       SwSeverity    severity,
                       const char   *code,
                       const char   *kind,
                       SwSpan        span,
                       const char   *format,
                       va_list       arguments)
{
  g_autofree char *pointer = NULL;
  g_autofree char *message = NULL;
  SwDiagnostic *diagnostic;

  if (severity == SW_SEVERITY_ERROR)
    self->valid = FALSE;
  if (self->diagnostics->len >= SW_TREE_MAX_DIAGNOSTICS)
    return;

  message = g_strdup_vprintf (format, arguments);
  pointer = dup_pointer_within_reason (node);
  diagnostic = sw_diagnostic_new (severity, code, pointer, span, "%s", message);
  diagnostic->kind = kind;
  g_ptr_array_add (self->diagnostics, diagnostic);
}

/**
 * sw_tree_report:
 *
 * Like sw_tree_report_valist().
 */
void
sw_tree_report (SwTree       *self,
                const SwNode *node,
                SwSeverity    severity,
                const char   *code,
                const char   *kind,
                SwSpan        span,
                const char   *format,
                ...)
{
  va_list arguments;

  va_start (arguments, format);
  sw_tree_report_valist (self, node, severity, code, kind, span, format, arguments);
  va_end (arguments);
}

/**
 * sw_text_quote:
 *
 * Returns: (transfer full): up to SW_TREE_MAX_QUOTE bytes of @span as they may stand in a message
 */
char *
sw_text_quote (const char *text,
               SwSpan      span)
{
  gsize length = MIN (sw_span_length (span), SW_TREE_MAX_QUOTE);
  gboolean whole = length == sw_span_length (span);
  g_autofree char *bytes = NULL;

  while (!whole && length > 0 && (text[span.start + length] & 0xc0) == 0x80)
    length--;

  bytes = g_utf8_make_valid (text + span.start, (gssize) length);
  for (char *at = bytes; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';

  return g_strconcat (bytes, whole ? NULL : "…", NULL);
}

/**
 * sw_tree_quote:
 *
 * Returns: (transfer full): like sw_text_quote(), of the tree's text
 */
char *
sw_tree_quote (const SwTree *self,
               SwSpan        span)
{
  return sw_text_quote (self->text, span);
}

static const char *
explain_number (const char *number)
{
  const char *digits = number + (*number == '-');

  if (*number == '+')
    return "Remove the plus sign";
  if (*digits == '.')
    return "Write a digit before the point";
  if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X'))
    return "Write it in decimal digits";
  if (digits[0] == '0' && g_ascii_isdigit (digits[1]))
    return "Remove the leading zero";
  if (g_str_has_suffix (number, "."))
    return "Write a digit behind the point, or remove it";

  return "Put it in double quotes if it is meant as text";
}

static void
report_control (SwTree        *self,
                const SwNode  *node,
                const SwToken *token,
                const char    *kind)
{
  guint byte = (guchar) self->text[token->problem_span.start];

  if (byte == '\t')
    sw_tree_report (self, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind,
                    token->problem_span, "A string may not hold a raw tab. Write \\t instead.");
  else
    sw_tree_report (
        self, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind, token->problem_span,
        "A string may not hold the raw control character U+%04X. Write \\u%04x instead.", byte,
        byte);
}

/* What a problem is called, and told with; every text takes what stands in the problem's span,
 * whether it shows it or not. */
static const struct
{
  const char *kind;
  const char *text;
} problems[] = {
  [SW_PROBLEM_UNCLOSED_STRING] = { "unclosed-string",
                                   "The closing quote is missing. Put \" at the end of this "
                                   "string." },
  [SW_PROBLEM_UNOPENED_STRING] = { "unopened-string",
                                   "The opening quote is missing. Put \" before this string." },
  [SW_PROBLEM_OTHER_QUOTES] = { "other-quotes",
                                "These are not the quotes of JSON. Write \" on both sides." },
  [SW_PROBLEM_ESCAPE] = { "escape", "JSON has no such escape. Write \\\\ for a backslash." },
  [SW_PROBLEM_UNICODE_ESCAPE] = { "unicode-escape", "An escape with \\u needs four hexadecimal "
                                                    "digits, as in \\u00e9." },
  [SW_PROBLEM_CONTROL] = { "control-character", NULL },
  [SW_PROBLEM_NUMBER] = { "number", NULL },
  [SW_PROBLEM_PLACEHOLDER] = { "unclosed-placeholder",
                               "The placeholder is not closed. Put } behind its name." },
  [SW_PROBLEM_EQUALS] = { "equals-for-colon", "A colon stands between a name and its value. Write "
                                              ": instead of =." },
  [SW_PROBLEM_SEMICOLON] = { "semicolon-for-comma",
                             "Values are separated by commas. Write , instead of ;." },
  [SW_PROBLEM_COMMENT] = { "comment", "JSON has no comments. Remove it, or make a member of it." },
  [SW_PROBLEM_SPACE] = { "white-space", "JSON does not know this kind of white space. Replace it "
                                        "by ordinary spaces." },
  [SW_PROBLEM_STRAY] = { "extra-text", NULL },
};

/**
 * sw_tree_report_token:
 * @node: (nullable): the part that the token belongs to
 *
 * Adds a finding for a token's problem, if it has one.
 */
void
sw_tree_report_token (SwTree        *self,
                      const SwNode  *node,
                      const SwToken *token)
{
  g_autofree char *quoted = NULL;
  const char *kind = problems[token->problem].kind;

  if (token->problem == SW_PROBLEM_NONE)
    return;
  if (token->problem == SW_PROBLEM_CONTROL)
    {
      report_control (self, node, token, kind);
      return;
    }

  quoted = sw_tree_quote (self, token->problem_span);
  if (token->problem == SW_PROBLEM_NUMBER)
    sw_tree_report (self, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind,
                    token->problem_span, "%s is not a number as JSON writes it. %s.", quoted,
                    explain_number (quoted));
  else if (token->problem == SW_PROBLEM_STRAY)
    sw_tree_report (self, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind,
                    token->problem_span, "%s means nothing in JSON. Remove it.", quoted);
  else
    sw_tree_report (self, node, SW_SEVERITY_ERROR, "INVALID_JSON_DESCRIPTION", kind,
                    token->problem_span, "%s", problems[token->problem].text);
}
