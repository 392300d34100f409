/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/sw-style.h"
#include "json/yaml/sw-yaml-private.h"

#include <string.h>

/* libyaml's words, and ours: what is wrong, and how to mend it */
static const struct
{
  const char *problem;
  const char *context; /* where only this one is meant; or NULL */
  gboolean at_context; /* the fault is where libyaml began, not where it gave up */
  const char *message;
} messages[] = {
  { "could not find expected ':'", "while scanning a simple key", TRUE,
    "A colon and a space are missing behind this name. Write name: and a value, each member on a "
    "line of its own." },
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
    "A colon within brackets needs a space behind it. Put the text in quotes if it belongs to "
    "it." },
  { "did not find expected alphabetic or numeric character", NULL, FALSE,
    "& and * begin the name of an anchor. Put the text in quotes if it is meant as text." },
};

static gboolean
is_meant (guint                row,
          const yaml_parser_t *parser)
{
  return strstr (parser->problem, messages[row].problem) != NULL
         && (messages[row].context == NULL
             || g_strcmp0 (parser->context, messages[row].context) == 0);
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

/* Whether libyaml was within brackets when it met a line that is indented no more than the one on
 * which they begin: rather they lack their end. */
static gboolean
is_unclosed (const SwYamlText    *self,
             const yaml_parser_t *parser)
{
  gsize problem = sw_yaml_text_find (self, &parser->problem_mark);
  gsize context = sw_yaml_text_find (self, &parser->context_mark);
  SwSpan line = get_line (self, problem);
  SwSpan first = get_line (self, context);

  if (parser->context == NULL || !g_str_has_prefix (parser->context, "while parsing a flow ")
      || context >= self->length || strchr ("[{", self->bytes[context]) == NULL
      || line.start == first.start)
    return FALSE;

  return problem >= self->length
         || strspn (self->bytes + line.start, " ") <= strspn (self->bytes + first.start, " ");
}

/* What must not stand without quotes, though it often does. Returns FALSE where it is nothing such.
 */
static gboolean
report_bare (SwTree *tree,
             gsize   at)
{
  static const struct
  {
    const char *text;
    const char *message;
  } bare[] = {
    { "${", "Within brackets a ${placeholder} needs quotes around it." },
    { "{%", "An expression needs quotes around it: '{% … %}'." },
  };

  for (guint i = 0; at > 0 && at < tree->length && i < G_N_ELEMENTS (bare); i++)
    if (strncmp (tree->text + at - 1, bare[i].text, strlen (bare[i].text)) == 0)
      {
        sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL,
                        get_word (tree, at - 1, FALSE), "%s", bare[i].message);
        return TRUE;
      }

  return FALSE;
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

  if (report_bare (tree, at))
    return;
  if (is_unclosed (text, parser))
    {
      at = sw_yaml_text_find (text, &parser->context_mark);
      sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, (SwSpan) { at, at + 1 },
                      "The bracket that begins here is not closed. Put %c where it ends.",
                      tree->text[at] == '[' ? ']' : '}');
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      if (parser->problem == NULL || !is_meant (i, parser))
        continue;
      if (messages[i].at_context)
        at = sw_yaml_text_find (text, &parser->context_mark);
      sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL,
                      get_word (tree, at, messages[i].at_context), "%s", messages[i].message);
      return;
    }

  sw_tree_report (tree, NULL, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, get_word (tree, at, FALSE),
                  "This is not YAML: %s.",
                  parser->problem != NULL ? parser->problem : "the text could not be read");
}

/* What to take away at a place: what its line has behind the first name, or else all of it */
static SwSpan
get_faulty (const SwYamlText *self,
            gsize             at)
{
  SwSpan line = get_line (self, at);

  for (gsize i = line.start; i + 1 < at; i++)
    if (self->bytes[i] == ':' && strchr (" \t", self->bytes[i + 1]) != NULL)
      {
        line.start = i + 1;
        break;
      }

  return line;
}

/* Where libyaml had begun, rather than where it gave up */
static gboolean
is_context_at_fault (const SwYamlText    *self,
                     const yaml_parser_t *parser)
{
  if (parser->context == NULL)
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    if (messages[i].at_context && is_meant (i, parser))
      return TRUE;

  return is_unclosed (self, parser)
         || sw_yaml_text_find (self, &parser->problem_mark) >= self->length;
}

/**
 * sw_yaml_text_blank:
 * @parser: which has stopped with an error
 * @at: (out): receives where the text is blank now
 *
 * libyaml stops at the first fault. To read what follows, the value or line at fault is taken away.
 *
 * Returns: FALSE where there is nothing more to take away
 */
gboolean
sw_yaml_text_blank (SwYamlText          *self,
                    const yaml_parser_t *parser,
                    gsize               *at)
{
  gsize places[] = { sw_yaml_text_find (self, &parser->problem_mark),
                     sw_yaml_text_find (self, &parser->context_mark) };
  guint first = is_context_at_fault (self, parser) ? 1 : 0;

  for (guint i = 0; i < 2 * G_N_ELEMENTS (places); i++)
    {
      gsize place = places[(i / 2) ^ first];
      SwSpan span = i % 2 == 0 ? get_faulty (self, place) : get_line (self, place);

      if (sw_span_is_white (self->bytes, span))
        continue;

      memset (self->bytes + span.start, ' ', sw_span_length (span));
      sw_yaml_text_index (self);
      *at = span.start;
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
