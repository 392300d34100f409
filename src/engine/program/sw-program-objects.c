/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/program/sw-compiler.h"

#include <string.h>

/* ItemReader, ItemBatcher and ResultWriter of a distributed Map */

static const char *const formats[] = {
  [SW_ITEMS_JSON] = "JSON",
  [SW_ITEMS_JSONL] = "JSONL",
  [SW_ITEMS_CSV] = "CSV",
  [SW_ITEMS_MANIFEST] = "MANIFEST",
};

static const char *const transformations[] = {
  [SW_RESULTS_NONE] = "NONE",
  [SW_RESULTS_COMPACT] = "COMPACT",
  [SW_RESULTS_FLATTEN] = "FLATTEN",
};

static const char *const output_types[] = { "JSON", "JSONL" };

static const struct
{
  const char *name;
  char delimiter;
} delimiters[] = {
  { "COMMA", ',' }, { "PIPE", '|' }, { "SEMICOLON", ';' }, { "SPACE", ' ' }, { "TAB", '\t' },
};

/* The number of the word a field has; FALLBACK where it is absent or wrong */
static guint
choose (SwCompiler        *self,
        const SwNode      *parent,
        const char        *name,
        const char *const *words,
        guint              n_words,
        guint              fallback)
{
  SwNode *node = sw_compiler_member (parent, name);
  g_autofree char *list = NULL;
  g_auto (GStrv) copies = NULL;

  if (node == NULL)
    return fallback;
  for (guint i = 0; i < n_words; i++)
    if (sw_node_equals_string (node, words[i]))
      return i;
  copies = g_new0 (char *, n_words + 1);
  for (guint i = 0; i < n_words; i++)
    copies[i] = g_strdup (words[i]);
  list = g_strjoinv (", ", copies);
  sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                      "The field '%s' should have one of these values: [%s]", name, list);
  return fallback;
}

static void
compile_object (SwCompiler   *self,
                const SwNode *node,
                SwObjectPlan *plan)
{
  SwNode *resource = sw_compiler_member (node, "Resource");
  const char *colon;

  if (resource == NULL || resource->kind != SW_NODE_STRING)
    return;
  plan->resource = sw_node_dup_string (resource, NULL);
  colon = strrchr (plan->resource, ':');
  plan->action = g_strdup (colon != NULL ? colon + 1 : plan->resource);
  plan->parameters
      = sw_compiler_value (self, node, self->step->jsonata ? "Arguments" : "Parameters", NULL);
}

static void
compile_csv (SwCompiler     *self,
             const SwNode   *config,
             SwItemsOptions *options)
{
  SwNode *headers = sw_compiler_member (config, "CSVHeaders");
  const char *names[G_N_ELEMENTS (delimiters)];

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    names[i] = delimiters[i].name;
  options->delimiter
      = delimiters[choose (self, config, "CSVDelimiter", names, G_N_ELEMENTS (names), 0)].delimiter;
  if (headers == NULL)
    return;
  options->headers = sw_node_to_value (headers);
  for (guint i = 0; i < sw_value_get_length (options->headers); i++)
    if (!sw_value_is (sw_value_get_element (options->headers, i), SW_TYPE_STRING))
      sw_compiler_refuse (self, headers, "SCHEMA_VALIDATION_FAILED",
                          "Expected value of type String");
  if (!sw_value_is (options->headers, SW_TYPE_ARRAY))
    sw_compiler_refuse (self, headers, "SCHEMA_VALIDATION_FAILED", "Expected value of type Array");
}

/* Legal on AWS, but there is nothing here that reads it */
static void
refuse_parquet (SwCompiler   *self,
                const SwNode *config)
{
  SwNode *node = sw_compiler_member (config, "InputType");

  if (node != NULL && sw_node_equals_string (node, "PARQUET") && self->error == NULL)
    g_set_error (&self->error, SW_PROGRAM_ERROR, SW_PROGRAM_ERROR_UNSUPPORTED,
                 "An ItemReader of Parquet files cannot be run by this version at %s/ItemReader",
                 self->state->pointer);
}

static SwReaderPlan *
compile_reader (SwCompiler   *self,
                const SwNode *node)
{
  SwReaderPlan *plan = g_new0 (SwReaderPlan, 1);
  SwNode *config = sw_compiler_member (node, "ReaderConfig");

  compile_object (self, node, &plan->object);
  if (plan->object.resource == NULL)
    sw_compiler_refuse (self, node, "SCHEMA_VALIDATION_FAILED",
                        "These fields are required: [Resource]");
  refuse_parquet (self, config);
  plan->options.format = (SwItemsFormat) choose (self, config, "InputType", formats,
                                                 G_N_ELEMENTS (formats), SW_ITEMS_JSON);
  compile_csv (self, config, &plan->options);
  plan->max_items = sw_compiler_quantity (self, config, "MaxItems", "MaxItemsPath");
  return plan;
}

static SwBatcherPlan *
compile_batcher (SwCompiler   *self,
                 const SwNode *node)
{
  SwBatcherPlan *plan = g_new0 (SwBatcherPlan, 1);

  plan->max_items
      = sw_compiler_quantity (self, node, "MaxItemsPerBatch", "MaxItemsPerBatchPath");
  plan->max_bytes
      = sw_compiler_quantity (self, node, "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath");
  plan->input = sw_compiler_value (self, node, "BatchInput", NULL);
  return plan;
}

static SwWriterPlan *
compile_writer (SwCompiler   *self,
                const SwNode *node)
{
  SwWriterPlan *plan = g_new0 (SwWriterPlan, 1);
  SwNode *config = sw_compiler_member (node, "WriterConfig");
  guint fallback;

  compile_object (self, node, &plan->object);
  fallback = plan->object.resource != NULL ? SW_RESULTS_NONE : SW_RESULTS_COMPACT;
  plan->transformation = (SwTransformation) choose (
      self, config, "Transformation", transformations, G_N_ELEMENTS (transformations), fallback);
  plan->lines
      = choose (self, config, "OutputType", output_types, G_N_ELEMENTS (output_types), 0) == 1;
  return plan;
}

/**
 * sw_compiler_map_objects:
 *
 * Compiles ItemReader, ItemBatcher and ResultWriter of a Map, as far as it has them.
 */
void
sw_compiler_map_objects (SwCompiler *self,
                         SwMapPlan  *plan)
{
  const SwNode *node = self->state->node;
  SwNode *reader = sw_compiler_member (node, "ItemReader");
  SwNode *batcher = sw_compiler_member (node, "ItemBatcher");
  SwNode *writer = sw_compiler_member (node, "ResultWriter");
  SwNode *first = reader != NULL ? reader : batcher != NULL ? batcher : writer;

  if (first != NULL && !plan->distributed)
    {
      sw_compiler_refuse (self, first, "SCHEMA_VALIDATION_FAILED",
                          "ItemReader, ItemBatcher and ResultWriter are for a Map whose "
                          "ProcessorConfig has the Mode DISTRIBUTED");
      return;
    }
  if (reader != NULL)
    plan->reader = compile_reader (self, reader);
  if (batcher != NULL)
    plan->batcher = compile_batcher (self, batcher);
  if (writer != NULL)
    plan->writer = compile_writer (self, writer);
}

static void
clear_object (SwObjectPlan *plan)
{
  g_free (plan->resource);
  g_free (plan->action);
  g_clear_pointer (&plan->parameters, sw_formula_free);
}

/**
 * sw_map_plan_clear_objects:
 *
 * Frees what sw_compiler_map_objects() made.
 */
void
sw_map_plan_clear_objects (SwMapPlan *self)
{
  if (self->reader != NULL)
    {
      clear_object (&self->reader->object);
      sw_value_clear (&self->reader->options.headers);
      sw_quantity_clear (&self->reader->max_items);
    }
  if (self->batcher != NULL)
    {
      sw_quantity_clear (&self->batcher->max_items);
      sw_quantity_clear (&self->batcher->max_bytes);
      g_clear_pointer (&self->batcher->input, sw_formula_free);
    }
  if (self->writer != NULL)
    clear_object (&self->writer->object);
  g_free (self->reader);
  g_free (self->batcher);
  g_free (self->writer);
}
