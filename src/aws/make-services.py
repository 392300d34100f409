#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes services/*.json, the table of services that src/aws drives its requests by, from botocore's API models.

    make-services.py [FOLDER]      FOLDER: of the models; by default where Python's botocore has them

Run at development time, when a service or a newer model is wanted; the tables are checked in. A table holds facts
alone: where a service is, how it is spoken to, and the names and types of what its operations take and give.

    { "id": "DynamoDB",            the service's name in AWS's SDKs
      "key": "dynamodb",           in arn:aws:states:::aws-sdk:KEY:ACTION
      "prefix": "DynamoDb",        of its error names there
      "endpoint": "dynamodb",      ENDPOINT.REGION.amazonaws.com
      "signing": "dynamodb",       its name in a signature
      "protocol": "json",          json, query, rest-json, rest-xml, ec2
      "json": "1.0", "target": "DynamoDB_20120810", "version": "2012-08-10",
      "region": "us-east-1",       only where the service has one endpoint for all regions
      "errors": { "CODE": "Name" | 1 },    modelled errors; another name where the code on the wire differs
      "operations": { "PutItem": { "i": SHAPE, "o": SHAPE, "m": "POST", "u": "/", "w": "wrapper", "p": "host prefix" } },
      "shapes": [ … ] }

A SHAPE is an index of "shapes", or a letter: s text, x bytes, y bytes that are never a text, i integer, n number, b boolean, d any JSON, t a time (in
the protocol's own form), ti as ISO 8601, tu in seconds, th as in HTTP. An element of "shapes" is

    { "m": { "Member": SHAPE | { "t": SHAPE, "n": name on the wire, "l": place, "f": 1 flattened, "a": 1 attribute,
                                 "p": 1 the whole body, "s": 1 a stream, "k": 1 a token of idempotency } } }
    { "l": SHAPE, "n": name of an element, "f": 1 }
    { "k": SHAPE, "v": SHAPE, "kn": name of a key, "vn": name of a value, "f": 1 }

where a place is h header, H headers with that prefix, u in the path, q in the query, s the status.
"""

import glob
import gzip
import json
import os
import re
import sys

# Folder of the model, and which operations are taken: None is all of them. Of large services only what an optimised
# integration calls or waits for, and what machines often do.
SERVICES = {
    "apigateway": ["GetRestApi", "GetRestApis", "TestInvokeMethod"],
    "athena": None,
    "batch": ["SubmitJob", "DescribeJobs", "TerminateJob", "CancelJob", "ListJobs"],
    "bedrock": ["CreateModelCustomizationJob", "GetModelCustomizationJob", "StopModelCustomizationJob",
                "ListFoundationModels"],
    "bedrock-runtime": ["InvokeModel", "Converse"],
    "cloudformation": ["CreateStack", "DeleteStack", "DescribeStacks", "DescribeStackEvents", "UpdateStack"],
    "cloudwatch": ["PutMetricData", "GetMetricStatistics", "DescribeAlarms"],
    "codebuild": ["StartBuild", "StopBuild", "BatchGetBuilds", "BatchDeleteBuilds", "StartBuildBatch", "StopBuildBatch",
                  "RetryBuildBatch", "DeleteBuildBatch", "BatchGetBuildBatches", "BatchGetReports"],
    "comprehend": ["DetectSentiment", "DetectEntities", "DetectKeyPhrases", "DetectDominantLanguage", "DetectPiiEntities"],
    "databrew": ["StartJobRun", "DescribeJobRun", "StopJobRun", "ListJobRuns"],
    "dynamodb": None,
    "ec2": ["DescribeInstances", "StartInstances", "StopInstances", "TerminateInstances", "RebootInstances",
            "DescribeInstanceStatus", "CreateTags", "CreateSnapshot", "DescribeSnapshots", "DeleteSnapshot",
            "DescribeRegions", "DescribeVpcs", "DescribeSubnets", "DescribeSecurityGroups", "DescribeVolumes",
            "DescribeImages"],
    "ecs": ["RunTask", "StopTask", "DescribeTasks", "ListTasks", "UpdateService", "DescribeServices"],
    "eks": ["CreateCluster", "DescribeCluster", "DeleteCluster", "ListClusters", "CreateNodegroup", "DescribeNodegroup",
            "DeleteNodegroup", "CreateFargateProfile", "DescribeFargateProfile", "DeleteFargateProfile"],
    "emr": ["RunJobFlow", "DescribeCluster", "ListClusters", "TerminateJobFlows", "AddJobFlowSteps", "DescribeStep",
            "ListSteps", "CancelSteps", "SetTerminationProtection", "ListInstanceFleets", "ModifyInstanceFleet",
            "ListInstanceGroups", "ModifyInstanceGroups"],
    "emr-containers": ["StartJobRun", "DescribeJobRun", "CancelJobRun", "ListJobRuns", "CreateVirtualCluster",
                       "DeleteVirtualCluster", "DescribeVirtualCluster", "ListVirtualClusters"],
    "emr-serverless": ["StartJobRun", "GetJobRun", "CancelJobRun", "ListJobRuns", "CreateApplication", "GetApplication",
                       "UpdateApplication", "StartApplication", "StopApplication", "DeleteApplication",
                       "ListApplications"],
    "events": None,
    "firehose": ["PutRecord", "PutRecordBatch", "DescribeDeliveryStream"],
    "glue": ["StartJobRun", "GetJobRun", "BatchStopJobRun", "StartCrawler", "GetCrawler", "StopCrawler", "GetTable",
             "GetTables", "GetDatabase", "GetPartitions"],
    "iam": ["CreateRole", "DeleteRole", "GetRole", "ListRoles", "GetUser", "ListUsers", "AttachRolePolicy",
            "DetachRolePolicy", "PutRolePolicy", "ListAttachedRolePolicies", "CreateUser", "DeleteUser", "TagRole"],
    "kinesis": ["PutRecord", "PutRecords", "DescribeStream", "DescribeStreamSummary", "ListStreams", "GetRecords",
                "GetShardIterator", "CreateStream", "DeleteStream"],
    "kms": ["Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "DescribeKey", "ListKeys", "CreateKey", "Sign", "Verify"],
    "lambda": None,
    "logs": ["CreateLogGroup", "CreateLogStream", "PutLogEvents", "GetLogEvents", "FilterLogEvents", "StartQuery",
             "GetQueryResults", "DescribeLogGroups", "DescribeLogStreams"],
    "mediaconvert": ["CreateJob", "GetJob", "CancelJob"],
    "polly": ["SynthesizeSpeech", "DescribeVoices", "StartSpeechSynthesisTask", "GetSpeechSynthesisTask"],
    "rds": ["CreateDBSnapshot", "DescribeDBSnapshots", "DeleteDBSnapshot", "CreateDBClusterSnapshot",
            "DescribeDBClusterSnapshots", "DeleteDBClusterSnapshot", "CreateDBInstance", "DescribeDBInstances",
            "ModifyDBInstance", "StartDBInstance", "StopDBInstance", "RebootDBInstance", "DeleteDBInstance",
            "RestoreDBInstanceFromDBSnapshot", "DescribeDBClusters", "StartDBCluster", "StopDBCluster",
            "FailoverDBCluster", "AddTagsToResource", "StartExportTask", "DescribeExportTasks"],
    "rds-data": ["ExecuteStatement", "BatchExecuteStatement", "BeginTransaction", "CommitTransaction",
                 "RollbackTransaction"],
    "redshift-data": ["ExecuteStatement", "BatchExecuteStatement", "DescribeStatement", "GetStatementResult"],
    "rekognition": ["DetectLabels", "DetectText", "DetectFaces", "DetectModerationLabels", "CompareFaces"],
    "s3": None,
    "sagemaker": ["CreateTrainingJob", "DescribeTrainingJob", "StopTrainingJob", "CreateTransformJob",
                  "DescribeTransformJob", "StopTransformJob", "CreateProcessingJob", "DescribeProcessingJob",
                  "StopProcessingJob", "CreateHyperParameterTuningJob", "DescribeHyperParameterTuningJob",
                  "StopHyperParameterTuningJob", "CreateLabelingJob", "DescribeLabelingJob", "StopLabelingJob",
                  "CreateModel", "DeleteModel", "CreateEndpointConfig", "DeleteEndpointConfig", "CreateEndpoint",
                  "UpdateEndpoint", "DeleteEndpoint", "DescribeEndpoint"],
    "scheduler": ["CreateSchedule", "DeleteSchedule", "GetSchedule", "ListSchedules", "UpdateSchedule"],
    "secretsmanager": None,
    "ses": ["SendEmail", "SendRawEmail", "SendTemplatedEmail"],
    "sesv2": ["SendEmail"],
    "sns": None,
    "sqs": None,
    "ssm": ["DeleteParameter", "DeleteParameters", "DescribeParameters", "GetParameter", "GetParameterHistory",
            "GetParameters", "GetParametersByPath", "PutParameter", "LabelParameterVersion", "AddTagsToResource",
            "ListTagsForResource", "RemoveTagsFromResource", "SendCommand", "GetCommandInvocation", "ListCommands",
            "CancelCommand", "StartAutomationExecution", "GetAutomationExecution", "StopAutomationExecution",
            "DescribeInstanceInformation"],
    "stepfunctions": None,
    "sts": ["GetCallerIdentity", "AssumeRole", "GetSessionToken", "GetAccessKeyInfo"],
    "textract": ["AnalyzeDocument", "DetectDocumentText", "StartDocumentTextDetection", "GetDocumentTextDetection"],
    "transcribe": ["StartTranscriptionJob", "GetTranscriptionJob"],
    "translate": ["TranslateText"],
}

# Codes on the wire that a model does not know: SQS goes on with those of its older protocol.
MORE_ERRORS = {
    "sqs": {"AWS.SimpleQueueService.NonExistentQueue": "QueueDoesNotExist",
            "AWS.SimpleQueueService.PurgeQueueInProgress": "PurgeQueueInProgress",
            "AWS.SimpleQueueService.QueueDeletedRecently": "QueueDeletedRecently",
            "AWS.SimpleQueueService.UnsupportedOperation": "UnsupportedOperation",
            "QueueAlreadyExists": "QueueNameExists"},
}

# Bytes by the endpoint of their service that are no text whatever they say: ciphertexts, pictures, archives.
OPAQUE = {
    "kms": {"CiphertextBlob", "CiphertextForRecipient", "Signature"},
    "lambda": {"ZipFile"},
    "rekognition": {"Bytes"},
    "textract": {"Bytes"},
}

LETTERS = {"string": "s", "character": "s", "blob": "x", "integer": "i", "long": "i", "float": "n", "double": "n",
           "boolean": "b"}
TIMES = {None: "t", "iso8601": "ti", "unixTimestamp": "tu", "rfc822": "th"}
PLACES = {"header": "h", "headers": "H", "uri": "u", "querystring": "q", "statusCode": "s"}


def words_of(service_id):
    """ "DynamoDB" is Dynamo and DB, "SFN" is one word. """
    return re.findall(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+|[0-9]+", service_id)


def prefix_of(service_id):
    return "".join(word[0].upper() + word[1:].lower() for word in words_of(service_id))


class Table:
    """The table of one service, as it grows."""

    def __init__(self, model, operations):
        self.model = model
        self.shapes = []
        self.numbers = {}
        self.operations = {name: self.operation(model["operations"][name])
                           for name in sorted(operations or model["operations"])}

    def shape(self, name):
        told = self.model["shapes"][name]
        kind = told["type"]
        if kind == "timestamp":
            return TIMES[told.get("timestampFormat")]
        if told.get("document"):
            return "d"
        if kind in LETTERS:
            return LETTERS[kind]
        if name not in self.numbers:
            self.numbers[name] = len(self.shapes)
            self.shapes.append(None)
            self.shapes[self.numbers[name]] = getattr(self, kind)(told)
        return self.numbers[name]

    def structure(self, told):
        return {"m": {name: self.member(name, member, told) for name, member in told["members"].items()}}

    def member(self, name, told, structure):
        shape = self.model["shapes"][told["shape"]]
        row = {"t": self.shape(told["shape"])}
        if "timestampFormat" in told:
            row["t"] = TIMES[told["timestampFormat"]]
        if name in OPAQUE.get(self.model["metadata"]["endpointPrefix"], ()):
            row["t"] = "y"
        # EC2 has a name of its own for what it is sent
        wire = told.get("queryName", told.get("locationName"))
        if wire not in (None, name):
            row["n"] = wire
        if "queryName" in told and told.get("locationName") not in (None, wire):
            row["r"] = told["locationName"]
        if told.get("location") in PLACES:
            row["l"] = PLACES[told["location"]]
        flags = {"f": told.get("flattened"), "a": told.get("xmlAttribute"), "p": structure.get("payload") == name,
                 "s": told.get("streaming") or shape.get("streaming"), "k": told.get("idempotencyToken")}
        row.update({letter: 1 for letter, flag in flags.items() if flag})
        return row["t"] if len(row) == 1 else row

    def list(self, told):
        row = {"l": self.shape(told["member"]["shape"])}
        if told["member"].get("locationName"):
            row["n"] = told["member"]["locationName"]
        if told.get("flattened"):
            row["f"] = 1
        return row

    def map(self, told):
        row = {"k": self.shape(told["key"]["shape"]), "v": self.shape(told["value"]["shape"])}
        for short, part in (("kn", "key"), ("vn", "value")):
            if told[part].get("locationName"):
                row[short] = told[part]["locationName"]
        if told.get("flattened"):
            row["f"] = 1
        return row

    def operation(self, told):
        row = {}
        for short, part in (("i", "input"), ("o", "output")):
            if part in told:
                row[short] = self.shape(told[part]["shape"])
        if told["http"]["method"] != "POST":
            row["m"] = told["http"]["method"]
        if told["http"]["requestUri"] != "/":
            row["u"] = told["http"]["requestUri"]
        wrapper = told.get("output", {}).get("resultWrapper")
        if wrapper:
            row["w"] = wrapper
        if "locationName" in told.get("input", {}):
            row["x"] = told["input"]["locationName"]
        if told.get("httpChecksumRequired") or told.get("httpChecksum", {}).get("requestChecksumRequired"):
            row["c"] = 1
        return row

    def errors(self):
        """What each modelled error is called on the wire, and its name where that differs."""
        names = {name for operation in self.model["operations"].values()
                 for name in (error["shape"] for error in operation.get("errors", []))}
        codes = {self.model["shapes"][name].get("error", {}).get("code", name): name for name in sorted(names)}
        codes.update(MORE_ERRORS.get(self.model["metadata"]["endpointPrefix"], {}))
        return {code: 1 if code == name else name for code, name in sorted(codes.items())}

    def as_object(self):
        about = self.model["metadata"]
        table = {"id": about["serviceId"], "key": about["serviceId"].replace(" ", "").lower(),
                 "prefix": prefix_of(about["serviceId"]), "endpoint": about["endpointPrefix"],
                 "signing": about.get("signingName", about["endpointPrefix"]), "protocol": about["protocol"],
                 "json": about.get("jsonVersion"), "target": about.get("targetPrefix"), "version": about["apiVersion"],
                 "region": "us-east-1" if about["endpointPrefix"] in ("iam",) else None}
        table = {key: value for key, value in table.items() if value is not None}
        return dict(table, errors=self.errors(), operations=self.operations, shapes=self.shapes)


def read_model(folder, name):
    path = sorted(glob.glob(os.path.join(folder, name, "*", "service-2.json*")))[-1]
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        return json.load(file)


def lines_of(table):
    """JSON with an operation, a shape or another member a line: what changes is seen in a diff."""
    def compact(value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    for key, value in table.items():
        if key in ("operations", "shapes"):
            rows = ([f"{compact(name)}:{compact(row)}" for name, row in value.items()] if isinstance(value, dict)
                    else [compact(row) for row in value])
            ends = "{}" if isinstance(value, dict) else "[]"
            yield f"{compact(key)}:{ends[0]}\n" + ",\n".join(rows) + f"\n{ends[1]}"
        else:
            yield f"{compact(key)}:{compact(value)}"


def main(arguments):
    if arguments:
        folder = arguments[0]
    else:
        import botocore  # pylint: disable=import-outside-toplevel
        folder = os.path.join(os.path.dirname(botocore.__file__), "data")
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "services")
    for name, operations in SERVICES.items():
        table = Table(read_model(folder, name), operations).as_object()
        with open(os.path.join(target, table["key"] + ".json"), "w", encoding="utf-8") as file:
            file.write("{" + ",\n".join(lines_of(table)) + "}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
