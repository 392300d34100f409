/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"

#include "aws/sw-aws-answer.h"
#include "json/sw-text.h"

/* The first byte picks an operation, the rest is what a service answers: it is read as an answer
 * and as an error, and what comes of it can be printed as JSON. */

const char *const fuzz_seeds[] = {
  "0<PublishResponse><PublishResult><MessageId>a</MessageId></PublishResult><ResponseMetadata>"
  "<RequestId>i</RequestId></ResponseMetadata></PublishResponse>",
  "1<ListBucketResult xmlns=\"http://s3/\"><Contents><Key>a &amp; b</Key><Size>7</Size>"
  "<LastModified>2030-01-02T03:04:05.678Z</LastModified></Contents><KeyCount>1</KeyCount>"
  "</ListBucketResult>",
  "2<R><regionInfo><item><regionName>x</regionName></item></regionInfo></R>",
  "3{\"Item\":{\"id\":{\"S\":\"1\"},\"n\":{\"N\":\"1e400\"}},\"x\":null}",
  "4{\"Parameter\":{\"LastModifiedDate\":1.7e9,\"Version\":1}}",
  "0<ErrorResponse><Error><Code>NotFound</Code><Message>no</Message></Error></ErrorResponse>",
  "2<Response><Errors><Error><Code>A.B</Code></Error></Errors><RequestID>i</RequestID></Response>",
  "1<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;<![CDATA[<x>]]></a>",
  NULL,
};

static const struct
{
  const char *service, *action;
} operations[] = {
  { "sns", "publish" },      { "s3", "listObjectsV2" },  { "ec2", "describeRegions" },
  { "dynamodb", "getItem" }, { "ssm", "getParameter" },  { "s3", "getBucketAcl" },
  { "sns", "listTopics" },   { "lambda", "getFunction" }, { "sqs", "getQueueAttributes" },
};

static SwAwsAnswer *
new_answer (guint   status,
            GBytes *body)
{
  SwAwsAnswer *answer = sw_aws_answer_new (status, "Reason", body);

  sw_aws_answer_add_header (answer, "x-amzn-RequestId", "i");
  return answer;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) body = NULL;
  g_autoptr (SwAwsAnswer) good = NULL, bad = NULL;
  g_autoptr (GError) error = NULL;
  const SwAwsService *service;
  guint i;

  if (size == 0)
    return 0;
  i = data[0] % G_N_ELEMENTS (operations);
  body = g_bytes_new (data + 1, size - 1);
  good = new_answer (200, body);
  service = sw_aws_service_find (operations[i].service);
  if (sw_aws_answer_read (good, service,
                          sw_aws_service_find_operation (service, operations[i].action), &error))
    fuzz_print (good->output);
  else
    g_assert (error != NULL);
  bad = new_answer (400, body);
  sw_aws_answer_read_error (bad);
  g_assert (bad->code != NULL && *bad->code != '\0');
  g_assert (g_utf8_validate (bad->message, -1, NULL));
  return 0;
}
