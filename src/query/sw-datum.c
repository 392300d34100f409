/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "query/sw-datum.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json/sw-placeholders.h"
#include "json/sw-text.h"
#include "query/sw-jsonpath-private.h"

typedef enum
{
  SW_DATUM_EXPRESSION,
  SW_DATUM_TEMPLATE, /* payload template: members "x.$" */
  SW_DATUM_LITERAL,
  SW_DATUM_WRITTEN,  /* what `base` is, with `value` at the steps of `path` from `first` on */
} SwDatumKind;

struct _SwDatum
{
  SwDatumKind   kind;
  SwData       *data;    /* not owned */
  char         *text;    /* of an expression */
  gboolean      certain; /* the expression always yields something */
  const SwNode *node;
  SwDatum      *root;    /* of a template: what its `$` is */
  char         *base;
  SwJsonPath   *path;
  guint         first;
  SwDatum      *value;
};

static void
datum_free (SwDatum *self)
{
  g_free (self->text);
  g_free (self->base);
  g_clear_pointer (&self->path, sw_json_path_unref);
  g_free (self);
}

void
sw_data_init (SwData    *self,
              GPtrArray *conditions)
{
  self->data = g_ptr_array_new_with_free_func ((GDestroyNotify) datum_free);
  self->conditions = conditions;
}

void
sw_data_clear (SwData *self)
{
  g_clear_pointer (&self->data, g_ptr_array_unref);
}

static SwDatum *
datum_new (SwData      *data,
           SwDatumKind  kind)
{
  SwDatum *self = g_new0 (SwDatum, 1);

  self->kind = kind;
  self->data = data;
  g_ptr_array_add (data->data, self);
  return self;
}

G_GNUC_PRINTF (2, 3)
static gpointer
refuse (GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, SW_QUERY_ERROR, SW_QUERY_ERROR_TYPE, message);
  return NULL;
}

/**
 * sw_datum_new_expression:
 * @text: an expression that a path can go on from
 * @certain: whether it always yields something
 *
 * Returns: (transfer none): owned by @data, as all that follow
 */
SwDatum *
sw_datum_new_expression (SwData     *data,
                         const char *text,
                         gboolean    certain)
{
  SwDatum *self = datum_new (data, SW_DATUM_EXPRESSION);

  self->text = g_strdup (text);
  self->certain = certain;
  return self;
}

/**
 * sw_datum_new_template:
 * @node: a payload template; outlives @data
 * @root: what its `$` is
 *
 * Returns: (transfer none): what the template makes
 */
SwDatum *
sw_datum_new_template (SwData       *data,
                       const SwNode *node,
                       SwDatum      *root)
{
  SwDatum *self = datum_new (data, SW_DATUM_TEMPLATE);

  self->node = node;
  self->root = root;
  return self;
}

/**
 * sw_datum_new_literal:
 * @node: any value, as it stands; outlives @data
 *
 * Returns: (transfer none): the value
 */
SwDatum *
sw_datum_new_literal (SwData       *data,
                      const SwNode *node)
{
  SwDatum *self = datum_new (data, SW_DATUM_LITERAL);

  self->node = node;
  return self;
}

static SwDatum *get (SwDatum           *self,
                     const SwJsonPath  *path,
                     guint              step,
                     GError           **error);

/* `x.b` behind an expression */
static SwDatum *
get_in_expression (SwDatum           *self,
                   const SwJsonPath  *path,
                   guint              step,
                   GError           **error)
{
  g_autoptr (GString) out = g_string_new (self->text);

  if (g_str_equal (self->text, "{}"))
    return refuse (error, _ ("%s leads nowhere: nothing is left of the data here"),
                   sw_json_path_get_text (path));
  if (!sw_jsonata_append_steps (out, path, step, error))
    return NULL;
  return sw_datum_new_expression (self->data, out->str, FALSE);
}

/* The expression of a member "x.$" */
static SwDatum *
get_dynamic (SwDatum       *self,
             const SwNode  *member,
             GError       **error)
{
  g_autofree char *text = sw_node_dup_string (member, NULL);
  g_autofree char *written = NULL;
  g_autofree char *enclosed = NULL;
  SwJsonataWriter writer;

  if (text == NULL || sw_node_has_placeholder (member))
    return refuse (error, _ ("The path at “%s” is not known before deployment"), member->name);
  sw_datum_init_writer (self->root, &writer);
  written = sw_jsonata_writer_write (&writer, text, error);
  if (written == NULL)
    return NULL;
  if (g_str_has_prefix (text, "States."))
    enclosed = g_strdup_printf ("(%s)", written);
  return sw_datum_new_expression (self->data, enclosed != NULL ? enclosed : written, FALSE);
}

static SwDatum *
get_in_node (SwDatum           *self,
             const SwJsonPath  *path,
             guint              step,
             GError           **error)
{
  const SwPathStep *at = &g_array_index (path->steps, SwPathStep, step);
  const SwNode *child = NULL;
  SwDatum *below;

  if (at->kind == SW_STEP_MEMBER && self->node->kind == SW_NODE_OBJECT)
    {
      const char *name = sw_string_get_text (at->name);
      g_autofree char *dynamic = g_strconcat (name, ".$", NULL);
      const SwNode *member = sw_node_get_member (self->node, dynamic);

      if (member != NULL && self->kind == SW_DATUM_TEMPLATE)
        {
          below = get_dynamic (self, member, error);
          return below != NULL ? get (below, path, step + 1, error) : NULL;
        }
      child = sw_node_get_member (self->node, name);
    }
  else if (at->kind == SW_STEP_INDEX && at->index >= 0)
    child = sw_node_get_element (self->node, (guint) at->index);

  if (child == NULL)
    return refuse (error, _ ("%s leads nowhere in what the state makes"),
                   sw_json_path_get_text (path));
  below = datum_new (self->data, self->kind);
  below->node = child;
  below->root = self->root;
  return get (below, path, step + 1, error);
}

static gboolean
same_step (const SwJsonPath *a,
           guint             a_step,
           const SwJsonPath *b,
           guint             b_step)
{
  const SwPathStep *first = &g_array_index (a->steps, SwPathStep, a_step);
  const SwPathStep *second = &g_array_index (b->steps, SwPathStep, b_step);

  return first->kind == SW_STEP_MEMBER && second->kind == SW_STEP_MEMBER
         && sw_string_equal (first->name, second->name);
}

/* Into what was written, beside it, or to a part that holds it */
static SwDatum *
get_in_written (SwDatum           *self,
                const SwJsonPath  *path,
                guint              step,
                GError           **error)
{
  guint written = self->path->steps->len - self->first, wanted = path->steps->len - step;
  guint common = 0;
  g_autoptr (GString) base = g_string_new (self->base);
  SwDatum *part;

  while (common < MIN (written, wanted)
         && same_step (self->path, self->first + common, path, step + common))
    common++;
  if (common == written)
    return get (self->value, path, step + common, error);
  if (common < wanted)
    {
      if (!sw_jsonata_append_steps (base, path, step, error))
        return NULL;
      return sw_datum_new_expression (self->data, base->str, FALSE);
    }
  if (!sw_jsonata_append_steps (base, path, step, error))
    return NULL;
  part = datum_new (self->data, SW_DATUM_WRITTEN);
  part->base = g_strdup (base->str);
  part->path = sw_json_path_ref (self->path);
  part->first = self->first + common;
  part->value = self->value;
  return part;
}

/* What PATH finds in it from STEP on */
static SwDatum *
get (SwDatum           *self,
     const SwJsonPath  *path,
     guint              step,
     GError           **error)
{
  if (step == path->steps->len)
    return self;
  if (self->kind == SW_DATUM_EXPRESSION)
    return get_in_expression (self, path, step, error);
  if (self->kind == SW_DATUM_WRITTEN)
    return get_in_written (self, path, step, error);
  return get_in_node (self, path, step, error);
}

static char *
resolve (gpointer           data,
         const SwJsonPath  *path,
         GError           **error)
{
  SwDatum *found = get (data, path, 0, error);

  return found != NULL ? sw_datum_dup_expression (found, error) : NULL;
}

/**
 * sw_datum_init_writer:
 * @writer: (out): writes expressions whose `$` is the datum
 *
 * Prepares to write expressions over a datum.
 */
void
sw_datum_init_writer (SwDatum         *self,
                      SwJsonataWriter *writer)
{
  *writer = (SwJsonataWriter) { resolve, self, self->data->conditions };
}

/**
 * sw_datum_new_path:
 * @root: what `$` is
 * @path: a path or a call, of InputPath, OutputPath …
 * @error: why JSONata has no such thing
 *
 * Returns: (transfer none) (nullable): what it finds
 */
SwDatum *
sw_datum_new_path (SwData      *data,
                   SwDatum     *root,
                   const char  *path,
                   GError     **error)
{
  g_autoptr (SwExpression) expression = sw_expression_new (path, strlen (path), error);
  g_autofree char *text = NULL;
  g_autofree char *enclosed = NULL;
  SwJsonataWriter writer;

  if (expression == NULL)
    return NULL;
  if (expression->kind == SW_EXPRESSION_INPUT)
    return get (root, expression->path, 0, error);
  sw_datum_init_writer (root, &writer);
  text = sw_jsonata_writer_write (&writer, path, error);
  if (text == NULL)
    return NULL;
  if (expression->kind == SW_EXPRESSION_CALL)
    enclosed = g_strdup_printf ("(%s)", text);
  return sw_datum_new_expression (data, enclosed != NULL ? enclosed : text, FALSE);
}

/**
 * sw_datum_new_written:
 * @path: a ResultPath
 * @value: what it writes into the state's input
 * @error: why JSONata has no such thing
 *
 * Returns: (transfer none) (nullable): the input with @value in it
 */
SwDatum *
sw_datum_new_written (SwData      *data,
                      const char  *path,
                      SwDatum     *value,
                      GError     **error)
{
  g_autoptr (SwJsonPath) compiled = sw_json_path_new (path, error);
  SwDatum *self;

  if (compiled == NULL)
    return NULL;
  if (compiled->steps->len == 0)
    return value;
  for (guint i = 0; i < compiled->steps->len; i++)
    if (g_array_index (compiled->steps, SwPathStep, i).kind != SW_STEP_MEMBER)
      return refuse (error, _ ("JSONata has no way to write into the array element at %s"), path);

  self = datum_new (data, SW_DATUM_WRITTEN);
  self->base = g_strdup ("$states.input");
  self->path = g_steal_pointer (&compiled);
  self->value = value;
  return self;
}

/**
 * sw_datum_is_expression:
 *
 * Returns: whether it is this very expression
 */
gboolean
sw_datum_is_expression (const SwDatum *self,
                        const char    *text)
{
  return self->kind == SW_DATUM_EXPRESSION && g_str_equal (self->text, text);
}

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
    return refuse (error, _ ("The text “%s” would be an expression of JSONata"), text) != NULL;
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
    return refuse (error, _ ("The text has a syntax error here")) != NULL;
  if (self->kind == SW_DATUM_LITERAL && g_str_has_suffix (member->name, ".$"))
    return refuse (error, _ ("JSONata allows no member name that ends in “.$”, such as “%s”"),
                   member->name) != NULL;
  return TRUE;
}

/* Writes a member's value where it is an expression. */
typedef gboolean (*AppendDynamic) (SwDatum      *self,
                                   const SwNode *member,
                                   GString      *out,
                                   GError      **error);

static gboolean
append_field (SwDatum       *self,
              const SwNode  *member,
              GString       *out,
              GError       **error)
{
  g_autofree char *text = sw_node_dup_string (member, NULL);
  g_autofree char *field = NULL;
  SwJsonataWriter writer;

  if (text == NULL || sw_node_has_placeholder (member))
    return refuse (error, _ ("The path at “%s” is not known before deployment"), member->name)
           != NULL;
  sw_datum_init_writer (self->root, &writer);
  field = sw_jsonata_writer_write_field (&writer, text, error);
  if (field != NULL)
    g_string_append (out, field);
  return field != NULL;
}

static gboolean
append_guarded (SwDatum       *self,
                const SwNode  *member,
                GString       *out,
                GError       **error)
{
  g_autofree char *text = sw_node_dup_string (member, NULL);
  g_autofree char *guarded = NULL;
  SwJsonataWriter writer;

  if (text == NULL || sw_node_has_placeholder (member))
    return refuse (error, _ ("The path at “%s” is not known before deployment"), member->name)
           != NULL;
  sw_datum_init_writer (self->root, &writer);
  guarded = sw_jsonata_writer_write_guarded (&writer, text, error);
  if (guarded != NULL)
    g_string_append (out, guarded);
  return guarded != NULL;
}

/* A template or a literal. Recurses as deep as the definition is nested, which the JSON reader
 * bounds. */
static gboolean
append_node (SwDatum        *self,
             const SwNode   *node,
             AppendDynamic   append_dynamic,
             GString        *out,
             GError        **error)
{
  gboolean object = node->kind == SW_NODE_OBJECT;
  gsize length;

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
      gboolean done;

      if (object && !check_member (self, child, error))
        return FALSE;
      if (child->previous != NULL)
        g_string_append (out, ", ");
      if (object && is_dynamic (self, child, &length))
        {
          sw_json_string_print (child->name, length, out);
          g_string_append (out, ": ");
          done = append_dynamic (self, child, out, error);
        }
      else
        {
          if (object)
            {
              sw_json_string_print (child->name, strlen (child->name), out);
              g_string_append (out, ": ");
            }
          done = append_node (self, child, append_dynamic, out, error);
        }
      if (!done)
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
      done = append_node (self, self->node, append_guarded, out, error);
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
    return append_node (self, self->node, append_field, out, error) ? g_strdup (out->str) : NULL;
  expression = sw_datum_dup_expression (self, error);
  if (expression == NULL)
    return NULL;
  return g_str_equal (expression, "{}") ? g_strdup ("{}") : sw_jsonata_dup_field (expression);
}
