/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/document/sw-reading.h"

#include "app/source/sw-problem.h"
#include "json/sw-text.h"

/**
 * sw_reading_free:
 *
 * Frees what was not taken out of it. From any thread.
 */
void
sw_reading_free (SwReading *self)
{
  g_clear_pointer (&self->graph, sw_graph_unref);
  g_clear_pointer (&self->model, sw_model_unref);
  g_clear_pointer (&self->chars, sw_char_map_free);
  g_clear_pointer (&self->tree, sw_tree_unref);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  sw_value_clear (&self->values);
  g_free (self);
}

static GPtrArray *
collect_problems (SwTree    *tree,
                  GPtrArray *diagnostics)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < diagnostics->len; i++)
    {
      const SwDiagnostic *diagnostic = diagnostics->pdata[i];
      guint line, column;

      sw_tree_locate (tree, diagnostic->span.start, &line, &column);
      g_ptr_array_add (problems, sw_problem_new (diagnostic, line, column));
    }
  return problems;
}

static void
read_tree (SwReading  *self,
           const char *text,
           gsize       length)
{
  self->tree = sw_tree_parse_as (text, (gssize) length, self->syntax);
  self->chars = sw_char_map_new (text, length);
}

static void
read_model (SwReading  *self,
            const char *text,
            gsize       length)
{
  self->model = sw_model_new (self->tree);
}

static void
read_graph (SwReading  *self,
            const char *text,
            gsize       length)
{
  if (sw_tree_is_valid (self->tree))
    self->graph = sw_graph_new (self->model);
}

/* Broken text is only told its syntax errors: what a checker says of half a definition is noise. */
static void
read_problems (SwReading  *self,
               const char *text,
               gsize       length)
{
  if (self->graph != NULL)
    {
      g_autoptr (GPtrArray) diagnostics
          = sw_check_substituted (self->model, self->type, self->values);

      self->problems = collect_problems (self->tree, diagnostics);
    }
  else
    self->problems = collect_problems (self->tree, sw_tree_get_diagnostics (self->tree));
}

/**
 * sw_reading_new:
 * @text: valid UTF-8
 * @length: in bytes
 * @syntax: what it is written in
 * @serial: what the document calls this text
 * @values: (nullable): JSON object of values for the placeholders, to check with
 * @type: of the machine, to check it as
 * @cancellable: (nullable): looked at between the steps
 *
 * Reads a text: tree, model, graph and problems, in this order. Touches nothing shared, so that it
 * can work in any thread.
 *
 * Returns: (transfer full) (nullable): the reading; `NULL` where it was cancelled
 */
SwReading *
sw_reading_new (const char   *text,
                gsize         length,
                SwSyntax      syntax,
                guint64       serial,
                const char   *values,
                SwMachineType type,
                GCancellable *cancellable)
{
  static void (*const steps[]) (SwReading *, const char *, gsize)
      = { read_tree, read_model, read_graph, read_problems };
  g_autoptr (SwReading) self = g_new0 (SwReading, 1);

  self->serial = serial;
  self->syntax = syntax;
  self->type = type;
  if (values != NULL)
    sw_value_from_text (values, -1, SW_TEXT_DEFAULT, &self->values, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      steps[i](self, text, length);
    }
  return g_steal_pointer (&self);
}
