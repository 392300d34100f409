/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-yaml-private.h"

#include <string.h>

/* libyaml's words, and ours: what is wrong, and how to mend it */
static const struct
{
  const char *problem;
  const char *context;  /* where only this one is meant; or NULL */
  gboolean    at_context; /* the fault is where libyaml began, not where it gave up */
  const char *message;
} messages[] = {
  { "could not find expected ':'", "while scanning a simple key", TRUE,
    "A colon is missing behind this name. Write name: and a value, each member on a line of its "
    "own." },
  { "did not find expected key", "while parsing a block mapping", FALSE,
    "No member of the mapping above begins like this. Indent it as the others, and write name: and "
    "a value." },
  { "did not find expected '-' indicator", NULL, FALSE,
    "No element of the list above begins like this. Write - before it, or indent it as the names "
    "around the list." },
  { "did not find expected ',' or '}'", NULL, FALSE,
    "A comma or } is missing before this. Write one of them." },
  { "did not find expected ',' or ']'", NULL, FALSE,
    "A comma or ] is missing before this. Write one of them." },
  { "mapping values are not allowed in this context", NULL, FALSE,
    "A colon cannot stand here. Put the text in quotes if it belongs to it, or begin a line of its "
    "own." },
  { "mapping keys are not allowed in this context", NULL, FALSE,
    "A name cannot stand here. Begin a line of its own." },
  { "block sequence entries are not allowed in this context", NULL, FALSE,
    "A list cannot begin here. Begin a line of its own, or put the text in quotes." },
  { "found character that cannot start any token", NULL, FALSE,
    "No value begins with this character. Put the text in quotes; indent with spaces, not tabs." },
  { "found a tab character", NULL, FALSE, "YAML is not indented with tabs. Use spaces." },
  { "found unexpected end of stream", "while scanning a quoted scalar", TRUE,
    "The closing quote is missing. Put it at the end of this text." },
  { "found unexpected document indicator", "while scanning a quoted scalar", TRUE,
    "The closing quote is missing. Put it at the end of this text." },
  { "found unknown escape character", NULL, FALSE,
    "YAML has no such escape. Write \\\\ for a backslash, or use single quotes." },
  { "found invalid Unicode character escape code", NULL, FALSE,
    "This escape is half a character, which YAML cannot write. Write the character itself." },
  { "did not find expected hexdecimal number", NULL, FALSE,
    "This escape needs hexadecimal digits: two behind \\x, four behind \\u, eight behind \\U." },
  { "did not find expected comment or line break", NULL, FALSE,
    "Only a comment may follow | or > on its line. Begin the text on the next line." },
  { "found undefined tag handle", NULL, FALSE, "No such tag is known. Remove it." },
  { "did not find expected node content", NULL, FALSE,
    "A value is missing here. Write one, or remove the comma." },
  { "did not find expected <document start>", NULL, FALSE,
    "The document is complete before this. Indent it as the lines above, or remove it." },
  { "found unexpected ':'", NULL, FALSE,
    "A colon within brackets needs a space behind it. Put the text in quotes if it belongs to it." },
  { "did not find expected alphabetic or numeric character", NULL, FALSE,
    "& and * begin the name of an anchor. Put the text in quotes if it is meant as text." },
};

static gboolean
is_meant (guint                row,
          const yaml_parser_t *parser)
{
  return strstr (parser->problem, messages[row].problem) != NULL &&
         (messages[row].context == NULL ||
          g_strcmp0 (parser->context, messages[row].context) == 0);
}

/* The rest of the word or line at a place: what to underline */
static SwSpan
get_word (const SwTree *tree,
          gsize         at,
          gboolean      line)
{
  const char *stop = line ? "\r\n" : " \t\r\n,";
  SwSpan span = { at, at };

  while (span.start > 0 && span.start == tree->length)
    span.start--;
  while (span.start > 0 && (tree->text[span.start] & 0xc0) == 0x80)
    span.start--;

  span.end = MIN (span.start + 1, tree->length);
  while (span.end < tree->length && strchr (stop, tree->text[span.end]) == NULL)
    span.end++;
  while (span.end > span.start + 1 && strchr (" \t", tree->text[span.end - 1]) != NULL)
    span.end--;

  return span;
}

/**
 * sw_yaml_report_error:
 * @parser: which has stopped with an error
 *
 * Adds a finding for what libyaml could not read.
 */
void
sw_yaml_report_error (SwTree              *tree,
                      const SwYamlText    *text,
                      const yaml_parser_t *parser)
{
  gsize at = sw_yaml_text_find (text, &parser->problem_mark);

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      if (parser->problem == NULL || !is_meant (i, parser))
        continue;
      if (messages[i].at_context)
        at = sw_yaml_text_find (text, &parser->context_mark);
      sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX,
                      get_word (tree, at, messages[i].at_context), "%s", messages[i].message);
      return;
    }

  sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, get_word (tree, at, FALSE),
                  "This is not YAML: %s.",
                  parser->problem != NULL ? parser->problem : "the text could not be read");
}

/* The line of a byte, without its end */
static SwSpan
get_line (const SwYamlText *self,
          gsize             at)
{
  SwSpan line = { at, at };

  while (line.start > self->begin && strchr ("\r\n", self->bytes[line.start - 1]) == NULL)
    line.start--;
  while (line.end < self->length && strchr ("\r\n", self->bytes[line.end]) == NULL)
    line.end++;

  return line;
}

static gboolean
is_blank (const SwYamlText *self,
          SwSpan            line)
{
  for (gsize i = line.start; i < line.end; i++)
    if (strchr (" \t\r\n", self->bytes[i]) == NULL)
      return FALSE;

  return TRUE;
}

/**
 * sw_yaml_text_blank_line:
 * @parser: which has stopped with an error
 * @line: (out): receives the line that is blank now
 *
 * libyaml stops at the first fault. To read what follows, the line at fault is taken away: where
 * it gave up, or where it had begun when it found no end.
 *
 * Returns: FALSE where there is no such line
 */
gboolean
sw_yaml_text_blank_line (SwYamlText          *self,
                         const yaml_parser_t *parser,
                         SwSpan              *line)
{
  gsize marks[] = { sw_yaml_text_find (self, &parser->problem_mark),
                    sw_yaml_text_find (self, &parser->context_mark) };
  gboolean at_context = parser->problem_mark.index >= self->length;
  guint first;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    at_context |= parser->problem != NULL && messages[i].at_context && is_meant (i, parser);

  first = at_context && parser->context != NULL ? 1 : 0;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      *line = get_line (self, marks[i ^ first]);
      if (is_blank (self, *line) || ((i ^ first) == 1 && parser->context == NULL))
        continue;
      memset (self->bytes + line->start, ' ', sw_span_length (*line));
      sw_yaml_text_index (self);
      return TRUE;
    }

  return FALSE;
}

/**
 * sw_yaml_break_around:
 * @at: byte offset of a line that was taken away
 *
 * Marks the parts as repaired that the line may have belonged to: those around it, and those that
 * end before it.
 */
void
sw_yaml_break_around (SwTree *tree,
                      gsize   at)
{
  SwNode *node = tree->root;

  while (node != NULL)
    {
      SwNode *last = NULL;

      for (SwNode *child = node->first; child != NULL; child = child->next)
        if (sw_node_get_full_span (child).start <= at)
          last = child;

      if (last == NULL || last->span.end <= at)
        node->broken = TRUE;
      node = last;
    }
}
