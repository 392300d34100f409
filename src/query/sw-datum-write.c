/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-datum-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "query/jsonpath/sw-jsonpath-private.h"

/* Data written out, as fields or as expressions. */

/* The JSON text of a node that is no string */
static void
append_raw (GString      *out,
            const SwNode *node)
{
  g_autofree char *json = sw_node_dup_json (node);

  g_string_append (out, json);
}

static gboolean
append_string (GString       *out,
               const SwNode  *node,
               GError       **error)
{
  g_autofree char *text = sw_node_dup_string (node, NULL);

  if (g_str_has_prefix (text, "{%"))
    return sw_query_refuse (error, _ ("The text “%s” would be an expression of JSONata"), text);
  sw_json_string_print (text, strlen (text), out);
  return TRUE;
}

/* Whether a member is written as an expression; *LENGTH of its name without ".$" */
static gboolean
is_dynamic (const SwDatum *self,
            const SwNode  *member,
            gsize         *length)
{
  gboolean suffix = g_str_has_suffix (member->name, ".$");

  *length = strlen (member->name) - (suffix ? 2 : 0);
  return suffix && self->kind == SW_DATUM_TEMPLATE;
}

static gboolean
check_member (const SwDatum  *self,
              const SwNode   *member,
              GError        **error)
{
  if (member->name == NULL || member->broken || member->kind == SW_NODE_MISSING)
    return sw_query_refuse (error, _ ("The text has a syntax error here"));
  if (self->kind == SW_DATUM_LITERAL && g_str_has_suffix (member->name, ".$"))
    return sw_query_refuse (error,
                            _ ("JSONata allows no member name that ends in “.$”, such as “%s”"),
                            member->name);
  return TRUE;
}

/* Writes what stands behind "x.$": as a field's value, or within an expression. */
typedef char *(*WriteDynamic) (SwJsonataWriter *writer,
                               const char      *text,
                               GError         **error);

static gboolean
append_expression (SwDatum       *self,
                   const SwNode  *member,
                   WriteDynamic   write,
                   GString       *out,
                   GError       **error)
{
  g_autofree char *text = sw_node_dup_string (member, NULL);
  g_autofree char *written = NULL;
  SwJsonataWriter writer;

  if (text == NULL || sw_node_has_placeholder (member))
    return sw_query_refuse (error, _ ("The path at “%s” is not known before deployment"),
                            member->name);
  sw_datum_init_writer (self->root, &writer);
  written = write (&writer, text, error);
  if (written != NULL)
    g_string_append (out, written);
  return written != NULL;
}

static gboolean append_node (SwDatum       *self,
                             const SwNode  *node,
                             WriteDynamic   write,
                             GString       *out,
                             GError       **error);

/* `"name": value` */
static gboolean
append_member (SwDatum       *self,
               const SwNode  *member,
               WriteDynamic   write,
               GString       *out,
               GError       **error)
{
  gboolean dynamic;
  gsize length;

  if (!check_member (self, member, error))
    return FALSE;
  dynamic = is_dynamic (self, member, &length);
  sw_json_string_print (member->name, dynamic ? length : strlen (member->name), out);
  g_string_append (out, ": ");
  return dynamic ? append_expression (self, member, write, out, error)
                 : append_node (self, member, write, out, error);
}

/* A template or a literal. Recurses as deep as the definition is nested, which the JSON reader
 * bounds. */
static gboolean
append_node (SwDatum       *self,
             const SwNode  *node,
             WriteDynamic   write,
             GString       *out,
             GError       **error)
{
  gboolean object = node->kind == SW_NODE_OBJECT;

  if (node->kind == SW_NODE_STRING)
    return append_string (out, node, error);
  if (!object && node->kind != SW_NODE_ARRAY)
    {
      append_raw (out, node);
      return TRUE;
    }

  g_string_append_c (out, object ? '{' : '[');
  for (const SwNode *child = node->first; child != NULL; child = child->next)
    {
      if (child->previous != NULL)
        g_string_append (out, ", ");
      if (!(object ? append_member : append_node) (self, child, write, out, error))
        return FALSE;
    }
  g_string_append_c (out, object ? '}' : ']');
  return TRUE;
}

/* An expression that fails rather than yields nothing */
static char *
dup_certain (SwDatum  *self,
             GError  **error)
{
  if (self->kind == SW_DATUM_EXPRESSION && !self->certain)
    return sw_jsonata_dup_guard (self->text, self->text);
  return sw_datum_dup_expression (self, error);
}

static gboolean
append_merge (SwDatum     *self,
              const char  *base,
              guint        step,
              GString     *out,
              GError     **error)
{
  const SwPathStep *at = &g_array_index (self->path->steps, SwPathStep, step);
  g_autofree char *name = sw_jsonata_dup_literal (sw_string_get_text (at->name));
  g_autoptr (GString) below = g_string_new (base);
  g_autofree char *value = NULL;

  g_string_append_printf (out, "$merge([%s, {%s: ", base, name);
  if (step + 1 < self->path->steps->len)
    {
      g_autoptr (GString) steps = g_string_new (NULL);
      g_autoptr (GString) rest = g_string_new (NULL);

      if (!sw_jsonata_append_steps (steps, self->path, step, error)
          || !sw_jsonata_append_steps (rest, self->path, step + 1, error))
        return FALSE;
      g_string_append_len (below, steps->str, (gssize) (steps->len - rest->len));
      if (!append_merge (self, below->str, step + 1, out, error))
        return FALSE;
    }
  else
    {
      value = dup_certain (self->value, error);
      if (value == NULL)
        return FALSE;
      g_string_append (out, value);
    }
  g_string_append (out, "}])");
  return TRUE;
}

/**
 * sw_datum_dup_expression:
 * @error: why there is no such expression
 *
 * Returns: (transfer full) (nullable): the datum as one expression. Of an expression that may yield
 * nothing, itself; what stands within an object is guarded.
 */
char *
sw_datum_dup_expression (SwDatum  *self,
                         GError  **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean done = FALSE;

  switch (self->kind)
    {
    case SW_DATUM_EXPRESSION:
      return g_strdup (self->text);
    case SW_DATUM_TEMPLATE:
    case SW_DATUM_LITERAL:
      done = append_node (self, self->node, sw_jsonata_writer_write_guarded, out, error);
      break;
    case SW_DATUM_WRITTEN:
    default:
      done = append_merge (self, self->base, self->first, out, error);
      break;
    }
  return done ? g_strdup (out->str) : NULL;
}

/**
 * sw_datum_dup_field:
 * @error: why there is no such field
 *
 * Returns: (transfer full) (nullable): the JSON text of a field whose value is the datum
 */
char *
sw_datum_dup_field (SwDatum  *self,
                    GError  **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autofree char *expression = NULL;

  if (self->kind == SW_DATUM_TEMPLATE || self->kind == SW_DATUM_LITERAL)
    return append_node (self, self->node, sw_jsonata_writer_write_field, out, error)
               ? g_strdup (out->str)
               : NULL;
  expression = sw_datum_dup_expression (self, error);
  if (expression == NULL)
    return NULL;
  return g_str_equal (expression, "{}") ? g_strdup ("{}") : sw_jsonata_dup_field (expression);
}
