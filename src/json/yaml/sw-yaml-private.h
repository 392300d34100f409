/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <yaml.h>

#include "json/sw-string-cursor.h"
#include "json/tree/sw-tree-private.h"

G_BEGIN_DECLS

/* How YAML becomes a tree; for the files of this folder alone. */

/* What anchors may add to a tree beyond what was written: aliases of aliases grow without bound. */
#define SW_YAML_MAX_COPIES 100000

/* Nested deeper than this nothing is read, as in SW_TEXT_MAX_DEPTH. */
#define SW_YAML_MAX_DEPTH 1000

#define SW_YAML_SYNTAX "SW_YAML_SYNTAX"
#define SW_YAML_VALUE "SW_YAML_VALUE"
#define SW_YAML_TAG "SW_YAML_TAG"
#define SW_YAML_AMBIGUOUS "SW_YAML_AMBIGUOUS"

typedef enum
{
  SW_YAML_PLAIN,
  SW_YAML_SINGLE_QUOTED,
  SW_YAML_DOUBLE_QUOTED,
  SW_YAML_LITERAL,
  SW_YAML_FOLDED,
  SW_YAML_FLOW, /* an array or object in brackets */
  SW_YAML_BLOCK,
} SwYamlStyle;

/* Every node of a YAML tree is one of these. */
typedef struct
{
  SwObjectNode  object; /* the node itself; the index is used by objects alone */
  const char   *value;  /* what a scalar says: a string decoded, all else as JSON writes it; owned by
                           the tree */
  gsize         length;
  SwYamlStyle   style;
  gboolean      is_copy;  /* it is written elsewhere: an alias or a merge brought it here */
  gboolean      is_merged; /* a merge key brought it here, from wherever */
  gboolean      is_open;  /* an array or object whose end was not read yet */
  const char   *anchor;   /* without its &; or NULL */
  guint         uses;     /* aliases that stand for it */
  const char   *tag;      /* as libyaml resolves it; or NULL */
} SwYamlNode;

static inline SwYamlNode *
sw_yaml_node (const SwNode *node)
{
  return (SwYamlNode *) node;
}

/* Text as libyaml likes it: the same bytes, but what it would stop at replaced. */
typedef struct
{
  char   *bytes;
  gsize   length;
  gsize   begin;       /* behind a byte order mark */
  GArray *checkpoints; /* gsize: the byte offset of every 64th character; NULL where each is a byte */
} SwYamlText;

void         sw_yaml_text_init        (SwYamlText          *self,
                                       SwTree              *tree);
void         sw_yaml_text_index       (SwYamlText          *self);
void         sw_yaml_text_clear       (SwYamlText          *self);
gsize        sw_yaml_text_find        (const SwYamlText    *self,
                                       const yaml_mark_t   *mark);
gsize        sw_yaml_skip_properties  (const char          *text,
                                       gsize                at,
                                       gsize                end);

/* A scalar as libyaml found it */
typedef struct
{
  const char  *text;
  gsize        length;
  SwYamlStyle  style;
  const char  *tag;
} SwYamlScalar;

void         sw_yaml_resolve_scalar   (SwNode              *node,
                                       const SwYamlScalar  *scalar);
void         sw_yaml_report_tag       (SwNode              *node,
                                       const char          *tag,
                                       SwSeverity           severity);
gboolean     sw_yaml_is_ambiguous     (const char          *text,
                                       gsize                length);
SwNodeKind   sw_yaml_get_plain_kind   (const char          *text,
                                       gsize                length);
void         sw_yaml_set_value        (SwNode              *node,
                                       const char          *text,
                                       gsize                length);

/* A tree being made */
typedef struct
{
  SwTree       *tree;
  SwYamlText    text;
  SwNode       *container; /* the innermost that is open */
  guint         depth;
  guint         documents;
  gboolean      has_name;  /* the name of the member whose value comes is known */
  SwNode        name;      /* its key, name, name_length and broken */
  GHashTable   *anchors;   /* name to the last SwNode that has it */
  guint         copies;
  gboolean      failed;    /* reading is over */
} SwYamlReader;

void         sw_yaml_reader_take      (SwYamlReader        *self,
                                       const yaml_event_t  *event);
void         sw_yaml_reader_close     (SwYamlReader        *self,
                                       gsize                end);
SwNode      *sw_yaml_reader_add       (SwYamlReader        *self,
                                       SwNodeKind           kind,
                                       SwSpan               span);
void         sw_yaml_reader_fail      (SwYamlReader        *self,
                                       SwSpan               span,
                                       const char          *format,
                                       ...) G_GNUC_PRINTF (3, 4);
void         sw_yaml_set_anchor       (SwYamlReader        *self,
                                       SwNode              *node,
                                       const yaml_char_t   *anchor);
SwNode      *sw_yaml_find_anchor      (SwYamlReader        *self,
                                       const yaml_char_t   *anchor,
                                       SwSpan               span);
SwNode      *sw_yaml_add_alias        (SwYamlReader        *self,
                                       const yaml_char_t   *anchor,
                                       SwSpan               span);
void         sw_yaml_merge            (SwYamlReader        *self,
                                       SwNode              *object);
char        *sw_yaml_dup_bytes        (SwTree              *tree,
                                       const char          *bytes,
                                       gsize                length);

void         sw_yaml_report_error     (SwTree              *tree,
                                       const SwYamlText    *text,
                                       const yaml_parser_t *parser);
gboolean     sw_yaml_text_blank       (SwYamlText          *self,
                                       const yaml_parser_t *parser,
                                       gsize               *at);
void         sw_yaml_break_around     (SwTree              *tree,
                                       gsize                at);

/* How a YAML document is written: what new text in it should look like. */
typedef struct
{
  const char *eol;
  gsize       unit;         /* columns of a level of mappings */
  gboolean    indent_lists; /* the dashes of a list stand deeper than its name */
} SwYamlLook;

/* What stands before a value on its line */
typedef enum
{
  SW_YAML_AT_ROOT,
  SW_YAML_BEHIND_NAME, /* and its colon */
  SW_YAML_BEHIND_DASH,
} SwYamlPosition;

/* How a text is written on one line */
typedef enum
{
  SW_YAML_WRITE_PLAIN, /* without quotes where that may be */
  SW_YAML_WRITE_SINGLE,
  SW_YAML_WRITE_DOUBLE,
} SwYamlWriting;

gboolean     sw_yaml_is_printable     (gunichar             character);
void         sw_yaml_print_text       (const char          *text,
                                       gsize                length,
                                       SwYamlWriting        writing,
                                       gboolean             flow,
                                       GString             *out);
gboolean     sw_yaml_print_literal    (const char          *text,
                                       gsize                length,
                                       const SwYamlLook    *look,
                                       gsize                outer,
                                       gsize                column,
                                       GString             *out);
void         sw_yaml_print_scalar     (const SwNode        *node,
                                       gboolean             flow,
                                       GString             *out);
void         sw_yaml_print_name       (const char          *name,
                                       gsize                length,
                                       const SwYamlLook    *look,
                                       gsize                column,
                                       GString             *out);
void         sw_yaml_print_line       (const SwYamlLook    *look,
                                       gsize                column,
                                       GString             *out);
void         sw_yaml_print_flow       (const SwNode        *value,
                                       GString             *out);
void         sw_yaml_print_value      (const SwNode        *value,
                                       const SwYamlLook    *look,
                                       SwYamlPosition       position,
                                       gsize                column,
                                       GString             *out);

void         sw_yaml_parse            (SwTree              *tree);

SwYamlStyle  sw_yaml_get_name_style   (const SwNode        *member);
gsize        sw_yaml_measure          (const SwStringCursor *cursor,
                                       gsize               *decoded);

G_END_DECLS
