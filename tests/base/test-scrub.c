/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sw-scrub.h"

#include <time.h>

/* What is taken from a text before it is given to others, and what stays. */

typedef struct
{
  const char *name;
  const char *text;
  const char *wanted; /* NULL: the same */
} Row;

#define KEY "AKIA" "QWERTYUIOPASDFGH"
#define SESSION "ASIA" "QWERTYUIOPASDFGH"

static const Row rows[] = {
  { "an account in an ARN", "arn:aws:lambda:eu-west-1:987654321098:function:f",
    "arn:aws:lambda:eu-west-1:111122223333:function:f" },
  { "an account in an ARN without region", "arn:aws-cn:iam::987654321098:role/r",
    "arn:aws-cn:iam::111122223333:role/r" },
  { "an account in an ARN of an address", "?a=arn%3Aaws%3Asns%3Aus-east-1%3A987654321098%3At",
    "?a=arn%3Aaws%3Asns%3Aus-east-1%3A111122223333%3At" },
  { "an account in the address of a queue", "https://sqs.us-east-1.amazonaws.com/987654321098/q",
    "https://sqs.us-east-1.amazonaws.com/111122223333/q" },
  { "an account in the address of a queue on this computer", "http://localhost:4566/987654321098/q",
    "http://localhost:4566/111122223333/q" },
  { "an account in a host", "987654321098.dkr.ecr.us-east-1.amazonaws.com/app:1",
    "111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1" },
  { "an account by its name", "{\"AccountId\": \"987654321098\", \"n\": \"987654321098\"}",
    "{\"AccountId\": \"111122223333\", \"n\": \"111122223333\"}" },
  { "an account that is a number", "{\"ownerAccount\":987654321098}",
    "{\"ownerAccount\":111122223333}" },
  { "accounts in a list", "{\"accounts\": [\"987654321098\", \"876543210987\"]}",
    "{\"accounts\": [\"111122223333\", \"444455556666\"]}" },
  { "an account in JSON in a text", "{\"input\":\"{\\\"account_id\\\":\\\"987654321098\\\"}\"}",
    "{\"input\":\"{\\\"account_id\\\":\\\"111122223333\\\"}\"}" },
  { "an account in a sentence", "of account 987654321098.", "of account 111122223333." },
  { "an account in a principal", "{\"AWS\":\"987654321098\"}", "{\"AWS\":\"111122223333\"}" },
  { "the same account in other words",
    "arn:aws:s3:::assets-987654321098-eu arn:aws:sns:us-east-1:987654321098:t x_987654321098_y",
    "arn:aws:s3:::assets-111122223333-eu arn:aws:sns:us-east-1:111122223333:t x_111122223333_y" },
  { "the same account behind an escape", "arn:aws:sns:u:987654321098:t \\n987654321098\\u000a987654321098",
    "arn:aws:sns:u:111122223333:t \\n111122223333\\u000a111122223333" },
  { "no part of a longer word", "arn:aws:sns:u:987654321098:t 1987654321098 a987654321098b 0.987654321098",
    "arn:aws:sns:u:111122223333:t 1987654321098 a987654321098b 0.987654321098" },
  { "a number that is no account", "{\"total\": 987654321098, \"phone\": \"987654321098\"}", NULL },
  { "the accounts of examples stay",
    "arn:aws:sns:u:123456789012:t arn:aws:sns:u:111122223333:t http://localhost:4566/000000000000/q", NULL },
  { "an example that stands there stands for no other",
    "arn:aws:sns:u:111122223333:t arn:aws:sns:u:987654321098:t 444455556666",
    "arn:aws:sns:u:111122223333:t arn:aws:sns:u:777788889999:t 444455556666" },
  { "the fifth account and those after it are counted",
    "account 200000000001 account 200000000002 account 200000000003 account 200000000004 "
    "account 200000000005 account 200000000006 200000000001",
    "account 111122223333 account 444455556666 account 777788889999 account 123456789012 "
    "account 100000000001 account 100000000002 111122223333" },
  { "an access key", "key " KEY " and " SESSION, "key AKIAIOSFODNN7EXAMPLE and ASIAIOSFODNN7EXAMPLE" },
  { "the id of a role", "{\"UserId\":\"AROAQWERTYUIOPASDFGHJ:session\"}",
    "{\"UserId\":\"AROADBQP57FF2AEXAMPLE:session\"}" },
  { "a signed address",
    "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=" KEY
    "%2F20260101%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Security-Token=IQoJb3%2F"
    "%3D&X-Amz-Signature=0123abcd&x=1",
    "https://b.s3.amazonaws.com/k?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=********"
    "&X-Amz-Date=20260101T000000Z&X-Amz-Security-Token=********&X-Amz-Signature=********&x=1" },
  { "a signed address in the way of JSON", "\"https://h/k?X-Amz-Signature=0123abcd\\u0026X-Amz-Security-Token=abc\"",
    "\"https://h/k?X-Amz-Signature=********\\u0026X-Amz-Security-Token=********\"" },
  { "a signed address of the old kind", "https://h/k?AWSAccessKeyId=minio&Signature=a%2Fb%3D&Expires=1",
    "https://h/k?AWSAccessKeyId=********&Signature=********&Expires=1" },
  { "a signed address in an address", "?u=https%3A%2F%2Fh%2Fk%3FX-Amz-Signature%3D0123abcd\"",
    "?u=https%3A%2F%2Fh%2Fk%3FX-Amz-Signature%3D********\"" },
  { "a signed request", "AWS4-HMAC-SHA256 Credential=" KEY "/20260101/us-east-1/s3/aws4_request, Signature=0123abcd",
    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, Signature=********" },
  { "a token of a header", "[Authorization: Bearer abcdef123456, Accept: */*]",
    "[Authorization: Bearer ********, Accept: */*]" },
  { "a token in a member", "{\"Authorization\":\"Bearer abcdef123456\"}", "{\"Authorization\":\"********\"}" },
  { "a token in a sentence", "sent Bearer abcdef123456", "sent Bearer ********" },
  { "the word alone", "a Bearer of news", NULL },
  { "a secret by its name", "{\"db_password\": \"a\\\"b\\\\\", \"x\": \"y\"}",
    "{\"db_password\": \"********\", \"x\": \"y\"}" },
  { "a secret by its name in JSON in a text",
    "{\"output\":\"{\\\"apiKey\\\":\\\"a\\\\\\\"b\\\\\\\\\\\",\\\"x\\\":\\\"y\\\"}\"}",
    "{\"output\":\"{\\\"apiKey\\\":\\\"********\\\",\\\"x\\\":\\\"y\\\"}\"}" },
  { "a secret in JSON that was cut off", "{\"cause\":\"{\\\"password\\\":\\\"abc\",\"error\":\"E\"}",
    "{\"cause\":\"{\\\"password\\\":\\\"********\",\"error\":\"E\"}" },
  { "a secret in JSON that was cut off in an escape", "{\"cause\":\"{\\\"password\\\":\\\"abc\\\\\",\"error\":\"E\"}",
    "{\"cause\":\"{\\\"password\\\":\\\"********\",\"error\":\"E\"}" },
  { "a secret that is a number", "{\"input\":\"{\\\"password\\\":1234,\\\"x\\\":1}\"}",
    "{\"input\":\"{\\\"password\\\":\\\"********\\\",\\\"x\\\":1}\"}" },
  { "a secret that is empty, none, or an object", "{\"password\":\"\",\"secretKey\":null,\"privateKey\":{\"a\":\"b\"}}",
    NULL },
  { "a secret in YAML", "password: hunter2\nuser: ada", "password: ********\nuser: ada" },
  { "a secret by its form", "token ghp_" "0123456789012345678901234567890123456789 used",
    "token ******** used" },
  { "a private key", "{\"pem\":\"-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----\\n\"}",
    "{\"pem\":\"********\\n\"}" },
  { "names that only sound like it", "{\"AuthorizationType\":\"NONE\",\"NextToken\":\"abc\",\"ApiKeyName\":\"k\"}",
    NULL },
  { "nothing", "", NULL },
  { "letters of all kinds", "Grüße 🚀 \xe2\x80\xae ١٢٣٤٥٦٧٨٩٠١٢", NULL },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const char *wanted = row->wanted != NULL ? row->wanted : row->text;
  g_autofree char *text = sw_scrub_text (row->text), *again = sw_scrub_text (text);

  g_assert_cmpstr (text, ==, wanted);
  /* what has been scrubbed stays as it is */
  g_assert_cmpstr (again, ==, wanted);
}

/* Long lists, long runs of blanks and open texts are gone through once. Time of the processor, as a
 * busy computer takes no more of that. */
static void
test_time (void)
{
  static const char *const pieces[]
      = { "987654321098, ", " ",        "\"password\":\"", "\\",    "-----BEGIN ",   "eyJ",           "eyJ-",
          "arn:aws:",       "password=", "X-Amz-",        "987654321098-", "987654321098.", "PRIVATE KEY-----" };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new ("{\"accounts\":[");
      g_autofree char *scrubbed = NULL;
      clock_t begin;

      while (text->len < 512 * 1024)
        g_string_append (text, pieces[i]);
      begin = clock ();
      scrubbed = sw_scrub_text (text->str);
      g_test_message ("'%s': %.3f s", pieces[i], (double) (clock () - begin) / CLOCKS_PER_SEC);
      g_assert_cmpfloat ((double) (clock () - begin) / CLOCKS_PER_SEC, <, 5);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/base/scrub/%s", rows[i].name);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/base/scrub/whatever it is is gone through once", test_time);
  return g_test_run ();
}
