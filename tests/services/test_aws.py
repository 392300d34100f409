#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tasks performed by services of AWS: `stepwright run` against moto, and what came of it looked at through boto3."""

import json
import re
import sys
from functools import partial

import peers
import runs
import tap

ARN = "arn:aws:states:::"
QUEUE = "orders"

# What stands for a value that each run has anew
ANY = object()


def rows(moto, **more):
    return [dict({"resource": "arn:aws:*", "use": "aws", "endpoint": moto.url, "region": peers.REGION}, **more)]


class World:
    """What the services have before a case."""

    def __init__(self, moto):
        self.moto = moto
        moto.reset()
        self.db, self.sqs, self.sns = (moto.client(name) for name in ("dynamodb", "sqs", "sns"))
        self.s3, self.states = moto.client("s3"), moto.client("stepfunctions")
        self.db.create_table(TableName="orders", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                             AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
                             BillingMode="PAY_PER_REQUEST")
        self.queue = self.sqs.create_queue(QueueName=QUEUE)["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        self.topic = self.sns.create_topic(Name="news")["TopicArn"]
        self.sns.subscribe(TopicArn=self.topic, Protocol="sqs", Endpoint=arn,
                           Attributes={"RawMessageDelivery": "true"})
        self.s3.create_bucket(Bucket="papers")

    def do(self, resource, parameters, data=None, **fields):
        return runs.run(runs.task(ARN + resource, parameters, **fields), rows(self.moto), data)

    def messages(self):
        return self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10, MessageAttributeNames=["All"],
                                        WaitTimeSeconds=0).get("Messages", [])


def unlike(found, wanted, where="output"):
    """Where FOUND is not as WANTED: ANY fits everything, and objects may have more members."""
    if wanted is ANY:
        return
    if isinstance(wanted, dict) and isinstance(found, dict):
        for name, value in wanted.items():
            if name not in found:
                yield f"{where} has no {name}: {found}"
            else:
                yield from unlike(found[name], value, f"{where}/{name}")
    elif isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        for number, (one, other) in enumerate(zip(found, wanted)):
            yield from unlike(one, other, f"{where}/{number}")
    elif found != wanted:
        yield f"{where} is {found!r}, not {wanted!r}"


METADATA = {"SdkHttpMetadata": {"HttpStatusCode": 200, "AllHttpHeaders": ANY, "HttpHeaders": ANY},
            "SdkResponseMetadata": {"RequestId": ANY}}


def put_and_get(world):
    """Numbers, texts of other scripts, and an object given for a text"""
    item = {"id": {"S": "é/日 1"}, "n": {"N": "1.50"}, "m": {"M": {"Key_X": {"L": [{"BOOL": True}, {"NULL": True}]}}}}
    result = world.do("dynamodb:putItem", {"tableName": "orders", "Item": item})
    yield from runs.expect(result, status="SUCCEEDED", code=0)
    yield from unlike(result.get("output"), METADATA)
    stored = world.db.get_item(TableName="orders", Key={"id": item["id"]}).get("Item")
    if stored != dict(item, n={"N": "1.5"}) and stored != item:
        yield f"the item is {stored}"
    result = world.do("aws-sdk:dynamodb:getItem", {"TableName": "orders", "Key": {"id": {"S.$": "$.id"}}},
                      {"id": "é/日 1"})
    yield from runs.expect(result, status="SUCCEEDED", output={"Item": stored})


def update_and_delete(world):
    world.db.put_item(TableName="orders", Item={"id": {"S": "1"}, "n": {"N": "1"}})
    result = world.do("dynamodb:updateItem",
                      {"TableName": "orders", "Key": {"id": {"S": "1"}}, "UpdateExpression": "SET n = n + :one",
                                              "ExpressionAttributeValues": {":one": {"N": "1"}},
                       "ReturnValues": "UPDATED_NEW"})
    yield from runs.expect(result, status="SUCCEEDED")
    yield from unlike(result.get("output"), dict(METADATA, Attributes={"n": {"N": "2"}}))
    yield from runs.expect(world.do("dynamodb:deleteItem", {"TableName": "orders", "Key": {"id": {"S": "1"}}}),
                           status="SUCCEEDED")
    if world.db.scan(TableName="orders")["Count"] != 0:
        yield "the item is still there"


def send_message(world):
    result = world.do("sqs:sendMessage", {"QueueUrl": world.queue, "MessageBody": {"order.$": "$.order"},
                                          "MessageAttributes": {"kind": {"DataType": "String",
                                                                         "StringValue": "new & <old>"}}},
                      {"order": {"id": 7, "text": "é"}})
    yield from runs.expect(result, status="SUCCEEDED")
    yield from unlike(result.get("output"), dict(METADATA, MessageId=ANY, MD5OfMessageBody=ANY))
    [message] = world.messages()
    if json.loads(message["Body"]) != {"order": {"id": 7, "text": "é"}} or " " in message["Body"]:
        yield f"the body is {message['Body']}"
    if message["MessageAttributes"]["kind"]["StringValue"] != "new & <old>":
        yield f"the attributes are {message['MessageAttributes']}"


def publish(world):
    result = world.do("sns:publish", {"TopicArn": world.topic, "Message": {"a": [1, "ü&"]}, "Subject": "S 1",
                                      "MessageAttributes": {"k": {"DataType": "String", "StringValue": "v=1&w"}}})
    yield from runs.expect(result, status="SUCCEEDED")
    yield from unlike(result.get("output"), dict(METADATA, MessageId=ANY))
    [message] = world.messages()
    if message["Body"] != '{"a":[1,"ü&"]}':
        yield f"the message is {message['Body']}"


def put_events(world):
    events = world.moto.client("events")
    events.create_event_bus(Name="bus")
    archive = events.create_archive(ArchiveName="a",
                                    EventSourceArn=f"arn:aws:events:{peers.REGION}:{peers.ACCOUNT}:event-bus/bus")
    entry = {"Detail": {"order": 1}, "DetailType": "made", "Source": "shop", "EventBusName": "bus"}
    result = world.do("events:putEvents", {"Entries": [entry, dict(entry, Detail='{"order":2}')]})
    yield from runs.expect(result, status="SUCCEEDED")
    yield from unlike(result.get("output"), {"FailedEntryCount": 0, "Entries": [{"EventId": ANY}, {"EventId": ANY}]})
    if "SdkHttpMetadata" in result.get("output", {}):
        yield "events:putEvents has metadata"
    count = events.describe_archive(ArchiveName=archive["ArchiveArn"].rsplit("/", 1)[1])["EventCount"]
    if count != 2:
        yield f"{count} events came to the bus"


def failed_entry(world):
    result = world.do("events:putEvents", {"Entries": [{"Detail": "no JSON", "DetailType": "x", "Source": "y"}]})
    yield from runs.expect(result, status="FAILED", error="EventBridge.FailedEntry")
    yield from unlike(json.loads(result.get("cause") or "{}"), {"FailedEntryCount": 1, "Entries": [{"ErrorCode": ANY}]})


def objects(world):
    key = "in box/é+%.json"
    result = world.do("aws-sdk:s3:putObject",
                      {"Bucket": "papers", "Key": key, "Body": {"a": 1}, "ContentType": "application/json",
                                               "Metadata": {"who": "me"}})
    yield from runs.expect(result, status="SUCCEEDED")
    stored = world.s3.get_object(Bucket="papers", Key=key)
    if stored["Body"].read() != b'{"a":1}' or stored["Metadata"] != {"who": "me"} or stored["ContentType"] != "application/json":
        yield f"the object is {stored}"
    result = world.do("aws-sdk:s3:getObject", {"Bucket": "papers", "Key": key})
    yield from unlike(result.get("output"), {"Body": '{"a":1}', "ContentLength": 7, "Metadata": {"who": "me"},
                                             "ETag": stored["ETag"], "LastModified": ANY})
    result = world.do("aws-sdk:s3:listObjectsV2", {"Bucket": "papers", "Prefix": "in box/"})
    yield from unlike(result.get("output"), {"Contents": [{"Key": key, "Size": 7}], "KeyCount": 1})


def empty_object(world):
    world.s3.put_object(Bucket="papers", Key="none", Body=b"")
    yield from unlike(world.do("aws-sdk:s3:getObject", {"Bucket": "papers", "Key": "none"}).get("output"),
                      {"Body": "", "ContentLength": 0, "Metadata": {}})


def secrets(world):
    yield from runs.expect(world.do("aws-sdk:secretsmanager:createSecret", {"Name": "s", "SecretString": {"key": "v"}}),
                           status="SUCCEEDED")
    if world.moto.client("secretsmanager").get_secret_value(SecretId="s")["SecretString"] != '{"key":"v"}':
        yield "the secret is another"
    yield from unlike(world.do("aws-sdk:secretsmanager:getSecretValue", {"SecretId": "s"}).get("output"),
                      {"SecretString": '{"key":"v"}', "ARN": ANY, "CreatedDate": ANY})


def parameters(world):
    yield from runs.expect(world.do("aws-sdk:ssm:putParameter", {"Name": "/a/b", "Value": {"x": 1}, "Type": "String"}),
                           status="SUCCEEDED", output={"Version": 1})
    output = world.do("aws-sdk:ssm:getParameter", {"Name": "/a/b"}).get("output")
    yield from unlike(output, {"Parameter": {"Value": '{"x":1}', "Version": 1}})
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z", output["Parameter"]["LastModifiedDate"]):
        yield f"the date is {output['Parameter']['LastModifiedDate']}"


def bytes_round(world):
    """What one service gives as bytes the next takes: a ciphertext is decrypted, a record read again."""
    key = world.moto.client("kms").create_key()["KeyMetadata"]["KeyId"]
    kinesis = world.moto.client("kinesis")
    kinesis.create_stream(StreamName="s", ShardCount=1)
    machine = runs.chain(
        ("kms:encrypt", {"KeyId": key, "Plaintext.$": "$.text"}),
        ("kms:decrypt", {"CiphertextBlob.$": "$.CiphertextBlob"}),
        ("kinesis:putRecord", {"StreamName": "s", "PartitionKey": "p", "Data.$": "$.Plaintext"}),
        ("kinesis:getShardIterator", {"StreamName": "s", "ShardId": "shardId-000000000000",
                                      "ShardIteratorType": "TRIM_HORIZON"}),
        ("kinesis:getRecords", {"ShardIterator.$": "$.ShardIterator"}))
    result = runs.run(machine, rows(world.moto), {"text": "geheim é"})
    yield from runs.expect(result, status="SUCCEEDED")
    yield from unlike(result.get("output"), {"Records": [{"Data": "geheim é"}]})


def child(world, definition):
    return world.states.create_state_machine(name="child", definition=json.dumps(definition),
                                             roleArn=f"arn:aws:iam::{peers.ACCOUNT}:role/r")["stateMachineArn"]


GOOD = {"StartAt": "A", "States": {"A": {"Type": "Pass", "Result": {"b": [1]}, "End": True}}}
BAD = {"StartAt": "A", "States": {"A": {"Type": "Fail", "Error": "Oh", "Cause": "no"}}}
SLOW = {"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 100, "End": True}}}


def start_execution(world):
    arn = child(world, GOOD)
    result = world.do("states:startExecution", {"StateMachineArn": arn, "Input": {"a": 1}, "Name": "one"})
    yield from unlike(result.get("output"), dict(METADATA, ExecutionArn=ANY, StartDate=ANY))
    execution = world.states.describe_execution(executionArn=result["output"]["ExecutionArn"])
    if json.loads(execution["input"]) != {"a": 1} or execution["name"] != "one":
        yield f"the execution is {execution}"


def sync(world, suffix, output):
    arn = child(world, GOOD)
    result = world.do("states:startExecution" + suffix, {"StateMachineArn": arn, "Input": {"a": 1}})
    yield from runs.expect(result, status="SUCCEEDED")
    # moto writes texts of JSON anew, with blanks
    yield from unlike(result.get("output"),
                      {"Status": "SUCCEEDED", "Output": output, "StateMachineArn": arn, "StopDate": ANY,
                                             "Input": {"a": 1} if suffix == ".sync:2" else '{"a": 1}'})
    if "SdkHttpMetadata" in result.get("output", {}):
        yield "the output has metadata"
    submitted = runs.events(result, "TaskSubmitted")
    if len(submitted) != 1 or "SdkHttpMetadata" not in submitted[0]["output"]:
        yield f"TaskSubmitted is {submitted}"


def sync_failure(world):
    result = world.do("states:startExecution.sync", {"StateMachineArn": child(world, BAD)})
    yield from runs.expect(result, status="FAILED", error="States.TaskFailed")
    yield from unlike(json.loads(result.get("cause") or "{}"), {"Status": "FAILED", "ExecutionArn": ANY, "Input": "{}"})


def sync_timeout(world):
    """The state is over, and its child is ended with it."""
    arn = child(world, SLOW)
    machine = runs.task(ARN + "states:startExecution.sync", {"StateMachineArn": arn}, TimeoutSeconds=1)
    machine["States"]["Do"].update({"End": False, "Next": "More",
                                    "Catch": [{"ErrorEquals": ["States.Timeout"], "Next": "More"}]})
    del machine["States"]["Do"]["End"]
    machine["States"]["More"] = {"Type": "Wait", "Seconds": 2, "End": True}
    result = runs.run(machine, rows(world.moto))
    yield from runs.expect(result, status="SUCCEEDED")
    [execution] = world.states.list_executions(stateMachineArn=arn)["executions"]
    if execution["status"] != "ABORTED":
        yield f"the child is {execution['status']}"


def callback(world):
    """The message has the token; nobody answers, so the state's time ends it."""
    result = world.do("sqs:sendMessage.waitForTaskToken",
                      {"QueueUrl": world.queue, "MessageBody": {"token.$": "$$.Task.Token"}}, TimeoutSeconds=1)
    yield from runs.expect(result, status="FAILED", error="States.Timeout")
    [message] = world.messages()
    if len(json.loads(message["Body"])["token"]) < 20:
        yield f"the message is {message['Body']}"
    yield from unlike(runs.events(result, "TaskSubmitted"),
                      [{"resource": "sendMessage.waitForTaskToken", "output": ANY}])


def map_over_objects(world):
    """An ItemReader reads a CSV from S3, a ResultWriter writes there."""
    world.s3.put_object(Bucket="papers", Key="in.csv", Body="id,n\na,1\nb,2\n".encode())
    machine = {"StartAt": "All", "States": {"All": {
        "Type": "Map", "End": True,
        "ItemReader": {"Resource": ARN + "s3:getObject",
                       "ReaderConfig": {"InputType": "CSV", "CSVHeaderLocation": "FIRST_ROW"},
                       "Parameters": {"Bucket": "papers", "Key": "in.csv"}},
        "ResultWriter": {"Resource": ARN + "s3:putObject", "Parameters": {"Bucket": "papers", "Prefix": "out"}},
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P",
                          "States": {"P": {"Type": "Pass", "End": True}}}}}}
    result = runs.run(machine, rows(world.moto))
    yield from runs.expect(result, status="SUCCEEDED")
    keys = [one["Key"] for one in world.s3.list_objects_v2(Bucket="papers", Prefix="out/").get("Contents", [])]
    if not any(key.endswith("/SUCCEEDED_0.json") for key in keys) or not any(key.endswith("/manifest.json") for key in keys):
        yield f"written are {keys}"


def read_nothing(world):
    machine = {"StartAt": "All", "States": {"All": {
        "Type": "Map", "End": True,
        "ItemReader": {"Resource": ARN + "s3:getObject", "ReaderConfig": {"InputType": "JSON"},
                       "Parameters": {"Bucket": "papers", "Key": "gone.json"}},
        "ItemProcessor": {"ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, "StartAt": "P",
                          "States": {"P": {"Type": "Pass", "End": True}}}}}}
    yield from runs.expect(runs.run(machine, rows(world.moto)), status="FAILED", error="States.ItemReaderFailed")


SDK = r"\(Service: {}, Status Code: {}, Request ID: \S+\) \(SDK Attempt Count: 1\)"
FIRST = r"\(Service: {}; Status Code: {}; Error Code: {}; Request ID: \S+; Proxy: null\)"
ITEM = {"id": {"S": "1"}}

# Name, resource, parameters, error, cause as a regular expression
ERRORS = [
    ("an optimised call's error has the first SDK's words", "dynamodb:putItem", {"TableName": "gone", "Item": ITEM},
     "DynamoDB.ResourceNotFoundException",
     "Requested resource not found " + FIRST.format("AmazonDynamoDBv2", 400, "ResourceNotFoundException")),
    ("an SDK call's error has the second SDK's words", "aws-sdk:dynamodb:putItem", {"TableName": "gone", "Item": ITEM},
     "DynamoDb.ResourceNotFoundException", "Requested resource not found " + SDK.format("DynamoDb", 400)),
    ("a code that no model has is the service's own exception", "dynamodb:putItem",
     {"TableName": "orders", "Item": {"x": {"S": "1"}}},
     "DynamoDB.AmazonDynamoDBException", ".*" + FIRST.format("AmazonDynamoDBv2", 400, "ValidationException")),
    ("the same of the SDK", "aws-sdk:dynamodb:putItem", {"TableName": "orders", "Item": {"x": {"S": "1"}}},
     "DynamoDb.DynamoDbException", ".*" + SDK.format("DynamoDb", 400)),
    ("SNS says NotFound and means NotFoundException", "sns:publish",
     {"TopicArn": f"arn:aws:sns:us-east-1:{peers.ACCOUNT}:gone", "Message": "x"},
     "SNS.NotFoundException", ".*" + FIRST.format("AmazonSNS", 404, "NotFound")),
    ("what is no URL of a queue is looked up", "sqs:sendMessage", {"QueueUrl": "no-such-queue", "MessageBody": "x"},
     "SQS.SdkClientException", "Unable to execute HTTP request: no-such-queue: Name or service not known"),
    ("an unknown queue", "aws-sdk:sqs:sendMessage", {"QueueUrl": "http://127.0.0.1/1/gone", "MessageBody": "x"},
     "Sqs.QueueDoesNotExistException", ".*" + SDK.format("Sqs", 400)),
    ("an error without its suffix gets it", "aws-sdk:s3:getObject", {"Bucket": "papers", "Key": "gone"},
     "S3.NoSuchKeyException", "The specified key does not exist. " + SDK.format("S3", 404)),
    ("a bucket that is not there", "aws-sdk:s3:listObjectsV2", {"Bucket": "gone-gone"}, "S3.NoSuchBucketException",
     ".*" + SDK.format("S3", 404)),
    ("a machine that is not there", "states:startExecution",
     {"StateMachineArn": f"arn:aws:states:us-east-1:{peers.ACCOUNT}:stateMachine:gone"},
     "StepFunctions.StateMachineDoesNotExistException",
     ".*" + FIRST.format("AWSStepFunctions", 400, "StateMachineDoesNotExist")),
    ("a parameter that is not there", "aws-sdk:ssm:getParameter", {"Name": "/gone"}, "Ssm.ParameterNotFoundException",
     ".*" + SDK.format("Ssm", 400)),
    ("a secret that is not there", "aws-sdk:secretsmanager:getSecretValue", {"SecretId": "gone"},
     "SecretsManager.ResourceNotFoundException", ".*" + SDK.format("SecretsManager", 404)),
    ("a part of a path that is missing", "aws-sdk:s3:getObject", {"Bucket": "papers"}, "S3.SdkClientException",
     "GetObject needs the parameter Key"),
    ("a key that would be resolved to another", "aws-sdk:s3:getObject", {"Bucket": "papers", "Key": "a/../b"},
     "S3.SdkClientException", ".*cannot be sent"),
]


def check_error(world, resource, told, error, cause):
    result = world.do(resource, told)
    yield from runs.expect(result, status="FAILED", error=error)
    if not re.fullmatch(cause, result.get("cause") or "", re.DOTALL):
        yield f"the cause is {result.get('cause')!r}, not {cause}"


def signed(world):
    """moto checks signatures and policies: the right key is let in, another is not."""
    iam = world.moto.client("iam")
    iam.create_user(UserName="me")
    key = iam.create_access_key(UserName="me")["AccessKey"]
    policy = {"Version": "2012-10-17",
              "Statement": [{"Effect": "Allow", "Action": ["sns:*", "sqs:*"], "Resource": "*"}]}
    iam.put_user_policy(UserName="me", PolicyName="p", PolicyDocument=json.dumps(policy))
    world.moto.enforce_signatures()
    machine = runs.task(ARN + "sns:publish", {"TopicArn": world.topic, "Message": "é /+ a=b&c"})
    for secret, wanted in ((key["SecretAccessKey"], {"status": "SUCCEEDED"}),
                           ("wrong" * 8, {"status": "FAILED", "error": "SNS.AmazonSNSException"})):
        env = world.moto.environment(AWS_ACCESS_KEY_ID=key["AccessKeyId"], AWS_SECRET_ACCESS_KEY=secret)
        result = runs.run(machine, rows(world.moto), env=env)
        yield from runs.expect(result, **wanted)
        if secret in json.dumps(result):
            yield "the secret is told"
    if not result["cause"].startswith("The request signature"):
        yield f"the cause is {result['cause']}"


CASES = [
    ("dynamodb: an item is put and got", put_and_get), ("dynamodb: an item is updated and deleted", update_and_delete),
    ("sqs: an object becomes a message's text", send_message), ("sns: a message comes to the topic's queue", publish),
    ("events: events come to the bus", put_events), ("events: one event that failed fails the task", failed_entry),
    ("s3: an object is written, read and listed", objects), ("s3: an empty object is an empty text", empty_object),
    ("secretsmanager: a secret is made and read", secrets), ("ssm: a parameter is made and read", parameters),
    ("kms, kinesis: bytes come out as they went in", bytes_round),
    ("states: an execution is started", start_execution),
    ("states: .sync gives texts", partial(sync, suffix=".sync", output='{"b": [1]}')),
    ("states: .sync:2 gives values", partial(sync, suffix=".sync:2", output={"b": [1]})),
    ("states: a child that failed fails the task", sync_failure),
    ("states: a child is ended with its parent's state", sync_timeout),
    ("sqs: a task waits for its token", callback), ("s3: a Map reads and writes objects", map_over_objects),
    ("s3: a Map whose object is not there fails", read_nothing),
]


def main():
    try:
        with peers.moto() as moto:
            def case(check):
                yield from check(World(moto))

            cases = [(name, partial(case, check)) for name, check in CASES]
            cases += [(name,
                       partial(case, partial(check_error, resource=resource, told=told, error=error, cause=cause)))
                      for name, resource, told, error, cause in ERRORS]
            # The last: from then on moto checks everything.
            return tap.run(cases + [("signatures are accepted where they are checked", partial(case, signed))])
    except tap.Skip as reason:
        print(f"1..0 # SKIP {reason}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
