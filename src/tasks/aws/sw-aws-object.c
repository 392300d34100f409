/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tasks/aws/sw-aws-task.h"

#include <string.h>

/* Objects that an ItemReader reads from S3, or a ResultWriter writes there, through a row for
 * "aws". Whatever goes wrong has the name that a Map gives it. */

static void list_page (SwAwsTask *take_self);

static void
fail_object (SwAwsTask  *self,
             const char *why)
{
  const SwTaskRequest *request = sw_task_call_get_request (self->call);
  gboolean writes = g_str_equal (request->action, "putObject");

  sw_task_call_fail (self->call,
                     writes ? "States.ResultWriterFailed" : "States.ItemReaderFailed", why);
}

/* The answer, or NULL where it failed the task */
static SwAwsAnswer *
take_answer (SwAwsTask    *self,
             GAsyncResult *result)
{
  g_autoptr (SwAwsAnswer) answer = NULL;
  g_autoptr (GError) fault = NULL;
  g_autofree char *cause = NULL;

  answer = sw_aws_client_call_finish (self->client, result, &fault);
  if (answer != NULL && !sw_aws_answer_is_error (answer))
    return g_steal_pointer (&answer);
  if (answer != NULL)
    cause = sw_aws_dup_cause (&self->voice, answer);
  if (!g_error_matches (fault, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    fail_object (self, answer != NULL ? cause : fault->message);
  return NULL;
}

/* An object whose key says so is packed. */
static GBytes *
unpack (GBytes      *body,
        const char  *key,
        GError     **error)
{
  g_autoptr (GZlibDecompressor) unzip = NULL;

  if (!g_str_has_suffix (key, ".gz"))
    return g_bytes_ref (body);
  unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  return g_converter_convert_bytes (G_CONVERTER (unzip), body, error);
}

static void
on_object (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);
  SwValue key = sw_value_get_member (sw_task_call_get_request (self->call)->input, "Key");
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (SwValue) text = SW_VALUE_INIT;
  const char *bytes;
  gsize length;

  if (answer == NULL)
    return;
  body = unpack (answer->body, sw_value_get_text (key, NULL), &error);
  if (body == NULL)
    {
      fail_object (self, error->message);
      return;
    }
  bytes = g_bytes_get_data (body, &length);
  if (!g_utf8_validate_len (bytes != NULL ? bytes : "", length, NULL))
    {
      fail_object (self, "The object is no UTF-8 text");
      return;
    }
  text = sw_value_new_string_len (bytes != NULL ? bytes : "", (gssize) length);
  sw_task_call_succeed (self->call, text);
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);

  if (answer != NULL)
    sw_task_call_succeed (self->call, SW_VALUE_NULL);
}

/* Of a list, as an ItemReader sees it; recorded on AWS: "Etag", and the time in seconds */
static SwValue
new_item (SwValue object)
{
  static const struct
  {
    const char *given, *seen;
  } members[] = {
    { "ETag", "Etag" }, { "Key", "Key" }, { "LastModified", "LastModified" }, { "Size", "Size" },
    { "StorageClass", "StorageClass" },
  };
  SwValue item = sw_value_new_object (G_N_ELEMENTS (members));

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      SwValue value = sw_value_get_member (object, members[i].given);
      g_autoptr (GDateTime) date = NULL;

      if (sw_value_is (value, SW_TYPE_UNDEFINED))
        continue;
      if (g_str_equal (members[i].given, "LastModified"))
        date = g_date_time_new_from_iso8601 (sw_value_get_text (value, NULL), NULL);
      sw_value_set_member (&item, members[i].seen,
                           date != NULL ? sw_value_new_integer (g_date_time_to_unix (date))
                                        : sw_value_ref (value));
    }
  return item;
}

static void
on_page (GObject      *source,
         GAsyncResult *result,
         gpointer      data)
{
  g_autoptr (SwAwsTask) self = data;
  g_autoptr (SwAwsAnswer) answer = take_answer (self, result);
  SwValue contents, next, items;

  if (answer == NULL)
    return;
  items = sw_value_ref (sw_value_get_member (self->answer, "Items"));
  if (!sw_value_is (items, SW_TYPE_ARRAY))
    items = sw_value_new_array (0);
  contents = sw_value_get_member (answer->output, "Contents");
  for (guint i = 0; i < sw_value_get_length (contents); i++)
    sw_value_append (&items, new_item (sw_value_get_element (contents, i)));
  next = sw_value_get_member (answer->output, "NextContinuationToken");
  if (!sw_value_is (next, SW_TYPE_STRING))
    {
      sw_task_call_succeed (self->call, items);
      sw_value_clear (&items);
      return;
    }
  sw_value_set (&self->answer, sw_value_new_object (2));
  sw_value_set_member (&self->answer, "Items", items);
  sw_value_set_member (&self->answer, "Next", sw_value_ref (next));
  list_page (g_steal_pointer (&self));
}

static void
call (SwAwsTask           *take_self,
      SwValue              input,
      GAsyncReadyCallback  callback)
{
  sw_aws_client_call_async (take_self->client, take_self->voice.service, take_self->operation,
                            input, take_self->region, SW_AWS_LIMIT_OBJECT,
                            sw_task_call_get_cancellable (take_self->call), callback, take_self);
}

static void
list_page (SwAwsTask *take_self)
{
  g_auto (SwValue) input = sw_value_ref (sw_task_call_get_request (take_self->call)->input);
  SwValue next = sw_value_get_member (take_self->answer, "Next");

  if (!sw_value_is (next, SW_TYPE_UNDEFINED))
    sw_value_set_member (&input, "ContinuationToken", sw_value_ref (next));
  call (take_self, input, on_page);
}

/**
 * sw_aws_object_start:
 * @take_self: (transfer full): a task of a kind %SW_TASK_OBJECT
 *
 * Reads, lists or writes objects; what comes of it is said through the task's call.
 */
void
sw_aws_object_start (SwAwsTask *take_self)
{
  const SwTaskRequest *request = sw_task_call_get_request (take_self->call);

  if (g_str_equal (request->action, "listObjectsV2"))
    list_page (take_self);
  else
    call (take_self, request->input,
          g_str_equal (request->action, "putObject") ? on_written : on_object);
}
