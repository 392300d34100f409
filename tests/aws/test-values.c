/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "aws/sw-aws-answer.h"
#include "json/sw-text.h"

/* How bytes and times of a state machine travel, protocol by protocol, and how they come back. */

static const SwAwsOperation *
find (const char          *service,
      const char          *action,
      const SwAwsService **found)
{
  const SwAwsOperation *operation;

  *found = sw_aws_service_find (service);
  g_assert (*found != NULL);
  operation = sw_aws_service_find_operation (*found, action);
  g_assert (operation != NULL);
  return operation;
}

static SwValue
parse (const char *text)
{
  SwValue value = SW_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  sw_value_from_text (text, -1, SW_TEXT_DEFAULT, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* What is sent as a body, or in the query */
static void
test_sent (void)
{
  static const struct
  {
    const char *service, *action, *input, *sent;
  } rows[] = {
    /* Bytes: the text is the bytes, also where it looks like Base64 */
    { "kinesis", "putRecord", "{\"Data\":\"hello\"}", "{\"Data\":\"aGVsbG8=\"}" },
    { "kinesis", "putRecord", "{\"Data\":\"test\"}", "{\"Data\":\"dGVzdA==\"}" },
    { "kinesis", "putRecord", "{\"Data\":{\"a\":[1,\"é\"]}}", "{\"Data\":\"eyJhIjpbMSwiw6kiXX0=\"}" },
    { "kinesis", "putRecord", "{\"Data\":\"\"}", "{\"Data\":\"\"}" },
    { "firehose", "putRecordBatch", "{\"Records\":[{\"Data\":\"a\"},{\"Data\":\"b\"}]}",
      "{\"Records\":[{\"Data\":\"YQ==\"},{\"Data\":\"Yg==\"}]}" },
    { "dynamodb", "putItem", "{\"Item\":{\"k\":{\"B\":\"Hello World\"},\"s\":{\"BS\":[\"a\",\"b\"]}}}",
      "{\"Item\":{\"k\":{\"B\":\"SGVsbG8gV29ybGQ=\"},\"s\":{\"BS\":[\"YQ==\",\"Yg==\"]}}}" },
    { "kms", "encrypt", "{\"Plaintext\":\"secret\"}", "{\"Plaintext\":\"c2VjcmV0\"}" },
    { "lambda", "invoke", "{\"FunctionName\":\"f\",\"Payload\":{\"a\":1}}", "{\"a\":1}" },
    { "lambda", "invoke", "{\"FunctionName\":\"f\",\"Payload\":\"{\\\"a\\\":1}\"}", "{\"a\":1}" },
    { "s3", "putObject", "{\"Bucket\":\"b\",\"Key\":\"k\",\"Body\":\"text\"}", "text" },
    /* Bytes that are never a text are given as Base64; what is none is taken for the bytes */
    { "kms", "decrypt", "{\"CiphertextBlob\":\"AQID/w==\"}", "{\"CiphertextBlob\":\"AQID/w==\"}" },
    { "kms", "decrypt", "{\"CiphertextBlob\":\"no base64\"}",
      "{\"CiphertextBlob\":\"bm8gYmFzZTY0\"}" },
    /* Times: ISO 8601 or seconds, in the protocol's form */
    { "kinesis", "getShardIterator", "{\"Timestamp\":\"2023-11-14T22:13:20.5Z\"}",
      "{\"Timestamp\":1700000000.5}" },
    { "kinesis", "getShardIterator", "{\"Timestamp\":1700000000}", "{\"Timestamp\":1700000000}" },
    { "scheduler", "createSchedule", "{\"Name\":\"n\",\"StartDate\":\"2023-11-14T23:13:20+01:00\"}",
      NULL },
    { "cloudwatch", "getMetricStatistics", "{\"StartTime\":1700000000}",
      "Action=GetMetricStatistics&Version=2010-08-01&StartTime=2023-11-14T22%3A13%3A20Z" },
    { "ec2", "describeInstances", "{\"MaxResults\":5}",
      "Action=DescribeInstances&Version=2016-11-15&MaxResults=5" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SwAwsService *service;
      const SwAwsOperation *operation = find (rows[i].service, rows[i].action, &service);
      g_auto (SwValue) input = parse (rows[i].input), found = SW_VALUE_INIT, wanted = SW_VALUE_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (SwAwsRequest) request = sw_aws_request_new (service, operation, input, &error);
      g_autofree char *body = NULL, *plain = NULL;
      gsize length;

      g_assert_no_error (error);
      body =
          g_strndup (g_bytes_get_data (request->body, &length), g_bytes_get_size (request->body));
      if (rows[i].sent == NULL)
        {
          g_assert (strstr (body, "\"StartDate\":1700000000") != NULL);
          continue;
        }
      if (sw_value_from_text (rows[i].sent, -1, SW_TEXT_DEFAULT, &wanted, NULL))
        {
          found = parse (body);
          plain = sw_value_to_text (found, SW_TEXT_DEFAULT, NULL);
        }
      g_assert_cmpstr (plain != NULL ? plain : body, ==, rows[i].sent);
    }
}

/* What is made of an answer's body */
static void
test_answered (void)
{
  static const struct
  {
    const char *service, *action, *body, *output;
  } rows[] = {
    { "kinesis", "getRecords", "{\"Records\":[{\"Data\":\"aGVsbG8=\"}]}",
      "{\"Records\":[{\"Data\":\"hello\"}]}" },
    { "kinesis", "getRecords", "{\"Records\":[{\"Data\":\"/+4=\"},{\"Data\":\"\"},{\"Data\":\"a\"}]}",
      "{\"Records\":[{\"Data\":\"/+4=\"},{\"Data\":\"\"},{\"Data\":\"a\"}]}" },
    { "dynamodb", "getItem", "{\"Item\":{\"k\":{\"B\":\"w6k=\"},\"n\":{\"B\":\"AAA=\"}}}",
      "{\"Item\":{\"k\":{\"B\":\"é\"},\"n\":{\"B\":\"AAA=\"}}}" },
    { "kms", "decrypt", "{\"Plaintext\":\"c2VjcmV0\"}", "{\"Plaintext\":\"secret\"}" },
    { "kms", "encrypt", "{\"CiphertextBlob\":\"aGVsbG8=\"}", "{\"CiphertextBlob\":\"aGVsbG8=\"}" },
    { "lambda", "invoke", "{\"a\": 1}", "{\"Payload\":\"{\\\"a\\\": 1}\",\"StatusCode\":200}" },
    /* Times are ISO 8601 whatever the protocol; numbers that the model calls numbers stay */
    { "sfn", "startExecution", "{\"startDate\":1700000000.123}",
      "{\"StartDate\":\"2023-11-14T22:13:20.123Z\"}" },
    { "glue", "getJobRun", "{\"JobRun\":{\"StartedOn\":1.7E9,\"ExecutionTime\":12}}",
      "{\"JobRun\":{\"StartedOn\":\"2023-11-14T22:13:20Z\",\"ExecutionTime\":12}}" },
    { "batch", "describeJobs", "{\"jobs\":[{\"createdAt\":1700000000123}]}",
      "{\"Jobs\":[{\"CreatedAt\":1700000000123}]}" },
    { "eks", "describeCluster", "{\"cluster\":{\"createdAt\":1700000000.5}}",
      "{\"Cluster\":{\"CreatedAt\":\"2023-11-14T22:13:20.500Z\"}}" },
    { "emrcontainers", "describeJobRun", "{\"jobRun\":{\"createdAt\":\"2023-11-14T22:13:20Z\"}}",
      "{\"JobRun\":{\"CreatedAt\":\"2023-11-14T22:13:20Z\"}}" },
    { "s3", "listBuckets",
      "<R><Buckets><Bucket><CreationDate>2023-11-14T22:13:20.000Z</CreationDate></Bucket></Buckets></R>",
      "{\"Buckets\":[{\"CreationDate\":\"2023-11-14T22:13:20Z\"}]}" },
    { "sts", "assumeRole",
      "<R><AssumeRoleResult><Credentials><Expiration>2023-11-14T22:13:20Z</Expiration></Credentials>"
      "</AssumeRoleResult></R>",
      "{\"Credentials\":{\"Expiration\":\"2023-11-14T22:13:20Z\"}}" },
    { "ec2", "describeSnapshots",
      "<R><snapshotSet><item><startTime>2023-11-14T22:13:20.000Z</startTime></item></snapshotSet></R>",
      "{\"Snapshots\":[{\"StartTime\":\"2023-11-14T22:13:20Z\"}]}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const SwAwsService *service;
      const SwAwsOperation *operation = find (rows[i].service, rows[i].action, &service);
      g_autoptr (GBytes) body = g_bytes_new (rows[i].body, strlen (rows[i].body));
      g_autoptr (SwAwsAnswer) answer = sw_aws_answer_new (200, "OK", body);
      g_autoptr (GError) error = NULL;
      g_autofree char *output = NULL;

      sw_aws_answer_read (answer, service, operation, &error);
      g_assert_no_error (error);
      output = sw_value_to_text (answer->output, SW_TEXT_DEFAULT, NULL);
      g_assert_cmpstr (output, ==, rows[i].output);
    }
}

/* Headers have a form of their own. */
static void
test_header_time (void)
{
  const SwAwsService *service;
  const SwAwsOperation *operation = find ("s3", "getObject", &service);
  g_autoptr (GBytes) body = g_bytes_new_static ("", 0);
  g_autoptr (SwAwsAnswer) answer = sw_aws_answer_new (200, "OK", body);
  g_auto (SwValue) input =
      parse ("{\"Bucket\":\"b\",\"Key\":\"k\",\"IfModifiedSince\":1700000000}");
  g_autoptr (SwAwsRequest) request = sw_aws_request_new (service, operation, input, NULL);

  g_assert_cmpstr (sw_aws_request_get_header (request, "If-Modified-Since"), ==,
                   "Tue, 14 Nov 2023 22:13:20 GMT");
  sw_aws_answer_add_header (answer, "Last-Modified", "Tue, 14 Nov 2023 22:13:20 GMT");
  g_assert_true (sw_aws_answer_read (answer, service, operation, NULL));
  g_assert_cmpstr (
      sw_value_get_text (sw_value_get_member (answer->output, "LastModified"), NULL), ==,
      "2023-11-14T22:13:20Z");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/aws/values/bytes-and-times-as-they-are-sent", test_sent);
  g_test_add_func ("/aws/values/bytes-and-times-as-they-come-back", test_answered);
  g_test_add_func ("/aws/values/times-in-headers", test_header_time);
  return g_test_run ();
}
