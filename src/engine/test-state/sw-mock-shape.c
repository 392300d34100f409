/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "engine/test-state/sw-test-state-private.h"

#include <math.h>
#include <string.h>

#include "json/sw-text.h"

/* Whether a mocked result may be what a service answers. TestState knows the answers of every API;
 * here are those of the integrations that are used most. What is not in the table is not checked,
 * and members that an API does not have are let through (recorded on AWS). */

typedef enum
{
  SHAPE_STRING, /* timestamps as well (recorded on AWS) */
  SHAPE_NUMBER,
  SHAPE_BOOLEAN,
  SHAPE_ARRAY,
  SHAPE_OBJECT,
} ShapeType;

/* One member of one API's answer */
typedef struct
{
  const char *path;       /* "Entries[].EventId" */
  ShapeType   type;
  gboolean    required;   /* in its object */
  double      minimum;    /* of a number; of a string: its length. NAN: none */
  double      maximum;
  const char *values;     /* " A B C ": the texts there are; NULL: any */
} Member;

#define ANY .minimum = NAN, .maximum = NAN

static const Member start_execution[] = {
  { "ExecutionArn", SHAPE_STRING, TRUE, 1, 256 },
  { "StartDate", SHAPE_STRING, TRUE, ANY },
  { NULL },
};

static const Member describe_execution[] = {
  { "ExecutionArn", SHAPE_STRING, TRUE, 1, 256 },
  { "StateMachineArn", SHAPE_STRING, TRUE, 1, 256 },
  { "Name", SHAPE_STRING, FALSE, 1, 80 },
  { "Status", SHAPE_STRING, TRUE, ANY,
    .values = " RUNNING SUCCEEDED FAILED TIMED_OUT ABORTED PENDING_REDRIVE " },
  { "StartDate", SHAPE_STRING, TRUE, ANY },
  { "StopDate", SHAPE_STRING, FALSE, ANY },
  { "Error", SHAPE_STRING, FALSE, ANY },
  { "Cause", SHAPE_STRING, FALSE, ANY },
  { "RedriveCount", SHAPE_NUMBER, FALSE, ANY },
  { NULL },
};

static const Member put_events[] = {
  { "FailedEntryCount", SHAPE_NUMBER, FALSE, ANY },
  { "Entries", SHAPE_ARRAY, FALSE, ANY },
  { "Entries[].EventId", SHAPE_STRING, FALSE, ANY },
  { "Entries[].ErrorCode", SHAPE_STRING, FALSE, ANY },
  { "Entries[].ErrorMessage", SHAPE_STRING, FALSE, ANY },
  { NULL },
};

/* Payload may be anything. */
static const Member lambda_invoke[] = {
  { "StatusCode", SHAPE_NUMBER, FALSE, ANY },
  { "FunctionError", SHAPE_STRING, FALSE, ANY },
  { "LogResult", SHAPE_STRING, FALSE, ANY },
  { "ExecutedVersion", SHAPE_STRING, FALSE, 1, 1024 },
  { NULL },
};

#define CONSUMED_CAPACITY \
  { "ConsumedCapacity", SHAPE_OBJECT, FALSE, ANY }, \
  { "ConsumedCapacity.TableName", SHAPE_STRING, FALSE, 1, 1024 }, \
  { "ConsumedCapacity.CapacityUnits", SHAPE_NUMBER, FALSE, ANY }, \
  { "ConsumedCapacity.ReadCapacityUnits", SHAPE_NUMBER, FALSE, ANY }, \
  { "ConsumedCapacity.WriteCapacityUnits", SHAPE_NUMBER, FALSE, ANY }

static const Member dynamodb_read[] = {
  { "Item", SHAPE_OBJECT, FALSE, ANY },
  CONSUMED_CAPACITY,
  { NULL },
};

static const Member dynamodb_write[] = {
  { "Attributes", SHAPE_OBJECT, FALSE, ANY },
  CONSUMED_CAPACITY,
  { "ItemCollectionMetrics", SHAPE_OBJECT, FALSE, ANY },
  { NULL },
};

static const Member dynamodb_query[] = {
  { "Items", SHAPE_ARRAY, FALSE, ANY },
  { "Count", SHAPE_NUMBER, FALSE, ANY },
  { "ScannedCount", SHAPE_NUMBER, FALSE, ANY },
  { "LastEvaluatedKey", SHAPE_OBJECT, FALSE, ANY },
  CONSUMED_CAPACITY,
  { NULL },
};

static const Member send_message[] = {
  { "MD5OfMessageBody", SHAPE_STRING, FALSE, ANY },
  { "MD5OfMessageAttributes", SHAPE_STRING, FALSE, ANY },
  { "MD5OfMessageSystemAttributes", SHAPE_STRING, FALSE, ANY },
  { "MessageId", SHAPE_STRING, FALSE, ANY },
  { "SequenceNumber", SHAPE_STRING, FALSE, ANY },
  { NULL },
};

static const Member publish[] = {
  { "MessageId", SHAPE_STRING, FALSE, ANY },
  { "SequenceNumber", SHAPE_STRING, FALSE, ANY },
  { NULL },
};

#define STORAGE_CLASSES \
  " STANDARD REDUCED_REDUNDANCY STANDARD_IA ONEZONE_IA INTELLIGENT_TIERING GLACIER DEEP_ARCHIVE " \
  "OUTPOSTS GLACIER_IR SNOW EXPRESS_ONEZONE FSX_OPENZFS FSX_ONTAP "
#define ENCRYPTIONS " AES256 aws:fsx aws:kms aws:kms:dsse "

static const Member s3_get_object[] = {
  { "Body", SHAPE_STRING, FALSE, ANY },
  { "DeleteMarker", SHAPE_BOOLEAN, FALSE, ANY },
  { "AcceptRanges", SHAPE_STRING, FALSE, ANY },
  { "Expiration", SHAPE_STRING, FALSE, ANY },
  { "Restore", SHAPE_STRING, FALSE, ANY },
  { "LastModified", SHAPE_STRING, FALSE, ANY },
  { "ContentLength", SHAPE_NUMBER, FALSE, ANY },
  { "ETag", SHAPE_STRING, FALSE, ANY },
  { "MissingMeta", SHAPE_NUMBER, FALSE, ANY },
  { "VersionId", SHAPE_STRING, FALSE, ANY },
  { "CacheControl", SHAPE_STRING, FALSE, ANY },
  { "ContentDisposition", SHAPE_STRING, FALSE, ANY },
  { "ContentEncoding", SHAPE_STRING, FALSE, ANY },
  { "ContentLanguage", SHAPE_STRING, FALSE, ANY },
  { "ContentRange", SHAPE_STRING, FALSE, ANY },
  { "ContentType", SHAPE_STRING, FALSE, ANY },
  { "ServerSideEncryption", SHAPE_STRING, FALSE, ANY, .values = ENCRYPTIONS },
  { "Metadata", SHAPE_OBJECT, FALSE, ANY },
  { "BucketKeyEnabled", SHAPE_BOOLEAN, FALSE, ANY },
  { "StorageClass", SHAPE_STRING, FALSE, ANY, .values = STORAGE_CLASSES },
  { "PartsCount", SHAPE_NUMBER, FALSE, ANY },
  { "TagCount", SHAPE_NUMBER, FALSE, ANY },
  { NULL },
};

static const Member s3_put_object[] = {
  { "Expiration", SHAPE_STRING, FALSE, ANY },
  { "ETag", SHAPE_STRING, FALSE, ANY },
  { "ServerSideEncryption", SHAPE_STRING, FALSE, ANY, .values = ENCRYPTIONS },
  { "VersionId", SHAPE_STRING, FALSE, ANY },
  { "BucketKeyEnabled", SHAPE_BOOLEAN, FALSE, ANY },
  { "Size", SHAPE_NUMBER, FALSE, ANY },
  { NULL },
};

static const Member s3_list_objects[] = {
  { "IsTruncated", SHAPE_BOOLEAN, FALSE, ANY },
  { "Contents", SHAPE_ARRAY, FALSE, ANY },
  { "Contents[].Key", SHAPE_STRING, FALSE, 1, NAN },
  { "Contents[].LastModified", SHAPE_STRING, FALSE, ANY },
  { "Contents[].ETag", SHAPE_STRING, FALSE, ANY },
  { "Contents[].Size", SHAPE_NUMBER, FALSE, ANY },
  { "Name", SHAPE_STRING, FALSE, ANY },
  { "Prefix", SHAPE_STRING, FALSE, ANY },
  { "MaxKeys", SHAPE_NUMBER, FALSE, ANY },
  { "KeyCount", SHAPE_NUMBER, FALSE, ANY },
  { NULL },
};

#define KMS_ALGORITHMS " SYMMETRIC_DEFAULT RSAES_OAEP_SHA_1 RSAES_OAEP_SHA_256 SM2PKE "

static const Member kms_encrypt[] = {
  { "CiphertextBlob", SHAPE_STRING, FALSE, 1, 6144 },
  { "KeyId", SHAPE_STRING, FALSE, 1, 2048 },
  { "EncryptionAlgorithm", SHAPE_STRING, FALSE, ANY, .values = KMS_ALGORITHMS },
  { NULL },
};

static const Member kms_decrypt[] = {
  { "Plaintext", SHAPE_STRING, FALSE, 1, 4096 },
  { "KeyId", SHAPE_STRING, FALSE, 1, 2048 },
  { "EncryptionAlgorithm", SHAPE_STRING, FALSE, ANY, .values = KMS_ALGORITHMS },
  { NULL },
};

static const Member lambda_get_function[] = {
  { "Configuration", SHAPE_OBJECT, FALSE, ANY },
  { "Configuration.FunctionName", SHAPE_STRING, FALSE, ANY },
  { "Configuration.FunctionArn", SHAPE_STRING, FALSE, ANY },
  { "Configuration.Role", SHAPE_STRING, FALSE, ANY },
  { "Configuration.Handler", SHAPE_STRING, FALSE, 0, 128 },
  { "Configuration.CodeSize", SHAPE_NUMBER, FALSE, ANY },
  { "Configuration.Description", SHAPE_STRING, FALSE, 0, 256 },
  { "Configuration.Timeout", SHAPE_NUMBER, FALSE, 1, NAN },
  { "Configuration.MemorySize", SHAPE_NUMBER, FALSE, 128, 10240 },
  { "Configuration.LastModified", SHAPE_STRING, FALSE, ANY },
  { "Configuration.Version", SHAPE_STRING, FALSE, 1, 1024 },
  { "Configuration.State", SHAPE_STRING, FALSE, ANY,
    .values = " Pending Active Inactive Failed Deactivating Deactivated ActiveNonInvocable "
              "Deleting " },
  { "Configuration.PackageType", SHAPE_STRING, FALSE, ANY, .values = " Zip Image " },
  { "Configuration.Architectures", SHAPE_ARRAY, FALSE, ANY },
  { "Configuration.EphemeralStorage.Size", SHAPE_NUMBER, FALSE, 512, 10240 },
  { "Code", SHAPE_OBJECT, FALSE, ANY },
  { "Code.RepositoryType", SHAPE_STRING, FALSE, ANY },
  { "Code.Location", SHAPE_STRING, FALSE, ANY },
  { "Tags", SHAPE_OBJECT, FALSE, ANY },
  { NULL },
};

/* By the part of the ARN behind "arn:aws:states:::". An optimised integration answers as its API
 * does; a .sync task as the API that is asked whether it has ended. */
static const struct
{
  const char *resource;
  const Member *members;
} shapes[] = {
  { "states:startExecution", start_execution },
  { "states:startExecution.sync", describe_execution },
  { "states:startExecution.sync:2", describe_execution },
  { "aws-sdk:sfn:startExecution", start_execution },
  { "aws-sdk:sfn:describeExecution", describe_execution },
  { "events:putEvents", put_events },
  { "aws-sdk:eventbridge:putEvents", put_events },
  { "lambda:invoke", lambda_invoke },
  { "aws-sdk:lambda:invoke", lambda_invoke },
  { "aws-sdk:lambda:getFunction", lambda_get_function },
  { "dynamodb:getItem", dynamodb_read },
  { "dynamodb:putItem", dynamodb_write },
  { "dynamodb:updateItem", dynamodb_write },
  { "dynamodb:deleteItem", dynamodb_write },
  { "aws-sdk:dynamodb:getItem", dynamodb_read },
  { "aws-sdk:dynamodb:putItem", dynamodb_write },
  { "aws-sdk:dynamodb:updateItem", dynamodb_write },
  { "aws-sdk:dynamodb:deleteItem", dynamodb_write },
  { "aws-sdk:dynamodb:query", dynamodb_query },
  { "aws-sdk:dynamodb:scan", dynamodb_query },
  { "sqs:sendMessage", send_message },
  { "aws-sdk:sqs:sendMessage", send_message },
  { "sns:publish", publish },
  { "aws-sdk:sns:publish", publish },
  { "aws-sdk:s3:getObject", s3_get_object },
  { "aws-sdk:s3:putObject", s3_put_object },
  { "aws-sdk:s3:listObjectsV2", s3_list_objects },
  { "aws-sdk:kms:encrypt", kms_encrypt },
  { "aws-sdk:kms:decrypt", kms_decrypt },
};

/* Recorded on AWS: "must be a number", "a string", "an array" */
static const struct
{
  SwType type;
  const char *words;
} types[] = {
  [SHAPE_STRING] = { SW_TYPE_STRING, "a string" },
  [SHAPE_NUMBER] = { SW_TYPE_NUMBER, "a number" },
  [SHAPE_BOOLEAN] = { SW_TYPE_BOOLEAN, "a boolean" },
  [SHAPE_ARRAY] = { SW_TYPE_ARRAY, "an array" },
  [SHAPE_OBJECT] = { SW_TYPE_OBJECT, "an object" },
};

static gboolean
is_among (const char *values,
          const char *text)
{
  g_autofree char *word = g_strconcat (" ", text, " ", NULL);

  return strstr (values, word) != NULL;
}

/* What is wrong with a member that is there, or NULL; owned */
static char *
check_value (const Member *member,
             const char   *name,
             SwValue       value)
{
  gboolean is_text = member->type == SHAPE_STRING;
  const char *text;
  double size;

  if (!sw_value_is (value, types[member->type].type))
    return g_strdup_printf ("Field '%s' must be %s", name, types[member->type].words);
  text = is_text ? sw_value_get_text (value, NULL) : NULL;
  if (member->values != NULL && !is_among (member->values, text))
    return g_strdup_printf ("Field '%s' is not an expected value", name);
  size = is_text ? (double) g_utf8_strlen (text, -1) : sw_value_get_number (value);
  if (size < member->minimum)
    return g_strdup_printf (is_text ? "Field '%s' is smaller than the minimum length"
                                    : "Field '%s' is less than the minimum value",
                            name);
  if (size > member->maximum)
    return g_strdup_printf (is_text ? "Field '%s' exceeds the maximum length"
                                    : "Field '%s' exceeds the maximum value",
                            name);
  return NULL;
}

/* PATH from here on, in VALUE */
static char *
check_member (const Member *member,
              const char   *path,
              SwValue       value,
              gboolean      needs_required)
{
  gsize length = strcspn (path, ".[");
  g_autofree char *name = g_strndup (path, length);
  SwValue inner = sw_value_get_member (value, name);
  const char *rest = path + length;
  char *mistake = NULL;

  if (!sw_value_is (value, SW_TYPE_OBJECT))
    return NULL;
  if (*rest == '\0')
    {
      if (!sw_value_is (inner, SW_TYPE_UNDEFINED))
        return check_value (member, name, inner);
      return member->required && needs_required
                 ? g_strdup_printf ("Required field '%s' is missing", name)
                 : NULL;
    }
  if (g_str_has_prefix (rest, "[]."))
    for (guint i = 0; mistake == NULL && i < sw_value_get_length (inner); i++)
      mistake = check_member (member, rest + strlen ("[]."), sw_value_get_element (inner, i),
                              needs_required);
  else
    mistake = check_member (member, rest + 1, inner, needs_required);
  return mistake;
}

static const Member *
find_members (const char *resource)
{
  static const char prefix[] = ":states:::";
  const char *place = strstr (resource, prefix);

  for (guint i = 0; place != NULL && i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].resource, place + strlen (prefix)))
      return shapes[i].members;
  return NULL;
}

/**
 * sw_mock_shape_dup_mistake:
 * @resource: a Task's Resource
 * @result: mocked for it
 * @needs_required: members that the API always answers have to be there (STRICT, not PRESENT)
 *
 * Looks whether a mocked result is what the service may answer.
 *
 * Returns: (nullable) (transfer full): what is wrong, in AWS's words; %NULL where nothing is, or
 * the API is not known here
 */
char *
sw_mock_shape_dup_mistake (const char *resource,
                           SwValue     result,
                           gboolean    needs_required)
{
  const Member *members = find_members (resource);
  char *mistake = NULL;

  for (; members != NULL && mistake == NULL && members->path != NULL; members++)
    mistake = check_member (members, members->path, result, needs_required);
  return mistake;
}

static SwValue
make_sample (const Member *member)
{
  g_auto (GStrv) words = NULL;

  switch (member->type)
    {
    case SHAPE_NUMBER:
      return sw_value_new_integer (isnan (member->minimum) ? 0 : (gint64) member->minimum);
    case SHAPE_BOOLEAN:
      return sw_value_new_boolean (FALSE);
    case SHAPE_ARRAY:
      return sw_value_new_array (0);
    case SHAPE_OBJECT:
      return sw_value_new_object (0);
    case SHAPE_STRING:
    default:
      words = member->values != NULL ? g_strsplit (member->values + 1, " ", 2) : NULL;
      return sw_value_new_string (words != NULL ? words[0] : "text");
    }
}

/* Members that an API need not answer, and that what calls it is interested in all the same */
static const struct
{
  const char *resource; /* ends so */
  const char *member;
  const char *json;
} usual[] = {
  { "lambda:invoke", "StatusCode", "200" },
  { "lambda:invoke", "Payload", "{}" },
  { "dynamodb:getItem", "Item", "{}" },
  { "sqs:sendMessage", "MessageId", "\"text\"" },
  { "sns:publish", "MessageId", "\"text\"" },
  { "events:putEvents", "FailedEntryCount", "0" },
  { "events:putEvents", "Entries", "[{\"EventId\":\"text\"}]" },
};

/**
 * sw_mock_shape_dup_sample:
 * @resource: a Task's Resource
 *
 * Returns: (transfer full): an object as the service may answer it: the members that its API always
 * has, and the usual ones; empty where the API is not known here
 */
SwValue
sw_mock_shape_dup_sample (const char *resource)
{
  SwValue sample = sw_value_new_object (4);

  for (const Member *member = find_members (resource); member != NULL && member->path != NULL;
       member++)
    if (member->required && strpbrk (member->path, ".[") == NULL)
      sw_value_set_member (&sample, member->path, make_sample (member));
  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      SwValue value = SW_VALUE_INIT;

      if (g_str_has_suffix (resource, usual[i].resource)
          && sw_value_from_text (usual[i].json, -1, SW_TEXT_DEFAULT, &value, NULL))
        sw_value_set_member (&sample, usual[i].member, value);
    }
  return sample;
}
