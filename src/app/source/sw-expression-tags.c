/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/source/sw-expression-tags.h"

#include "app/source/sw-source-runs.h"

/* What a kind of word is called in style schemes; the first that a scheme knows is taken. */
static const struct
{
  const char *tag;
  const char *styles[2];
} looks[SW_QUERY_N_TOKENS] = {
  [SW_QUERY_TOKEN_VARIABLE] = { "expression-variable", { "def:preprocessor", "def:identifier" } },
  [SW_QUERY_TOKEN_FUNCTION] = { "expression-function", { "def:function", "def:builtin" } },
  [SW_QUERY_TOKEN_FIELD] = { "expression-field", { "text", NULL } },
  [SW_QUERY_TOKEN_STRING] = { "expression-string", { "def:string", NULL } },
  [SW_QUERY_TOKEN_NUMBER] = { "expression-number", { "def:number", "def:decimal" } },
  [SW_QUERY_TOKEN_CONSTANT] = { "expression-constant", { "def:boolean", "def:constant" } },
  [SW_QUERY_TOKEN_KEYWORD] = { "expression-keyword", { "def:keyword", "def:statement" } },
  [SW_QUERY_TOKEN_OPERATOR] = { "expression-operator", { "def:operator", "text" } },
  [SW_QUERY_TOKEN_REGEX] = { "expression-regex", { "def:special-char", NULL } },
  [SW_QUERY_TOKEN_COMMENT] = { "expression-comment", { "def:comment", NULL } },
  [SW_QUERY_TOKEN_ERROR] = { "expression-error", { NULL } },
};

/**
 * sw_expression_tags_create:
 * @tags: (out caller-allocates) (array fixed-size=11): by kind of word; the buffer's
 *
 * Prepares a buffer for the colours of expressions, once. They go above those of tags that are
 * there already.
 */
void
sw_expression_tags_create (GtkTextBuffer *buffer,
                           GtkTextTag    *tags[SW_QUERY_N_TOKENS])
{
  for (guint i = 0; i < SW_QUERY_N_TOKENS; i++)
    tags[i] = gtk_text_buffer_create_tag (buffer, looks[i].tag, NULL);
}

/**
 * sw_expression_tags_set_style:
 *
 * Takes the colours from a style scheme.
 */
void
sw_expression_tags_set_style (GtkTextTag *const     tags[SW_QUERY_N_TOKENS],
                              GtkSourceStyleScheme *scheme)
{
  for (guint i = 0; i < SW_QUERY_N_TOKENS; i++)
    sw_source_runs_set_style (tags[i], scheme, looks[i].styles);
}
