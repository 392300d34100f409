/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <string.h>

#include "json/sw-text.h"

/* What a distributed Map does with its items before they begin: ItemReader and ItemBatcher. */

/**
 * sw_map_run_free:
 *
 * Frees what a Map run has gathered.
 */
void
sw_map_run_free (SwMapRun *run)
{
  SwValue *values[] = { &run->parameters, &run->headers, &run->files, &run->rows, &run->records,
                        &run->destination, &run->writes };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    sw_value_clear (values[i]);
  g_free (run->arn);
  g_free (run->id);
  g_free (run);
}

/* Recorded on AWS: the cause is the sentence alone, without the state's name before it. */
static gboolean
fail_reader (SwFrame    *frame,
             const char *cause)
{
  sw_failure_set (&frame->failure, SW_ERROR_ITEM_READER, cause);
  return FALSE;
}

/**
 * sw_map_prepare_reader:
 * @parameters: (out): what the ItemReader asks for; owned
 *
 * Evaluates an ItemReader's own fields. Recorded on AWS: "field MaxItems must be positive", but 0
 * is no limit.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_prepare_reader (SwExecution *self,
                       SwFrame     *frame,
                       SwValue     *parameters)
{
  const SwReaderPlan *plan = frame->step->map->reader;
  double max_items = 0;

  if (!sw_map_get_number (self, frame, &plan->max_items, "integer", &max_items))
    {
      g_autofree char *cause = NULL;

      if (!frame->failure.evaluation && frame->failure.terminal)
        {
          cause = g_steal_pointer (&frame->failure.cause);
          fail_reader (frame, cause);
        }
      return FALSE;
    }
  if (max_items < 0)
    return fail_reader (frame, "field MaxItems must be positive");
  frame->run->max_items = (guint) MIN (max_items, (double) G_MAXUINT);
  if (plan->object.parameters == NULL)
    *parameters = sw_value_new_object (0);
  else if (!sw_flow_evaluate (self, frame, plan->object.parameters, frame->effective,
                              SW_VALUE_INIT, SW_VALUE_INIT, parameters))
    return FALSE;
  sw_value_set (&frame->run->parameters, sw_value_ref (*parameters));
  return TRUE;
}

/* The next file of the inventory */
static void
ask_for_file (SwExecution *self,
              SwFrame     *frame)
{
  SwMapRun *run = frame->run;
  SwValue input = sw_value_ref (run->parameters);

  if (!sw_value_is (input, SW_TYPE_OBJECT))
    sw_value_set (&input, sw_value_new_object (1));
  sw_value_set_member (&input, "Key",
                       sw_value_ref (sw_value_get_element (run->files, run->n_files++)));
  sw_task_ask (self, frame, &frame->step->map->reader->object, input);
}

static gboolean
is_enough (const SwMapRun *run)
{
  return run->n_files == sw_value_get_length (run->files)
         || (run->max_items > 0 && sw_value_get_length (run->rows) >= run->max_items);
}

/* Takes the manifest, and then one file after the other; *ITEMS stays undefined until the last. */
static gboolean
read_inventory (SwExecution  *self,
                SwFrame      *frame,
                SwValue       body,
                SwValue      *items,
                char        **cause)
{
  SwMapRun *run = frame->run;
  SwItemsOptions options = frame->step->map->reader->options;
  g_auto (SwValue) rows = SW_VALUE_INIT;

  if (sw_value_is (run->headers, SW_TYPE_UNDEFINED))
    {
      if (!sw_items_parse_manifest (body, &run->headers, &run->files, cause))
        return FALSE;
      run->rows = sw_value_new_array (16);
    }
  else
    {
      options.headers = run->headers;
      if (!sw_items_parse (&options, body, &rows, cause))
        return FALSE;
      for (guint i = 0; i < sw_value_get_length (rows); i++)
        sw_value_append (&run->rows, sw_value_ref (sw_value_get_element (rows, i)));
    }
  if (is_enough (run))
    *items = sw_value_steal (&run->rows);
  else
    ask_for_file (self, frame);
  return TRUE;
}

static SwValue
take_first (SwValue take_items,
            guint   count)
{
  SwValue first;

  if (count == 0 || sw_value_get_length (take_items) <= count)
    return take_items;
  first = sw_value_new_array (count);
  for (guint i = 0; i < count; i++)
    sw_value_append (&first, sw_value_ref (sw_value_get_element (take_items, i)));
  sw_value_clear (&take_items);
  return first;
}

/* Returns FALSE where the items cannot be had. They are undefined where more has been asked for. */
static gboolean
read_items (SwExecution *self,
            SwFrame     *frame,
            SwValue      body,
            SwValue     *items)
{
  const SwReaderPlan *plan = frame->step->map->reader;
  g_auto (SwValue) document = SW_VALUE_INIT;
  g_autofree char *cause = NULL;
  gboolean done;

  if (plan->options.format == SW_ITEMS_MANIFEST)
    done = read_inventory (self, frame, body, &document, &cause);
  else
    done = sw_items_parse (&plan->options, body, &document, &cause);
  if (!done)
    return fail_reader (frame, cause);
  if (sw_value_is (document, SW_TYPE_UNDEFINED))
    return TRUE;
  /* Recorded on AWS: the sentence; and that ItemsPath does not look into what was read. */
  if (!sw_value_is (document, SW_TYPE_ARRAY))
    return fail_reader (frame, "Attempting to map over non-iterable node.");
  *items = take_first (sw_value_steal (&document), frame->run->max_items);
  return TRUE;
}

/**
 * sw_map_object_done:
 *
 * Takes what a Map has asked for.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_object_done (SwExecution *self,
                    SwFrame     *frame)
{
  g_auto (SwValue) body = sw_value_steal (&frame->result);
  SwValue items = SW_VALUE_INIT;

  if (frame->run->writing)
    return sw_map_written (self, frame);
  if (!read_items (self, frame, body, &items))
    return sw_map_run_failed (self, frame);
  if (sw_value_is (items, SW_TYPE_UNDEFINED))
    return NULL;
  return sw_map_begin (self, frame, items);
}

/* A batch under construction */
typedef struct
{
  SwValue input;     /* BatchInput, or undefined */
  double  max_items; /* 0: no limit */
  double  max_bytes; /* 0: no limit */
  gsize   fixed;     /* bytes of a batch without items */
  gsize   bytes;
  SwValue items;
  SwValue batches;
} Batcher;

static void
batch_close (Batcher *batcher)
{
  SwValue batch;

  if (sw_value_get_length (batcher->items) == 0)
    return;
  batch = sw_value_new_object (2);
  if (!sw_value_is (batcher->input, SW_TYPE_UNDEFINED))
    sw_value_set_member (&batch, "BatchInput", sw_value_ref (batcher->input));
  sw_value_set_member (&batch, "Items", sw_value_steal (&batcher->items));
  sw_value_append (&batcher->batches, batch);
  batcher->items = sw_value_new_array (16);
  batcher->bytes = batcher->fixed;
}

/* An item that is too big for any batch gets one to itself. */
static void
batch_add (Batcher *batcher,
           SwValue  take_item)
{
  gsize bytes = sw_value_get_text_length (take_item) + 1;

  if (batcher->max_bytes > 0 && (double) (batcher->bytes + bytes) > batcher->max_bytes)
    batch_close (batcher);
  sw_value_append (&batcher->items, take_item);
  batcher->bytes += bytes;
  if (batcher->max_items > 0 && sw_value_get_length (batcher->items) >= batcher->max_items)
    batch_close (batcher);
}

static gboolean
batcher_init (SwExecution *self,
              SwFrame     *frame,
              Batcher     *batcher)
{
  const SwBatcherPlan *plan = frame->step->map->batcher;

  batcher->items = sw_value_new_array (16);
  batcher->batches = sw_value_new_array (16);
  if (!sw_map_get_number (self, frame, &plan->max_items, "integer", &batcher->max_items)
      || !sw_map_get_number (self, frame, &plan->max_bytes, "integer", &batcher->max_bytes))
    return FALSE;
  if (plan->input != NULL
      && !sw_flow_evaluate (self, frame, plan->input, frame->effective, SW_VALUE_INIT,
                            SW_VALUE_INIT, &batcher->input))
    return FALSE;
  batcher->fixed = strlen ("{\"Items\":[]}");
  if (plan->input != NULL)
    batcher->fixed
        += strlen ("\"BatchInput\":,") + sw_value_get_text_length (batcher->input);
  batcher->bytes = batcher->fixed;
  return TRUE;
}

/**
 * sw_map_batch:
 * @items: (inout): the items; on success the batches, {"BatchInput": …, "Items": […]}
 *
 * Applies ItemSelector to every item, and ItemBatcher to what it makes.
 *
 * Returns: whether it went well
 */
gboolean
sw_map_batch (SwExecution *self,
              SwFrame     *frame,
              SwValue     *items)
{
  Batcher batcher = { 0 };
  gboolean done = batcher_init (self, frame, &batcher);

  for (guint i = 0; done && i < sw_value_get_length (*items); i++)
    {
      const SwFrame iteration = { .index = i, .item = sw_value_get_element (*items, i) };
      SwValue selected;

      done = sw_map_select (self, frame, &iteration, &selected);
      if (done)
        batch_add (&batcher, selected);
    }
  if (done)
    {
      batch_close (&batcher);
      sw_value_set (items, sw_value_steal (&batcher.batches));
    }
  sw_value_clear (&batcher.input);
  sw_value_clear (&batcher.items);
  sw_value_clear (&batcher.batches);
  return done;
}
