/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/execution/sw-execution-private.h"

#include <string.h>

#include "json/sw-text.h"

/* ResultWriter: what came of the items of a distributed Map goes to S3, or is transformed. The
 * state's output is recorded on AWS, the files are as its documentation shows them:
 *
 *   PREFIX/ID/SUCCEEDED_0.json, PREFIX/ID/FAILED_0.json   the results
 *   PREFIX/ID/manifest.json                               names them
 */

static void
set_json (SwValue    *object,
          const char *key,
          SwValue     value)
{
  g_autofree char *text = sw_value_to_text (value, SW_TEXT_DEFAULT, NULL);
  g_autofree char *details = g_strconcat (key, "Details", NULL);
  SwValue included = sw_value_new_object (1);

  sw_value_set_text (object, key, text);
  sw_value_set_member (&included, "Included", sw_value_new_boolean (TRUE));
  sw_value_set_member (object, details, included);
}

static SwValue
make_record (SwExecution   *self,
             const SwFrame *child)
{
  SwValue execution = child->child->execution;
  SwValue record = sw_value_new_object (10);
  SwExecutionStatus status = child->child->status;
  char stop[SW_TIME_TEXT_SIZE];

  sw_time_print (self->now, stop);
  sw_value_set_member (&record, "ExecutionArn",
                       sw_value_ref (sw_value_get_member (execution, "Id")));
  set_json (&record, "Input", sw_value_get_member (execution, "Input"));
  sw_value_set_member (&record, "Name", sw_value_ref (sw_value_get_member (execution, "Name")));
  if (status == SW_EXECUTION_SUCCEEDED)
    set_json (&record, "Output", child->result);
  if (child->failure.error != NULL)
    sw_value_set_text (&record, "Error", child->failure.error);
  if (child->failure.cause != NULL)
    sw_value_set_text (&record, "Cause", child->failure.cause);
  sw_value_set_member (&record, "StartDate",
                       sw_value_ref (sw_value_get_member (execution, "StartTime")));
  sw_value_set_text (&record, "StateMachineArn", self->machine_arn);
  sw_value_set_text (&record, "Status", sw_execution_status_get_name (status));
  sw_value_set_text (&record, "StopDate", stop);
  return record;
}

/**
 * sw_map_note_result:
 * @child: root of a child execution that has ended, or failed and is tolerated
 *
 * Keeps what the ResultWriter will tell of a child execution.
 */
void
sw_map_note_result (SwExecution *self,
                    SwFrame     *frame,
                    SwFrame     *child)
{
  SwMapRun *run = frame->run;

  if (sw_value_is (run->records, SW_TYPE_UNDEFINED))
    {
      run->records = sw_value_new_array (frame->n_items);
      for (guint i = 0; i < frame->n_items; i++)
        sw_value_append (&run->records, SW_VALUE_NULL);
    }
  sw_value_set_element (&run->records, child->index, make_record (self, child));
}

/* What Transformation makes of the result of one child execution */
static void
add_result (const SwWriterPlan *plan,
            SwValue             record,
            SwValue             output,
            SwValue            *results)
{
  if (plan->transformation == SW_RESULTS_NONE)
    sw_value_append (results, sw_value_ref (record));
  else if (plan->transformation == SW_RESULTS_FLATTEN && sw_value_is (output, SW_TYPE_ARRAY))
    for (guint i = 0; i < sw_value_get_length (output); i++)
      sw_value_append (results, sw_value_ref (sw_value_get_element (output, i)));
  else
    sw_value_append (results, sw_value_ref (output));
}

/* The file that the result of a child execution goes to: what was stopped has failed, too. */
static const char *
get_file (const char *status)
{
  return g_strcmp0 (status, "SUCCEEDED") == 0 ? "SUCCEEDED" : "FAILED";
}

/* The results of one file; NULL: all */
static SwValue
collect (const SwFrame *frame,
         const char    *status)
{
  SwValue results = sw_value_new_array (frame->n_items);

  for (guint i = 0; i < frame->n_items; i++)
    {
      SwValue record = sw_value_get_element (frame->run->records, i);
      const char *its = sw_value_get_text (sw_value_get_member (record, "Status"), NULL);

      if (status == NULL || g_str_equal (get_file (its), status))
        add_result (frame->step->map->writer, record, sw_value_get_element (frame->outputs, i),
                    &results);
    }
  return results;
}

static char *
print (SwValue  results,
       gboolean lines)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; lines && i < sw_value_get_length (results); i++)
    {
      sw_value_print (sw_value_get_element (results, i), SW_TEXT_DEFAULT, text);
      g_string_append_c (text, '\n');
    }
  if (!lines)
    sw_value_print (results, SW_TEXT_DEFAULT, text);
  return g_string_free (text, FALSE);
}

static char *
dup_key (const SwFrame *frame,
         const char    *name)
{
  SwValue prefix = sw_value_get_member (frame->run->destination, "Prefix");
  const char *text
      = sw_value_is (prefix, SW_TYPE_STRING) ? sw_value_get_text (prefix, NULL) : "";
  const char *slash = *text == '\0' || g_str_has_suffix (text, "/") ? "" : "/";

  return g_strconcat (text, slash, frame->run->id, "/", name, NULL);
}

static void
add_write (SwFrame    *frame,
           const char *key,
           const char *body)
{
  SwValue write = sw_value_new_array (2);

  sw_value_append (&write, sw_value_new_string (key));
  sw_value_append (&write, sw_value_new_string (body));
  sw_value_append (&frame->run->writes, write);
}

/* One file of results, and its row in the manifest */
static SwValue
add_results (SwFrame    *frame,
             const char *status)
{
  const SwWriterPlan *plan = frame->step->map->writer;
  g_auto (SwValue) results = collect (frame, status);
  g_autofree char *name
      = g_strconcat (status, "_0", plan->lines ? ".jsonl" : ".json", NULL);
  g_autofree char *key = dup_key (frame, name);
  g_autofree char *body = NULL;
  SwValue files = sw_value_new_array (1), file;

  if (sw_value_get_length (results) == 0)
    return files;
  body = print (results, plan->lines);
  add_write (frame, key, body);
  file = sw_value_new_object (2);
  sw_value_set_text (&file, "Key", key);
  sw_value_set_member (&file, "Size", sw_value_new_number ((double) strlen (body)));
  sw_value_append (&files, file);
  return files;
}

static void
prepare_writes (SwFrame *frame)
{
  g_autofree char *key = dup_key (frame, "manifest.json"), *body = NULL;
  g_auto (SwValue) manifest = sw_value_new_object (3);
  SwValue files = sw_value_new_object (3);

  frame->run->writes = sw_value_new_array (3);
  sw_value_set_member (&files, "FAILED", add_results (frame, "FAILED"));
  sw_value_set_member (&files, "PENDING", sw_value_new_array (0));
  sw_value_set_member (&files, "SUCCEEDED", add_results (frame, "SUCCEEDED"));
  sw_value_set_member (&manifest, "DestinationBucket",
                       sw_value_ref (sw_value_get_member (frame->run->destination, "Bucket")));
  sw_value_set_text (&manifest, "MapRunArn", frame->run->arn);
  sw_value_set_member (&manifest, "ResultFiles", files);
  body = sw_value_to_text (manifest, SW_TEXT_DEFAULT, NULL);
  add_write (frame, key, body);
}

static void
ask_for_write (SwExecution *self,
               SwFrame     *frame)
{
  SwMapRun *run = frame->run;
  SwValue write = sw_value_get_element (run->writes, run->n_written);
  SwValue input = sw_value_new_object (3);

  sw_value_set_member (&input, "Bucket",
                       sw_value_ref (sw_value_get_member (run->destination, "Bucket")));
  sw_value_set_member (&input, "Key", sw_value_ref (sw_value_get_element (write, 0)));
  sw_value_set_member (&input, "Body", sw_value_ref (sw_value_get_element (write, 1)));
  sw_task_ask (self, frame, &frame->step->map->writer->object, input);
}

/**
 * sw_map_write_results:
 *
 * Applies the ResultWriter of a Map whose items have all ended.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_write_results (SwExecution *self,
                      SwFrame     *frame)
{
  const SwWriterPlan *plan = frame->step->map->writer;
  SwMapRun *run = frame->run;

  if (plan->object.resource == NULL)
    return sw_map_succeed (self, frame, collect (frame, NULL));
  if (plan->object.parameters != NULL
      && !sw_flow_evaluate (self, frame, plan->object.parameters, frame->effective, SW_VALUE_INIT,
                            SW_VALUE_INIT, &run->destination))
    {
      sw_children_park (self, frame);
      sw_map_runs_end (self, frame, SW_EXECUTION_FAILED);
      return sw_error_raise (self, frame);
    }
  if (!sw_value_is (sw_value_get_member (run->destination, "Bucket"), SW_TYPE_STRING))
    {
      sw_failure_set (&frame->failure, SW_ERROR_RESULT_WRITER,
                      "The ResultWriter needs the name of a Bucket.");
      return sw_map_run_failed (self, frame);
    }
  prepare_writes (frame);
  run->writing = TRUE;
  ask_for_write (self, frame);
  return NULL;
}

/**
 * sw_map_written:
 *
 * Goes on when a file has been written. Recorded on AWS: the output names the Map run and the
 * manifest.
 *
 * Returns: the frame to serve next
 */
SwFrame *
sw_map_written (SwExecution *self,
                SwFrame     *frame)
{
  SwMapRun *run = frame->run;
  SwValue output, details;

  if (++run->n_written < sw_value_get_length (run->writes))
    {
      ask_for_write (self, frame);
      return NULL;
    }
  details = sw_value_new_object (2);
  sw_value_set_member (&details, "Bucket",
                       sw_value_ref (sw_value_get_member (run->destination, "Bucket")));
  sw_value_set_member (
      &details, "Key",
      sw_value_ref (sw_value_get_element (
          sw_value_get_element (run->writes, run->n_written - 1), 0)));
  output = sw_value_new_object (2);
  sw_value_set_text (&output, "MapRunArn", run->arn);
  sw_value_set_member (&output, "ResultWriterDetails", details);
  return sw_map_succeed (self, frame, output);
}
