/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "asl/catalogue/sw-catalogue-private.h"

#include <glib/gi18n.h>

/* Calls of the SDK that are often used: what holds data, and what understands it. Which parameters
 * are required is what the services' own API models say; errors are prefixed with the names that
 * Step Functions' documentation lists, and end in Exception. */

#define BUCKET MUST ("Bucket", TEXT, N_ ("The name of the bucket."))
#define OBJECT_KEY MUST ("Key", TEXT, N_ ("The key of the object."))
#define TABLE_NAME MUST ("TableName", TEXT, N_ ("Name or ARN of the table."))
#define NAMES \
  MAY ("ExpressionAttributeNames", OBJECT, N_ ("What #names in expressions stand for."))
#define VALUES \
  MAY ("ExpressionAttributeValues", OBJECT, N_ ("What :values in expressions stand for."))
#define IMAGE MUST ("Image", OBJECT, N_ ("S3Object: Bucket and Name of the picture."))
#define DOCUMENT MUST ("Document", OBJECT, N_ ("S3Object: Bucket and Name of the page."))

static const SwParameter s3_get_object[] = {
  BUCKET,
  OBJECT_KEY,
  MAY ("VersionId", TEXT, N_ ("The version of the object.")),
  MAY ("Range", TEXT, N_ ("The bytes to read, such as bytes=0-99.")),
};
static const SwParameter s3_put_object[] = {
  BUCKET,
  OBJECT_KEY,
  MAY ("Body", ANY, N_ ("What is written; JSON as its text.")),
  MAY ("ContentType", TEXT, N_ ("The type of the object.")),
  MAY ("Metadata", OBJECT, N_ ("Data of one's own.")),
};
static const SwParameter s3_list_objects_v2[] = {
  BUCKET,
  MAY ("Prefix", TEXT, N_ ("How the keys begin.")),
  MAY ("Delimiter", TEXT, N_ ("What groups keys, such as /.")),
  MAY ("MaxKeys", NUMBER, N_ ("How many are listed at most.")),
  MAY ("ContinuationToken", TEXT, N_ ("Where to read on, from the answer before.")),
};
static const SwParameter s3_copy_object[] = {
  BUCKET,
  MUST ("CopySource", TEXT, N_ ("What to copy: bucket, slash, key.")),
  OBJECT_KEY,
};
static const SwParameter s3_delete_object[] = {
  BUCKET,
  OBJECT_KEY,
  MAY ("VersionId", TEXT, N_ ("The version of the object.")),
};
static const SwParameter s3_head_object[] = { BUCKET, OBJECT_KEY };

#define PUT_OBJECT(body) "'Bucket': 'BUCKET_NAME', 'Key': 'KEY', 'Body': { " body " }"

static SwIntegration s3[] = {
  { .action = "getObject", .help = N_ ("Reads an object."), SDK, TAKES (s3_get_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Key': 'KEY'",
    .errors = "NoSuchKeyException NoSuchBucketException InvalidObjectStateException" },
  { .action = "putObject", .help = N_ ("Writes an object."), SDK, TAKES (s3_put_object),
    .jsonpath = PUT_OBJECT (""), .token_jsonpath = PUT_OBJECT (TOKEN_PATH),
    .token_jsonata = PUT_OBJECT (TOKEN_JSONATA),
    .errors = "NoSuchBucketException" },
  { .action = "listObjectsV2", .help = N_ ("Lists the objects of a bucket."), SDK,
    TAKES (s3_list_objects_v2),
    .jsonpath = "'Bucket': 'BUCKET_NAME'",
    .errors = "NoSuchBucketException" },
  { .action = "copyObject", .help = N_ ("Copies an object."), SDK, TAKES (s3_copy_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'CopySource': 'SOURCE_BUCKET/KEY', 'Key': 'KEY'",
    .errors = "NoSuchKeyException NoSuchBucketException" },
  { .action = "deleteObject", .help = N_ ("Deletes an object."), SDK, TAKES (s3_delete_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Key': 'KEY'",
    .errors = "NoSuchBucketException" },
  { .action = "headObject", .help = N_ ("Reads what is known of an object."), SDK,
    TAKES (s3_head_object),
    .jsonpath = "'Bucket': 'BUCKET_NAME', 'Key': 'KEY'",
    .errors = "NoSuchKeyException NoSuchBucketException" },
};

static const SwParameter dynamodb_query[] = {
  TABLE_NAME,
  MAY ("KeyConditionExpression", TEXT, N_ ("Which keys, such as pk = :pk.")),
  NAMES,
  VALUES,
  MAY ("FilterExpression", TEXT, N_ ("Which of the items found are answered.")),
  MAY ("ProjectionExpression", TEXT, N_ ("Which attributes are read.")),
  MAY ("IndexName", TEXT, N_ ("An index in place of the table.")),
  MAY ("Limit", NUMBER, N_ ("How many items are looked at.")),
  MAY ("ExclusiveStartKey", OBJECT,
       N_ ("Where to read on: LastEvaluatedKey of the answer before.")),
  MAY ("ScanIndexForward", BOOLEAN, N_ ("Whether the order is ascending.")),
  MAY ("ConsistentRead", BOOLEAN, N_ ("Whether all earlier writes are seen.")),
};
static const SwParameter dynamodb_scan[] = {
  TABLE_NAME,
  MAY ("FilterExpression", TEXT, N_ ("Which of the items found are answered.")),
  NAMES,
  VALUES,
  MAY ("ProjectionExpression", TEXT, N_ ("Which attributes are read.")),
  MAY ("Limit", NUMBER, N_ ("How many items are looked at.")),
  MAY ("ExclusiveStartKey", OBJECT,
       N_ ("Where to read on: LastEvaluatedKey of the answer before.")),
};
static const SwParameter dynamodb_batch_get_item[] = {
  MUST ("RequestItems", OBJECT, N_ ("Table to its Keys.")),
};
static const SwParameter dynamodb_batch_write_item[] = {
  MUST ("RequestItems", OBJECT, N_ ("Table to a list of PutRequest or DeleteRequest.")),
};
static const SwParameter dynamodb_transact_write_items[] = {
  MUST ("TransactItems", ARRAY, N_ ("Objects of Put, Update, Delete or ConditionCheck.")),
  MAY ("ClientRequestToken", TEXT, N_ ("What tells a repeated request.")),
};

#define ITEM(more) "'Item': { 'Column': { 'S': 'MyEntry' }" more " }"
#define COLUMN_PATH ", 'TaskToken': { 'S.$': '$$.Task.Token' }"
#define COLUMN_JSONATA ", 'TaskToken': { 'S': '{% $states.context.Task.Token %}' }"
#define BATCH_WRITE(more) \
  "'RequestItems': { 'MyDynamoDBTable': [{ 'PutRequest': { " ITEM (more) " } }] }"
#define TRANSACT(more) \
  "'TransactItems': [{ 'Put': { 'TableName': 'MyDynamoDBTable', " ITEM (more) " } }]"

static SwIntegration dynamodb[] = {
  { .action = "query", .help = N_ ("Finds the items of one partition."), SDK,
    TAKES (dynamodb_query),
    .jsonpath = "'TableName': 'MyDynamoDBTable', 'KeyConditionExpression': 'pk = :pk', "
                "'ExpressionAttributeValues': { ':pk': { 'S': 'MyKey' } }",
    .errors = "ResourceNotFoundException ProvisionedThroughputExceededException "
                "ThrottlingException" },
  { .action = "scan", .help = N_ ("Reads all items of a table."), SDK, TAKES (dynamodb_scan),
    .jsonpath = "'TableName': 'MyDynamoDBTable'",
    .errors = "ResourceNotFoundException ProvisionedThroughputExceededException "
                "ThrottlingException" },
  { .action = "batchGetItem", .help = N_ ("Reads items of several tables."), SDK,
    TAKES (dynamodb_batch_get_item),
    .jsonpath = "'RequestItems': { 'MyDynamoDBTable': { 'Keys': [{ 'Column': { 'S': 'MyEntry' "
                "} }] } }",
    .errors = "ResourceNotFoundException" },
  { .action = "batchWriteItem", .help = N_ ("Writes or deletes up to 25 items."), SDK,
    TAKES (dynamodb_batch_write_item),
    .jsonpath = BATCH_WRITE (""), .token_jsonpath = BATCH_WRITE (COLUMN_PATH),
    .token_jsonata = BATCH_WRITE (COLUMN_JSONATA),
    .errors = "ResourceNotFoundException" },
  { .action = "transactWriteItems", .help = N_ ("Writes several items, or none."), SDK,
    TAKES (dynamodb_transact_write_items),
    .jsonpath = TRANSACT (""), .token_jsonpath = TRANSACT (COLUMN_PATH),
    .token_jsonata = TRANSACT (COLUMN_JSONATA),
    .errors = "TransactionCanceledException TransactionInProgressException" },
};

static const SwParameter rds_create_db_snapshot[] = {
  MUST ("DbInstanceIdentifier", TEXT, N_ ("The name of the database.")),
  MUST ("DbSnapshotIdentifier", TEXT, N_ ("The name of the copy.")),
};
static const SwParameter rds_describe_db_instances[] = {
  MAY ("DbInstanceIdentifier", TEXT, N_ ("The name of the database.")),
};

static SwIntegration rds[] = {
  { .action = "createDBSnapshot", .help = N_ ("Saves a database."), SDK,
    TAKES (rds_create_db_snapshot),
    .jsonpath = "'DbInstanceIdentifier': 'DATABASE_NAME', 'DbSnapshotIdentifier': "
                "'SNAPSHOT_NAME'" },
  { .action = "describeDBInstances", .help = N_ ("Reads how databases stand."), SDK,
    TAKES (rds_describe_db_instances),
    .jsonpath = "'DbInstanceIdentifier': 'DATABASE_NAME'" },
};

static const SwParameter rdsdata_execute_statement[] = {
  MUST ("ResourceArn", TEXT, N_ ("The ARN of the database cluster.")),
  MUST ("SecretArn", TEXT, N_ ("The ARN of the secret that signs in.")),
  MUST ("Sql", TEXT, N_ ("The SQL text.")),
  MAY ("Database", TEXT, N_ ("The name of the database.")),
  MAY ("Parameters", ARRAY, N_ ("Values for the statement.")),
  MAY ("FormatRecordsAs", TEXT, N_ ("JSON answers rows as JSON text.")),
};

static SwIntegration rdsdata[] = {
  { .action = "executeStatement", .help = N_ ("Runs an SQL statement."), SDK,
    TAKES (rdsdata_execute_statement),
    .jsonpath = "'ResourceArn': 'CLUSTER_ARN', 'SecretArn': 'SECRET_ARN', 'Sql': 'SELECT 1'",
    .errors = "BadRequestException StatementTimeoutException" },
};

static const SwParameter redshiftdata_execute_statement[] = {
  MUST ("Database", TEXT, N_ ("The name of the database.")),
  MUST ("Sql", TEXT, N_ ("The SQL text.")),
  MAY ("ClusterIdentifier", TEXT, N_ ("The cluster; or WorkgroupName.")),
  MAY ("WorkgroupName", TEXT, N_ ("The serverless workgroup.")),
  MAY ("DbUser", TEXT, N_ ("The user of the database.")),
  MAY ("SecretArn", TEXT, N_ ("The ARN of the secret that signs in.")),
  MAY ("Parameters", ARRAY, N_ ("Values for the statement.")),
};
static const SwParameter redshiftdata_describe_statement[] = {
  MUST ("Id", TEXT, N_ ("The id that starting the statement answered.")),
};
static const SwParameter redshiftdata_get_statement_result[] = {
  MUST ("Id", TEXT, N_ ("The id that starting the statement answered.")),
  MAY ("NextToken", TEXT, N_ ("Where to read on, from the answer before.")),
};

static SwIntegration redshiftdata[] = {
  { .action = "executeStatement", .help = N_ ("Starts an SQL statement."), SDK,
    TAKES (redshiftdata_execute_statement),
    .jsonpath = "'Database': 'DATABASE_NAME', 'Sql': 'SELECT 1', 'WorkgroupName': "
                "'WORKGROUP_NAME'",
    .errors = "ActiveStatementsExceededException ValidationException" },
  { .action = "describeStatement", .help = N_ ("Reads how a statement stands."), SDK,
    TAKES (redshiftdata_describe_statement),
    .jsonpath = "'Id': 'STATEMENT_ID'",
    .errors = "ResourceNotFoundException" },
  { .action = "getStatementResult", .help = N_ ("Reads the rows that a statement found."), SDK,
    TAKES (redshiftdata_get_statement_result),
    .jsonpath = "'Id': 'STATEMENT_ID'",
    .errors = "ResourceNotFoundException" },
};

static const SwParameter glue_start_crawler[] = {
  MUST ("Name", TEXT, N_ ("The name of the crawler.")),
};
static const SwParameter glue_get_crawler[] = {
  MUST ("Name", TEXT, N_ ("The name of the crawler.")),
};

static SwIntegration glue[] = {
  { .action = "startCrawler", .help = N_ ("Starts a crawler."), SDK, TAKES (glue_start_crawler),
    .jsonpath = "'Name': 'CRAWLER_NAME'",
    .errors = "CrawlerRunningException EntityNotFoundException" },
  { .action = "getCrawler", .help = N_ ("Reads how a crawler stands."), SDK,
    TAKES (glue_get_crawler),
    .jsonpath = "'Name': 'CRAWLER_NAME'",
    .errors = "EntityNotFoundException" },
};

static const SwParameter kinesis_put_record[] = {
  MUST ("StreamName", TEXT, N_ ("The name of the stream.")),
  MUST ("Data", ANY, N_ ("What is written; JSON as its text.")),
  MUST ("PartitionKey", TEXT, N_ ("What decides on the shard.")),
};

#define RECORD(data) "'StreamName': 'STREAM_NAME', 'Data': { " data " }, 'PartitionKey': 'KEY'"

static SwIntegration kinesis[] = {
  { .action = "putRecord", .help = N_ ("Writes a record to a stream."), SDK,
    TAKES (kinesis_put_record),
    .jsonpath = RECORD (""), .token_jsonpath = RECORD (TOKEN_PATH),
    .token_jsonata = RECORD (TOKEN_JSONATA),
    .errors = "ResourceNotFoundException ProvisionedThroughputExceededException" },
};

static const SwParameter firehose_put_record[] = {
  MUST ("DeliveryStreamName", TEXT, N_ ("The name of the stream.")),
  MUST ("Record", OBJECT, N_ ("Data: what is written.")),
};

#define DELIVERY(data) \
  "'DeliveryStreamName': 'STREAM_NAME', 'Record': { 'Data': { " data " } }"

static SwIntegration firehose[] = {
  { .action = "putRecord", .help = N_ ("Writes a record to a delivery stream."), SDK,
    TAKES (firehose_put_record),
    .jsonpath = DELIVERY (""), .token_jsonpath = DELIVERY (TOKEN_PATH),
    .token_jsonata = DELIVERY (TOKEN_JSONATA),
    .errors = "ResourceNotFoundException" },
};

static const SwParameter rekognition_detect_labels[] = {
  IMAGE,
  MAY ("MaxLabels", NUMBER, N_ ("How many are found at most.")),
  MAY ("MinConfidence", NUMBER, N_ ("How sure it must be, 0 to 100.")),
};
static const SwParameter rekognition_detect_faces[] = {
  IMAGE,
  MAY ("Attributes", ARRAY, N_ ("DEFAULT or ALL.")),
};
static const SwParameter rekognition_detect_moderation_labels[] = {
  IMAGE,
  MAY ("MinConfidence", NUMBER, N_ ("How sure it must be, 0 to 100.")),
};

static SwIntegration rekognition[] = {
  { .action = "detectLabels", .help = N_ ("Finds things in a picture."), SDK,
    TAKES (rekognition_detect_labels),
    .jsonpath = "'Image': { 'S3Object': { 'Bucket': 'BUCKET_NAME', 'Name': 'KEY' } }",
    .errors = "InvalidS3ObjectException" },
  { .action = "detectFaces", .help = N_ ("Finds faces in a picture."), SDK,
    TAKES (rekognition_detect_faces),
    .jsonpath = "'Image': { 'S3Object': { 'Bucket': 'BUCKET_NAME', 'Name': 'KEY' } }",
    .errors = "InvalidS3ObjectException" },
  { .action = "detectModerationLabels", .help = N_ ("Finds unwanted things in a picture."), SDK,
    TAKES (rekognition_detect_moderation_labels),
    .jsonpath = "'Image': { 'S3Object': { 'Bucket': 'BUCKET_NAME', 'Name': 'KEY' } }",
    .errors = "InvalidS3ObjectException" },
};

static const SwParameter textract_detect_document_text[] = { DOCUMENT };
static const SwParameter textract_analyze_document[] = {
  DOCUMENT,
  MUST ("FeatureTypes", ARRAY, N_ ("TABLES, FORMS, QUERIES …")),
};

static SwIntegration textract[] = {
  { .action = "detectDocumentText", .help = N_ ("Reads the text of a page."), SDK,
    TAKES (textract_detect_document_text),
    .jsonpath = "'Document': { 'S3Object': { 'Bucket': 'BUCKET_NAME', 'Name': 'KEY' } }",
    .errors = "UnsupportedDocumentException" },
  { .action = "analyzeDocument", .help = N_ ("Reads forms and tables of a page."), SDK,
    TAKES (textract_analyze_document),
    .jsonpath = "'Document': { 'S3Object': { 'Bucket': 'BUCKET_NAME', 'Name': 'KEY' } }, "
                "'FeatureTypes': ['TABLES']",
    .errors = "UnsupportedDocumentException" },
};

static const SwParameter transcribe_start_transcription_job[] = {
  MUST ("TranscriptionJobName", TEXT, N_ ("The name of the job.")),
  MUST ("Media", OBJECT, N_ ("MediaFileUri: the recording in S3.")),
  MAY ("LanguageCode", TEXT, N_ ("The language, such as en-US.")),
  MAY ("IdentifyLanguage", BOOLEAN, N_ ("Whether the language is found out.")),
  MAY ("OutputBucketName", TEXT, N_ ("The bucket for the text.")),
  MAY ("OutputKey", TEXT, N_ ("The key for the text.")),
};
static const SwParameter transcribe_get_transcription_job[] = {
  MUST ("TranscriptionJobName", TEXT, N_ ("The name of the job.")),
};

static SwIntegration transcribe[] = {
  { .action = "startTranscriptionJob", .help = N_ ("Starts to write down speech."), SDK,
    TAKES (transcribe_start_transcription_job),
    .jsonpath = "'TranscriptionJobName': 'JOB_NAME', 'Media': { 'MediaFileUri': "
                "'s3://BUCKET/KEY' }, 'LanguageCode': 'en-US'",
    .errors = "ConflictException" },
  { .action = "getTranscriptionJob", .help = N_ ("Reads how a job stands."), SDK,
    TAKES (transcribe_get_transcription_job),
    .jsonpath = "'TranscriptionJobName': 'JOB_NAME'",
    .errors = "NotFoundException" },
};

static const SwParameter translate_translate_text[] = {
  MUST ("Text", TEXT, N_ ("The text.")),
  MUST ("SourceLanguageCode", TEXT, N_ ("The language of the text; auto finds it out.")),
  MUST ("TargetLanguageCode", TEXT, N_ ("The language to translate into.")),
};

static SwIntegration translate[] = {
  { .action = "translateText", .help = N_ ("Translates a text."), SDK,
    TAKES (translate_translate_text),
    .jsonpath = "'Text': 'TEXT', 'SourceLanguageCode': 'auto', 'TargetLanguageCode': 'en'",
    .errors = "UnsupportedLanguagePairException TextSizeLimitExceededException" },
};

static const SwParameter comprehend_detect_sentiment[] = {
  MUST ("Text", TEXT, N_ ("The text.")),
  MUST ("LanguageCode", TEXT, N_ ("The language of the text.")),
};

static SwIntegration comprehend[] = {
  { .action = "detectSentiment", .help = N_ ("Says whether a text is friendly."), SDK,
    TAKES (comprehend_detect_sentiment),
    .jsonpath = "'Text': 'TEXT', 'LanguageCode': 'en'",
    .errors = "TextSizeLimitExceededException" },
};

static const SwParameter polly_start_speech_synthesis_task[] = {
  MUST ("OutputFormat", TEXT, N_ ("mp3, ogg_vorbis, pcm or json.")),
  MUST ("OutputS3BucketName", TEXT, N_ ("The bucket for the sound.")),
  MUST ("Text", TEXT, N_ ("The text.")),
  MUST ("VoiceId", TEXT, N_ ("The voice.")),
  MAY ("Engine", TEXT, N_ ("standard, neural or generative.")),
};

static SwIntegration polly[] = {
  { .action = "startSpeechSynthesisTask", .help = N_ ("Starts to speak a text."), SDK,
    TAKES (polly_start_speech_synthesis_task),
    .jsonpath = "'OutputFormat': 'mp3', 'OutputS3BucketName': 'BUCKET_NAME', 'Text': 'TEXT', "
                "'VoiceId': 'Joanna'",
    .errors = "TextLengthExceededException" },
};

SwService sw_services_sdk_data[] = {
  { "s3", "Amazon S3", "S3", "s3", "S3",
    "S3Exception SdkClientException", SW_SERVICE_STORAGE, TRUE, HOLDS (s3) },
  { "dynamodb", "Amazon DynamoDB", "DynamoDB", "dynamodb", "DynamoDb",
    "DynamoDbException SdkClientException", SW_SERVICE_DATABASE, TRUE, HOLDS (dynamodb) },
  { "rds", "Amazon RDS", "RDS", "rds", "Rds",
    "RdsException SdkClientException", SW_SERVICE_DATABASE, TRUE, HOLDS (rds) },
  { "rdsdata", "Amazon RDS Data API", "RDS Data", "rds", "RdsData",
    "RdsDataException SdkClientException", SW_SERVICE_DATABASE, TRUE, HOLDS (rdsdata) },
  { "redshiftdata", "Amazon Redshift Data API", "Redshift Data", "redshift", "RedshiftData",
    "RedshiftDataException SdkClientException", SW_SERVICE_DATABASE, TRUE, HOLDS (redshiftdata) },
  { "glue", "AWS Glue", "Glue", "glue", "Glue",
    "GlueException SdkClientException", SW_SERVICE_ANALYTICS, TRUE, HOLDS (glue) },
  { "kinesis", "Amazon Kinesis", "Kinesis", "kinesis", "Kinesis",
    "KinesisException SdkClientException", SW_SERVICE_ANALYTICS, TRUE, HOLDS (kinesis) },
  { "firehose", "Amazon Data Firehose", "Firehose", "kinesis", "Firehose",
    "FirehoseException SdkClientException", SW_SERVICE_ANALYTICS, TRUE, HOLDS (firehose) },
  { "rekognition", "Amazon Rekognition", "Rekognition", "rekognition", "Rekognition",
    "RekognitionException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (rekognition) },
  { "textract", "Amazon Textract", "Textract", "textract", "Textract",
    "TextractException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (textract) },
  { "transcribe", "Amazon Transcribe", "Transcribe", "transcribe", "Transcribe",
    "TranscribeException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (transcribe) },
  { "translate", "Amazon Translate", "Translate", "translate", "Translate",
    "TranslateException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (translate) },
  { "comprehend", "Amazon Comprehend", "Comprehend", "comprehend", "Comprehend",
    "ComprehendException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (comprehend) },
  { "polly", "Amazon Polly", "Polly", "polly", "Polly",
    "PollyException SdkClientException", SW_SERVICE_LEARNING, TRUE, HOLDS (polly) },
};

const guint sw_n_services_sdk_data = G_N_ELEMENTS (sw_services_sdk_data);
