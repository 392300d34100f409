/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Tables, and what reads and writes for a distributed Map. Which parameters are required is what
 * the services' own API models say; DynamoDB's defaults are those of AWS's designer. */

#define ENTRY "{ 'Column': { 'S': 'MyEntry' } }"
#define TABLE "'TableName': 'MyDynamoDBTable'"
#define CONSUMED \
  ONE_OF ("ReturnConsumedCapacity", "NONE TOTAL INDEXES", \
          N_ ("Whether the consumed capacity is answered."))
#define TABLE_NAME MUST ("TableName", TEXT, N_ ("Name or ARN of the table."))
#define KEY MUST ("Key", OBJECT, N_ ("The primary key: attribute to typed value."))
#define NAMES \
  MAY ("ExpressionAttributeNames", OBJECT, N_ ("What #names in expressions stand for."))
#define VALUES \
  MAY ("ExpressionAttributeValues", OBJECT, N_ ("What :values in expressions stand for."))
#define CONDITION \
  MAY ("ConditionExpression", TEXT, N_ ("What must hold for the item to be written."))
#define OLD_VALUES \
  ONE_OF ("ReturnValues", "NONE ALL_OLD", N_ ("Whether the item as it was is answered."))
#define COLLECTION_METRICS \
  ONE_OF ("ReturnItemCollectionMetrics", "NONE SIZE", N_ ("Whether sizes are answered."))

static const SwParameter get_item[] = {
  TABLE_NAME,
  KEY,
  MAY ("ConsistentRead", BOOLEAN, N_ ("Whether all earlier writes are seen.")),
  MAY ("ProjectionExpression", TEXT, N_ ("Which attributes are read.")),
  NAMES,
  CONSUMED,
};
static const SwParameter put_item[] = {
  TABLE_NAME,
  MUST ("Item", OBJECT, N_ ("The item: attribute to typed value.")),
  CONDITION,
  NAMES,
  VALUES,
  OLD_VALUES,
  CONSUMED,
  COLLECTION_METRICS,
};
static const SwParameter update_item[] = {
  TABLE_NAME,
  KEY,
  MAY ("UpdateExpression", TEXT, N_ ("What is changed, such as SET a = :a.")),
  CONDITION,
  NAMES,
  VALUES,
  ONE_OF ("ReturnValues", "NONE ALL_OLD UPDATED_OLD ALL_NEW UPDATED_NEW",
          N_ ("Which attributes are answered.")),
  CONSUMED,
  COLLECTION_METRICS,
};
static const SwParameter delete_item[] = {
  TABLE_NAME, KEY, CONDITION, NAMES, VALUES, OLD_VALUES, CONSUMED, COLLECTION_METRICS,
};

#define WRITE_ERRORS "ConditionalCheckFailedException ItemCollectionSizeLimitExceededException " \
                     "TransactionConflictException"

static SwIntegration dynamodb[] = {
  { .action = "getItem", .title = N_ ("DynamoDB GetItem"), .help = N_ ("Reads an item of a table."),
    .patterns = REQUEST, .pattern = REQUEST, TAKES (get_item),
    .jsonpath = TABLE ", 'Key': " ENTRY },
  { .action = "putItem", .title = N_ ("DynamoDB PutItem"),
    .help = N_ ("Writes an item into a table."), .patterns = REQUEST, .pattern = REQUEST,
    TAKES (put_item), .jsonpath = TABLE ", 'Item': " ENTRY, .errors = WRITE_ERRORS },
  { .action = "updateItem", .title = N_ ("DynamoDB UpdateItem"),
    .help = N_ ("Changes attributes of an item of a table."), .patterns = REQUEST,
    .pattern = REQUEST, TAKES (update_item),
    .jsonpath = TABLE ", 'Key': " ENTRY ", 'UpdateExpression': 'SET MyKey = :myValueRef',"
                      " 'ExpressionAttributeValues': { ':myValueRef': { 'S': 'MyValue' } }",
    .errors = WRITE_ERRORS },
  { .action = "deleteItem", .title = N_ ("DynamoDB DeleteItem"),
    .help = N_ ("Deletes an item of a table."), .patterns = REQUEST, .pattern = REQUEST,
    TAKES (delete_item), .jsonpath = TABLE ", 'Key': " ENTRY, .errors = WRITE_ERRORS },
};

/* Not for a Task: what ItemReader and ResultWriter of a Map call. */
static const SwParameter get_object[] = {
  MUST ("Bucket", TEXT, N_ ("The name of the bucket.")),
  MUST ("Key", TEXT, N_ ("The key of the object.")),
  MAY ("VersionId", TEXT, N_ ("The version of the object.")),
  MAY ("ExpectedBucketOwner", TEXT, N_ ("The account that must own the bucket.")),
};
static const SwParameter list_objects[] = {
  MUST ("Bucket", TEXT, N_ ("The name of the bucket.")),
  MAY ("Prefix", TEXT, N_ ("How the keys begin.")),
};
static const SwParameter put_object[] = {
  MUST ("Bucket", TEXT, N_ ("The name of the bucket.")),
  MAY ("Prefix", TEXT, N_ ("How the keys of the results begin.")),
};

static SwIntegration s3[] = {
  { .action = "getObject", .help = N_ ("Reads the items of a Map from an object."),
    .patterns = REQUEST, .pattern = REQUEST, .in_map = TRUE, TAKES (get_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Key': 'KEY'" },
  { .action = "listObjectsV2", .help = N_ ("Takes the objects of a bucket as items of a Map."),
    .patterns = REQUEST, .pattern = REQUEST, .in_map = TRUE, TAKES (list_objects),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Prefix': 'PREFIX'" },
  { .action = "putObject", .help = N_ ("Writes the results of a Map to a bucket."),
    .patterns = REQUEST, .pattern = REQUEST, .in_map = TRUE, TAKES (put_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Prefix': 'PREFIX'" },
};

SwService sw_services_data[] = {
  { "dynamodb", "Amazon DynamoDB", "DynamoDB", "dynamodb", "DynamoDB",
    "AmazonDynamoDBException ResourceNotFoundException ProvisionedThroughputExceededException "
    "RequestLimitExceeded ThrottlingException InternalServerError SdkClientException",
    SW_SERVICE_DATABASE, HOLDS (dynamodb) },
  { "s3", "Amazon S3", "S3", "s3", "S3", NULL, SW_SERVICE_STORAGE, HOLDS (s3) },
};

const guint sw_n_services_data = G_N_ELEMENTS (sw_services_data);
