/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "json/yaml/sw-yaml-private.h"

#include <stdarg.h>
#include <string.h>

/* What libyaml's events become: the nodes of the tree, each with its place in the text. */

static const SwYamlStyle scalar_styles[] = {
  [YAML_ANY_SCALAR_STYLE] = SW_YAML_PLAIN,
  [YAML_PLAIN_SCALAR_STYLE] = SW_YAML_PLAIN,
  [YAML_SINGLE_QUOTED_SCALAR_STYLE] = SW_YAML_SINGLE_QUOTED,
  [YAML_DOUBLE_QUOTED_SCALAR_STYLE] = SW_YAML_DOUBLE_QUOTED,
  [YAML_LITERAL_SCALAR_STYLE] = SW_YAML_LITERAL,
  [YAML_FOLDED_SCALAR_STYLE] = SW_YAML_FOLDED,
};

/**
 * sw_yaml_dup_bytes:
 *
 * Returns: a copy of bytes that lives as long as the tree, NUL-terminated
 */
char *
sw_yaml_dup_bytes (SwTree     *tree,
                   const char *bytes,
                   gsize       length)
{
  char *copy = sw_arena_alloc (&tree->arena, length + 1);

  memcpy (copy, bytes, length);
  copy[length] = '\0';
  return copy;
}

/**
 * sw_yaml_reader_fail:
 *
 * Adds an error after which nothing more is read.
 */
void
sw_yaml_reader_fail (SwYamlReader *self,
                     SwSpan        span,
                     const char   *format,
                     ...)
{
  va_list arguments;

  va_start (arguments, format);
  sw_tree_report_valist (self->tree, self->container, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL, span,
                         format, arguments);
  va_end (arguments);
  self->failed = TRUE;
}

/**
 * sw_yaml_reader_add:
 *
 * Adds a value to the container that is open, under the name that waits, if any.
 *
 * Returns: the node
 */
SwNode *
sw_yaml_reader_add (SwYamlReader *self,
                    SwNodeKind    kind,
                    SwSpan        span)
{
  SwYamlNode *yaml = sw_arena_alloc (&self->tree->arena, sizeof (SwYamlNode));
  SwNode *node = &yaml->object.node;

  memset (yaml, 0, sizeof *yaml);
  node->kind = kind;
  node->span = span;
  node->key = (SwSpan) { span.start, span.start };
  node->tree = self->tree;
  if (self->has_name)
    {
      node->key = self->name.key;
      node->name = self->name.name;
      node->name_length = self->name.name_length;
      node->broken = self->name.broken;
    }
  self->has_name = FALSE;

  if (self->container != NULL)
    sw_node_append_child (self->container, node);
  else
    self->tree->root = node;

  return node;
}

/* The bytes of an event without its anchor and tag */
static SwSpan
get_span (const SwYamlReader *self,
          const yaml_event_t *event,
          const yaml_char_t  *anchor,
          const yaml_char_t  *tag)
{
  SwSpan span = { sw_yaml_text_find (&self->text, &event->start_mark),
                  sw_yaml_text_find (&self->text, &event->end_mark) };

  if (anchor != NULL || tag != NULL)
    span.start = sw_yaml_skip_properties (self->text.bytes, span.start, span.end);

  return span;
}

/* libyaml lets a block scalar end where the next token may begin. Line ends that count stay, but
 * for the last. */
static void
trim_block_scalar (const SwYamlReader *self,
                   SwSpan             *span)
{
  const char *text = self->text.bytes;
  gsize header = span->start + strcspn (text + span->start, "\r\n");
  gboolean keeps = memchr (text + span->start, '+', MIN (header - span->start, 3)) != NULL;

  while (span->end > span->start && strchr (" \t", text[span->end - 1]) != NULL)
    span->end--;
  for (gboolean again = TRUE; again && span->end > span->start; again = !keeps)
    {
      gsize end = span->end;

      while (!keeps && end > span->start && strchr (" \t", text[end - 1]) != NULL)
        end--;
      if (end == span->start || strchr ("\r\n", text[end - 1]) == NULL)
        break;
      end -= end - span->start > 1 && text[end - 1] == '\n' && text[end - 2] == '\r' ? 2 : 1;
      span->end = end;
    }
}

static gboolean
is_in_object (const SwYamlReader *self)
{
  return self->container != NULL && self->container->kind == SW_NODE_OBJECT;
}

static gboolean
wants_name (const SwYamlReader *self)
{
  return is_in_object (self) && !self->has_name;
}

static void
set_name (SwYamlReader *self,
          SwSpan        span,
          const char   *name,
          gsize         length)
{
  self->has_name = TRUE;
  self->name = (SwNode) {
    .key = span,
    .name = sw_yaml_dup_bytes (self->tree, name, length),
    .name_length = length,
  };
}

static void
take_name (SwYamlReader       *self,
           const yaml_event_t *event,
           SwSpan              span)
{
  const char *text = (const char *) event->data.scalar.value;
  gsize length = event->data.scalar.length;

  set_name (self, span, text, length);
  if (sw_span_length (span) == 0)
    {
      self->name.broken = TRUE;
      sw_tree_report (self->tree, self->container, SW_SEVERITY_ERROR, SW_YAML_SYNTAX, NULL,
                      (SwSpan) { span.start, MIN (span.start + 1, self->text.length) },
                      "A name is missing before this colon. Write one.");
    }
  if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE && sw_yaml_is_ambiguous (text, length))
    sw_tree_report (self->tree, self->container, SW_SEVERITY_WARNING, SW_YAML_AMBIGUOUS, NULL, span,
                    "Readers of YAML 1.1 do not take this name for text. Put it in quotes.");
  if (event->data.scalar.anchor != NULL)
    {
      /* Nothing but the text of the name can be meant by an alias of it. */
      SwNode *node = sw_arena_alloc (&self->tree->arena, sizeof (SwYamlNode));

      memset (node, 0, sizeof (SwYamlNode));
      *node = (SwNode) { .kind = SW_NODE_STRING, .span = span, .key = span, .tree = self->tree };
      sw_yaml_set_value (node, text, length);
      sw_yaml_set_anchor (self, node, event->data.scalar.anchor);
    }
}

static void
take_scalar (SwYamlReader       *self,
             const yaml_event_t *event)
{
  SwSpan span = get_span (self, event, event->data.scalar.anchor, event->data.scalar.tag);
  SwYamlScalar scalar = {
    .text = (const char *) event->data.scalar.value,
    .length = event->data.scalar.length,
    .style = scalar_styles[event->data.scalar.style],
    .tag = (const char *) event->data.scalar.tag,
  };
  SwNode *node;

  if (wants_name (self))
    {
      take_name (self, event, span);
      return;
    }
  if (scalar.style == SW_YAML_LITERAL || scalar.style == SW_YAML_FOLDED)
    trim_block_scalar (self, &span);

  node = sw_yaml_reader_add (self, SW_NODE_STRING, span);
  sw_yaml_node (node)->style = scalar.style;
  if (scalar.tag != NULL)
    sw_yaml_node (node)->tag = sw_yaml_dup_bytes (self->tree, scalar.tag, strlen (scalar.tag));
  sw_yaml_resolve_scalar (node, &scalar);
  sw_yaml_set_anchor (self, node, event->data.scalar.anchor);
}

static void
take_alias (SwYamlReader       *self,
            const yaml_event_t *event)
{
  SwSpan span = get_span (self, event, NULL, NULL);
  const SwNode *meant;

  if (!wants_name (self))
    {
      sw_yaml_add_alias (self, event->data.alias.anchor, span);
      return;
    }

  meant = sw_yaml_find_anchor (self, event->data.alias.anchor, span);
  if (meant != NULL && sw_yaml_node (meant)->value != NULL)
    set_name (self, span, sw_yaml_node (meant)->value, sw_yaml_node (meant)->length);
  else if (meant != NULL)
    sw_yaml_reader_fail (self, span, "A name is text, which this alias does not stand for.");
  else
    {
      set_name (self, span, "", 0);
      self->name.broken = TRUE;
    }
}

static gboolean
is_usual_tag (const char *tag)
{
  return strcmp (tag, "!") == 0 || strcmp (tag, YAML_MAP_TAG) == 0
         || strcmp (tag, YAML_SEQ_TAG) == 0;
}

static void
open_container (SwYamlReader       *self,
                const yaml_event_t *event,
                SwNodeKind          kind,
                const yaml_char_t  *anchor,
                const yaml_char_t  *tag,
                gboolean            flow)
{
  SwSpan span = get_span (self, event, anchor, tag);
  const char *name = (const char *) tag;
  SwNode *node;

  span.end = MIN (span.start + 1, self->text.length);
  if (wants_name (self))
    {
      sw_yaml_reader_fail (self, span,
                           "A name is text, not a list or a mapping. Put it in quotes.");
      return;
    }
  if (++self->depth > SW_YAML_MAX_DEPTH)
    {
      sw_yaml_reader_fail (self, span,
                           "The text is nested deeper than %u levels. Write it flatter.",
                           SW_YAML_MAX_DEPTH);
      return;
    }

  node = sw_yaml_reader_add (self, kind, span);
  sw_yaml_node (node)->style = flow ? SW_YAML_FLOW : SW_YAML_BLOCK;
  sw_yaml_node (node)->is_open = TRUE;
  if (name != NULL)
    sw_yaml_node (node)->tag = sw_yaml_dup_bytes (self->tree, name, strlen (name));
  if (name != NULL && !is_usual_tag (name))
    sw_yaml_report_tag (node, name, SW_SEVERITY_ERROR);
  sw_yaml_set_anchor (self, node, anchor);
  self->container = node;
}

/**
 * sw_yaml_reader_close:
 * @end: byte behind its closing bracket; 0: it ends with its last child
 *
 * Completes the innermost container.
 */
void
sw_yaml_reader_close (SwYamlReader *self,
                      gsize         end)
{
  SwNode *node = self->container;

  node->span.end = MAX (end, node->span.start + (end > 0));
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    node->span.end = MAX (node->span.end, child->span.end);
  sw_yaml_node (node)->is_open = FALSE;
  if (node->kind == SW_NODE_OBJECT)
    {
      sw_yaml_merge (self, node);
      sw_tree_finish_object (self->tree, node, TRUE);
    }
  self->container = node->parent;
  self->depth--;
}

static void
take_end (SwYamlReader       *self,
          const yaml_event_t *event)
{
  gboolean flow = sw_yaml_node (self->container)->style == SW_YAML_FLOW;

  sw_yaml_reader_close (self, flow ? sw_yaml_text_find (&self->text, &event->end_mark) : 0);
}

static void
take_document (SwYamlReader       *self,
               const yaml_event_t *event)
{
  SwSpan span = get_span (self, event, NULL, NULL);

  if (self->documents++ > 0)
    sw_yaml_reader_fail (self, span,
                         "A definition is one document, and another begins here. Remove it, or put "
                         "it into a file of its own.");
}

/**
 * sw_yaml_reader_take:
 *
 * Adds what an event of libyaml says to the tree.
 */
void
sw_yaml_reader_take (SwYamlReader       *self,
                     const yaml_event_t *event)
{
  switch (event->type)
    {
    case YAML_DOCUMENT_START_EVENT:
      take_document (self, event);
      break;
    case YAML_SCALAR_EVENT:
      take_scalar (self, event);
      break;
    case YAML_ALIAS_EVENT:
      take_alias (self, event);
      break;
    case YAML_SEQUENCE_START_EVENT:
      open_container (self, event, SW_NODE_ARRAY, event->data.sequence_start.anchor,
                      event->data.sequence_start.tag,
                      event->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE);
      break;
    case YAML_MAPPING_START_EVENT:
      open_container (self, event, SW_NODE_OBJECT, event->data.mapping_start.anchor,
                      event->data.mapping_start.tag,
                      event->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE);
      break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
      take_end (self, event);
      break;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
      break;
    }
}
